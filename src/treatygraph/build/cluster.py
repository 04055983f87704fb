"""Extraction on the workers of a Dask cluster, the results always in the order of the documents."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import dask
from distributed import Client, Future, KilledWorker, rpc, wait

from treatygraph.build.errand import Errand, load_of, read_load
from treatygraph.build.knowledge import OWN, Knowledge
from treatygraph.build.packing import unpack
from treatygraph.build.workers import loads
from treatygraph.errors import ClusterError
from treatygraph.extract.parsing import PIPELINE
from treatygraph.ingest import Problem
from treatygraph.model import Document, Extraction

# Documents that travel to a worker together, and how many such loads there are for each.
_LOAD = 256
_AHEAD = 3

# Seconds: to reach a scheduler, between two looks at the cluster, and for which it may have no worker.
_REACH = 5.0
_LOOK = 2.0
_PATIENCE = 60.0

# What it says of a connection that is lost, with a trace, we say in a sentence.
_LOGGER = logging.getLogger("distributed.client")


@dataclass
class _Sent:
    """A load under way. ``told`` is what came back; None after a reading that ended its workers."""

    load: Sequence[Document]
    future: Future[bytes]
    done: bool = False
    told: bytes | None = None


class Cluster:
    """Extracts from documents on a cluster whose scheduler listens at ``address``.

    What comes out is what ``Workers`` gives. Workers may come and go: the loads of one that is lost are
    read again by others. A document that ends the worker that reads it, as often as the scheduler allows
    (``distributed.scheduler.allowed-failures``) and with nothing else under way, is told as a problem.

    ``load`` is the greatest number of documents that travel together, ``seconds`` what reading one of them may
    take: a worker ends when it takes longer. Use it in a ``with`` statement.
    Raises ClusterError at once if nobody answers at the address, or if scheduler or workers have other
    versions than this process; ``extract`` raises it if the cluster is lost meanwhile.
    """

    def __init__(
        self,
        address: str,
        *,
        pipeline: str = PIPELINE,
        knowledge: Knowledge = OWN,
        load: int = _LOAD,
        seconds: float | None = None,
    ) -> None:
        self.address = address
        self.pipeline = pipeline
        self.knowledge = knowledge
        self._size = load
        self._seconds = seconds
        errand = Errand.of(pipeline, knowledge)
        knowledge.catalogue()  # a file that is wrong is told here, not by a worker
        with ExitStack() as opening:
            opening.callback(_LOGGER.setLevel, _LOGGER.level)
            _LOGGER.setLevel(logging.CRITICAL)
            # A load is sent with its task, so that it can be read again without asking here: Dask warns
            # of large tasks, and a document may be one.
            opening.enter_context(
                dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
            )
            self._client = opening.enter_context(_client(address))
            _compare_versions(self._client, pipeline)
            self._open = opening.pop_all()
        # A task, so that a worker that needs it and has lost it can have it made again.
        self._errand = self._client.submit(_itself, errand, key=_key("errand"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction | Problem]:
        """The extractions, in the order of the documents, each as soon as it is known; a problem in the
        place of a document that ends the workers that read it."""
        waiting: deque[_Sent] = deque()
        for load in loads(documents, self._size):
            waiting.append(self._send(load))
            if len(waiting) > _AHEAD * max(1, self._workers()):
                yield from self._told(waiting.popleft(), waiting)
        while waiting:
            yield from self._told(waiting.popleft(), waiting)

    def _send(self, load: Sequence[Document]) -> _Sent:
        task = self._client.submit(
            read_load, self._errand, load_of(load), self._seconds, key=_key("load")
        )
        return _Sent(load, task)

    def _told(self, sent: _Sent, others: Iterable[_Sent]) -> Iterator[Extraction | Problem]:
        self._settle(sent)
        if sent.told is not None:
            yield from unpack(sent.told, sent.load, self.knowledge.catalogue())
            return
        # Dask counts the loss of a worker against all that the worker had before it. To be just, each
        # document is read alone, when no other load is under way.
        for other in others:
            self._settle(other)
        for document in sent.load:
            alone = self._send([document])
            self._settle(alone)
            if alone.told is None:
                yield Problem(document.identifier, self._why())
            else:
                yield from unpack(alone.told, [document], self.knowledge.catalogue())

    def _why(self) -> str:
        slow = f"takes more than {self._seconds:g} seconds, " if self._seconds is not None else ""
        return (
            f"Each worker that reads it ends: it {slow}takes more memory than a worker has, or breaks the "
            "parser. Split the document, or take it out"
        )

    def _settle(self, sent: _Sent) -> None:
        """Wait for a load, and keep what came back. Raises what the reading raised."""
        if sent.done:
            return
        self._wait(sent.future)
        try:
            sent.told = sent.future.result()
        except KilledWorker:
            sent.told = None
        except CancelledError as error:
            raise self._lost() from error
        sent.done = True

    def _wait(self, future: Future[bytes]) -> None:
        """Wait until a task is finished or has failed. Raises ClusterError if it cannot be any more."""
        deserted: float | None = None
        while True:
            try:
                with self._client.as_current():
                    wait([future], timeout=_LOOK)  # type: ignore[no-untyped-call] # Dask gives no types here
            except CancelledError as error:  # so does Dask tell of a connection that is lost
                raise self._lost() from error
            except TimeoutError:
                if self._workers():
                    deserted = None
                elif deserted is None:
                    deserted = time.monotonic()
                elif time.monotonic() - deserted > _PATIENCE:
                    raise ClusterError(
                        f"The cluster at {self.address} has had no worker for {_PATIENCE:.0f} seconds. "
                        f"Start some (`dask worker {self.address}`) and run the same command again"
                    ) from None
            else:
                return

    def _workers(self) -> int:
        try:
            return len(self._client.nthreads())
        except (OSError, TimeoutError) as error:
            raise self._lost() from error

    def _lost(self) -> ClusterError:
        return ClusterError(
            f"The scheduler at {self.address} does not answer any more. Start it, or another, and run "
            "the same command again: what is stored is not read twice"
        )


async def _identity(address: str) -> Any:
    """What the server at an address says of itself."""
    async with rpc(address) as server:  # type: ignore[no-untyped-call] # nor here
        return await asyncio.wait_for(server.identity(), _REACH)


def _client(address: str) -> Client:
    """A connection to the scheduler. Raises ClusterError if there is none, or something else, within
    seconds: a client of Dask waits for ever for a server that talks of other things."""
    try:
        with ThreadPoolExecutor(1) as thread:  # who asks may be in a loop of its own
            found = thread.submit(asyncio.run, _identity(address)).result()
    except (OSError, ValueError, TimeoutError, MemoryError) as error:
        # MemoryError: the first bytes of another sort of server, taken for the length of what follows
        reason = f" ({error})" if isinstance(error, ValueError) else ""
        raise ClusterError(
            f"No Dask scheduler answers at {address!r}{reason}. Start one with `dask scheduler` and "
            "give the address that it tells, such as tcp://host:8786"
        ) from error
    if found.get("type") != "Scheduler":
        raise ClusterError(
            f"At {address!r} there is a {found.get('type')} of a Dask cluster. Give the address of its scheduler"
        )
    return Client(  # type: ignore[no-untyped-call] # nor here
        address, timeout=_REACH, set_as_default=False, name="treatygraph"
    )


def _compare_versions(client: Client, pipeline: str) -> None:
    """Raises ClusterError if scheduler or a worker of now has not what this process has."""
    names = ("treatygraph", "spacy", pipeline)
    told: Any = client.get_versions(packages=names)
    places = {"the scheduler": told["scheduler"]}
    places |= {f"the worker at {where}": found for where, found in told["workers"].items()}
    ours = told["client"]["packages"]
    wrong = [
        f"{place} has {name} {theirs or '(none)'}, here is {ours[name]}"
        for place, found in places.items()
        for name in names
        if (theirs := found["packages"].get(name)) != ours[name]
    ]
    if wrong:
        raise ClusterError(
            f"The cluster would not read as this machine does: {'; '.join(wrong)}. "
            "Install the same version of treatygraph on all machines and start the cluster again"
        )


def _itself(errand: Errand) -> Errand:
    return errand


def _key(what: str) -> str:
    """A name for a task that nothing else on the cluster has."""
    return f"treatygraph-{what}-{uuid.uuid4().hex}"
