"""A graph and the reference it rests on, opened together for the law to be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from treatygraph.rdf.record import RECORD_GRAPH
from treatygraph.reference.compiled import compiled_reference
from treatygraph.reference.ground import StoreGround
from treatygraph.reference.names import Names, read_names
from treatygraph.reference.uploading import lean_on_reference
from treatygraph.store import GraphStore, open_frozen, open_store
from treatygraph.store.places import Place


@dataclass(frozen=True)
class Opened:
    """``store`` has the claims, ``ground`` looks things up in it and in the reference, ``names`` finds keys.
    ``compiled`` is the folder of the reference."""

    store: GraphStore
    ground: StoreGround
    names: Names
    compiled: Path


@contextmanager
def open_ground(
    place: Place | None, tell: Callable[[str], None] = lambda _: None
) -> Iterator[Opened]:
    """The graph at a place with the reference; without a place, the reference alone.

    Raises StoreError for a folder that holds no graph, and where the cache cannot be written.
    """
    compiled = compiled_reference(tell)
    with ExitStack() as stack:
        reference = stack.enter_context(open_frozen(compiled))
        if place is None:
            store = reference
        else:
            store = stack.enter_context(open_store(place, read_only=True))
            lean_on_reference(store)
        yield Opened(store, ground_of(store, reference), read_names(compiled), compiled)


def ground_of(store: GraphStore, reference: GraphStore) -> StoreGround:
    """Where the law looks things up: in the graph, if it holds the record, else beside it in the reference."""
    return StoreGround(store, store if store.contains_graph(RECORD_GRAPH) else reference)
