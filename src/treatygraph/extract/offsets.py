"""Dates told by their distance from another event: "four months after Chile ratified it".

Such words tie two events together; the day of either gives that of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.dates import COUNT, moved, number_of
from treatygraph.extract.parsing import Parsed
from treatygraph.model import PartialDate

_DISTANCE = re.compile(rf"\b{COUNT} (?P<unit>day|week|month|year)s?\s*$", re.IGNORECASE)
_WORDS = {"after": 1, "since": 1, "before": -1}


@dataclass(frozen=True, slots=True)
class Offset:
    """``later`` happened so many units after ``earlier``; either may be None, which stands for what the
    sentence says without a word for it, or for today. ``inner`` is the one that stands behind the
    words, ``place`` theirs."""

    inner: Token | None
    place: int
    earlier: Token | None
    later: Token | None
    count: int
    unit: str
    since: bool

    def earlier_from(self, day: PartialDate) -> PartialDate | None:
        """The day of the earlier event, no more precise than the unit and the day allow."""
        return moved(day, self.unit, -self.count)

    def later_from(self, day: PartialDate) -> PartialDate | None:
        """The day of the later event, no more precise than the unit and the day allow."""
        return moved(day, self.unit, self.count)


def find_offsets(parsed: Parsed, triggers: Iterable[Token]) -> Iterator[Offset]:
    """The distances between the events of a passage, those that one of the triggers is part of."""
    known = {t.i: t for t in triggers}
    if not known:
        return
    for token in parsed.doc:
        sign = _WORDS.get(token.lower_)
        if sign is None or token.dep_ not in ("prep", "mark"):
            continue
        place = parsed.starts[token.i]
        told = _DISTANCE.search(parsed.source[max(parsed.passage.start, place - 30) : place])
        if told is None:
            continue
        inner = _below(token, known)
        outer = _above(token, known, inner)
        if inner is None and outer is None:
            continue
        earlier, later = (inner, outer) if sign > 0 else (outer, inner)
        yield Offset(
            inner,
            token.i,
            earlier,
            later,
            number_of(told.group("count").lower()),
            told.group("unit").lower(),
            token.lower_ == "since",
        )


def _below(word: Token, known: dict[int, Token]) -> Token | None:
    """The trigger of the phrase or clause that the word opens."""
    top = word.head if word.dep_ == "mark" else word
    if top.i in known and top.i > word.i:
        return top
    inside = [t for t in top.subtree if t.i in known and t.i > word.i]
    return min(inside, key=lambda t: t.i) if inside else None


def _above(word: Token, known: dict[int, Token], inner: Token | None) -> Token | None:
    """The trigger of the clause that the phrase or clause belongs to."""
    start = word.head if word.dep_ == "mark" else word
    for head in start.ancestors:
        if head.i in known and (inner is None or head.i != inner.i):
            return head
    return None
