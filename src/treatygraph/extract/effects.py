"""What is decided and takes effect later: "Chile leaves the pact. The exit takes effect in a year".

Such an act is underway: the step is taken, and the text says that its effect is still to come.
"""

from __future__ import annotations

from spacy.tokens import Token

from treatygraph.extract.tree import auxiliaries, children, is_infinitive, is_negated, own_subject
from treatygraph.model import ActKind

_OUT = frozenset((ActKind.WITHDRAWAL, ActKind.LEAVING))
_HALTED = frozenset((ActKind.SUSPENSION, ActKind.MEMBERSHIP_SUSPENSION, ActKind.EXPULSION))
_IN = frozenset((ActKind.ACCESSION, ActKind.JOINING))
# What a noun for an act points back to.
_NOUNS = {
    **dict.fromkeys(("exit", "departure", "withdrawal", "pullout", "denunciation"), _OUT),
    **dict.fromkeys(("suspension", "expulsion", "exclusion"), _HALTED),
    **dict.fromkeys(("entry", "accession", "admission", "membership"), _IN),
    **dict.fromkeys(("measure", "move", "decision", "step", "change"), _OUT | _HALTED | _IN),
}
_EFFECT = ("effect", "effective", "force", "final", "official", "complete")


def effect_to_come(verb: Token) -> frozenset[ActKind]:
    """The kinds of act of which a verb says that they take effect later, none for another verb: "the
    exit takes effect in a year", "the decision becomes effective next May"."""
    if verb.pos_ not in ("VERB", "AUX") or is_negated(verb) or not speaks_of_effect(verb):
        return frozenset()
    top = verb
    while (is_infinitive(top) and top.dep_ == "xcomp") or top.dep_ == "acomp":
        top = top.head  # "is to take effect", "is due to take effect"
    subject = own_subject(verb) or own_subject(top)
    if subject is None or subject.i > verb.i or children(subject, "relcl"):
        return frozenset()
    pointing = any(t.lower_ in ("the", "its", "their", "that", "this") for t in subject.children)
    about = any(p.lower_ in ("from", "to", "of", "into") for p in children(subject, "prep"))
    if not pointing or about:
        return frozenset()
    later = top.tag_ in ("VBZ", "VBP") or any(
        a.tag_ == "MD" and a.lower_ in ("will", "would", "shall") for a in auxiliaries(top)
    )
    return _NOUNS.get(subject.lemma_.lower(), frozenset()) if later else frozenset()


def speaks_of_effect(verb: Token) -> bool:
    """ "Takes effect", "becomes effective", "comes into force", "kicks in"."""
    lemma = verb.lemma_.lower()
    below = {t.lower_ for t in verb.children}
    below |= {t.lower_ for p in children(verb, "prep") for t in p.children}
    if lemma == "kick":
        return "in" in below
    return lemma in ("take", "become", "come", "enter", "be") and bool(below & set(_EFFECT))
