"""The words that take a stance: data, read from ``ontology/lexicon/stances.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from treatygraph import resources
from treatygraph.errors import ResourceError
from treatygraph.model import Stance


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


@dataclass(frozen=True)
class StanceWords:
    """All of ``stances.toml``. ``cues`` are the words that make a reported clause a stance."""

    verbs: Mapping[str, tuple[StanceEntry, ...]]
    nouns: Mapping[str, tuple[StanceEntry, ...]]
    says: frozenset[str]
    cues: Mapping[str, Stance]
    harm: frozenset[str]
    reasons: frozenset[str]


@cache
def load_stances(folder: Path | None = None) -> StanceWords:
    """The stance words. Raises ResourceError if the list is malformed."""
    path = (folder or resources.ontology() / "lexicon") / "stances.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        says = data["says"]
        kinds = (
            Stance.ACCUSATION,
            Stance.CONDEMNATION,
            Stance.CONCERN,
            Stance.SUPPORT,
            Stance.CALL,
        )
        return StanceWords(
            verbs=_entries(data["verb"]),
            nouns=_entries(data["noun"]),
            says=frozenset(says["verbs"]),
            cues={word: kind for kind in reversed(kinds) for word in says[kind.value]},
            harm=frozenset(says["harm"]),
            reasons=frozenset(says["reasons"]),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise ResourceError(f"{path} cannot be read: {error}", path) from error


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
