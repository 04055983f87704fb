"""A picture of a graph on disk that stays as it is while somebody builds on the graph.

The files of the database never change once they are written, so that they are linked and not copied: a snapshot
takes no room and a few milliseconds. It is made while nobody writes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from treatygraph.store import GraphStore, open_store
from treatygraph.store.folder import (
    check_folder,
    data_folder,
    lock,
    make_folder,
    storage_errors,
    unlock,
)

_PREFIX = ".serving-"


class Snapshot:
    """A graph as it was at one time. ``state`` tells one from another; ``store`` reads it.

    The folder goes when the snapshot does.
    """

    def __init__(self, folder: Path) -> None:
        """Raises StoreError where ``folder`` holds no graph, or somebody writes to it just now."""
        check_folder(folder)
        handle = lock(folder, shared=True)
        try:
            self.state = state_of(folder)
            # Beside the graph, where files can be linked; elsewhere they would have to be copied.
            place = folder if os.access(folder, os.W_OK) else None
            _sweep(folder)
            name = f"{_PREFIX}{os.getpid()}-"
            self._place = tempfile.TemporaryDirectory(prefix=name, dir=place)
            self.folder = Path(self._place.name) / "graph"
            with storage_errors(folder):
                make_folder(self.folder)
                _link_all(data_folder(folder), data_folder(self.folder))
        finally:
            unlock(handle)
        self.store: GraphStore = open_store(self.folder, read_only=True)

    def close(self) -> None:
        """Close the graph and remove the folder."""
        self.store.close()
        self._place.cleanup()


def state_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes whenever something is written to a graph: its files with their sizes and times."""
    files = sorted(data_folder(folder).iterdir()) if data_folder(folder).is_dir() else []
    return tuple(
        (file.name, stat.st_size, stat.st_mtime_ns)
        for file in files
        if file.name.startswith(("CURRENT", "MANIFEST")) or file.suffix == ".log"
        for stat in (file.stat(),)
    )


def _sweep(folder: Path) -> None:
    """Remove what was left by processes that ended without saying so."""
    for left in folder.glob(f"{_PREFIX}*-*"):
        number = left.name.removeprefix(_PREFIX).partition("-")[0]
        if number.isdigit() and not _lives(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _link_all(source: Path, target: Path) -> None:
    target.mkdir()
    for file in sorted(source.iterdir()):
        if file.suffix == ".sst":
            try:
                os.link(file, target / file.name)
            except OSError:  # another file system, or one without links
                shutil.copyfile(file, target / file.name)
        elif file.name != "LOCK" and not file.name.startswith("LOG"):
            shutil.copyfile(file, target / file.name)
