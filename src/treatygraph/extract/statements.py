"""Statements: a state, a body, a named person or an office takes a stance on something.

Four ways of taking one are read: a verb of stance ("condemns", "calls on"), a noun of stance
("concern about"), a reporting verb with words of stance in what is reported ("says that … is a
breach"), and a reason given for the speaker's own act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.parsing import Parsed
from treatygraph.extract.referents import Discourse, choose, object_of, party_of
from treatygraph.extract.speakers import speakers, speaking_subject
from treatygraph.extract.stances import StanceEntry, StanceWords, load_stances
from treatygraph.extract.tree import (
    OBJECTS,
    children,
    is_infinitive,
    is_negated,
    is_passive,
    own_subject,
    with_conjuncts,
)
from treatygraph.model import (
    ActClaim,
    ActKind,
    Anchor,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Reason,
    Span,
    Stance,
    StatementClaim,
)

# Nouns that speak of the act that was told last.
_DEEDS = {
    "withdrawal": (ActKind.WITHDRAWAL, ActKind.LEAVING),
    "exit": (ActKind.WITHDRAWAL, ActKind.LEAVING),
    "departure": (ActKind.LEAVING, ActKind.WITHDRAWAL),
    "ratification": (ActKind.RATIFICATION,),
    "accession": (ActKind.ACCESSION, ActKind.JOINING),
    "suspension": (ActKind.SUSPENSION, ActKind.MEMBERSHIP_SUSPENSION),
}


@dataclass(frozen=True, slots=True)
class _Stance:
    """A stance before anybody is named: the word that takes it and the words for its target."""

    stance: Stance
    trigger: Token
    about: tuple[Entity, Token]
    rule: str


def find_statements(
    parsed: Parsed, discourse: Discourse, document: Document, acts: Sequence[ActClaim]
) -> Iterator[StatementClaim]:
    """The statements that a passage tells, in text order. ``acts`` are the act claims of the passage."""
    words = load_stances()
    triggers = {anchor.start for act in acts if (anchor := act.reason.anchor("trigger"))}
    for token in parsed.doc:
        if parsed.starts[token.i] in triggers:
            continue  # who denounces a treaty leaves it
        subject = speaking_subject(token) if token.pos_ in ("VERB", "AUX") else _owner(token)
        if subject is None:
            continue
        who = speakers(subject, parsed, discourse)
        if not who:
            continue
        for entity, place in who:
            for stance in _stances(token, entity, parsed, discourse, words, acts):
                if not _same_side(entity, stance.about[0], stance.stance):
                    yield _claim(stance, entity, place, parsed, document)
    yield from _authors_words(parsed, discourse, document, words)


def _authors_words(
    parsed: Parsed, discourse: Discourse, document: Document, words: StanceWords
) -> Iterator[StatementClaim]:
    """What a press release says in nobody else's name is its author's word."""
    author = discourse.author
    if author is None or parsed.passage.headline:
        return
    for token in parsed.doc:
        stance = words.cues.get(token.lemma_.lower())
        if stance not in (Stance.ACCUSATION, Stance.CONDEMNATION) or is_negated(token.head):
            continue
        if token.sent.root.lemma_.lower() in words.says:
            continue
        about = _blamed(token, author, parsed, discourse)
        if about is not None and about[0].kind.is_state:
            found = _Stance(stance, token, about, "stance-author")
            yield _claim(found, author, token, parsed, document)


def _blamed(
    cue: Token, author: Entity, parsed: Parsed, discourse: Discourse
) -> tuple[Entity, Token] | None:
    """Whose wrong it is: whose the noun is, or who does what the verb above it says."""
    own = _own_side(author, discourse)
    node = cue
    for _ in range(5):
        for child in children(node, "poss", "nsubj", "agent"):
            found = _named_in(child, author, parsed, discourse, skip=own, clauses=False)
            if found is not None:
                return found
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def _same_side(speaker: Entity, about: Entity, stance: Stance) -> bool:
    """Nobody accuses itself; it may well justify what itself did."""
    return speaker.key == about.key and stance is not Stance.JUSTIFICATION


def _owner(noun: Token) -> Token | None:
    """Whose a noun of stance is: "Russia's claims", "criticism by the EU"."""
    if noun.pos_ != "NOUN":
        return None
    for child in children(noun, "poss"):
        return child
    if noun.lemma_.lower() not in ("protest", "criticism", "condemnation", "call", "demand"):
        return None
    for preposition in children(noun, "prep", "agent"):
        if preposition.lower_ in ("by", "from"):
            for found in children(preposition, "pobj"):
                return found
    return None


def _stances(
    token: Token,
    speaker: Entity,
    parsed: Parsed,
    discourse: Discourse,
    words: StanceWords,
    acts: Sequence[ActClaim],
) -> Iterator[_Stance]:
    lemma = token.lemma_.lower()
    table = words.nouns if token.pos_ == "NOUN" else words.verbs
    for entry in table.get(lemma, ()):
        if entry.needs and not _has(token, entry.needs):
            continue
        if is_negated(token) and entry.stance is not Stance.DENIAL:
            continue
        targets = _about(token, entry, speaker, parsed, discourse)
        for about in targets:
            yield _Stance(entry.stance, token, about, f"stance-{lemma}")
        if targets:
            break
    if lemma in words.says or (lemma in words.nouns and token.pos_ == "NOUN"):
        found = _reported(token, speaker, parsed, discourse, words)
        if found is not None:
            yield found
        yield from _justified(token, speaker, parsed, discourse, words, acts)


def _has(token: Token, needed: frozenset[str]) -> bool:
    """Whether one of the needed words stands with the verb: its object, complement or "to"."""
    reach = [c for c in token.children if c.dep_ not in ("nsubj", "advcl", "conj", "relcl")]
    if token.dep_ == "relcl":
        reach.append(token.head)
    for child in list(reach):
        reach.extend(c for c in child.children if c.dep_ not in ("relcl", "acl", "advcl"))
    return any(t.lemma_.lower() in needed or t.lower_ in needed for t in reach)


def _about(
    token: Token, entry: StanceEntry, speaker: Entity, parsed: Parsed, discourse: Discourse
) -> list[tuple[Entity, Token]]:
    """What a stance is aimed at; several where the words are coordinated."""
    targets = list(_targets(token, entry))
    for target in targets:
        # What is applauded is the vote, not those that it went against.
        whole = entry.stance is not Stance.SUPPORT
        found = _named_in(target, speaker, parsed, discourse, clauses=whole)
        if found is not None:
            others = [(_entity_at(t, parsed, discourse), t) for t in with_conjuncts(found[1])[1:]]
            return [found, *((e, t) for e, t in others if e is not None and e.key != found[0].key)]
    if entry.stance in (Stance.CONDEMNATION, Stance.CONCERN):
        event = _whose_event(token, targets, speaker, parsed, discourse)
        return [event] if event is not None else []
    return []


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
        found = _named_in(place, speaker, parsed, discourse)
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
    return verb.dep_ == "relcl" and not children(verb, "dobj", "obj")


def _named_in(
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
    for resolve in (_entity_at, _referred):
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


def _entity_at(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    mention = parsed.mention(token)
    if mention is None:
        return None
    return choose(mention, discourse, {"state"}) or choose(mention, discourse, {"treaty", "body"})


def _referred(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """What "the pact", "the organisation" or a leader's name refers to."""
    if parsed.mention(token) is None and token.pos_ == "NOUN":
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


def _reported(
    verb: Token, speaker: Entity, parsed: Parsed, discourse: Discourse, words: StanceWords
) -> _Stance | None:
    """The stance that the words of what is reported take, and on whom."""
    clauses = children(verb, "ccomp", "xcomp", "parataxis", "dep", "oprd", "acl")
    clauses += [c for c in children(verb, "conj") if children(c, "mark")]
    clauses += [c for clause in clauses for c in children(clause, "conj")]
    for clause in clauses:
        tokens = [t for t in clause.subtree if parsed.mention(t) is None]
        denied = _denied(tokens, words)
        cue = denied or next((t for t in tokens if _is_cue(t, words)), None)
        if cue is None:
            continue
        stance = Stance.DENIAL if denied else words.cues[cue.lemma_.lower()]
        if stance is not Stance.DENIAL and is_negated(cue.head):
            continue
        own = _own_side(speaker, discourse)
        about = _subject_of(clause, speaker, parsed, discourse, own) or _named_in(
            clause, speaker, parsed, discourse, skip=own
        )
        if about is not None:
            return _Stance(stance, cue, about, "stance-reported")
    return None


def _is_cue(token: Token, words: StanceWords) -> bool:
    """A word of stance that is not a stance of its own, with a speaker of its own."""
    lemma = token.lemma_.lower()
    return lemma in words.cues and not (lemma in words.verbs and own_subject(token) is not None)


def _denied(tokens: Iterable[Token], words: StanceWords) -> Token | None:
    """ "Will not harm citizens": the word of harm that is negated."""
    return next((t for t in tokens if t.lemma_.lower() in words.harm and is_negated(t)), None)


def _own_side(speaker: Entity, discourse: Discourse) -> list[str]:
    """The keys of the state or body that a speaker speaks for."""
    own = [speaker.part_of] if speaker.part_of else []
    return own + [h.of.key for h in discourse.persons.values() if h.person.key == speaker.key]


def _subject_of(
    clause: Token, speaker: Entity, parsed: Parsed, discourse: Discourse, skip: Iterable[str]
) -> tuple[Entity, Token] | None:
    for subject in children(clause, "nsubj", "nsubjpass", "csubj"):
        found = _named_in(subject, speaker, parsed, discourse, skip=skip)
        if found is not None:
            return found
    return None


def _justified(
    verb: Token,
    speaker: Entity,
    parsed: Parsed,
    discourse: Discourse,
    words: StanceWords,
    acts: Sequence[ActClaim],
) -> Iterator[_Stance]:
    """The speaker's own act in what the verb reports, where a reason is given for it, and whom
    the reason accuses."""
    start, end = parsed.sentence_span(verb.sent)
    own = {speaker.key, *_own_side(speaker, discourse)}
    reason = next((t for t in verb.subtree if _is_reason(t, words)), None)
    if reason is None:
        return
    for act in acts:
        place = act.reason.anchor("trigger")
        party = {act.party.key if act.party else "", act.by.key if act.by else ""}
        if place and start <= place.start < end and party & own:
            anchor = act.reason.anchor("object")
            token = next(
                (t for t in verb.sent if anchor and parsed.starts[t.i] == anchor.start), verb
            )
            yield _Stance(Stance.JUSTIFICATION, reason, (act.object, token), "stance-reason")
            cue = next(
                (
                    t
                    for t in reason.subtree
                    if words.cues.get(t.lemma_.lower()) is Stance.ACCUSATION
                ),
                None,
            )
            culprit = _named_in(cue, speaker, parsed, discourse) if cue is not None else None
            if cue is not None and culprit is not None:
                yield _Stance(Stance.ACCUSATION, cue, culprit, "stance-reason")
            return


def _is_reason(token: Token, words: StanceWords) -> bool:
    """A word that opens a reason: "because …", "due to …", "over …", "to focus on …"."""
    if token.lower_ in words.reasons:
        return token.dep_ in ("mark", "prep", "advcl") or token.lower_ == "due"
    if token.lower_ == "over" and token.dep_ == "prep":
        return any(c.ent_type_ not in ("DATE", "TIME") for c in children(token, "pobj"))
    return token.dep_ == "advcl" and is_infinitive(token)


def _claim(
    stance: _Stance, speaker: Entity, place: Token, parsed: Parsed, document: Document
) -> StatementClaim:
    start, end = parsed.sentence_span(stance.trigger.sent)
    about, target = stance.about
    return StatementClaim(
        document=document.hash,
        evidence=(Evidence(start, end, document.text[start:end]),),
        reason=Reason(
            stance.rule,
            (
                _anchor("trigger", stance.trigger, parsed, document),
                _linked("speaker", place, stance.trigger, parsed, document),
                _linked("about", target, stance.trigger, parsed, document),
            ),
        ),
        confidence=0.6 if speaker.kind is EntityKind.PERSON else 0.7,
        speaker=speaker,
        stance=stance.stance,
        about=about,
    )


def _linked(part: str, place: Token, trigger: Token, parsed: Parsed, document: Document) -> Anchor:
    """An anchor in the trigger's sentence: the place, or the trigger that refers to it."""
    if place.sent == trigger.sent:
        return _anchor(part, place, parsed, document)
    start, end = parsed.span([trigger])
    far = Span(*parsed.span([place]))
    return Anchor(part, start, end, document.text[start:end], "reference", far)


def _anchor(part: str, token: Token, parsed: Parsed, document: Document) -> Anchor:
    start, end = parsed.span([token])
    return Anchor(part, start, end, document.text[start:end])
