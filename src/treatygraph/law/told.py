"""What an act claim says, as far as acts and standings rest on it: not its sentences, only what they amount to."""

from __future__ import annotations

from dataclasses import dataclass

from treatygraph.law.stages import Stage, stage_of
from treatygraph.model import ActClaim, ActKind, PartialDate, Status


@dataclass(frozen=True, slots=True)
class Told:
    """What one act claim says. ``claim``, ``document``, ``act``, ``party`` and ``object`` are keys; ``party`` is
    empty where there is none, ``act`` where none is concluded yet. ``stage`` is that of its sentences."""

    claim: str
    document: str
    act: str
    kind: ActKind
    party: str
    object: str
    status: Status
    date: PartialDate | None
    effective: PartialDate | None = None
    stage: Stage | None = None


def told_by(claim: ActClaim, act: str = "") -> Told:
    """What a claim says; ``act`` is the key of the act that it is one of."""
    return Told(
        claim=f"claim/{claim.hash}",
        document=f"document/{claim.document}",
        act=act,
        kind=claim.kind,
        party=claim.party.key if claim.party is not None else "",
        object=claim.object.key,
        status=claim.status,
        date=claim.date,
        effective=claim.effective,
        stage=stage_of(claim),
    )
