"""States that thought better of what they had planned: "Gambia changed its mind", "Peru, too, backtracked"."""

from __future__ import annotations

from spacy.tokens import Token

from treatygraph.extract.subjects import subject_of
from treatygraph.extract.tree import OBJECTS, auxiliaries, children, is_infinitive, is_negated
from treatygraph.model import Status

# The verbs, with the object that they need.
CHANGING = {
    "change": ("mind", "tack"),
    "reverse": ("course", "itself"),
    "think": ("better",),
    "backtrack": (),
    "backpedal": (),
    "relent": (),
    "take": ("it", "them"),
}
# What can be given up.
OPEN = (Status.PROPOSED, Status.UNDERWAY)


def changed_mind(verb: Token) -> Token | None:
    """The word for who changed their mind, by a finite verb that tells it as a fact."""
    needed = CHANGING.get(verb.lemma_.lower())
    if needed is None or verb.pos_ != "VERB" or is_negated(verb) or is_infinitive(verb):
        return None
    if any(a.tag_ == "MD" for a in auxiliaries(verb)):
        return None
    if verb.lemma_ == "take" and not any(t.lower_ == "back" for t in verb.children):
        return None  # "took it back"
    with_it = {t.lemma_.lower() for t in children(verb, *OBJECTS, "advmod", "acomp")}
    if needed and not with_it & set(needed):
        return None
    return subject_of(verb)
