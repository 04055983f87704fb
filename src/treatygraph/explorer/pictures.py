"""One state of a graph to be shown: a snapshot of a folder, or what a server holds."""

from __future__ import annotations

from typing import TypeAlias

from treatygraph.store.places import Endpoint, Place
from treatygraph.store.snapshots import Snapshot
from treatygraph.store.snapshots import state_of as state_of_folder
from treatygraph.store.tenure import connect, state_of


class Live:
    """A graph on a server, of which no snapshot can be had: each lookup sees what is committed when it is made.

    ``folder`` is the server, and ``state`` tells what it held when this was made.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        """Raises StoreError where the server has no graph or cannot be asked."""
        quads, _ = connect(endpoint, read_only=True, create=False)
        try:
            self.folder = endpoint
            self.state = state_of(quads)
        finally:
            quads.wire.close()

    def close(self) -> None:
        """Nothing: the server keeps no state for us."""


Picture: TypeAlias = Snapshot | Live


def picture_of(place: Place) -> Picture:
    """The state that a graph has now. Raises StoreError where there is none."""
    return Live(place) if isinstance(place, Endpoint) else Snapshot(place)


def newest_state(place: Place) -> object:
    """What changes whenever there is something new to be shown. Raises StoreError and OSError."""
    return Live(place).state if isinstance(place, Endpoint) else state_of_folder(place)
