"""Rows of the official record, as events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from treatygraph.law.events import Event
from treatygraph.law.rules import EventKind
from treatygraph.record import MembershipStatus, RecordAction, RecordRow

# "definitive signature (consent to be bound)", "signature without reservation as to ratification" (VCLT 12)
_BINDING_SIGNATURES = ("definitive signature", "signature without reservation")
# The Correlates of War data look at every fifth year before 1965: a membership is seen up to four years late.
_COARSE_SOURCE, _COARSE_BEFORE, _COARSE_YEARS = "cow-igo-v3", 1965, 4

_EVENTS = {
    RecordAction.SIGNATURE: EventKind.SIGNATURE,
    RecordAction.RATIFICATION: EventKind.CONSENT,
    RecordAction.ACCESSION: EventKind.CONSENT,
    RecordAction.ACCEPTANCE: EventKind.CONSENT,
    RecordAction.APPROVAL: EventKind.CONSENT,
    RecordAction.SUCCESSION: EventKind.CONSENT,
    RecordAction.PROVISIONAL_APPLICATION: EventKind.PROVISIONAL,
    RecordAction.ENTRY_INTO_FORCE: EventKind.ENTRY,
    RecordAction.NOTIFICATION: EventKind.NOTICE,
    RecordAction.WITHDRAWAL: EventKind.OUT,
}
_MEMBERSHIPS = {
    None: EventKind.JOINING,
    MembershipStatus.FULL: EventKind.JOINING,
    MembershipStatus.ASSOCIATE: EventKind.ASSOCIATION,
    MembershipStatus.OBSERVER: EventKind.OBSERVATION,
}


def record_events(rows: Iterable[RecordRow], *, is_body: bool) -> list[Event]:
    """The events that the kept rows of one party tell; rows of the body's founding treaty, and of the
    treaty's body, may be among them: they are read as what they are for the other."""
    kept = [row for row in rows if row.kept]
    has_entry = any(row.action is RecordAction.ENTRY_INTO_FORCE for row in kept)
    return [event for row in kept for event in _of_row(row, is_body, has_entry)]


def _of_row(row: RecordRow, is_body: bool, has_entry: bool) -> Iterator[Event]:
    basis = (row.key,)
    if row.action is RecordAction.MEMBERSHIP:
        kind = _MEMBERSHIPS[row.membership]
        if not is_body:
            kind = EventKind.ENTRY
        yield _widened(Event.on(kind, row.date, basis), row, before=True)
        if row.until is not None:
            yield _widened(Event.on(EventKind.OUT, row.until, basis), row, before=False)
        return
    if row.action is RecordAction.SIGNATURE and row.note.startswith(_BINDING_SIGNATURES):
        yield Event.on(EventKind.JOINING if is_body else EventKind.CONSENT, row.date, basis)
        return
    kind = _EVENTS[row.action]
    if is_body:
        if kind is EventKind.SIGNATURE or (kind is EventKind.CONSENT and has_entry):
            return  # who signed, or whose consent is not in force yet, is no member
        if kind in (EventKind.CONSENT, EventKind.ENTRY):
            kind = EventKind.JOINING
    yield Event.on(kind, row.date, basis)


def _widened(event: Event, row: RecordRow, *, before: bool) -> Event:
    if row.source != _COARSE_SOURCE or event.date.year >= _COARSE_BEFORE:
        return event
    if before:
        return replace(event, first=dt.date(event.date.year - _COARSE_YEARS, 1, 1))
    return replace(event, last=dt.date(event.date.year + _COARSE_YEARS, 12, 31))
