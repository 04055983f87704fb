"""One claim of a document for each thing it states, with all its evidence.

Of the stages that a document tells, the furthest one that it states as fact stands; the body of
a text overrules its headline.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from treatygraph.model import ActClaim, Claim, Evidence, Status

_FURTHEST = (Status.DONE, Status.UNDERWAY, Status.NOT_DONE, Status.PROPOSED)


def merge(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims without repetitions, in text order."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_sameness(claim), []).append(claim)
    merged = [_merged(group) for group in groups.values()]
    return tuple(sorted(merged, key=lambda c: (c.evidence[0].start, repr(c.identity))))


def _sameness(claim: Claim) -> tuple[object, ...]:
    if isinstance(claim, ActClaim):
        return (claim.kind, claim.party.key if claim.party else None, claim.object.key)
    return claim.identity


def _merged(group: list[Claim]) -> Claim:
    best = group[0]
    if isinstance(best, ActClaim):
        acts = [c for c in group if isinstance(c, ActClaim)]
        best = min(
            acts, key=lambda c: (_FURTHEST.index(c.status), c.date is None, -len(str(c.date)))
        )
    evidence = sorted(
        {e for claim in group for e in claim.evidence}, key=lambda e: (e.start, e.end)
    )
    return dataclasses.replace(best, evidence=tuple(_distinct(evidence)))


def _distinct(evidence: Iterable[Evidence]) -> list[Evidence]:
    return list(dict.fromkeys(evidence))
