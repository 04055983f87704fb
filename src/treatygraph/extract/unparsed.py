"""Sentences before they are parsed: the words of each, and what it names.

Names are one word each for the parser, so what is looked for among the words of a sentence is not looked
for inside of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from treatygraph.extract.dates import find_dates
from treatygraph.extract.discourse import sort_of
from treatygraph.extract.names import Mention
from treatygraph.extract.reading import Reading
from treatygraph.model import EntityKind, NameKind


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage: its ``words``, those among them that may tell something (``telling``), its
    ``text`` without names, and where it begins and ends in the passage. ``voters`` are the words for those
    who vote."""

    words: frozenset[str]
    telling: frozenset[str]
    text: str
    reading: Reading
    start: int
    end: int
    voters: frozenset[str]

    @cached_property
    def _names(self) -> list[Mention]:
        begin = self.reading.passage.start
        start, end = begin + self.start, begin + self.end
        return [m for m in self.reading.mentions if start <= m.start < end]

    @cached_property
    def here(self) -> frozenset[str]:
        """The sorts of what it names."""
        return sorts_of(self._names)

    @cached_property
    def dated(self) -> bool:
        """Whether it may have a date, count from another event, or tell an anniversary."""
        passage = self.reading.passage
        if passage.day is not None or not self.words.isdisjoint(_JUBILEES):
            return True
        if not (self.words.isdisjoint(_APART) or self.words.isdisjoint(_UNITS)):
            return True
        start, end = passage.start + self.start, passage.start + self.end
        return any(start <= d.start < end for d in find_dates(passage.text, passage.start))

    @cached_property
    def voted(self) -> bool:
        """Whether it names or speaks of a parliament or of voters."""
        return any(map(_may_vote, self._names)) or not self.words.isdisjoint(self.voters)


_JUBILEES = frozenset(("anniversary", "anniversaries", "birthday", "birthdays"))
# "Four months after Chile ratified it".
_APART = frozenset(("after", "before", "since"))
_UNITS = frozenset(f"{unit}{end}" for unit in ("day", "week", "month", "year") for end in ("", "s"))


def without_names(reading: Reading) -> str:
    """The text of a passage with blanks in place of its names, as long as it is; of names that are not a
    state's the last word stays, for the parser may see it."""
    text, begin = reading.passage.text, reading.passage.start
    parts, place = [], 0
    for mention in reading.mentions:
        start, end = mention.start - begin, mention.end - begin
        if start < place:
            continue
        last = end
        if not mention.candidates[0].entity.kind.is_state:
            last = _LAST_WORD.search(text, start, end).start()  # type: ignore[union-attr]  # a name has a word
        parts += [text[place:start], "_" * (last - start), text[last:end]]
        place = end
    return "".join((*parts, text[place:]))


_LAST_WORD = re.compile(r"\w+\W*\Z|\Z")


def sorts_of(mentions: Iterable[Mention]) -> frozenset[str]:
    """The sorts of things that names may stand for: "state", "treaty", "body", "other"."""
    return frozenset(sort_of(c.entity) for m in mentions for c in m.candidates)


def _may_vote(mention: Mention) -> bool:
    """Whether a name is that of a parliament or a people."""
    candidates = mention.candidates
    return all(c.entity.kind is EntityKind.STATE_ORGAN for c in candidates) or any(
        c.name.kind is NameKind.DEMONYM for c in candidates
    )
