"""Office titles in a text: "deputy foreign minister", "Minister for Trade and Industry", "ambassador to Peru"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from treatygraph import resources
from treatygraph.errors import ResourceError

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class OfficeWords:
    """The words that titles are made of; see ``offices.toml``. ``default_owner`` maps titles that
    only one state or body uses to its key; ``regions`` adjectives to the parts of states that have a
    government of their own."""

    pattern: re.Pattern[str]
    default_owner: dict[str, str]
    regions: dict[str, str]
    no_names: frozenset[str]
    honorifics: frozenset[str]
    of_any_body: frozenset[str]
    only_of: frozenset[str]
    forms_of_address: frozenset[str]
    titles: frozenset[str]
    last_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a text: offsets in it, and the title in lower case. ``core_end`` is where the title
    ends without what follows it ("of Agriculture"); ``plural`` titles have several holders."""

    start: int
    core_end: int
    end: int
    role: str
    plural: bool = False


@cache
def load_offices(folder: Path | None = None) -> OfficeWords:
    """The office words. Raises ResourceError if the file is malformed."""
    path = (folder or resources.ontology() / "lexicon") / "offices.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        heads, modifiers, fields = data["heads"], data["modifiers"], data["fields"]
        defaults, regions = dict(data["default_owner"]), dict(data["regions"])
        keys = ("no_names", "honorifics", "of_any_body", "only_of", "forms_of_address", "heads")
        sets = [frozenset(data[key]) for key in keys]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ResourceError(f"{path} cannot be read: {error}", path) from error

    def either(words: list[str]) -> str:
        longest_first = sorted(words, key=lambda w: (-len(w), w))
        return "|".join(re.escape(w).replace(r"\ ", "[ -]") for w in longest_first)

    field = rf"(?:{either(fields)})"
    several = rf"{field}(?:(?:, (?:and )?| and | & | ){field})*"
    pattern = (
        rf"(?<![\w-])(?P<core>(?:(?:{either(modifiers)})[ -])*(?:{several} )?(?:{either(heads)})(?P<plural>s)?)(?![\w-])"
        rf"(?P<tail> (?:of|for|on) (?:the )?{several}(?![\w-]))?"
    )
    endings = (_LETTERS.findall(head.lower())[-1] for head in heads)
    last_words = frozenset(form for word in endings for form in (word, word + "s"))
    sets.append(last_words)
    return OfficeWords(re.compile(pattern, re.IGNORECASE), defaults, regions, *sets)


def _is_an_office(text: str, match: re.Match[str]) -> bool:
    """Whether "head" or "chief" is one: "head of the agency", "the agency's chief X", not "to head"."""
    behind, before = text[match.end() :], text[: match.start()]
    owned = re.search(r"[A-Z][\w’']* $", before) is not None
    return behind.startswith(" of ") or (owned and re.match(r",? [A-Z]", behind) is not None)


def find_titles(text: str) -> Iterator[Title]:
    """The titles in a text, in order."""
    offices = load_offices()
    if offices.last_words.isdisjoint(_LETTERS.findall(text.lower())):
        return  # most passages have no office; the pattern would try each of their words
    for match in offices.pattern.finditer(text):
        role = re.sub(r"\s+", " ", match.group().lower()).replace("’", "'")
        plural = match.group("plural") is not None
        if plural:
            role = role.removesuffix("s")
        if match.group("core").lower().endswith("prime-minister"):
            role = role.replace("-", " ")  # "then-prime-minister"
        if role in offices.only_of and not _is_an_office(text, match):
            continue
        yield Title(match.start(), match.end("core"), match.end(), role, plural)
