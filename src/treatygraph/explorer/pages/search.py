"""Finding things by name, as one types: names, aliases, codes, numbers of treaties; typing errors forgiven."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode
from rapidfuzz import fuzz, process

from treatygraph.drawing.lines import kind_of
from treatygraph.explorer.answering import Answer
from treatygraph.explorer.state import View
from treatygraph.rdf.terms import ALT_LABEL, PREF_LABEL
from treatygraph.store.labels import typed_form
from treatygraph.store.prefixes import ID

_KINDS = ("state", "territory", "treaty", "body", "person")
_LIKE = 78.0
"""How alike (of 100) a name must be to what was typed, to be taken for a typing error."""


@dataclass(frozen=True)
class Hit:
    """Something that was found: by the name ``matched``, where that is not its own."""

    key: str
    label: str
    kind: str
    matched: str


@dataclass(frozen=True)
class Found:
    """What was looked for, and what was found."""

    q: str
    hits: tuple[Hit, ...]


class Index:
    """The names of one state of the graph, sorted by their typed forms."""

    def __init__(self, view: View) -> None:
        labels: dict[str, str] = {}
        names: set[tuple[str, str, str]] = set()
        for predicate in (PREF_LABEL, ALT_LABEL):
            for quad in view.store.matching(predicate=predicate):
                subject, value = quad.subject, quad.object
                if not isinstance(subject, NamedNode) or not isinstance(value, Literal):
                    continue
                key = subject.value.removeprefix(ID)
                if key.partition("/")[0] not in _KINDS:
                    continue
                if predicate == PREF_LABEL and value.language in (None, "en", ""):
                    labels.setdefault(key, value.value)
                names.add((typed_form(value.value), key, value.value))
                names.add((typed_form(key.rpartition("/")[2]), key, key.rpartition("/")[2]))
        self._told = view.acts
        self._labels = labels
        self._names = sorted(name for name in names if name[0])
        self._forms = [form for form, _, _ in self._names]
        self._words: dict[str, list[int]] = {}
        for place, form in enumerate(self._forms):
            for word in form.split():
                self._words.setdefault(word, []).append(place)
        self._vocabulary = sorted(self._words)

    def find(self, text: str, limit: int) -> list[Hit]:
        """The things whose names begin with the text, have its words, or look like it; the likeliest first."""
        wanted = typed_form(text[:200])
        if not wanted:
            return []
        places = [*self._beginning(wanted), *self._with_words(wanted)]
        if len({self._names[place][1] for place in places}) < limit:
            places += self._alike(wanted, limit)
        best: dict[str, tuple[tuple[object, ...], Hit]] = {}
        for place in places:
            form, key, name = self._names[place]
            label = self._labels.get(key, key)
            near = fuzz.ratio(wanted, form)
            order = (
                form != wanted,
                not form.startswith(wanted),
                -self._told.count(key),
                -near,
                label,
                key,
            )
            hit = Hit(key, label, kind_of(key), "" if name == label else name)
            if key not in best or order < best[key][0]:
                best[key] = (order, hit)
        return [hit for _, hit in sorted(best.values(), key=lambda each: each[0])[:limit]]

    def _beginning(self, wanted: str) -> list[int]:
        start = bisect_left(self._forms, wanted)
        end = bisect_left(self._forms, wanted + "\uffff", start)
        return list(range(start, min(end, start + 400)))

    def _with_words(self, wanted: str) -> list[int]:
        """Names that have all the words, the last of them perhaps not yet typed out."""
        *whole, last = wanted.split()
        start = bisect_left(self._vocabulary, last)
        end = bisect_left(self._vocabulary, last + "\uffff", start)
        found = {
            p for word in self._vocabulary[start : min(end, start + 200)] for p in self._words[word]
        }
        for word in whole:
            found &= set(self._words.get(word, ()))
        return sorted(found)[:400]

    def _alike(self, wanted: str, limit: int) -> list[int]:
        matches = process.extract(
            wanted, self._forms, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=4 * limit
        )
        return [place for _, _, place in matches]


def index_of(view: View) -> Index:
    """The index of a state of the graph, made once."""
    found = view.once.get("names")
    if not isinstance(found, Index):
        found = Index(view)
        view.once["names"] = found
    return found


def search_page(view: View, _: Mapping[str, str], params: Mapping[str, str]) -> Answer:
    """What is found for some words."""
    q = params.get("q", "").strip()
    hits = tuple(index_of(view).find(q, 40)) if q else ()
    return Answer("search.html", f"Search: {q}" if q else "Search", Found(q, hits))
