"""A row of the official record: one act, or one membership, that a source lists. No sentence stands behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from treatygraph.model import PartialDate


class RecordAction(Enum):
    """What a row says that happened, in the words of depositaries' lists."""

    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    ACCESSION = "accession"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    SUCCESSION = "succession"
    PROVISIONAL_APPLICATION = "provisional-application"
    ENTRY_INTO_FORCE = "entry-into-force"
    NOTIFICATION = "notification-of-withdrawal"
    WITHDRAWAL = "withdrawal"
    MEMBERSHIP = "membership"

    @property
    def is_consent(self) -> bool:
        """Whether it expresses the consent to be bound (VCLT 11): in force or not is another matter."""
        return self in CONSENTS


CONSENTS = frozenset(
    (
        RecordAction.RATIFICATION,
        RecordAction.ACCESSION,
        RecordAction.ACCEPTANCE,
        RecordAction.APPROVAL,
        RecordAction.SUCCESSION,
    )
)


class MembershipStatus(Enum):
    """How far the rights of a member go."""

    FULL = "full"
    ASSOCIATE = "associate"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row of a table of participation or membership.

    ``party`` and ``object`` are keys of the catalogue (``state/RUS``, ``treaty/cets-126``, ``body/nato``).
    ``date`` is when the act was done, the entry into force for that party, the day a withdrawal took
    effect, or the first year of a membership; ``until`` is a membership's last year, None while it
    lasts. ``source`` and ``also_in`` are names of sources (``un-mtdsg-2015``); those of ``also_in`` give
    the same date. ``kept`` is False for a row that another source's row was preferred to; ``against`` is the
    key of that row.
    """

    party: str
    object: str
    action: RecordAction
    date: PartialDate
    source: str
    until: PartialDate | None = None
    membership: MembershipStatus | None = None
    also_in: tuple[str, ...] = ()
    note: str = ""
    kept: bool = True
    against: str | None = None

    @property
    def key(self) -> str:
        """Identifies the row by what it says and who says it: ``record/RUS/cets-126/ratification/1998-05-05/…``."""
        party, target = self.party.rpartition("/")[2], self.object.rpartition("/")[2]
        rest = f"{self.action.value}/{self.date}/{self.source}"
        status = self.membership
        extra = f"/{status.value}" if status not in (None, MembershipStatus.FULL) else ""
        return f"record/{party}/{target}/{rest}{extra}"


def joined(rows: Iterable[RecordRow]) -> list[RecordRow]:
    """The rows, each fact once, sorted by key: what several sources say alike is one row that names them all.

    The first row's source stays its source. A kept row wins over one that was set aside.
    """
    found: dict[tuple[object, ...], RecordRow] = {}
    for row in rows:
        said = (row.party, row.object, row.action, row.date, row.until, row.membership)
        other = found.get(said)
        if other is None:
            found[said] = row
            continue
        first, second = (other, row) if other.kept or not row.kept else (row, other)
        names = {*first.also_in, *second.also_in, second.source} - {first.source}
        found[said] = replace(first, also_in=tuple(sorted(names)), note=first.note or second.note)
    return sorted(found.values(), key=lambda row: row.key)
