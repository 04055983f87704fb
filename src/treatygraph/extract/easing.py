"""What the parser need not see: counts of votes and places that stand between a verb and its object, and
the last comma of a list; and the comma that it misses between two clauses.

"Approved by 120 votes to 30 the pact with Fiji" passes for a passive, and "sign in Lima a tax treaty"
for a noun. Neither the votes nor the place is part of any claim, so the parser reads on without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from treatygraph.extract.names import Mention
from treatygraph.model import NameKind

_NUMBER = r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten)"
_VOTES = re.compile(
    rf",? (?:by|with|in) (?:an? (?:\w+ )?(?:vote|majority|margin) of )?{_NUMBER}(?: votes| ballots)?"
    rf"(?: in favou?r| for)?(?: to|,? against| and| out of|–|-) ?{_NUMBER}(?: votes| against| abstentions)?"
    rf"(?:,? (?:and |with )*{_NUMBER} abst(?:entions?|aining))?,?(?= (?:an?|the|its|their|to|in|on|that)\b|[.;:])"
)
# "The Boundary Treaty of 1920 lapses": the verb passes for a noun behind a number.
_OF_YEAR = re.compile(
    r"(?<=Treaty|otocol|eement|ention) of (?:1[89]|20)\d\d(?= (?:laps|expir|end|run)(?:e?s|ed)\b)"
)
_DOUBLET = re.compile(r"\bnull and (?=void\b)")
_VERBS = (
    r"(?:co-?sign|initial|ink|adopt|ratif|approv|conclud|strik|reach|agre|finali[sz]|endors|exchang|swap|"
    r"tear|denounc)(?:e?s|e?d|ies|ied|led|ped|y|e)?|signs?|signed|struck|tore"
)
_PLACE = re.compile(
    rf"\b(?:{_VERBS})(?: (?:an )?agreement| a deal)?(?P<place>(?:,? (?:in|at) (?:the |nearby |[a-z]+ern )?(?:[A-Z][\w’'-]*|of|the)"
    rf"(?: (?:[A-Z][\w’'-]*|de|of|the))*(?: at \d[\d.:]* ?(?:[ap]\.?m\.?)?)?,?)+)"
    rf"(?= (?:an?|the|its|their|his|her|two|three|four|five|six|several|new|on (?:an?|the) )\b)"
)


def left_out(text: str, mentions: Iterable[Mention], offset: int) -> list[tuple[int, int]]:
    """The stretches of a passage that the parser need not see, as offsets in it. ``offset`` is where the
    passage begins in its document."""
    every = list(mentions)
    named = [
        (m.start - offset, m.end - offset)
        for m in every
        if not any(_is_place(c.entity.kind.is_state, c.name.kind) for c in m.candidates)
    ]
    found = [*_stretches(text), *_serial_commas(text, every, offset)]
    return [
        (start, end)
        for start, end in sorted(found)
        if not any(start < b and a < end for a, b in named)
    ]


def _serial_commas(
    text: str, mentions: Iterable[Mention], offset: int
) -> Iterator[tuple[int, int]]:
    """The comma in front of the "and" of a list of names: "Chile, Peru, and Fiji sign" passes for two
    clauses, the second of which is about Fiji alone."""
    ordered = sorted(mentions, key=lambda m: m.start)
    for first, second, third in zip(ordered, ordered[1:], ordered[2:], strict=False):
        listed = re.fullmatch(r", (?:the )?", text[first.end - offset : second.start - offset])
        last = re.fullmatch(r", and (?:the )?", text[second.end - offset : third.start - offset])
        if listed and last:
            yield second.end - offset, second.end - offset + 1


_VERB = re.compile(
    r"(?:'s \w+)? (?:(?:also|then|later|finally|never|duly|too) )?"
    r"(?:\w+ed|has|had|have|did|does|is|was|will|would|quit|left|withdrew|came|went|became|says|said)\b"
)


def clauses_apart(
    text: str, mentions: Iterable[Mention], ends_of_dates: Iterable[int], offset: int
) -> frozenset[int]:
    """Where the parser should see a comma, as offsets in the passage: "Chile signed it in May and Peru
    ratified it" passes for a date and a state, "Chile signed the pact and Peru ratified it" for two things."""
    behind = {}
    ends = list(ends_of_dates)
    for mention in mentions:
        if all(c.entity.kind.is_state for c in mention.candidates):
            behind[mention.start - offset] = mention.end - offset
        elif _OF_A_DEED.search(text, 0, mention.start - offset):
            ends.append(mention.end)
    found = set[int]()
    for end in ends:
        joint = _JOINT.match(text, end - offset)
        name = behind.get(joint.end()) if joint is not None else None
        if name is not None and _VERB.match(text, name):
            found.add(end - offset)
    return frozenset(found)


# What stands in front of a treaty or body that somebody does something to.
_OF_A_DEED = re.compile(
    r"\b(?:sign(?:s|ed)|ratifie[sd]|left|leaves|quits?|join(?:s|ed)|enter(?:s|ed)|denounce[sd]|"
    r"(?:withdrew|withdraws) from|acceded? to) (?:the )?$"
)
_JOINT = re.compile(r" (?:and|but|while|whereas) (?:the )?")


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    for match in _OF_YEAR.finditer(text):
        yield match.span()
    for match in _DOUBLET.finditer(text):
        yield match.span()
    for match in _VOTES.finditer(text):
        yield match.span()
    for match in _PLACE.finditer(text):
        yield match.span("place")


def _is_place(a_state: bool, kind: NameKind) -> bool:
    """Whether a name may be that of a place: a state or its capital."""
    return a_state and kind is not NameKind.DEMONYM
