"""Which row of the record tells what a claim tells, and which one speaks against it."""

from __future__ import annotations

import pytest

from treatygraph.law.agreement import agreement
from treatygraph.law.told import Told
from treatygraph.model import ActKind, PartialDate, Status
from treatygraph.record import RecordAction, RecordRow


def claim(kind: ActKind, date: str | None, status: Status = Status.DONE) -> Told:
    day = PartialDate.parse(date) if date else None
    return Told("claim/c", "document/d", "", kind, "state/ARV", "treaty/rivers", status, day)


def row(
    action: RecordAction,
    date: str,
    *,
    until: str | None = None,
    source: str = "gazette",
    kept: bool = True,
) -> RecordRow:
    return RecordRow(
        party="state/ARV",
        object="treaty/rivers",
        action=action,
        date=PartialDate.parse(date),
        source=source,
        until=PartialDate.parse(until) if until else None,
        kept=kept,
    )


SIGNED = row(RecordAction.SIGNATURE, "2006-05-01")
BOUND = row(RecordAction.ACCEPTANCE, "2009-03-01")
FORCE = row(RecordAction.ENTRY_INTO_FORCE, "2009-06-01")
SEAT = row(RecordAction.MEMBERSHIP, "1990-01-01", until="2001-12-31")
COARSE = row(RecordAction.MEMBERSHIP, "1950", until="1960", source="cow-igo-v3")
ROWS = (SIGNED, BOUND, FORCE)


@pytest.mark.parametrize(
    ("kind", "date", "rows", "confirming", "contradicting"),
    [
        (ActKind.SIGNATURE, "2006", ROWS, (SIGNED,), None),
        # A consent has many names, and is told by the day on which it binds, too.
        (ActKind.RATIFICATION, "2009-03-01", ROWS, (BOUND,), None),
        (ActKind.RATIFICATION, "2009", ROWS, (BOUND, FORCE), None),
        (ActKind.ACCESSION, "2009-06", ROWS, (FORCE,), None),
        # No row has the year: the one that comes nearest speaks against the claim.
        (ActKind.RATIFICATION, "2008-12-24", ROWS, (), BOUND),
        (ActKind.RATIFICATION, "2011", ROWS, (), FORCE),
        # The end of a membership is an exit, its beginning none.
        (ActKind.LEAVING, "2001", (SEAT,), (SEAT,), None),
        (ActKind.EXPULSION, "1990", (SEAT,), (), SEAT),
        (ActKind.JOINING, "1990", (SEAT,), (SEAT,), None),
        (ActKind.LEAVING, "2009", ROWS, (), None),
        # A source that looks at every fifth year is late by up to four.
        (ActKind.JOINING, "1946", (COARSE,), (COARSE,), None),
        (ActKind.JOINING, "1945", (COARSE,), (), COARSE),
        # What the record does not have says nothing, and neither does a row that was set aside.
        (ActKind.RATIFICATION, "2009", (SIGNED,), (), None),
        (ActKind.RATIFICATION, "2009", (row(RecordAction.RATIFICATION, "2009", kept=False),), (), None),
        (ActKind.RESERVATION, "2009", ROWS, (), None),
        (ActKind.RATIFICATION, None, ROWS, (), None),
    ],
)  # fmt: skip
def test_agreement(
    kind: ActKind,
    date: str | None,
    rows: tuple[RecordRow, ...],
    confirming: tuple[RecordRow, ...],
    contradicting: RecordRow | None,
) -> None:
    found = agreement(claim(kind, date), rows)
    assert set(found.confirming) == set(confirming)
    assert found.contradicting == contradicting


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.UNDERWAY, Status.NOT_DONE])
def test_only_what_is_done_is_compared(status: Status) -> None:
    found = agreement(claim(ActKind.RATIFICATION, "2009", status), ROWS)
    assert not found.confirming
    assert found.contradicting is None
