"""Offices that stand for a person named before: "Rosa Vidal shelves the bill. The president says …".

Only where the text has named one person of a state and nobody's office yet: the words could mean
anybody else otherwise.
"""

from __future__ import annotations

import re

from treatygraph.extract.discourse import Discourse, choose
from treatygraph.extract.holders import Holder
from treatygraph.extract.implied import known_person
from treatygraph.extract.names import Mention
from treatygraph.extract.offices import Title
from treatygraph.extract.reading import Reading
from treatygraph.model import Entity, EntityKind

# Of whom a state has one.
_HEADS = (
    "president", "prime minister", "premier", "chancellor", "king", "queen", "emir", "sultan", "head of state", "head of government",
    "chief executive", "first minister",
)  # fmt: skip
_BEGINS = re.compile(
    r"(?:^|[.!?;:][\"”’)]* |\b(?:before|after|when|while|since|until|because|where|but) )[Tt]he (?P<whose>[A-Z][\w-]+ )?$"
)
_GOES_ON = re.compile(r" (?!(?:of|and|or|who|that|which|to|for|in|at)\b)[a-z]+")


def holder_named_before(
    title: Title, reading: Reading, discourse: Discourse
) -> tuple[Holder, Entity] | None:
    """The only person whom the text has named so far, and their state, where a title stands for them."""
    text, offset = reading.passage.text, reading.passage.start
    opening = _BEGINS.search(text[: title.start])
    if (
        title.role not in _HEADS
        or opening is None
        or discourse.persons
        or _GOES_ON.match(text, title.end) is None
    ):
        return None
    place = offset + title.start
    before = [m for m in discourse.mentions if m.start < place and is_person(m)]
    here = [m for m in before if m.start >= offset]
    if not here or len({_keys(m) for m in before}) != 1:
        return None
    named = here[0]
    name = discourse.text[named.start : named.end]
    state = known_person(name, discourse)
    if " " not in name or state is None or state.kind.is_body:
        return None
    whose = [m for m in reading.mentions if m.start == offset + opening.start("whose")]
    if opening.group("whose") and (not whose or choose(whose[0], discourse, {"state"}) != state):
        return None
    return Holder(name, named.start - offset, named.end - offset, before=True), state


def is_person(mention: Mention) -> bool:
    """Whether a name is one of a person whom the catalogue knows."""
    return any(c.entity.kind is EntityKind.PERSON for c in mention.candidates)


def _keys(mention: Mention) -> frozenset[str]:
    return frozenset(c.entity.key for c in mention.candidates)
