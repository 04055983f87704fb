"""Statements: a state, a body, a named person or an office takes a stance on something.

Five ways of taking one are read: a verb of stance ("condemns", "calls on"), a noun of stance
("concern about"), what a thing is called ("called it a mistake"), a reporting verb with words of
stance in what is reported ("says that … is a breach"), and a reason given for the speaker's own act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from treatygraph.extract.deeds import acts_before
from treatygraph.extract.discourse import Discourse
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.pointers import named_in
from treatygraph.extract.reasons import justified
from treatygraph.extract.reported import reported
from treatygraph.extract.speakers import reporter_of, speakers, speaking_subject
from treatygraph.extract.stances import StanceWords, Taken, load_stances
from treatygraph.extract.targets import own_side, targets_of
from treatygraph.extract.tree import children, is_infinitive, is_negated, is_passive
from treatygraph.extract.verdicts import verdict
from treatygraph.model import (
    ActClaim,
    ActKind,
    Anchor,
    Document,
    Entity,
    Evidence,
    Reason,
    Span,
    Stance,
    StatementClaim,
)


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
        who = speakers(subject, parsed, discourse) if subject is not None else []
        if not who and _is_answerless(token, words):
            who = _who_spoke(token, parsed, discourse)
        if not who:
            continue
        for taken, entity, place in _mutual(token, who, words):
            yield _claim(taken, entity, place, parsed, document)
        for entity, place in _spokesmen(token, who, parsed, discourse):
            for stance in _stances(token, entity, parsed, discourse, words, acts):
                together = len(who) > 1 and stance.about[0].key in {e.key for e, _ in who}
                same = _same_side(entity, stance.about[0], stance.stance, discourse)
                if not together and not same:
                    claim = _claim(stance, entity, place, parsed, document)
                    discourse.said.append(claim)
                    yield claim
    yield from _authors_words(parsed, discourse, document, words)


def _is_answerless(verb: Token, words: StanceWords) -> bool:
    """ "Peru was urged to sign": by nobody that the sentence names."""
    if verb.pos_ != "VERB" or not is_passive(verb) or children(verb, "agent"):
        return False
    kinds = (Stance.CALL, Stance.SUPPORT)
    entries = words.verbs.get(verb.lemma_.lower(), ())
    return any(e.stance in kinds and (not e.needs or _has(verb, e.needs)) for e in entries)


def _who_spoke(verb: Token, parsed: Parsed, discourse: Discourse) -> list[tuple[Entity, Token]]:
    """The body that took a stance right before, or that the sentence before is about."""
    place = parsed.starts[verb.i]
    said = discourse.said[-1] if discourse.said else None
    if said is not None and said.speaker.kind.is_body and place - said.evidence[0].end < _REACH:
        return [(said.speaker, verb)]
    acts = acts_before(place, discourse, _REACH)
    found = {a.object.key: a.object for a in acts if a.kind is ActKind.MEMBERSHIP_SUSPENSION}
    return [(entity, verb) for entity in found.values()]


# How far behind what a body said or did it goes on speaking without being named.
_REACH = 450


def _mutual(
    verb: Token, who: list[tuple[Entity, Token]], words: StanceWords
) -> Iterator[tuple[Taken, Entity, Token]]:
    """ "Chad and Niger accused each other": each the other."""
    objects = [t for c in (verb, *children(verb, "prep")) for t in children(c, "dobj", "pobj")]
    if not any(t.lower_ in ("other", "another") and _is_each(t) for t in objects):
        return
    for entry in words.verbs.get(verb.lemma_.lower(), ())[:1]:
        for entity, place in who:
            for other, at in who:
                if other.key != entity.key:
                    yield Taken(entry.stance, verb, (other, at), "stance-mutual"), entity, place


def _is_each(word: Token) -> bool:
    return word.i > 0 and word.nbor(-1).lower_ in ("each", "one")


# "His country", "our government": the speaker's own.
_OWN = ("his", "her", "our", "its")


def _spokesmen(
    verb: Token, who: list[tuple[Entity, Token]], parsed: Parsed, discourse: Discourse
) -> list[tuple[Entity, Token]]:
    """Those who take a stance; of "the minister said that Chile condemned the coup" the minister."""
    found = []
    for entity, place in who:
        reporter = reporter_of(verb, place)
        owners = children(place, "poss") if place.pos_ == "NOUN" else []
        if reporter is not None and any(c.lower_ in _OWN for c in owners):
            found += speakers(reporter, parsed, discourse)
            continue
        if reporter is not None and (entity.kind.is_state or entity.kind.is_body):
            for person, at in speakers(reporter, parsed, discourse):
                if entity.key in own_side(person, discourse):
                    entity, place = person, at
                    break
        found.append((entity, place))
    return found


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
            found = Taken(stance, token, about, "stance-author")
            yield _claim(found, author, token, parsed, document)


def _blamed(
    cue: Token, author: Entity, parsed: Parsed, discourse: Discourse
) -> tuple[Entity, Token] | None:
    """Whose wrong it is: whose the noun is, or who does what the verb above it says."""
    own = own_side(author, discourse)
    node = cue
    for _ in range(5):
        for child in children(node, "poss", "nsubj", "agent"):
            found = named_in(child, author, parsed, discourse, skip=own, clauses=False)
            if found is not None:
                return found
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def _same_side(speaker: Entity, about: Entity, stance: Stance, discourse: Discourse) -> bool:
    """Nobody accuses itself; it may well justify what itself did. Who holds an office of a state does not
    warn of that state."""
    if stance in (Stance.CONCERN, Stance.CONDEMNATION, Stance.ACCUSATION):
        return about.key in (
            speaker.key,
            *(own_side(speaker, discourse) if about.kind.is_state else ()),
        )
    return speaker.key == about.key and stance is not Stance.JUSTIFICATION


def _owner(noun: Token) -> Token | None:
    """Whose a noun of stance is: "Russia's claims", "criticism by the EU"."""
    if noun.pos_ != "NOUN":
        return None
    if noun.dep_ == "conj" and noun.head.pos_ == "VERB" and noun.tag_ == "NNS":
        return speaking_subject(noun.head)  # "suspends Peru and calls for …", misread as a noun
    for child in children(noun, "poss"):
        return child
    if noun.lemma_.lower() not in load_stances().nouns or noun.lemma_ in ("support", "claim"):
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
) -> Iterator[Taken]:
    lemma = token.lemma_.lower()
    table = words.nouns if token.pos_ == "NOUN" else words.verbs
    own = own_side(speaker, discourse)
    told = list(verdict(token, speaker, own, parsed, discourse, words))
    yield from told
    for entry in table.get(lemma, ()):
        if told or (entry.needs and not _has(token, entry.needs)):
            continue
        if is_negated(token) and entry.stance is not Stance.DENIAL:
            continue
        if _is_unreal(token):
            continue
        asks = token.pos_ == "NOUN" and entry.stance is Stance.CALL
        if asks and any(is_infinitive(c) for c in children(token, "acl")):
            continue  # "Ukraine's request to join"
        targets = targets_of(token, entry, speaker, parsed, discourse)
        if lemma == "denounce" and targets and targets[0][0].kind.is_treaty:
            continue  # who denounces a treaty leaves it
        for about in targets:
            yield Taken(entry.stance, token, about, f"stance-{lemma}")
        if targets:
            break
    if lemma in words.says | words.argues | words.finds or (
        lemma in words.nouns and token.pos_ == "NOUN"
    ):
        if not told:
            yield from reported(token, speaker, own, parsed, discourse, words)
        if lemma in words.finds:
            return
        yield from justified(token, speaker, own, parsed, discourse, words, acts)


# Verbs under which what is wished to be said is said: "wishes to express its concern".
_SAYING_SO = ("continue", "like", "wish", "want", "begin", "start", "go", "join", "hasten", "use")


# "Dropped its objections".
_OVERCOMING = ("drop", "lift", "overcome", "ease", "allay", "withdraw", "address", "dismiss")


def _is_unreal(token: Token) -> bool:
    """ "Says that it will oppose the application", "refused to condemn it", "urged Peru to support Chile":
    nobody has yet."""
    if token.lemma_ == "stand" and token.tag_ == "VBG":
        return True
    if token.pos_ == "NOUN" and token.head.lemma_ in _OVERCOMING:
        return True
    if token.lemma_ == "invite" and any(
        c.lemma_ in ("join", "become", "begin") for c in children(token, "xcomp", "ccomp")
    ):
        return True
    unreal = ("will", "would", "should", "must", "may", "might", "could", "'ll")
    likes = token.lemma_ in ("like", "hope")
    if not likes and any(a.lower_ in unreal for a in children(token, "aux")):
        return True
    if token.dep_ == "advcl" and any(
        m.lower_ in ("if", "unless", "whether") for m in children(token, "mark")
    ):
        return True
    while token.dep_ == "conj" and token.head.pos_ == "VERB":
        token = token.head
    return (
        token.dep_ in ("xcomp", "ccomp", "acl", "advcl")
        and is_infinitive(token)
        and token.head.lemma_.lower() not in _SAYING_SO
        and not token.head.lemma_.lower().startswith("pleas")
    )


def _has(token: Token, needed: frozenset[str]) -> bool:
    """Whether one of the needed words stands with the verb: its object, complement or "to"."""
    reach = [c for c in token.children if c.dep_ not in ("nsubj", "advcl", "conj", "relcl")]
    reach += [m for c in children(token, "advcl") for m in children(c, "mark")]
    if token.dep_ == "relcl":
        reach.append(token.head)
    for child in list(reach):
        below = [c for c in child.children if c.dep_ not in ("relcl", "acl", "advcl")]
        reach.extend(c for c in below if c.pos_ != "ADP")  # "called a report on it absurd"
    return any(t.lemma_.lower() in needed or t.lower_ in needed for t in reach)


def _claim(
    stance: Taken, speaker: Entity, place: Token, parsed: Parsed, document: Document
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
