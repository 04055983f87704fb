"""The catalogue while it is being put together: entities and names, not yet RDF.

A fact remembers the file that it belongs to, because the files are told apart by licence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from treatygraph.catalogue.terms import SINCE, SOURCE, UNTIL
from treatygraph.model import EntityKind, NameKind, PartialDate

from .tables import Row

Value = str | PartialDate


@dataclass(frozen=True)
class Fact:
    """A property of an entity. ``datatype`` is ``key`` for a link, ``text``, ``date``, …"""

    file: str
    predicate: str
    value: str
    datatype: str = "text"


@dataclass
class Draft:
    """An entity of the tables. ``file`` holds its class and label."""

    key: str
    kind: EntityKind
    label: str
    file: str
    row: Row
    facts: list[Fact] = field(default_factory=list)

    def add(
        self, predicate: str, value: Value | None, datatype: str = "text", file: str | None = None
    ) -> None:
        """Adds a fact, unless there is nothing to add."""
        if value is None or value == "":
            return
        datatype = "date" if isinstance(value, PartialDate) else datatype
        self.facts.append(Fact(file or self.file, predicate, str(value), datatype))


@dataclass(frozen=True)
class DraftName:
    """A name of the tables."""

    key: str
    text: str
    kind: NameKind
    language: str
    source: str
    file: str
    row: Row


class Drafts:
    """All entities and names, and the keys that were found to be another entity's."""

    def __init__(self) -> None:
        self.entities: dict[str, Draft] = {}
        self.names: list[DraftName] = []
        self.aliases: dict[str, str] = {}

    def extend(self, entities: Iterable[Draft]) -> None:
        """Adds entities. Raises ResourceError for a key that is there already."""
        for entity in entities:
            other = self.entities.get(entity.key)
            if other or entity.key in self.aliases:
                place = f" ({other.row.file.name}:{other.row.line})" if other else ""
                raise entity.row.error(f"{entity.key} is there already{place}. Take one out")
            self.entities[entity.key] = entity

    def current(self, key: str) -> str:
        """The key that an entity has now, after duplicates were merged."""
        while key in self.aliases:
            key = self.aliases[key]
        return key

    def merge(self, key: str, into: str) -> None:
        """Makes one entity of two. Kind, label and lifetime are those of ``into``.

        Names and sources come together; of other facts those that ``into`` has none of.
        """
        gone, kept = self.entities.pop(key), self.entities[into]
        self.aliases[key] = into
        present = {fact.predicate for fact in kept.facts} - {SOURCE} | {SINCE, UNTIL}
        kept.facts.extend(fact for fact in gone.facts if fact.predicate not in present)

    def sources(self) -> set[str]:
        """The names of all sources that something rests on."""
        facts = (fact for draft in self.entities.values() for fact in draft.facts)
        named = {fact.value for fact in facts if fact.datatype == "source"}
        return named | {name.source for name in self.names}

    def check(self) -> None:
        """Raises ResourceError for a name or a link whose entity is not there."""
        for name in self.names:
            if self.current(name.key) not in self.entities:
                raise name.row.error(
                    f"no entity {name.key}. Keys look like state/RUS, treaty/cets-126, "
                    "body/council-of-europe; add the entity to treaties.csv or bodies.csv first"
                )
        for draft in self.entities.values():
            for fact in draft.facts:
                if fact.datatype == "key" and self.current(fact.value) not in self.entities:
                    raise draft.row.error(f"{draft.key} points to {fact.value}, which is not there")
