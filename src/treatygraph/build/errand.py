"""What a worker of a cluster is told once, and what it does with each load of documents.

A worker has the program, and nothing of the user's: files of the user's own travel by their content. The
extractor is made once in each process and kept, so that the next build finds it there.
"""

from __future__ import annotations

import faulthandler
import pickle
import tempfile
import threading
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import spacy.util
from spacy.about import __version__ as spacy_version

from treatygraph.build.knowledge import Knowledge
from treatygraph.build.packing import pack
from treatygraph.errors import ClusterError
from treatygraph.extract.extractor import Extractor
from treatygraph.model import Document

_KEPT = 2  # extractors in a process: each is some hundred megabytes

_STANDARD_ERROR = 2

# An extractor reads one load at a time, and a worker may have several threads.
_READING = threading.Lock()


@dataclass(frozen=True)
class Edition:
    """What two processes must have in common to read the same claims from the same text."""

    treatygraph: str
    spacy: str
    pipeline: str
    catalogue: str
    lexicon: str

    @classmethod
    def here(cls, pipeline: str, knowledge: Knowledge) -> Edition:
        """That of this process. Raises ResourceError as ``Knowledge`` does."""
        run = knowledge.run(pipeline)
        return cls(
            treatygraph=run.version,
            spacy=spacy_version,
            pipeline=_version_of(pipeline),
            catalogue=run.catalogue_hash,
            lexicon=run.lexicon_hash,
        )

    def differences(self, other: Edition) -> str:
        """What ``other`` has otherwise, for people; empty if nothing."""
        pairs = ((f.name, getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return ", ".join(
            f"{name} {theirs} (here {ours})" for name, ours, theirs in pairs if ours != theirs
        )


def _version_of(pipeline: str) -> str:
    if spacy.util.is_package(pipeline):
        return f"{pipeline} {spacy.util.get_package_version(pipeline)}"
    if (Path(pipeline) / "config.cfg").is_file():
        meta = spacy.util.load_meta(Path(pipeline) / "meta.json")
        return f"{meta['lang']}_{meta['name']} {meta['version']}"
    return f"no pipeline {pipeline}"


@dataclass(frozen=True)
class OwnFile:
    """A file of the user's own: what it is called, and what is in it."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Errand:
    """What a worker needs to know before it reads."""

    pipeline: str
    lexicons: tuple[OwnFile, ...]
    catalogues: tuple[OwnFile, ...]
    edition: Edition

    @classmethod
    def of(cls, pipeline: str, knowledge: Knowledge) -> Errand:
        """The errand to read with this pipeline and this knowledge, as they are on this machine.

        Raises ResourceError as ``Knowledge`` does."""
        edition = Edition.here(pipeline, knowledge)
        return cls(
            pipeline, _contents(knowledge.lexicons), _contents(knowledge.catalogues), edition
        )


def _contents(files: Sequence[Path]) -> tuple[OwnFile, ...]:
    return tuple(OwnFile(file.name, file.read_bytes()) for file in files)


def _written(files: Sequence[OwnFile], folder: Path) -> tuple[Path, ...]:
    """The files, each in a folder of its own: two of them may have one name."""
    paths = []
    for number, file in enumerate(files):
        path = folder / str(number) / file.name
        path.parent.mkdir(parents=True)
        path.write_bytes(file.content)
        paths.append(path)
    return tuple(paths)


@lru_cache(maxsize=_KEPT)
def _extractor(errand: Errand) -> Extractor:
    with tempfile.TemporaryDirectory(prefix="treatygraph-") as folder:
        knowledge = Knowledge(
            _written(errand.lexicons, Path(folder) / "lexicons"),
            _written(errand.catalogues, Path(folder) / "catalogues"),
        )
        found = errand.edition.differences(Edition.here(errand.pipeline, knowledge))
        if found:
            raise ClusterError(
                f"A worker of the cluster would not read as this machine does: it has {found}. "
                "Install the same version of treatygraph on all machines and start the workers again"
            )
        return Extractor(
            knowledge.catalogue(), pipeline=errand.pipeline, lexicon=knowledge.lexicon()
        )


def load_of(documents: Sequence[Document]) -> bytes:
    """A load of documents for ``read_load``."""
    return pickle.dumps(list(documents), pickle.HIGHEST_PROTOCOL)


def read_load(errand: Errand, load: bytes, seconds: float | None = None) -> bytes:
    """The extractions of a load, packed for the way back. If that takes longer than ``seconds``, this process
    ends: nothing else stops a parser.

    Raises ClusterError if this process would read otherwise than the one that sends the load, or if the
    reading fails, with the trace: the error itself may be one that cannot travel, and its sender would
    wait for ever.
    """
    documents: list[Document] = pickle.loads(load)  # noqa: S301 - who can send this can run anything here
    with _READING:
        reader = _extractor(errand)
        if seconds is not None:
            faulthandler.dump_traceback_later(seconds, exit=True, file=_STANDARD_ERROR)
        trace = ""
        try:
            told = list(reader.pipe(documents))
        except Exception:  # noqa: BLE001 - whatever it is, it is raised again
            trace = traceback.format_exc()
        finally:
            faulthandler.cancel_dump_traceback_later()
        if not trace:
            return pack(told, documents, reader.catalogue)
    raise ClusterError(f"A worker of the cluster failed while it read.\n{trace}")
