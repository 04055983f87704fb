"""Bringing a graph of an older format up to date, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from treatygraph.rdf.standings import STALE
from treatygraph.rdf.terms import ACTS_GRAPH
from treatygraph.store.digests import refresh_digests, refresh_tally
from treatygraph.store.folder import FORMAT_VERSION, check_folder, write_format
from treatygraph.store.graph import GraphStore


def _count_and_compare(store: GraphStore) -> None:
    """Comparing claims with the record is left to `treatygraph.build.standings.settle`: whoever writes begins with it."""
    refresh_tally(store)
    if store.contains_graph(ACTS_GRAPH):
        store.apply((), [STALE])


STEPS: Mapping[int, Callable[[GraphStore], None]] = {
    1: refresh_digests,
    2: refresh_digests,
    3: _count_and_compare,
}
"""What brings a graph of a format to the next. Each can be done again where it was interrupted."""


def migrate(store: GraphStore, folder: Path, tell: Callable[[str], None] = lambda _: None) -> None:
    """Bring the graph that is open for writing to the format of this version.

    The folder says the new format only when all is done, so that an interrupted migration is done again.
    """
    for version in range(check_folder(folder, oldest=min(STEPS)), FORMAT_VERSION):
        tell(f"Bringing the graph at {folder} from format {version} to {version + 1}")
        STEPS[version](store)
    store.inner.flush()
    write_format(folder)
