"""A word and what governs it, as those that read what governors make of an act are given it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.lexicon import StatusWords
from treatygraph.extract.tree import auxiliaries
from treatygraph.model import Status

# What an organisation does to a member by resolving it.
DECIDED = ("suspend", "expel", "exclude", "admit", "readmit", "reinstate")
# What a governor makes of the act, if anything, and whether what stands above it matters no more.
Verdict = tuple[Status | None, bool]


@dataclass(frozen=True, slots=True)
class Above:
    """A word, what governs it and how, and the status as told so far."""

    node: Token
    head: Token
    relation: str
    words: StatusWords
    status: Status

    @property
    def lemma(self) -> str:
        """The dictionary form of the governor, in lower case."""
        return self.head.lemma_.lower()


def is_passive_event(verb: Token) -> bool:
    """ "Its withdrawal was completed": the verb only says that the noun happens."""
    return verb.lemma_.lower() in ("take", "come", "occur", "complete", "become", "happen", "begin")


# What a treaty does that others have not ratified.
LACKING = ("need", "require", "await", "lack", "want")


def is_foretold(verb: Token) -> bool:
    """Whether a modal verb stands with it: "will approve", "may reject"."""
    return any(a.tag_ == "MD" for a in auxiliaries(verb))
