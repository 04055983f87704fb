"""One graph, one order, one sequence of bytes."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.store import canonical, canonical_nquads, open_store, sorted_quads

ID = "https://w3id.org/treatygraph/id/"
NOTE = NamedNode("https://w3id.org/treatygraph/ontology#note")
GRAPHS = [NamedNode(f"https://w3id.org/treatygraph/graph/{name}") for name in ("acts", "derived")]
TEXTS = [
    "a",
    "a b",
    'say "so"',
    "one\ntwo\r\t",
    "\x00\x7f\x85",
    "\u202eabc",
    "\\u0022",
    "\U0001f6a2",
]
QUADS = [
    Quad(NamedNode(ID + key), NOTE, Literal(text), graph)
    for key in ("act/a", "act/a/b", "act/a-b")
    for text in TEXTS
    for graph in GRAPHS
]


def test_the_order_of_writing_does_not_matter() -> None:
    found = set()
    for quads in (QUADS, QUADS[::-1], QUADS[1::2] + QUADS[::2]):
        store = open_store()
        for quad in quads:
            store.apply([], [quad])
        found.add(canonical_nquads(store))
    assert len(found) == 1


def test_lines_are_sorted_and_are_those_of_canonical_nquads() -> None:
    store = open_store()
    store.apply([], QUADS)
    lines = canonical_nquads(store).splitlines(keepends=True)
    written = ox.serialize(QUADS, format=ox.RdfFormat.N_QUADS)
    assert written is not None
    assert lines == sorted(written.splitlines(keepends=True))


def test_one_graph_alone() -> None:
    store = open_store()
    store.apply([], QUADS)
    assert {quad.graph_name for quad in sorted_quads(store, GRAPHS[0])} == {GRAPHS[0]}


def test_an_empty_graph_is_no_bytes() -> None:
    assert canonical_nquads(open_store()) == b""


@pytest.mark.parametrize("at_once", [1, 7, 100])
def test_sorted_piece_by_piece_the_order_is_the_same(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store()
    g = GRAPHS[0]
    texts = [f"line {number}\r\n“x”" for number in range(50)]
    store.apply((), [Quad(g, NOTE, Literal(text), g) for text in texts])
    whole, quads = canonical_nquads(store), list(sorted_quads(store))
    monkeypatch.setattr(canonical, "_AT_ONCE", at_once)
    assert canonical_nquads(store) == whole
    assert list(sorted_quads(store)) == quads
    assert whole.splitlines() == sorted(whole.splitlines())
    assert len(quads) == 50
