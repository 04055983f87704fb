"""States that were slow to do what others did: "Mali waited until 2018", "Moscow needed eighteen years, until
August 2012", "Benin held off until May".

What they waited for is the act that the text told last; the day is that on which the waiting ended.
"""

from __future__ import annotations

from spacy.tokens import Token

from treatygraph.extract.gaps import is_season, is_state, is_time
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.tree import OBJECTS, children, is_infinitive, is_negated, own_subject

# The verbs of waiting, with the particle that they need.
WAITING = {
    **dict.fromkeys(
        ("wait", "delay", "hesitate", "dither", "dally", "take", "need", "require"), ""
    ),
    "hold": "off",
    "hang": "back",
}
_UNTIL = ("until", "till")
_ALL_THE_SAME = ("do", "follow")


def latecomer(verb: Token, parsed: Parsed) -> Token | None:
    """The state that a verb of waiting tells to have done it in the end."""
    particle = WAITING.get(verb.lemma_.lower())
    if particle is None or verb.tag_ != "VBD":
        return None
    subject = own_subject(verb)
    if subject is None or is_negated(verb):
        return None
    if particle and not any(t.lower_ == particle for t in children(verb, "prt", "advmod")):
        return None
    if not any(_tells_end(p, parsed) for p in children(verb, "prep")):
        return None
    for child in verb.children:
        if child.dep_ in OBJECTS and not is_season(child):
            return None  # "took the matter to court until 2012"
        if child.dep_ == "prep" and not _tells_time(child, parsed):
            return None
        goes_on = child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > verb.i
        if goes_on and not (is_infinitive(child) and child.lemma_ in _ALL_THE_SAME):
            return None
    return subject if is_state(subject, parsed) else None


def latecomer_too(state: Token, parsed: Parsed) -> bool:
    """Kazakhstan in "Moscow needed eighteen years, until 2012, and Kazakhstan twenty, until 2015"."""
    behind = state.doc[state.i + 1 : state.sent.end]
    words = [t for t in behind[:7] if not is_season(t)]
    if len(words) < 4 or not words[0].like_num or words[1].text != ",":
        return False
    return words[2].lower_ in _UNTIL and is_time(words[3], parsed)


def _tells_end(preposition: Token, parsed: Parsed) -> bool:
    return preposition.lower_ in _UNTIL and _tells_time(preposition, parsed)


def _tells_time(phrase: Token, parsed: Parsed) -> bool:
    return any(is_time(t, parsed) for t in phrase.subtree)
