"""Which passages can hold an act or a statement, told from their words alone.

Parsing is what takes time, and most of what is written about the world has nothing to do with
treaties. ``concerns_treaties`` is a rule of reading: statements are read only in documents that name a
treaty, a body or a word for a treaty. ``Scan`` passes over the passages in which no tree could give a
claim: each of its conditions is one that the rules need whatever the parser says. What it looks for is
made from the lexicon, so that a new word there is found here at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language

from treatygraph.extract.charters import CHARTERS
from treatygraph.extract.dates import DATE_WORDS
from treatygraph.extract.discourse import sort_of
from treatygraph.extract.echoes import ECHOING
from treatygraph.extract.forms import WordForms, letter_runs
from treatygraph.extract.lexicon import Lexicon
from treatygraph.extract.names import Mention
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.objects import REFERRING
from treatygraph.extract.passages import Passage, sentences
from treatygraph.extract.stances import load_stances
from treatygraph.extract.unlisted import TREATIES
from treatygraph.model import Stance

_BLAMING = (Stance.ACCUSATION, Stance.CONDEMNATION)
_TREATY_WORD = re.compile(
    r"\b(?:treat(?:y|ies)|(?:pact|agreement|accord|convention|protocol)s?|memorand(?:um|a))\b",
    re.IGNORECASE,
)

_BOTH = frozenset(("treaty", "body"))
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Need:
    """What must stand in the sentence of a word: a form of each of several lists, and a date."""

    lists: tuple[frozenset[str], ...]
    date: bool = False


# By the form of a word, what each of its entries needs.
_Table = dict[str, list[_Need]]


def concerns_treaties(text: str, mentions: Iterable[Mention]) -> bool:
    """Whether a document names a treaty, a body or a word for a treaty."""
    named = any(sort_of(c.entity) in ("treaty", "body") for m in mentions for c in m.candidates)
    return named or _TREATY_WORD.search(text) is not None


class Scan:
    """Finds the passages that are worth parsing. ``nlp`` tells the forms of the lexicon's words."""

    def __init__(self, lexicon: Lexicon, nlp: Language) -> None:
        forms = WordForms(nlp)
        nouns, stances = load_nouns(), load_stances()
        self._acts: dict[str, _Table] = {"treaty": {}, "body": {}}
        self._alone: dict[str, _Table] = {"treaty": {}, "body": {}}
        self._after: dict[str, _Table] = {"treaty": {}, "body": {}}
        for entry in lexicon.entries:
            words = forms.of((entry.lemma, *entry.forms))
            needed = (entry.needs, entry.only, entry.said)
            # A verb in the passive may be news of the day, and needs no date.
            dated = entry.needs_date and (entry.pos == "noun" or entry.lemma == "be")
            need = _Need(tuple(forms.of(each) for each in needed if each), dated)
            for sort in entry.sorts:
                if entry.object or entry.others:  # others: who does it may be what it is about
                    self._enter(self._acts[sort], words, need)
                if entry.elliptic:
                    self._enter(self._alone[sort], words, need)
                elif entry.resumes or entry.topical:
                    self._enter(self._after[sort], words, need)
        self._references = forms.of((*nouns.treaty, *nouns.body, *REFERRING))
        self._stances: _Table = {}
        for table in (stances.verbs, stances.nouns):
            for lemma, entries in table.items():
                for each in entries:
                    lists = (forms.of(each.needs),) if each.needs else ()
                    self._enter(self._stances, forms.of((lemma,)), _Need(lists))
        self._says = forms.of((*stances.says, *stances.finds, *stances.nouns))
        self._told = forms.of(
            (*stances.cues, *stances.harm, *stances.duties, *stances.motives, "if")
        )
        self._judges = forms.of(stances.judges)
        self._verdicts = forms.of(stances.verdicts)
        self._argues = forms.of(stances.argues)
        self._blame = forms.of(word for word, stance in stances.cues.items() if stance in _BLAMING)
        self._described = {
            "treaty": forms.of((*TREATIES, *CHARTERS)),
            "body": forms.of(nouns.unlisted_bodies),
        }
        self._echoes = forms.of(ECHOING)
        self._blind = not forms.known

    @staticmethod
    def _enter(table: _Table, forms: frozenset[str], need: _Need) -> None:
        for form in forms:
            table.setdefault(form, []).append(need)

    def worth_parsing(
        self,
        passages: Sequence[Passage],
        mentions: Sequence[Mention],
        *,
        statements: bool,
        authored: bool,
        headed: Collection[int] = (),
    ) -> Iterator[bool]:
        """For each passage of a document whether it can hold a claim. ``statements`` tells whether the
        document is read for statements, ``authored`` whether it is known who speaks in it, ``headed`` where the
        passages begin that stand under the name of a treaty."""
        places = [(m.start, _sorts(m)) for m in mentions]
        named = frozenset(sort for _, sorts in places for sort in sorts)
        told = asked = False
        for passage in passages:
            found = self._blind or (asked and bool(named))
            asked = passage.text.rstrip().endswith("?")
            for start, end in sentences(passage.text):
                text = passage.text[start:end]
                words = letter_runs(text)
                begin, stop = passage.start + start, passage.start + end
                here = {sort for place, sorts in places if begin <= place < stop for sort in sorts}
                # An echo repeats what was told before it.
                found = found or (told and not words.isdisjoint(self._echoes))
                if passage.start in headed:
                    here |= {"treaty"}
                dated = passage.day is not None or _FIGURE.search(text) is not None
                dated = dated or not words.isdisjoint(DATE_WORDS)
                found = found or self._may_act(words, here, named, dated=dated, told=told)
                found = found or (statements and self._may_state(words, authored=authored))
                if found:
                    break
            if found and not told:
                told, named = True, _BOTH  # what it describes may be referred to
            yield found

    def _may_act(
        self,
        words: frozenset[str],
        here: Collection[str],
        named: Collection[str],
        *,
        dated: bool,
        told: bool,
    ) -> bool:
        """Whether a sentence may hold a word that tells an act, and something for it to be about:
        named ``here``, described, referred to where the document has ``named`` such a thing, or what an
        act was ``told`` of before."""
        for sort in self._acts:
            near = sort in here or self._may_describe(words, sort, named)
            if near and _matches(self._acts[sort], words, dated=dated):
                return True
            if sort in named and _matches(self._alone[sort], words, dated=dated):
                return True
            if told and _matches(self._after[sort], words, dated=dated):
                return True
        return False

    def _may_describe(self, words: frozenset[str], sort: str, named: Collection[str]) -> bool:
        if not words.isdisjoint(self._described[sort]):
            return True
        return sort in named and not words.isdisjoint(self._references)

    def _may_state(self, words: frozenset[str], *, authored: bool) -> bool:
        """Whether a word that takes a stance may stand in a passage."""
        if _matches(self._stances, words, dated=True) or (
            authored and not words.isdisjoint(self._blame)
        ):
            return True
        if not words.isdisjoint(self._argues):
            return True
        pairs = ((self._says, self._told), (self._judges, self._verdicts))
        return any(not words.isdisjoint(a) and not words.isdisjoint(b) for a, b in pairs)


def _sorts(mention: Mention) -> frozenset[str]:
    return frozenset(sort_of(c.entity) for c in mention.candidates)


def _matches(table: _Table, words: frozenset[str], *, dated: bool) -> bool:
    return any(
        (dated or not need.date) and all(not each.isdisjoint(words) for each in need.lists)
        for word in words & table.keys()
        for need in table[word]
    )
