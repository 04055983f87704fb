"""How a state stands to a treaty or a body, and over which days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from treatygraph.model import PartialDate


class Answer(Enum):
    """Whether a state is bound by a treaty, or a member of a body, on a day."""

    BOUND = "bound"
    NOT_BOUND = "not bound"
    UNCERTAIN = "uncertain"


class Standing(Enum):
    """How a state stands to a treaty (VCLT 2) or to a body."""

    SIGNATORY = "signatory"
    SIGNATURE_WITHDRAWN = "signature-withdrawn"
    CONTRACTING_STATE = "contracting-state"
    PROVISIONAL = "provisional"
    PARTY = "party"
    WITHDRAWING = "withdrawing"
    SUSPENDED = "suspended"
    FORMER_PARTY = "former-party"
    APPLICANT = "applicant"
    OBSERVER = "observer"
    ASSOCIATE_MEMBER = "associate-member"
    MEMBER = "member"
    SUSPENDED_MEMBER = "suspended-member"
    FORMER_MEMBER = "former-member"

    @property
    def answer(self) -> Answer:
        """Whether who stands so is bound. Who suspended a treaty stays a party; what it owes is disputed."""
        if self in _BOUND:
            return Answer.BOUND
        return Answer.UNCERTAIN if self is Standing.SUSPENDED else Answer.NOT_BOUND

    @property
    def words(self) -> str:
        """For people: "contracting state"."""
        return self.value.replace("-", " ")


_BOUND = frozenset(
    (
        Standing.PROVISIONAL,
        Standing.PARTY,
        Standing.WITHDRAWING,
        Standing.MEMBER,
        Standing.SUSPENDED_MEMBER,
    )
)


@dataclass(frozen=True, slots=True)
class Interval:
    """One standing, from a day on (``start``) until before another (``end``; None: it lasts).

    ``told`` is the start as precisely as it is known: where that is a year, the days of the year are an
    interval of their own that is not ``certain``. ``rule`` and ``article`` are what it follows from, and
    ``basis`` the keys of the rows and claims that it rests on.
    """

    party: str
    object: str
    standing: Standing
    start: dt.date
    end: dt.date | None
    certain: bool
    told: PartialDate
    rule: str
    article: str
    basis: tuple[str, ...]

    def covers(self, day: dt.date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day and (self.end is None or day < self.end)

    @property
    def answer(self) -> Answer:
        """What it says of the days that it covers."""
        return self.standing.answer if self.certain else Answer.UNCERTAIN

    @property
    def told_start(self) -> str:
        """Since when, as precisely as it is told: "1998-09-01", or "1949" for some day of that year."""
        return str(self.told)

    @property
    def key(self) -> str:
        """Identifies the interval: ``standing/RUS/cets-126/1998-09-01``."""
        party, target = self.party.rpartition("/")[2], self.object.rpartition("/")[2]
        return f"standing/{party}/{target}/{self.start}"
