"""Conferences of bodies and crowds of states, whose approval of a treaty is its adoption.

"the Health Assembly approved a convention on tobacco" and "ninety states approved a pact on
mercury" tell that the treaty was adopted, not that anybody ratified it.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from treatygraph.extract.parsing import Parsed
from treatygraph.extract.parties import is_counted
from treatygraph.extract.tree import children, noun_lemma

_MEETINGS = frozenset(
    ("conference", "assembly", "congress", "summit", "plenary", "meeting", "session", "convention")
)
_MEMBERS = frozenset(("member", "delegate", "delegation", "negotiator", "diplomat"))
_NAMED_MEETING = re.compile(r"\b(?:Assembly|Conference|UNGA)\b")
_OF_STATES = re.compile(r"\bParliament", re.IGNORECASE)


def is_gathered(subject: Token | None, parsed: Parsed) -> bool:
    """Whether somebody is a conference of a body, or so many states: "the assembly of the League",
    "120 governments", "the World Health Assembly"; not the assembly of a state."""
    if subject is None:
        return False
    mention = parsed.mention(subject)
    if mention is not None:
        body = all(c.entity.kind.is_body for c in mention.candidates)
        name = parsed.text(subject)
        return body and bool(_NAMED_MEETING.search(name)) and not _OF_STATES.search(name)
    lemma = noun_lemma(subject)
    if lemma in _MEETINGS | _MEMBERS and any(_is_of_a_body(t, parsed) for t in _owners(subject)):
        return True
    return is_counted(subject)


def _owners(noun: Token) -> list[Token]:
    """Whose a noun is: "UNESCO's conference", "the conference of UNESCO", "the UNESCO conference"."""
    of = [
        t for p in children(noun, "prep") if p.lower_ in ("of", "at") for t in children(p, "pobj")
    ]
    return [*children(noun, "poss", "compound", "nmod"), *of]


def _is_of_a_body(owner: Token, parsed: Parsed) -> bool:
    mention = parsed.mention(owner)
    return mention is not None and all(c.entity.kind.is_body for c in mention.candidates)
