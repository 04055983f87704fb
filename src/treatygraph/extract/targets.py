"""Whom or what a statement is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from treatygraph.extract.discourse import Discourse, choose
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.objects import object_of
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.parties import party_of
from treatygraph.extract.stances import StanceEntry
from treatygraph.extract.tree import (
    OBJECTS,
    children,
    is_passive,
    noun_lemma,
    own_subject,
    with_conjuncts,
)
from treatygraph.model import ActKind, Entity, Stance

# Nouns that speak of the act that was told last.
_DEEDS = {
    "withdrawal": (ActKind.WITHDRAWAL, ActKind.LEAVING),
    "exit": (ActKind.WITHDRAWAL, ActKind.LEAVING),
    "departure": (ActKind.LEAVING, ActKind.WITHDRAWAL),
    "ratification": (ActKind.RATIFICATION,),
    "accession": (ActKind.ACCESSION, ActKind.JOINING),
    "suspension": (ActKind.SUSPENSION, ActKind.MEMBERSHIP_SUSPENSION),
}


def targets_of(
    token: Token, entry: StanceEntry, speaker: Entity, parsed: Parsed, discourse: Discourse
) -> list[tuple[Entity, Token]]:
    """What a stance is aimed at; several where the words are coordinated."""
    targets = list(_targets(token, entry))
    for target in targets:
        # What is applauded is the vote, not those that it went against.
        whole = entry.stance is not Stance.SUPPORT
        found = named_in(target, speaker, parsed, discourse, clauses=whole)
        if found is not None:
            others = [(entity_at(t, parsed, discourse), t) for t in with_conjuncts(found[1])[1:]]
            return [found, *((e, t) for e, t in others if e is not None and e.key != found[0].key)]
    if entry.stance is Stance.CALL and any(_is_anybody(t) for t in targets):
        treaty = discourse.latest(parsed.starts[token.i], ("treaty",))
        return [(treaty[0], token)] if treaty is not None else []
    if entry.stance in (Stance.CONDEMNATION, Stance.CONCERN):
        event = _whose_event(token, targets, speaker, parsed, discourse)
        return [event] if event is not None else []
    return []


def _is_anybody(target: Token) -> bool:
    """ "Called on all states": on nobody; what is spoken of is what they are to do."""
    of_all = any(c.lower_ in ("all", "every", "other", "remaining") for c in target.children)
    return of_all and noun_lemma(target) in ("state", "government", "country", "nation", "member")


def _whose_event(
    token: Token, targets: list[Token], speaker: Entity, parsed: Parsed, discourse: Discourse
) -> tuple[Entity, Token] | None:
    """Who did what is condemned, where only the deed is named: "despite protests from Spain",
    "the European Union criticises the expulsions", "have expressed concern, viewing the move as …"."""
    if token.pos_ == "NOUN":
        places = [own_subject(token.sent.root)]
    elif targets and token.sent.start > 0:
        places = [own_subject(parsed.doc[token.sent.start - 1].sent.root)]
    elif not targets:
        places = [*children(token, "advcl", "prep")]
    else:
        return None
    for place in places:
        if place is None:
            continue
        parties = party_of(place, parsed, discourse)
        if parties and parties[0].entity.key != speaker.key:
            return parties[0].entity, place
        found = named_in(place, speaker, parsed, discourse)
        if found is not None:
            return found
    return None


def _targets(token: Token, entry: StanceEntry) -> Iterator[Token]:
    nearby = [token, *children(token, "dobj", "obj", "prt", "acomp", "attr", "oprd", "prep")]
    nearby += [c for t in nearby[1:] for c in children(t, "oprd", "dobj", "conj")]
    for how in entry.about:
        if how == "direct":
            yield from children(token, "dobj", "obj", "dative", "oprd")
            if is_passive(token):
                yield from children(token, "nsubjpass")
            elif _has_its_object_before(token):
                yield token.head
        elif how == "clause":
            for clause in children(token, "ccomp", "xcomp", "acl", "relcl"):
                yield from children(clause, "nsubj", "nsubjpass", "csubj")
                yield clause
        elif how == "main":
            for preposition in children(token.head, "prep", *OBJECTS):
                yield from children(preposition, "pobj", "prep")
        else:
            for base in nearby:
                for preposition in children(base, "prep", "agent", "dative"):
                    if preposition.lower_ == how:
                        yield from children(preposition, "pobj", "pcomp")
            for clause in children(token, "advcl", "xcomp", "ccomp", "acl"):
                if any(mark.lower_ == how for mark in children(clause, "mark")):
                    yield from children(clause, "nsubj")


def _has_its_object_before(verb: Token) -> bool:
    """ "Spain, accused of …", "the treaty that they condemned"."""
    if verb.dep_ == "acl":
        return verb.tag_ == "VBN"
    own = [t for t in children(verb, "dobj", "obj") if t.lower_ not in ("whom", "which", "that")]
    return verb.dep_ == "relcl" and not own


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
    inside = _outward(target, clauses)
    for resolve in (entity_at, _referred):
        for token in inside:
            entity = resolve(token, parsed, discourse)
            if entity is not None and entity.key not in (speaker.key, *skip):
                return entity, token
    return None


def _outward(target: Token, clauses: bool) -> list[Token]:
    """The words below a target, the nearest in the tree first; without its clauses if so asked."""
    found, level = [target], [target]
    while level:
        below = [
            c
            for t in level
            for c in t.children
            if clauses or c.dep_ not in ("relcl", "acl", "advcl")
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
