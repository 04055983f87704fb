"""How likely a claim is right, from how it was read.

The weights stand in ``ontology/lexicon/confidence.toml``; ``benchmarks/calibration.py`` fits them to
documents with gold facts and measures whether they hold. A claim given 0.9 is right in nine of ten.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from treatygraph import resources
from treatygraph.errors import ResourceError
from treatygraph.model import ActClaim, Claim, EntityKind, RoleClaim, StatementClaim, Status

# Ways in which a word may stand for a state without being its name.
_STANDS_FOR = ("capital", "metonym", "demonym", "organ", "listed", "person", "author")


def kind_of(claim: Claim) -> str:
    """ "act", "statement" or "role"."""
    if isinstance(claim, ActClaim):
        return "act"
    return "statement" if isinstance(claim, StatementClaim) else "role"


def features(claim: Claim) -> tuple[str, ...]:
    """What is known of how a claim was read, as words; those that are usual are left out."""
    how = {anchor.part: anchor.how for anchor in claim.reason.anchors}
    found = []
    if isinstance(claim, ActClaim):
        found.append(f"object-{how.get('object', 'named')}")
        party = how.get("party", "none")
        if party in _STANDS_FOR:
            found.append("party-stands-for")
        elif party in ("none", "reference", "counterpart"):
            found.append(f"party-{party}")
        if claim.reason.rule.startswith("echo"):
            found.append("echo")
        if claim.status is not Status.DONE:
            found.append(f"status-{claim.status.value}")
        if claim.object.unlisted:
            found.append("object-unlisted")
    elif isinstance(claim, StatementClaim):
        found.append(claim.reason.rule if claim.reason.rule in _RULES else "stance-word")
        found += [f"{part}-{how[part]}" for part in ("speaker", "about") if part in how]
        if claim.speaker.kind is EntityKind.PERSON:
            found.append("speaker-person")
    elif isinstance(claim, RoleClaim):
        found.append(f"of-{how.get('of', 'implied')}")
        if " " not in claim.person.label:
            found.append("person-family-name")
    return tuple(found)


_RULES = ("stance-reported", "stance-author", "stance-reason")


def with_confidence(claim: Claim) -> Claim:
    """The claim with its confidence, from 0.05 to 0.99, to two places."""
    weights = load_weights()[kind_of(claim)]
    total = weights["base"] + sum(weights.get(each, 0.0) for each in features(claim))
    likely = 1 / (1 + math.exp(-total))
    return replace(claim, confidence=round(min(max(likely, 0.05), 0.99), 2))


@cache
def load_weights(folder: Path | None = None) -> Mapping[str, Mapping[str, float]]:
    """For each kind of claim the weight of each feature, and of none ("base"), in log odds. Raises
    ResourceError if the file is malformed."""
    path = (folder or resources.ontology() / "lexicon") / "confidence.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        weights = {
            kind: {name: float(weight) for name, weight in data[kind].items()}
            for kind in ("act", "statement", "role")
        }
        if any("base" not in table for table in weights.values()):
            raise KeyError("base")
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ResourceError(f"{path} cannot be read: {error}", path) from error
    return weights
