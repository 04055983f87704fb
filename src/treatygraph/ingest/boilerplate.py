"""Lines that belong to the page and not to the article: share bars, credits, links to others.

What such lines look like is data: ``ontology/lexicon/boilerplate.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from treatygraph import resources
from treatygraph.errors import ResourceError
from treatygraph.model import Span

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)]*\Z")
_FIELDS = {"id", "match", "example", "counter", "case", "heads"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one sort of line looks like, with an example and a line that it must not match.

    ``heads`` is how many lines below may belong to it: a list of links under its heading.
    """

    id: str
    match: re.Pattern[str]
    example: str
    counter: str
    heads: int = 0


def ignored_spans(text: str) -> tuple[Span, ...]:
    """The lines of a text that are boilerplate, in order, without their line ends.

    A line is ignored as a whole or not at all; a sentence of the article is never meant to be.
    """
    longest, patterns = read_patterns(_path())
    spans: list[Span] = []
    place = 0
    following = 0
    for line in text.split("\n"):
        content = line.strip()
        short = 0 < len(content) <= longest
        pattern = _matching(content, patterns) if short else None
        if pattern is not None:
            following = pattern.heads
            spans.append(Span(place, place + len(line)))
        elif short and following and _is_link(content):
            following -= 1
            spans.append(Span(place, place + len(line)))
        else:
            following = 0
        place += len(line) + 1
    return tuple(spans)


def _matching(line: str, patterns: tuple[Pattern, ...]) -> Pattern | None:
    return next((pattern for pattern in patterns if pattern.match.fullmatch(line)), None)


def _is_link(line: str) -> bool:
    """Whether a line under a heading of links can be one: no sentence, and no entry of a timeline."""
    return not _SENTENCE_END.search(line) and not line[:1].isdigit()


@cache
def read_patterns(path: Path) -> tuple[int, tuple[Pattern, ...]]:
    """The longest line that can match, and the patterns. Raises ResourceError if malformed."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        entries = table["line"]
        longest = int(table["longest"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ResourceError(f"{path} cannot be read: {error!r}", path) from error
    return longest, tuple(_pattern(n, data, path) for n, data in enumerate(entries, 1))


def _pattern(number: int, data: dict[str, object], path: Path) -> Pattern:
    """One entry of the file. Raises ResourceError that names it by number and id."""
    where = f"{path}: [[line]] number {number} ({data.get('id', 'without id')})"
    if unknown := sorted(set(data) - _FIELDS):
        raise ResourceError(f"{where}: unknown field {', '.join(unknown)}", path)
    try:
        flags = re.NOFLAG if data.get("case") else re.IGNORECASE
        return Pattern(
            id=str(data["id"]),
            match=re.compile(str(data["match"]), flags | re.VERBOSE),
            example=str(data["example"]),
            counter=str(data["counter"]),
            heads=int(str(data.get("heads", 0))),
        )
    except KeyError as error:
        raise ResourceError(f"{where}: the field {error} is missing", path) from error
    except (re.error, ValueError) as error:
        raise ResourceError(f"{where}: {error}", path) from error


def _path() -> Path:
    return resources.ontology() / "lexicon" / "boilerplate.toml"


def load_patterns() -> tuple[Pattern, ...]:
    """The patterns, in the order of the file. Raises ResourceError if it is malformed."""
    return read_patterns(_path())[1]
