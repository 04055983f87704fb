"""Talk on standard error: progress where there is a terminal, plain lines where there is none."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from treatygraph.errors import ExportError

_T = TypeVar("_T")


def console() -> Console:
    """The console of standard error; rich leaves out colours where there is no terminal."""
    return Console(stderr=True, highlight=False)


def tell(text: str) -> None:
    """A plain line on standard error."""
    click.echo(text, err=True)


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
    """Standard output for ``-``, else the file; both in UTF-8, whatever the terminal speaks.

    Raises ExportError if it cannot be written.
    """
    if str(path) == "-":
        if sys.stdout is None:  # as Python says where the shell closed it
            raise ExportError("Standard output is closed. Name a file with -o")
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        with path.open("w", encoding="utf-8", newline="") as stream:
            yield stream
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written: {error.strerror or error}. Name another file with -o"
        ) from error


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` once it is whole: what fails leaves the old one.

    Raises ExportError if it cannot be written.
    """
    # A device, a pipe or a link is written to as it is; nothing can take its place.
    ordinary = not path.is_symlink() and (path.is_file() or not path.exists())
    draft = path.with_name(f".{path.name}.part") if ordinary else path
    try:
        with draft.open("wb") as stream:
            yield stream
        if ordinary:
            draft.replace(path)
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written: {error.strerror or error}. Name another file with -o"
        ) from error
    finally:
        if ordinary:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
