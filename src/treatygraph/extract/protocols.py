"""Protocols that a text names by their convention: "the Convention's Protocol 13", "the Optional Protocol
thereto", "its First Additional Protocol".

One that stands by its number alone ("Protocol 15") belongs to the one convention of the text that has such
a protocol. They are found before the text is parsed, as one mention each: the name of the convention in them is no
object of its own. What could be one of several protocols is left to ``objects``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from treatygraph.extract.names import Candidate, Mention
from treatygraph.model import Catalogue, Entity, EntityKind

_ORDINALS = (
    *(
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    ),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
)
_PROTOCOL = re.compile(
    rf"\b(?:(?P<nth>{'|'.join(_ORDINALS)}) )?(?:(?P<sort>optional|additional) )?"
    r"protocol\b(?: (?:no\.? ?|number )?(?P<number>\d{1,2}(?:bis)?)\b)?",
    re.IGNORECASE,
)
# What an agreement of another sort stands behind: "Protocol 4 on the definition of goods".
_OF_ANOTHER = re.compile(r" ?\(| (?:to|of|on|annexed|thereto)\b", re.IGNORECASE)
_NOUN = r"(?:convention|covenant|treaty|charter)"
_OWNED = re.compile(rf"(?:\bits|\b{_NOUN}(?:'s|’s)) $", re.IGNORECASE)
_BEHIND = re.compile(
    rf" (?:thereto|to it)\b| to (?:the|that|this) (?:same )?{_NOUN}\b(?! (?:on|for|against|of)\b)",
    re.IGNORECASE,
)
_TO = re.compile(r" (?:to|of) (?:the )?", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:'s|’s|'|’) $")
# How far back the convention may stand, in characters.
_REACH = 400


def with_protocols(text: str, mentions: Sequence[Mention], catalogue: Catalogue) -> list[Mention]:
    """The mentions, and among them the protocols that are named by their convention; half-open offsets,
    in text order, without overlaps."""
    if "protocol" not in text.lower():
        return list(mentions)
    found = list(_protocols(text, mentions, catalogue))
    found += [
        m
        for m in _numbered(text, mentions, catalogue)
        if not any(p.start < m.end and m.start < p.end for p in (*found, *mentions))
    ]
    kept = [m for m in mentions if not any(p.start < m.end and m.start < p.end for p in found)]
    return sorted([*kept, *found], key=lambda m: m.start)


def _protocols(text: str, mentions: Sequence[Mention], catalogue: Catalogue) -> Iterator[Mention]:
    for match in _PROTOCOL.finditer(text):
        if not any(match.groups()):
            continue
        start, end = match.span()
        before = [m for m in mentions if m.end <= start]
        owner = (
            before[-1] if before and _POSSESSIVE.fullmatch(text[before[-1].end : start]) else None
        )
        if (named := _named_behind(text, end, mentions)) is not None:
            members = [p for e in _treaties(named) for p in _members(e, match, catalogue)]
            if len(members) == 1:
                yield Mention(start, named.end, (Candidate(members[0], members[0].names[0]),))
            continue
        behind = _BEHIND.match(text, end)
        if owner is None and behind is None and not _OWNED.search(text[:start]):
            continue
        for convention in [owner] if owner is not None else reversed(before):
            if start - convention.end > _REACH:
                break
            members = [p for e in _treaties(convention) for p in _members(e, match, catalogue)]
            if len(members) == 1:
                first = owner.start if owner is not None else start
                last = behind.end() if behind is not None else end
                yield Mention(first, last, (Candidate(members[0], members[0].names[0]),))
            if members or any(catalogue.members.get(e.key) for e in _treaties(convention)):
                break


def _named_behind(text: str, end: int, mentions: Sequence[Mention]) -> Mention | None:
    """The convention in "Protocol 6 to the European Convention on Human Rights", "the sixth protocol of
    the Convention"."""
    to = _TO.match(text, end)
    found = (m for m in mentions if to is not None and m.start == to.end() and _treaties(m))
    return next(found, None)


def _numbered(text: str, mentions: Sequence[Mention], catalogue: Catalogue) -> Iterator[Mention]:
    """ "Protocol 15", "the sixth protocol", where the text names one convention that has such a protocol."""
    owners = {e.key: e for m in mentions for e in _treaties(m) if catalogue.members.get(e.key)}
    for match in _PROTOCOL.finditer(text):
        nth, sort, number = (match.group(name) for name in ("nth", "sort", "number"))
        high = nth and not sort and _ORDINALS.index(nth.lower()) >= _FIRST_HIGH
        named = number and not sort and not nth and "Protocol" in match.group()
        if not (high or named) or _OF_ANOTHER.match(text, match.end()):
            continue
        members = {p.key: p for e in owners.values() for p in _members(e, match, catalogue)}
        if len(members) == 1:
            found = next(iter(members.values()))
            yield Mention(*match.span(), (Candidate(found, found.names[0]),))


# Conventions often have a "third protocol" without a number.
_FIRST_HIGH = 3


def _treaties(mention: Mention) -> list[Entity]:
    entities = {c.entity.key: c.entity for c in mention.candidates if c.entity.kind.is_treaty}
    return list(entities.values())


def _members(convention: Entity, match: re.Match[str], catalogue: Catalogue) -> list[Entity]:
    """The protocols of a convention that the words can mean."""
    return [
        member
        for member in catalogue.members.get(convention.key, ())
        if member.kind is EntityKind.PROTOCOL and _fits(member.label.lower(), match)
    ]


def _fits(label: str, match: re.Match[str]) -> bool:
    number, nth, sort = (match.group(name) for name in ("number", "nth", "sort"))
    if nth and not sort:  # "the Second Protocol" is "Protocol No. 2"
        wanted = str(_ORDINALS.index(nth.lower()) + 1)
        numbered = re.search(r"\bno\. ?(\w+)", label)
        return (numbered.group(1) if numbered else "1") == wanted
    if number and not re.search(rf"\bno\. ?{number.lower()}\b", label):
        return False
    later = re.match(r"(second|third)\b", label)
    if nth and (later.group() if later else "first") != nth.lower():
        return False
    return not sort or sort.lower() in label
