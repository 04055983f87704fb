"""What a build and ``extract`` ask of those who read for them: processes here, or a cluster."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self

from treatygraph.build.knowledge import OWN, Knowledge
from treatygraph.build.workers import Limits, Workers
from treatygraph.errors import ClusterError
from treatygraph.extract.parsing import PIPELINE
from treatygraph.ingest import Problem
from treatygraph.model import Document, Extraction


class Extracting(Protocol):
    """Reads documents with a pipeline and a knowledge. What comes out depends on these and the documents alone,
    not on who reads. Use it in a ``with`` statement."""

    @property
    def pipeline(self) -> str:
        """The spaCy pipeline that parses."""

    @property
    def knowledge(self) -> Knowledge:
        """The lexicon and the catalogue."""

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction | Problem]:
        """The extractions, in the order of the documents, each as soon as it is known; a problem in the
        place of a document that could not be read."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def extracting(
    jobs: int = 1,
    scheduler: str | None = None,
    *,
    pipeline: str = PIPELINE,
    knowledge: Knowledge = OWN,
    limits: Limits | None = None,
) -> Extracting:
    """The cluster whose scheduler has that address, or else ``jobs`` processes on this machine.

    ``limits`` are those of a document. A cluster keeps to the seconds; it bounds the memory of its workers itself.
    Raises ClusterError if there is no cluster that could read, ResourceError as ``Workers`` does.
    """
    if scheduler is None:
        return Workers(jobs, pipeline=pipeline, knowledge=knowledge, limits=limits)
    if importlib.util.find_spec("distributed") is None:
        raise ClusterError(
            "Reading on a cluster needs Dask, which is not installed. "
            "Install treatygraph[distributed], or leave --scheduler out"
        )
    # Imported here: who does not ask for a cluster need not have Dask, and should not wait for it.
    from treatygraph.build.cluster import Cluster

    seconds = limits.seconds if limits else None
    return Cluster(scheduler, pipeline=pipeline, knowledge=knowledge, seconds=seconds)
