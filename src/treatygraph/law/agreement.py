"""Whether a row of the official record tells what a claim tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from treatygraph.law.told import Told
from treatygraph.model import ActKind, PartialDate, Status
from treatygraph.record import CONSENTS, RecordAction, RecordRow

_CONSENT = frozenset((*CONSENTS, RecordAction.ENTRY_INTO_FORCE, RecordAction.MEMBERSHIP))
EXITS = frozenset((RecordAction.WITHDRAWAL, RecordAction.NOTIFICATION))
"""What the record has of an exit, beside the end of a membership."""

ROWS_FOR: dict[ActKind, frozenset[RecordAction]] = {
    ActKind.SIGNATURE: frozenset((RecordAction.SIGNATURE,)),
    ActKind.RATIFICATION: _CONSENT,
    ActKind.ACCESSION: _CONSENT,
    ActKind.JOINING: _CONSENT,
    ActKind.ENTRY_INTO_FORCE: frozenset((RecordAction.ENTRY_INTO_FORCE,)),
    ActKind.WITHDRAWAL: EXITS,
    ActKind.LEAVING: EXITS,
    ActKind.EXPULSION: EXITS,
}
"""Which rows can be the act of a claim."""

# Memberships of before 1965 are told to five years.
_COARSE = ("cow-igo-v3", 1965, 4)


@dataclass(frozen=True)
class Agreement:
    """The rows that have what a claim says, and where there are none, the one that comes nearest: it has the same act
    with another date."""

    confirming: tuple[RecordRow, ...] = ()
    contradicting: RecordRow | None = None


def can_be(row: RecordRow, kind: ActKind) -> bool:
    """Whether a row can be an act of this kind."""
    actions = ROWS_FOR[kind]
    return row.action in actions or (actions is EXITS and row.until is not None)


def date_for(row: RecordRow, kind: ActKind) -> PartialDate | None:
    """The date that a row has for an act of this kind: of a membership that ended, an exit is its end."""
    if ROWS_FOR[kind] is EXITS and row.action is RecordAction.MEMBERSHIP:
        return row.until
    return row.date


def agrees(date: PartialDate, row: RecordRow, told: PartialDate) -> bool:
    """Whether a row's date and a claim's can be one: as far as both are known, and as exact as the source is."""
    source, before, years = _COARSE
    if row.source == source and date.year < before:
        return abs(told.year - date.year) <= years
    return date.agrees_with(told)


def agreement(claim: Told, rows: Iterable[RecordRow]) -> Agreement:
    """What the record has of an act that a claim tells as done, with its date: ``rows`` are those of its party with
    its object, and with what is the same for parties, a body or its constitution."""
    told = claim.date
    if told is None or claim.status is not Status.DONE or claim.kind not in ROWS_FOR:
        return Agreement()
    dated = [
        (row, date)
        for row in rows
        if row.kept and can_be(row, claim.kind)
        if (date := date_for(row, claim.kind)) is not None
    ]
    confirming = [row for row, date in dated if agrees(date, row, told)]
    if confirming or not dated:
        return Agreement(tuple(sorted(confirming, key=lambda row: row.key)))
    nearest, _ = min(dated, key=lambda each: (abs((each[1].first - told.first).days), each[0].key))
    return Agreement((), nearest)
