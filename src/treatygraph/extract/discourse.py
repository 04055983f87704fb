"""What a document has named so far, and which of several things a name means in it."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from treatygraph.extract.answers import Asked
from treatygraph.extract.lexicon import load_prominence
from treatygraph.extract.names import Candidate, Mention, NameIndex
from treatygraph.extract.naming import person
from treatygraph.extract.nouns import load_nouns
from treatygraph.model import (
    ActClaim,
    ActKind,
    Catalogue,
    Entity,
    EntityKind,
    PartialDate,
    StatementClaim,
)

# Words that no name has, whatever a nickname says ("the world body").
_IN_NO_NAME = frozenset(("body", "institution", "grouping", "text", "deal", "instrument"))
# What newspapers call any treaty, whatever its names are; not where a capital makes it a name.
_ANY_TREATY = frozenset(("pact", "deal", "accord", "compact"))
# What a committee or a court is a part of.
_WHOLE = frozenset(("organisation", "organization", "bloc", "alliance", "grouping"))
# What stands between the states of a list.
_LISTED = re.compile(r",? (?:and|or|nor) (?:the )?|, (?:the )?|'s and |’s and ")


@dataclass(frozen=True, slots=True)
class Holder:
    """A named person, what the office belongs to that the text gives them, where it says so, and the
    office in lower case."""

    person: Entity
    of: Entity
    place: int
    role: str = ""


@dataclass
class Discourse:
    """What the document names, and who belongs to which state. ``persons`` are by family name;
    ``author`` is who says "we" in it, ``coauthors`` those who say so together with it,
    ``home`` the state whose ministry publishes it; ``acts`` are
    the act claims read so far, ``said`` the statements; ``asked`` what the last question asks who did; ``dated`` the days of acts told without a party ("it was signed on …");
    ``headings`` are the treaties that a passage stands under, by where it begins."""

    catalogue: Catalogue
    index: NameIndex
    mentions: list[Mention] = field(default_factory=list)
    persons: dict[str, Holder] = field(default_factory=dict)
    author: Entity | None = None
    coauthors: tuple[Entity, ...] = ()
    home: Entity | None = None
    acts: list[ActClaim] = field(default_factory=list)
    said: list[StatementClaim] = field(default_factory=list)
    text: str = ""
    title: str = ""
    dated: dict[tuple[ActKind, str], PartialDate] = field(default_factory=dict)
    last_date: PartialDate | None = None
    headings: Mapping[int, tuple[Mention, ...]] = field(default_factory=dict)
    asked: Asked | None = None

    def latest_called(
        self, before: int, sort: str, word: str, *, capital: bool = False
    ) -> tuple[Entity, Mention] | None:
        """The last thing of a sort named before a place that is called so: a council, a statute.

        A word that says no more than the sort ("pact", "bloc") means the last of the sort; a word
        that is part of names means the last that bears it, and nothing where none does.
        """
        loose = load_nouns().loose
        for mention in reversed(self.mentions) if word not in _IN_NO_NAME else ():
            entity = choose(mention, self, {sort}) if mention.start < before else None
            if entity is None:
                continue
            written = word in self.text[mention.start : mention.end].lower().split()
            if written or ((capital or word not in _ANY_TREATY) and _is_called(entity, word)):
                return self._spoken_of_since(mention, before, {sort}, set(), word) or (
                    entity,
                    mention,
                )
        if word not in loose:
            return None
        parts = [
            c.entity.key
            for m in self.mentions
            for c in m.candidates
            if word in _WHOLE and c.entity.kind in (EntityKind.COMMITTEE, EntityKind.COURT)
        ]
        return self.latest(before, (sort,), parts)

    def introduce(self, entity: Entity, start: int, end: int) -> None:
        """Let the text refer back to what it only describes: "signed an extradition treaty with Peru.
        The treaty …"."""
        mention = Mention(start, end, (Candidate(entity, entity.names[0]),))
        if mention not in self.mentions:
            insort(self.mentions, mention, key=lambda m: m.start)

    def headed(self, passage: int) -> list[tuple[Entity, Mention]]:
        """The treaties that a passage stands under: "Basel Convention: Fiji signed"."""
        named = ((choose(m, self, {"treaty"}), m) for m in self.headings.get(passage, ()))
        return [(entity, mention) for entity, mention in named if entity is not None]

    def last_holder(self, before: int) -> Holder | None:
        """The person with an office whom the text names last before a place."""
        named = [
            (
                max(holder.place, self.text.lower().rfind(family, 0, before)),
                holder.person.key,
                holder,
            )
            for family, holder in self.persons.items()
            if holder.place < before
        ]
        return max(named, key=lambda found: found[:2])[2] if named else None

    def person_named(self, name: str) -> Entity | None:
        """The person of the catalogue with this name, or with this family name if only one has it."""
        found = {
            c.entity.key: c.entity
            for m in self.index.find(name)
            for c in m.candidates
            if c.entity.kind is EntityKind.PERSON
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def person(self, name: str) -> Entity:
        """The person of the catalogue with this full name, or one that only the text knows."""
        found = person(name)
        return self.catalogue.get(found.key, found)

    def topic(
        self, skip: Iterable[str] = (), before: int | None = None, *, at_least: int = 1
    ) -> tuple[Entity, Mention] | None:
        """The state that the document names most often, or does before a place; the first of them where
        several are. None where it is named less than so many times."""
        skipped = set(skip)
        counts: dict[str, int] = {}
        first: dict[str, tuple[Entity, Mention]] = {}
        for mention in self.mentions:
            if before is not None and mention.start >= before:
                break
            entity = choose(mention, self, {"state"})
            if entity is not None and entity.key not in skipped:
                counts[entity.key] = counts.get(entity.key, 0) + 1
                first.setdefault(entity.key, (entity, mention))
        if at_least > 1:  # the title speaks of it, too
            for mention in self.index.find(self.title):
                entity = choose(mention, self, {"state"})
                if entity is not None and entity.key in counts:
                    counts[entity.key] += 1
        if max(counts.values(), default=0) < at_least:
            return None
        return first[max(counts, key=lambda key: (counts[key], -first[key][1].start))]

    def last_group(self, before: int, size: int | None = None) -> list[tuple[Entity, Mention]]:
        """The states that a place can speak of as "they" or "the trio": the last list of ``size``
        states before it; without a size the last list, if no other state was named since."""
        groups: list[list[tuple[Entity, Mention]]] = []
        end = -1
        for mention in self.mentions:
            entity = choose(mention, self, {"state"}) if mention.end <= before else None
            if entity is None:
                continue
            if groups and _LISTED.fullmatch(self.text[end : mention.start]):
                groups[-1].append((entity, mention))
            else:
                groups.append([(entity, mention)])
            end = mention.end
        for group in reversed(groups):
            if len(group) == (size or max(2, len(group))):
                return group
            if size is None:
                return []
        return []

    def next_group(self, after: int, size: int) -> list[tuple[Entity, Mention]]:
        """The states that "three of them say" announces: a list of so many that opens the next
        sentence or the one behind it."""
        following = [m for m in self.mentions if m.start >= after]
        for start in [m.end() for m in re.finditer(r"[.!?]\s+", self.text[after : after + 600])][
            :2
        ]:
            group: list[tuple[Entity, Mention]] = []
            end = after + start
            for mention in following:
                if mention.start < end:
                    continue
                joined = (
                    _LISTED.fullmatch(self.text[end : mention.start])
                    if group
                    else (mention.start - end <= 4)
                )
                entity = choose(mention, self, {"state"}) if joined else None
                if entity is None:
                    break
                group.append((entity, mention))
                end = mention.end
            if len(group) == size:
                return group
        return []

    def who_acted(self, before: int, skip: Iterable[str] = ()) -> tuple[Entity, Mention] | None:
        """The state whose act was told last, in the sentence before a place: "the country" goes on with
        it, whatever else was named since."""
        acts = [a for a in self.acts if a.party is not None and a.party.kind.is_state]
        if not acts or before - acts[-1].evidence[0].end > 8 or acts[-1].evidence[0].end > before:
            return None
        parties = {
            a.party.key: a.party for a in acts if a.evidence[0] == acts[-1].evidence[0] and a.party
        }
        if len(parties) > 1:
            return None
        (party,) = parties.values()
        named = [
            m for m in self.mentions if m.end <= before and choose(m, self, {"state"}) == party
        ]
        return (party, named[-1]) if named and party.key not in skip else None

    def only_two(
        self, before: int, sorts: Iterable[str] = ("state",)
    ) -> list[tuple[Entity, Mention]]:
        """The two things of these sorts named before a place, the last time each; none if it is not
        two."""
        found: dict[str, tuple[Entity, Mention]] = {}
        for mention in self.mentions:
            if mention.end <= before:
                entity = choose(mention, self, set(sorts))
                if entity is not None:
                    found[entity.key] = (entity, mention)
        return list(found.values()) if len(found) == 2 else []

    def last_pair(
        self, before: int, wanted: Iterable[str]
    ) -> tuple[tuple[Entity, Mention], tuple[Entity, Mention]] | None:
        """The two things of a sort that "the former" and "the latter" mean: the first two of the last
        sentence that names any."""
        sorts = set(wanted)
        end = before
        found: list[tuple[Entity, Mention]] = []
        for mention in reversed(self.mentions):
            if mention.start >= before:
                continue
            entity = choose(mention, self, sorts)
            if entity is None:
                continue
            if found and re.search(r"[.!?]\s", self.text[mention.end : end]):
                break
            found.append((entity, mention))
            end = mention.start
        return (found[-1], found[-2]) if len(found) > 1 else None

    def latest(
        self, before: int, wanted: Iterable[str], skip: Iterable[str] = ()
    ) -> tuple[Entity, Mention] | None:
        """The last thing of a sort ("state", "treaty", "body") named before a place, or spoken of
        again since: "the thing" in "it had suspended the parent treaty, and left the thing in May"."""
        sorts, skipped = set(wanted), set(skip)
        for mention in reversed(self.mentions):
            if mention.start >= before:
                continue
            entity = choose(mention, self, sorts)
            if entity is not None and entity.key not in skipped:
                return self._spoken_of_since(mention, before, sorts - {"state"}, skipped) or (
                    entity,
                    mention,
                )
        return None

    def _spoken_of_since(
        self,
        after: Mention,
        before: int,
        sorts: set[str],
        skipped: set[str],
        word: str = "",
    ) -> tuple[Entity, Mention] | None:
        """What the last act between two places was told of, by a word that only refers to it."""
        for act in reversed(self.acts):
            anchor = act.reason.anchor("object")
            if anchor is None or anchor.start >= before:
                continue
            if anchor.start <= after.start or anchor.antecedent is None:
                return None
            if act.object.unlisted or (word and not _is_called(act.object, word)):
                continue
            if sort_of(act.object) in sorts and act.object.key not in skipped:
                place = anchor.antecedent.start
                named = next((m for m in self.mentions if m.start == place), None)
                return (act.object, named) if named is not None else None
        return None


def _is_called(entity: Entity, word: str) -> bool:
    """Whether one of an entity's names has the word: "the Council" is no union."""
    return any(word in name.text.lower().split() for name in entity.names) or (
        word in entity.label.lower().split()
    )


def sort_of(entity: Entity) -> str:
    """ "state", "treaty", "body" or "other"."""
    return _SORT_OF[entity.kind]


def _sort_of_kind(kind: EntityKind) -> str:
    if kind.is_state:
        return "state"
    if kind.is_treaty:
        return "treaty"
    return "body" if kind.is_body else "other"


_SORT_OF = {kind: _sort_of_kind(kind) for kind in EntityKind}


def choose(mention: Mention, discourse: Discourse, sorts: set[str]) -> Entity | None:
    """The entity that a name stands for here: of the sorts asked for, and the one the text speaks of.

    Where several share the name, one that the document names otherwise too wins, then one that
    belongs to something the document names, then the one that news nearly always means, then the one
    with the most names.
    """
    fits = [c for c in mention.candidates if sort_of(c.entity) in sorts]
    if not fits:
        return None
    if len(fits) == 1:
        return fits[0].entity
    named = {
        c.entity.key for m in discourse.mentions if len(m.candidates) == 1 for c in m.candidates
    }

    default = load_prominence()

    def rank(candidate: Candidate) -> tuple[bool, bool, bool, bool, int, str]:
        entity = candidate.entity
        return (
            entity.key not in named,
            (entity.part_of or "") not in named and (entity.founded_by or "") not in named,
            default.get(candidate.name.text.casefold()) != entity.key,
            entity.kind in (EntityKind.TERRITORY, EntityKind.HISTORIC_STATE)
            or entity.until is not None,
            -len(entity.names),
            entity.key,
        )

    return min(fits, key=rank).entity
