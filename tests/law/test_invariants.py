"""What holds for every history, however odd: invented events in any number and order."""

from __future__ import annotations

import datetime as dt
import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatygraph.law.derive import derive
from treatygraph.law.events import Event, Origin
from treatygraph.law.periods import Counting, Duration
from treatygraph.law.rules import EventKind
from treatygraph.law.standings import Interval, Standing
from treatygraph.law.terms import EntryClause, ExitClause, ExitKind, Terms
from treatygraph.model import PartialDate

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2030, 12, 31))
DATES = st.one_of(
    DAYS.map(PartialDate.of),
    DAYS.map(lambda day: PartialDate(day.year, day.month)),
    DAYS.map(lambda day: PartialDate(day.year)),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    told = draw(st.lists(st.tuples(st.sampled_from(EventKind), DATES), max_size=8))
    return [Event.on(kind, date, (f"record/{n}",)) for n, (kind, date) in enumerate(told)]


PERIODS = st.sampled_from(
    (Duration(90, "D"), Duration(1, "M"), Duration(3, "M"), Duration(6, "M"), Duration(1, "Y"))
)
ENTRIES = st.builds(
    EntryClause,
    st.just("treaty/xts-1/entry"),
    st.just("9"),
    st.none() | PERIODS,
    st.sampled_from(Counting),
)
EXITS = st.builds(
    ExitClause,
    st.just("treaty/xts-1/exit"),
    st.just("20"),
    st.sampled_from(ExitKind),
    st.none() | PERIODS,
    st.sampled_from(Counting),
    later_named=st.booleans(),
    not_before=st.none() | PERIODS,
    held_over=st.sampled_from(("", "armed conflict")),
    term=st.none() | PERIODS,
    term_next=st.none() | PERIODS,
)
TERMS = st.builds(
    Terms,
    st.sampled_from(("treaty/xts-1", "treaty/xts-2")),
    is_body=st.booleans(),
    in_force=st.none() | DATES,
    ended=st.none() | DATES,
    entry=st.none() | ENTRIES,
    exit=st.none() | EXITS,
    bare_notice=st.none() | st.just(Duration(6, "M")) | st.just(Duration(1, "Y")),
)


def intervals(terms: Terms, events: list[Event]) -> tuple[Interval, ...]:
    return derive("state/ARV", terms, events).intervals


@given(TERMS, histories())
def test_intervals_of_one_pair_come_in_order_and_do_not_overlap(
    terms: Terms, events: list[Event]
) -> None:
    found = intervals(terms, events)
    for each in found:
        assert each.end is None or each.start < each.end
    for one, other in itertools.pairwise(found):
        assert one.end is not None
        assert one.end <= other.start


@given(TERMS, histories(), DAYS)
def test_a_day_has_one_standing_at_most(terms: Terms, events: list[Event], day: dt.date) -> None:
    assert len([each for each in intervals(terms, events) if each.covers(day)]) <= 1


@given(TERMS, histories())
def test_no_interval_rests_on_nothing(terms: Terms, events: list[Event]) -> None:
    for each in intervals(terms, events):
        assert each.basis
        assert each.rule
        assert each.article


@given(TERMS, histories(), st.randoms(use_true_random=False))
def test_the_order_of_telling_never_matters(
    terms: Terms, events: list[Event], dice: random.Random
) -> None:
    shuffled = list(events)
    dice.shuffle(shuffled)
    assert intervals(terms, shuffled) == intervals(terms, events)


@given(TERMS, histories(), st.sampled_from((EventKind.DOMESTIC, EventKind.ANNOUNCEMENT)), DATES)
def test_steps_at_home_and_announcements_change_nothing(
    terms: Terms, events: list[Event], kind: EventKind, date: PartialDate
) -> None:
    told = Event.on(kind, date, ("claim/later",), Origin.TEXTS)
    after, before = intervals(terms, [*events, told]), intervals(terms, events)
    assert standings(after) == standings(before)


def standings(found: tuple[Interval, ...]) -> list[tuple[object, ...]]:
    return [(i.standing, i.start, i.end, i.certain) for i in found]


# A consent and a notice reach forward to a day of effect that a later event may move; the rest acts at once.
AT_ONCE = [kind for kind in EventKind if kind not in (EventKind.CONSENT, EventKind.NOTICE)]


@given(TERMS, st.lists(st.tuples(st.sampled_from(AT_ONCE), DAYS), max_size=8), st.data())
def test_what_happens_later_does_not_change_the_days_before(
    terms: Terms, told: list[tuple[EventKind, dt.date]], data: st.DataObject
) -> None:
    events = [
        Event.on(kind, PartialDate.of(day), (f"record/{number}",))
        for number, (kind, day) in enumerate(told)
    ]
    later = data.draw(DAYS)
    new = Event.on(data.draw(st.sampled_from(AT_ONCE)), PartialDate.of(later), ("record/new",))
    day = data.draw(st.dates(dt.date(1949, 1, 1), later - dt.timedelta(days=1)))

    def on(found: tuple[Interval, ...]) -> object:
        return next((i.standing for i in found if i.covers(day)), None)

    assert on(intervals(terms, [*events, new])) == on(intervals(terms, events))


@given(TERMS, st.lists(st.tuples(st.sampled_from(EventKind), DATES), max_size=6), st.data())
def test_the_past_changes_only_with_a_record_of_why(
    terms: Terms, told: list[tuple[EventKind, PartialDate]], data: st.DataObject
) -> None:
    """A later event leaves the days before it as they were, unless an interval rests on it: a recorded entry
    or exit settles what the clause alone left uncertain, or counted otherwise. What was certain before, only
    such a recorded effect can change."""
    events = [Event.on(kind, day, (f"record/{number}",)) for number, (kind, day) in enumerate(told)]
    later = data.draw(DAYS)
    new = Event.on(data.draw(st.sampled_from(EventKind)), PartialDate.of(later), ("record/new",))
    day = data.draw(st.dates(dt.date(1949, 1, 1), later - dt.timedelta(days=1)))
    with_it = intervals(terms, [*events, new])

    def on(found: tuple[Interval, ...]) -> tuple[Standing, bool] | None:
        return next(((i.standing, i.certain) for i in found if i.covers(day)), None)

    before, after = on(intervals(terms, events)), on(with_it)
    if after != before:
        assert any("record/new" in each.basis for each in with_it)
        certain = before is not None and before[1]
        assert not certain or new.kind in (EventKind.ENTRY, EventKind.OUT)


@pytest.mark.parametrize("day", ["2000-05-31", "2000-06-01"])
def test_a_day_is_bound_exactly_when_a_binding_interval_covers_it(day: str) -> None:
    events = [Event.on(EventKind.ENTRY, PartialDate(2000, 6, 1), ("record/1",))]
    found = intervals(Terms("treaty/xts-1"), events)
    asked = dt.date.fromisoformat(day)
    assert any(i.covers(asked) for i in found) is (asked >= dt.date(2000, 6, 1))
