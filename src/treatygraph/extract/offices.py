"""Office titles in a text: "deputy foreign minister", "Minister for Trade and Industry", "ambassador to Peru"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from treatygraph import resources
from treatygraph.errors import ResourceError

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class OfficeWords:
    """The words that titles are made of; see ``offices.toml``. ``default_owner`` maps titles that
    only one state or body uses to its key, ``own`` those that say themselves whose they are ("White House
    spokesman"), ``high_commissioners`` what they are for to their offices; ``regions`` adjectives to the parts of states that have a
    government of their own."""

    pattern: re.Pattern[str]
    default_owner: dict[str, str]
    own: dict[str, str]
    high_commissioners: dict[str, str]
    regions: dict[str, str]
    no_names: frozenset[str]
    honorifics: frozenset[str]
    of_any_body: frozenset[str]
    only_of: frozenset[str]
    forms_of_address: frozenset[str]
    of_bodies: frozenset[str]
    without_secretary: frozenset[str]
    bodies: frozenset[str]
    fields: frozenset[str]
    not_of: frozenset[str]
    titles: frozenset[str]
    first_words: frozenset[str]
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


_SETS = (
    "no_names", "honorifics", "of_any_body", "only_of", "forms_of_address", "of_bodies", "without_secretary", "bodies", "fields",
    "not_of",
)  # fmt: skip


_Trie: TypeAlias = "dict[str, _Trie]"


def either(words: Iterable[str]) -> str:
    """A pattern for one of many words, the longest first, a hyphen as good as a space. What words begin
    with in common stands in it once: a plain list of hundreds would be tried word by word everywhere.

    >>> either(["minister", "ministry"])
    'minist(?:er|ry)'
    """
    root: _Trie = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: _Trie) -> str:
    ways = [
        ("[ -]" if letter == " " else re.escape(letter)) + _pattern(below)
        for letter, below in sorted(node.items())
        if letter
    ]
    if not ways:
        return ""
    if "" in node:
        return f"(?:{'|'.join(ways)})?"
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


@cache
def load_offices(folder: Path | None = None) -> OfficeWords:
    """The office words. Raises ResourceError if the file is malformed."""
    path = (folder or resources.ontology() / "lexicon") / "offices.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        heads, modifiers, fields = data["heads"], data["modifiers"], data["fields"]
        defaults, regions = dict(data["default_owner"]), dict(data["regions"])
        own, commissioners = dict(data["own"]), dict(data["high_commissioners"])
        sets = {key: frozenset(data[key]) for key in _SETS}
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ResourceError(f"{path} cannot be read: {error}", path) from error

    field = rf"(?:{either(fields)})"
    several = rf"{field}(?:(?:, (?:and )?(?:the )?| and (?:the )?| & | ){field})*"
    front = rf"(?:{either([f for f in fields if not f.startswith('the ')])})"
    before = rf"{front}(?:(?:, (?:and )?| and | & | ){front})*"
    house = rf"(?:{before} )?(?:{either(data['houses'])})(?:['’]s)?"
    part = rf"{field}|{either(data['parts'])}"
    pattern = (
        rf"(?<![\w-])(?P<core>(?:(?:{either(modifiers)}|{house})[ -])*(?:{before} )?(?:{either(heads)})"
        rf"(?:[ -](?:elect|designate))?(?P<plural>s)?)(?![\w-])"
        rf"(?P<tail> (?:of|for|on) (?:the )?{several}(?![\w-])| for (?:the )?(?:{part})(?![\w-]))?"
    )
    beginnings = {
        _LETTERS.match(words.lower()).group()  # type: ignore[union-attr]  # each begins with a letter
        for words in (*modifiers, *fields, *heads, *data["houses"])
    }
    endings = (_LETTERS.findall(head.lower())[-1] for head in heads)
    last_words = frozenset(form for word in endings for form in (word, word + "s"))
    return OfficeWords(
        re.compile(pattern, re.IGNORECASE),
        defaults,
        own,
        commissioners,
        regions,
        titles=frozenset(heads),
        first_words=frozenset(form for word in beginnings for form in (word, word + "s")),
        last_words=last_words,
        **sets,
    )


def _is_an_office(text: str, match: re.Match[str]) -> bool:
    """Whether "head" or "chief" is one: "head of the agency", "the agency's chief X", not "to head"."""
    behind, before = text[match.end() :], text[: match.start()]
    owned = re.search(
        r"(?:[A-Z][\w’']*|\b(?:[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|whose)(?: [a-z]+)?) $", before
    )
    if match.group("core").lower() != "deputy" and behind.startswith(" of "):
        return True
    return owned is not None and re.match(r",? [A-Z]", behind) is not None


# "For Leaving the Customs Union": what a minister is for, in capitals, where no name comes behind.
_CAPITALS = r"(?!(?:Minister|Secretary|President|Deputy)\b)[A-Z][\w-]+"
_DEPARTMENT = re.compile(
    rf" for (?:the )?{_CAPITALS}(?:(?: (?:and|of|the|with|in))* {_CAPITALS})*(?=[,.;)]|$| [a-zà-ÿ])"
)
_WITH_DEPARTMENT = ("minister", "minister of state", "secretary of state", "state secretary")


_LEADS = re.compile(
    r"(?P<party>(?:[\w-]+ )*?)(?:leader|chairman|chairwoman|chairperson|chair|chief|president|general secretary|secretary-general|spokesman|spokeswoman|spokesperson)s?",
    re.IGNORECASE,
)


def _start_of(text: str, match: re.Match[str]) -> int:
    """Where a title begins: behind the name of a party, as in "Labour Party leader"."""
    start = match.start()
    ministry = re.search(r"\b(?:Ministry|Department) (?:of|for) (?:the )?$", text[:start])
    joint = re.search(r".* and ", match.group("core"))
    if ministry and joint:
        return start + joint.end()  # "the Ministry of Trade and Trade Minister X"
    place = _PLACES.match(match.group("core"))
    if place and re.search(r"[A-Z]\w+ (?:of|in|for) (?:the )?$", text[:start]):
        return start + place.end()  # "Council of Europe secretary general"
    words = _LEADS.fullmatch(match.group("core"))
    named = words is not None and re.match(r"[A-Z][\w-]* $", words.group("party")) is not None
    if words is None or not named or words.group("party").lower().strip() not in _PARTIES:
        return start
    behind_name = re.search(r"[A-Z][\w'’-]* $", text[:start]) is not None
    return words.end("party") + start if behind_name or words.group("party") == "Labour " else start


_PLACES = re.compile(r"(?:Europe|Africa|Asia|Middle East|Western Balkans) ")
_PARTIES = ("party", "labour", "front", "democracy", "reform")


def _end_of(text: str, match: re.Match[str]) -> int:
    """Where a title ends: behind its department, but not within the name of a body, as in "secretary-general
    of the Energy Forum"."""
    role = match.group("core").lower()
    if match.group("tail") is None:
        behind = _DEPARTMENT.match(text, match.end())
        return behind.end() if behind and role.endswith(_WITH_DEPARTMENT) else match.end()
    if _goes_on(text, match.end()):
        return match.end("core")  # "secretary of the Health Workers Union"
    if role.endswith(_WITHOUT_DEPARTMENT) and not role.endswith("general secretary"):
        return match.end("core")
    return match.end()


_GOES_ON = re.compile(r"(?: [A-Z][\w-]+)+")


def _goes_on(text: str, place: int) -> bool:
    """Whether the name of a body ends behind a place: "Workers Union"."""
    match = _GOES_ON.match(text, place)
    return match is not None and any(
        word.lower() in load_offices().bodies for word in match.group().split()
    )


# Heads of whole states and bodies, who have no department: what follows is the name of the body.
_WITHOUT_DEPARTMENT = (
    "secretary-general", "secretary general", "director-general", "director general", "president", "chairman",
    "chairwoman", "chairperson", "chair", "leader", "leaders", "speaker", "governor", "mayor", "king", "queen",
)  # fmt: skip


def _as_role(title: str) -> str:
    """A title as roles have it: small, without the "'s" of "the foreign ministry's spokesman"."""
    role = re.sub(r"\s+", " ", title.lower()).replace("’", "'")
    return re.sub(r"\b(ministry|department|office|government|embassy)'s\b", r"\1", role)


# "House of Representatives", "Council of Ministers".
_IN_A_NAME = re.compile(
    r"\b(?:House|Chamber|Council|Committee|Board|Conference|Cabinet|Congress|Assembly) of (?:the )?(?:\w+ )?$"
)


# No title goes on behind one of these; most stretches between them have no office at all.
_PARTS = re.compile(r"[^;:()!?\n]+")


def may_hold_offices(words: Set[str]) -> bool:
    """Whether a text of these runs of letters, in lower case, may have a title."""
    return not load_offices().last_words.isdisjoint(words)


def _titles(text: str, offices: OfficeWords) -> Iterator[re.Match[str]]:
    words = _LETTERS.findall(text.lower())
    if offices.last_words.isdisjoint(words):
        return
    for part in _PARTS.finditer(text):
        start, end = part.span()
        whole = end - start == len(text)
        if whole or not offices.last_words.isdisjoint(_LETTERS.findall(part.group().lower())):
            yield from _titles_between(text, start, end, offices)


def _titles_between(
    text: str, place: int, end: int, offices: OfficeWords
) -> Iterator[re.Match[str]]:
    """The titles between two places: looked for only at the words that one may begin with."""
    for word in _LETTERS.finditer(text, place, end):
        start = word.start()
        if start >= place and word.group().lower() in offices.first_words:
            match = offices.pattern.match(text, start, end)
            if match is not None:
                yield match
                place = match.end()


_PAST = re.compile(r"^(?:former|then|ex)[ -]")
# "Deputy FBI Director X": the deputy of the director.
_DEPUTY_OF = re.compile(
    r" [A-Z][\w-]+ (?:Director|Chief|Head|Commissioner|Administrator|Chairman|Chairwoman)\b"
)
# "A Baptist minister", "a beauty queen".
_NO_OFFICES = ("minister", "queen", "queens", "king", "kings", "prince", "princess")
_IS_NO_OFFICE = re.compile(
    r"\b(?:Baptist|Methodist|Presbyterian|Lutheran|Anglican|Evangelical|Pentecostal|Unitarian|church|beauty|drag|prom|pageant|dancing|"
    r"drug|crime|mafia) $",
    re.IGNORECASE,
)


def find_titles(text: str) -> Iterator[Title]:
    """The titles in a text, in order."""
    offices = load_offices()
    for match in _titles(text, offices):
        start, end = _start_of(text, match), _end_of(text, match)
        if text[start:end].lower() == "leader of the opposition" and _goes_on(text, end):
            end = start + len("leader")  # "leader of the opposition Reform Party"
        role = _as_role(text[start:end])
        plural = match.group("plural") is not None
        if plural:
            role = role.removesuffix("s")
        if match.group("core").lower().endswith("prime-minister"):
            role = role.replace("-", " ")  # "then-prime-minister"
        if plural and _IN_A_NAME.search(text[: match.start()]):
            continue
        if _PAST.sub("", role) in offices.only_of and not _is_an_office(text, match):
            continue
        if role.endswith("deputy") and _DEPUTY_OF.match(text, end):
            continue
        if _IS_NO_OFFICE.search(text[:start]) and match.group("core").lower() in _NO_OFFICES:
            continue
        yield Title(start, match.end("core"), end, role, plural)
