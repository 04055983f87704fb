"""Extraction in this process or in others, the results always in the order of the documents.

Others can be stopped: a document that takes too long or too much memory costs only itself.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as StoppedError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

import spacy.util
from pebble import ProcessExpired, ProcessFuture, ProcessPool

from treatygraph.build.knowledge import OWN, Knowledge
from treatygraph.build.packing import pack, unpack
from treatygraph.errors import ResourceError
from treatygraph.extract.extractor import Extractor
from treatygraph.extract.parsing import PIPELINE
from treatygraph.ingest import Problem
from treatygraph.model import Document, Extraction

# Documents that travel to a process together, up to so many characters, and how many such loads wait for each
# process. A load takes seconds at most, so that it stays below the limit of a single document.
_LOAD = 256
_CHARACTERS = 400_000
_AHEAD = 2

_OUT_OF_MEMORY = 70  # the exit code of a process that a document has filled


@dataclass(frozen=True)
class Limits:
    """What one document may take: seconds, and megabytes beyond what the program needs."""

    seconds: float
    megabytes: int


def extractor(pipeline: str = PIPELINE, knowledge: Knowledge = OWN) -> Extractor:
    """The extractor of this process: made once, for it loads the parser and the catalogue."""
    return _made(pipeline, knowledge)


@cache  # by its arguments as they are given, so those left out are filled in first
def _made(pipeline: str, knowledge: Knowledge) -> Extractor:
    made = Extractor(knowledge.catalogue(), pipeline=pipeline, lexicon=knowledge.lexicon())
    # It stays as long as the process: nothing of it need be looked through for what can be given back.
    gc.collect()
    gc.freeze()
    return made


def _begin(pipeline: str, knowledge: Knowledge, limits: Limits | None) -> None:
    """What a process does first: it loads all that it needs, and only then bounds its memory."""
    extractor(pipeline, knowledge)
    if limits is not None:
        used = _address_space() + limits.megabytes * 1_000_000
        with suppress(ValueError, OSError):  # a lower bound is set for this process already
            resource.setrlimit(resource.RLIMIT_AS, (used, used))


def _address_space() -> int:
    """Bytes that the process has reserved by now, 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _extract(pipeline: str, knowledge: Knowledge, documents: list[Document]) -> bytes:
    """The extractions of a load, packed for the way back."""
    reader = extractor(pipeline, knowledge)
    try:
        return pack(list(reader.pipe(documents)), documents, reader.catalogue)
    except MemoryError:
        # What was reserved is not always given back: a new process takes over.
        os._exit(_OUT_OF_MEMORY)


class Workers:
    """Extracts from documents with ``jobs`` processes; with one and without limits, in this process.

    What comes out does not depend on ``jobs``. Use it in a ``with`` statement. Raises
    ResourceError at once if there is no such pipeline, or if a user's own file is wrong: a process of
    its own could only break.
    """

    def __init__(
        self,
        jobs: int = 1,
        *,
        pipeline: str = PIPELINE,
        knowledge: Knowledge = OWN,
        limits: Limits | None = None,
    ) -> None:
        if jobs < 1:
            raise ValueError(f"jobs must be 1 or more, not {jobs}")
        if not spacy.util.is_package(pipeline) and not (Path(pipeline) / "config.cfg").is_file():
            raise ResourceError(
                f"There is no spaCy pipeline {pipeline!r}. Install the package of that name, give "
                f"the folder of one, or leave it out: {PIPELINE} comes with treatygraph"
            )
        self.jobs = jobs
        knowledge.lexicon()  # a file that is wrong is told here, not in a process of its own
        knowledge.catalogue()
        self.pipeline = pipeline
        self.knowledge = knowledge
        self.limits = limits
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction | Problem]:
        """The extractions, in the order of the documents, each as soon as it is known. In the place of a document
        that had to be stopped stands a problem that says so."""
        if self.jobs == 1 and self.limits is None:
            yield from extractor(self.pipeline, self.knowledge).pipe(documents)
            return
        waiting: deque[tuple[ProcessFuture[bytes], list[Document]]] = deque()
        for load in loads(documents):
            waiting.append((self._begun(load), load))
            if len(waiting) > self.jobs * _AHEAD:
                yield from self._ended(*waiting.popleft())
        while waiting:
            yield from self._ended(*waiting.popleft())

    def _begun(self, load: list[Document]) -> ProcessFuture[bytes]:
        if self._pool is None or not self._pool.active:
            self._close()
            self._pool = ProcessPool(
                self.jobs,
                # A fresh interpreter for each: a forked one would share the threads of libraries.
                context=multiprocessing.get_context("spawn"),
                initializer=_begin,
                initargs=(self.pipeline, self.knowledge, self.limits),
            )
        arguments = (self.pipeline, self.knowledge, load)
        seconds = self.limits.seconds if self.limits else None
        return self._pool.schedule(_extract, args=arguments, timeout=seconds)

    def _ended(
        self, future: ProcessFuture[bytes], load: list[Document], again: bool = False
    ) -> Iterator[Extraction | Problem]:
        try:
            packed = future.result()
        except BrokenProcessPool as error:
            # All processes have ended while they waited: somebody else ended them, or they cannot begin.
            if again:
                raise ResourceError(f"No process for extraction can be had: {error}") from error
            yield from self._ended(self._begun(load), load, again=True)
            return
        except (StoppedError, ProcessExpired) as error:
            if len(load) == 1:
                yield Problem(load[0].identifier, self._why(error))
                return
            # One of them is to blame. Each is read for itself, and all but that one are found to be good.
            for document in load:
                yield from self._ended(self._begun([document]), [document])
            return
        yield from unpack(packed, load, self.knowledge.catalogue())

    def _why(self, error: StoppedError | ProcessExpired) -> str:
        limits = self.limits or Limits(0, 0)  # without limits, a process only breaks off
        if isinstance(error, StoppedError):
            much, option = f"{limits.seconds:g} seconds", "--document-seconds"
        elif error.exitcode == _OUT_OF_MEMORY:
            much, option = f"{limits.megabytes} MB of memory", "--document-megabytes"
        else:
            return f"The process that read it broke off (exit code {error.exitcode})"
        return f"It took more than {much} to read and was stopped. Raise {option}, or split the document"


def loads(documents: Iterable[Document], most: int = _LOAD) -> Iterator[list[Document]]:
    """The documents in loads, of at most so many each and not more than a few seconds' work."""
    load: list[Document] = []
    size = 0
    for document in documents:
        if load and (len(load) == most or size + len(document.text) > _CHARACTERS):
            yield load
            load, size = [], 0
        load.append(document)
        size += len(document.text)
    if load:
        yield load
