"""The stance that lies in what somebody is reported to say: "says that this is a breach"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.tokens import Token

from treatygraph.extract.deeds import is_deed, whose_deed
from treatygraph.extract.discourse import Discourse
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.parties import party_of
from treatygraph.extract.pointers import entity_at, named_in
from treatygraph.extract.stances import StanceWords, Taken
from treatygraph.extract.tree import (
    children,
    is_infinitive,
    is_negated,
    is_passive,
    noun_lemma,
    own_subject,
)
from treatygraph.model import Entity, Stance


def reported(
    verb: Token,
    speaker: Entity,
    own: Sequence[str],
    parsed: Parsed,
    discourse: Discourse,
    words: StanceWords,
) -> Iterator[Taken]:
    """The stance that the words of what is reported take, and on whom."""
    clauses = _clauses(verb)
    for clause in clauses:
        if _takes_a_stance(clause, words):
            continue  # "said that Malta condemned the attack": read where it stands
        tokens = [t for t in clause.subtree if parsed.mention(t) is None]
        cue, stance = _cue_in(clause, tokens, words)
        if cue is None or (verb.lemma_ in words.finds and stance is not Stance.ACCUSATION):
            continue
        if stance is Stance.ACCUSATION and _is_own_doing(
            verb, cue, clause, speaker, own, parsed, discourse
        ):
            continue
        doing = cue if cue.pos_ == "VERB" and own_subject(cue) is not None else clause
        about = _subject_of(doing, speaker, parsed, discourse, own)
        if about is None:
            about = _pointed_at(doing, stance, speaker, own, parsed, discourse)
        if about is None and stance is not Stance.CALL:  # "a decision must be made": by nobody
            about = _beside(cue, clause, stance, speaker, own, parsed, discourse)
        if about is None:
            continue
        if about[0].kind.is_treaty and stance is Stance.ACCUSATION:
            continue  # what is violated does no wrong
        yield Taken(stance, cue, about, "stance-reported")
        return
    condition = _condition(verb, clauses, speaker, own, parsed, discourse)
    if condition is not None:
        yield condition


def _beside(
    cue: Token,
    clause: Token,
    stance: Stance,
    speaker: Entity,
    own: Sequence[str],
    parsed: Parsed,
    discourse: Discourse,
) -> tuple[Entity, Token] | None:
    """Whom the words beside a word of stance name; of a wrong only who did it: "a breach by Peru", not
    "a breach of the sanctions of the Union"."""
    if stance is not Stance.ACCUSATION:
        found = named_in(cue, speaker, parsed, discourse, skip=own)
        return found or named_in(clause, speaker, parsed, discourse, skip=own)
    heads = [cue, cue.head] if cue.dep_ in ("amod", "compound") else [cue]
    doers = [d for head in heads for d in children(head, "poss", "compound", "amod", "nmod")]
    for preposition in [p for head in heads for p in children(head, "prep", "agent")]:
        if preposition.lower_ in ("by", "from"):
            doers += children(preposition, "pobj")
    for doer in doers:
        found = named_in(doer, speaker, parsed, discourse, skip=own, clauses=False)
        if found is not None:
            return found
    return None


def _takes_a_stance(clause: Token, words: StanceWords) -> bool:
    entries = words.verbs.get(clause.lemma_.lower(), ())
    return own_subject(clause) is not None and any(not e.needs for e in entries)


def _is_own_doing(
    verb: Token,
    cue: Token,
    clause: Token,
    speaker: Entity,
    own: Sequence[str],
    parsed: Parsed,
    discourse: Discourse,
) -> bool:
    """ "Iran says that it will attack the bases", "threatens to attack them": what the speaker's own side
    does accuses nobody."""
    if clause.dep_ == "xcomp" and is_infinitive(clause):
        return True
    subject = own_subject(cue) if cue.pos_ == "VERB" else None
    subject = subject or own_subject(clause)
    if subject is None:
        return False
    if subject.lower_ in ("it", "they", "he", "she", "we", "i") and subject.i > verb.i:
        told = [r.entity.key for r in party_of(subject, parsed, discourse)]
        return cue.pos_ == "VERB" and bool({speaker.key, *own} & set(told))
    entity = entity_at(subject, parsed, discourse)
    return entity is not None and entity.key in (speaker.key, *own) and cue.pos_ == "VERB"


def _cue_in(
    clause: Token, tokens: Sequence[Token], words: StanceWords
) -> tuple[Token | None, Stance]:
    """The word of stance in a reported clause, and the stance."""
    denied = _denied(tokens, words.harm)
    if denied is not None:
        return denied, Stance.DENIAL
    broken = _denied(tokens, words.duties)
    if broken is not None:
        return broken, Stance.ACCUSATION
    cue = next((t for t in tokens if _is_cue(t, words)), None)
    if cue is not None and not _is_denied(cue, clause):
        return cue, words.cues[cue.lemma_.lower()]
    for complement in children(clause, "attr", "acomp", "oprd") if _is_copula(clause) else ():
        for token in complement.subtree:
            stance = words.verdicts.get(token.lemma_.lower())
            if stance is not None and stance is not Stance.SUPPORT and not is_negated(clause):
                return token, stance
    return None, Stance.CONCERN


def _is_copula(verb: Token) -> bool:
    return verb.lemma_ in ("be", "become", "remain", "represent", "constitute")


def _pointed_at(
    clause: Token,
    stance: Stance,
    speaker: Entity,
    own: Sequence[str],
    parsed: Parsed,
    discourse: Discourse,
) -> tuple[Entity, Token] | None:
    """What "this" means in "this is a milestone": what the speaker has just taken a stance on, or what
    was done."""
    subject = own_subject(clause)
    if subject is None or not is_deed(subject):
        return None
    said = discourse.said[-1] if discourse.said else None
    start, _ = parsed.sentence_span(clause.sent)
    if said is not None and said.speaker.key == speaker.key and said.evidence[0].start == start:
        return said.about, subject
    told = whose_deed(subject, stance, (speaker.key, *own), parsed, discourse)
    return told[0] if told else None


def _clauses(verb: Token) -> list[Token]:
    """The clauses that tell what is said."""
    clauses = children(verb, "ccomp", "xcomp", "parataxis", "dep", "oprd", "acl")
    if verb.dep_ == "advcl" and any(m.lower_ == "as" for m in children(verb, "mark")):
        clauses.append(verb.head)  # "As the president said, …"
    clauses += [c for c in children(verb, "conj") if children(c, "mark")]
    return clauses + [c for clause in clauses for c in children(clause, "conj")]


def _condition(
    verb: Token,
    clauses: Sequence[Token],
    speaker: Entity,
    own: Sequence[str],
    parsed: Parsed,
    discourse: Discourse,
) -> Taken | None:
    """What is asked of another in "says that it will lift them if Iran complies"."""
    if verb.lemma_ in ("threaten", "warn", "vow"):
        clauses = [*clauses, verb]
    for clause in clauses:
        promised = clause is verb or any(
            a.lower_ in ("will", "would") for a in children(clause, "aux")
        )
        for condition in children(clause, "advcl") if promised else ():
            asked = "unless" if clause is verb and not is_negated(condition) else "if"
            if any(m.lower_ in (asked, "unless") for m in children(condition, "mark")):
                about = _subject_of(condition, speaker, parsed, discourse, own)
                if about is not None and about[0].kind.is_state:
                    return Taken(Stance.CALL, condition, about, "stance-condition")
    return None


# "A probe into crimes", "to fight terrorism": of wrongs, and nobody's.
_INQUIRING = frozenset(
    (
        *("investigate", "investigation", "probe", "inquiry", "trial", "tribunal", "court", "into"),
        *("combat", "fight", "prevent", "prosecute", "tackle", "counter", "case", "prosecutor"),
        *("campaign", "struggle", "jurisdiction", "mechanism", "stop", "end", "if", "whether"),
    )
)


def _has_no_doer(verb: Token) -> bool:
    passive = is_passive(verb) or verb.dep_ in ("acl", "amod")
    return passive and not children(verb, "agent")


def _governors(token: Token) -> Iterator[Token]:
    """The words above a word in what is reported, and what marks their clauses."""
    yield from children(token, "mark")
    for node in token.ancestors:
        if node.dep_ in ("ccomp", "parataxis") or node.head.i == node.i:
            yield from children(node, "mark")
            return
        yield node
        yield from children(node, "mark")


def _is_cue(token: Token, words: StanceWords) -> bool:
    """A word of stance that is not a stance of its own, with a speaker of its own."""
    lemma = token.lemma_.lower()
    if any(t.lemma_.lower() in _INQUIRING for t in _governors(token)):
        return False
    if _is_of_a_thing(token):
        return False
    done = token.pos_ == "VERB" and words.cues.get(lemma) is Stance.ACCUSATION
    if done and (is_infinitive(token) or (token.tag_ == "VBN" and _has_no_doer(token))):
        return False  # "an order to attack them", "bodies of people who were massacred"
    return lemma in words.cues and not (lemma in words.verbs and own_subject(token) is not None)


def _is_of_a_thing(cue: Token) -> bool:
    """ "An outbreak responsible for deaths", "the talks have failed": nobody did wrong."""
    if cue.lemma_.lower() not in ("responsible", "fail", "destroy", "threaten"):
        return False
    whose = own_subject(cue) or own_subject(cue.head) or cue.head
    return noun_lemma(whose if cue.dep_ != "amod" else cue.head) in _THINGS


_THINGS = frozenset(
    (
        *("outbreak", "virus", "disease", "infection", "epidemic", "pandemic", "storm", "flood"),
        *("fire", "cyclone", "hurricane", "typhoon", "earthquake", "drought", "accident", "strain"),
        *("talk", "negotiation", "effort", "attempt", "mediation", "engine", "dam", "harvest"),
    )
)


def _is_denied(cue: Token, clause: Token) -> bool:
    """ "Has no evidence of any breach": whether the cue or a word above it in its clause is denied."""
    for node in (cue, *cue.ancestors):
        if is_negated(node):
            return True
        if node.i == clause.i:
            break
    return False


def _denied(tokens: Iterable[Token], lemmas: Collection[str]) -> Token | None:
    """ "Will not harm citizens": the word of harm that is negated."""
    return next(
        (
            t
            for t in tokens
            if t.lemma_.lower() in lemmas and t.pos_ in ("VERB", "AUX") and is_negated(t)
        ),
        None,
    )


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
