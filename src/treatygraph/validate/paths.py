"""SHACL property paths as text, and IRIs as people write them."""

from __future__ import annotations

from rdflib import RDF, SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from treatygraph.store.prefixes import shorten


def path_text(graph: Graph, path: Node) -> str:
    """A property's IRI as it is; a longer path in SPARQL's syntax, with prefixes.

    >>> path_text(Graph(), URIRef("https://w3id.org/treatygraph/ontology#date"))
    'https://w3id.org/treatygraph/ontology#date'
    """
    return str(path) if isinstance(path, URIRef) else _steps(graph, path)


def _steps(graph: Graph, path: Node) -> str:
    if isinstance(path, URIRef):
        return shorten(path)
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return "^" + _steps(graph, inverse)
    choices = graph.value(path, SH.alternativePath)
    if choices is not None:
        return "(" + "|".join(_steps(graph, each) for each in Collection(graph, choices)) + ")"
    if graph.value(path, RDF.first) is not None:
        return "/".join(_steps(graph, each) for each in Collection(graph, path))
    return str(path)
