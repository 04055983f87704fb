"""Sources as the commands read them: every problem is named, and the others are read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from treatygraph.errors import SourceError
from treatygraph.ingest import Problem, read
from treatygraph.model import Document, PartialDate


def read_all(
    sources: Iterable[str], published: PartialDate | None, limit: int
) -> Iterator[Document | Problem]:
    """What the sources hold, in their order. A source that cannot be used is a problem, too."""
    for source in sources:
        if source == "-" and sys.stdin is None:  # as Python says where the shell closed it
            yield Problem(source, "Standard input is closed. Give a file")
            continue
        try:
            yield from read(source, published=published, limit=limit)
        except SourceError as error:
            yield Problem(error.source, _without_source(str(error), error.source))


def _without_source(message: str, source: str) -> str:
    return message.removeprefix(f"{source}: ")


def tell_problems(problems: Iterable[Problem]) -> None:
    """Name each document that was not read, on standard error."""
    for problem in problems:
        click.secho(f"not read: {problem}", err=True, fg="red")


def exit_code(read_count: int, failed: bool) -> int:
    """0 if all is well, 1 if some documents failed, 2 if there was nothing to work on."""
    if not failed:
        return 0
    return 1 if read_count else 2
