"""Bringing a graph on disk up to date with the reference that the program carries."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.rdf.record import RECORD_GRAPH
from treatygraph.rdf.standings import RECORD_STANDINGS_GRAPH
from treatygraph.rdf.terms import tg
from treatygraph.reference.compiled import compiled_reference
from treatygraph.reference.files import reference_hash
from treatygraph.store import GraphStore, open_frozen

_HASH = tg("contentHash")


def marker(content: str, graph: NamedNode = RECORD_GRAPH) -> Quad:
    """What a graph says of which reference it holds."""
    return Quad(graph, _HASH, Literal(content), graph)


def holds(store: GraphStore, content: str, graph: NamedNode = RECORD_GRAPH) -> bool:
    """Whether a graph holds the reference (or catalogue) of this hash."""
    return any(store.matching(graph, _HASH, Literal(content), graph))


def refresh_record(store: GraphStore, tell: Callable[[str], None] = lambda _: None) -> bool:
    """Let a graph hold the record of this version of the program; says whether it held another, or none.

    The standings of parties and objects that claims are about are then to be derived again.
    """
    content = reference_hash()
    if holds(store, content):
        return False
    compiled = compiled_reference(tell)
    with open_frozen(compiled) as reference:
        mark = marker(content)
        store.reload_graph(RECORD_STANDINGS_GRAPH, reference.quads(RECORD_STANDINGS_GRAPH))
        rows = (quad for quad in reference.quads(RECORD_GRAPH) if quad != mark)
        store.reload_graph(RECORD_GRAPH, rows)
        store.apply((), [mark])
    return True
