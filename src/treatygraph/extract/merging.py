"""One claim of a document for each thing it states, with all its evidence.

Of the stages that a document tells, the furthest one that it states as fact stands. What the body
of a text asserts overrules what it only mentions, and both overrule its headline.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from treatygraph.extract.echoes import HELPING, LATER, PAPER, UNFILED
from treatygraph.model import ActClaim, ActKind, Claim, Evidence, Status

_FURTHEST = (Status.DONE, Status.UNDERWAY, Status.NOT_DONE, Status.PROPOSED)


class Weight(IntEnum):
    """How a text tells something, the weightiest first."""

    ASSERTED = 0
    MENTIONED = 1
    HEADLINE = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, and how the text tells it."""

    claim: Claim
    weight: Weight = Weight.ASSERTED


def merge(told: Iterable[Told]) -> tuple[Claim, ...]:
    """The claims without repetitions, in text order."""
    groups: dict[tuple[object, ...], list[Told]] = {}
    for each in _in_light_of_the_body(list(told)):
        groups.setdefault(_sameness(each.claim), []).append(each)
    merged = [_merged(group) for group in groups.values()]
    return tuple(sorted(merged, key=lambda c: (c.evidence[0].start, repr(c.identity))))


_GOING = frozenset((ActKind.WITHDRAWAL, ActKind.LEAVING))


def _in_light_of_the_body(told: list[Told]) -> Iterator[Told]:
    """Headlines as their text has them: "quits arms pact" is told again of a treaty with a name, and who
    "leaves the court" above a text that tells of a bill to leave its statute is only about to."""
    body = [e.claim for e in told if e.weight < Weight.HEADLINE and isinstance(e.claim, ActClaim)]
    for each in told:
        claim = each.claim
        if each.weight < Weight.HEADLINE or not isinstance(claim, ActClaim):
            yield each
            continue
        kinds = _GOING if claim.kind in _GOING else {claim.kind}
        same = [c for c in body if c.kind in kinds and c.party == claim.party]
        if any(c.object == claim.object for c in same) or not same:
            yield each
        elif not claim.object.unlisted:
            begun = all(c.status in (Status.UNDERWAY, Status.PROPOSED) for c in same)
            if claim.status is Status.DONE and claim.kind in _GOING and begun:
                claim = dataclasses.replace(claim, status=same[0].status, date=same[0].date)
            yield dataclasses.replace(each, claim=claim)


def _sameness(claim: Claim) -> tuple[object, ...]:
    if isinstance(claim, ActClaim):
        return (claim.kind, claim.party.key if claim.party else None, claim.object.key)
    return claim.identity


def _merged(group: list[Told]) -> Claim:
    best = group[0].claim
    if isinstance(best, ActClaim):
        best = _furthest(group)
    evidence = {e: None for each in group for e in each.claim.evidence}
    return dataclasses.replace(best, evidence=tuple(sorted(evidence, key=_place)))


def _furthest(group: list[Told]) -> ActClaim:
    """The claim that stands for a group; what others of its status know besides is added."""
    weightiest = min(each.weight for each in group)
    acts = [e.claim for e in group if isinstance(e.claim, ActClaim) and e.weight == weightiest]
    if any(a.reason.rule in (UNFILED.id, LATER.id) for a in acts):
        acts = [a for a in acts if a.status is not Status.DONE]  # it was only announced
    best = min(acts, key=_rank)
    same = [
        e.claim for e in group if isinstance(e.claim, ActClaim) and e.claim.status is best.status
    ]
    step = [c.date for c in same if c.date and c.date != c.effective]
    date = best.date or next((c.date for c in same if c.date), None)
    if best.status is Status.UNDERWAY and date == best.effective and step:
        date = step[0]  # the day of the notice, told elsewhere
    papers = [c.date for c in same if c.date and c.reason.rule == PAPER.id]
    if best.status is Status.UNDERWAY and papers:
        date = papers[0]  # "it is leaving, he said on Friday. The notice was sent on Monday."
    everywhere = [e.claim for e in group if isinstance(e.claim, ActClaim)]
    effective = best.effective or next((c.effective for c in everywhere if c.effective), None)
    by = best.by or next((c.by for c in same if c.by), None)
    return dataclasses.replace(best, date=date, effective=effective, by=by)


def _rank(claim: ActClaim) -> tuple[int, bool, bool, int]:
    """The furthest stage first; a date that the text writes before the day that it came out on."""
    unwritten = claim.reason.anchor("date") is None
    overturned = claim.status is Status.NOT_DONE and claim.reason.rule in (
        PAPER.id,
        HELPING.id,  # "Papers said that it had left. It had not."
    )
    return (
        -1 if overturned else _FURTHEST.index(claim.status),
        claim.date is None,
        unwritten,
        -len(str(claim.date)),
    )


def _place(evidence: Evidence) -> tuple[int, int]:
    return evidence.start, evidence.end
