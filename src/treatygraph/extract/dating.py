"""Which date of a passage belongs to which act."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from spacy.tokens import Span, Token

from treatygraph.extract.dates import (
    BACKWARDS,
    DateExpression,
    find_dates,
    ordinal_number,
    resolve_date,
    years_before,
)
from treatygraph.extract.membership import years_turned
from treatygraph.extract.names import Mention
from treatygraph.extract.offsets import Offset, find_offsets
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.passages import Passage
from treatygraph.extract.reach import (
    distance_between,
    has_happened,
    is_ahead,
    is_cut_off,
    is_effect_of,
    is_of_a_name,
    is_of_another_event,
    is_until,
)
from treatygraph.extract.tree import (
    is_negated,
)
from treatygraph.extract.yearless import with_year
from treatygraph.model import PartialDate

# What stands in front of the day on which something takes effect.
_EFFECT = re.compile(
    r"\b(?:effective|with effect|starting)(?: (?:from|as of|on))? $", re.IGNORECASE
)


class DateTable:
    """Which date expression of a passage belongs to which trigger: the nearest in the tree.

    ``today`` is the day that the passage is told from: that of its line in a chronology, else that
    of publication. ``given`` are the places of dates that belong to a trigger for certain, with the
    place of the trigger. ``last`` is what the text dated last, which "two years later" counts from.
    """

    def __init__(
        self,
        parsed: Parsed,
        triggers: list[Token],
        published: PartialDate | None,
        last: PartialDate | None,
        given: Mapping[int, int] | None = None,
    ) -> None:
        self._of: dict[int, tuple[DateExpression, PartialDate | None]] = {}
        self._places: dict[int, tuple[DateExpression, PartialDate | None]] = {}
        self._named: list[tuple[int, PartialDate]] = []
        self._counted: dict[int, PartialDate] = {}
        self._ahead: set[DateExpression] = set()
        self._effects: set[DateExpression] = set()
        self._later: set[DateExpression] = set()  # "its exit takes effect on 1 May"
        line = resolve_date(parsed.passage.day, None) if parsed.passage.day else None
        self.today = line or published
        self.last = line or last
        near: list[tuple[int, int, int, Token, DateExpression, PartialDate | None]] = []
        offsets = list(find_offsets(parsed, triggers))
        inner = {o.inner.i: o.place for o in offsets if o.inner is not None}
        before: tuple[Token, DateExpression] | None = None
        for token, told in _dates(parsed, triggers):
            expression = with_year(token, told, before, self.today)
            before = token, expression
            anchor = self.last
            if anchor is None and expression.group("dir") in BACKWARDS:
                anchor = self.today
            self._note(token, expression, parsed, triggers)
            named = resolve_date(expression, self.today, anchor=anchor)
            self.last = named or self.last
            self._places[token.i] = (expression, anchor)
            if named is not None:
                self._named.append((token.i, named))
            owner = (given or {}).get(token.i, (given or {}).get(token.i + 1))
            if owner is not None:
                self._of[owner] = (expression, anchor)
                continue
            for trigger in triggers:
                if trigger.sent != token.sent or token.i < inner.get(trigger.i, 0):
                    continue
                distance = self._distance(token, trigger, expression)
                if distance is not None:
                    apart = abs(trigger.i - token.i)
                    near.append((distance, apart, token.i, trigger, expression, anchor))
        self._assign(near)
        self._share(triggers)
        for offset in offsets:
            self._count(offset)

    def _note(
        self, date: Token, expression: DateExpression, parsed: Parsed, triggers: list[Token]
    ) -> None:
        """Whether a date lies ahead, and whether it is that of an effect."""
        if is_ahead(date, expression):
            self._ahead.add(expression)
        if _EFFECT.search(parsed.source[: expression.start]):
            self._effects.add(expression)
        elif any(is_effect_of(date, t) and not has_happened(date) for t in triggers):
            self._later.add(expression)

    def _distance(self, date: Token, trigger: Token, expression: DateExpression) -> int | None:
        """How far a date is from a trigger, None where it is not its date."""
        if expression.kind != "today" and is_cut_off(date, trigger):
            return None
        distance = distance_between(date, trigger)
        if distance is None:
            return None
        if is_effect_of(date, trigger):
            distance -= 9  # "notified in May, took effect on Friday"
        elif expression in self._effects or expression.kind == "daytime":
            distance += 6  # the day of the step, where the text tells it
        return distance + 5 if is_until(date) else distance  # how long, not when

    def _count(self, offset: Offset) -> None:
        """Date one of two events by the other: "four months after Chile ratified it"."""
        earlier, later = offset.earlier, offset.later
        known = self.day_of(earlier) if earlier is not None else None
        day = self.day_of(later) if later is not None else None
        if earlier is not None and known is None:
            if day is None:
                day = self._named_before(earlier, offset.place) or self.today
            found = offset.earlier_from(day) if day is not None else None
            if found is not None:
                self._counted[earlier.i] = found
        elif later is not None and day is None and known is not None:
            found = offset.later_from(known)
            if found is not None:
                self._counted[later.i] = found

    def _named_before(self, trigger: Token, end: int) -> PartialDate | None:
        """The last day that a sentence names before a place, whatever is dated by it."""
        start = trigger.sent.start
        return next((day for place, day in reversed(self._named) if start <= place < end), None)

    def _assign(
        self, near: list[tuple[int, int, int, Token, DateExpression, PartialDate | None]]
    ) -> None:
        """The nearest date for each trigger, each date for one of them, the closest pairs first."""
        used: set[DateExpression] = set()
        for _, _, _, trigger, expression, anchor in sorted(near, key=lambda pair: pair[:3]):
            if trigger.i not in self._of and expression not in used:
                self._of[trigger.i] = (expression, anchor)
                used.add(expression)

    def _share(self, triggers: list[Token]) -> None:
        """ "Signed and ratified it in 1998": the last verb's date is the first one's, too."""
        for trigger in triggers:
            for other in trigger.conjuncts:
                shared = other.i in self._of and other.i > trigger.i and not is_negated(trigger)
                if trigger.i not in self._of and shared:
                    self._of[trigger.i] = self._of[other.i]
            above = _verb_above(trigger)
            if trigger.i not in self._of and above is not None and above.i in self._of:
                self._of[trigger.i] = self._of[above.i]
            same = _same_day(trigger, self._places)
            if trigger.i not in self._of and same is not None:
                self._of[trigger.i] = self._places[same]

    def day_of(self, trigger: Token) -> PartialDate | None:
        """The day, month or year that is told of a trigger."""
        if trigger.i not in self._of:
            return self._counted.get(trigger.i)
        expression, anchor = self._of[trigger.i]
        ahead = expression in self._ahead or self._is_soon(expression)
        return resolve_date(expression, self.today, anchor=anchor, future=ahead)

    def takes_effect(self, trigger: Token) -> bool:
        """Whether the day of a trigger is that of its effect: "effective 1 May", "with effect from"."""
        return trigger.i in self._of and self._of[trigger.i][0] in self._effects

    def effect_to_come(self, trigger: Token) -> bool:
        """Whether a sentence tells a day after that of the text on which the act takes effect: "voted on
        Monday to suspend it with effect from 1 July"."""
        if self.today is None:
            return False
        for place, (expression, anchor) in self._places.items():
            near = trigger.sent.start <= place < trigger.sent.end and trigger.i < place
            if not near or expression not in self._effects | self._later:
                continue
            soon = self._is_soon(expression) or expression in self._ahead
            day = resolve_date(expression, self.today, anchor=anchor, future=soon)
            if day is not None and day.first > self.today.last:
                return True
        return False

    def _is_soon(self, expression: DateExpression) -> bool:
        """Whether the next day of "effective January 1" is nearer to the day of the text than the last."""
        if expression not in self._effects | self._later or self.today is None:
            return False
        behind = resolve_date(expression, self.today)
        ahead = resolve_date(expression, self.today, future=True)
        if behind is None or ahead is None:
            return False
        return ahead.first - self.today.first < self.today.first - behind.first

    def day_between(self, start: int, end: int) -> PartialDate | None:
        """The one date of a stretch of the text, right behind its beginning."""
        inside = [
            (expression, anchor)
            for expression, anchor in self._places.values()
            if start <= expression.start < end
        ]
        if len(inside) != 1 or inside[0][0].start - start > 8:
            return None
        return resolve_date(inside[0][0], self.today, anchor=inside[0][1])

    def days_in(self, sentence: Span) -> list[PartialDate | None]:
        """The days that a sentence names, in the order of the text."""
        return [
            resolve_date(e, self.today, anchor=anchor, future=e in self._ahead)
            for place, (e, anchor) in sorted(self._places.items())
            if sentence.start <= place < sentence.end
        ]

    def is_vague(self, trigger: Token) -> bool:
        """Whether the day that is told of a trigger is only "the same day" or "next week", and the text
        does not tell which that is."""
        dated = self._of.get(trigger.i)
        if dated is None or self.day_of(trigger) is not None:
            return False
        return dated[0].kind == "same" or dated[0].group("unit") == "week"

    def is_dated(self, trigger: Token) -> bool:
        """Whether a date is told of a trigger, even if it cannot be known which day it means."""
        return trigger.i in self._of or trigger.i in self._counted

    def of(self, trigger: Token) -> tuple[DateExpression, PartialDate | None] | None:
        """The date that is told of a trigger, and the date that it may count from."""
        return self._of.get(trigger.i)


def last_day(
    passage: Passage,
    mentions: Iterable[Mention],
    published: PartialDate | None,
    last: PartialDate | None,
) -> PartialDate | None:
    """What a passage dates last, which a later one may count from; ``last`` where it dates nothing."""
    line = resolve_date(passage.day, None) if passage.day else None
    today, last = line or published, line or last
    names = [(m.start, m.end) for m in mentions]
    for date in find_dates(passage.text, passage.start):
        if not any(start <= date.start < end for start, end in names):
            last = resolve_date(date, today, anchor=last) or last
    return last


def _same_day(trigger: Token, dates: Container[int]) -> int | None:
    """The place of the date in "on Thursday, the day on which it opened", "on Monday, when it
    opened" and "in Oslo in May, where it opened"; ``dates`` are the places of all."""
    for node in (trigger, *trigger.ancestors):
        if node.dep_ not in ("relcl", "advcl"):
            continue
        if node.dep_ == "relcl" and node.head.lemma_ in ("day", "date", "moment"):
            before = range(node.head.i - 1, node.sent.start - 1, -1)
            return next((place for place in before if place in dates), None)
        opening = next((c for c in node.children if c.lower_ in ("when", "where")), None)
        if opening is not None:
            words = [t for t in node.doc[node.sent.start : opening.i] if not t.is_punct]
            return words[-1].i if words and words[-1].i in dates else None
    return None


def _verb_above(noun: Token) -> Token | None:
    """The verb whose object, or part of whose object, a noun is: "its instrument of ratification", also
    in the passive."""
    node = noun
    while node.head.i != node.i and (
        node.lower_ in ("of", "to")
        or (node.pos_ in ("NOUN", "PROPN") and node.head.lower_ in ("of", "to"))
    ):
        node = node.head
    if node.head.pos_ != "VERB":
        return None
    is_object = node.dep_ in ("dobj", "obj") and node.i > node.head.i
    return node.head if is_object or node.dep_ == "nsubjpass" else None


def _dates(parsed: Parsed, triggers: list[Token]) -> Iterator[tuple[Token, DateExpression]]:
    """The date expressions of a passage that can date an act, each with its first word."""
    for expression in find_dates(parsed.passage.text, parsed.passage.start):
        token = _token_at(parsed, expression.start)
        if token is None or parsed.mention(token) is not None:
            continue
        named = expression.kind in ("year", "my") and is_of_a_name(token, parsed, triggers)
        if named and (token.i == 0 or token.nbor(-1).pos_ not in ("ADP", "SCONJ")):
            continue
        # "For the first time in ten years", "last week's coup"
        long_ago = expression.kind == "ahead" and not is_ahead(token, expression)
        if not long_ago and not is_of_another_event(token, triggers):
            yield token, expression


def _token_at(parsed: Parsed, place: int) -> Token | None:
    for token in parsed.doc:
        if parsed.starts[token.i] <= place < parsed.ends[token.i]:
            return token
    return None


_JUBILEES = ("anniversary", "birthday")


def anniversary(trigger: Token, published: PartialDate | None) -> PartialDate | None:
    """The day of what has its 25th anniversary on the day of publication, the year of what celebrates
    one."""
    if published is None:
        return None
    if trigger.lemma_.lower() in _JUBILEES:
        number = _ordinal_of(trigger)
        return PartialDate(published.year - number) if number else None
    age = years_turned(trigger) if trigger.lemma_ == "turn" and trigger.tag_ != "VBD" else None
    if age is not None:
        today = any(t.lower_ in ("today", "midnight") for t in trigger.sent)
        return years_before(published, age) if today else PartialDate(published.year - age)
    for noun in trigger.ancestors:
        if noun.lemma_.lower() in _JUBILEES:
            number = _ordinal_of(noun)
            today = any(t.lower_ in ("today", "this") for t in noun.sent)
            return years_before(published, number) if number and today else None
    return None


def is_jubilee(noun: Token) -> bool:
    """ "Its 60th anniversary": a number of years, which is as good as a date."""
    return noun.lemma_.lower() in _JUBILEES and _ordinal_of(noun) is not None


def _ordinal_of(noun: Token) -> int | None:
    """The number of an anniversary; the parser may cut "twenty-fifth" into three words."""
    words = [t for t in noun.subtree if t.i < noun.i]
    joined = "".join(t.text for t in words[-3:])
    return next(
        (n for text in (joined, *(t.text for t in reversed(words))) if (n := ordinal_number(text))),
        None,
    )
