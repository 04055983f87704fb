"""Finding the catalogue's names in a text.

Names are compared word by word, letter case, punctuation and articles aside; a name that is
written with capitals counts only where the text writes it so too. The longest name wins.
One Aho-Corasick automaton (pyahocorasick) holds all names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate

import ahocorasick

from treatygraph.extract.nouns import load_nouns
from treatygraph.model import Catalogue, Entity, EntityKind, Name, NameKind

_WORD = re.compile(r"(?:\b[Cc]o-(?=[a-z]))?[^\W_]+")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(("the", "a", "an"))
# Numbers of treaties and one-letter names match page numbers and initials.
# "Latin American", "South American": of a continent, not of the state.
_REGIONS = frozenset(("latin", "south", "north", "central", "native", "african", "pan", "meso"))
_SKIPPED_KINDS = frozenset((NameKind.NUMBER,))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may stand for, and the name as the catalogue has it."""

    entity: Entity
    name: Name


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: half-open offsets, and the entities that it may stand for."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]

    def of_kind(self, *kinds: NameKind) -> bool:
        """Whether every candidate is named by one of these kinds of name."""
        return all(candidate.name.kind in kinds for candidate in self.candidates)


# A word in lower case, and its half-open offsets.
_Word = tuple[str, int, int]


def words_of(text: str) -> list[_Word]:
    """The words of a text that count for comparing names, in lower case, with their offsets."""
    if any(odd in text for odd in _ODD):
        return _odd_words(text)
    lowered = text.lower()
    placed, end = [], 0
    for form in _PLAIN_WORD.findall(lowered):
        # Between two words there is nothing that a word could begin with.
        start = lowered.find(form, end)
        end = start + len(form)
        if form not in _ARTICLES:
            placed.append((form, start, end))
    return placed


def _forms_of(text: str) -> list[str]:
    """The words of a text as ``words_of`` has them, without their offsets."""
    if any(odd in text for odd in _ODD):
        return [word[0] for word in _odd_words(text)]
    return [form for form in _PLAIN_WORD.findall(text.lower()) if form not in _ARTICLES]


# Where small letters alone do not tell the words: "Co-operation", articles in capitals, and letters whose small
# ones are more than one or depend on what stands beside them.
_ODD = ("o-", "THE", "AN", "İ", "Σ")


def _odd_words(text: str) -> list[_Word]:
    joined = "o-" in text
    words = [
        (match.group().lower(), match.start(), match.end())
        for match in (_WORD if joined else _PLAIN_WORD).finditer(text)
    ]
    if joined:  # "Co-operation" and "Cooperation" are one word
        words = [
            ("co" + form[3:] if form[:3] == "co-" else form, start, end)
            for form, start, end in words
        ]
    return [
        (form, start, end)
        for form, start, end in words
        if form not in _ARTICLES or (end - start > 1 and text[start:end].isupper())
    ]


def normal_form(text: str) -> str:
    """The words of a name that count, joined by spaces."""
    return " ".join(word[0] for word in words_of(text))


def _capitals_agree(name: str, found: str) -> bool:
    """Whether the text writes the name with the capitals that the name needs."""
    letters = [c for c in name if c.isalpha()]
    if all(c.isupper() for c in letters):  # an abbreviation: NATO is not nato, US not us
        wanted = re.sub(r"[\W_]", "", name)
        written = re.sub(r"[\W_]", "", found)
        return written == wanted or (_is_read_as_a_word(wanted) and written == wanted.capitalize())
    if not any(c.isupper() for c in letters):
        return True
    capitals = [m.group()[0].isupper() for m in _WORD.finditer(found) if len(m.group()) > 3]
    wanted_capitals = [m.group()[0].isupper() for m in _WORD.finditer(name) if len(m.group()) > 3]
    if not capitals or not wanted_capitals:
        return found[:1].isupper()
    if not any(wanted_capitals):
        return True  # "the UN migration pact"
    # "the Nuclear Non-proliferation treaty": one capital is enough to show a name
    return capitals[0] if len(capitals) == 1 else any(capitals)


def _is_read_as_a_word(abbreviation: str) -> bool:
    """Whether papers write an abbreviation as a name: "Nato", "Asean"; not "Pace" or "Start", which
    are something else."""
    return (
        len(abbreviation) > 3
        and re.search("[AEIOU]", abbreviation) is not None
        and abbreviation.lower() not in load_nouns().also_words
    )


def _goes_on(text: str, before: _Word, word: _Word) -> bool:
    """Whether a word in capitals is the end of a longer name: no "Union" in "the Andean Water Union"."""
    _, start, end = before
    if end + 1 != word[1] or not text[start].isupper():
        return False
    opens = start == 0 or text[start - 2] in ".!?:\n"
    return not opens and not text[start:end].isupper()


def _without_places(candidates: list[Candidate]) -> list[Candidate]:
    """Without the treaties that are called after the place of their signature alone.

    "Beijing" and "Washington" stand for their states in a text, whatever a table calls "Beijing"
    for short; "the Beijing Treaty" is a name of its own.
    """
    states = [c for c in candidates if c.entity.kind.is_state]
    return states or candidates


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the names of one form, of so many words, may stand for, and whether a treaty or a body is among it;
    and what it is as it was written before."""

    length: int
    candidates: tuple[Candidate, ...]
    treaties: bool
    _written: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def written(self, found: str) -> tuple[Candidate, ...]:
        """Those whose capitals the text has."""
        kept = self._written.get(found)
        if kept is None:
            if len(self._written) >= _MOST:
                self._written.clear()
            kept = tuple(c for c in self.candidates if _capitals_agree(c.name.text, found))
            self._written[found] = kept
        return kept


# In so many ways of writing it a name is remembered: with capitals and without, with the space of a line's end.
_MOST = 8


class NameIndex:
    """All names of a catalogue, ready to be found."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        table: dict[str, list[Candidate]] = {}
        for entity in catalogue.values():
            for name in entity.names:
                form = normal_form(name.text)
                if name.kind in _SKIPPED_KINDS or len(form) < 2:
                    continue
                table.setdefault(form, []).append(Candidate(entity, name))
        table = {form: _without_places(candidates) for form, candidates in table.items()}
        for phrase in load_nouns().no_names:
            table[normal_form(phrase)] = []
        self._automaton = ahocorasick.Automaton()
        for form, candidates in table.items():
            kinds = {candidate.entity.kind for candidate in candidates}
            treaties = any(kind.is_treaty or kind.is_body for kind in kinds)
            listed = _Listed(form.count(" ") + 1, tuple(candidates), treaties)
            self._automaton.add_word(f" {form} ", listed)
        self._automaton.make_automaton()
        self._families: dict[str, set[str]] = {}
        for entity in catalogue.values():
            if entity.kind is EntityKind.PERSON and entity.part_of:
                for name in entity.names:
                    first, _, last = name.text.lower().rpartition(" ")
                    if first:
                        self._families.setdefault(last, set()).add(entity.part_of)

    def of_family(self, name: str) -> str | None:
        """The key of the state or body that all leaders of a family name belong to, where they belong to one:
        who "President Castro" is no name alone says, and yet it is Cuba's."""
        owners = self._families.get(name.lower(), set())
        return next(iter(owners)) if len(owners) == 1 else None

    def find(self, text: str, *, of_treaties: bool = False) -> list[Mention]:
        """The names in the text, longest first where they overlap, in text order; with ``of_treaties`` none
        where no treaty and no body may be named."""
        line = f" {' '.join(_forms_of(text))} "
        hits = list(self._automaton.iter(line))
        if not hits or (of_treaties and not any(listed.treaties for _, listed in hits)):
            return []
        words = words_of(text)
        # Where each word ends in the line: at the space behind it.
        stops = list(accumulate([len(word[0]) + 1 for word in words]))
        found: list[tuple[int, int, tuple[Candidate, ...]]] = []
        for end, listed in hits:
            length, candidates = listed.length, listed.candidates
            last = bisect_left(stops, end)
            first = last - length + 1
            start, stop = words[first][1], words[last][2]
            if first and words[first - 1][0] in _REGIONS and words[first - 1][2] + 1 == start:
                candidates = tuple(c for c in candidates if c.name.kind is not NameKind.DEMONYM)
            if first == last and first and _goes_on(text, words[first - 1], words[first]):
                candidates = tuple(c for c in candidates if c.name.kind is not NameKind.SHORT)
            kept = listed.written(text[start:stop])
            if candidates is not listed.candidates:
                kept = tuple(c for c in kept if c in candidates)
            if kept or not candidates:
                found.append((first, last, kept))
        found.sort(key=lambda item: (item[0] - item[1], item[0]))
        taken: set[int] = set()
        mentions = []
        for first, last, kept in found:
            if any(index in taken for index in range(first, last + 1)):
                continue
            taken.update(range(first, last + 1))
            if kept:
                mentions.append(Mention(words[first][1], words[last][2], kept))
        return sorted(mentions, key=lambda mention: mention.start)
