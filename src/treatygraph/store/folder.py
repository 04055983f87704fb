"""The folder of a graph on disk: its format file, and who is using it.

A graph folder holds ``treatygraph-format`` (one line, ``treatygraph-format: 1``), ``data/``
(the Oxigraph database) and ``lock``. One process writes at a time, and nobody reads meanwhile:
Oxigraph does not define what a reader of a database sees that another process is writing.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from treatygraph.errors import StoreError, StoreVersionError

DEFAULT_PATH = Path("graph/built")
FORMAT_VERSION = 1

_FORMAT_FILE = "treatygraph-format"
_DRAFT_FILE = "treatygraph-format.new"
_LOCK_FILE = "lock"
_FORMAT = re.compile(r"treatygraph-format: (\d{1,6})\s*\Z")


def data_folder(folder: Path) -> Path:
    """Where the database lies within the folder of a graph."""
    return folder / "data"


def check_folder(folder: Path) -> None:
    """That ``folder`` holds a graph that this version reads.

    Raises StoreVersionError if another version wrote it, StoreError if it is no graph at all.
    """
    if not folder.exists():
        raise StoreError(
            f"There is no graph at {folder}. Make one with: treatygraph build SOURCE "
            f"--graph {folder}, or name another folder with --graph"
        )
    if not folder.is_dir():
        raise StoreError(f"{folder} is a file. A graph is a folder; name another with --graph")
    version = _version(folder)
    if version is None:
        raise StoreError(
            f"{folder} is a folder, but holds no graph: it has no file {_FORMAT_FILE}. "
            "Name the folder that `treatygraph build` wrote, or an empty or new one to build in"
        )
    if version != FORMAT_VERSION:
        advice = "Use a newer treatygraph" if version > FORMAT_VERSION else "Build it again"
        raise StoreVersionError(
            f"The graph at {folder} has format {version}; this version of treatygraph reads "
            f"format {FORMAT_VERSION}. {advice}, or name another folder with --graph"
        )


def make_folder(folder: Path) -> None:
    """Make a folder for a new graph; one that holds a graph already is left as it is.

    Raises StoreError if there is something else in it.
    """
    if folder.is_dir() and not (folder / _FORMAT_FILE).exists():
        ours = {_LOCK_FILE, _DRAFT_FILE}
        others = sorted(item.name for item in folder.iterdir() if item.name not in ours)
        if others:
            raise StoreError(
                f"{folder} holds other files ({', '.join(others[:3])}) and is no graph. "
                "Name an empty or new folder with --graph"
            )
    if not folder.exists() or folder.is_dir():
        with storage_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            target = folder / _FORMAT_FILE
            if not target.exists():
                # Renamed into place, so that an interrupted build leaves no half-written line.
                draft = folder / _DRAFT_FILE
                draft.write_text(f"treatygraph-format: {FORMAT_VERSION}\n", encoding="ascii")
                draft.replace(target)
    check_folder(folder)


def _version(folder: Path) -> int | None:
    path = folder / _FORMAT_FILE
    if not path.is_file():
        return None
    with storage_errors(folder):
        match = _FORMAT.match(path.read_text(encoding="utf-8", errors="replace"))
    if not match:
        raise StoreVersionError(
            f"{path} does not say which format the graph has; expected one line like "
            f"`treatygraph-format: {FORMAT_VERSION}`. Restore it, or build the graph again"
        )
    return int(match[1])


def lock(folder: Path, *, shared: bool) -> int | None:
    """Claim the folder for reading (``shared``) or for writing; returns what `unlock` takes.

    The claim ends with the process, however that ends. None where a reader meets a medium that
    cannot be written: nobody can be writing there. Raises StoreError if the graph is in use.
    """
    path = folder / _LOCK_FILE
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        if shared:
            return None
        raise _explained(error, folder) from error
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = _holder(handle)
        os.close(handle)
        raise StoreError(
            f"The graph at {folder} is in use: {holder}. Wait until that has ended, or end it, "
            "and try again"
        ) from None
    if not shared:
        with storage_errors(folder):
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
    return handle


def unlock(handle: int | None) -> None:
    """End a claim. The file stays: removing it would let two writers lock two files."""
    if handle is not None:
        with suppress(OSError):
            os.ftruncate(handle, 0)
        os.close(handle)


def _holder(handle: int) -> str:
    """Who uses the graph: a writer leaves its process number in the file, readers do not."""
    number = os.read(handle, 32).decode("ascii", "replace").strip()
    if not number.isdigit():
        return "another process reads it"
    return "this process writes to it" if int(number) == os.getpid() else f"process {number} has it"


@contextmanager
def storage_errors(folder: Path | None) -> Iterator[None]:
    """Turn what the operating system or the database reports into a StoreError."""
    try:
        yield
    except OSError as error:
        raise _explained(error, folder) from error


def _explained(error: OSError, folder: Path | None) -> StoreError:
    where = f"The graph at {folder}" if folder else "The graph in memory"
    text = str(error)
    if "No space left" in text or "quota exceeded" in text.lower():
        return StoreError(
            f"{where} cannot be written: the disk is full. Nothing of this step was kept; what "
            "was there before is intact. Make room and run the same command again"
        )
    if isinstance(error, PermissionError) or "Permission denied" in text:
        return StoreError(f"{where} cannot be opened: no permission. ({text})")
    if "Corruption" in text:
        return StoreError(f"{where} is damaged. Delete the folder and build it again. ({text})")
    return StoreError(f"{where} cannot be read or written: {text}")
