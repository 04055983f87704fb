"""A graph in one order: two graphs with the same quads give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TypeAlias

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from treatygraph.store.graph import GraphStore

Subject: TypeAlias = NamedNode | BlankNode | Triple

_TOGETHER = 1000  # subjects that a server is asked about together


def sorted_quads(store: GraphStore, graph: NamedNode | None = None) -> Iterator[Quad]:
    """All quads, or those of one graph, in the order of their N-Quads lines by code point.

    Keeps only the subjects in memory, and the quads of one of them at a time.
    """
    subjects = sorted({quad.subject for quad in store.quads(graph)}, key=str)
    for start in range(0, len(subjects), _TOGETHER):
        some = subjects[start : start + _TOGETHER]
        store.foresee(partial(_about, some, graph))
        for subject in some:
            yield from sorted(store.matching(subject, graph=graph), key=str)


def _about(
    subjects: Sequence[Subject], graph: NamedNode | None
) -> Iterator[tuple[Subject, None, None, NamedNode | None]]:
    return ((subject, None, None, graph) for subject in subjects)


def canonical_nquads(store: GraphStore) -> bytes:
    """The graph as N-Quads, sorted, in UTF-8. There are no blank nodes, so this is canonical."""
    return b"".join(f"{quad} .\n".encode() for quad in sorted_quads(store))
