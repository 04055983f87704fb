"""Claims as flat records: the JSON Lines that ``extract`` writes and the scorer reads."""

from __future__ import annotations

from treatygraph.model import (
    ActClaim,
    Anchor,
    Claim,
    Document,
    Entity,
    RoleClaim,
    StatementClaim,
)

Record = dict[str, object]


def record(claim: Claim, document: Document) -> Record:
    """A claim as a record. ``doc`` is the document's identifier; names are all that the catalogue
    has, and the forms that the document uses."""
    flat: Record = {"doc": document.identifier}
    if isinstance(claim, ActClaim):
        flat |= _act(claim)
    elif isinstance(claim, StatementClaim):
        flat |= {"kind": "statement", "stance": claim.stance.value}
        flat |= _named("speaker", claim.speaker, claim) | _named("about", claim.about, claim)
    elif isinstance(claim, RoleClaim):
        flat |= {"kind": "role", "role": claim.role, "person": claim.person.label}
        flat |= _named("of", claim.of, claim)
    flat["evidence"] = [{"quote": e.quote, "start": e.start, "end": e.end} for e in claim.evidence]
    flat["attribution"] = claim.attribution.label if claim.attribution else None
    flat["confidence"] = claim.confidence
    flat["reason"] = {
        "rule": claim.reason.rule,
        "note": claim.reason.note,
        "anchors": [_anchor(anchor) for anchor in claim.reason.anchors],
    }
    return flat


def _act(claim: ActClaim) -> Record:
    flat: Record = {"kind": "act", "act": claim.kind.value, "status": claim.status.value}
    flat |= _named("party", claim.party, claim) | _named("object", claim.object, claim)
    flat["object"] = claim.object.key
    flat["unlisted"] = claim.object.unlisted
    flat["date"] = str(claim.date) if claim.date else None
    flat["effective"] = str(claim.effective) if claim.effective else None
    flat["by"] = claim.by.label if claim.by else None
    return flat


def _named(part: str, entity: Entity | None, claim: Claim) -> Record:
    if entity is None:
        return {part: None, f"{part}_names": []}
    forms = [a.quote for a in claim.reason.anchors if a.part == part and a.how == "named"]
    names = [entity.label, *(name.text for name in entity.names), *forms]
    value = entity.code if entity.kind.is_state else entity.label
    return {part: value, f"{part}_names": list(dict.fromkeys(names))}


def _anchor(anchor: Anchor) -> Record:
    flat: Record = {"part": anchor.part, "start": anchor.start, "end": anchor.end}
    flat |= {"quote": anchor.quote, "how": anchor.how}
    if anchor.antecedent is not None:
        flat["antecedent"] = [anchor.antecedent.start, anchor.antecedent.end]
    return flat
