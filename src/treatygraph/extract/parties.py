"""The state or body that a word stands for: directly, by its organs and people, or by reference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from treatygraph.extract.delegates import states_of_persons
from treatygraph.extract.discourse import Discourse, choose
from treatygraph.extract.names import Mention
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.referents import Referent, anchor_at
from treatygraph.extract.tree import children, noun_lemma, own_subject, with_conjuncts
from treatygraph.model import Anchor, Entity, NameKind, Span

_PRONOUNS = frozenset(
    ("it", "its", "which", "that", "they", "their", "he", "she", "his", "her", "who", "itself")
)


@dataclass(frozen=True, slots=True)
class _At:
    """A word whose state is asked for; ``skip`` are the keys of what it cannot be."""

    token: Token
    parsed: Parsed
    discourse: Discourse
    skip: tuple[str, ...]


def party_of(
    token: Token, parsed: Parsed, discourse: Discourse, skip: Iterable[str] = ()
) -> list[Referent]:
    """The state or body that a word stands for, directly, by its organs and people, or by reference."""
    mention = parsed.mention(token)
    if mention is not None:
        return _named_party(token, mention, parsed, discourse)
    for resolve in (
        _spoken_by,
        _delegates,
        _former_or_latter,
        _shared,
        _listed,
        _in_company,
        _group,
        _pronoun,
        _owned,
        _states_within,
        _holder,
        _state_noun,
    ):
        if resolve in (_holder, _state_noun) and is_counted(token):
            return []  # "ministers of five republics": of none that the text has named
        found = resolve(_At(token, parsed, discourse, tuple(skip)))
        if found is not None:
            return found
    return []


def _referred(
    found: Iterable[tuple[Entity, Mention] | None], parsed: Parsed, token: Token
) -> list[Referent]:
    return [
        Referent(each[0], anchor_at("party", parsed, token, "reference", each[1]))
        for each in found
        if each is not None
    ]


def _spoken_by(at: _At) -> list[Referent] | None:
    """ "We", by who says so in the sentence, or else by the author of the text."""
    if at.token.lower_ not in ("we", "us", "our", "i", "my"):
        return None
    quoted = _speaker_of(at.token)
    if quoted is not None:
        return [
            Referent(r.entity, anchor_at("party", at.parsed, at.token, "person"), by=r.by)
            for r in party_of(quoted, at.parsed, at.discourse)
        ]
    if at.discourse.author is None:
        return None
    anchor = anchor_at("party", at.parsed, at.token, "author")
    writers = (at.discourse.author, *at.discourse.coauthors)
    if any(w.kind.is_state or w.kind.is_body for w in writers):
        return [Referent(writer, anchor) for writer in writers]
    home = at.discourse.persons.get(at.discourse.author.label.split()[-1].lower())
    return [Referent(home.of, anchor)] if home is not None else []


def _speaker_of(token: Token) -> Token | None:
    """Who says the clause that a word stands in: the subject of the verb above it."""
    for verb in token.ancestors:
        if verb.dep_ == "ccomp" and verb.head.pos_ == "VERB":
            subjects = children(verb.head, "nsubj")
            return subjects[0] if subjects and subjects[0].lower_ not in ("we", "i") else None
    return None


def _group(at: _At) -> list[Referent] | None:
    """ "They", "all three", "neither of them", "both countries": several states at once."""
    place = at.parsed.starts[at.token.i]
    if at.token.lower_ in ("none", "neither", "both", "all", "each", "either"):
        whole = [
            t for p in children(at.token, "prep") if p.lower_ == "of" for t in children(p, "pobj")
        ]
        if whole:
            return [r for t in whole for r in party_of(t, at.parsed, at.discourse, at.skip)]
    if (
        noun_lemma(at.token) in load_nouns().state
        and any(
            c.lower_ in ("neither", "both", "two")
            for c in children(at.token, "det", "nummod", "predet")
        )
        and noun_lemma(at.token) not in ("house", "chamber", "assembly")
    ):
        pair = at.discourse.last_group(place, 2) or at.discourse.only_two(place)
        if not pair and noun_lemma(at.token) in ("side", "party", "partner"):
            pair = at.discourse.only_two(place, ("state", "body"))
        return _referred(pair, at.parsed, at.token)
    group = at.discourse.last_group(place)
    plural = ("they", "them", "their", "both", "none", "neither")
    if at.token.lower_ in plural and group:
        return _referred(group, at.parsed, at.token)
    counts = [t.lower_ for t in children(at.token, "nummod")]
    told = load_nouns().groups.get(counts[0]) if counts else None
    if told is not None and noun_lemma(at.token) in load_nouns().state:
        ahead = at.discourse.next_group(place, told)
        if ahead:
            return _referred(ahead, at.parsed, at.token)
    if at.token.lower_ == "they" and (counted := _counted_subject(at.token)) is not None:
        return party_of(counted, at.parsed, at.discourse, at.skip) or None
    size = load_nouns().groups.get(at.token.lower_)
    if size is not None or (at.token.lower_ == "all" and at.token.dep_ in ("dobj", "nsubj")):
        group = at.discourse.last_group(place, size)
        return _referred(group, at.parsed, at.token) or None
    return None


def _in_company(at: _At) -> list[Referent] | None:
    """ "They" in "Fiji joins Tonga in saying that they will stay": the one and the other."""
    if at.token.lower_ not in ("they", "their"):
        return None
    for node in at.token.ancestors:
        verb = node.head.head
        if node.dep_ != "pcomp" or node.head.lower_ != "in" or verb.lemma_ != "join":
            continue
        subject = own_subject(verb)
        firsts = [*([subject] if subject is not None else []), *children(verb, "dobj")]
        meant = [
            r
            for first in firsts
            for each in with_conjuncts(first)
            for r in party_of(each, at.parsed, at.discourse, at.skip)
        ]
        return _referred_by(at, meant) or None
    return None


_SHARES = ("%", "percent", "majority", "most", "half", "third", "bulk", "handful")


def _delegates(at: _At) -> list[Referent] | None:
    """ "Presidents Ana Tora of Chile and Omar Bello of Peru": the states of both."""
    found = []
    for place in states_of_persons(at.token, at.parsed):
        mention = at.parsed.mention(place)
        entity = choose(mention, at.discourse, {"state"}) if mention is not None else None
        if entity is not None:
            found.append(Referent(entity, anchor_at("party", at.parsed, place, "organ")))
    return found or None


def _former_or_latter(at: _At) -> list[Referent] | None:
    """ "The former", "the latter": the one or the other of two states."""
    if at.token.lower_ not in ("former", "latter") or at.token.dep_ == "amod":
        return None
    pair = at.discourse.last_pair(at.parsed.starts[at.token.i], ("state",))
    if pair is None:
        return []
    return _referred([pair[at.token.lower_ == "latter"]], at.parsed, at.token)


def _counted_subject(pronoun: Token) -> Token | None:
    """ "Three juntas" in "three juntas say that they are leaving"."""
    for verb in pronoun.ancestors:
        subject = own_subject(verb) if verb.pos_ == "VERB" else None
        if subject is not None and subject.i < pronoun.i and children(subject, "nummod"):
            return subject
    return None


def _shared(at: _At) -> list[Referent] | None:
    """ "78% of the voters", "a majority of Swiss": those of whom it is a part."""
    if at.token.lower_ not in _SHARES:
        return None
    of = [t for p in children(at.token, "prep") if p.lower_ == "of" for t in children(p, "pobj")]
    return [r for t in of for r in party_of(t, at.parsed, at.discourse, at.skip)] or None


def _listed(at: _At) -> list[Referent] | None:
    """ "The three partners, Chile, Peru and Fiji, …"; "the states that signed are Chile and Peru"."""
    if at.token.tag_ not in ("NNS", "NNPS") or at.parsed.mention(at.token) is not None:
        return None
    named = children(at.token, "appos")
    verb = at.token.head
    if at.token.dep_ == "nsubj" and verb.lemma_ in ("be", "include", "comprise"):
        named += children(verb, "attr", "dobj", "obj")
    found = []
    for first in named:
        for token in with_conjuncts(first):
            mention = at.parsed.mention(token)
            entity = choose(mention, at.discourse, {"state"}) if mention is not None else None
            if entity is not None:
                found.append(Referent(entity, anchor_at("party", at.parsed, token, "listed")))
    alone = bool(found) and verb.lemma_ == "include" and at.token.dep_ == "nsubj"
    return found if len(found) > 1 or alone else None


def _pronoun(at: _At) -> list[Referent] | None:
    if at.token.lower_ not in _PRONOUNS:
        return None
    ahead = _subject_ahead(at.token)
    if ahead is not None and (meant := party_of(ahead, at.parsed, at.discourse, at.skip)):
        return meant
    above = _subject_above(at.token)
    if above is not None and (meant := party_of(above, at.parsed, at.discourse, at.skip)):
        return _referred_by(at, meant)
    place = at.parsed.starts[at.token.i]
    skip = (*at.skip, *_approver(at))
    if at.token.lower_ in ("he", "she", "his", "her"):
        holder = at.discourse.last_holder(place)
        if holder is not None and holder.of.unlisted:
            return []  # the leader of a party of voters acts for no state
        if holder is not None:
            anchor = anchor_at("party", at.parsed, at.token, "person")
            return [Referent(holder.of, anchor, by=holder.person)]
    found = _subject_before(at, skip) or at.discourse.latest(place, ("state",), skip)
    return _referred([found], at.parsed, at.token)


def _subject_before(at: _At, skip: Iterable[str]) -> tuple[Entity, Mention] | None:
    """Whom "it" means at the head of a clause: the subject of the clause before, in "Fiji left a year
    after Tonga; when it came back …"."""
    if at.token.lower_ != "it" or at.token.dep_ not in ("nsubj", "nsubjpass"):
        return None
    for word in reversed(at.token.doc[at.token.sent.start : at.token.i]):
        mention = at.parsed.mention(word) if word.dep_ in ("nsubj", "nsubjpass") else None
        entity = choose(mention, at.discourse, {"state"}) if mention is not None else None
        if mention is not None and entity is None:
            body = choose(mention, at.discourse, {"body"})
            entity = body if body is not None and body.key in _LIKE_STATES else None
        if entity is not None and mention is not None:
            return (entity, mention) if entity.key not in skip else None
    return None


# Bodies that are party to treaties as states are: "the Union said that it would sign".
_LIKE_STATES = ("body/european-union",)


def _approver(at: _At) -> list[str]:
    """Whom "its" cannot mean in "Hungary ratified its accession": who approves is not who joins."""
    verb = at.token.head.head
    if at.token.lower_ != "its" or at.token.head.dep_ != "dobj" or verb.lemma_ not in _APPROVES:
        return []
    subject = own_subject(verb)
    return [r.entity.key for r in party_of(subject, at.parsed, at.discourse)] if subject else []


_APPROVES = (
    "ratify",
    "approve",
    "endorse",
    "back",
    "block",
    "veto",
    "oppose",
    "support",
    "welcome",
)


def _subject_ahead(pronoun: Token) -> Token | None:
    """Whom a pronoun in a clause in front means: "years after it applied, Malta was admitted"."""
    for node in pronoun.ancestors:
        if node.dep_ in ("advcl", "pcomp") or (node.dep_ == "prep" and node.i == node.sent.start):
            verb = node.head
            subject = own_subject(verb) if verb.pos_ in ("VERB", "AUX") else None
            if subject is not None and pronoun.i < subject.i and node.i < subject.i:
                return subject if subject.pos_ != "PRON" else None
    return None


def _subject_above(pronoun: Token) -> Token | None:
    """Whom "it" means in "Fiji signed a treaty with Tonga, which it ratified": who did the one did the
    other."""
    verb = pronoun.head
    if pronoun.lower_ != "it" or pronoun.dep_ != "nsubj":
        return None
    told = verb.dep_ == "ccomp" and bool(children(verb.head, "dobj", "dative"))
    if verb.dep_ not in ("relcl", "advcl") and not told:
        return None  # "Italy told China that it was leaving": Italy
    governor = verb.head
    while governor.pos_ in ("NOUN", "PROPN", "ADP") and governor.head.i != governor.i:
        governor = governor.head
    subject = own_subject(governor) if governor.pos_ == "VERB" else None
    return subject if subject is not None and subject.i < pronoun.i else None


def _referred_by(at: _At, meant: list[Referent]) -> list[Referent]:
    """Those whom another word means, referred to by this one."""
    start, end = at.parsed.span([at.token])
    quote = at.parsed.source[start:end]
    return [
        Referent(
            r.entity,
            Anchor(
                "party",
                start,
                end,
                quote,
                "reference",
                r.anchor.antecedent or Span(r.anchor.start, r.anchor.end),
            ),
            by=r.by,
        )
        for r in meant
    ]


def _holder(at: _At) -> list[Referent] | None:
    """The state that a person acts for whom the text has introduced."""
    holder = (
        at.discourse.persons.get(at.parsed.text(at.token).split()[-1].lower())
        if at.token.pos_ == "PROPN"
        else None
    )
    if holder is None:
        return None
    return [
        Referent(holder.of, anchor_at("party", at.parsed, at.token, "person"), by=holder.person)
    ]


def _state_noun(at: _At) -> list[Referent] | None:
    """ "The country", "parliament", "the countries": the state or states that the text speaks of."""
    lemma = noun_lemma(at.token)
    singular_or_plural = at.token.tag_ in ("NN", "NNP", "NNS")
    if lemma not in load_nouns().state or not singular_or_plural or children(at.token, "nummod"):
        return None
    place = at.parsed.starts[at.token.i]
    if lemma in ("country", "state", "nation") and at.token.tag_ == "NNS":
        return _referred(at.discourse.last_group(place), at.parsed, at.token)
    members = [t for p in children(at.token, "prep") for t in children(p, "pobj")]
    if at.token.tag_ == "NNS" and any(t.tag_ == "NNS" and noun_lemma(t) in _MANY for t in members):
        return []  # "the congresses of the member states"
    skip = [*at.skip, *_doers_of_clause(at)]
    determiners = {c.lower_ for c in children(at.token, "det")}
    if determiners & {"a", "an", "no", "any", "every", "each", "another"}:
        return []
    if (home := at.discourse.home) is not None and _is_publisher(at.token):
        return [Referent(home, anchor_at("party", at.parsed, at.token, "author"))]
    found = at.discourse.who_acted(place, skip) or at.discourse.latest(place, ("state",), skip)
    return _referred([found], at.parsed, at.token)


def _is_publisher(token: Token) -> bool:
    """ "The Government", with a capital, in what a ministry publishes: its own."""
    own = token.text in ("Government", "Ministry", "Cabinet", "Republic")
    return own and token.i > 0 and token.nbor(-1).lower_ == "the"


_MANY = ("state", "country", "nation", "member", "republic", "capital")


def _doers_of_clause(at: _At) -> list[str]:
    """Whom the object of a verb cannot mean: its subject, in "Russia warned the country"."""
    if at.token.dep_ not in ("dobj", "obj", "dative"):
        return []
    subject = own_subject(at.token.head)
    mention = at.parsed.mention(subject) if subject is not None else None
    entity = choose(mention, at.discourse, {"state"}) if mention is not None else None
    return [entity.key] if entity is not None else []


_COUNTED = (
    *("country", "state", "nation", "member", "government", "party", "signatory", "capital"),
    *("republic", "leader", "president", "premier", "minister", "head"),
)


def is_counted(token: Token) -> bool:
    """ "Nine member states", "the leaders of 44 countries": so many states that are not named."""
    if noun_lemma(token) in (*_COLLECTIVE, "president", "premier", "monarch"):
        inner = [
            t
            for p in children(token, "prep")
            if p.lower_ in ("of", "from")
            for t in children(p, "pobj")
        ]
        if inner:
            return all(map(is_counted, inner))
    behind = (t for t in token.subtree if t.i > token.i and t.dep_ == "pobj")
    if noun_lemma(token) == "head" and any(map(is_counted, behind)):
        return True  # "the heads of state of 13 members"
    many = any(
        t.lower_ not in ("one", "1") or any(t.children) for t in children(token, "nummod")
    )  # "ninety-one" has children
    if token.lower_ == "all":
        of = [t for p in children(token, "prep") if p.lower_ == "of" for t in children(p, "pobj")]
        return any(t.lower_ == "them" for t in of)  # "all of them signed"
    if token.tag_ == "CD" and token.lower_ not in ("one", "1"):
        of = [t for p in children(token, "prep") if p.lower_ == "of" for t in children(p, "pobj")]
        return any(noun_lemma(t) in _COUNTED for t in of)  # "four of its eleven members"
    known = children(token, "relcl") and children(token, "det")
    if known or any(t.ent_type_ != "ORG" for t in children(token, "poss")):
        return False  # "the ten countries which …", "its ten members"
    return many and noun_lemma(token) in _COUNTED


def _owned(at: _At) -> list[Referent] | None:
    """The state in "Mr Putin's own country", "his country", "his predecessor"."""
    lemma = at.token.lemma_.lower()
    if lemma == "predecessor" and not children(at.token, "poss"):
        return _of_actor(at)
    if lemma not in ("country", "nation", "government", "homeland", "predecessor"):
        return None
    for owner in children(at.token, "poss"):
        place = at.parsed.starts[owner.i]
        if owner.lower_ in ("its", "their") or (lemma == "predecessor" and owner.tag_ == "PRP$"):
            found = _of_actor(at)
            if found is not None:
                return found
        if owner.lower_ in ("his", "her"):
            if (home := _of_named_speaker(at)) is not None:
                return home
            holder = at.discourse.last_holder(place)
            if holder is not None:
                return [Referent(holder.of, anchor_at("party", at.parsed, owner, "person"))]
        else:
            parties = party_of(owner, at.parsed, at.discourse)
            if parties:
                return parties[:1]
    return None


def _of_named_speaker(at: _At) -> list[Referent] | None:
    """Peru in "Peru's Ana Soto said that her country would leave": nearer than who held an office before."""
    for verb in at.token.ancestors:
        subject = own_subject(verb) if verb.pos_ == "VERB" else None
        if subject is not None and subject.i < at.token.i and subject.pos_ == "PROPN":
            owners = children(subject, "poss")
            home = [r for t in owners for r in party_of(t, at.parsed, at.discourse)]
            return _referred_by(at, [r for r in home if r.entity.kind.is_state]) or None
    return None


def _of_actor(at: _At) -> list[Referent] | None:
    """The states of those who act in the sentence: "the juntas of Chad and Niger announced their
    countries' exit", "the Biden administration ended its predecessor's boycott"."""
    for verb in at.token.ancestors:
        subject = own_subject(verb) if verb.pos_ in ("VERB", "AUX") else None
        if subject is not None and subject.i < at.token.i and subject.pos_ != "PRON":
            meant = [
                r
                for each in with_conjuncts(subject)
                for r in party_of(each, at.parsed, at.discourse, at.skip)
            ]
            return _referred_by(at, meant) or None
    return None


def _named_party(
    token: Token, mention: Mention, parsed: Parsed, discourse: Discourse
) -> list[Referent]:
    one = any(c.lower_ in ("a", "an") for c in children(token, "det")) or children(token, "nummod")
    if one and mention.of_kind(NameKind.DEMONYM):
        return []  # "a Nigerian was expelled": a person
    if mention.of_kind(NameKind.CAPITAL) and _is_in_a_longer_name(token, parsed):
        return []
    entity = choose(mention, discourse, {"state"}) or choose(mention, discourse, {"body"})
    if entity is None:
        return _person_party(token, mention, parsed, discourse)
    how = next(c.name.kind.value for c in mention.candidates if c.entity.key == entity.key)
    return [Referent(entity, anchor_at("party", parsed, token, how))]


def _is_in_a_longer_name(capital: Token, parsed: Parsed) -> bool:
    """ "The club Dinamo Riga": a capital at the end of somebody else's name."""
    before = [c for c in children(capital, "compound") if c.i == capital.i - 1]
    return any(c.tag_ == "NNP" and parsed.mention(c) is None for c in before)


def _person_party(
    token: Token, mention: Mention, parsed: Parsed, discourse: Discourse
) -> list[Referent]:
    """The state that a listed person acts for."""
    holder = choose(mention, discourse, {"other"})
    if holder is None or holder.part_of is None or holder.part_of not in discourse.catalogue:
        return []
    anchor = anchor_at("party", parsed, token, "person")
    return [Referent(discourse.catalogue[holder.part_of], anchor, by=holder)]


# "EU leaders", "NATO ministers": the body, where a single one of them would be a state's.
_COLLECTIVE = (
    "minister",
    "leader",
    "ambassador",
    "lawmaker",
    "official",
    "envoy",
    "diplomat",
    "government",
)


_CHAMBERS = (
    "parliament",
    "assembly",
    "senate",
    "congress",
    "house",
    "bundestag",
    "knesset",
    "duma",
    "sejm",
)


def _is_public(noun: Token) -> bool:
    """ "The National Bank", "the central bank": a state's own."""
    return any(c.lower_ in ("national", "central", "state", "reserve") for c in noun.children)


def _of_whose_field(preposition: Token, parsed: Parsed) -> list[Token]:
    """Chile in "the minister of justice of Chile", where the parser has Chile's justice."""
    first = children(preposition, "pobj")
    if preposition.lower_ not in ("of", "for") or any(parsed.mention(t) for t in first):
        return []
    fields = [f for t in first for f in with_conjuncts(t)]
    of = [p for f in fields for p in children(f, "prep") if p.lower_ in ("of", "for")]
    return [t for p in of for t in children(p, "pobj") if parsed.mention(t) is not None]


def _next_name(preposition: Token, parsed: Parsed) -> list[Token]:
    """The name right behind "the governments of", which the parser gave to another word."""
    place = preposition.i + 1
    doc = preposition.doc
    if place < len(doc) and doc[place].lower_ == "the":
        place += 1
    return [doc[place]] if place < len(doc) and parsed.mention(doc[place]) is not None else []


def is_full_name(token: Token, parsed: Parsed) -> bool:
    """Whether a word is the last of a person's name: two or three capitals that nothing else explains."""
    words = [*(c for c in children(token, "compound") if c.i < token.i), token]
    return 1 < len(words) < 5 and all(
        t.tag_ == "NNP"
        and t.text[1:].islower()
        and parsed.mention(t) is None
        and noun_lemma(t) not in _no_names()
        for t in words[-2:]
    )


@cache
def _no_names() -> frozenset[str]:
    """Words that are written with capitals in names of other things than persons."""
    nouns = load_nouns()
    return nouns.body | nouns.treaty | nouns.state | nouns.offices | nouns.private | {"party"}


def _led_by(at: _At) -> list[Referent] | None:
    """The state in "the Biden administration", "Obama's government", by its listed leader."""
    if noun_lemma(at.token) not in ("administration", "government", "cabinet"):
        return None
    for child in children(at.token, "compound", "poss"):
        mention = at.parsed.mention(child)
        named = mention is not None and any(choose(mention, at.discourse, {s}) for s in _ACTORS)
        if mention is not None and not named:
            return _person_party(child, mention, at.parsed, at.discourse) or None
    return None


_ACTORS = ("state", "body")


def _states_within(at: _At) -> list[Referent] | None:
    """The state in "the Chilean parliament", "Chile's president"; the states in "the ministers of Chile
    and Peru"."""
    members = noun_lemma(at.token) == "member" and any(
        t.lower_ in _CHAMBERS for p in children(at.token, "prep") for t in children(p, "pobj")
    )
    heads = noun_lemma(at.token) == "head" and any(
        at.parsed.mention(t) for p in children(at.token, "prep") for t in children(p, "pobj")
    )
    for_a_state = noun_lemma(at.token) in load_nouns().state or members or heads
    if at.token.pos_ != "PROPN" and not for_a_state:
        return None
    named = (at.token, *children(at.token, "compound", "appos"))
    if any(noun_lemma(t) in load_nouns().private and not _is_public(t) for t in named):
        if noun_lemma(at.token) in ("lawmaker", "legislator", "deputy"):
            return None
        return []  # "opposition leaders", "the Latvian club": no state's
    reach = children(at.token, "amod", "compound", "poss", "nmod", "appos")
    for child in list(reach):
        reach.extend(children(child, "amod", "compound", "poss", "nmod"))
    if (acting := _led_by(at)) is not None:
        return acting
    prepositions = [] if is_full_name(at.token, at.parsed) else children(at.token, "prep")
    if at.token.lemma_.lower() in ("referendum", "plebiscite", "vote", "voting"):
        prepositions += children(at.token.head, "prep")
    for preposition in prepositions:
        if preposition.lower_ in ("of", "from", "in"):
            behind = children(preposition, "pobj") or _next_name(preposition, at.parsed)
            reach.extend(behind)
            reach.extend(t for b in behind for t in children(b, "amod", "compound", "poss"))
        reach.extend(_of_whose_field(preposition, at.parsed))
    for sort in ("state",) if is_counted(at.token) else ("state", "body"):
        if sort == "body":  # "EU country" is a country
            collective = at.token.tag_ == "NNS" and noun_lemma(at.token) in _COLLECTIVE
            reach = [
                t
                for t in reach
                if t.dep_ in ("poss", "pobj") or (collective and t.head.i == at.token.i)
            ]
        for child in sorted(reach, key=lambda t: t.i):
            found = []
            for place in with_conjuncts(child):
                mention = at.parsed.mention(place)
                entity = choose(mention, at.discourse, {sort}) if mention is not None else None
                if entity is not None:
                    how = "demonym" if place.pos_ == "ADJ" else "organ"
                    found.append(Referent(entity, anchor_at("party", at.parsed, place, how)))
            if found:
                return found
    return None
