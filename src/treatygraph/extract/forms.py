"""The forms under which a text may write a word of the lexicon, told by the pipeline's own lemmatizer.

Turned round, the tables that lead the parser from a form to its word say which forms lead there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from spacy.language import Language

_LETTERS = re.compile(r"[^\W\d_]+")
# What is cut off a word: "'s", "n't", as written with either apostrophe.
_CUT_OFF = re.compile(r"(n)?['’]([^\W\d_]+)")


def letters_of(text: str) -> frozenset[str]:
    """The runs of letters of a text, in lower case."""
    return frozenset(_LETTERS.findall(text.lower()))


def letter_runs(text: str) -> frozenset[str]:
    """The runs of letters of a text, in lower case, and what an apostrophe cuts off a word ("'s", "n't"):
    what the forms of words are compared with."""
    lowered = text.lower()
    runs = set(_LETTERS.findall(lowered))
    if "'" in lowered or "’" in lowered:
        for before, behind in _CUT_OFF.findall(lowered):
            runs.add("'" + behind)
            if before:
                runs.add("n'" + behind)
    return frozenset(runs)


class WordForms:
    """The forms of words. ``known`` is false where the pipeline does not tell how it finds a lemma."""

    def __init__(self, nlp: Language) -> None:
        self._exceptions: dict[str, set[str]] = {}
        self._endings: list[tuple[str, str]] = []
        self._untold: set[str] = set()
        self._joined = _joined_words(nlp)
        self.known = self._read_tables(nlp) and self._read_rules(nlp)

    def _read_tables(self, nlp: Language) -> bool:
        lemmatizer = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
        lookups = getattr(lemmatizer, "lookups", None)
        if getattr(lemmatizer, "mode", None) != "rule" or lookups is None:
            return False
        exceptions: Iterable[Mapping[str, Iterable[str]]] = lookups.get_table("lemma_exc").values()
        for table in exceptions:
            for form, lemmas in table.items():
                for lemma in lemmas:
                    self._exceptions.setdefault(lemma, set()).add(form)
        tables = lookups.get_table("lemma_rules")
        # No entry is an adjective: "former" is no form of "form".
        endings = [tables[part] for part in ("noun", "verb") if part in tables]
        self._endings = [(old, new) for rules in endings for old, new in rules if old.isalpha()]
        return True

    def _read_rules(self, nlp: Language) -> bool:
        """The forms to which rules give a lemma that they show nothing of: "be" for "'s"."""
        if not nlp.has_pipe("attribute_ruler"):
            return True
        for rule in getattr(nlp.get_pipe("attribute_ruler"), "patterns", ()):
            lemma = rule["attrs"].get("LEMMA")
            if lemma is None:
                continue
            for pattern in rule["patterns"]:
                form = pattern[rule.get("index", 0)].get("LOWER")
                forms = form["IN"] if isinstance(form, dict) and "IN" in form else [form]
                if not all(isinstance(each, str) for each in forms):
                    self._untold.add(str(lemma).lower())
                    continue
                self._exceptions.setdefault(str(lemma).lower(), set()).update(forms)
        return True

    def of(self, words: Iterable[str]) -> frozenset[str]:
        """How a text may write one of these words, as runs of letters in lower case; ``known`` turns
        false where a word has forms that the pipeline does not list."""
        listed = list(words)
        self.known = self.known and self._untold.isdisjoint(listed)
        return frozenset(
            run for word in listed for form in self._forms(word) for run in self._runs(form)
        )

    def _forms(self, word: str) -> Iterator[str]:
        yield word
        yield from self._exceptions.get(word, ())
        for old, new in [*self._endings, ("s", ""), ("ies", "y")]:  # the last two: tree.noun_lemma
            if word.endswith(new):
                yield word.removesuffix(new) + old

    def _runs(self, form: str) -> set[str]:
        """What to look for instead of a form: its longest run of letters, "'s" for what is cut off a word, or
        where it is joined to others."""
        cut = _CUT_OFF.fullmatch(form)
        if cut is not None:
            own = {(cut.group(1) or "") + "'" + cut.group(2)}
        else:
            runs = _LETTERS.findall(form)
            own = {max(runs, key=len)} if runs else set()
        return own | self._joined.get(form, set())


def _joined_words(nlp: Language) -> dict[str, set[str]]:
    """Words that the tokenizer cuts out of longer ones ("not" in "cannot"), and those longer ones."""
    found: dict[str, set[str]] = {}
    for whole, parts in (getattr(nlp.tokenizer, "rules", None) or {}).items():
        runs = letter_runs(whole)
        cut_off = {run for run in runs if "'" in run}
        for part in parts:
            text = next(str(value) for value in part.values()).lower()
            if not runs.issuperset(letter_runs(text)):  # "it's" has the run of "'s"
                found.setdefault(text, set()).update(cut_off or runs)
    return found
