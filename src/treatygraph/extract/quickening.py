"""A spaCy pipeline that gives the same and takes less time.

Two of its components look things up slowly. The lemmatizer seeks each form in lists of all words, and what it
knows already it asks of each token anew; and the attribute ruler tries each of its patterns on each token, though what it makes of a token rests on its tag,
its relation and its word alone, and in a few patterns on those of the token beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token
from spacy.tokens._retokenize import set_token_attrs

from treatygraph.extract.embedding import remember_words

_FACTORY = "treatygraph_attribute_ruler"
# How a pattern tells a token, by what it asks for: a value, or a choice of values.
_Told = Mapping[str, Any]
_ASKED: Mapping[str, Callable[[Token], Any]] = {
    "TAG": lambda token: token.tag_,
    "DEP": lambda token: token.dep_,
    "LOWER": lambda token: token.lower_,
    "IS_SPACE": lambda token: token.is_space,
}
# So many sorts of token are remembered at most.
_MOST = 50_000


def quicken(nlp: Language) -> None:
    """Make the network, the lemmatizer and the attribute ruler of a pipeline faster; what they give stays the
    same."""
    remember_words(nlp)
    if nlp.has_pipe("lemmatizer"):
        lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
        if lookups is not None and lookups.has_table("lemma_index"):
            index = lookups.get_table("lemma_index")
            for part, words in list(index.items()):
                index[part] = frozenset(words)
        lemmatizer = nlp.get_pipe("lemmatizer")
        if type(lemmatizer) is EnglishLemmatizer and not lemmatizer.overwrite:
            lemmatizer.__class__ = QuickLemmatizer
    slow = nlp.get_pipe("attribute_ruler") if nlp.has_pipe("attribute_ruler") else None
    if type(slow) is AttributeRuler and all(map(_is_known, slow.patterns)):
        quick = nlp.replace_pipe("attribute_ruler", _FACTORY)
        quick.add_patterns(slow.patterns)  # type: ignore[attr-defined]  # it is a QuickRuler


def _is_known(rule: Mapping[str, Any]) -> bool:
    """Whether a rule of the attribute ruler is one that ``QuickRuler`` understands."""
    patterns: Sequence[Sequence[_Told]] = rule["patterns"]
    return rule["index"] >= 0 and all(
        len(pattern) in (1, 2) and all(map(_is_told_plainly, pattern)) for pattern in patterns
    )


def _is_told_plainly(told: _Told) -> bool:
    choices = [set(v) <= {"IN", "NOT_IN", "REGEX"} for v in told.values() if isinstance(v, Mapping)]
    return told.keys() <= _ASKED.keys() and all(choices)


def _fits(token: Token, told: _Told) -> bool:
    return all(_is_chosen(_ASKED[asked](token), wanted) for asked, wanted in told.items())


def _is_chosen(value: object, wanted: object) -> bool:
    if not isinstance(wanted, Mapping):
        return value == wanted
    return (
        ("IN" not in wanted or value in wanted["IN"])
        and ("NOT_IN" not in wanted or value not in wanted["NOT_IN"])
        and ("REGEX" not in wanted or re.search(wanted["REGEX"], str(value)) is not None)
    )


class QuickLemmatizer(EnglishLemmatizer):
    """spaCy's lemmatizer, which remembers the lemma of each word as it was tagged."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of each token that has none."""
        known: dict[tuple[int, ...], int] = self.__dict__.setdefault("known", {})
        table: list[list[int]] = doc.to_array(["LEMMA", "ORTH", "POS", "MORPH"]).tolist()
        for place, (lemma, *features) in enumerate(table):
            if lemma:
                continue
            word, token = tuple(features), doc[place]
            found = known.get(word)
            if found is not None:
                token.lemma = found
                continue
            if len(known) >= _MOST:
                known.clear()
            token.lemma_ = self.lemmatize(token)[0]
            known[word] = token.lemma
        return doc


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern: its number, how it tells the first token and the one behind it, and which of them is meant."""

    number: int
    first: _Told
    behind: _Told | None
    index: int


@dataclass(frozen=True, slots=True)
class _Made:
    """What the rules make of a sort of token: the numbers of those that fit it, the attributes that they set,
    and the rules that go on with the next token."""

    rules: tuple[int, ...]
    attributes: dict[Any, Any]
    opened: tuple[_Rule, ...]


class QuickRuler(AttributeRuler):
    """spaCy's attribute ruler for patterns of one or two tokens, which remembers what it makes of each sort
    of token."""

    def __init__(self, nlp: Language, name: str) -> None:
        super().__init__(nlp.vocab, name)
        self._made: dict[tuple[Any, ...], _Made] = {}
        self._by_tag: dict[str | None, list[_Rule]] = {}
        # How the rules tell words, and for each word (its hash) whether one of them does.
        self._words: list[object] = []
        self._mentioned: dict[int, bool] = {}

    def add_patterns(self, patterns: Iterable[Any]) -> None:
        """Add rules, each as spaCy's ruler writes it, with patterns of at most two tokens."""
        super().add_patterns(patterns)
        self._made.clear()
        self._by_tag.clear()
        self._mentioned.clear()
        simple = set[str]()
        choices: list[object] = []
        rules: list[Any] = self.patterns
        for number, rule in enumerate(rules):
            for first, *behind in rule["patterns"]:
                tag = first.get("TAG")
                told = _Rule(number, first, behind[0] if behind else None, rule["index"])
                self._by_tag.setdefault(tag if isinstance(tag, str) else None, []).append(told)
                match first.get("LOWER"):
                    case None:
                        pass
                    case str(word):
                        simple.add(word)
                    case choice:
                        choices.append(choice)
        self._words = [{"IN": simple}, *choices]

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of each token; later rules count for more."""
        made = [self._of(token) for token in doc]
        further: dict[int, list[int]] = {}
        for place, each in enumerate(made[:-1]):
            for rule in each.opened:
                if rule.behind is not None and _fits(doc[place + 1], rule.behind):
                    further.setdefault(place + rule.index, []).append(rule.number)
        for place, (token, each) in enumerate(zip(doc, made, strict=True)):
            more = further.get(place)
            set_token_attrs(token, self._merged((*each.rules, *more)) if more else each.attributes)
        return doc

    def _of(self, token: Token) -> _Made:
        word = token.lower
        known = self._mentioned.get(word)
        if known is None:
            if len(self._mentioned) >= _MOST:
                self._mentioned.clear()
            known = any(_is_chosen(token.lower_, wanted) for wanted in self._words)
            self._mentioned[word] = known
        sort = (token.tag, token.dep, word if known else 0, token.is_space)
        found = self._made.get(sort)
        if found is None:
            found = self._made[sort] = self._read(token)
        return found

    def _read(self, token: Token) -> _Made:
        """What the rules make of a token, told by the patterns themselves."""
        possible = (*self._by_tag.get(token.tag_, ()), *self._by_tag.get(None, ()))
        fitting = [rule for rule in possible if _fits(token, rule.first)]
        alone = tuple(rule.number for rule in fitting if rule.behind is None)
        opened = tuple(rule for rule in fitting if rule.behind is not None)
        return _Made(alone, self._merged(alone), opened)

    def _merged(self, rules: Iterable[int]) -> dict[Any, Any]:
        merged: dict[Any, Any] = {}
        for rule in sorted(rules):
            merged.update(self.attrs[rule])
        return merged


Language.factory(_FACTORY, func=QuickRuler)
