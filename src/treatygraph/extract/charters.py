"""The treaty that a body rests on, named by the body: "the League's charter", "its statute", "the founding
treaty of the Union", "the articles of agreement of the Bank".

It is the treaty of the catalogue that is called so, where there is one, else one that only the text names.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from treatygraph.extract.discourse import Discourse, choose
from treatygraph.extract.naming import slug
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.referents import Referent, anchor_at
from treatygraph.extract.tree import children, noun_lemma
from treatygraph.model import Entity, EntityKind, Name, NameKind

# What such a treaty is called by itself, and what it is called with a word that says that it founds a body.
CHARTERS = ("charter", "statute", "constitution", "articles")
FOUNDING = frozenset(("founding", "constitutive", "constituent", "foundational", "establishing"))
_WITH_ONE = ("treaty", "act", "agreement", "convention", "document", "pact", "protocol")


def charter_of(token: Token, parsed: Parsed, discourse: Discourse) -> Referent | None:
    """The treaty that a body rests on, where a noun phrase names it by the body."""
    noun = _noun(token, parsed)
    body = _body(token, parsed, discourse) if noun else None
    if body is None:
        return None
    entity = _listed(noun, body, discourse) or _unlisted(noun, body)
    return Referent(entity, anchor_at("object", parsed, token, "described"))


def _noun(token: Token, parsed: Parsed) -> str:
    """What the text calls it: "charter", "founding treaty"; "" for something else."""
    lemma = noun_lemma(token)
    before = [c for c in children(token, "amod", "compound") if c.lower_ in FOUNDING]
    if lemma in CHARTERS or (lemma in _WITH_ONE and before):
        return " ".join([*(c.lower_ for c in before), lemma])
    articles = token.lower_ == "articles" and any(t.lower_ == "agreement" for t in _of(token))
    return "articles of agreement" if articles and parsed.mention(token) is None else ""


def _of(token: Token) -> list[Token]:
    return [
        t for p in children(token, "prep") if p.lower_ in ("of", "for") for t in children(p, "pobj")
    ]


def _body(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """The body whose treaty it is."""
    behind = [t for of in _of(token) for t in (of, *_of(of))]
    for owner in (*children(token, "poss", "compound", "nmod"), *behind):
        mention = parsed.mention(owner)
        entity = choose(mention, discourse, {"body"}) if mention is not None else None
        if owner.lower_ in ("its", "their"):
            found = discourse.latest(parsed.starts[owner.i], ("body",))
            entity = found[0] if found is not None else None
        if entity is not None:
            return entity
    return None if behind else _signed_for(token, parsed, discourse)


def _signed_for(token: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    """The body of "the League's leaders sign the charter", where no charter was named before."""
    lemma = noun_lemma(token)
    the = any(c.lower_ == "the" for c in children(token, "det"))
    if (
        lemma not in CHARTERS
        or not the
        or discourse.latest_called(parsed.starts[token.i], "treaty", lemma)
    ):
        return None
    found = [
        entity
        for word in token.doc[token.sent.start : token.i]
        if (mention := parsed.mention(word)) is not None
        and (entity := choose(mention, discourse, {"body"})) is not None
    ]
    return found[0] if len(found) == 1 else None


def _names(noun: str, body: Entity) -> Iterator[str]:
    """What it may be called: "Charter of the League", "League Charter"."""
    for name in (body.label, *(n.text for n in body.names)):
        yield f"{noun} of the {name}"
        yield f"{noun} of {name}"
        yield f"{name} {noun}"


def _listed(noun: str, body: Entity, discourse: Discourse) -> Entity | None:
    """The treaty of the catalogue that is called so."""
    for name in _names(noun, body):
        for mention in discourse.index.find(name):
            entity = choose(mention, discourse, {"treaty"})
            if entity is not None and mention.end - mention.start == len(name):
                return entity
    return None


def _unlisted(noun: str, body: Entity) -> Entity:
    names = list(dict.fromkeys(_names(noun, body)))
    return Entity(
        f"treaty/unlisted-{slug(f'{noun} of {body.label}')}",
        EntityKind.TREATY,
        names[0][:1].upper() + names[0][1:],
        names=tuple(Name(n, NameKind.COMMON) for n in names),
        unlisted=True,
    )
