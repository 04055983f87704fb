"""What the words of a frame stand for: a name, somebody who acts for a state, or a reference to a
name that stands earlier in the text.

A reference that the text does not make clear is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from treatygraph.extract.names import Candidate, Mention, NameIndex
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.tree import children, noun_lemma, with_conjuncts
from treatygraph.model import (
    ActClaim,
    ActKind,
    Anchor,
    Catalogue,
    Entity,
    EntityKind,
    Name,
    NameKind,
    PartialDate,
    Span,
)

_TREATY_WORDS = frozenset(
    [
        "convention",
        "treaty",
        "pact",
        "agreement",
        "accord",
        "protocol",
        "charter",
        "statute",
        "covenant",
        "deal",
        "text",
        "instrument",
        "compact",
    ]
)
_BODY_WORDS = frozenset(
    [
        "organisation",
        "organization",
        "bloc",
        "alliance",
        "body",
        "union",
        "group",
        "court",
        "council",
        "club",
        "commission",
        "committee",
        "association",
        "institution",
        "agency",
        "bank",
        "grouping",
        "community",
        "commonwealth",
        "tribunal",
        "league",
    ]
)
# Words that may stand for any treaty or body, whatever its name is.
_LOOSE = frozenset(
    [
        "convention",
        "treaty",
        "pact",
        "agreement",
        "accord",
        "deal",
        "text",
        "instrument",
        "compact",
        "organisation",
        "organization",
        "bloc",
        "alliance",
        "body",
        "group",
        "institution",
        "agency",
        "grouping",
    ]
)
STATE_WORDS = frozenset(
    [
        "administration",
        "ambassador",
        "assembly",
        "authority",
        "bundestag",
        "cabinet",
        "chamber",
        "chancellor",
        "citizen",
        "congress",
        "country",
        "delegation",
        "deputy",
        "duma",
        "electorate",
        "emir",
        "envoy",
        "government",
        "house",
        "island",
        "junta",
        "king",
        "kingdom",
        "knesset",
        "lawmaker",
        "leader",
        "leadership",
        "legislator",
        "legislature",
        "minister",
        "ministry",
        "monarch",
        "monarchy",
        "nation",
        "negotiator",
        "official",
        "parliament",
        "plebiscite",
        "premier",
        "presidency",
        "president",
        "public",
        "queen",
        "referendum",
        "regime",
        "representative",
        "republic",
        "ruler",
        "sejm",
        "senate",
        "side",
        "state",
        "sultan",
        "vote",
        "voter",
    ]
)
_PRONOUNS = frozenset(
    ("it", "its", "which", "that", "they", "their", "he", "she", "his", "her", "who", "itself")
)


@dataclass(frozen=True, slots=True)
class Referent:
    """An entity, and how the words came to stand for it. ``by`` is who acted for a state."""

    entity: Entity
    anchor: Anchor
    by: Entity | None = None


# What stands between the states of a list.
_LISTED = re.compile(r",? and (?:the )?|, (?:the )?|'s and |’s and ")


@dataclass(frozen=True, slots=True)
class Holder:
    """A named person, what the office belongs to that the text gives them, and where it says so."""

    person: Entity
    of: Entity
    place: int


@dataclass
class Discourse:
    """What the document names, and who belongs to which state. ``persons`` are by family name;
    ``author`` is who says "we" in it; ``acts`` are
    the act claims read so far."""

    catalogue: Catalogue
    index: NameIndex
    mentions: list[Mention] = field(default_factory=list)
    persons: dict[str, Holder] = field(default_factory=dict)
    author: Entity | None = None
    acts: list[ActClaim] = field(default_factory=list)
    text: str = ""
    last_date: PartialDate | None = None

    def latest_called(self, before: int, sort: str, word: str) -> tuple[Entity, Mention] | None:
        """The last thing of a sort named before a place that is called so: a council, a statute.

        A word that says no more than the sort ("pact", "bloc") means the last of the sort; a word
        that is part of names means the last that bears it, and nothing where none does.
        """
        for mention in reversed(self.mentions):
            entity = choose(mention, self, {sort}) if mention.start < before else None
            if entity is not None and _is_called(entity, word):
                return entity, mention
        return self.latest(before, (sort,)) if word in _LOOSE else None

    def person_named(self, name: str) -> Entity | None:
        """The person of the catalogue with this name, or with this family name if only one has it."""
        found = {
            c.entity.key: c.entity
            for m in self.index.find(name)
            for c in m.candidates
            if c.entity.kind is EntityKind.PERSON
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def topic(self) -> tuple[Entity, Mention] | None:
        """The state that the document names most often, the first of them where several are."""
        counts: dict[str, int] = {}
        first: dict[str, tuple[Entity, Mention]] = {}
        for mention in self.mentions:
            entity = choose(mention, self, {"state"})
            if entity is not None:
                counts[entity.key] = counts.get(entity.key, 0) + 1
                first.setdefault(entity.key, (entity, mention))
        if not counts:
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

    def latest(
        self, before: int, wanted: Iterable[str], skip: Iterable[str] = ()
    ) -> tuple[Entity, Mention] | None:
        """The last thing of a sort ("state", "treaty", "body") named before a place."""
        sorts, skipped = set(wanted), set(skip)
        for mention in reversed(self.mentions):
            if mention.start >= before:
                continue
            entity = choose(mention, self, sorts)
            if entity is not None and entity.key not in skipped:
                return entity, mention
        return None


def _is_called(entity: Entity, word: str) -> bool:
    """Whether one of an entity's names has the word: "the Council" is no union."""
    return any(word in name.text.lower().split() for name in entity.names) or (
        word in entity.label.lower().split()
    )


def sort_of(entity: Entity) -> str:
    """ "state", "treaty", "body" or "other"."""
    if entity.kind.is_state:
        return "state"
    if entity.kind.is_treaty:
        return "treaty"
    return "body" if entity.kind.is_body else "other"


def choose(mention: Mention, discourse: Discourse, sorts: set[str]) -> Entity | None:
    """The entity that a name stands for here: of the sorts asked for, and the one the text speaks of.

    Where several share the name, one that the document names otherwise too wins, then one that
    belongs to something the document names, then the one with the most names: the best known.
    """
    fits = [c for c in mention.candidates if sort_of(c.entity) in sorts]
    if not fits:
        return None
    if len(fits) == 1:
        return fits[0].entity
    named = {
        c.entity.key for m in discourse.mentions if len(m.candidates) == 1 for c in m.candidates
    }

    def rank(candidate: Candidate) -> tuple[bool, bool, int, int, str]:
        entity = candidate.entity
        return (
            entity.key not in named,
            (entity.part_of or "") not in named and (entity.founded_by or "") not in named,
            entity.kind in (EntityKind.TERRITORY, EntityKind.HISTORIC_STATE)
            or entity.until is not None,
            -len(entity.names),
            entity.key,
        )

    return min(fits, key=rank).entity


def _anchor(
    part: str, parsed: Parsed, token: Token, how: str, antecedent: Mention | None = None
) -> Anchor:
    start, end = parsed.span([token])
    place = Span(antecedent.start, antecedent.end) if antecedent else None
    return Anchor(part, start, end, parsed.source[start:end], how, place)


def object_of(
    token: Token,
    parsed: Parsed,
    discourse: Discourse,
    sorts: Iterable[str] = ("treaty", "body"),
) -> list[Referent]:
    """The treaty or body that a word stands for; none if it stands for something else."""
    mention = parsed.mention(token)
    if mention is not None:
        entity = choose(mention, discourse, set(sorts))
        if entity is None:
            return []
        return [Referent(entity, _anchor("object", parsed, token, "named"))]
    lemma = noun_lemma(token)
    inner = _inner_name(token, parsed, discourse)
    if inner is not None:
        return [inner]
    place = parsed.starts[token.i]
    if lemma == "protocol" and _possessive_of_treaty(token):
        return _protocols(token, parsed, discourse)
    definite = any(c.lower_ in ("the", "this", "that") for c in children(token, "det"))
    if lemma in _TREATY_WORDS and definite and "treaty" in sorts:
        found = discourse.latest_called(place, "treaty", lemma)
    elif lemma in _BODY_WORDS and definite and "body" in sorts:
        found = discourse.latest_called(place, "body", lemma)
    elif token.lower_ == "it" or (token.lower_ == "one" and _is_pointed_at(token)):
        found = discourse.latest(place, sorts)
    else:
        return []
    if found is not None and not _may_mean(token, found[0], parsed):
        return []
    if found is None:
        return []
    return [Referent(found[0], _anchor("object", parsed, token, "reference", found[1]))]


def _is_pointed_at(token: Token) -> bool:
    """ "That one", "this one"."""
    return any(c.lower_ in ("this", "that") for c in children(token, "det"))


def _may_mean(token: Token, entity: Entity, parsed: Parsed) -> bool:
    """Whether what stands with "the pact" can be said of the entity: "the European text" of one that
    has "European" in a name, "the 46-nation body", "the pact, signed in Rome"; not "the trade pact"."""
    names = " ".join([entity.label, *(n.text for n in entity.names)]).lower()
    for child in token.children:
        if child.dep_ in ("acl", "relcl"):
            if token.i + 1 < len(parsed.doc) and parsed.doc[token.i + 1].text != ",":
                return False
        elif child.dep_ == "prep":
            if child.lower_ in ("of", "between", "with", "on", "for"):
                return False
        elif child.dep_ in ("amod", "compound", "nmod", "poss", "nummod"):
            counted = any(t.text[:1].isdigit() for t in (child, *child.children))
            known = re.search(rf"\b{re.escape(child.lower_)}", names) is not None
            same = child.lower_ in ("same", "whole", "entire", "new", "regional", "international")
            if not (counted or known or same):
                return False
    return True


def implied_object(
    trigger: Token, kinds: Mapping[str, ActKind], parsed: Parsed, discourse: Discourse
) -> list[Referent]:
    """What "ratified" or "was suspended" means without an object.

    ``kinds`` are the acts that the word may tell, by the sort of object. What the last act of such
    a kind was about comes first, then what was named last.
    """
    for act in reversed(discourse.acts):
        anchor = act.reason.anchor("object")
        if anchor is not None and act.kind in kinds.values():
            place = anchor.antecedent or Span(anchor.start, anchor.end)
            start, end = parsed.span([trigger])
            quote = parsed.source[start:end]
            return [Referent(act.object, Anchor("object", start, end, quote, "implied", place))]
    found = discourse.latest(parsed.starts[trigger.i], kinds)
    if found is None:
        return []
    return [Referent(found[0], _anchor("object", parsed, trigger, "implied", found[1]))]


def _inner_name(token: Token, parsed: Parsed, discourse: Discourse) -> Referent | None:
    """ "the NATO alliance", "the Kyoto treaty", "the organisation ECOWAS": the name inside."""
    if token.lemma_.lower() not in _TREATY_WORDS | _BODY_WORDS | {
        "membership",
        "zone",
        "area",
    }:
        return None
    for child in children(token, "compound", "nmod", "appos", "poss", "amod"):
        mention = parsed.mention(child)
        if mention is None:
            continue
        sorts = {"treaty"} if token.lemma_.lower() in _TREATY_WORDS else {"body"}
        entity = choose(mention, discourse, sorts)
        if entity is not None:
            return Referent(entity, _anchor("object", parsed, child, "named"))
    return None


def _possessive_of_treaty(token: Token) -> bool:
    return any(c.lower_ in ("its", "the", "additional", "two", "both") for c in token.children)


def _protocols(token: Token, parsed: Parsed, discourse: Discourse) -> list[Referent]:
    """ "its additional protocols": the protocols of the convention that was named last."""
    found = discourse.latest(parsed.starts[token.i], ("treaty",))
    if found is None:
        return []
    convention, mention = found
    members = [
        m
        for m in discourse.catalogue.members.get(convention.key, ())
        if m.kind is EntityKind.PROTOCOL
    ]
    names = [Name(f"Protocols to the {n.text}", NameKind.COMMON) for n in convention.names]
    names += [
        Name(f"additional protocols to the {n.text}", NameKind.COMMON) for n in convention.names
    ]
    names += [n for m in members for n in m.names]
    label = f"Protocols to the {convention.label}"
    entity = Entity(
        f"{convention.key}-protocols",
        EntityKind.PROTOCOL,
        label,
        names=(Name(label, NameKind.COMMON), *names),
        part_of=convention.key,
        unlisted=True,
    )
    return [Referent(entity, _anchor("object", parsed, token, "reference", mention))]


def party_of(
    token: Token, parsed: Parsed, discourse: Discourse, skip: Iterable[str] = ()
) -> list[Referent]:
    """The state or body that a word stands for, directly, by its organs and people, or by reference."""
    mention = parsed.mention(token)
    if mention is not None:
        return _named_party(token, mention, parsed, discourse)
    place = parsed.starts[token.i]
    lemma = token.lemma_.lower()
    if token.lower_ in ("we", "us", "our") and discourse.author is not None:
        home = discourse.persons.get(discourse.author.label.split()[-1].lower())
        anchor = _anchor("party", parsed, token, "author")
        return [Referent(home.of, anchor)] if home is not None else []
    if token.lower_ in ("they", "their", "both"):
        group = discourse.last_group(place)
        if group:
            return [Referent(e, _anchor("party", parsed, token, "reference", m)) for e, m in group]
    if token.lower_ in _PRONOUNS:
        sorts = ("state",)
        found = discourse.latest(place, sorts, skip)
        return (
            [Referent(found[0], _anchor("party", parsed, token, "reference", found[1]))]
            if found
            else []
        )
    if token.lower_ in _GROUPS or (lemma == "all" and token.dep_ in ("dobj", "nsubj")):
        group = discourse.last_group(place)
        size = _GROUPS.get(token.lower_, len(group))
        if len(group) == size:
            return [Referent(e, _anchor("party", parsed, token, "reference", m)) for e, m in group]
    owned = _countrys_person(token, parsed, discourse)
    if owned is not None:
        return [owned]
    inner = _states_within(token, parsed, discourse)
    if inner:
        return inner
    if token.pos_ == "PROPN":
        holder = discourse.persons.get(token.text.split()[-1].lower())
        if holder is not None:
            anchor = _anchor("party", parsed, token, "person")
            return [Referent(holder.of, anchor, by=holder.person)]
    if (
        lemma in STATE_WORDS
        and token.tag_ in ("NN", "NNP", "NNS")
        and not children(token, "nummod")
    ):
        if lemma in ("country", "state", "nation") and token.tag_ == "NNS":
            group = discourse.last_group(place)
            return [Referent(e, _anchor("party", parsed, token, "reference", m)) for e, m in group]
        if any(
            c.lower_ in ("a", "an", "no", "any", "every", "each", "another")
            for c in children(token, "det")
        ):
            return []
        found = discourse.latest(place, ("state",), skip)
        return (
            [Referent(found[0], _anchor("party", parsed, token, "reference", found[1]))]
            if found
            else []
        )
    return []


# Words that stand for a list of so many states.
_GROUPS = {"trio": 3, "three": 3, "pair": 2, "duo": 2, "two": 2, "four": 4, "quartet": 4}


def _countrys_person(token: Token, parsed: Parsed, discourse: Discourse) -> Referent | None:
    """The state in "Mr Putin's own country", "his country"."""
    if token.lemma_.lower() not in ("country", "nation", "government", "homeland"):
        return None
    for owner in children(token, "poss"):
        place = parsed.starts[owner.i]
        if owner.lower_ in ("his", "her"):
            before = [h for h in discourse.persons.values() if h.place < place]
            if before:
                holder = max(before, key=lambda h: h.place)
                return Referent(holder.of, _anchor("party", parsed, owner, "person"))
        else:
            parties = party_of(owner, parsed, discourse)
            if parties:
                return parties[0]
    return None


def _named_party(
    token: Token, mention: Mention, parsed: Parsed, discourse: Discourse
) -> list[Referent]:
    entity = choose(mention, discourse, {"state"}) or choose(mention, discourse, {"body"})
    if entity is None:
        return _person_party(token, mention, parsed, discourse)
    how = next(c.name.kind.value for c in mention.candidates if c.entity.key == entity.key)
    return [Referent(entity, _anchor("party", parsed, token, how))]


def _person_party(
    token: Token, mention: Mention, parsed: Parsed, discourse: Discourse
) -> list[Referent]:
    """The state that a listed person acts for."""
    holder = choose(mention, discourse, {"other"})
    if holder is None or holder.part_of is None or holder.part_of not in discourse.catalogue:
        return []
    anchor = _anchor("party", parsed, token, "person")
    return [Referent(discourse.catalogue[holder.part_of], anchor, by=holder)]


def _states_within(token: Token, parsed: Parsed, discourse: Discourse) -> list[Referent]:
    """The state in "the Chilean parliament", "Chile's president"; the states in "the ministers of Chile
    and Peru"."""
    if token.pos_ != "PROPN" and token.lemma_.lower() not in STATE_WORDS:
        return []
    reach = children(token, "amod", "compound", "poss", "nmod", "appos")
    for child in list(reach):
        reach.extend(children(child, "amod", "compound", "poss", "nmod"))
    prepositions = children(token, "prep")
    if token.lemma_.lower() in ("referendum", "plebiscite", "vote", "voting"):
        prepositions += children(token.head, "prep")
    for preposition in prepositions:
        if preposition.lower_ in ("of", "from", "in"):
            reach.extend(children(preposition, "pobj"))
    for child in sorted(reach, key=lambda t: t.i):
        found = []
        for place in with_conjuncts(child):
            mention = parsed.mention(place)
            entity = choose(mention, discourse, {"state"}) if mention is not None else None
            if entity is not None:
                how = "demonym" if place.pos_ == "ADJ" else "organ"
                found.append(Referent(entity, _anchor("party", parsed, place, how)))
        if found:
            return found
    return []
