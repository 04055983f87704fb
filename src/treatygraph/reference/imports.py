"""The graphs of the record that a user has imported: one for each source, beside the reference's own."""

from __future__ import annotations

from pyoxigraph import NamedNode

from treatygraph.rdf.record import IMPORTED_GRAPHS
from treatygraph.rdf.terms import TYPE, tg
from treatygraph.store import GraphStore


def imported_graph(source: str) -> NamedNode:
    """The graph of the rows of a source."""
    return NamedNode(IMPORTED_GRAPHS + source)


def imported_graphs(store: GraphStore) -> list[NamedNode]:
    """The graphs of imported rows that a graph holds, sorted: each describes its source, so that a large graph
    need not list all its named graphs to find them."""
    described = store.matching(predicate=TYPE, object=tg("Source"))
    found = {quad.graph_name for quad in described}
    return sorted(
        (
            graph
            for graph in found
            if isinstance(graph, NamedNode) and graph.value.startswith(IMPORTED_GRAPHS)
        ),
        key=lambda graph: graph.value,
    )
