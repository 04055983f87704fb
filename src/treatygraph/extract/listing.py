"""Lists of treaties that the parser takes apart: "two agreements: a tax treaty and one on oil", "a tax
treaty with Peru and a visa accord with Chile".
"""

from __future__ import annotations

from spacy.tokens import Token

from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.tree import children, noun_lemma


def listed_behind(token: Token) -> list[Token]:
    """What stands behind the dash or colon of "two agreements: a tax treaty and a protocol on oil",
    whatever the parser hung it on."""
    place = token.i + 1
    doc, end = token.doc, token.sent.end
    if place >= end or doc[place].text not in (":", "-", "–", "—"):
        return []
    kinds = load_nouns().treaty | {"one", "other", "another"}
    listed = [t for t in doc[place + 1 : end] if noun_lemma(t) in kinds and _is_listed(t)]
    return listed if len(listed) > 1 else []


def _is_listed(noun: Token) -> bool:
    """ "A treaty", "one on oil", "the other on tax": a part of a list, not "under the treaty"."""
    article = any(c.lower_ in ("a", "an") for c in children(noun, "det"))
    counted = noun.lower_ in ("one", "other", "another") and any(
        p.lower_ in ("on", "for", "about") for p in children(noun, "prep")
    )
    return article or counted


def is_another(noun: Token) -> bool:
    """ "And a visa accord": a further treaty, whatever it is joined to."""
    article = any(c.lower_ in ("a", "an") for c in children(noun, "det"))
    return noun.dep_ in ("conj", "appos") and article and noun_lemma(noun) in load_nouns().treaty


_IN_A_PHRASE = frozenset(("prep", "pobj", "conj", "appos"))


def another_behind(token: Token) -> list[Token]:
    """The second of "a tax treaty with Peru and a visa accord with Chile", which the parser joins to
    Peru."""
    if noun_lemma(token) not in load_nouns().treaty:
        return []
    return [t for t in token.subtree if t.i > token.i and is_another(t) and _is_in_phrase(t, token)]


def _is_in_phrase(word: Token, top: Token) -> bool:
    """Whether no clause stands between a word and what it belongs to."""
    if word.dep_ == "appos" and word.head.i == top.i:
        return False  # "the Lima Treaty, a border pact": the same one
    while word.i != top.i:
        if word.dep_ not in _IN_A_PHRASE:
            return False
        word = word.head
    return True
