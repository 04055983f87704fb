"""Telling occurrences apart: a state can join, leave, and join again.

Claims of one kind about one party and object belong to one occurrence unless their dates, or what
lies between them, say otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from treatygraph.model import ActKind, PartialDate, Status
from treatygraph.resolve.said import Said

# What undoes an act, so that it can happen again.
UNDONE_BY: dict[ActKind, frozenset[ActKind]] = {
    ActKind.JOINING: frozenset({ActKind.LEAVING, ActKind.EXPULSION}),
    ActKind.ACCESSION: frozenset({ActKind.WITHDRAWAL}),
    ActKind.RATIFICATION: frozenset({ActKind.WITHDRAWAL}),
    ActKind.LEAVING: frozenset({ActKind.JOINING}),
    ActKind.EXPULSION: frozenset({ActKind.JOINING}),
    ActKind.WITHDRAWAL: frozenset({ActKind.ACCESSION, ActKind.RATIFICATION}),
}
# Acts that can be repeated without being undone: two declarations, a second suspension.
_REPEATABLE = frozenset(
    {ActKind.RESERVATION, ActKind.DEROGATION, ActKind.SUSPENSION, ActKind.MEMBERSHIP_SUSPENSION}
)
# Steps of one act are told years apart; claims further from each other are two occurrences.
_APART_YEARS = 4


def split(claims: Sequence[Said], undone: Sequence[PartialDate]) -> list[tuple[Said, ...]]:
    """Claims of one kind, party and object, by occurrence, the earliest first.

    ``undone`` are the dates of done acts that undo this kind, in order. A claim without a date
    belongs to the latest occurrence. The order of the claims does not matter.
    """
    dated = sorted((c for c in claims if c.date is not None), key=_order)
    groups: list[list[Said]] = []
    for claim in dated:
        if groups and _same(groups[-1], claim, undone):
            groups[-1].append(claim)
        else:
            groups.append([claim])
    undated = [c for c in claims if c.date is None]
    if undated and groups:
        groups[-1].extend(undated)
    elif undated:
        groups.append(undated)
    return [tuple(sorted(group, key=lambda c: c.hash)) for group in groups]


def _order(claim: Said) -> tuple[PartialDate, str]:
    if claim.date is None:
        raise ValueError("only dated claims have an order")
    return claim.date, claim.hash


def _same(group: Sequence[Said], claim: Said, undone: Sequence[PartialDate]) -> bool:
    last = max((c.date for c in group if c.date is not None), default=None)
    if last is None or claim.date is None or last.agrees_with(claim.date):
        return True
    if any(last.last < date.first and date.last < claim.date.first for date in undone):
        return False
    both_done = claim.status is Status.DONE and any(c.status is Status.DONE for c in group)
    if both_done and claim.kind in _REPEATABLE:
        return False
    return claim.date.year - last.year <= _APART_YEARS
