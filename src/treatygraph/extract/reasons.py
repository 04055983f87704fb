"""Reasons that somebody gives for what its own side did, and whom the reason accuses.

"Qatar left OPEC because it wished to sell gas, the minister said"; "Chad left the Court. It argued
that judges were biased"; "Peru turned down the Convention, saying that it harms farmers".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from treatygraph.extract.deeds import acts_before
from treatygraph.extract.discourse import Discourse, choose
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.pointers import named_in
from treatygraph.extract.stances import StanceWords, Taken
from treatygraph.extract.tree import children, is_infinitive, is_negated, own_subject
from treatygraph.model import ActClaim, ActKind, Entity, Stance, Status

# Acts for which one is asked for reasons.
_TURNING_AWAY = (
    ActKind.WITHDRAWAL,
    ActKind.LEAVING,
    ActKind.SUSPENSION,
    ActKind.DEROGATION,
    ActKind.RESERVATION,
    ActKind.TERMINATION,
)
# How far behind an act its reason may be told.
_REACH = 300


def justified(
    verb: Token,
    speaker: Entity,
    side: Sequence[str],
    parsed: Parsed,
    discourse: Discourse,
    words: StanceWords,
    acts: Sequence[ActClaim],
) -> Iterator[Taken]:
    """The acts of the speaker's side for which a verb of saying or arguing gives a reason."""
    own = {speaker.key, *side}
    reason = next((t for t in verb.subtree if _is_reason(t, words)), None)
    if reason is not None:
        found = list(_with_reason(verb, reason, own, speaker, parsed, discourse, words, acts))
        if found:
            yield from found
            return
    if _compels(verb):
        yield from _compelled(verb, own, discourse)
    elif _explains(verb, words):
        yield from _explained(verb, own, parsed, discourse, words)


def _with_reason(
    verb: Token,
    reason: Token,
    own: set[str],
    speaker: Entity,
    parsed: Parsed,
    discourse: Discourse,
    words: StanceWords,
    acts: Sequence[ActClaim],
) -> Iterator[Taken]:
    """The speaker's own act in what the verb reports, where a reason is given for it."""
    start, end = parsed.sentence_span(verb.sent)
    for act in acts:
        place = act.reason.anchor("trigger")
        ends_it = act.party is None and act.kind is ActKind.TERMINATION
        if not place or not start <= place.start < end or not (_is_of(act, own) or ends_it):
            continue
        if reason.lower_ not in words.reasons and not _asks_for_reasons(act):
            continue
        anchor = act.reason.anchor("object")
        token = next((t for t in verb.sent if anchor and parsed.starts[t.i] == anchor.start), verb)
        yield Taken(Stance.JUSTIFICATION, reason, (act.object, token), "stance-reason")
        blamed = (Stance.ACCUSATION,)
        cue = next((t for t in reason.subtree if words.cues.get(t.lemma_.lower()) in blamed), None)
        culprit = named_in(cue, speaker, parsed, discourse) if cue is not None else None
        if cue is not None and culprit is not None:
            yield Taken(Stance.ACCUSATION, cue, culprit, "stance-reason")
        return


def _is_of(act: ActClaim, own: set[str]) -> bool:
    return bool({each.key for each in (act.party, act.by) if each is not None} & own)


def _asks_for_reasons(act: ActClaim) -> bool:
    """Leaving asks for reasons, and so does not joining."""
    return act.kind in _TURNING_AWAY or act.status is Status.NOT_DONE


def _compels(verb: Token) -> bool:
    cue = next((t for t in verb.subtree if t.lemma_.lower() == "choice"), None)
    return cue is not None and (is_negated(cue) or any(c.lower_ == "no" for c in cue.children))


def _compelled(verb: Token, own: set[str], discourse: Discourse) -> Iterator[Taken]:
    """ "It says that this leaves it no choice": what its side did, was told before."""
    cue = next(t for t in verb.subtree if t.lemma_.lower() == "choice")
    done = [a for a in discourse.acts if _is_of(a, own)]
    if done:
        yield Taken(Stance.JUSTIFICATION, cue, (done[-1].object, cue), "stance-reason")


def _explains(verb: Token, words: StanceWords) -> bool:
    """Whether a verb gives a reason by itself ("argue"), or with a motive in what it reports."""
    if is_negated(verb) or any(a.lower_ in ("will", "would") for a in children(verb, "aux")):
        return False
    if verb.lemma_.lower() in words.argues:
        return True
    told = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "acl", "parataxis", "dep")]
    if verb.dep_ in ("ccomp", "parataxis"):
        told.append(verb.head)
    return any(
        t.lemma_.lower() in words.motives
        for clause in told
        if not any(a.lower_ in ("will", "'ll") for a in children(clause, "aux"))
        for t in clause.subtree
    )


def _explained(
    verb: Token,
    own: set[str],
    parsed: Parsed,
    discourse: Discourse,
    words: StanceWords,
) -> Iterator[Taken]:
    """What the speaker's side turned away from, in this sentence or the one before."""
    place = parsed.starts[verb.i]
    sentence = parsed.sentence_span(verb.sent)[0]
    here = [a for a in discourse.acts if a.evidence[0].start == sentence]
    for act in (*here, *acts_before(place, discourse, _REACH)):
        if _is_of(act, own) and _asks_for_reasons(act):
            yield Taken(Stance.JUSTIFICATION, verb, (act.object, verb), "stance-reason")
            return
    if verb.dep_ != "advcl" or verb.tag_ != "VBG":
        return
    governor = verb.head
    while governor.dep_ in ("xcomp", "ccomp", "conj") and governor.lemma_ not in words.turns_down:
        governor = governor.head
    if governor.lemma_.lower() in words.turns_down or is_negated(verb.head):
        treaty = _treaty_below(governor, verb, parsed, discourse)
        if treaty is not None and treaty[0].key not in own:
            yield Taken(Stance.JUSTIFICATION, verb, treaty, "stance-reason")


def _treaty_below(
    governor: Token, verb: Token, parsed: Parsed, discourse: Discourse
) -> tuple[Entity, Token] | None:
    """The treaty that is turned down: an object, not what a reason names."""
    reason = set(verb.subtree)
    subject = own_subject(governor)
    for token in governor.subtree:
        mention = parsed.mention(token)
        if mention is None or token in reason or token.i < governor.i or token is subject:
            continue
        entity = choose(mention, discourse, {"treaty"})
        if entity is not None:
            return entity, token
    return None


def _is_reason(token: Token, words: StanceWords) -> bool:
    """A word that opens a reason: "because …", "due to …", "over …", "to focus on …"."""
    if token.lower_ in words.reasons:
        if any(t.ent_type_ == "DATE" for t in children(token, "pobj")):
            return False  # "since April"
        if token.lower_ == "for" and (token.dep_ != "mark" or is_infinitive(token.head)):
            return False
        opens = token.dep_ in ("mark", "prep", "advcl") or token.lower_ == "due"
        return opens or (token.lower_ == "since" and token.nbor(1).text in (",", "according"))
    if token.lower_ == "over" and token.dep_ == "prep":
        return any(c.ent_type_ not in ("DATE", "TIME") for c in children(token, "pobj"))
    return token.dep_ == "advcl" and is_infinitive(token)
