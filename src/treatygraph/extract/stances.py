"""The words that take a stance: data, read from ``ontology/lexicon/stances.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Token

from treatygraph import resources
from treatygraph.errors import ResourceError
from treatygraph.model import Entity, Stance


@dataclass(frozen=True)
class StanceEntry:
    """A word that takes a stance.

    ``about`` says where its target stands: ``direct``, ``clause`` or a preposition. One of ``needs``
    must stand with it.
    """

    lemma: str
    stance: Stance
    about: tuple[str, ...]
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance before anybody is named: the word that takes it and the words for its target."""

    stance: Stance
    trigger: Token
    about: tuple[Entity, Token]
    rule: str


@dataclass(frozen=True)
class StanceWords:
    """All of ``stances.toml``. ``cues`` are the words that make a reported clause a stance, ``verdicts``
    those that make one of what a verb of ``judges`` calls something."""

    verbs: Mapping[str, tuple[StanceEntry, ...]]
    nouns: Mapping[str, tuple[StanceEntry, ...]]
    says: frozenset[str]
    cues: Mapping[str, Stance]
    harm: frozenset[str]
    finds: frozenset[str]
    duties: frozenset[str]
    reasons: frozenset[str]
    judges: frozenset[str]
    verdicts: Mapping[str, Stance]
    deeds: frozenset[str]
    argues: frozenset[str]
    motives: frozenset[str]
    turns_down: frozenset[str]
    bodies: frozenset[str]
    feelings: frozenset[str]


# Where a word is in several lists the first of these counts.
_KINDS = (
    Stance.ACCUSATION,
    Stance.CONDEMNATION,
    Stance.CONCERN,
    Stance.SUPPORT,
    Stance.CALL,
)


@cache
def load_stances(folder: Path | None = None) -> StanceWords:
    """The stance words. Raises ResourceError if the list is malformed."""
    path = (folder or resources.ontology() / "lexicon") / "stances.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        says, judging, reasons = data["says"], data["judging"], data["reasons"]
        return StanceWords(
            verbs=_entries(data["verb"]),
            nouns=_entries(data["noun"]),
            says=frozenset(says["verbs"]),
            cues=_by_word(says),
            harm=frozenset(says["harm"]),
            finds=frozenset(says["finds"]),
            duties=frozenset(says["duties"]),
            reasons=frozenset(reasons["openings"]),
            judges=frozenset(judging["verbs"]),
            verdicts=_by_word(judging),
            deeds=frozenset(data["deeds"]["nouns"]),
            argues=frozenset(reasons["verbs"]),
            motives=frozenset(reasons["motives"]),
            turns_down=frozenset(reasons["turning_down"]),
            bodies=frozenset(data["speakers"]["bodies"]),
            feelings=frozenset(data["speakers"]["feelings"]),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise ResourceError(f"{path} cannot be read: {error}", path) from error


def _by_word(table: Mapping[str, list[str]]) -> Mapping[str, Stance]:
    """The stance of each word of the lists that are named after stances."""
    return {word: kind for kind in reversed(_KINDS) for word in table.get(kind.value, ())}


def _entries(tables: list[dict[str, Any]]) -> Mapping[str, tuple[StanceEntry, ...]]:
    found: dict[str, list[StanceEntry]] = {}
    for table in tables:
        for lemma in table["lemma"]:
            entry = StanceEntry(
                lemma,
                Stance(table["stance"]),
                tuple(table["about"]),
                frozenset(table.get("with", ())),
            )
            found.setdefault(lemma, []).append(entry)
    # Entries that need a further word say more, and are tried first.
    return {
        lemma: tuple(sorted(group, key=lambda e: not e.needs)) for lemma, group in found.items()
    }
