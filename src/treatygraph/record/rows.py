"""A row of the official record: one act, or one membership, that a source lists. No sentence stands behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from treatygraph.model import PartialDate, content_hash


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
    WITHDRAWAL = "withdrawal"
    MEMBERSHIP = "membership"


class MembershipStatus(Enum):
    """How far the rights of a member go."""

    FULL = "full"
    ASSOCIATE = "associate"
    OBSERVER = "observer"


@dataclass(frozen=True)
class RecordRow:
    """One row of a table of participation or membership.

    ``party`` and ``object`` are keys of the catalogue (``state/RUS``, ``treaty/cets-126``, ``body/nato``).
    ``date`` is when the act was done, the entry into force for that party, the day a withdrawal took
    effect, or the first year of a membership; ``until`` is a membership's last year, None while it
    lasts. ``source`` and ``also_in`` are names of sources (``un-mtdsg-2015``); those of ``also_in`` give
    the same date. ``kept`` is False for a row that another source's row was preferred to; ``against`` are the
    keys of the rows that give another date for the same.
    """

    party: str
    object: str
    action: RecordAction
    date: PartialDate | None
    source: str
    until: PartialDate | None = None
    membership: MembershipStatus | None = None
    also_in: tuple[str, ...] = ()
    note: str = ""
    kept: bool = True
    against: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """Identifies the row by what it says and who says it: ``record/<hash>``."""
        said = (self.party, self.object, self.action.value, str(self.date), self.source)
        rest = (str(self.until), self.membership.value if self.membership else None)
        return f"record/{content_hash(*said, *rest)}"
