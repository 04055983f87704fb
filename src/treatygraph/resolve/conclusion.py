"""What the claims of one act amount to: its status, its date, and where they disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from treatygraph.model import Disagreement, PartialDate, Status
from treatygraph.resolve.said import Said

_RANK = {Status.PROPOSED: 0, Status.NOT_DONE: 1, Status.UNDERWAY: 1, Status.DONE: 2}


@dataclass(frozen=True)
class Conclusion:
    """A status and date with the claims that they rest on, and the disagreements among the claims."""

    status: Status
    date: PartialDate | None
    basis: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]


def conclude(claims: Sequence[Said]) -> Conclusion:
    """The furthest status that is claimed as fact, the latest by date; its date by most claims.

    A refusal or reversal counts against what came before it: "not done" stands where it is dated
    later than every claim that goes further, or where nothing goes further.
    """
    status = _status(claims)
    behind = [c for c in claims if c.status is status]
    date = _date(behind)
    basis = sorted(
        c.hash for c in behind if date is None or c.date is None or c.date.agrees_with(date)
    )
    return Conclusion(status, date, tuple(basis), tuple(_disagreements(claims)))


def _status(claims: Sequence[Said]) -> Status:
    reached = max(claims, key=lambda c: (_RANK[c.status], c.status is not Status.NOT_DONE)).status
    refusals = [c for c in claims if c.status is Status.NOT_DONE]
    if not refusals or reached is Status.NOT_DONE:
        return Status.NOT_DONE if refusals and reached is not Status.DONE else reached
    if reached is Status.DONE:
        return reached
    latest = max((c.date for c in refusals if c.date), default=None)
    further = [c.date for c in claims if c.status is reached]
    if latest is None or any(d is None or d > latest for d in further):
        return reached
    return Status.NOT_DONE


def _date(claims: Sequence[Said]) -> PartialDate | None:
    """The date that most claims support; the more precise, then the earlier, where as many do."""
    dates = [c.date for c in claims if c.date is not None]
    if not dates:
        return None
    votes = Counter({d: sum(d in other or other in d for other in dates) for d in dates})
    return min(votes, key=lambda d: (-votes[d], -len(str(d)), d))


def _disagreements(claims: Sequence[Said]) -> list[Disagreement]:
    found = []
    for first, second in combinations(sorted(claims, key=lambda c: c.hash), 2):
        pair = (first.hash, second.hash)
        if first.status is second.status is Status.DONE and first.date and second.date:
            if not first.date.agrees_with(second.date):
                message = f"one document says {first.date}, another {second.date}"
                found.append(Disagreement("date", pair, message))
        elif {first.status, second.status} == {Status.DONE, Status.NOT_DONE} and _clash(
            first, second
        ):
            found.append(Disagreement("status", pair, "one document says done, another not done"))
    return found


def _clash(first: Said, second: Said) -> bool:
    """ "Not done" then and done later is no contradiction; done first, or undated, is one."""
    done, refused = (first, second) if first.status is Status.DONE else (second, first)
    if done.date is None or refused.date is None:
        return True
    return refused.date.last >= done.date.first
