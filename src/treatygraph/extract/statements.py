"""Statements: a state, a body, a named person or an office takes a stance on something.

Four ways of taking one are read: a verb of stance ("condemns", "calls on"), a noun of stance
("concern about"), a reporting verb with words of stance in what is reported ("says that … is a
breach"), and a reason given for the speaker's own act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.discourse import Discourse
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.parties import party_of
from treatygraph.extract.speakers import speakers, speaking_subject
from treatygraph.extract.stances import StanceWords, load_stances
from treatygraph.extract.targets import named_in, targets_of
from treatygraph.extract.tree import (
    children,
    is_infinitive,
    is_negated,
    noun_lemma,
    own_subject,
)
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
            found = named_in(child, author, parsed, discourse, skip=own, clauses=False)
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
        if any(a.lower_ in ("will", "would") for a in children(token, "aux")):
            continue  # "says that it will oppose the application": it has not yet
        asks = token.pos_ == "NOUN" and entry.stance is Stance.CALL
        if asks and any(is_infinitive(c) for c in children(token, "acl")):
            continue  # "Ukraine's request to join"
        targets = targets_of(token, entry, speaker, parsed, discourse)
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


def _reported(
    verb: Token, speaker: Entity, parsed: Parsed, discourse: Discourse, words: StanceWords
) -> _Stance | None:
    """The stance that the words of what is reported take, and on whom."""
    clauses = children(verb, "ccomp", "xcomp", "parataxis", "dep", "oprd", "acl")
    if verb.dep_ == "advcl" and any(m.lower_ == "as" for m in children(verb, "mark")):
        clauses.append(verb.head)  # "As the president said, …"
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
        doing = cue if cue.pos_ == "VERB" and own_subject(cue) is not None else clause
        about = _subject_of(doing, speaker, parsed, discourse, own)
        if about is None and stance is not Stance.CALL:  # "a decision must be made": by nobody
            about = named_in(clause, speaker, parsed, discourse, skip=own)
        if about is not None:
            return _Stance(stance, cue, about, "stance-reported")
    return _condition(clauses, speaker, parsed, discourse)


def _condition(
    clauses: Iterable[Token], speaker: Entity, parsed: Parsed, discourse: Discourse
) -> _Stance | None:
    """What is asked of another in "says that it will lift them if Iran complies"."""
    own = _own_side(speaker, discourse)
    for clause in clauses:
        promised = any(a.lower_ in ("will", "would") for a in children(clause, "aux"))
        for condition in children(clause, "advcl") if promised else ():
            if any(m.lower_ == "if" for m in children(condition, "mark")):
                about = _subject_of(condition, speaker, parsed, discourse, own)
                if about is not None and about[0].kind.is_state:
                    return _Stance(Stance.CALL, condition, about, "stance-condition")
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
        found = named_in(subject, speaker, parsed, discourse, skip=skip)
        if found is None and noun_lemma(subject) in ("country", "state", "nation"):
            meant = [r.entity for r in party_of(subject, parsed, discourse)]
            found = next(((e, subject) for e in meant if e.key not in skip), None)
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
        yield from _compelled(verb, own, discourse)
        return
    for act in acts:
        place = act.reason.anchor("trigger")
        party = {act.party.key if act.party else "", act.by.key if act.by else ""}
        ends_it = act.party is None and act.kind is ActKind.TERMINATION
        if place and start <= place.start < end and (party & own or ends_it):
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
            culprit = named_in(cue, speaker, parsed, discourse) if cue is not None else None
            if cue is not None and culprit is not None:
                yield _Stance(Stance.ACCUSATION, cue, culprit, "stance-reason")
            return


def _compelled(verb: Token, own: set[str], discourse: Discourse) -> Iterator[_Stance]:
    """ "It says that this leaves it no choice": what its side did, was told before."""
    cue = next((t for t in verb.subtree if t.lemma_.lower() == "choice"), None)
    if cue is None or not (is_negated(cue) or any(c.lower_ == "no" for c in cue.children)):
        return
    done = [a for a in discourse.acts if a.party is not None and a.party.key in own]
    if done:
        yield _Stance(Stance.JUSTIFICATION, cue, (done[-1].object, cue), "stance-reason")


def _is_reason(token: Token, words: StanceWords) -> bool:
    """A word that opens a reason: "because …", "due to …", "over …", "to focus on …"."""
    if token.lower_ in words.reasons:
        if any(t.ent_type_ == "DATE" for t in children(token, "pobj")):
            return False  # "since April"
        opens = token.dep_ in ("mark", "prep", "advcl") or token.lower_ == "due"
        return opens or (token.lower_ == "since" and token.nbor(1).text in (",", "according"))
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
