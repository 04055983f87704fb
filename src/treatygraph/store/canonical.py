"""A graph in one order: two graphs with the same quads give the same bytes."""

from __future__ import annotations

import heapq
import itertools
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, Final

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, RdfFormat

from treatygraph.store.graph import GraphStore

_AT_ONCE: Final = 200_000
"""Quads that are sorted in memory; more are sorted piece by piece, in files that nobody sees, and merged."""


def sorted_lines(store: GraphStore, graph: NamedNode | None = None) -> Iterator[bytes]:
    """All quads, or those of one graph, as lines of N-Quads in UTF-8, in the order of their bytes.

    The memory that it takes does not grow with the graph.
    """
    quads = store.quads(graph)
    first = _piece(quads)
    if len(first) < _AT_ONCE:
        yield from first
        return
    with ExitStack() as stack:
        pieces = [_kept(first, stack)]
        while piece := _piece(quads):
            pieces.append(_kept(piece, stack))
        yield from heapq.merge(*pieces)


def sorted_quads(store: GraphStore, graph: NamedNode | None = None) -> Iterator[Quad]:
    """All quads, or those of one graph, in the order of `sorted_lines`."""
    lines = sorted_lines(store, graph)
    while some := list(itertools.islice(lines, _AT_ONCE)):
        yield from ox.parse(b"".join(some), format=RdfFormat.N_QUADS)


def canonical_nquads(store: GraphStore) -> bytes:
    """The graph as N-Quads, sorted, in UTF-8. There are no blank nodes, so this is canonical."""
    return b"".join(sorted_lines(store))


def _piece(quads: Iterator[Quad]) -> list[bytes]:
    """The next quads as sorted lines."""
    data = ox.serialize(itertools.islice(quads, _AT_ONCE), format=RdfFormat.N_QUADS) or b""
    return sorted(data.splitlines(keepends=True))


def _kept(lines: list[bytes], stack: ExitStack) -> IO[bytes]:
    file = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115  # the stack closes it
    file.writelines(lines)
    file.seek(0)
    return file
