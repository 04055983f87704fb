"""What somebody calls a thing: "called the pact a mistake", "spoke of a milestone"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from treatygraph.extract.deeds import is_deed, whose_deed
from treatygraph.extract.discourse import Discourse
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.pointers import named_in
from treatygraph.extract.stances import StanceWords, Taken
from treatygraph.extract.targets import fronted_state
from treatygraph.extract.tree import children, is_negated
from treatygraph.model import Entity, Stance

# "Spoke of a milestone": what is spoken of was told before.
_SPEAKS = ("speak", "talk")


def verdict(
    verb: Token,
    speaker: Entity,
    own: Collection[str],
    parsed: Parsed,
    discourse: Discourse,
    words: StanceWords,
) -> Iterator[Taken]:
    """The stance that a verb of judging takes by what it calls something, and on whom."""
    if verb.lemma_.lower() not in words.judges or is_negated(verb) or _calls_on(verb):
        return
    judged = _judged(verb)
    cue = _cue(verb, judged, parsed, words)
    if cue is None:
        return
    stance = words.verdicts[cue.lemma_.lower()]
    if stance is Stance.SUPPORT and is_negated(cue):
        return
    keys = {speaker.key, *own}
    if not judged:
        found = named_in(cue, speaker, parsed, discourse, skip=own, clauses=False)
        if found is not None:
            yield Taken(stance, cue, found, "stance-verdict")
            return
    places = judged or [t for p in children(verb, "prep", "agent") for t in children(p, "pobj")]
    for place in places:
        if not is_deed(place) or _is_owned(place, parsed):
            found = named_in(place, speaker, parsed, discourse, skip=own, clauses=False)
            if found is not None:
                yield Taken(stance, cue, found, "stance-verdict")
                return
    fronted = fronted_state(verb, tuple(keys), parsed, discourse)
    if fronted is not None:
        yield Taken(stance, cue, fronted, "stance-verdict")
        return
    pointing = next((p for p in judged if is_deed(p)), None)
    if pointing is not None or (not judged and verb.lemma_ in _SPEAKS) or cue in judged:
        for about in whose_deed(pointing or cue, stance, keys, parsed, discourse):
            yield Taken(stance, cue, about, "stance-verdict")


def _calls_on(verb: Token) -> bool:
    """ "Calls on Peru to act in good faith": what is asked for is no verdict."""
    return verb.lemma_ == "call" and any(
        p.lower_ in ("on", "upon", "for") for p in children(verb, "prep", "prt")
    )


def _is_owned(word: Token, parsed: Parsed) -> bool:
    """ "Russia's decision", "the decision of the court"."""
    return any(
        parsed.mention(t) is not None
        for c in word.children
        if c.dep_ in ("poss", "compound", "amod", "prep")
        for t in (c, *c.children)
    )


def _judged(verb: Token) -> list[Token]:
    """The words for what is judged: the object, or the subject of what it is said to be."""
    if verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in ("it", "this", "that", "them"):
        return [verb.nbor(1)]  # "called this illegal", whatever the parser makes of it
    found = [t for t in children(verb, "dobj", "obj", "dative") if t.i > verb.i]
    for clause in children(verb, "ccomp", "xcomp", "oprd"):
        found += [t for t in children(clause, "nsubj", "nsubjpass") if t.i > verb.i]
    if verb.dep_ == "relcl":  # "a pact that it calls a mistake"
        found = [t for t in found if t.lower_ not in ("which", "that")] or [verb.head]
    elif verb.dep_ == "acl" and verb.tag_ == "VBN":
        found = [verb.head]
    found += children(verb, "nsubjpass")
    return found


def _cue(verb: Token, judged: list[Token], parsed: Parsed, words: StanceWords) -> Token | None:
    """The word of judgement behind the verb; "an historic mistake" is a mistake."""
    apart = {t.i for c in children(verb, "advcl", "relcl", "conj", "nsubj") for t in c.subtree}
    if verb.lemma_ not in _SPEAKS:
        apart |= {
            t.i for p in children(verb, "prep") if p.lower_ not in ("as", "of") for t in p.subtree
        }
    for place in judged:
        if len(judged) == 1 and verb.lemma_ not in _SPEAKS and len(list(verb.subtree)) > 3:
            # "Called the historic pact a mistake": the pact's own words judge nothing.
            beside = [t for t in verb.subtree if t.i > place.i and t not in set(place.subtree)]
            if any(t.lemma_.lower() in words.verdicts for t in beside):
                apart |= {t.i for t in place.subtree}
    found = [
        t
        for t in verb.subtree
        if t.i > verb.i
        and t.i not in apart
        and parsed.mention(t) is None
        and t.lemma_.lower() in words.verdicts
        and not any(c.lower_ in ("natural", "humanitarian") for c in children(t, "amod"))
        and (t.pos_ not in ("VERB", "AUX") or t.tag_ in ("VBG", "VBN"))
    ]
    order = [Stance.CONDEMNATION, Stance.ACCUSATION, Stance.CONCERN, Stance.SUPPORT]
    return min(
        found, key=lambda t: (order.index(words.verdicts[t.lemma_.lower()]), t.i), default=None
    )
