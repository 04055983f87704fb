"""Talk on standard error: progress where there is a terminal, plain lines where there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from treatygraph.errors import ExportError

_T = TypeVar("_T")


def console() -> Console:
    """The console of standard error; rich leaves out colours where there is no terminal."""
    return Console(stderr=True, highlight=False)


def progress_bar(items: Iterable[_T], what: str) -> Iterator[_T]:
    """The items, counted on standard error while they come, if that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console(), transient=True) as progress:
        task = progress.add_task(what, total=None)
        for item in items:
            yield item
            progress.advance(task)


@contextmanager
def output_stream(path: Path) -> Iterator[TextIO]:
    """Standard output for ``-``, else the file. Raises ExportError if it cannot be written."""
    if str(path) == "-":
        yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8", newline="") as stream:
            yield stream
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written: {error.strerror or error}. Name another file with -o"
        ) from error
