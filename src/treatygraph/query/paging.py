"""Answers page by page.

A question about the whole graph can have more rows than anybody reads, and sorting them all takes a large graph long.
A named question says in a comment, ``#: page``, behind which part of it the things stand that a page has some of::

    { SELECT ?document WHERE { ?document a tg:Document }
      #: page
    }

The comment gives way to ``LIMIT`` and ``OFFSET``, so that all else is asked about the things of one page only. They come
in the order in which the graph keeps them, which stays the same as long as the graph does; a page is sorted in itself.
A question without the comment is sorted whole, and cut behind.
"""

from __future__ import annotations

from dataclasses import dataclass

from treatygraph.errors import QueryError
from treatygraph.store.binding import tokens

_MARK = "#: page"


@dataclass(frozen=True)
class Page:
    """The ``number``-th ``size`` rows of an answer, or things that it is about; from 1. Raises ValueError below that."""

    size: int
    number: int = 1

    def __post_init__(self) -> None:
        if self.size < 1 or self.number < 1:
            raise ValueError(
                f"A page and its size are 1 or more, not {self.number} and {self.size}"
            )


def of_page(sparql: str, page: Page) -> str:
    """The query for one page of its answer. Raises QueryError for one that has a LIMIT or OFFSET itself."""
    cut = f"LIMIT {page.size} OFFSET {page.size * (page.number - 1)}"
    marks = [token for token in tokens(sparql, "comment") if token[0].strip() == _MARK]
    if marks:
        for mark in reversed(marks):
            sparql = f"{sparql[: mark.start()]}{cut}{sparql[mark.end() :]}"
        return sparql
    if any(token[0].upper() in ("LIMIT", "OFFSET") for token in tokens(sparql, "word")):
        raise QueryError(
            "The query has a LIMIT or OFFSET of its own: change it there, or leave out the page"
        )
    return f"{sparql}\n{cut}"
