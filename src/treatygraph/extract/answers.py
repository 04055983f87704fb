"""Answers to a question of who did something: "Who has left the bloc? Egypt in 1979", "Who came when: Chad in
2004, Mali a year later", "So members do return? Gabon did, in 2016".

The question tells no act, but what the answers are about.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.parsing import Parsed
from treatygraph.extract.referents import Referent
from treatygraph.extract.tree import children, noun_lemma, own_subject
from treatygraph.model import ActKind

_WHO = frozenset(("who", "anyone", "anybody", "else", "others"))
_MANY = frozenset(("country", "state", "member", "government", "nation", "people", "one"))
# What "came" and "went" ask about, by the sort of thing.
_CAME = {"treaty": ActKind.ACCESSION, "body": ActKind.JOINING}
_WENT = {"treaty": ActKind.WITHDRAWAL, "body": ActKind.LEAVING}
COMING = {"come": _CAME, "go": _WENT, "arrive": _CAME}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks who did, and the place where it ends."""

    kind: ActKind
    target: Referent
    end: int


def is_question(word: Token) -> bool:
    """Whether a word stands in a question, or in what only announces answers: "Who came when:"."""
    last = word.doc[word.sent.end - 1]
    return last.text in ("?", ":")


def asks_who(doer: Token) -> bool:
    """ "Who", "anyone else", "which countries", "other members"."""
    if doer.lower_ in _WHO:
        return True
    which = any(t.lower_ in ("which", "what", "other", "any") for t in doer.children)
    return noun_lemma(doer) in _MANY and (which or doer.tag_ == "NNS")


def coming_asked(verb: Token) -> bool:
    """ "Who went before?", "Who came when:"."""
    subject = own_subject(verb)
    bare = not children(verb, "dobj", "prep", "xcomp", "prt", "acomp")
    return bare and subject is not None and is_question(verb) and asks_who(subject)


def answers(word: Token, parsed: Parsed) -> bool:
    """Whether the sentence of a word stands right behind a question."""
    start = parsed.starts[word.sent.start]
    return parsed.source[max(0, start - 20) : start].rstrip().endswith("?")
