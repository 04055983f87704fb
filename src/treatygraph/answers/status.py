"""Was this state bound by this treaty on this day: the answer with its reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from treatygraph.answers.coverage import coverage_of
from treatygraph.answers.reasons import Reason, reasons_of
from treatygraph.law.derive import Life, within
from treatygraph.law.participation import participation
from treatygraph.law.standings import Answer, Interval, Standing
from treatygraph.reference.ground import StoreGround
from treatygraph.reference.states import continuity_of


@dataclass(frozen=True)
class Status:
    """How a state stood to a treaty or body on a day.

    ``answer`` holds from ``since`` until before ``until`` (None: from ever, for ever, as far as is known).
    ``standing``, which began on ``standing_since``, is None where there is none. ``caveats`` tell what the answer does not rest on.
    """

    party: str
    object: str
    on: dt.date
    answer: Answer
    standing: Standing | None
    standing_since: str | None
    since: str | None
    until: str | None
    reasons: tuple[Reason, ...]
    caveats: tuple[str, ...]
    intervals: tuple[Interval, ...]
    party_label: str
    object_label: str


def status(ground: StoreGround, party: str, target: str, on: dt.date) -> Status:
    """The status of a party under a treaty, or in a body, on a day. Both are keys of the catalogue."""
    names = ground.names
    caveats: list[str] = []
    continuity = continuity_of(ground.reference, party)
    asked = party
    if continuity.continued_by is not None and not ground.rows(party, target):
        asked = continuity.continued_by
        caveats.append(
            f"{names.label(party)} is continued by {names.label(asked)}; its acts are recorded there."
        )
    derived = participation(ground, asked, target)
    coverage = coverage_of(ground, target)
    intervals = tuple(within(continuity.life, derived.intervals))
    listed = any(ground.rows(asked, each) for each in (target, *ground.same_as(target)))
    unknown = Answer.NOT_BOUND if coverage.is_known or listed else Answer.UNCERTAIN
    spell = _spell(_answers(intervals, continuity.life, unknown), on)
    if not continuity.exists(on):
        caveats.append(continuity.sentence(names, on))
    here = next((i for i in intervals if i.covers(on)), None)
    standing = here.standing if here else None
    caveats += coverage.sentences(derived, standing, on)
    return Status(
        party,
        target,
        on,
        spell.answer,
        standing,
        here.told_start if here else None,
        spell.since,
        spell.until,
        reasons_of(ground, asked, target, derived, on),
        tuple(caveats),
        intervals,
        names.label(party),
        names.label(target),
    )


@dataclass(frozen=True)
class _Spell:
    """Days in a row with one answer. ``since`` is as precise as it is told."""

    answer: Answer
    start: dt.date
    end: dt.date
    since: str | None
    until: str | None


def _answers(intervals: Sequence[Interval], life: Life, unknown: Answer) -> list[_Spell]:
    """The answer on every day: that of the interval that covers it, else the one for what is not known."""
    found: list[_Spell] = []

    def add(answer: Answer, start: dt.date, end: dt.date, told: str) -> None:
        if start >= end:
            return
        since = told if start > dt.date.min else None
        if found and found[-1].answer is answer:
            found[-1] = replace(found[-1], end=end)
        else:
            if found:
                found[-1] = replace(found[-1], until=told)
            found.append(_Spell(answer, start, end, since, None))

    add(Answer.NOT_BOUND, dt.date.min, life.since, "")  # who does not exist is bound by nothing
    day = life.since
    for each in intervals:
        add(unknown, day, each.start, str(day))
        day = each.end or dt.date.max
        add(each.answer, each.start, day, each.told_start)
    add(unknown, day, life.until, str(day))
    add(Answer.NOT_BOUND, life.until, dt.date.max, str(life.until))
    return found


def _spell(spells: Sequence[_Spell], on: dt.date) -> _Spell:
    return next(s for s in spells if s.start <= on < s.end)


@dataclass(frozen=True)
class Place:
    """One standing in a list of them: of a state on a day, or under a treaty on a day."""

    party: str
    object: str
    interval: Interval


def standings_of_state(ground: StoreGround, party: str, on: dt.date) -> list[Place]:
    """All standings of a state on a day, in order of the objects' keys."""
    found = [
        Place(i.party, i.object, i) for i in ground.stored_intervals(party=party) if i.covers(on)
    ]
    return sorted(found, key=lambda place: place.object)


def parties_of(ground: StoreGround, target: str, on: dt.date) -> list[Place]:
    """All who stand somehow to a treaty or body on a day, in order of their keys."""
    found = [
        Place(i.party, i.object, i) for i in ground.stored_intervals(target=target) if i.covers(on)
    ]
    return sorted(found, key=lambda place: place.party)
