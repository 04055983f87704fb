"""Official titles of treaties that no catalogue lists, found before the text is parsed.

"The Agreement between the Government of Chile and the Government of Peru on Fisheries Surveillance (the
“Agreement”), signed at Lima on 3 May 2010" is one name. It would break the parse, and the states in it
do nothing. So a title is found by its capitals, as one mention, with its parties and its year; what the
text says that it calls it from then on is found with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from treatygraph.extract.dates import find_dates, resolve_date
from treatygraph.extract.forms import letters_of
from treatygraph.extract.names import Candidate, Mention
from treatygraph.extract.unlisted import TREATIES, unlisted_treaty
from treatygraph.model import Entity, Name, NameKind, PartialDate

_HEADS = (
    "Treaty|Treaties|Agreement|Agreements|Convention|Conventions|Protocol|Protocols|Covenant|Charter|"
    "Memorandum of Understanding|Accord|Accords|Pact|Compact|Exchange of Notes"
)
_HEAD = re.compile(_HEADS)
# Without one of these words, in lower case, a text has no such title.
TITLE_WORDS = letters_of(_HEADS) - {"of"}
_CAPITAL = r"[A-Z][\w'’-]*"
_SMALL = (
    "of|on|for|to|and|the|between|among|with|in|against|by|concerning|regarding|relating|respect|as|from|"
    "at|its|under|amending|establishing|certain|or|their|, and|,"
)
_TITLE = re.compile(
    rf"(?<![\w’'])(?P<front>(?:{_CAPITAL}(?: (?:and|of|for|on|in) (?=[A-Z])| ))*?)(?P<head>{_HEADS})\b"
    rf"(?P<tail>(?:(?:(?:,? (?:{_SMALL}))* |, (?={_CAPITAL}(?:, {_CAPITAL})*,? and {_CAPITAL}))"
    rf"(?:{_CAPITAL}|[12]\d{{3}})(?:’s|'s)?)+)"
)
_JOINT = re.compile(r"\b(?:between|among)\b")
_TOPIC = re.compile(
    r"\b(?:on|concerning|regarding|relating to|for|against)\b (?:the )?(?P<topic>.+)$"
)
_CALLED = re.compile(
    r",?\s*\((?:hereinafter |hereafter |henceforth )?(?:referred to as )?(?:the )?[\"“‘'](?:the )?"
    r"(?P<alias>[A-Z][\w .’'-]{1,40}?)[,.]?[\"”’']\)|,?\s*\((?:the )?(?P<letters>[A-Z][A-Za-z-]{2,12})\)"
)
_DONE = re.compile(r"[^.;()]{0,12}\b(?:signed|done|concluded|made|dated|adopted)\b[^.;]{0,60}")
# What ends a title: the next one begins.
_NEXT = re.compile(rf"(?:,| and| or),? (?:the )?(?:{_CAPITAL} )*(?:{_HEADS})\b")
# "… Agreement on Friday": a day is no part of a title.
_DAY = re.compile(
    r" (?:on |in |by |from |at |to )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|"
    r"April|May|June|July|August|September|October|November|December)\b| (?:in|since|by|until|before|after) [12]\d{3}\b"
)
# "An Association Agreement with Peru": with whom it is made is no part of a title.
_WITH = re.compile(r" with (?:the )?")
# Laws and bodies that are called after a treaty; "the Protocols by the ministry".
_NO_TITLE = re.compile(
    r"\b(?:Act|Law|Bill|Committee|Commission|Court|Party|Parties|Secretariat|Center|Centre|Fund|Day|Forum|"
    rf"Conference|Summit|Association|Council|Office|Organi[sz]ation)$|\b(?:{_HEADS}) (?:by|in|at|from|as)\b"
)
# "On acceding to the Convention, the European Union": there the main clause begins.
_NEW_CLAUSE = re.compile(r", (?:the|its|their) ")
_NO_START = frozenset(
    ("The", "This", "A", "An", "That", "These", "Those", "In", "On", "To", "By", "Under")
)


def with_titles(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, and among them the titles that no catalogue lists; what lies in a title is part
    of it. Half-open offsets, in text order, without overlaps."""
    if _HEAD.search(text) is None:
        return list(mentions)
    titles = [*_titles(text, mentions), *_joint_titles(text, mentions)]
    found = [*titles, *_called(text, titles)]
    kept = [m for m in mentions if not any(t.start < m.end and m.start < t.end for t in found)]
    return sorted([*kept, *found], key=lambda m: m.start)


def _titles(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    place = 0
    while match := _TITLE.search(text, place):
        start, end = _bounds(match)
        place = max(end, match.end("head"))
        if end <= match.end("head") or _NO_TITLE.search(text[start:end]):
            continue
        if _NEW_CLAUSE.match(match.group("tail")):
            continue
        if _is_listed(match, start, end, mentions):
            continue
        inside = [m for m in mentions if start <= m.start and m.end <= end]
        other = _WITH.match(text, match.end("head"))
        if other is not None and any(m.start == other.end() for m in inside):
            continue
        entity = _entity(text, start, end, match, inside)
        if entity is not None:
            yield Mention(start, end, (Candidate(entity, entity.names[0]),))


_LINK = re.compile(r" ?[–—-] ?")
_JOINT_TITLE = re.compile(rf"(?: [A-Z][\w’'-]*){{1,5}}? (?P<head>{_HEADS})\b")


def _joint_titles(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """ "The Chile–Peru Maritime Boundary Agreement": two states and what binds them."""
    for first, second in pairwise(mentions):
        match = _JOINT_TITLE.match(text, second.end)
        if match is None or not _LINK.fullmatch(text[first.end : second.start]):
            continue
        tied = [c.entity for m in (first, second) for c in m.candidates[:1]]
        if not all(e.kind.is_state or e.kind.is_body for e in tied):
            continue
        words = match.group().split()
        lemma = words[-1].lower() if words[-1].lower() in TREATIES else "agreement"
        entity = unlisted_treaty([w.lower() for w in words[:-1]], lemma, tied, "", None)
        title = Name(text[first.start : match.end()], NameKind.OFFICIAL)
        entity = replace(entity, names=(title, *entity.names))
        yield Mention(first.start, match.end(), (Candidate(entity, title),))


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    """Where the title begins and ends: without "The" in front, before the next title behind."""
    start = match.start()
    for word in match.group("front").split():
        if word not in _NO_START:
            break
        start += len(word) + 1
    tail = match.group("tail")
    following = _NEXT.search(tail) or _DAY.search(tail)
    end = match.start("tail") + following.start() if following else match.end()
    return start, end


def _is_listed(match: re.Match[str], start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Whether the catalogue knows it: a listed name has the head noun of the title."""
    head = match.start("head")
    return any(m.start <= head < m.end for m in mentions) or any(
        m.start <= start and end <= m.end for m in mentions
    )


def _entity(
    text: str, start: int, end: int, match: re.Match[str], inside: Sequence[Mention]
) -> Entity | None:
    title = " ".join(text[start:end].split())
    tail = text[match.start("tail") : end]
    joint = _JOINT.search(tail)
    parties: list[Entity] = []
    if joint:
        parties = [
            c.entity
            for m in inside
            if m.start >= match.start("tail")
            for c in m.candidates[:1]
            if c.entity.kind.is_state or c.entity.kind.is_body
        ]
    if len(parties) < 2 and len(tail.split()) < 4:
        return None
    lemma = match.group("head").lower().split()[0].removesuffix("s").replace("treatie", "treaty")
    if lemma not in TREATIES:
        lemma = "agreement"
    year = next((d.year for d in _dates_behind(text, end)), None)
    if len(parties) < 2:
        return unlisted_treaty([], lemma, (), title, None)
    about = [w for w in match.group("front").lower().split() if w not in ("the", "a", "an")]
    topic = _TOPIC.search(tail.split(" and ")[-1])
    if not about and topic:
        about = topic.group("topic").lower().split()
    entity = unlisted_treaty(about, lemma, tuple(dict.fromkeys(parties)), "", year)
    official = Name(title, NameKind.OFFICIAL)
    return replace(entity, names=(official, *(n for n in entity.names if n.text != title)))


def _dates_behind(text: str, end: int) -> Iterator[PartialDate]:
    """The day of signature, where it stands behind a title: ", signed at Lima on 3 May 2010"."""
    called = _CALLED.match(text, end)
    done = _DONE.match(text, called.end() if called else end)
    if done:
        for date in find_dates(done.group()):
            day = resolve_date(date, None)
            if day is not None:
                yield day


def _called(text: str, titles: Iterable[Mention]) -> Iterator[Mention]:
    """Where the text uses the word that it says it will use: (the “Agreement”)."""
    taken: set[int] = set()
    for title in reversed(list(titles)):
        match = _CALLED.match(text, title.end)
        if match is None:
            continue
        alias = match.group("alias") or match.group("letters")
        for place in re.finditer(rf"\b{re.escape(alias)}\b", text[title.end :]):
            start = title.end + place.start()
            if start not in taken and not text[title.end + place.end() :].startswith(" between"):
                taken.add(start)
                yield Mention(start, start + len(alias), title.candidates)
