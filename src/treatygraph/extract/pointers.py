"""What the words for a target name or refer to: a state, a treaty or a body."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from treatygraph.extract.discourse import Discourse, choose
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.objects import object_of
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.parties import party_of
from treatygraph.extract.tree import (
    noun_lemma,
    own_subject,
)
from treatygraph.extract.unlisted import unlisted_objects
from treatygraph.model import ActKind, Entity

# Nouns that speak of the act that was told last.
_DEEDS = {
    "withdrawal": (ActKind.WITHDRAWAL, ActKind.LEAVING),
    "exit": (ActKind.WITHDRAWAL, ActKind.LEAVING),
    "departure": (ActKind.LEAVING, ActKind.WITHDRAWAL),
    "ratification": (ActKind.RATIFICATION,),
    "accession": (ActKind.ACCESSION, ActKind.JOINING),
    "suspension": (ActKind.SUSPENSION, ActKind.MEMBERSHIP_SUSPENSION),
}


def named_in(
    target: Token,
    speaker: Entity,
    parsed: Parsed,
    discourse: Discourse,
    *,
    skip: Iterable[str] = (),
    clauses: bool = True,
) -> tuple[Entity, Token] | None:
    """What a target names: itself, or the nearest state, body or treaty below it."""
    described = unlisted_objects(target, (), parsed, discourse)
    if described and len(described[0][1]) > 1:  # "the border pact between Chad and Libya"
        return described[0][0].entity, target
    near = _outward(target, clauses=False)
    far = [t for t in _outward(target, clauses=True) if t not in near] if clauses else []
    for resolve, inside in (
        (entity_at, near),
        (_referred, near),
        (entity_at, far),
        (_referred, far),
    ):
        for token in inside:
            entity = resolve(token, parsed, discourse)
            if token.lower_ in ("him", "her") and entity is not None:
                entity = _side_of_other(token, speaker, parsed, discourse)
            if entity is not None and entity.key not in (speaker.key, *skip):
                return entity, token
    return None


def _side_of_other(
    token: Token, speaker: Entity, parsed: Parsed, discourse: Discourse
) -> Entity | None:
    """Whom "him" brings up where the last person named is the speaker: the one before, unless they are
    of one side ("condemned the blast, of which word reached him")."""
    held = [h for h in discourse.persons.values() if h.place < parsed.starts[token.i]]
    own = {h.of.key for h in held if h.person.key == speaker.key}
    last = discourse.last_holder(parsed.starts[token.i])
    if last is not None and last.person.key == speaker.key:
        others = [h for h in held if h.person.key != speaker.key]
        last = max(others, key=lambda h: h.place, default=None)
    return last.of if last is not None and last.of.key not in own else None


def _outward(target: Token, *, clauses: bool) -> list[Token]:
    """The words below a target, the nearest in the tree first; without its clauses if so asked."""
    found, level = [target], [target]
    while level:
        below = [
            c
            for t in level
            for c in t.children
            if (clauses or c.dep_ not in ("relcl", "acl", "advcl"))
            and not (c.dep_ == "conj" and c.pos_ == "VERB" and own_subject(c) is None)
        ]
        found.extend(below)
        level = below
    return found


def entity_at(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """The state, treaty or body that a word names."""
    mention = parsed.mention(token)
    if mention is None:
        return None
    return choose(mention, discourse, {"state"}) or choose(mention, discourse, {"treaty", "body"})


_NAMES = (
    "call",
    "brand",
    "label",
    "describe",
    "deem",
    "denounce",
    "condemn",
    "criticise",
    "criticize",
)
_ORGANS = ("parliament", "government", "senate", "duma", "congress", "assembly", "legislature")
_STATES = ("country", "nation", "government", "regime", "junta", "authority", "leadership")
_ASKS = ("ask", "urge", "request", "call", "press")
_HOUSES = {"senate": "us-senate", "house": "us-house", "congress": "us-congress"}


def _own_house(token: Token, discourse: Discourse) -> Entity | None:
    """ "The Senate", in what an official of the United States says."""
    key = _HOUSES.get(token.lower_) if token.text[:1].isupper() else None
    author = discourse.author
    if key is None or author is None:
        return None
    home = discourse.persons.get(author.label.split()[-1].lower())
    listed = discourse.person_named(author.label)
    known = home.of.key if home is not None else (listed.part_of if listed is not None else None)
    if known != "state/USA":
        return None
    return discourse.catalogue.get(f"body/{key}")


def _referred(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """What "the pact", "the organisation" or a leader's name refers to."""
    if parsed.mention(token) is not None:
        return None
    house = _own_house(token, discourse)
    if house is not None:
        return house
    words = load_nouns()
    if token.lower_ == "it" and token.dep_ in ("dobj", "nsubj") and token.head.lemma_ in _NAMES:
        meant = object_of(token, parsed, discourse)  # "calling it a sham"
        return meant[0].entity if meant else None
    if noun_lemma(token) in _ORGANS and token.head.lemma_ in _ASKS:
        asked = party_of(token, parsed, discourse)  # "asks parliament to ratify it"
        return asked[0].entity if asked else None
    if token.lower_ in ("him", "her") and token.dep_ == "dobj":
        holder = discourse.last_holder(parsed.starts[token.i])
        return holder.of if holder is not None else None
    if noun_lemma(token) in _STATES and any(c.lower_ in ("the", "its") for c in token.children):
        meant_state = party_of(token, parsed, discourse)
        return meant_state[0].entity if meant_state else None
    called = noun_lemma(token) in words.body | words.treaty
    if token.pos_ == "NOUN" or (called and any(c.lower_ == "the" for c in token.children)):
        kinds = _DEEDS.get(token.lemma_.lower(), ())
        for act in reversed(discourse.acts):
            if act.kind in kinds:
                return act.object
        objects = object_of(token, parsed, discourse)
        return objects[0].entity if objects else None
    if token.pos_ == "PROPN" and token.lower_ in discourse.persons:
        parties = party_of(token, parsed, discourse)
        return parties[0].entity if parties else None
    return None
