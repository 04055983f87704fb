"""Queries of strangers, run in processes that can be stopped.

Oxigraph cannot be told to give up a query. So each runs in a process of its own kind, which is ended and replaced
where the query takes too long; it reads the same snapshot as the pages, and can neither write nor reach the network:
it has no store to write to, and queries that ask elsewhere are refused before.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from treatygraph.errors import TreatygraphError
from treatygraph.explorer.settings import Settings
from treatygraph.store import GraphStore, open_frozen
from treatygraph.store.places import Place

Task = Callable[..., Any]


class LimitError(TreatygraphError):
    """A query ran into a limit. ``status`` is that of HTTP."""

    def __init__(self, message: str, status: int = 503) -> None:
        super().__init__(message)
        self.status = status

    def __reduce__(self) -> tuple[type[LimitError], tuple[str, int]]:
        """What travels between processes: the status too."""
        return type(self), (str(self), self.status)


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection


class QueryPool:
    """Some processes that run tasks on a graph, one at a time each. Start it in the loop that uses it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._context = multiprocessing.get_context("spawn")
        self._idle: asyncio.Queue[_Worker | None] = asyncio.Queue()
        self._all: set[BaseProcess] = set()
        self._waiting = 0
        for _ in range(settings.query_workers):
            self._idle.put_nowait(None)  # made when it is needed

    async def run(self, task: Task, folder: Place, *arguments: object) -> Any:
        """What ``task(store, *arguments)`` gives, in another process, on the graph at a place.

        Raises LimitError where it takes too long, uses too much memory, or too many wait; and whatever error of
        ours the task raises.
        """
        if self._waiting >= self._settings.query_queue:
            raise LimitError("Too many queries are waiting. Try again in a moment", 503)
        self._waiting += 1
        try:
            worker = await self._idle.get()
        finally:
            self._waiting -= 1
        try:
            if worker is None or not worker.process.is_alive():
                worker = await asyncio.to_thread(self._started)
            answered, value = await asyncio.to_thread(
                self._asked, worker, (task, folder, arguments)
            )
        except BaseException:
            if worker is not None:
                self._end(worker)
            self._idle.put_nowait(None)
            raise
        self._idle.put_nowait(worker)
        if answered:
            return value
        raise value

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(theirs, self._settings.query_memory), daemon=True
        )
        process.start()
        theirs.close()
        self._all.add(process)
        ours.recv()  # it is ready: starting counts for nobody's time
        return _Worker(process, ours)

    def _asked(self, worker: _Worker, task: tuple[object, ...]) -> tuple[bool, Any]:
        seconds = self._settings.query_seconds
        try:
            worker.pipe.send(task)
            if not worker.pipe.poll(seconds):
                raise LimitError(
                    f"The query took longer than {seconds:g} seconds and was stopped. Ask for less: "
                    "name a state or a treaty, or add LIMIT",
                    503,
                )
            found: tuple[bool, Any] = worker.pipe.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            raise LimitError(
                "The query needed more memory than one may use, and was stopped. Ask for less", 503
            ) from error
        return found

    def _end(self, worker: _Worker) -> None:
        worker.process.kill()
        worker.process.join(1)
        worker.pipe.close()
        self._all.discard(worker.process)

    def close(self) -> None:
        """End all processes."""
        for process in self._all:
            process.kill()
        self._all.clear()


def _serve(pipe: Connection, memory: int) -> None:
    """A worker's life: open a graph, answer, until the other end goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    used = (
        int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        if Path("/proc/self/statm").exists()
        else 0
    )
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
    store: GraphStore | None = None
    opened: Place | None = None
    pipe.send("ready")
    while True:
        try:
            task, folder, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            if store is None or opened != folder:
                if store is not None:
                    store.close()
                store, opened = open_frozen(folder), folder
            answer: tuple[bool, object] = (True, task(store, *arguments))
        except TreatygraphError as error:
            answer = (False, error)
        except MemoryError:
            answer = (False, LimitError("The query needed more memory than one may use", 503))
        pipe.send(answer)
