"""The graph that is shown: opened as a snapshot, exchanged when there is a newer one."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from contextlib import suppress

from treatygraph.errors import StoreError
from treatygraph.explorer.index import ActIndex
from treatygraph.explorer.pictures import Picture, newest_state, picture_of
from treatygraph.explorer.settings import Settings
from treatygraph.reference.compiled import compiled_reference
from treatygraph.reference.ground import StoreGround
from treatygraph.reference.names import Names, read_names
from treatygraph.reference.opening import ground_of
from treatygraph.reference.uploading import lean_on_reference
from treatygraph.store import GraphStore, open_frozen
from treatygraph.store.places import Place

_KEPT_BYTES = 128_000_000


class Rendered:
    """Answers that were made before, up to a size in bytes; what was not asked for the longest goes first."""

    def __init__(self, most: int = _KEPT_BYTES) -> None:
        self._most = most
        self._size = 0
        self._found: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str]) -> bytes | None:
        """An answer by address and form, if it is kept."""
        with self._lock:
            body = self._found.get(key)
            if body is not None:
                self._found.move_to_end(key)
            return body

    def put(self, key: tuple[str, str], body: bytes) -> None:
        """Keep an answer."""
        with self._lock:
            self._size += len(body) - len(self._found.pop(key, b""))
            self._found[key] = body
            while self._size > self._most:
                _, old = self._found.popitem(last=False)
                self._size -= len(old)


class View:
    """One state of the graph, with all that pages look things up in. ``version`` is another for each."""

    def __init__(
        self, snapshot: Picture, reference: GraphStore, names: Names, version: str
    ) -> None:
        self.snapshot = snapshot
        self.store = open_frozen(snapshot.folder)
        lean_on_reference(self.store)
        self.reference = reference
        self.names = names
        self.version = version
        self.acts = ActIndex(self.store)
        self.rendered = Rendered()
        self.labels: dict[str, str] = {}
        self.once: dict[str, object] = {}

    @property
    def folder(self) -> Place:
        """Where other processes can read this state."""
        return self.snapshot.folder

    def close(self) -> None:
        """Close the graph and remove the folder."""
        self.store.close()
        self.snapshot.close()

    def ground(self) -> StoreGround:
        """Where the law looks things up. A new one for each answer: it keeps what it finds."""
        return ground_of(self.store, self.reference)


class State:
    """The graph in a folder or on a server, looked at again now and then: what a build has committed is seen within seconds."""

    def __init__(self, folder: Place, settings: Settings) -> None:
        """Raises StoreError where there is no graph."""
        self.folder = folder
        self.settings = settings
        compiled = compiled_reference()
        self._reference = open_frozen(compiled)
        self._names = read_names(compiled)
        self._lock = threading.Lock()
        self._count = 0
        self._looked = time.monotonic()
        self._old: View | None = None
        self._view = self._made()

    def _made(self) -> View:
        self._count += 1
        snapshot = picture_of(self.folder)
        version = f"{abs(hash(snapshot.state)):x}-{self._count}"
        return View(snapshot, self._reference, self._names, version)

    def view(self) -> View:
        """The newest state of the graph that can be read."""
        now = time.monotonic()
        if now - self._looked >= self.settings.refresh_seconds and self._lock.acquire(
            blocking=False
        ):
            try:
                self._looked = now
                self._refresh()
            finally:
                self._lock.release()
        return self._view

    def _refresh(self) -> None:
        # Where the graph was taken away, the state that was read last is shown.
        with suppress(StoreError, OSError):
            if newest_state(self.folder) != self._view.snapshot.state:
                view = self._made()
                # Answers under way may still read the one before: it is closed when the next one comes.
                old, self._old = self._old, self._view
                self._view = view
                if old is not None:
                    old.close()

    def close(self) -> None:
        """Close all that is open."""
        for view in (self._old, self._view):
            if view is not None:
                view.close()
        self._reference.close()
