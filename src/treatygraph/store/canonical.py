"""A graph in one order: two graphs with the same quads give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from treatygraph.store.graph import GraphStore


def sorted_quads(store: GraphStore, graph: NamedNode | None = None) -> Iterator[Quad]:
    """All quads, or those of one graph, in the order of their N-Quads lines by code point.

    Keeps only the subjects in memory, and the quads of one of them at a time.
    """
    for subject in sorted({quad.subject for quad in store.quads(graph)}, key=str):
        yield from sorted(store.matching(subject, graph=graph), key=str)


def canonical_nquads(store: GraphStore) -> bytes:
    """The graph as N-Quads, sorted, in UTF-8. There are no blank nodes, so this is canonical."""
    return b"".join(f"{quad} .\n".encode() for quad in sorted_quads(store))
