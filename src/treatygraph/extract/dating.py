"""Which date of a passage belongs to which act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Span, Token

from treatygraph.extract.dates import (
    BACKWARDS,
    DateExpression,
    find_dates,
    resolve_date,
)
from treatygraph.extract.names import Mention
from treatygraph.extract.offsets import Offset, find_offsets
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.passages import Passage
from treatygraph.extract.reach import (
    distance_between,
    has_become,
    has_happened,
    is_ahead,
    is_cut_off,
    is_effect_of,
    is_of_a_name,
    is_of_another_event,
    is_present,
    is_until,
)
from treatygraph.extract.sharing import same_day, told_by, verb_above
from treatygraph.extract.tree import is_negated
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
        self._doc = parsed.doc
        self._of: dict[int, tuple[DateExpression, PartialDate | None]] = {}
        self._places: dict[int, tuple[DateExpression, PartialDate | None]] = {}
        self._named: list[tuple[int, PartialDate]] = []
        self._counted: dict[int, PartialDate] = {}
        self._ahead: set[DateExpression] = set()
        self._effects: set[DateExpression] = set()
        self._later: set[DateExpression] = set()  # "its exit takes effect on 1 May"
        self._present: set[DateExpression] = set()  # "it becomes a member on 1 May"
        self._past: set[DateExpression] = set()  # "its exit took effect on 1 May"
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
        elif is_present(date) and expression.kind in ("dm", "md") and not parsed.passage.heading:
            self._present.add(expression)
        effective = _EFFECT.search(parsed.source[: expression.start])
        if effective and not has_become(date):
            self._effects.add(expression)
        elif any(is_effect_of(date, t) for t in triggers):
            (self._past if has_happened(date) else self._later).add(expression)

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
            above = verb_above(trigger)
            if trigger.i not in self._of and above is not None and above.i in self._of:
                self._of[trigger.i] = self._of[above.i]
            if trigger.i not in self._of and (told := self._of_other_part(trigger, triggers)):
                self._of[trigger.i] = told
            same = same_day(trigger, self._places)
            if trigger.i not in self._of and same is not None:
                self._of[trigger.i] = self._places[same]

    def _of_other_part(
        self, noun: Token, triggers: list[Token]
    ) -> tuple[DateExpression, PartialDate | None] | None:
        """ "Gave notice on Monday of its exit from the one and of its denunciation of the other": the date of
        the first part is also that of the second."""
        own = told_by(noun)
        if own is None:
            return None
        others = (t for t in triggers if t.i < noun.i and t.i in self._of)
        return next((self._of[t.i] for t in others if told_by(t) == own), None)

    def day_of(self, trigger: Token) -> PartialDate | None:
        """The day, month or year that is told of a trigger."""
        if trigger.i not in self._of:
            return self._counted.get(trigger.i)
        return self._resolved(*self._of[trigger.i])

    def day_of_step(self, words: Iterable[Token]) -> PartialDate | None:
        """The day of a word that makes a step of an act: of the verb in "gave notice on Monday that it will
        leave in May"; only what is not to come."""
        places = {t.i for t in words}
        for place, (expression, anchor) in sorted(self._places.items()):
            verb = next((t for t in self._doc[place].ancestors if t.pos_ == "VERB"), None)
            day = self._resolved(expression, anchor)
            if verb is None or verb.i not in places or day is None or self.today is None:
                continue
            if day.first <= self.today.first:
                return day
        return None

    def takes_effect(self, trigger: Token) -> bool:
        """Whether the day of a trigger is that of its effect: "effective 1 May", "with effect from"."""
        return trigger.i in self._of and self._of[trigger.i][0] in self._effects

    def effect_of(self, trigger: Token) -> PartialDate | None:
        """The day on which the act of a trigger took effect or will, where the text tells it apart:
        "voted on Monday to suspend it with effect from 1 July"."""
        own = self._of.get(trigger.i)
        if own is not None and own[0] in self._effects | self._later | self._past:
            return self.day_of(trigger)
        days = [
            self._resolved(expression, anchor)
            for place, (expression, anchor) in sorted(self._places.items())
            if expression in self._effects | self._later
            and trigger.i < place < trigger.sent.end
            and not self._is_of_another(trigger, place, expression)
        ]
        return days[0] if days else None

    def _is_of_another(self, trigger: Token, place: int, expression: DateExpression) -> bool:
        """Whether the act of another clause has a date, or stands between it and the trigger."""
        above = {trigger.i, *(t.i for t in trigger.ancestors)}
        owners = [i for i, told in self._of.items() if told[0] == expression]
        doc = trigger.doc
        return any(
            i not in above and trigger.i not in {t.i for t in doc[i].ancestors} for i in owners
        ) or any(trigger.i < i < place and i not in above for i in self._of)

    def effect_to_come(self, trigger: Token) -> bool:
        """Whether a sentence tells a day after that of the text on which the act takes effect: "voted on
        Monday to suspend it with effect from 1 July"."""
        if self.today is None:
            return False
        for place, (expression, anchor) in self._places.items():
            near = trigger.sent.start <= place < trigger.sent.end and trigger.i < place
            if not near or expression not in self._effects | self._later:
                continue
            day = self._resolved(expression, anchor)
            if day is not None and day.first > self.today.last:
                return True
        return False

    def _resolved(
        self, expression: DateExpression, anchor: PartialDate | None
    ) -> PartialDate | None:
        soon = self._is_soon(expression) or expression in self._ahead
        soon = soon or (expression in self._present and self._is_near(expression))
        return resolve_date(expression, self.today, anchor=anchor, future=soon)

    def _is_soon(self, expression: DateExpression) -> bool:
        """Whether the next day of "effective January 1" is nearer to the day of the text than the last."""
        if expression not in self._effects | self._later or self.today is None:
            return False
        return self._is_near(expression)

    def _is_near(self, expression: DateExpression) -> bool:
        """Whether the next day that a date without a year may mean is nearer than the last."""
        if self.today is None:
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
