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


@dataclass(frozen=True)
class OfficeWords:
    """The words that titles are made of; see ``offices.toml``. ``default_state`` maps titles that
    only one state uses to its code."""

    pattern: re.Pattern[str]
    default_state: dict[str, str]
    no_names: frozenset[str]
    honorifics: frozenset[str]
    of_any_body: frozenset[str]


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
        defaults = dict(data["default_state"])
        sets = [frozenset(data[key]) for key in ("no_names", "honorifics", "of_any_body")]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ResourceError(f"{path} cannot be read: {error}", path) from error

    def either(words: list[str]) -> str:
        longest_first = sorted(words, key=lambda w: (-len(w), w))
        return "|".join(re.escape(w).replace(r"\ ", " ") for w in longest_first)

    field = rf"(?:{either(fields)})"
    several = rf"{field}(?:(?:, (?:and )?| and | & | ){field})*"
    pattern = (
        rf"(?<![\w-])(?P<core>(?:(?:{either(modifiers)})[ -])*(?:{several} )?(?:{either(heads)})(?P<plural>s)?)(?![\w-])"
        rf"(?P<tail> (?:of|for|on) (?:the )?{several}(?![\w-]))?"
    )
    return OfficeWords(re.compile(pattern, re.IGNORECASE), defaults, *sets)


def find_titles(text: str) -> Iterator[Title]:
    """The titles in a text, in order."""
    for match in load_offices().pattern.finditer(text):
        role = re.sub(r"\s+", " ", match.group().lower()).replace("’", "'")
        plural = match.group("plural") is not None
        if plural:
            role = role.removesuffix("s")
        yield Title(match.start(), match.end("core"), match.end(), role, plural)
