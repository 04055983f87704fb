"""The folder of a graph on disk: what it must hold, and in which format.

A graph folder holds ``treatygraph-format`` (one line, ``treatygraph-format: 4``), ``data/``
(the Oxigraph database) and ``lock``. One process writes at a time (`locking`); others read pictures of what it
has committed (`snapshots`), for Oxigraph does not define what a reader of a database sees that another process
is writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from treatygraph.errors import StoreError, StoreVersionError
from treatygraph.store.places import Place

DEFAULT_PATH = Path("graph/built")
FORMAT_VERSION = 4
"""1: the first. 2: act claims are told once more in digests. 3: with all that acts and standings rest on.
4: claims are linked with the rows of the record that confirm or contradict them, and acts are counted."""

OLDEST_FORMAT = 1
"""The oldest format that `migrate` brings up to date."""

_FORMAT_FILE = "treatygraph-format"
_DRAFT_FILE = "treatygraph-format.new"
_LOCK_FILE = "lock"
_FORMAT = re.compile(r"treatygraph-format: (\d{1,6})\s*\Z")


def data_folder(folder: Path) -> Path:
    """Where the database lies within the folder of a graph."""
    return folder / "data"


def check_folder(folder: Path, *, oldest: int = FORMAT_VERSION) -> int:
    """That ``folder`` holds a graph that this version reads, or of a format from ``oldest`` on; returns the format.

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
    if not oldest <= version <= FORMAT_VERSION:
        raise StoreVersionError(
            f"The graph at {folder} has format {version}; this version of treatygraph reads "
            f"format {FORMAT_VERSION}. {_advice(version, folder)}, or name another folder with --graph"
        )
    return version


def _advice(version: int, folder: Path) -> str:
    if version > FORMAT_VERSION:
        return "Use a newer treatygraph"
    if version < OLDEST_FORMAT:
        return "Build it again"
    return f"Bring it up to date with: treatygraph migrate --graph {folder}"


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
            if not (folder / _FORMAT_FILE).exists():
                write_format(folder)
    check_folder(folder, oldest=OLDEST_FORMAT)


def write_format(folder: Path) -> None:
    """Let a folder say that its graph has the format of this version."""
    # Renamed into place, so that an interrupted build leaves no half-written line.
    draft = folder / _DRAFT_FILE
    draft.write_text(f"treatygraph-format: {FORMAT_VERSION}\n", encoding="ascii")
    draft.replace(folder / _FORMAT_FILE)


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


@contextmanager
def storage_errors(folder: Place | None) -> Iterator[None]:
    """Turn what the operating system or the database reports into a StoreError."""
    try:
        yield
    except OSError as error:
        raise explained(error, folder) from error


def explained(error: OSError, folder: Place | None) -> StoreError:
    """What went wrong with a graph, and what to do, from what the operating system or the database reports."""
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
