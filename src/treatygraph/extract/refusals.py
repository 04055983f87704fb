"""Refusals that do not stand: "did not rule out leaving", "refuses to drop its application", "failed to
block the accession"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.lexicon import StatusWords
from treatygraph.extract.tree import is_negated
from treatygraph.model import Status

_PREVENTING = ("block", "blockade", "veto", "prevent", "stop", "halt", "stall", "defeat")
_DENYING = ("deny", "denial", "dismiss", "refute")
_VOIDING = ("void", "nullify", "quash", "invalidate")


@dataclass(slots=True)
class Refusal:
    """The word that refuses an act, how far the act had got without it, and whether it was taken back:
    by who refuses to refuse, or by a "not"."""

    word: Token | None = None
    kept: Status = Status.DONE
    lifted: bool = False

    def meets(
        self,
        trigger: Token,
        head: Token,
        status: Status,
        words: StatusWords,
        *,
        refuses: bool,
        negated: bool,
        denied: bool,
    ) -> Status | None:
        """The status where a word above the act takes back its refusal; None where none is taken back.

        ``refuses`` says that the word is itself one that refuses, ``negated`` that the act is denied
        below it, ``denied`` that the word is denied and what it governs with it.
        """
        denied = is_negated(head) if refuses else denied
        if self.word is None:
            if not refuses:
                return None
            self.word, self.kept, self.lifted = head, status, negated or denied
            if negated and not denied:  # "refuses to promise that it will never join"
                return Status.PROPOSED
        elif refuses == denied or (
            refuses and self.word.head.i == head.i and self.word.pos_ == "ADP"
        ):
            return None  # "did not refuse to rule out"; "voted against leaving" refuses once
        else:
            self.lifted = True
        return self._left(trigger, head, words) if self.lifted else None

    def _left(self, trigger: Token, head: Token, words: StatusWords) -> Status:
        """What is left of an act whose refusal is taken back."""
        word = self.word.lemma_.lower() if self.word is not None else ""
        open_ = Status.PROPOSED if self.kept is Status.DONE else self.kept
        if word in _PREVENTING:  # who failed to prevent it has seen it happen
            from_doing = trigger.head.lower_ == "from" and self.kept is Status.PROPOSED
            return (Status.DONE if from_doing else self.kept) if head.lemma_ == "fail" else open_
        takes_back = (
            word in words.undoing or word in words.recalling or word in (*_DENYING, *_VOIDING)
        )
        told = trigger.pos_ == "NOUN" or trigger.tag_ in ("VBD", "VBN")
        return self.kept if takes_back and told else open_
