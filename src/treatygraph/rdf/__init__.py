"""Claims and acts as RDF, and back. Knows nothing of where the quads are kept."""

from treatygraph.rdf.acts import act_quads, derived_quads
from treatygraph.rdf.reading import read_claims, read_extraction
from treatygraph.rdf.writing import Run, document_graph, document_iri, document_quads

__all__ = [
    "Run",
    "act_quads",
    "derived_quads",
    "document_graph",
    "document_iri",
    "document_quads",
    "read_claims",
    "read_extraction",
]
