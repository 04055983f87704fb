"""Acts from claims."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from treatygraph.model import Act, ActKind, Disagreement, PartialDate, Status
from treatygraph.resolve.conclusion import conclude
from treatygraph.resolve.occurrences import UNDONE_BY, split
from treatygraph.resolve.said import Said

Pair = tuple[str | None, str]
# Two tellings of one end: a state that left and one that was expelled cannot both be.
_RIVALS = ((ActKind.LEAVING, ActKind.EXPULSION),)
_RIVAL_YEARS = 1


def resolve(claims: Iterable[Said]) -> list[Act]:
    """The acts that the claims are about, sorted by key. The order of the claims does not matter."""
    pairs: dict[Pair, list[Said]] = {}
    for claim in claims:
        key = (claim.party.key if claim.party else None, claim.object.key)
        pairs.setdefault(key, []).append(claim)
    acts = [act for group in pairs.values() for act in _acts_of_pair(group)]
    return sorted(acts, key=lambda act: act.key)


def _acts_of_pair(claims: Sequence[Said]) -> list[Act]:
    by_kind: dict[ActKind, list[Said]] = {}
    for claim in claims:
        by_kind.setdefault(claim.kind, []).append(claim)
    found: list[Act] = []
    groups: dict[str, tuple[Said, ...]] = {}
    for kind, group in by_kind.items():
        occurrences = split(group, _undone(kind, by_kind))
        for number, occurrence in enumerate(occurrences):
            act = _act(kind, occurrence, first=number == 0, taken=groups)
            groups[act.key] = occurrence
            found.append(act)
    return _with_rivals(found, groups)


def _undone(kind: ActKind, by_kind: Mapping[ActKind, Sequence[Said]]) -> list[PartialDate]:
    return sorted(
        claim.date
        for other in UNDONE_BY.get(kind, frozenset())
        for claim in by_kind.get(other, ())
        if claim.date is not None and claim.status is Status.DONE
    )


def _act(kind: ActKind, claims: Sequence[Said], *, first: bool, taken: Mapping[str, object]) -> Act:
    conclusion = conclude(claims)
    party, target = claims[0].party, claims[0].object
    parts = ["act", kind.value, *([party.code] if party else []), target.code]
    key = "/".join(parts)
    if not first:  # a later occurrence bears its year; two in one year its day, too
        date = conclusion.date or max(c.date for c in claims if c.date is not None)
        key = f"{key}/{date.year}" if f"{key}/{date.year}" not in taken else f"{key}/{date}"
    return Act(
        key=key,
        kind=kind,
        party=party,
        object=target,
        status=conclusion.status,
        date=conclusion.date,
        claims=tuple(sorted(c.hash for c in claims)),
        basis=conclusion.basis,
        disagreements=conclusion.disagreements,
    )


def _with_rivals(acts: list[Act], groups: Mapping[str, tuple[Said, ...]]) -> list[Act]:
    """The acts, those that tell the same end in two ways marked as disagreeing."""
    extra: dict[str, list[Disagreement]] = {}
    for one, other in _RIVALS:
        for first in (a for a in acts if a.kind is one and a.status is Status.DONE):
            for second in (a for a in acts if a.kind is other and a.status is Status.DONE):
                if _near(first, second):
                    pair = (
                        min(groups[first.key], key=_hash).hash,
                        min(groups[second.key], key=_hash).hash,
                    )
                    message = f"one document says {one.value}, another {other.value}"
                    extra.setdefault(first.key, []).append(Disagreement("kind", pair, message))
    return [
        dataclasses.replace(a, disagreements=(*a.disagreements, *extra.get(a.key, ())))
        for a in acts
    ]


def _hash(claim: Said) -> str:
    return claim.hash


def _near(first: Act, second: Act) -> bool:
    if first.date is None or second.date is None:
        return True
    return abs(first.date.year - second.date.year) <= _RIVAL_YEARS
