"""At which stage of an act a claim speaks, by the words of its sentences (``ontology/rules/stages.toml``)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache

from treatygraph import resources
from treatygraph.errors import ResourceError
from treatygraph.model import ActClaim, ActKind, Status


class Stage(Enum):
    """How an act is told: what reached the others, what was done at home, what was only said."""

    REVOCATION = "revocation"
    EFFECT = "effect"
    NOTICE = "notice"
    DEPOSIT = "deposit"
    APPLICATION = "application"
    DOMESTIC = "domestic"
    ANNOUNCEMENT = "announcement"


@dataclass(frozen=True, slots=True)
class _Sign:
    stage: Stage
    statuses: frozenset[Status]
    kinds: frozenset[ActKind]
    words: re.Pattern[str]
    not_after: frozenset[str]

    def stands_in(self, text: str) -> bool:
        """Whether one of its words stands in a text, not taken back by the word right before."""
        for match in self.words.finditer(text):
            before = text[: match.start()].split()[-1:]
            if not before or before[0].lower() not in self.not_after:
                return True
        return False


@cache
def _signs() -> tuple[_Sign, ...]:
    file = resources.ontology() / "rules" / "stages.toml"
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))["stage"]
        return tuple(
            _Sign(
                Stage(each["id"]),
                frozenset(Status(name) for name in each["of"]),
                frozenset(ActKind(name) for name in each["acts"]),
                _pattern(each["words"]),
                frozenset(each.get("not_after", ())),
            )
            for each in told
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise ResourceError(f"{file}: no stages can be read: {error}", file) from error


def _pattern(words: list[str]) -> re.Pattern[str]:
    parts = [re.escape(word).replace(r"\*", r"[\w’'-]*").replace(r"\ ", r"\s+") for word in words]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def stage_of(claim: ActClaim) -> Stage | None:
    """The stage that a claim's sentences tell; None where they tell none."""
    text = " ".join(evidence.quote for evidence in claim.evidence)
    return stage_in(text, claim.kind, claim.status)


def stage_in(text: str, kind: ActKind, status: Status) -> Stage | None:
    """The stage that sentences of a claim of an act at some status tell; None where they tell none."""
    for sign in _signs():
        if status in sign.statuses and kind in sign.kinds and sign.stands_in(text):
            return sign.stage
    return None
