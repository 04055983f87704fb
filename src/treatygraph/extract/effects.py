"""What is decided and takes effect later: "Chile leaves the pact. The exit takes effect in a year".

Such an act is underway: the step is taken, and the text says that its effect is still to come.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.tree import auxiliaries, children, is_infinitive, is_negated, own_subject
from treatygraph.model import ActKind

OUT = frozenset((ActKind.WITHDRAWAL, ActKind.LEAVING))
HALTED = frozenset((ActKind.SUSPENSION, ActKind.MEMBERSHIP_SUSPENSION, ActKind.EXPULSION))
_IN = frozenset((ActKind.ACCESSION, ActKind.JOINING))
_EXITS = ("exit", "departure", "withdrawal", "pullout", "denunciation", "notice", "notification")
# What a noun for an act points back to.
_NOUNS = {
    **dict.fromkeys(_EXITS, OUT),
    **dict.fromkeys(("suspension", "expulsion", "exclusion"), HALTED),
    **dict.fromkeys(("entry", "accession", "admission", "membership"), _IN),
    **dict.fromkeys(
        ("measure", "move", "decision", "step", "change", "action"), OUT | HALTED | _IN
    ),
}
# The words of which a verb makes that something takes effect.
EFFECT = ("effect", "effective", "force", "final", "official", "complete", "operative", "binding")


@dataclass(frozen=True, slots=True)
class Effect:
    """That acts of some ``kinds``, which ``noun`` points back to, took effect, where ``past`` is true, or
    will."""

    noun: Token
    kinds: frozenset[ActKind]
    past: bool


def effect_told(verb: Token) -> Effect | None:
    """The effect of which a verb tells, None for another verb: "the exit takes effect in a year", "the
    decision became effective last May"."""
    if verb.pos_ not in ("VERB", "AUX") or not speaks_of_effect(verb) or is_negated(verb):
        return None
    top = verb
    while (is_infinitive(top) and top.dep_ == "xcomp") or top.dep_ == "acomp":
        top = top.head  # "is to take effect", "is due to take effect"
    subject = own_subject(verb) or own_subject(top)
    if subject is None or subject.i > verb.i or children(subject, "relcl"):
        return None
    pointing = any(t.lower_ in ("the", "its", "their", "that", "this") for t in subject.children)
    about = any(p.lower_ in ("from", "to", "of", "into") for p in children(subject, "prep"))
    kinds = _NOUNS.get(subject.lemma_.lower()) if pointing and not about else None
    if subject.lower_ == "which" and top.dep_ == "relcl":
        kinds = OUT | HALTED  # "left it on Monday, which takes effect in May"
    if kinds is None:
        return None
    helpers = auxiliaries(top)
    past = is_past(top)
    later = top.tag_ in ("VBZ", "VBP") or any(
        a.tag_ == "MD" and a.lower_ in ("will", "would", "shall") for a in helpers
    )
    return Effect(subject, kinds, past) if past or later else None


def points_to_step(verb: Token) -> bool:
    """Whether a verb tells the effect of what a pronoun names: "It will take effect in May", "its notice,
    which takes effect in May"; what that is, a treaty or a step, the tree does not say."""
    subject = own_subject(verb)
    return (
        subject is not None
        and subject.lower_ in ("it", "which", "that", "this")
        and speaks_of_effect(verb)
        and not is_negated(verb)
    )


def is_past(verb: Token) -> bool:
    """ "Took effect", "has become effective"."""
    helpers = {a.lower_ for a in auxiliaries(verb)}
    return verb.tag_ == "VBD" or bool(helpers & {"has", "had", "have"})


def speaks_of_effect(verb: Token) -> bool:
    """ "Takes effect", "becomes effective", "comes into force", "kicks in", "produces effects"."""
    lemma = verb.lemma_.lower()
    if lemma not in _SPEAKING:
        return False
    below = {t.lower_ for t in verb.children}
    below |= {t.lower_ for p in children(verb, "prep") for t in p.children}
    if lemma == "kick":
        return "in" in below
    if lemma in ("produce", "have"):
        return "effect" in below or "effects" in below
    return bool(below & set(EFFECT))


_SPEAKING = ("kick", "produce", "have", "take", "become", "come", "enter", "go", "be")
