"""Which files a SOURCE means, and what each document is called."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from treatygraph.errors import SourceError
from treatygraph.ingest.problem import Problem

READ = (".txt", ".md", ".markdown", ".html", ".htm", ".jsonl", ".jsonl.gz")
# Documents all the same, so they are told and not passed over.
NOT_SUPPORTED = {
    ".pdf": "PDF is not supported. Convert it to text or HTML first",
    ".xml": "Feeds and other XML are not supported. Give the pages themselves, as HTML",
    ".rss": "Feeds are not supported. Give the pages themselves, as HTML",
    ".atom": "Feeds are not supported. Give the pages themselves, as HTML",
}
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WILDCARD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class File:
    """A file to read. ``identifier`` is what its document is called, wherever the folder lies."""

    path: Path
    identifier: str


def is_address(source: str) -> bool:
    """Whether the source is a web address or the like, not a path."""
    return _ADDRESS.match(source) is not None


def suffix_of(path: PurePath) -> str:
    """The end of the name that tells the format, in lower case: ``.jsonl.gz``, ``.txt``."""
    name = path.name.lower()
    return next((s for s in (*READ, *NOT_SUPPORTED) if name.endswith(s)), path.suffix.lower())


def find_files(source: str) -> list[File | Problem]:
    """The files that a path, a folder or a pattern means, sorted by identifier.

    A folder is searched with all below it for files that ``READ`` or ``NOT_SUPPORTED`` names; other files
    are no documents, and neither is what begins with a dot. A pattern means the files that match
    it (``**`` for any depth), whatever they are called. Identifiers are relative to the folder,
    or to the part of the pattern before its first wildcard; that of a single file is its name.

    Raises SourceError if there is nothing to read.
    """
    path = Path(source)
    try:
        if path.is_dir():
            return _in_folder(path)
        if path.exists():
            return [File(path, _name(path.name))]
    except (OSError, ValueError) as error:  # a name that is too long, or holds a NUL
        raise SourceError(f"{source!r} cannot be looked up: {error}", source) from error
    if _WILDCARD.search(source):
        return _matching(source)
    if path.is_symlink():
        raise SourceError(f"{source} is a link to something that is not there", source)
    raise SourceError(
        f"{source} does not exist. Give a file, a folder, a pattern in quotes, or - for standard "
        "input",
        source,
    )


def _in_folder(folder: Path) -> list[File | Problem]:
    failures: list[OSError] = []
    files = sorted(_walk(folder, failures), key=_by_identifier)
    found: list[File | Problem] = [*files]
    for error in failures:
        if Path(error.filename) == folder:
            raise SourceError(f"{folder} cannot be opened: {error.strerror}", str(folder))
        found.append(Problem(error.filename, f"The folder cannot be opened: {error.strerror}"))
    if not found:
        raise SourceError(
            f"{folder} holds no documents. What is read: {', '.join(READ)}", str(folder)
        )
    return found


def _walk(folder: Path, failures: list[OSError]) -> Iterator[File]:
    for place, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(place, name)
            if name.startswith(".") or suffix_of(path) not in (*READ, *NOT_SUPPORTED):
                continue
            if _may_be_read(path):
                yield File(path, _name(path.relative_to(folder).as_posix()))


def _may_be_read(path: Path) -> bool:
    """False for pipes and devices, which could wait for ever; what is broken is told on reading."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _matching(pattern: str) -> list[File | Problem]:
    fixed = Path(pattern[: _WILDCARD.search(pattern).start()] + "x").parent  # type: ignore[union-attr]  # find_files looked
    paths = sorted({Path(name) for name in glob.glob(pattern, recursive=True)})  # noqa: PTH207 - Path.glob takes no absolute pattern
    files = [path for path in paths if not path.is_dir() and _may_be_read(path)]
    if not files:
        raise SourceError(
            f"No file matches {pattern}. Put the pattern in quotes; ** searches all folders below",
            pattern,
        )
    found = [File(path, _name(path.relative_to(fixed).as_posix())) for path in files]
    return [*sorted(found, key=_by_identifier)]


def _by_identifier(file: File) -> str:
    return file.identifier


def _name(name: str) -> str:
    """The name as text that can be written: bytes of it that are not UTF-8 are escaped."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
