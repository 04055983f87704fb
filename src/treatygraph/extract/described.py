"""Treaties of the catalogue that a text describes without naming them: "the 2015 nuclear accord with
Tehran" is the one that a table calls "Iran nuclear deal".

A description means a listed treaty when it ties the same states and bodies as one of its names and says
the same of what it is about. What could be two treaties is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from treatygraph.extract.names import NameIndex
from treatygraph.extract.nouns import load_nouns
from treatygraph.model import Entity, EntityKind, NameKind

# For each state or body that a name names, the keys of those that it may be.
_Ties = tuple[frozenset[str], ...]

# What may be said besides, of any treaty.
_BESIDES = frozenset(
    (
        *(
            "nonproliferation",
            "proliferation",
            "non",
            "arms",
            "control",
            "multilateral",
            "comprehensive",
        ),
        *("international", "power", "world", "multinational", "historic", "landmark"),
    )
)


def listed(
    about: Iterable[str], tied: Iterable[Entity], year: int | None, index: NameIndex
) -> Entity | None:
    """The treaty of the catalogue with these words for its subject, between these states and bodies,
    of this year where one is told; None where there is none or more than one."""
    words = _words(" ".join(about))
    parties = {e.key for e in tied}
    found: dict[str, Entity] = {}
    for subject, ties, treaty in described_treaties(index):
        about_it = subject <= words and words - subject <= _BESIDES
        of_the_year = year is None or treaty.since is None or treaty.since.year == year
        if about_it and of_the_year and all(tie & parties for tie in ties):
            found[treaty.key] = treaty
    return next(iter(found.values())) if len(found) == 1 else None


def _words(text: str) -> frozenset[str]:
    """The words that say something, in lower case and without their plural."""
    nouns = load_nouns()
    words = (w.removesuffix("s") for w in re.findall(r"[^\W\d_]{2,}", text.lower()))
    return frozenset(w for w in words if w not in nouns.empty and w not in nouns.treaty)


@cache
def described_treaties(index: NameIndex) -> tuple[tuple[frozenset[str], _Ties, Entity], ...]:
    """For each name of a treaty that names a state: what else it says, whom it names, the treaty."""
    rows: list[tuple[frozenset[str], _Ties, Entity]] = []
    for treaty in index.catalogue.values():
        for name in treaty.names if treaty.kind.is_treaty else ():
            row = _reading(name.text, index)
            if row is not None:
                rows.append((*row, treaty))
    return tuple(rows)


def _reading(name: str, index: NameIndex) -> tuple[frozenset[str], _Ties] | None:
    """What a name says besides the states and bodies that it names, and these."""
    words = re.split(r"[\s–-]+", name)
    if len(words) > 6 or len(words) < 3:
        return None
    rest: list[str] = []
    ties: list[frozenset[str]] = []
    place = 0
    while place < len(words):
        for length in (3, 2, 1):
            window = words[place : place + length]
            party = _party(" ".join(window), index) if len(window) == length else None
            if party:
                ties.append(party)
                place += length
                break
        else:
            rest.append(words[place])
            place += 1
    subject = _words(" ".join(rest))
    return (subject, tuple(ties)) if subject and ties else None


def _party(words: str, index: NameIndex) -> frozenset[str]:
    """The keys of the states and bodies that these words may name, where they name nothing else."""
    for mention in index.find(words):
        if mention.end - mention.start == len(words):
            return frozenset(
                c.entity.key
                for c in mention.candidates
                if (c.entity.kind is EntityKind.STATE or c.entity.kind.is_body)
                and c.name.kind is not NameKind.CAPITAL
            )
    return frozenset()
