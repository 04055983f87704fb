"""What did not come about, or did against what is said: "would have joined it but for the coup", "had it
signed", "should not have left", "almost signed it"."""

from __future__ import annotations

from spacy.tokens import Token

from treatygraph.extract.tree import auxiliaries, children

_MODALS = frozenset(("would", "should", "could", "ought"))
# "By then it would have left": what is to have happened by a time is a plan.
_DEADLINES = ("by", "before", "until", "once")
_NEARLY = ("almost", "nearly")


def is_unreal(verb: Token) -> bool:
    """Whether a verb tells what was not so; with a "not" it was."""
    if any(t.lower_ in _NEARLY for t in children(verb, "advmod")):
        return verb.tag_ in ("VBD", "VBN")
    return is_counterfactual(verb)


def is_counterfactual(verb: Token) -> bool:
    """The same without "almost": who has almost agreed to do something may still do it."""
    helpers = {a.lower_: a for a in auxiliaries(verb)}
    if "have" in helpers and _MODALS & helpers.keys():
        return not any(t.lower_ in _DEADLINES for t in children(verb, "prep", "mark"))
    return "had" in helpers and _is_supposed(verb, helpers["had"])


def _is_supposed(verb: Token, had: Token) -> bool:
    """ "Had Peru signed it, …", "if Peru had signed it, it would have paid"."""
    subjects = children(verb, "nsubj", "nsubjpass")
    inverted = bool(subjects) and had.i < subjects[0].left_edge.i
    if inverted:
        return verb.sent[-1].text != "?"
    marked = any(t.lower_ == "if" for t in children(verb, "mark"))
    return marked and {"would", "have"} <= {a.lower_ for a in auxiliaries(verb.head)}
