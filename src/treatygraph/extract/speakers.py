"""Who speaks: a state, a body, a named person, or an office ("the foreign ministry")."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Token

from treatygraph.extract.discourse import Discourse, Holder, choose
from treatygraph.extract.naming import office, person
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.parties import is_full_name, party_of
from treatygraph.extract.tree import children, is_passive, own_subject, with_conjuncts
from treatygraph.model import Entity, RoleClaim

_FIRST_PERSON = frozenset(("i", "we"))
_THIRD_PERSON = frozenset(("he", "she", "his", "her"))
_NEUTER = frozenset(("it", "they", "its", "their"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))


def speaking_subject(verb: Token) -> Token | None:
    """Who does what the verb says, through conjunctions, participles and relative clauses."""
    if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        agents = [t for agent in children(verb, "agent") for t in children(agent, "pobj")]
        return agents[0] if agents else None
    node = verb
    for _ in range(6):
        subject = own_subject(node)
        if subject is not None:
            relative = subject.lower_ in _RELATIVE and node.dep_ == "relcl"
            return node.head if relative else subject
        head = node.head
        if head.i == node.i:
            return None
        if node.dep_ == "acl" and node.tag_ == "VBG" and head.dep_ in ("dobj", "obj"):
            node = head.head  # "adopts a resolution urging …"
            continue
        if node.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
            if head.dep_ in ("nsubj", "nsubjpass", "appos") or node.dep_ == "relcl":
                return head
            return _possessor(head) or head
        if node.dep_ not in ("conj", "xcomp", "advcl", "acl", "dep", "pcomp", "prep", "ccomp"):
            return None
        if is_passive(head):
            return None
        node = head
    return None


def _possessor(noun: Token) -> Token | None:
    return next(iter(children(noun, "poss")), None)


def speakers(subject: Token, parsed: Parsed, discourse: Discourse) -> list[tuple[Entity, Token]]:
    """The speakers that a subject and what is coordinated with it stand for."""
    found = []
    for token in with_conjuncts(subject):
        group = _persons_meant(token, parsed, discourse)
        if group:
            found += [(entity, token) for entity in group]
            continue
        entity = speaker(token, parsed, discourse)
        if entity is None:
            continue
        found.append((entity, token))
        if entity.kind.is_state and parsed.mention(token) is None and token.tag_ == "NNS":
            together = party_of(token, parsed, discourse)  # "the three governments say"
            found += [(r.entity, token) for r in together if r.entity.key != entity.key]
    return found


def _persons_meant(token: Token, parsed: Parsed, discourse: Discourse) -> list[Entity]:
    """Whom "they" and "the ministers" mean: the persons that a sentence before named together."""
    several = token.lower_ == "they" or (
        token.tag_ == "NNS" and token.lemma_ in ("minister", "leader", "president", "diplomat")
    )
    if not several or parsed.mention(token) is not None or children(token, "poss", "amod", "prep"):
        return []
    place = parsed.starts[token.i]
    before = sorted(
        (h for h in discourse.persons.values() if h.place < place), key=lambda h: h.place
    )
    group: list[Holder] = []
    for holder in reversed(before):
        between = discourse.text[holder.place : group[-1].place if group else place]
        if group and (len(between) > _APART or "." in between):
            break
        if not group and len(between) > _REACH:
            return []
        group.append(holder)
    return [h.person for h in reversed(group)] if len(group) > 1 else []


# How many characters lie between the names of a list, and between the list and what refers to it.
_APART = 90
_REACH = 400


def speaker(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """The speaker that one word stands for, or None if it is nobody that counts."""
    mention = parsed.mention(token)
    if mention is not None:
        chosen = choose(mention, discourse, {"state"}) or choose(mention, discourse, {"body"})
        return chosen or choose(mention, discourse, {"other"})
    low = token.lower_
    if low in _FIRST_PERSON:
        return discourse.author
    if low in _THIRD_PERSON:
        return _last_person(discourse.persons.values(), parsed.starts[token.i])
    if low in _NEUTER:
        return _subject_before(token, parsed, discourse)
    named = _person_at(token, parsed, discourse)
    if named is not None:
        return named
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    if token.lemma_.lower() in load_nouns().offices:
        return _office_at(token, parsed, discourse)
    possessor = _possessor(token)
    if possessor is not None and parsed.mention(possessor) is not None:
        return speaker(possessor, parsed, discourse)
    if token.lemma_.lower() in _PAPERS:
        return _author_of_paper(token, parsed, discourse)
    if token.lemma_.lower() not in load_nouns().state:
        return None
    parties = party_of(token, parsed, discourse)
    return parties[0].entity if parties else None


# What a body says, it says by these.
_PAPERS = frozenset(
    ("report", "statement", "ruling", "judgment", "judgement", "communique", "resolution", "order")
)


def _author_of_paper(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """The body in "a European Commission report"; the court that was named last in "the ruling"."""
    for child in children(token, "compound", "nmod", "amod"):
        mention = parsed.mention(child)
        entity = choose(mention, discourse, {"body"}) if mention is not None else None
        if entity is not None:
            return entity
    of = [t for p in children(token, "prep") if p.lower_ == "of" for t in children(p, "pobj")]
    if of:
        return speaker(of[0], parsed, discourse)
    if token.lemma_.lower() not in ("ruling", "judgment", "judgement"):
        return None
    court = discourse.latest_called(parsed.starts[token.i], "body", "court")
    return court[0] if court is not None else None


def _last_person(holders: Iterable[Holder], place: int) -> Entity | None:
    before = [h for h in holders if h.place < place]
    return max(before, key=lambda h: h.place).person if before else None


def _subject_before(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """What "it" means: the subject of the sentence before in the same paragraph."""
    start = token.sent.start
    if start > 0:
        subject = own_subject(parsed.doc[start - 1].sent.root)
        if subject is not None and subject.lower_ not in _NEUTER:
            return speaker(subject, parsed, discourse)
    return None


def _person_at(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """The person that a proper name means: one with an office in this text, or a full name."""
    if token.pos_ != "PROPN":
        return None
    holder = discourse.persons.get(parsed.text(token).split()[-1].lower())
    if holder is not None:
        return holder.person
    words = [
        t
        for t in parsed.doc[max(token.sent.start, token.i - 3) : token.i + 1]
        if t.tag_ == "NNP" and parsed.mention(t) is None and t.text[:1].isupper()
    ]
    if len(words) < 2 or words[-1].i != token.i or not is_full_name(token, parsed):
        return None
    while len(words) > 2 and words[0].lemma_.lower() in load_nouns().state | load_nouns().offices:
        words = words[1:]
    start, end = parsed.span(words)
    return discourse.person(re.sub(r"\s+", " ", parsed.source[start:end]))


def _office_at(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """The office in "the Russian foreign ministry", "UN special rapporteurs"."""
    words = [
        t
        for t in token.subtree
        if t.dep_ not in ("det", "relcl", "appos", "punct", "acl")
        and token.i - 6 <= t.i <= token.i + 5
    ]
    owner = next(
        (
            entity
            for t in words
            if (mention := parsed.mention(t)) is not None
            and (entity := choose(mention, discourse, {"state", "body"})) is not None
        ),
        None,
    )
    if owner is None:
        found = discourse.latest(parsed.starts[token.i], ("state",))
        owner = found[0] if found and token.lemma_.lower() in ("ministry", "minister") else None
    if owner is None:
        return None
    start, end = parsed.span([t for t in words if t.i <= token.i or t.head.i == token.i] or [token])
    last = max(end, max((parsed.ends[t.i] for t in words if parsed.mention(t)), default=end))
    name = re.sub(r"\s+", " ", parsed.source[start:last]).strip()
    return office(re.sub(r"^(?:the|an?) ", "", name, flags=re.IGNORECASE), owner)


_BYLINE = re.compile(r"^(?:press )?(?:statement|remarks|message) (?:of|by|from)\b", re.IGNORECASE)
_BYLINE_LENGTH = 120


def author(text: str, title: str | None, roles: Iterable[RoleClaim]) -> Entity | None:
    """Who speaks in a press release: the person of its byline, its title or its signature."""
    first = text.split("\n", 1)[0].strip()
    claims = list(roles)
    byline = len(first) < _BYLINE_LENGTH and not first.endswith((".", "!", "?"))
    for claim in claims:
        if byline and claim.person.label in first and first.startswith(claim.person.label):
            return claim.person
    if title and _BYLINE.match(title):
        for claim in claims:
            if claim.person.label.split()[-1] in title:
                return claim.person
        match = re.search(
            r"(?:President|Secretary|Minister|Chancellor) ((?:[A-Z][\w.-]+ ?){2,3})", title
        )
        if match:
            return person(match.group(1).strip())
    last = text.rstrip().rsplit("\n", 1)[-1].strip()
    if (
        last.isupper()
        and 2 <= len(last.split()) <= 5
        and last.replace(".", "").replace(" ", "").isalpha()
    ):
        return person(" ".join(w.capitalize() for w in last.split()))
    return None
