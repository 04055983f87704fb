"""What "the decision", "the move", "this" and "it" speak of in a statement: what was told before.

Who deplores the decision blames whoever took it; who welcomes it welcomes what came of it.
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from treatygraph.extract.discourse import Discourse
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.parties import party_of
from treatygraph.extract.stances import load_stances
from treatygraph.extract.tree import children, noun_lemma, own_subject
from treatygraph.model import ActClaim, ActKind, Entity, Stance, Status

# What the members of a body do to one of them.
_DONE_TO = (ActKind.EXPULSION, ActKind.MEMBERSHIP_SUSPENSION)
# What a body does when it takes in a member.
_OF_BODIES = ("enlargement", "expansion", "vote", "admission", "resolution", "ruling", "invitation")
# "It" is what was made, where something was made.
_MAKING = (
    ActKind.SIGNATURE,
    ActKind.RATIFICATION,
    ActKind.ACCESSION,
    ActKind.ADOPTION,
    ActKind.OPENING,
    ActKind.ENTRY_INTO_FORCE,
    ActKind.ESTABLISHMENT,
)
# How many characters lie between an act and a word that points back to it.
_REACH = 500
_PRONOUNS = ("it", "this", "that", "which")
_POINTING = ("the", "this", "that", "these", "those", "such", "a", "an")


def is_deed(word: Token) -> bool:
    """Whether a word only points to what somebody did: "the decision", "this", "their exit"."""
    if word.lower_ in _PRONOUNS:
        return True
    if noun_lemma(word) not in load_stances().deeds:
        return False
    leading = [c for c in word.children if c.dep_ in ("det", "poss")]
    return not leading or any(c.lower_ in _POINTING or c.pos_ == "PRON" for c in leading)


def acts_before(place: int, discourse: Discourse, reach: int = _REACH) -> list[ActClaim]:
    """The acts of the last sentence before a place that tells any."""
    told = [
        (anchor.start, act)
        for act in discourse.acts
        if (anchor := act.reason.anchor("trigger")) is not None and anchor.start < place
    ]
    near = [(start, act) for start, act in told if place - start <= reach]
    # What has been done is deplored rather than what is planned.
    done = [(start, act) for start, act in near if act.status is not Status.PROPOSED]
    if not near:
        return []
    _, latest = max(done or near, key=lambda each: each[0])
    return [act for _, act in done or near if act.evidence[0] == latest.evidence[0]]


def _acts_behind(place: int, discourse: Discourse) -> list[ActClaim]:
    """The acts right behind a place: "'We deplore this', said the minister after Chad left"."""
    return [
        act
        for act in discourse.acts
        if (anchor := act.reason.anchor("trigger")) is not None
        and place < anchor.start < place + _REACH / 2
    ]


def whose_deed(
    word: Token,
    stance: Stance,
    own: Collection[str],
    parsed: Parsed,
    discourse: Discourse,
    reach: int = _REACH,
    *,
    acts_only: bool = False,
) -> list[tuple[Entity, Token]]:
    """Who did what a word points to, or what came of it; ``own`` are the keys of the speaker's side.

    "Chad left the Union. Niger deplored the decision": Chad. "Chad joined the Union. It welcomed the
    decision": the Union, for nobody takes a stance on itself.
    """
    acts = acts_before(parsed.starts[word.i], discourse, reach)
    if not acts and not acts_only:
        acts = _acts_behind(parsed.starts[word.i], discourse)
    if not acts:
        doer = None if acts_only else doer_before(word, own, parsed, discourse)
        return [doer] if doer is not None else []
    things = {act.object.key for act in acts}
    doers = {act.party.key for act in acts if act.party is not None}
    if len(things) > 1 and len(doers) > 1:
        acts = acts[:1]  # "The Union signs pacts with Chile and Peru": its move
    mine = any(act.party is not None and act.party.key in own for act in acts)
    found: dict[str, Entity] = {}
    for act in acts:
        for entity in _meant(word, act, stance, whole=mine or len(doers) > 1):
            if entity is not None and entity.key not in own:
                found.setdefault(entity.key, entity)
                break
    told = list(found.values())
    counts = [load_nouns().groups.get(c.lower_) for c in children(word, "nummod")]
    if counts and counts[0]:
        told = told[-counts[0] :]  # "the last two decisions"
    return [(entity, word) for entity in told[:4]]


def _meant(
    word: Token, act: ActClaim, stance: Stance, *, whole: bool
) -> tuple[Entity | None, Entity | None]:
    """What a word means of an act: first who did it, or what it was done to; ``whole`` says that
    several did it, or the speaker."""
    doer, thing = act.party, act.object
    voted = act.kind is ActKind.JOINING and noun_lemma(word) in _OF_BODIES
    if act.kind in _DONE_TO or voted:
        return thing, doer
    made = act.kind in _MAKING and thing.kind.is_treaty
    pointed = made and (word.lower_ == "it" or whole)
    if doer is None or pointed or (whole and (stance is Stance.SUPPORT or word.lower_ == "it")):
        return thing, doer
    return doer, thing


def doer_before(
    word: Token,
    own: Collection[str],
    parsed: Parsed,
    discourse: Discourse,
    sentences: int = 1,
) -> tuple[Entity, Token] | None:
    """The state or body that the clause or the sentence before is about: "Iran shut the strait. Oman
    deplored the move"."""
    for subject in subjects_before(word, sentences):
        if subject.dep_ == "nsubjpass":
            continue  # "a school was burned down": not by the school
        if subject.lower_ == "it" and is_written_by_a_body(discourse):
            continue  # "it stands behind the judges": the author
        for referent in party_of(subject, parsed, discourse):
            if referent.entity.key not in own:
                return referent.entity, subject
    return None


def is_written_by_a_body(discourse: Discourse) -> bool:
    """Whether a body speaks of itself as "it" in the text: it is no state."""
    return discourse.author is not None and discourse.author.kind.is_body


def subjects_before(word: Token, sentences: int = 1) -> list[Token]:
    """The subjects before a word: of the clauses above it, then of the sentences before."""
    found = []
    for node in word.ancestors:
        subject = own_subject(node)
        if subject is not None and subject.i < word.i:
            found.append(subject)
    start = word.sent.start
    for _ in range(sentences):
        if start == 0:
            break
        sentence = word.doc[start - 1].sent
        subject = own_subject(sentence.root)
        if subject is not None:
            found.append(subject)
        beside = [own_subject(c) for c in children(sentence.root, "advcl")]
        found += [t for t in beside if t is not None]
        found += [t for a in children(sentence.root, "agent") for t in children(a, "pobj")]
        start = sentence.start
    return found
