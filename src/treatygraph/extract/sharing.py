"""Where an act has its day from another word of its sentence: the verb whose object it is, or the day
that a clause is about."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Token

# How a state tells those who keep its treaties what it has decided.
NOTIFYING = frozenset(("inform", "communicate", "convey", "notify", "transmit", "tell", "advise"))
# What states write to each other, and to those who keep their treaties.
PAPERS = frozenset(
    (
        *("letter", "note", "notice", "notification", "communication", "message", "instrument"),
        *("document", "cable", "dispatch", "verbale", "paper"),
    )
)


def same_day(trigger: Token, dates: Container[int]) -> int | None:
    """The place of the date in "on Thursday, the day on which it opened", "on Monday, when it
    opened" and "in Oslo in May, where it opened"; ``dates`` are the places of all."""
    for node in (trigger, *trigger.ancestors):
        if node.dep_ not in ("relcl", "advcl"):
            continue
        if node.dep_ == "relcl" and node.head.lemma_ in ("day", "date", "moment"):
            before = range(node.head.i - 1, node.sent.start - 1, -1)
            return next((place for place in before if place in dates), None)
        opening = next((c for c in node.children if c.lower_ in ("when", "where")), None)
        if opening is not None:
            words = [t for t in node.doc[node.sent.start : opening.i] if not t.is_punct]
            return words[-1].i if words and words[-1].i in dates else None
    return None


def verb_above(word: Token) -> Token | None:
    """The verb whose object, or part of whose object, a word is: "its instrument of ratification", "the
    notice by Malta of its exit", "a note by which it denounces the pact", also in the passive."""
    node = word
    while node.head.i != node.i and (
        node.lower_ in ("of", "to")
        or (node.pos_ in ("NOUN", "PROPN") and node.head.lower_ in ("of", "to"))
        or _is_of_a_paper(node)
    ):
        node = node.head
    if node.head.pos_ != "VERB":
        return None
    is_object = node.dep_ in ("dobj", "obj") and node.i > node.head.i
    return node.head if is_object or node.dep_ == "nsubjpass" else None


def _is_of_a_paper(node: Token) -> bool:
    """Whether a word stands below the paper that tells it: "the notice by Malta", "a letter denouncing"."""
    if node.dep_ in ("relcl", "acl"):
        return node.head.lemma_.lower() in PAPERS
    by = node if node.lower_ in ("by", "from") else node.head
    return by.lower_ in ("by", "from") and by.head.lemma_.lower() in PAPERS


def told_by(noun: Token) -> Token | None:
    """The verb of notice that tells what a noun stands for: "notified it of its exit", None elsewhere."""
    if noun.pos_ != "NOUN":
        return None
    node = noun
    while node.head.i != node.i and node.dep_ in ("prep", "pobj", "conj", "nmod"):
        node = node.head
        if node.pos_ == "VERB":
            return node if node.lemma_ in NOTIFYING else None
    return None
