"""Who uses the folder of a graph: one process writes at a time, and leaves word of who it is."""

from __future__ import annotations

import errno
import fcntl
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from treatygraph.errors import StoreError
from treatygraph.store.folder import explained, storage_errors

LOCK_FILE = "lock"

# Readers hold their lock for the milliseconds that it takes to link the files, so a writer tries again.
_PATIENCE = 2.0
_PAUSE = 0.02


def lock(folder: Path, wait: float = 0, tell: Callable[[str], None] = lambda _: None) -> int:
    """Claim the folder for writing; returns what `unlock` takes. The claim ends with the process.

    Where another process writes, it waits up to ``wait`` seconds, and ``tell`` is told for whom. Raises
    StoreError if the graph is still in use then.
    """
    path = folder / LOCK_FILE
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise explained(error, folder) from error
    began = time.monotonic()
    told = False
    while not _locked(handle, fcntl.LOCK_EX):
        writer = _writer(handle)
        if time.monotonic() - began >= max(wait, 0 if writer else _PATIENCE):
            os.close(handle)
            raise StoreError(_in_use(folder, writer))
        if writer and not told:
            tell(f"The graph at {folder} is in use: {writer}. Waiting")
            told = True
        time.sleep(_PAUSE)
    with storage_errors(folder):
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()} {_command()}\n".encode(), 0)
    return handle


def unlock(handle: int | None) -> None:
    """End a claim. The file stays: removing it would let two writers lock two files."""
    if handle is not None:
        with suppress(OSError):
            os.ftruncate(handle, 0)
        os.close(handle)


@contextmanager
def reading(folder: Path) -> Iterator[bool]:
    """Whether nobody writes to the folder, and as long as the block lasts, nobody begins to."""
    path = folder / LOCK_FILE
    try:
        try:
            handle = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        if error.errno not in {errno.EROFS, errno.EACCES, errno.EPERM}:
            raise explained(error, folder) from error
        yield True  # what this process may not write, it cannot lock
        return
    try:
        yield _locked(handle, fcntl.LOCK_SH)
    finally:
        os.close(handle)


def in_use(folder: Path) -> StoreError:
    """The error for a folder to which somebody writes."""
    handle = os.open(folder / LOCK_FILE, os.O_RDONLY)
    try:
        return StoreError(_in_use(folder, _writer(handle)))
    finally:
        os.close(handle)


def lives(process: int) -> bool:
    """Whether there is a process of this number on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _locked(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _in_use(folder: Path, writer: str) -> str:
    return (
        f"The graph at {folder} is in use: {writer or 'another process reads it'}. Wait until that has "
        "ended, or end it, and try again; a command that writes waits for it with --wait SECONDS"
    )


def _writer(handle: int) -> str:
    """Who writes to the graph, in words; empty where the file names nobody who lives."""
    number, _, command = os.pread(handle, 256, 0).decode("utf-8", "replace").strip().partition(" ")
    if not number.isdigit() or not lives(int(number)):
        return ""
    if int(number) == os.getpid():
        return "this process writes to it"
    return f"process {number} ({command}) writes to it" if command else f"process {number} has it"


def _command() -> str:
    """What this process is, short: the program and its first arguments."""
    name = Path(sys.argv[0]).name if sys.argv and sys.argv[0] else "python"
    return " ".join([name, *sys.argv[1:4]])[:120]
