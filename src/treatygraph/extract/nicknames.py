"""Treaties that news calls by their city alone: "Canada quits Kyoto", "the Czech president signed Lisbon".

The city is the treaty only behind a word for what is done to treaties; where the same words may speak of
travel or sport, the text must name or mention a treaty elsewhere. The table is data: ``reference.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from treatygraph.extract.forms import letters_of
from treatygraph.extract.names import Candidate, Mention
from treatygraph.extract.nouns import load_nouns
from treatygraph.model import Catalogue, Name, NameKind

_SOLEMN = (
    r"ratif(?:y|ies|ied|ying)|ratification of|accession to|accede[sd]? to|denounc(?:e|es|ed|ing)|"
    r"(?:withdr(?:aw|aws|ew|awn|awing|awal)|exit) from|signatory to|signatories to|party to|parties to"
)
_LOOSE = (
    r"sign(?:s|ed|ing)?|reject(?:s|ed|ing)?|quit(?:s|ting)?|(?:pull(?:s|ed|ing)? |get(?:ting)? |got )?out of|"
    r"rejoin(?:s|ed|ing)?|abandon(?:s|ed|ing)?|scrap(?:s|ped|ping)?|ditch(?:es|ed|ing)?|no to|yes to"
)
# What may follow, so that it is not "signed Lisbon defender" or "the Kyoto Protocol".
_END = r"(?=[,.;:)'’]|$| (?:in|on|at|as|and|or|but|by|after|before|last|this|until|when|while|if|with|now|too)\b)"

_TREATIES = re.compile(r"\b(?:treaty|ratif\w+)\b", re.IGNORECASE)


@cache
def city_words() -> frozenset[str]:
    """The words of which the cities' names are made, in lower case."""
    return letters_of(" ".join(load_nouns().cities))


@cache
def _pattern() -> re.Pattern[str]:
    cities = "|".join(map(re.escape, load_nouns().cities))
    return re.compile(rf"\b(?:(?P<solemn>{_SOLEMN})|{_LOOSE}) (?P<city>{cities}){_END}")


def with_nicknames(text: str, mentions: Sequence[Mention], catalogue: Catalogue) -> list[Mention]:
    """The mentions, and among them the cities that mean a treaty; half-open offsets, in text order."""
    if not any(city in text for city in load_nouns().cities):
        return list(mentions)
    found = list(_nicknames(text, mentions, catalogue))
    places = {m.start for m in found}
    return sorted([*(m for m in mentions if m.start not in places), *found], key=lambda m: m.start)


def _nicknames(text: str, mentions: Sequence[Mention], catalogue: Catalogue) -> Iterator[Mention]:
    named = {c.entity.key for m in mentions for c in m.candidates}
    matches = list(_pattern().finditer(text))
    named |= {load_nouns().cities[m.group("city")] for m in matches if m.group("solemn")}
    spoken_of = _TREATIES.search(text) is not None
    for match in matches:
        key = load_nouns().cities[match.group("city")]
        known = match.group("solemn") or spoken_of or key in named
        if key in catalogue and known:
            name = Name(match.group("city"), NameKind.SHORT)
            yield Mention(*match.span("city"), (Candidate(catalogue[key], name),))
