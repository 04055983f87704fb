"""Extraction in this process or in several, the results always in the order of the documents."""

from __future__ import annotations

import itertools
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

import spacy.util

from treatygraph.build.knowledge import OWN, Knowledge
from treatygraph.build.packing import pack, unpack
from treatygraph.errors import ResourceError
from treatygraph.extract.extractor import Extractor
from treatygraph.extract.parsing import PIPELINE
from treatygraph.model import Document, Extraction

# Documents that travel to a process together, and how many such loads wait for each process.
_LOAD = 256
_AHEAD = 2


def extractor(pipeline: str = PIPELINE, knowledge: Knowledge = OWN) -> Extractor:
    """The extractor of this process: made once, for it loads the parser and the catalogue."""
    return _made(pipeline, knowledge)


@cache  # by its arguments as they are given, so those left out are filled in first
def _made(pipeline: str, knowledge: Knowledge) -> Extractor:
    return Extractor(knowledge.catalogue(), pipeline=pipeline, lexicon=knowledge.lexicon())


def _extract(pipeline: str, knowledge: Knowledge, documents: list[Document]) -> bytes:
    """The extractions of a load, packed for the way back."""
    reader = extractor(pipeline, knowledge)
    return pack(list(reader.pipe(documents)), documents, reader.catalogue)


class Workers:
    """Extracts from documents with ``jobs`` processes; with one, in this process.

    What comes out does not depend on ``jobs``. Use it in a ``with`` statement. Raises
    ResourceError at once if there is no such pipeline, or if a user's own file is wrong: a process of
    its own could only break.
    """

    def __init__(
        self, jobs: int = 1, *, pipeline: str = PIPELINE, knowledge: Knowledge = OWN
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
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The extractions, in the order of the documents, each as soon as it is known."""
        if self.jobs == 1:
            yield from extractor(self.pipeline, self.knowledge).pipe(documents)
            return
        if self._pool is None:
            # A fresh interpreter for each: a forked one would share the threads of libraries.
            self._pool = ProcessPoolExecutor(
                self.jobs,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=extractor,
                initargs=(self.pipeline, self.knowledge),
            )
        waiting: deque[tuple[Future[bytes], list[Document]]] = deque()
        for load in _loads(documents):
            told = self._pool.submit(_extract, self.pipeline, self.knowledge, load)
            waiting.append((told, load))
            if len(waiting) > self.jobs * _AHEAD:
                yield from self._unpacked(*waiting.popleft())
        while waiting:
            yield from self._unpacked(*waiting.popleft())

    def _unpacked(self, told: Future[bytes], load: Sequence[Document]) -> list[Extraction]:
        return unpack(told.result(), load, self.knowledge.catalogue())


def _loads(documents: Iterable[Document]) -> Iterator[list[Document]]:
    iterator = iter(documents)
    while load := list(itertools.islice(iterator, _LOAD)):
        yield load
