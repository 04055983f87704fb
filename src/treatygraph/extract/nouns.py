"""The common nouns that refer and describe: data, read from ``ontology/lexicon/reference.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from treatygraph import resources
from treatygraph.errors import ResourceError

# Words that open a noun phrase.
DETERMINERS = ("the", "a", "an", "its", "their", "his", "her", "this", "that")


def third_person(verb: str) -> str:
    """ "Signs", "ratifies", "vetoes"."""
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")


@dataclass(frozen=True)
class Nouns:
    """The lists of ``reference.toml``, which explains each."""

    treaty: frozenset[str]
    body: frozenset[str]
    loose: frozenset[str]
    vague: frozenset[str]
    state: frozenset[str]
    private: frozenset[str]
    no_names: frozenset[str]
    offices: frozenset[str]
    groups: Mapping[str, int]
    unlisted_bodies: frozenset[str]
    empty: frozenset[str]
    not_between_states: frozenset[str]
    deals: frozenset[str]
    also_words: frozenset[str]
    shares: frozenset[str]
    verbs_as_nouns: Mapping[str, str]
    towards: frozenset[str]
    cities: Mapping[str, str]


@cache
def load_nouns(folder: Path | None = None) -> Nouns:
    """The nouns of a folder, by default the program's own. Raises ResourceError if the file is malformed."""
    path = (folder or resources.ontology() / "lexicon") / "reference.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        lists = {
            key: frozenset(data[key])
            for key in ("treaty", "body", "loose", "vague", "state", "private", "offices")
        }
        unlisted = data["unlisted"]
        return Nouns(
            **lists,
            no_names=frozenset(data["no_names"]),
            also_words=frozenset(data["also_words"]),
            shares=frozenset(data["shares"]),
            verbs_as_nouns={
                form: verb
                for verb in (*data["verbs_as_nouns"]["direct"], *data["verbs_as_nouns"]["towards"])
                for form in (verb, third_person(verb))
            },
            towards=frozenset(data["verbs_as_nouns"]["towards"]),
            cities={str(city): str(key) for city, key in data["cities"].items()},
            groups={str(word): int(size) for word, size in data["groups"].items()},
            unlisted_bodies=frozenset(unlisted["bodies"]),
            empty=frozenset(unlisted["empty"]),
            not_between_states=frozenset(unlisted["not_between_states"]),
            deals=frozenset(unlisted["deals"]),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ResourceError(f"{path} cannot be read: {error}", path) from error
