"""The treaty or body that a word stands for: a name, or a reference to one that stands earlier.

A reference that the text does not make clear is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from treatygraph.extract.charters import charter_of
from treatygraph.extract.discourse import Discourse, choose, sort_of
from treatygraph.extract.names import Mention
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.referents import Referent, anchor_at
from treatygraph.extract.tree import children, is_infinitive, noun_lemma
from treatygraph.model import ActClaim, ActKind, Anchor, Entity, EntityKind, Name, NameKind, Span


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
        return [Referent(entity, anchor_at("object", parsed, token, "named"))]
    lemma = noun_lemma(token)
    if "treaty" in sorts and (charter := charter_of(token, parsed, discourse)) is not None:
        return [charter]
    if lemma in _PARTS or token.lower_ in _SOME:
        return _whole(token, parsed, discourse, sorts)
    if lemma in load_nouns().shares and "body" in sorts:
        return _shared_in(token, parsed, discourse)
    inner = _inner_name(token, parsed, discourse) or _made(token, parsed, discourse)
    if inner is not None:
        return [inner]
    place = parsed.starts[token.i]
    if lemma == "protocol" and _possessive_of_treaty(token):
        last = discourse.latest(place, ("treaty",))
        if last is not None and last[0].kind is EntityKind.PROTOCOL and token.tag_ == "NN":
            return [Referent(last[0], anchor_at("object", parsed, token, "reference", last[1]))]
        return _protocols(token, parsed, discourse)
    if token.lower_ in ("former", "latter") and children(token, "det"):
        pair = discourse.last_pair(place, sorts)
        found_one = pair[token.lower_ == "latter"] if pair else None
        return (
            [Referent(found_one[0], anchor_at("object", parsed, token, "reference", found_one[1]))]
            if found_one
            else []
        )
    return _referred(token, lemma, parsed, discourse, sorts)


def _referred(
    token: Token, lemma: str, parsed: Parsed, discourse: Discourse, sorts: Iterable[str]
) -> list[Referent]:
    """What "the pact", "this body" or "it" means."""
    place = parsed.starts[token.i]
    definite = any(
        c.lower_ in ("the", "this", "that")
        for p in (token, *children(token, "poss"))
        for c in children(p, "det")
    )
    if lemma in load_nouns().treaty and definite and _is_parent(token) and "treaty" in sorts:
        found = _parent(place, discourse)
    elif lemma in load_nouns().treaty and definite and "treaty" in sorts:
        found = discourse.latest_called(place, "treaty", lemma)
    elif lemma in load_nouns().body and definite and "body" in sorts:
        found = discourse.latest_called(place, "body", lemma)
    elif token.lower_ == "it" and _is_a_paper(token):
        return []
    elif token.lower_ == "it" or (token.lower_ == "one" and _is_pointed_at(token)):
        found = discourse.latest(place, sorts)
    else:
        return []
    if found is not None and not (_is_parent(token) or _may_mean(token, found[0], parsed)):
        return []
    if found is None:
        return []
    return [Referent(found[0], anchor_at("object", parsed, token, "reference", found[1]))]


def _is_parent(token: Token) -> bool:
    """ "The parent treaty": what a protocol or an amendment belongs to."""
    return any(c.lower_ in ("parent", "mother", "underlying") for c in token.children)


def _parent(before: int, discourse: Discourse) -> tuple[Entity, Mention] | None:
    """The treaty that the last protocol belongs to, or else the last treaty that is no protocol."""
    earlier = [m for m in discourse.mentions if m.start < before]
    for mention in reversed(earlier):
        entity = choose(mention, discourse, {"treaty"})
        if entity is not None and entity.part_of is not None:
            whole = discourse.catalogue.get(entity.part_of)
            return (whole, mention) if whole is not None and whole.kind.is_treaty else None
        if entity is not None and entity.kind in (EntityKind.CONVENTION, EntityKind.TREATY):
            return entity, mention
    return None


# "Reservations to several of its articles", "bound by parts of the pact": said of the treaty.
_PARTS = frozenset(
    (
        "article",
        "provision",
        "section",
        "paragraph",
        "clause",
        "part",
        "chapter",
        "obligation",
        "term",
    )
)
# Without a name or a noun for its sort, a sentence refers to a treaty or body by one of these.
REFERRING = ("it", "its", "their", "one", "former", "latter", *sorted(_PARTS))
_SOME = frozenset(("several", "some", "any", "all", "most", "many", "parts", "two", "three"))


def _whole(
    token: Token, parsed: Parsed, discourse: Discourse, sorts: Iterable[str]
) -> list[Referent]:
    """The treaty that a word for some of its articles speaks of."""
    for preposition in children(token, "prep"):
        if preposition.lower_ in ("of", "under", "in"):
            for part in children(preposition, "pobj"):
                return object_of(part, parsed, discourse, sorts)
    if noun_lemma(token) not in _PARTS:
        return []
    for owner in children(token, "poss"):
        if owner.lower_ in ("its", "their"):
            found = discourse.latest(parsed.starts[token.i], sorts)
            return (
                [Referent(found[0], anchor_at("object", parsed, owner, "reference", found[1]))]
                if found
                else []
            )
        return object_of(owner, parsed, discourse, sorts)
    return []


def _shared_in(token: Token, parsed: Parsed, discourse: Discourse) -> list[Referent]:
    """The body whose meetings, ranks or activities a word means: "the activities of the Union", "its
    meetings", "the Union's councils", "an EU summit"."""
    inner = [
        t
        for p in children(token, "prep")
        if p.lower_ in ("of", "in", "at")
        for t in children(p, "pobj")
    ]
    for owner in (*inner, *children(token, "poss", "compound", "nmod")):
        if owner.lower_ in ("its", "their"):
            found = discourse.latest(parsed.starts[owner.i], ("body",))
            if found is not None:
                return [
                    Referent(found[0], anchor_at("object", parsed, owner, "reference", found[1]))
                ]
        elif owner.i != token.i and (named := object_of(owner, parsed, discourse, ("body",))):
            return named
    return []


def _is_a_paper(token: Token) -> bool:
    """Whether "it" is a law or a letter of the same sentence: "the bill goes to the president, who
    is expected to sign it"."""
    papers: tuple[str, ...] = (
        *("law", "bill", "legislation", "decree", "resolution", "letter", "order", "document"),
        *("notice", "notification", "request", "application"),
    )
    sentence = token.sent
    start = sentence.start
    if start and token.head.lemma_.lower() in (
        "revoke",
        "rescind",
        "cancel",
        "retract",
        "withdraw",
    ):
        start = token.doc[start - 1].sent.start  # "notified the depositary. It revoked it."
        papers = (*papers, "notify", "apply", "decision")
    return any(t.lemma_.lower() in papers for t in token.doc[start : token.i])


def is_signed_law(trigger: Token) -> bool:
    """ "A bill to leave the pact, which the president signed": the bill."""
    verb = trigger.head if trigger.dep_ == "xcomp" and is_infinitive(trigger) else trigger
    of_its_own = [t for t in children(trigger, "dobj") if t.pos_ != "PRON"]
    if verb.dep_ != "relcl" or of_its_own:
        return False
    papers = ("law", "bill", "legislation", "decree", "resolution")
    above = [verb.head, *verb.head.ancestors]
    passed = [t for a in above if a.pos_ == "VERB" for t in children(a, "dobj")]
    return any(t.lemma_.lower() in papers for t in (*above, *passed))


def _is_pointed_at(token: Token) -> bool:
    """ "That one", "this one"."""
    return any(c.lower_ in ("this", "that") for c in children(token, "det"))


# What may be said of anything: "this critical treaty", "the historic pact".
_OF_ANY = frozenset(
    (
        *("same", "whole", "entire", "new", "regional", "international", "critical", "important"),
        *(
            "historic",
            "landmark",
            "vital",
            "essential",
            "crucial",
            "controversial",
            "key",
            "original",
        ),
        *("flawed", "outdated", "unfair", "very", "current", "existing", "said", "agreed"),
    )
)
# What may be said of a body without its being in its name.
_OF_BODIES = frozenset(
    (
        *("political", "military", "economic", "defensive", "western", "transatlantic", "trading"),
        *("trade", "security", "defence", "defense", "global", "world", "intergovernmental"),
    )
)


def _may_mean(token: Token, entity: Entity, parsed: Parsed) -> bool:
    """Whether what stands with "the pact" can be said of the entity: "the European text" of one that
    has "European" in a name, "the 46-nation body", "the pact, signed in Rome"; not "the trade pact"."""
    names = " ".join([entity.label, *(n.text for n in entity.names)]).lower()
    for child in token.children:
        if child.dep_ in ("acl", "relcl"):
            if token.i + 1 < len(parsed.doc) and parsed.doc[token.i + 1].text != ",":
                return False
        elif child.dep_ == "prep":
            accused = child.lower_ == "of" and token.head.lemma_ in ("accuse", "suspect")
            if child.lower_ in ("of", "between", "with", "on", "for") and not accused:
                return False
        elif child.dep_ in ("amod", "compound", "nmod", "poss", "nummod"):
            counted = any(t.text[:1].isdigit() for t in (child, *child.children))
            maker = parsed.mention(child)  # "the EU treaty", "the UN pact": whose it is
            if maker is not None and all(c.entity.kind.is_body for c in maker.candidates):
                continue
            word = parsed.text(child).lower()
            stem = word[: max(4, len(word) - 3)]
            known = re.search(rf"\b{re.escape(stem)}", names) is not None
            same = child.lower_ in _OF_ANY
            same = same or (entity.kind.is_body and child.lower_ in _OF_BODIES)
            if not (counted or known or same):
                return False
    return True


def implied_object(
    trigger: Token, kinds: Mapping[str, ActKind], parsed: Parsed, discourse: Discourse
) -> list[Referent]:
    """What "ratified" or "was suspended" means without an object.

    ``kinds`` are the acts that the word may tell, by the sort of object. In a paragraph that has told
    such an act, it is what the last one was about; else what most of them in the document were.
    """
    acts = [a for a in discourse.acts if a.kind in kinds.values() and a.reason.anchor("object")]
    here = [a for a in acts if a.evidence[0].start >= parsed.passage.start]
    act = here[-1] if here else _most_told(acts, discourse.acts)
    anchor = act.reason.anchor("object") if act is not None else None
    if act is not None and anchor is not None:
        place = anchor.antecedent or Span(anchor.start, anchor.end)
        start, end = parsed.span([trigger])
        quote = parsed.source[start:end]
        return [Referent(act.object, Anchor("object", start, end, quote, "implied", place))]
    found = discourse.latest(parsed.starts[trigger.i], kinds)
    if found is None:
        return []
    return [Referent(found[0], anchor_at("object", parsed, trigger, "implied", found[1]))]


def resumed_object(
    trigger: Token, sorts: Iterable[str], parsed: Parsed, discourse: Discourse
) -> list[Referent]:
    """What "and left in 1998" means: the object of the last act of its sentence or the one before."""
    sentence = trigger.sent
    previous = sentence.doc[sentence.start - 1].sent if sentence.start else sentence
    earliest = parsed.sentence_span(previous)[0]
    for act in reversed(discourse.acts):
        anchor = act.reason.anchor("object")
        if act.evidence[0].start < earliest or anchor is None:
            break
        if sort_of(act.object) in sorts:
            place = anchor.antecedent or Span(anchor.start, anchor.end)
            start, end = parsed.span([trigger])
            quote = parsed.source[start:end]
            return [Referent(act.object, Anchor("object", start, end, quote, "implied", place))]
    return []


def _most_told(acts: list[ActClaim], told: list[ActClaim]) -> ActClaim | None:
    """An act about what the text has told most acts of; the last of them."""
    counts = Counter(act.object.key for act in told)
    return max(acts, key=lambda a: (counts[a.object.key], a.evidence[0].start), default=None)


# "A UN agency", "an EU court": not the body itself.
_PARTS_OF_BODIES = frozenset(("agency", "commission", "committee", "council", "court", "tribunal"))


def _inner_name(token: Token, parsed: Parsed, discourse: Discourse) -> Referent | None:
    """ "the NATO alliance", "the Kyoto treaty", "the organisation ECOWAS": the name inside."""
    lemma = token.lemma_.lower()
    known = load_nouns().treaty | load_nouns().body | {"membership", "zone", "area"}
    if lemma not in known or lemma in _PARTS_OF_BODIES:
        return None
    if any(c.lower_ in ("a", "an", "new") for c in children(token, "det", "amod")):
        return None  # "a new UN agency" is another one
    inner = children(token, "compound", "nmod", "appos", "poss", "amod")
    for child in [*inner, *(t for c in inner for t in children(c, "compound", "nmod"))]:
        mention = parsed.mention(child)
        if mention is None:
            continue
        sorts = {"treaty"} if token.lemma_.lower() in load_nouns().treaty else {"body"}
        entity = choose(mention, discourse, sorts)
        if entity is not None:
            return Referent(entity, anchor_at("object", parsed, child, "named"))
    return None


def _made(token: Token, parsed: Parsed, discourse: Discourse) -> Referent | None:
    """ "An agreement to create the Andean Pact", "a deal establishing the Andean Pact": the pact."""
    if noun_lemma(token) not in load_nouns().treaty:
        return None
    for clause in children(token, "acl", "relcl"):
        if clause.lemma_ in ("create", "establish", "launch", "form", "found"):
            for made in children(clause, "dobj", "obj"):
                mention = parsed.mention(made)
                entity = choose(mention, discourse, {"treaty"}) if mention is not None else None
                if entity is not None:
                    return Referent(entity, anchor_at("object", parsed, made, "named"))
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
    return [Referent(entity, anchor_at("object", parsed, token, "reference", mention))]
