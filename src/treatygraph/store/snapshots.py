"""Pictures of a graph on disk that stay as they are while somebody builds on the graph.

The files of the database never change once they are written, so that they are linked and not copied: a picture
takes no room and a few milliseconds. While nobody writes, a reader links the database itself. A process that
writes publishes pictures of what it has committed, made by the database, and readers link the newest of these.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox

from treatygraph.store.folder import check_folder, data_folder, storage_errors, write_format
from treatygraph.store.locking import in_use, lives, reading

_FULL = {errno.ENOSPC, errno.EDQUOT}
_PREFIX = ".reading-"
_PUBLISHED = "published"
_DRAFT = ".new"
_RETIRED = ".old-"
# How long a reader waits for the first picture of a process that has just begun to write.
_PATIENCE = 10.0
_PAUSE = 0.02

State = tuple[tuple[str, int, int], ...]


class Publisher:
    """What readers see of a graph while this process writes to it."""

    def __init__(self, folder: Path) -> None:
        """Forget what a writer that was killed has left: readers wait for the first picture."""
        self._place = folder / _PUBLISHED
        self._folder = folder
        self._count = 0
        self._last = 0.0
        self.close()

    def publish(self, inner: ox.Store, every: float = 0) -> bool:
        """Let readers see what has been committed, unless that was done less than ``every`` seconds ago."""
        now = time.monotonic()
        if self._count and now - self._last < every:
            return False
        draft, before = self._place / _DRAFT, self._place / str(self._count)
        with storage_errors(self._folder):
            self._place.mkdir(exist_ok=True)
            shutil.rmtree(draft, ignore_errors=True)
            inner.backup(str(draft))
            self._count += 1
            draft.replace(self._place / str(self._count))
            _retire(before)
        self._last = time.monotonic()
        return True

    def close(self) -> None:
        """Remove the pictures: from now on, readers take the database itself."""
        _retire(self._place)


class Snapshot:
    """A graph as it was at one time: ``folder`` is a graph of its own, ``state`` tells one from another.

    The folder goes when the snapshot does.
    """

    def __init__(self, folder: Path) -> None:
        """Raises StoreError where ``folder`` holds no graph or cannot be read."""
        check_folder(folder)
        with ExitStack() as stack, storage_errors(folder):
            writable = _writable(folder)
            if writable or not self._borrow(folder, stack):
                try:
                    self._link(folder, folder if writable else None, stack)
                except OSError as error:
                    if error.errno not in _FULL or not self._borrow(folder, stack):
                        raise
            self._held = stack.pop_all()

    def _link(self, folder: Path, place: Path | None, stack: ExitStack) -> None:
        """Make a picture in ``place``: beside the graph, where files can be linked; elsewhere they are copied."""
        _sweep(folder)
        name = f"{_PREFIX}{os.getpid()}@{socket.gethostname()}-"
        with ExitStack() as own:
            made = own.enter_context(tempfile.TemporaryDirectory(prefix=name, dir=place))
            self.folder = Path(made) / "graph"
            self.folder.mkdir()
            write_format(self.folder)
            self.state = _take(folder, data_folder(self.folder))
            stack.enter_context(own.pop_all())

    def _borrow(self, folder: Path, stack: ExitStack) -> bool:
        """Read the database itself, where this process may not write or the disk is full, and keep others from writing
        to it as long; False where somebody does already."""
        if not stack.enter_context(reading(folder)):
            return False
        self.folder, self.state = folder, _state(data_folder(folder))
        return True

    def close(self) -> None:
        """Remove the folder."""
        self._held.close()


def state_of(folder: Path) -> State:
    """What changes whenever there is something new for readers: files with their sizes and times."""
    with reading(folder) as free:
        if free:
            source = data_folder(folder)
            return _state(source) if source.is_dir() else ()
        while (newest := _newest(folder)) is not None:
            with suppress(FileNotFoundError):  # the next one was published meanwhile
                return _state(newest)
    return ()


def _take(folder: Path, target: Path) -> State:
    """Link what is to be read of a graph into ``target``; returns its state."""
    began = time.monotonic()
    while True:
        with reading(folder) as free:
            source = data_folder(folder) if free else _newest(folder)
            try:
                if source is not None:
                    with _still_there(source):
                        state = _state(source)
                        _link_all(source, target)
                    return state
            except FileNotFoundError:
                # The writer has published the next one meanwhile and removed this.
                shutil.rmtree(target, ignore_errors=True)
                if free:
                    raise
        if time.monotonic() - began > _PATIENCE:
            raise in_use(folder)
        time.sleep(_PAUSE)


@contextmanager
def _still_there(source: Path) -> Iterator[None]:
    """Raises FileNotFoundError at the end if the folder has been retired meanwhile: what was listed of it may have
    lacked the files that were removed already."""
    handle = os.open(source, os.O_RDONLY)
    try:
        yield
        if not os.path.samestat(source.stat(), os.fstat(handle)):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(source))
    finally:
        os.close(handle)


def _retire(picture: Path) -> None:
    """Take a folder that readers may be linking away from its place, whole, before its files go one by one."""
    retired = picture.with_name(_RETIRED + picture.name)
    shutil.rmtree(retired, ignore_errors=True)  # what a killed process has left
    with suppress(OSError):
        picture.replace(retired)
    shutil.rmtree(retired, ignore_errors=True)


def _newest(folder: Path) -> Path | None:
    """The newest picture that the process that writes has published, if there is one yet."""
    place = folder / _PUBLISHED
    if not place.is_dir():
        return None
    numbers = [int(each.name) for each in place.iterdir() if each.name.isdigit()]
    return place / str(max(numbers)) if numbers else None


def _state(source: Path) -> State:
    return (
        (str(source), 0, 0),
        *(
            (file.name, stat.st_size, stat.st_mtime_ns)
            for file in sorted(source.iterdir())
            if file.name.startswith(("CURRENT", "MANIFEST")) or file.suffix == ".log"
            for stat in (file.stat(),)
        ),
    )


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK)


def _sweep(folder: Path) -> None:
    """Remove what was left by processes of this machine that ended without saying so."""
    pattern = re.compile(rf"{re.escape(_PREFIX)}(\d+)@{re.escape(socket.gethostname())}-.*")
    for left in folder.glob(f"{_PREFIX}*"):
        match = pattern.fullmatch(left.name)
        if match and not lives(int(match[1])):
            shutil.rmtree(left, ignore_errors=True)


def _link_all(source: Path, target: Path) -> None:
    target.mkdir()
    for file in sorted(source.iterdir()):
        if file.suffix == ".sst":
            link(file, target / file.name)
        elif file.name != "LOCK" and not file.name.startswith("LOG"):
            shutil.copyfile(file, target / file.name)


def link(source: Path, target: Path) -> None:
    """A second name for a file that never changes; a copy where the file system gives none."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, target)
