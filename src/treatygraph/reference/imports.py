"""The graphs of the record that a user has imported: one for each source, beside the reference's own."""

from __future__ import annotations

from pyoxigraph import NamedNode

from treatygraph.rdf.record import IMPORTED_GRAPHS
from treatygraph.store import GraphStore


def imported_graph(source: str) -> NamedNode:
    """The graph of the rows of a source."""
    return NamedNode(IMPORTED_GRAPHS + source)


def imported_graphs(store: GraphStore) -> list[NamedNode]:
    """The graphs of imported rows that a graph holds, sorted."""
    return [graph for graph in store.graphs() if graph.value.startswith(IMPORTED_GRAPHS)]
