"""What is told when a document cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Problem:
    """A document that was not read: where it is, what happened, and what to do.

    ``source`` is the path as the user would write it, an address, or ``-``. ``line`` counts from
    1 and is None where the whole document is meant.

    >>> print(Problem("news.jsonl", "The text is empty. Give it one, or take the line out", 3))
    news.jsonl:3: The text is empty. Give it one, or take the line out
    """

    source: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.message}"


def without_problems(items: Iterable[_T | Problem], problems: list[Problem]) -> Iterator[_T]:
    """The items that are no problems; those that are go to the list as they come."""
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


class BadDocumentError(Exception):
    """Raised inside the station for one document; ``read`` turns it into a Problem."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
