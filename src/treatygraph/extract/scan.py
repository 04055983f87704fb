"""Which passages can hold an act or a statement, told from their words alone.

Parsing is what takes time, and most of what is written about the world has nothing to do with
treaties. ``concerns_treaties`` is a rule of reading: statements are read only in documents that name a
treaty, a body or a word for a treaty. ``Scan`` passes over the passages in which no tree could give a
claim: each of its conditions is one that the rules need whatever the parser says. What it looks for is
made from the lexicon, so that a new word there is found here at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from spacy.language import Language

from treatygraph.extract.charters import CHARTERS, FOUNDING
from treatygraph.extract.discourse import sort_of
from treatygraph.extract.echoes import ECHOING
from treatygraph.extract.forms import WordForms, letter_runs
from treatygraph.extract.lexicon import Lexicon
from treatygraph.extract.names import Mention
from treatygraph.extract.needs import Need, Needs, need_of
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.objects import REFERRING
from treatygraph.extract.passages import sentences
from treatygraph.extract.reading import Reading
from treatygraph.extract.stances import StanceWords, load_stances
from treatygraph.extract.unlisted import TREATIES
from treatygraph.extract.unparsed import Sentence, sorts_of, without_names
from treatygraph.model import Stance

_BLAMING = (Stance.ACCUSATION, Stance.CONDEMNATION)
_TREATY_WORD = re.compile(
    r"\b(?:treat(?:y|ies)|(?:pact|agreement|accord|convention|protocol)s?|memorand(?:um|a))\b",
    re.IGNORECASE,
)
_SORTS = ("treaty", "body")
_BOTH = frozenset(_SORTS)
_DENYING = ("not", "never", "no", "nor", "neither", "none", "nobody")
_COPULAS = ("be", "become", "remain", "represent", "constitute")


def concerns_treaties(text: str, mentions: Iterable[Mention]) -> bool:
    """Whether a document names a treaty, a body or a word for a treaty."""
    named = any(sort_of(c.entity) in ("treaty", "body") for m in mentions for c in m.candidates)
    return named or _TREATY_WORD.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Around:
    """What a sentence stands in: the sorts of what the document has ``named``, whether an act was ``told``
    before, whether the passage stands under the name of a treaty, whether statements are read and it is known
    who speaks."""

    named: frozenset[str]
    told: bool
    headed: bool
    statements: bool
    authored: bool


class Scan:
    """Finds the passages that are worth parsing. ``nlp`` tells the forms of the lexicon's words."""

    def __init__(self, lexicon: Lexicon, nlp: Language) -> None:
        forms = WordForms(nlp)
        self._acts = _Acts(lexicon, forms)
        self._stances = _Stances(load_stances(), forms)
        self._voters = forms.of(lexicon.status.legislature | lexicon.status.electorate)
        self._echoes = forms.of(ECHOING)
        self._telling = self._acts.forms | self._stances.forms
        self._blind = not forms.known

    def may_find(self, text: str, words: Set[str], sorts: Collection[str]) -> bool:
        """Whether any passage of a text can hold a claim, told by its ``words`` (its runs of letters) and
        by the ``sorts`` of what it names: most news names no treaty and no body, and speaks of none."""
        if self._blind or not _BOTH.isdisjoint(sorts):
            return True
        # What stands behind a question is parsed whatever it is.
        return ("?" in text and bool(sorts)) or self._acts.may_describe(words)

    def worth_parsing(
        self,
        readings: Sequence[Reading],
        mentions: Iterable[Mention],
        *,
        statements: bool,
        authored: bool,
        headed: Collection[int] = (),
    ) -> Iterator[bool]:
        """For each passage of a document whether it can hold a claim. ``mentions`` are all names of the
        document; ``statements`` tells whether it is read for statements, ``authored`` whether it is known who
        speaks in it, ``headed`` where the passages begin that stand under the name of a treaty."""
        around = _Around(sorts_of(mentions), False, False, statements, authored)
        asked = False
        for reading in readings:
            text = reading.passage.text
            found = self._blind or (asked and bool(around.named))
            asked = text.rstrip().endswith("?")
            under = reading.passage.start in headed
            if around.headed is not under:
                around = replace(around, headed=under)
            found = found or self._may_tell(reading, around)
            if found and not around.told:
                # What it describes may be referred to.
                around = replace(around, told=True, named=_BOTH)
            yield found

    def _may_tell(self, reading: Reading, around: _Around) -> bool:
        """Whether a sentence of a passage may tell something."""
        text = without_names(reading)
        for start, end in sentences(reading.passage.text):
            words = letter_runs(text[start:end])
            # An echo repeats what was told before it.
            if around.told and not words.isdisjoint(self._echoes):
                return True
            telling = words & self._telling
            if not telling:
                continue
            sentence = Sentence(words, telling, text[start:end], reading, start, end, self._voters)
            if self._acts.may_be_told(sentence, around):
                return True
            if around.statements and self._stances.may_be_taken(sentence, around):
                return True
        return False


class _Acts:
    """What it takes to tell an act: a word for it, and something for it to be about."""

    def __init__(self, lexicon: Lexicon, forms: WordForms) -> None:
        nouns = load_nouns()
        self._near = {sort: Needs() for sort in _SORTS}
        self._headed = {sort: Needs() for sort in _SORTS}
        self._alone = {sort: Needs() for sort in _SORTS}
        self._after = {sort: Needs() for sort in _SORTS}
        for entry in lexicon.entries:
            words = forms.of((entry.lemma, *entry.forms))
            bare = need_of(entry, forms, named=False)
            for sort in entry.sorts:
                if entry.object or entry.others:  # others: who does it may be what it is about
                    self._near[sort].add(words, need_of(entry, forms, named=True))
                if entry.headed:
                    self._headed[sort].add(words, bare)
                if entry.elliptic:
                    self._alone[sort].add(words, bare)
                elif entry.resumes or entry.topical:
                    self._after[sort].add(words, bare)
        self._references = forms.of((*nouns.treaty, *nouns.body, *REFERRING))
        self._treaties = forms.of(word for word in TREATIES if word != "deal")
        self._deals, self._dealt = forms.of(["deal"]), frozenset(letter_runs(" ".join(nouns.deals)))
        self._charters = forms.of((*CHARTERS, *FOUNDING))
        self._bodies = forms.of(nouns.unlisted_bodies)

    @property
    def forms(self) -> frozenset[str]:
        """The words without one of which no act is told."""
        tables = (self._near, self._headed, self._alone, self._after)
        return frozenset().union(*(needs.forms for table in tables for needs in table.values()))

    def may_be_told(self, sentence: Sentence, around: _Around) -> bool:
        """Whether a sentence may hold a word that tells an act, and something for it to be about: named
        in it, described, referred to where the document has named such a thing, above it, or what an act was
        told of before."""
        for sort in _SORTS:
            near = sort in sentence.here or self._may_mean(sentence, sort, around.named)
            if near and self._near[sort].are_met(sentence):
                return True
            if around.headed and self._headed[sort].are_met(sentence):
                return True
            if sort in around.named and self._alone[sort].are_met(sentence):
                return True
            if around.told and self._after[sort].are_met(sentence):
                return True
        return False

    def may_describe(self, words: Set[str]) -> bool:
        """Whether a text that names no treaty and no body may describe one, by its words."""
        if not (words.isdisjoint(self._treaties) and words.isdisjoint(self._bodies)):
            return True
        return not words.isdisjoint(self._deals) and not words.isdisjoint(self._dealt)

    def _may_mean(self, sentence: Sentence, sort: str, named: Collection[str]) -> bool:
        """Whether a sentence may describe something of a sort, or refer to it."""
        words = sentence.words
        if sort in named and not words.isdisjoint(self._references):
            return True
        if sort == "body":
            return not words.isdisjoint(self._bodies) and _may_be_a_name(
                sentence.text, self._bodies
            )
        if not words.isdisjoint(self._treaties):
            return True
        if not words.isdisjoint(self._deals) and not words.isdisjoint(self._dealt):
            return True
        return "body" in named and not words.isdisjoint(self._charters)


class _Stances:
    """What it takes to take a stance."""

    def __init__(self, words: StanceWords, forms: WordForms) -> None:
        self._own = Needs()
        for table in (words.verbs, words.nouns):
            for lemma, entries in table.items():
                for each in entries:
                    lists = (forms.of(each.needs),) if each.needs else ()
                    self._own.add(forms.of((lemma,)), Need(lists))
        says = forms.of((*words.says, *words.finds, *words.nouns, *words.argues))
        unpraising = [w for w, stance in words.verdicts.items() if stance is not Stance.SUPPORT]
        denying, copulas = forms.of((*_DENYING, "n't")), forms.of(_COPULAS)
        self._own.add(says, Need((forms.of(words.cues),)))
        self._own.add(says, Need((forms.of((*words.harm, *words.duties)), denying)))
        self._own.add(says, Need((forms.of(unpraising), copulas)))
        promising = forms.of(("will", "would", "threaten", "warn", "vow"))
        self._own.add(says, Need((forms.of(("if", "unless")), promising)))
        self._own.add(forms.of(words.judges), Need((forms.of(words.verdicts),)))
        self._reasons = Needs()
        self._reasons.add(forms.of(words.argues), Need())
        self._reasons.add(says, Need((forms.of(words.motives),)))
        self._blame = forms.of(word for word, stance in words.cues.items() if stance in _BLAMING)

    @property
    def forms(self) -> frozenset[str]:
        """The words without one of which no stance is taken."""
        return self._own.forms | self._reasons.forms | self._blame

    def may_be_taken(self, sentence: Sentence, around: _Around) -> bool:
        """Whether a word that takes a stance may stand in a sentence. A reason is given for an act that was
        told, or for turning down a treaty that the sentence names."""
        if self._own.are_met(sentence):
            return True
        if (around.told or "treaty" in sentence.here) and self._reasons.are_met(sentence):
            return True
        return around.authored and not sentence.words.isdisjoint(self._blame)


def _may_be_a_name(text: str, nouns: Collection[str]) -> bool:
    """Whether one of the nouns may be in a name that no catalogue lists, in a text without the names that
    one does: "the Adriatic Union", "Union of Lakes". It has a capital, and another word with one beside it."""
    words = _WORD.findall(text)
    for place, word in enumerate(words):
        if not word[0].isupper() or word.lower() not in nouns or place == 0:
            continue
        before, behind = words[place - 1], [w for w in words[place + 1 :] if w not in _LINKS][:1]
        first = place == 1 and before in ("The", "This")
        if (_is_capital(before) and not first) or before in _LINKS or any(map(_is_capital, behind)):
            return True
    return False


_WORD = re.compile(r"\w+|[-–]")
_LINKS = ("on", "of", "for", "against", "and", "the", "concerning", "in", "to", "-", "–")


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0] == "_"
