"""The state or body that a word stands for: directly, by its organs and people, or by reference."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from treatygraph.extract.discourse import Discourse, choose
from treatygraph.extract.names import Mention
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.referents import Referent, anchor_at
from treatygraph.extract.tree import children, noun_lemma, with_conjuncts
from treatygraph.model import NameKind

_PRONOUNS = frozenset(
    ("it", "its", "which", "that", "they", "their", "he", "she", "his", "her", "who", "itself")
)


def party_of(
    token: Token, parsed: Parsed, discourse: Discourse, skip: Iterable[str] = ()
) -> list[Referent]:
    """The state or body that a word stands for, directly, by its organs and people, or by reference."""
    mention = parsed.mention(token)
    if mention is not None:
        return _named_party(token, mention, parsed, discourse)
    place = parsed.starts[token.i]
    lemma = noun_lemma(token)
    if token.lower_ in ("we", "us", "our") and discourse.author is not None:
        home = discourse.persons.get(discourse.author.label.split()[-1].lower())
        anchor = anchor_at("party", parsed, token, "author")
        return [Referent(home.of, anchor)] if home is not None else []
    if token.lower_ in ("they", "their", "both"):
        group = discourse.last_group(place)
        if group:
            return [
                Referent(e, anchor_at("party", parsed, token, "reference", m)) for e, m in group
            ]
    if token.lower_ in ("none", "neither", "both", "all", "each", "either"):
        whole = [
            t for p in children(token, "prep") if p.lower_ == "of" for t in children(p, "pobj")
        ]
        if whole:
            return [r for t in whole for r in party_of(t, parsed, discourse, skip)]
    if lemma in load_nouns().state and any(
        c.lower_ in ("neither", "both", "two") for c in children(token, "det", "nummod", "predet")
    ):
        return _last_two(token, parsed, discourse)
    if token.lower_ in _PRONOUNS:
        sorts = ("state",)
        found = discourse.latest(place, sorts, skip)
        return (
            [Referent(found[0], anchor_at("party", parsed, token, "reference", found[1]))]
            if found
            else []
        )
    if token.lower_ in load_nouns().groups or (lemma == "all" and token.dep_ in ("dobj", "nsubj")):
        group = discourse.last_group(place)
        size = load_nouns().groups.get(token.lower_, len(group))
        if len(group) == size:
            return [
                Referent(e, anchor_at("party", parsed, token, "reference", m)) for e, m in group
            ]
    owned = _countrys_person(token, parsed, discourse)
    if owned is not None:
        return [owned]
    inner = _states_within(token, parsed, discourse)
    if inner:
        return inner
    if token.pos_ == "PROPN":
        holder = discourse.persons.get(token.text.split()[-1].lower())
        if holder is not None:
            anchor = anchor_at("party", parsed, token, "person")
            return [Referent(holder.of, anchor, by=holder.person)]
    if (
        lemma in load_nouns().state
        and token.tag_ in ("NN", "NNP", "NNS")
        and not children(token, "nummod")
    ):
        if lemma in ("country", "state", "nation") and token.tag_ == "NNS":
            group = discourse.last_group(place)
            return [
                Referent(e, anchor_at("party", parsed, token, "reference", m)) for e, m in group
            ]
        if any(
            c.lower_ in ("a", "an", "no", "any", "every", "each", "another")
            for c in children(token, "det")
        ):
            return []
        found = discourse.who_acted(place, skip) or discourse.latest(place, ("state",), skip)
        return (
            [Referent(found[0], anchor_at("party", parsed, token, "reference", found[1]))]
            if found
            else []
        )
    return []


def is_counted(token: Token) -> bool:
    """ "Nine member states", "four governments": so many states that are not named."""
    many = any(t.lower_ not in ("one", "1") for t in children(token, "nummod"))
    if children(token, "det", "predet", "poss", "relcl", "acl"):
        return False  # "all 30 members", "the ten countries which …": known ones
    return many and noun_lemma(token) in (
        "country",
        "state",
        "nation",
        "member",
        "government",
        "party",
    )


def _last_two(token: Token, parsed: Parsed, discourse: Discourse) -> list[Referent]:
    """ "Both countries", "the two neighbours", "neither side": the last list of two, else the two states
    that the text has named by then, if there are no more."""
    place = parsed.starts[token.i]
    pair = discourse.last_group(place, 2) or discourse.only_two(place)
    return [Referent(e, anchor_at("party", parsed, token, "reference", m)) for e, m in pair]


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
                return Referent(holder.of, anchor_at("party", parsed, owner, "person"))
        else:
            parties = party_of(owner, parsed, discourse)
            if parties:
                return parties[0]
    return None


def _named_party(
    token: Token, mention: Mention, parsed: Parsed, discourse: Discourse
) -> list[Referent]:
    one = any(c.lower_ in ("a", "an") for c in children(token, "det")) or children(token, "nummod")
    if one and mention.of_kind(NameKind.DEMONYM):
        return []  # "a Nigerian was expelled": a person
    entity = choose(mention, discourse, {"state"}) or choose(mention, discourse, {"body"})
    if entity is None:
        return _person_party(token, mention, parsed, discourse)
    how = next(c.name.kind.value for c in mention.candidates if c.entity.key == entity.key)
    return [Referent(entity, anchor_at("party", parsed, token, how))]


def _person_party(
    token: Token, mention: Mention, parsed: Parsed, discourse: Discourse
) -> list[Referent]:
    """The state that a listed person acts for."""
    holder = choose(mention, discourse, {"other"})
    if holder is None or holder.part_of is None or holder.part_of not in discourse.catalogue:
        return []
    anchor = anchor_at("party", parsed, token, "person")
    return [Referent(discourse.catalogue[holder.part_of], anchor, by=holder)]


def _states_within(token: Token, parsed: Parsed, discourse: Discourse) -> list[Referent]:
    """The state in "the Chilean parliament", "Chile's president"; the states in "the ministers of Chile
    and Peru"."""
    if token.pos_ != "PROPN" and noun_lemma(token) not in load_nouns().state:
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
    for sort in ("state", "body"):
        if sort == "body":  # "EU country" is a country
            reach = [t for t in reach if t.dep_ in ("poss", "pobj")]
        for child in sorted(reach, key=lambda t: t.i):
            found = []
            for place in with_conjuncts(child):
                mention = parsed.mention(place)
                entity = choose(mention, discourse, {sort}) if mention is not None else None
                if entity is not None:
                    how = "demonym" if place.pos_ == "ADJ" else "organ"
                    found.append(Referent(entity, anchor_at("party", parsed, place, how)))
            if found:
                return found
    return []
