"""Whom or what a statement is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from treatygraph.extract.deeds import (
    acts_before,
    doer_before,
    is_deed,
    is_written_by_a_body,
    whose_deed,
)
from treatygraph.extract.discourse import Discourse
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.parties import is_counted, party_of
from treatygraph.extract.pointers import entity_at, named_in
from treatygraph.extract.stances import StanceEntry
from treatygraph.extract.tree import (
    OBJECTS,
    children,
    is_passive,
    noun_lemma,
    own_subject,
    with_conjuncts,
)
from treatygraph.model import Entity, Stance


def targets_of(
    token: Token, entry: StanceEntry, speaker: Entity, parsed: Parsed, discourse: Discourse
) -> list[tuple[Entity, Token]]:
    """What a stance is aimed at; several where the words are coordinated."""
    targets = list(_targets(token, entry))
    own = own_side(speaker, discourse)
    if entry.stance is Stance.CALL and any(_is_anybody(t) for t in targets):
        treaty = _treaty_spoken_of(token, speaker, parsed, discourse)
        return [(treaty, token)] if treaty is not None else []
    fronted = fronted_state(token, (speaker.key, *own), parsed, discourse)
    if fronted is not None:
        return [fronted]
    for target in targets:
        several = _several(target, speaker, parsed, discourse)
        if several:
            return several
        voted = entry.lemma in _VOTING and target.pos_ == "PRON"
        if is_deed(target) and not voted and not _is_named(target, speaker, parsed, discourse):
            meant = whose_deed(target, entry.stance, (speaker.key, *own), parsed, discourse)
            if meant:
                return meant
        worked = (
            _by_whose_work(target, parsed, discourse) if entry.stance is Stance.SUPPORT else None
        )
        if worked is not None and worked[0].key not in (speaker.key, *own):
            return [worked]
        # What is applauded is the vote, not those that it went against.
        whole = entry.stance is not Stance.SUPPORT
        mine = own if entry.stance is Stance.DENIAL else ()
        found = named_in(target, speaker, parsed, discourse, skip=mine, clauses=whole)
        if found is not None and _may_be_aimed_at(found, target, entry):
            others = [(entity_at(t, parsed, discourse), t) for t in with_conjuncts(found[1])[1:]]
            return [found, *((e, t) for e, t in others if e is not None and e.key != found[0].key)]
    if entry.stance is Stance.DENIAL and (
        accuser := _accuser((speaker.key, *own), parsed, token, discourse)
    ):
        return [accuser]
    if any(t.pos_ == "PRON" for t in targets) and entry.lemma in _VOTING:
        return []
    if entry.stance in (Stance.CONDEMNATION, Stance.CONCERN):
        event = _whose_event(token, targets, speaker, parsed, discourse)
        harmed = any(noun_lemma(t) in _HARMFUL for t in targets)
        if event is not None and (event[0].kind.is_state or not harmed):
            return [event]
        if harmed:
            doer = doer_before(token, (speaker.key, *own), parsed, discourse, sentences=3)
            return [doer] if doer is not None and doer[0].kind.is_state else []
    return _done_before(token, targets, entry, (speaker.key, *own), parsed, discourse)


# Who suffers these does no wrong: "the attack on Ghana", "the invasion of Kuwait".
_HARMFUL = frozenset(
    (
        *("attack", "war", "aggression", "invasion", "assault", "strike", "bombing", "shelling"),
        *("annexation", "occupation", "murder", "killing", "kidnapping", "arrest", "detention"),
        *(
            "embargo",
            "sanction",
            "blockade",
            "offensive",
            "violence",
            "threat",
            "expulsion",
            "coup",
        ),
        *(
            "sinking",
            "seizure",
            "destruction",
            "shooting",
            "downing",
            "poisoning",
            "massacre",
            "raid",
        ),
        *("execution", "imprisonment", "persecution", "torture", "assassination", "abduction"),
    )
)


def is_victim(word: Token) -> bool:
    """Whether a word is whom an attack was on, and not whose it was."""
    node = word
    while node.dep_ in ("compound", "amod", "poss", "nmod", "conj"):
        if node.dep_ != "conj" and noun_lemma(node.head) in _HARMFUL:
            return False  # "the Russian attack"
        node = node.head
    while node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.pos_ != "VERB":
        if noun_lemma(node.head.head) in _HARMFUL:
            break
        node = node.head.head  # "the threats against the head of the Union"
    preposition = node.head
    above = preposition.head
    if above.dep_ == "acl" and above.tag_ == "VBN" and noun_lemma(above.head) in _HARMFUL:
        return preposition.lower_ in ("on", "against", "at", "towards", "toward")
    against = preposition.lower_ in ("on", "against", "of", "to", "in")
    return against and node.dep_ == "pobj" and noun_lemma(preposition.head) in _HARMFUL


def _by_whose_work(
    target: Token, parsed: Parsed, discourse: Discourse
) -> tuple[Entity, Token] | None:
    """Peru in "welcomes the progress made by Peru", "praised the steps that were taken by Peru"."""
    if parsed.mention(target) is not None:
        return None
    for clause in children(target, "acl", "relcl"):
        for agent in children(clause, "agent"):
            for doer in children(agent, "pobj"):
                entity = entity_at(doer, parsed, discourse)
                if entity is not None and (entity.kind.is_state or entity.kind.is_body):
                    return entity, doer
    return None


def _may_be_aimed_at(found: tuple[Entity, Token], target: Token, entry: StanceEntry) -> bool:
    """Not whom an attack was on, and in "will defend Estonia" not whom arms defend."""
    entity, place = found
    if entry.stance is Stance.CONDEMNATION:
        return not is_victim(place)
    with_arms = entry.stance is Stance.JUSTIFICATION and place.i == target.i
    return not with_arms or entity.kind.is_treaty


def _several(
    target: Token, speaker: Entity, parsed: Parsed, discourse: Discourse
) -> list[tuple[Entity, Token]]:
    """The states that "them" and "the two countries" mean."""
    counted = noun_lemma(target) in load_nouns().state and target.tag_ == "NNS"
    if target.lower_ not in ("them", "both") and not (
        counted and any(c.lower_ in ("both", "two", "three") for c in target.children)
    ):
        return []
    meant = [r.entity for r in party_of(target, parsed, discourse)]
    if target.lower_ == "both" and not children(target, "prep"):
        meant = (
            _two_before(target, parsed, discourse) or meant
        )  # "blames Peru and Chile, and asks both"
    return [(entity, target) for entity in meant if entity.key != speaker.key]


def _two_before(word: Token, parsed: Parsed, discourse: Discourse) -> list[Entity]:
    """The two states that a sentence has named before a word; none if they are not two."""
    named = (entity_at(t, parsed, discourse) for t in word.doc[word.sent.start : word.i])
    states = list(dict.fromkeys(e for e in named if e is not None and e.kind.is_state))
    return states if len(states) == 2 else []


def _is_named(target: Token, speaker: Entity, parsed: Parsed, discourse: Discourse) -> bool:
    """ "Russia's decision", "the decision of the court": whose it is, is said."""
    for child in children(target, "poss", "compound", "amod", "prep"):
        if child.dep_ == "prep" and child.lower_ not in ("of", "by", "from", "in"):
            continue
        for token in (child, *(children(child, "pobj") if child.dep_ == "prep" else ())):
            entity = entity_at(token, parsed, discourse)
            if entity is None or entity.key == speaker.key:
                continue
            if child.dep_ != "prep" or not entity.kind.is_treaty:
                return True  # "the exit from the Convention": of whom?
    return False


def _done_before(
    token: Token,
    targets: list[Token],
    entry: StanceEntry,
    own: tuple[str, ...],
    parsed: Parsed,
    discourse: Discourse,
) -> list[tuple[Entity, Token]]:
    """Whom a stance without a name is on: whoever the sentence before is about, where it is in the
    same paragraph ("Mali holds six ministers. Togo demanded their release")."""
    deploring = entry.stance in (Stance.CONCERN, Stance.CONDEMNATION)
    if not targets and deploring and (entry.needs or entry.lemma in ("protest", "object")):
        # "Voiced dismay", "protested".
        return whose_deed(token, entry.stance, own, parsed, discourse, reach=250)
    if not targets or entry.lemma in _VOTING:
        return []
    if entry.stance is Stance.JUSTIFICATION:
        home = next((discourse.catalogue.get(key) for key in own[1:]), None)
        return [(home, token)] if home is not None else []  # "defended the law": its own
    if entry.stance not in (Stance.CALL, Stance.CONCERN, Stance.CONDEMNATION):
        return []
    if any(is_counted(t) or (t.tag_ == "NNS" and t.lemma_ == "party") for t in targets):
        return []  # "regrets that two states have left", "urges the parties to that conflict"
    if entry.stance is Stance.CALL:
        acts = whose_deed(token, entry.stance, own, parsed, discourse, reach=250, acts_only=True)
        if acts and not acts[0][0].kind.is_treaty:
            return acts[:1]
    found = doer_before(token, own, parsed, discourse) if token.sent.start else None
    if found is None and discourse.author is not None and discourse.author.key == own[0]:
        topic = discourse.topic(own, parsed.starts[token.i], at_least=2)
        found = (topic[0], token) if topic is not None else None
    return [found] if found is not None else []


# "On Togo, …", "In the case of Togo, …".
_OPENINGS = (
    *("on ", "concerning ", "regarding ", "as for ", "as regards ", "with regard to "),
    *("in the case of ", "turning to ", "with respect to "),
)


def fronted_state(
    token: Token, own: Sequence[str], parsed: Parsed, discourse: Discourse
) -> tuple[Entity, Token] | None:
    """Whom a sentence says at its head that it is about: "On Togo, the Committee voiced concern"."""
    head = token.sent.text.lower()
    if not head.startswith(_OPENINGS) or "," not in head:
        return None
    for inner in token.sent:
        if inner.text == "," or inner.i >= token.i:
            return None
        entity = entity_at(inner, parsed, discourse)
        if entity is not None and entity.kind.is_state and entity.key not in own:
            return entity, inner
    return None


def _accuser(
    own: Sequence[str], parsed: Parsed, token: Token, discourse: Discourse
) -> tuple[Entity, Token] | None:
    """Whose charge is denied: who accused the speaker's side last."""
    place = parsed.starts[token.i]
    for said in reversed(discourse.said):
        if said.stance in (Stance.ACCUSATION, Stance.CONDEMNATION) and said.about.key in own:
            if place - said.evidence[0].end > _REACH:
                return None
            home = said.speaker.part_of or next(
                (h.of.key for h in discourse.persons.values() if h.person == said.speaker), None
            )
            state = discourse.catalogue.get(home) if home is not None else None
            return state or said.speaker, token
    return None


# How far behind a charge it may be denied.
_REACH = 500
# "Chile opposed it" tells how Chile voted.
_VOTING = ("oppose", "object")


def own_side(speaker: Entity, discourse: Discourse) -> list[str]:
    """The keys of the state or body that a speaker speaks for."""
    own = [speaker.part_of] if speaker.part_of else []
    return own + [h.of.key for h in discourse.persons.values() if h.person.key == speaker.key]


def _is_anybody(target: Token) -> bool:
    """ "Called on all states": on nobody; what is spoken of is what they are to do."""
    many = ("all", "every", "other", "remaining", "those", "others", "more")
    of_all = any(c.lower_ in many for c in target.children)
    named = any(c.dep_ in ("poss", "amod") and c.pos_ == "PROPN" for c in target.children)
    members = ("state", "government", "country", "nation", "member", "party", "signatory")
    named = named or any(
        t.pos_ == "PROPN" for p in children(target, "prep") for t in children(p, "pobj")
    )
    return of_all and not named and noun_lemma(target) in members


def _treaty_spoken_of(
    token: Token, speaker: Entity, parsed: Parsed, discourse: Discourse
) -> Entity | None:
    """What all are to sign: the treaty that the call names, or what the last act was about, or the
    last that was named."""
    for each in token.subtree:
        entity = entity_at(each, parsed, discourse)
        if entity is not None and entity.kind.is_treaty and entity.key != speaker.key:
            return entity
    for act in acts_before(parsed.starts[token.i], discourse):
        if act.object.kind.is_treaty:
            return act.object
    treaty = discourse.latest(parsed.starts[token.i], ("treaty",))
    return treaty[0] if treaty is not None else None


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
        if place is None or (place.lower_ == "it" and is_written_by_a_body(discourse)):
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
            yield from _objects(token)
        elif how == "clause":
            for clause in children(token, "ccomp", "xcomp", "acl", "relcl"):
                yield from children(clause, "nsubj", "nsubjpass", "csubj")
                yield clause
        elif how == "doer":  # "wants Peru to sign"
            for clause in children(token, "ccomp", "xcomp"):
                yield from children(clause, "nsubj", "nsubjpass")
        elif how == "main":
            for preposition in children(token.head, "prep", *OBJECTS):
                yield from children(preposition, "pobj", "prep")
        else:
            for base in nearby:
                for preposition in children(base, "prep", "agent", "dative"):
                    if preposition.lower_ == how:
                        yield from children(preposition, "pobj", "pcomp")
            clauses = [c for b in nearby for c in children(b, "advcl", "xcomp", "ccomp", "acl")]
            for clause in clauses:
                if any(mark.lower_ == how for mark in children(clause, "mark")):
                    yield from children(clause, "nsubj", "nsubjpass")


def _objects(verb: Token) -> Iterator[Token]:
    yield from children(verb, "dobj", "obj", "dative", "oprd")
    if is_passive(verb):
        yield from children(verb, "nsubjpass")
    elif _has_its_object_before(verb):
        yield verb.head


def _has_its_object_before(verb: Token) -> bool:
    """ "Spain, accused of …", "the treaty that they condemned"."""
    if verb.dep_ == "acl":
        return verb.tag_ == "VBN"
    own = [t for t in children(verb, "dobj", "obj") if t.lower_ not in ("whom", "which", "that")]
    return verb.dep_ == "relcl" and not own
