"""The reference on a server: sent there once, and read on this machine where both are the same."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import NamedNode

from treatygraph.catalogue import catalogue_hash
from treatygraph.catalogue.terms import CATALOGUE_GRAPH
from treatygraph.rdf.record import RECORD_GRAPH
from treatygraph.rdf.standings import RECORD_STANDINGS_GRAPH
from treatygraph.rdf.terms import tg
from treatygraph.reference.compiled import compiled_reference
from treatygraph.reference.files import reference_hash
from treatygraph.reference.refreshing import holds
from treatygraph.store import GraphStore, open_frozen

_CATALOGUE = NamedNode(CATALOGUE_GRAPH)


def upload(store: GraphStore, tell: Callable[[str], None] = lambda _: None) -> None:
    """Let a new graph on a server begin with the reference, as one on disk does; elsewhere nothing is done.

    Each graph of it is known by the hash of its content, which is written last: what was interrupted is sent again,
    and what is there is not. A record of another version is left to who builds: claims rest on it.
    """
    if store.remote is None:
        return
    if not _marked(store, RECORD_GRAPH) or not _marked(store, _CATALOGUE):
        with open_frozen(compiled_reference(tell)) as reference:
            copy_reference(reference, store, tell)
    lean_on_reference(store)


def copy_reference(
    reference: GraphStore, store: GraphStore, tell: Callable[[str], None] = lambda _: None
) -> None:
    """Send what a graph holds of the reference where its mark is missing."""
    tell(f"Sending the reference to {store.path}: once, some minutes")
    for graph, parts in (
        (_CATALOGUE, (_CATALOGUE,)),
        (RECORD_GRAPH, (RECORD_STANDINGS_GRAPH, RECORD_GRAPH)),
    ):
        if not _marked(store, graph):
            marks = set(reference.matching(graph, tg("contentHash"), None, graph))
            for part in parts:
                store.reload_graph(part, (q for q in reference.quads(part) if q not in marks))
            store.apply((), marks)


def lean_on_reference(store: GraphStore) -> None:
    """Let what a graph on a server has in common with the compiled reference be read from that."""
    if store.remote is None:
        return
    same = [
        graph
        for graph, content in ((RECORD_GRAPH, reference_hash()), (_CATALOGUE, catalogue_hash()))
        if holds(store, content, graph)
    ]
    if same:
        reference = open_frozen(compiled_reference())
        for graph in same:
            store.remote.lean_on(graph, reference.inner)


def _marked(store: GraphStore, graph: NamedNode) -> bool:
    return any(store.matching(graph, tg("contentHash"), None, graph))
