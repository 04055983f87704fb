"""The graph in the syntaxes of RDF, sorted by subject, a subject at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import pyoxigraph as ox
from pyoxigraph import Quad, RdfFormat, Triple

from treatygraph.export.xml import CarriageReturns, checked
from treatygraph.store import PREFIXES, GraphStore, sorted_quads
from treatygraph.store.canonical import sorted_lines
from treatygraph.store.prefixes import ID

# The kinds of things get prefixes of their own: state:RUS reads better than id:state\/RUS.
_KINDS = ("act-kind", "anchor", "body", "claim", "document", "evidence", "person", "stance")
_PREFIXES = {kind: f"{ID}{kind}/" for kind in (*_KINDS, "state", "status", "treaty")}


def write_triples(store: GraphStore, out: BinaryIO, *, format: RdfFormat) -> None:  # noqa: A002
    """Write the union of all named graphs in a syntax that has no graph names."""
    _serialize(sorted_triples(store), out, format)


def write_quads(store: GraphStore, out: BinaryIO, *, format: RdfFormat) -> None:  # noqa: A002
    """Write quads in a syntax that has graph names: N-Quads by line, TriG graph by graph."""
    if format == RdfFormat.N_QUADS:
        out.writelines(sorted_lines(store))
        return
    by_graph = (quad for graph in store.graphs() for quad in sorted_quads(store, graph))
    _serialize(by_graph, out, format)


def write_rdfxml(store: GraphStore, out: BinaryIO) -> None:
    """Write the union as RDF/XML. Raises ExportError for a character that XML cannot hold."""
    _serialize(
        (checked(triple) for triple in sorted_triples(store)),
        CarriageReturns(out),  # type: ignore[arg-type]  # Oxigraph calls write and flush alone
        RdfFormat.RDF_XML,
    )


def sorted_triples(store: GraphStore) -> Iterator[Triple]:
    """The union of all named graphs, each triple once, by subject, predicate and object."""
    last = None
    for quad in sorted_quads(store):
        triple = quad.triple
        if triple != last:
            yield triple
        last = triple


def _serialize(
    content: Iterable[Triple] | Iterable[Quad],
    out: BinaryIO,
    format: RdfFormat,  # noqa: A002
) -> None:
    ox.serialize(content, out, format, prefixes={**PREFIXES, **_PREFIXES})
