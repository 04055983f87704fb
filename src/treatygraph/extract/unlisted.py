"""Treaties and bodies that no catalogue names: "an extradition treaty with Peru", "the Adriatic Pact".

Each gets an entity of its own whose key comes from what it is about, its parties and its year, so that
another document that names it in other words arrives at the same one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from treatygraph.extract.discourse import Discourse, choose
from treatygraph.extract.naming import slug
from treatygraph.extract.nouns import load_nouns
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.referents import Referent
from treatygraph.extract.tree import children, with_conjuncts
from treatygraph.model import Anchor, Entity, EntityKind, Name, NameKind, PartialDate

_TREATIES = {
    "treaty": EntityKind.TREATY,
    "pact": EntityKind.TREATY,
    "agreement": EntityKind.AGREEMENT,
    "accord": EntityKind.AGREEMENT,
    "convention": EntityKind.CONVENTION,
    "protocol": EntityKind.PROTOCOL,
    "memorandum": EntityKind.AGREEMENT,
}


def unlisted_object(
    token: Token, parties: Sequence[Entity], parsed: Parsed, discourse: Discourse
) -> tuple[Referent, tuple[Entity, ...]] | None:
    """The thing that a noun phrase describes, and the states that the phrase ties to it."""
    lemma = token.lemma_.lower()
    if lemma not in _TREATIES and not (
        lemma in load_nouns().unlisted_bodies and token.pos_ == "PROPN"
    ):
        return None
    about = _description(token, parsed)
    if any(word in load_nouns().not_between_states for word in " ".join(about).lower().split()):
        return None
    title = _title(token, parsed) if token.text[:1].isupper() else ""
    named = bool(title)
    tied = _tied(token, parsed, discourse)
    if lemma in load_nouns().unlisted_bodies and not (named and about):
        return None
    if not about and len(tied) + len(parties) < 2:
        return None
    if not (named or tied or about):
        return None
    entity = _entity(token, about, tuple(dict.fromkeys([*tied, *parties])), title, lemma)
    start, end = parsed.span([token])
    anchor = Anchor("object", start, end, parsed.source[start:end], "described")
    return Referent(entity, anchor), tied


def _description(token: Token, parsed: Parsed) -> list[str]:
    """The words in front of the noun that say what the treaty is about."""
    words = []
    for child in token.children:
        if child.dep_ in ("compound", "amod", "nmod") and child.i < token.i:
            for part in [*child.subtree]:
                text = parsed.text(part)
                if (
                    parsed.mention(part) is None
                    and text.lower() not in load_nouns().empty
                    and not re.fullmatch(r"\W|\d+.*", text)
                ):
                    words.append(text)
    return words


def _tied(token: Token, parsed: Parsed, discourse: Discourse) -> tuple[Entity, ...]:
    """The states in "with Peru", "between Peru and Chile", "the EU–Chile agreement"."""
    places = []
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("with", "between", "of"):
            places += [t for p in children(child, "pobj") for t in with_conjuncts(p)]
        elif child.dep_ in ("compound", "amod", "nmod", "poss"):
            places += [child, *child.children]
    found = []
    for place in places:
        mention = parsed.mention(place)
        if mention is not None:
            entity = choose(mention, discourse, {"state"}) or choose(mention, discourse, {"body"})
            if entity is not None:
                found.append(entity)
    return tuple(dict.fromkeys(found))


def _title(token: Token, parsed: Parsed) -> str:
    """A name in capitals: "Adriatic Pact", "American Convention on Human Rights"; "" if it is none."""
    words = [
        c
        for c in token.doc[max(token.sent.start, token.i - 8) : token.i]
        if c.i >= token.left_edge.i
    ]
    first = token.i
    while words and (
        words[-1].text[:1].isupper() or words[-1].lower_ in ("of", "for", "and", "-", "–")
    ):
        first = words.pop().i
    while first < token.i and not token.doc[first].text[:1].isupper():
        first += 1
    if first < token.i and token.doc[first].lower_ in ("the", "this"):
        first += 1
    last = token.i
    for following in token.doc[token.i + 1 : token.sent.end]:
        if following.text[:1].isupper() and following.pos_ in ("PROPN", "NOUN", "ADJ"):
            last = following.i
        elif following.lower_ not in (
            "on",
            "of",
            "for",
            "against",
            "and",
            "the",
            "concerning",
            "in",
            "to",
        ):
            break
    if first == token.i and last == token.i:
        return ""
    start, end = parsed.span([token.doc[first], token.doc[last]])
    return " ".join(parsed.source[start:end].split())


def _year(token: Token) -> PartialDate | None:
    for child in token.children:
        if re.fullmatch(r"(?:1[89]|20)\d\d", child.text):
            return PartialDate(int(child.text))
    return None


def _entity(
    token: Token, about: list[str], parties: tuple[Entity, ...], title: str, lemma: str
) -> Entity:
    subject = " ".join(about)
    year = _year(token)
    states = sorted(parties, key=lambda e: e.label)
    if title:
        label = title
        key = slug(label)
        names = [label]
    else:
        labels = [e.label for e in states]
        pair = "–".join(labels)
        label = f"{subject} {lemma}".strip()
        names = [label]
        if len(labels) > 1:
            names = [f"{label} between {' and '.join(labels)}", f"{pair} {label}", label]
            names += [
                f"{word} between {' and '.join(labels)}"
                for word in (f"{subject} agreement".strip(), f"{subject} treaty".strip())
            ]
            names += [
                f"{pair} {subject} {word}".replace("  ", " ") for word in ("agreement", "treaty")
            ]
            label = names[0]
        codes = "-".join(sorted(e.code.lower() for e in states))
        key = "-".join(
            filter(
                None, [codes, slug(subject) if subject else "", lemma, str(year) if year else ""]
            )
        )
    folder = "treaty" if lemma in _TREATIES else "body"
    return Entity(
        f"{folder}/unlisted-{key}",
        _TREATIES.get(lemma, EntityKind.ORGANISATION),
        label,
        names=tuple(Name(n, NameKind.COMMON) for n in dict.fromkeys(names)),
        parties=tuple(sorted(e.key for e in states)) if not title else (),
        since=year,
        unlisted=True,
    )
