"""From events and terms to standings: a machine whose rules are data (`rules`).

Events come in order of time. A consent brings about an entry into force and a notice an exit, on the day
that the treaty's clause gives; they are put among the events to come. Where a day is not known, the days on
which it may have been make an interval that is not certain.
"""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from treatygraph.law.events import Event
from treatygraph.law.periods import Duration, effect_day
from treatygraph.law.rules import EventKind, Rule, Rules, load_rules
from treatygraph.law.standings import Interval, Standing
from treatygraph.law.terms import ExitKind, Terms
from treatygraph.model import PartialDate

_ONE_DAY = dt.timedelta(days=1)
# Clauses give late joiners between nothing and half a year: VCLT 24(3) tells the earliest day, this the latest.
_LONGEST_WAIT = Duration(6, "M")
# VCLT 56(2): not less than twelve months' notice, where an exit is allowed at all.
_WITHOUT_CLAUSE = Duration(12, "M")
# How a period rounds that is known without its clause: to the first of the month after, at the latest.
_ROUNDING = Duration(1, "M")
# A recorded exit this long after a notice is what the notice led to.
_LONGEST_NOTICE = Duration(3, "Y")
_LAST_DAY = dt.date.max
# An exit so close to the counted day is the one that was counted.
_ROUGHLY = dt.timedelta(days=45)
_BOUND_BY_EVENTS = frozenset((EventKind.ENTRY, EventKind.JOINING))


@dataclass(frozen=True, slots=True)
class Step:
    """What one event did: the standing before and after, and the rule. The same for a step that did nothing."""

    day: dt.date
    told: PartialDate
    kind: EventKind
    before: Standing | None
    after: Standing | None
    certain: bool
    rule: str
    article: str
    basis: tuple[str, ...]
    also: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Derived:
    """The intervals of one party and object, in order, and the steps that led to them."""

    intervals: tuple[Interval, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """The days on which a state exists: from ``since`` until before ``until``."""

    since: dt.date = dt.date.min
    until: dt.date = _LAST_DAY


ALWAYS = Life()


@dataclass(slots=True)
class _Change:
    """An event as it comes up: on a day from which it has, or may have, happened."""

    day: dt.date
    kind: EventKind
    certain: bool
    told: PartialDate
    basis: tuple[str, ...]
    also: tuple[str, ...] = ()
    event: Event | None = None
    article: str = ""
    note: str = ""
    spell: int | None = None


@dataclass(slots=True)
class _Machine:
    party: str
    terms: Terms
    rules: Rules
    recorded: list[Event]
    heap: list[tuple[dt.date, int, bool, int, _Change]] = field(default_factory=list)
    count: itertools.count[int] = field(default_factory=itertools.count)
    steps: list[Step] = field(default_factory=list)
    intervals: list[Interval] = field(default_factory=list)
    standing: Standing | None = None
    certain: bool = True
    via: EventKind | None = None
    party_since: dt.date | None = None
    superseded: set[Event] = field(default_factory=set)
    spell: int = 0  # counts what cancels an effect to come: a new consent, a notice taken back

    def push(self, change: _Change) -> None:
        # What is not certain comes before what is: a doubt does not undo what is known on the same day.
        item = (change.day, change.kind.rank, change.certain, next(self.count), change)
        heapq.heappush(self.heap, item)

    def announce(self, event: Event) -> None:
        """Puts an event among those to come."""
        parts = {"told": event.date, "basis": event.basis, "also": event.also, "event": event}
        if event.is_exact or not event.certain:
            self.push(_Change(event.first, event.kind, event.certain, **parts))  # type: ignore[arg-type]
            return
        self.push(_Change(event.first, event.kind, False, **parts))  # type: ignore[arg-type]
        self.push(_Change(event.last + _ONE_DAY, event.kind, True, **parts))  # type: ignore[arg-type]

    def run(self) -> None:
        while self.heap:
            change = heapq.heappop(self.heap)[-1]
            if change.spell is not None and change.spell != self.spell:
                continue
            if change.event in self.superseded:
                continue
            self.take(change)

    def take(self, change: _Change) -> None:
        if not self.certain and change.certain and change.kind is self.via:
            self.enter(self.standing, change, self.rules[self.intervals[-1].rule])
            self.after(change)
            return
        rule = self.rules.find(self.terms.is_body, change.kind, self.standing)
        if rule is None:
            return
        clause = self.terms.exit
        if (
            rule.on is EventKind.NOTICE
            and clause is not None
            and clause.kind is ExitKind.NONE
            and rule.to is Standing.WITHDRAWING
        ):
            self.note(change, self.standing, rule, clause.article, "no exit")
            return
        if rule.to is None:
            self.note(change, self.standing, rule)
            return
        self.enter(rule.to, change, rule)
        self.after(change)

    def enter(self, standing: Standing | None, change: _Change, rule: Rule) -> None:
        self.note(change, standing, rule)
        if self.intervals and self.intervals[-1].end is None:
            self.close(change.day)
        self.standing, self.certain, self.via = standing, change.certain, change.kind
        if standing is None:
            return
        if standing in (Standing.PARTY, Standing.MEMBER) and self.party_since is None:
            self.party_since = change.day
        if standing in (Standing.FORMER_PARTY, Standing.FORMER_MEMBER):
            self.party_since = None
        self.intervals.append(
            Interval(
                self.party,
                self.terms.object,
                standing,
                change.day,
                None,
                change.certain,
                change.told,
                rule.id,
                change.article or rule.article,
                change.basis,
            )
        )

    def close(self, day: dt.date) -> None:
        last = self.intervals.pop()
        if last.start < day:
            self.intervals.append(replace(last, end=day))

    def note(
        self,
        change: _Change,
        after: Standing | None,
        rule: Rule,
        article: str = "",
        note: str = "",
    ) -> None:
        self.steps.append(
            Step(
                change.day,
                change.told,
                change.kind,
                self.standing,
                after,
                change.certain,
                rule.id,
                article or change.article or rule.article,
                change.basis,
                change.also,
                note or change.note,
            )
        )

    def after(self, change: _Change) -> None:
        """What follows from a change by the treaty's own terms."""
        if change.event is None:
            return
        if change.kind is EventKind.CONSENT and self.standing is Standing.CONTRACTING_STATE:
            if change.certain and not change.event.is_exact:
                return  # its days of entry were counted when it was first possible
            self.spell += 1
            self.plan_entry(change.event)
        elif change.kind is EventKind.NOTICE and self.standing is Standing.WITHDRAWING:
            if change.certain and not change.event.is_exact:
                return
            self.spell += 1
            self.plan_exit(change.event)
        elif change.kind in (EventKind.REVOCATION, EventKind.OUT):
            self.spell += 1

    def plan(
        self,
        kind: EventKind,
        first: dt.date,
        last: dt.date,
        event: Event,
        article: str,
        note: str = "",
        clause: str = "",
    ) -> None:
        """An effect to come: it may be there from ``first``, and is from ``last`` on."""
        basis = (*event.basis, clause) if clause else event.basis
        for day, certain in ((first, False), (last, True)) if first < last else ((last, True),):
            told = PartialDate.of(day)
            self.push(_Change(day, kind, certain, told, basis, (), None, article, note, self.spell))

    def plan_entry(self, event: Event) -> None:
        leaving = (EventKind.OUT, EventKind.NOTICE)
        exits = [e.first for e in self.recorded if e.kind in leaving and e.first > event.last]
        limit = min(exits, default=_LAST_DAY)
        if any(
            e.kind is EventKind.ENTRY and e.certain and event.first <= e.last and e.first < limit
            for e in self.recorded
        ):
            return  # told, not counted
        force, clause = self.terms.in_force, self.terms.entry
        if force is None:
            return
        if clause is not None and clause.after is not None:
            first = max(force.first, effect_day(event.first, clause.after, clause.counting))
            last = max(force.last, effect_day(event.last, clause.after, clause.counting))
            self.plan(EventKind.ENTRY, first, last, event, clause.article, "", clause.key)
            return
        first = max(force.first, event.first)
        last = max(force.last, _LONGEST_WAIT.after(event.last))
        if _LONGEST_WAIT.after(event.last) <= force.first:
            last = force.last  # long before the treaty entered into force: with it
        self.plan(EventKind.ENTRY, first, last, event, "VCLT 24(3)", "no clause")

    def plan_exit(self, event: Event) -> None:
        clause = self.terms.exit
        if clause is not None and clause.kind is ExitKind.TERMS:
            self.plan_end_of_term(event)
            return
        first = clause.effect(self.earliest(event.first)) if clause is not None else None
        last = clause.effect(self.earliest(event.last)) if clause is not None else None
        if self.is_told(event, first):
            return
        named = event.effective
        if named is not None and named.first >= event.first and not _within(named, first):
            if named.first == named.last:
                self.plan(EventKind.OUT, named.first, named.last, event, "VCLT 70", "named")
            else:
                later = named.last + _ONE_DAY
                self.plan(EventKind.OUT, named.first, later, event, "VCLT 70", "named")
            return
        if clause is not None and first is not None and last is not None:
            self.plan(EventKind.OUT, first, last, event, clause.article, "", clause.key)
            return
        if self.terms.bare_notice is not None:
            first = self.terms.bare_notice.after(event.first)
            last = _ROUNDING.after(self.terms.bare_notice.after(event.last))
            self.plan(EventKind.OUT, first, last, event, "VCLT 54", "rounding")
            return
        # VCLT 56: whether one can leave at all is open, and how long one has to wait if so.
        day = _WITHOUT_CLAUSE.after(event.first)
        told = PartialDate.of(day)
        change = _Change(
            day,
            EventKind.OUT,
            False,
            told,
            event.basis,
            (),
            None,
            "VCLT 56",
            "no clause",
            self.spell,
        )
        self.push(change)

    def is_told(self, event: Event, counted: dt.date | None) -> bool:
        """Whether the exit that a notice led to is told. One that is told by the year alone, and that the clause
        counts to a day of it or right behind, gives way to the counted day."""
        horizon = _LONGEST_NOTICE.after(event.first)
        outs = [
            e
            for e in self.recorded
            if e.kind is EventKind.OUT and event.first <= e.last and e.first <= horizon
        ]
        for out in outs:
            if out.is_exact or counted is None or not _within(out.date, counted):
                return True
            self.superseded.add(out)
        return False

    def earliest(self, received: dt.date) -> dt.date:
        """The day from which a notice counts: no earlier than the clause lets one be given."""
        clause = self.terms.exit
        if clause is None or clause.not_before is None or self.party_since is None:
            return received
        return max(received, clause.not_before.after(self.party_since))

    def plan_end_of_term(self, event: Event) -> None:
        clause, force = self.terms.exit, self.terms.in_force
        if clause is None or clause.term is None or force is None:
            return
        needed = clause.notice.after(event.last) if clause.notice is not None else event.last
        end = clause.term.after(force.first)
        following = clause.term_next or clause.term
        while end < needed:
            end = following.after(end)
        self.plan(EventKind.OUT, end, end, event, clause.article, "", clause.key)


def derive(
    party: str,
    terms: Terms,
    events: Iterable[Event],
    life: Life = ALWAYS,
    rules: Rules | None = None,
) -> Derived:
    """The standings of a party that follow from events, each interval with its rule and basis.

    Intervals do not overlap and are in order; days without a standing lie in none. The order of ``events``
    does not matter.
    """
    listed = sorted(events, key=lambda e: (e.first, e.kind.rank, e.last, e.basis))
    listed = [_made_clear(event, listed, terms) for event in listed]
    machine = _Machine(party, terms, rules or load_rules(), listed)
    for event in listed:
        machine.announce(event)
    if terms.ended is not None:
        machine.announce(Event.on(EventKind.END, terms.ended, (terms.object,)))
    machine.run()
    return Derived(tuple(within(life, machine.intervals)), tuple(machine.steps))


def _made_clear(event: Event, events: Iterable[Event], terms: Terms) -> Event:
    """ "Withdrew on a day" is a notice of that day, where the exit is known to have come when the clause counts
    it from there."""
    if event.kind is not EventKind.NOTICE or event.certain or terms.exit is None:
        return event
    counted = terms.exit.effect(event.first)
    outs = (e for e in events if e.kind is EventKind.OUT)
    if counted is not None and any(abs(e.first - counted) <= _ROUGHLY for e in outs):
        return replace(event, certain=True)
    return event


def _within(date: PartialDate, day: dt.date | None) -> bool:
    """Whether a day is one of those of a date that is less precise, or right behind it."""
    rough = date.first < date.last
    return day is not None and rough and date.first <= day <= date.last + _ONE_DAY


def within(life: Life, intervals: Iterable[Interval]) -> Iterable[Interval]:
    """The intervals as far as the state exists: what it took over counts from its beginning."""
    for each in intervals:
        start, end = max(each.start, life.since), min(each.end or _LAST_DAY, life.until)
        if start >= end:
            continue
        told = each.told if start == each.start else PartialDate.of(start)
        until = None if end == _LAST_DAY else end
        yield replace(each, start=start, end=until, told=told)
