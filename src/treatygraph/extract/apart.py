"""How long before or after somebody else a state did the same: "signed it nine days after Peru", "three weeks
behind it", "left in January 2020, a year to the day after Qatar".

The day of either act gives that of the other; the other may have been told long before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.dates import COUNT, moved, number_of
from treatygraph.extract.parsing import Parsed
from treatygraph.model import ActClaim, PartialDate

_DISTANCE = re.compile(
    rf"\b{COUNT} (?P<unit>day|week|month|year)s?(?P<exact> to the (?:very )?(?:day|month|week))?\s*$",
    re.IGNORECASE,
)
_SIGNS = {"after": 1, "behind": 1, "before": -1}
# How many words behind a verb the distance may begin.
_REACH = 12


@dataclass(frozen=True, slots=True)
class Apart:
    """A number of units after somebody (``sign`` 1) or before (-1); ``other`` is the word for who that is.
    ``exact`` says that it is so to the day."""

    sign: int
    count: int
    unit: str
    exact: bool
    other: Token

    def own_day(self, day: PartialDate) -> PartialDate | None:
        """When it was done, where the other did it on that day."""
        return self._moved(day, self.sign)

    def other_day(self, day: PartialDate) -> PartialDate | None:
        """When the other did it, where this was done on that day."""
        return self._moved(day, -self.sign)

    def _moved(self, day: PartialDate, sign: int) -> PartialDate | None:
        if self.exact and self.unit == "year":
            try:
                return PartialDate(day.year + sign * self.count, day.month, day.day)
            except ValueError:
                return PartialDate(day.year + sign * self.count, day.month)
        return moved(day, self.unit, sign * self.count)


def apart_from(trigger: Token, parsed: Parsed) -> Apart | None:
    """What stands behind a word of how long before or after another it was."""
    end = min(trigger.sent.end, trigger.i + _REACH)
    for word in trigger.doc[trigger.i + 1 : end]:
        if word.text in (";", ":") or word.tag_ in ("VBD", "VBZ", "VBP"):
            return None
        found = _apart_at(word, parsed)
        if found is not None:
            return found
    return None


def before_other(other: Token, parsed: Parsed) -> Apart | None:
    """The same, from the word for the other: Qatar in "a year after Qatar"."""
    place = other.i - 1
    while place > other.sent.start and other.doc[place].lower_ in ("the", "its", "neighbour"):
        place -= 1
    found = _apart_at(other.doc[place], parsed) if place >= other.sent.start else None
    return found if found is not None and found.other.i == other.i else None


def _apart_at(word: Token, parsed: Parsed) -> Apart | None:
    sign = _SIGNS.get(word.lower_)
    place = word.i + 1
    if sign is None or place >= word.sent.end:
        return None
    while place + 1 < word.sent.end and word.doc[place].lower_ in ("the", "its"):
        place += 1
    other = word.doc[place]
    start = parsed.starts[word.i]
    told = _DISTANCE.search(parsed.source[max(parsed.passage.start, start - 40) : start])
    closed = place + 1 >= word.sent.end or not other.nbor(1).text[:1].isalpha()
    if told is None or not closed:
        return None
    count = number_of(told.group("count").lower())
    exact = told.group("exact") is not None
    return Apart(sign, count, told.group("unit").lower(), exact, other)


def day_told_of(
    who: Iterable[str], sample: ActClaim, acts: Iterable[ActClaim]
) -> PartialDate | None:
    """When one of these parties (keys) did what another did, as the text told last."""
    keys = set(who)
    days = [
        a.date
        for a in acts
        if (a.kind, a.object) == (sample.kind, sample.object)
        and a.date is not None
        and a.party is not None
        and (not keys or a.party.key in keys)
        and a.party != sample.party
    ]
    return days[-1] if days else None
