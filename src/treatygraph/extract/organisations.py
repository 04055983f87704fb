"""Organisations that no catalogue lists, by the words in their names."""

from __future__ import annotations

import re

from spacy.tokens import Token

from treatygraph.extract.naming import unlisted_body
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.stances import load_stances
from treatygraph.model import Entity


def organisation_at(token: Token, parsed: Parsed) -> Entity | None:
    """An organisation that no catalogue lists, by its name: "the Northern Lakes Network"."""
    if token.tag_ not in ("NNP", "NNPS"):
        return None
    words = [token]
    for other in reversed(list(token.sent[: token.i - token.sent.start])):
        if not other.text[:1].isupper() or other.lower_ == "the" or parsed.mention(other):
            break
        words.insert(0, other)
    last = token
    for follower in token.sent[token.i - token.sent.start + 1 :]:
        if follower.text[:1].isupper() or follower.lower_ in ("of", "for", "on", "against", "and"):
            last = follower
            continue
        break
    while not last.text[:1].isupper():
        last = last.nbor(-1)
    count = last.i - words[0].i + 1
    heads = load_stances().bodies
    if count < 2 or not any(t.lower_ in heads for t in parsed.doc[words[0].i : last.i + 1]):
        return None
    start, end = parsed.span([words[0], last])
    return unlisted_body(re.sub(r"\s+", " ", parsed.source[start:end]))
