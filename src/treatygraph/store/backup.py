"""A graph put aside, as a folder or as one file, and put in place again: whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from treatygraph.errors import StoreError
from treatygraph.store.folder import OLDEST_FORMAT, check_folder, storage_errors
from treatygraph.store.snapshots import Snapshot

SUMS = "SHA256SUMS"
"""The file that tells what a backup holds, in the form that ``sha256sum --check`` reads."""

_MODES: Mapping[str, Literal["w", "w:gz"]] = {".tar": "w", ".gz": "w:gz", ".tgz": "w:gz"}
_BLOCK = 1 << 20


def backup(folder: Path, target: Path) -> int:
    """Put aside what readers see of the graph in ``folder``; others may go on writing to it. Returns bytes.

    ``target`` is a file where it ends in ``.tar``, ``.tar.gz`` or ``.tgz``, else a folder, which is a graph of its
    own. It must not be there yet, and appears only when it is whole. Raises StoreError.
    """
    if target.exists():
        raise StoreError(f"{target} is there already. Name another file or folder for the backup")
    snapshot = Snapshot(folder)
    try:
        with storage_errors(target), _draft(target) as draft:
            copied = draft / "graph"
            _copy(snapshot.folder, copied)
            _write_sums(copied)
            if target.suffix in _MODES:
                packed = draft / target.name
                _pack(copied, packed, _MODES[target.suffix])
                _sync(packed)
                packed.replace(target)
                return target.stat().st_size
            copied.replace(target)
            return sum(file.stat().st_size for file in _files(target))
    finally:
        snapshot.close()


def restore(source: Path, folder: Path) -> None:
    """Put the graph of a backup into ``folder``, which must be new or empty, and which holds it only when it is whole.

    Raises StoreError where the backup is damaged or no backup, or the folder holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(
            f"{folder} holds something already. Move it away, or name another folder with --graph"
        )
    if not source.exists():
        raise StoreError(f"There is no backup at {source}")
    with storage_errors(folder), _draft(folder) as draft:
        copied = draft / "graph"
        if source.is_dir():
            _copy(source, copied)
        else:
            _unpack(source, copied)
        _check_sums(copied, source)
        check_folder(copied, oldest=OLDEST_FORMAT)
        (copied / SUMS).unlink()
        copied.replace(folder)


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """A folder beside the target, on the same file system, that goes whatever happens."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.part-", dir=target.parent) as name:
        yield Path(name)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _copy(source: Path, target: Path) -> None:
    """Copy, not link: a backup shares no block with what it is to save."""
    for file in _files(source):
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
        _sync(place)


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_sums(folder: Path) -> None:
    lines = [f"{_sum(file)}  {file.relative_to(folder).as_posix()}\n" for file in _files(folder)]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    _sync(folder / SUMS)


def _check_sums(folder: Path, source: Path) -> None:
    path = folder / SUMS
    if not path.is_file():
        raise StoreError(f"{source} is no backup of a graph: it has no {SUMS}")
    lines = path.read_text("utf-8", "replace").splitlines()
    told = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = {file.relative_to(folder).as_posix() for file in _files(folder)} - {SUMS}
    for name in sorted(told.keys() | there):
        if name not in there or name not in told or _sum(folder / name) != told[name]:
            what = "is missing" if name not in there else "is not what was put aside"
            raise StoreError(f"The backup {source} is damaged: {name} {what}")


def _pack(folder: Path, file: Path, mode: Literal["w", "w:gz"]) -> None:
    with tarfile.open(file, mode) as archive:
        for each in _files(folder):
            archive.add(each, arcname=each.relative_to(folder).as_posix())


def _unpack(file: Path, folder: Path) -> None:
    try:
        with tarfile.open(file, "r:*") as archive:
            archive.extractall(folder, filter="data")
    except (tarfile.TarError, EOFError) as error:
        raise StoreError(f"{file} is no backup of a graph, or damaged: {error}") from error
