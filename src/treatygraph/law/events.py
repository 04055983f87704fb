"""What happened between a state and a treaty or body, as the machine of `derive` takes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from treatygraph.law.rules import EventKind
from treatygraph.model import PartialDate

# Rows and claims of one kind that are further apart than this, with nothing between, are two events.
_ONE_EVENT = dt.timedelta(days=6 * 366)
_MONTH = dt.timedelta(days=31)
_STEPS = frozenset((EventKind.DOMESTIC, EventKind.ANNOUNCEMENT))
_IN = frozenset((EventKind.CONSENT, EventKind.ENTRY, EventKind.JOINING))


class Origin(Enum):
    """On whose word an event stands."""

    RECORD = "record"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. It happened on a day between ``first`` and ``last``, both included.

    ``date`` is what is told. ``basis`` are the keys of the rows and claims behind it. ``certain`` is False
    where it is not told whether the date is that of a notice or of its effect. ``effective`` is the
    day of effect that a notice names. ``also`` are the keys of claims that tell the same and give another date.
    """

    kind: EventKind
    date: PartialDate
    basis: tuple[str, ...]
    origin: Origin
    first: dt.date
    last: dt.date
    certain: bool = True
    effective: PartialDate | None = None
    also: tuple[str, ...] = ()

    @classmethod
    def on(
        cls,
        kind: EventKind,
        date: PartialDate,
        basis: Iterable[str],
        origin: Origin = Origin.RECORD,
        *,
        certain: bool = True,
        effective: PartialDate | None = None,
    ) -> Event:
        """An event on a date: on one of its days, where it is a month or a year."""
        return cls(kind, date, tuple(basis), origin, date.first, date.last, certain, effective)

    @property
    def is_exact(self) -> bool:
        """Whether its day is known."""
        return self.first == self.last

    def may_be(self, other: Event) -> bool:
        """Whether both can be the same event: their days overlap."""
        return self.first <= other.last and other.first <= self.last


def united(record: Iterable[Event], texts: Iterable[Event]) -> list[Event]:
    """The events of the record, and of the texts those that the record has not, in order of time.

    What a text tells and the record has too is added to the record's event as its basis (``also``, where
    the dates differ): the record's date stands, but for one that is less precise.
    """
    found = _absorbed(sorted(record, key=_order))
    told = sorted(texts, key=_order)
    known = [*found, *told]
    for event in told:
        place = _same(found, event, known)
        if place is None:
            found.append(event)
        else:
            found[place] = _merged(found[place], event)
    return sorted(found, key=_order)


def _order(event: Event) -> tuple[dt.date, int, dt.date, tuple[str, ...]]:
    return (event.first, event.kind.rank, event.last, event.basis)


def _absorbed(events: list[Event]) -> list[Event]:
    """Rows of the record of which one only knows more roughly what another knows exactly are one event."""
    exact = [event for event in events if event.is_exact]
    for rough in (event for event in events if not event.is_exact):
        place = _same(exact, rough, exact)
        if place is None:
            exact.append(rough)
        else:
            exact[place] = replace(exact[place], basis=(*exact[place].basis, *rough.basis))
    return exact


def _same(events: list[Event], event: Event, known: list[Event]) -> int | None:
    """Which of the events a further one is, if any: of its sort, the nearest in time, and nothing that is
    ``known`` undone between."""
    best: tuple[dt.timedelta, int] | None = None
    for place, other in enumerate(events):
        if not _of_one_sort(other, event) or _undone_between(known, other, event):
            continue
        apart = abs(other.first - event.first)
        # One is bound once, until one leaves: however far apart, a consent that a text tells is the known one.
        once = event.kind in _IN and event.origin is Origin.TEXTS
        told_twice = other.origin is Origin.TEXTS or event.kind in _STEPS
        near = other.may_be(event) or (not told_twice and (once or apart <= _ONE_EVENT))
        if near and (best is None or apart < best[0]):
            best = (apart, place)
    return best[1] if best else None


def _of_one_sort(known: Event, new: Event) -> bool:
    if known.kind is new.kind:
        return known.certain or not new.certain or known.origin is new.origin
    if {
        known.kind,
        new.kind,
    } <= _IN:  # a year of membership, and the day of the consent that began it
        from_texts = known.origin is Origin.RECORD and new.origin is Origin.TEXTS
        return from_texts or (known.origin is new.origin and not new.is_exact)
    # "withdrew on …", where the record has the effect of it: the same exit, told at its notice or its effect.
    ambiguous = new.kind is EventKind.NOTICE and not new.certain
    return ambiguous and known.kind is EventKind.OUT and new.first - _MONTH <= known.last


def _undone_between(events: list[Event], one: Event, other: Event) -> bool:
    start, end = sorted((one.first, other.first))
    if one.kind in _IN:
        ends: tuple[EventKind, ...] = (EventKind.OUT, EventKind.NOTICE)
    elif one.kind in (EventKind.OUT, EventKind.NOTICE):
        ends = (EventKind.CONSENT, EventKind.JOINING, EventKind.ENTRY, EventKind.REVOCATION)
    else:
        return False
    return any(
        each.kind in ends and start < each.first and each.last < end
        for each in events
        if each is not one and each is not other
    )


def _merged(known: Event, told: Event) -> Event:
    if known.kind is told.kind and not known.is_exact and known.may_be(told) and told.is_exact:
        return replace(
            told, basis=(*known.basis, *told.basis), origin=known.origin, also=known.also
        )
    agree = known.kind is not told.kind or known.may_be(told)
    if agree:
        return replace(
            known,
            basis=(*known.basis, *told.basis),
            effective=known.effective or told.effective,
            also=(*known.also, *told.also),
        )
    return replace(known, also=(*known.also, *told.basis, *told.also))
