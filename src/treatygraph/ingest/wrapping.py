"""Joining lines that were broken at the edge of a page: a sentence is read in one piece.

A line end becomes a space, one character for one, so that offsets stay what they were.
"""

from __future__ import annotations

import re
from itertools import pairwise

_WIDEST = 100
_NARROWEST = 50
_LINES_OF_PROOF = 3
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)]*\Z")


def unwrap(text: str) -> str:
    """The text with hard-wrapped paragraphs made one line each.

    Paragraphs stand between empty lines. Nothing changes unless the whole text looks wrapped: no
    line longer than 100 characters, and somewhere a paragraph of three lines or more in which no line
    has room for the next word and one ends within a sentence. Lists and poems stay as they are.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST:
        return text
    blocks = _blocks(lines)
    if not any(_proves(lines[start:end], width) for start, end in blocks):
        return text
    ends = {
        place
        for start, end in blocks
        if _is_full(lines[start:end], width)
        for place in range(start, end - 1)
    }
    return "".join(
        line + (" " if place in ends else "\n") for place, line in enumerate(lines)
    ).removesuffix("\n")


def _blocks(lines: list[str]) -> list[tuple[int, int]]:
    """Runs of lines that are not empty, as half-open ranges of line numbers."""
    found: list[tuple[int, int]] = []
    start = None
    for place, line in enumerate([*lines, ""]):
        if line.strip() and start is None:
            start = place
        elif not line.strip() and start is not None:
            found.append((start, place))
            start = None
    return found


def _is_full(block: list[str], width: int) -> bool:
    """Whether each line but the last has no room for the first word of the next."""
    return all(
        len(line.rstrip()) + 1 + len(following.split()[0]) > width
        for line, following in pairwise(block)
    )


def _proves(block: list[str], width: int) -> bool:
    return (
        len(block) >= _LINES_OF_PROOF
        and _is_full(block, width)
        and any(not _SENTENCE_END.search(line.rstrip()) for line in block[:-1])
    )
