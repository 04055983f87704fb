"""What a sentence must hold, beside a word of the lexicon, for the word to tell an act.

A word counts in every form that a text may give it (``forms``). The tables are made from the lexicon, and
each condition in them is one that the rules need whatever the parser makes of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from treatygraph.extract.forms import WordForms
from treatygraph.extract.lexicon import Entry
from treatygraph.extract.membership import SWELLS, TELLS
from treatygraph.extract.unparsed import Sentence
from treatygraph.model import ActKind


@dataclass(frozen=True, slots=True)
class Need:
    """What must stand in the sentence of a word: a form of each of several lists, a date, who votes."""

    lists: tuple[frozenset[str], ...] = ()
    date: bool = False
    vote: bool = False

    def is_met(self, sentence: Sentence) -> bool:
        """Whether a sentence has all of it."""
        if any(map(sentence.words.isdisjoint, self.lists)):
            return False
        return not ((self.vote and not sentence.voted) or (self.date and not sentence.dated))


class Needs:
    """By the form of a word, what each of its entries needs."""

    def __init__(self) -> None:
        self._by_form: dict[str, list[Need]] = {}

    def add(self, forms: Iterable[str], need: Need) -> None:
        """Enter what a word needs, in each of its forms."""
        for form in forms:
            known = self._by_form.setdefault(form, [])
            if need not in known:
                known.append(need)

    @property
    def forms(self) -> frozenset[str]:
        """All forms that have an entry."""
        return frozenset(self._by_form)

    def are_met(self, sentence: Sentence) -> bool:
        """Whether a sentence has a word of the table and all that one of its entries needs."""
        by_form = self._by_form
        for word in sentence.telling:
            for need in by_form.get(word, ()):
                if need.is_met(sentence):
                    return True
        return False


def need_of(entry: Entry, forms: WordForms, *, named: bool) -> Need:
    """What an entry needs in its sentence; ``named`` where its object must stand there, too, behind one of
    its prepositions if it takes no other."""
    lists = [forms.of(each) for each in (entry.needs, entry.only, entry.said) if each]
    if named and (links := _links(entry, forms)):
        lists.append(links)
    # A verb in the passive may be news of the day, and needs no date.
    dated = entry.needs_date and (entry.pos == "noun" or entry.lemma == "be")
    return Need(tuple(lists), dated, entry.voted)


def _links(entry: Entry, forms: WordForms) -> frozenset[str]:
    """The words one of which ties the object to an entry that takes it only behind a preposition; none
    where it may be tied by the tree alone."""
    if not entry.object or entry.others or {"direct", "subject"} & set(entry.object):
        return frozenset()
    links = set(entry.object)
    if entry.pos == "noun":
        # "Malta's accession brings the bloc to 28", "the instrument of Peru for the pact"
        links |= {"for", *forms.of(SWELLS)}
    if entry.resumes and entry.body is ActKind.LEAVING:
        links |= forms.of(TELLS)  # "notified the Union that it was pulling out"
    return frozenset(links)
