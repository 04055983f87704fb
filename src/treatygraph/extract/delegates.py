"""Persons who are told by name and by state: "Presidents Ana Tora of Chile and Omar Bello of Peru".

The parser joins the second name to the first state; the order of the words is plain.
"""

from __future__ import annotations

from spacy.tokens import Token

from treatygraph.extract.doers import names_a_state
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.tree import noun_lemma

# Who speaks for a state, in the plural, in front of the names.
_TITLES = frozenset(
    (
        *("president", "minister", "leader", "premier", "king", "chancellor", "monarch", "envoy"),
        *("ambassador", "negotiator", "counterpart", "secretary"),
    )
)
# A name has so many words at the most.
_LONGEST = 4


def states_of_persons(token: Token, parsed: Parsed) -> list[Token]:
    """The words for the states of two persons or more, each "NAME of STATE", that begin with a word or stand behind
    it as their title."""
    place = token.i
    if token.tag_ in ("NNS", "NNPS") and noun_lemma(token) in _TITLES:
        place += 1
    elif token.tag_ == "NNP":
        while place > token.left_edge.i and _is_of_a_name(token.doc[place - 1], parsed):
            place -= 1
    else:
        return []
    found: list[Token] = []
    while (state := _state_behind(place, token, parsed)) is not None:
        found.append(state)
        place = state.i + 1
        while place < token.sent.end and token.doc[place].lower_ in (",", "and"):
            place += 1
    return found if len(found) > 1 else []


def _state_behind(place: int, token: Token, parsed: Parsed) -> Token | None:
    """The state in "Omar Bello of Peru", from a place on."""
    first, doc, end = place, token.doc, token.sent.end
    while place < end and _is_of_a_name(doc[place], parsed):
        place += 1
    if not 0 < place - first <= _LONGEST or place + 1 >= end or doc[place].lower_ != "of":
        return None
    place += 1
    if doc[place].lower_ == "the" and place + 1 < end:
        place += 1
    return doc[place] if names_a_state(doc[place], parsed) else None


def _is_of_a_name(word: Token, parsed: Parsed) -> bool:
    return word.text[:1].isupper() and word.pos_ == "PROPN" and not names_a_state(word, parsed)
