"""Statements: a state, a body, a person or an office takes a stance on something."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from treatygraph import resources
from treatygraph.errors import ResourceError
from treatygraph.extract.naming import person
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.referents import Discourse, choose, party_of
from treatygraph.extract.tree import children, is_passive, own_subject
from treatygraph.model import (
    Anchor,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Reason,
    Stance,
    StatementClaim,
)


@dataclass(frozen=True)
class StanceEntry:
    """A verb that takes a stance; ``about`` says where its target stands ("direct" or a preposition)."""

    lemma: str
    stance: Stance
    about: tuple[str, ...]
    needs: tuple[str, ...]


@cache
def load_stances(folder: Path | None = None) -> Mapping[str, tuple[StanceEntry, ...]]:
    """The stance verbs by lemma. Raises ResourceError if the list is malformed."""
    path = (folder or resources.ontology() / "lexicon") / "stances.toml"
    found: dict[str, list[StanceEntry]] = {}
    try:
        for data in tomllib.loads(path.read_text("utf-8"))["entry"]:
            entry = StanceEntry(
                data["lemma"],
                Stance(data["stance"]),
                tuple(data["about"]),
                tuple(data.get("with", ())),
            )
            found.setdefault(entry.lemma, []).append(entry)
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise ResourceError(f"{path} cannot be read: {error}", path) from error
    return {lemma: tuple(group) for lemma, group in found.items()}


def find_statements(
    parsed: Parsed, discourse: Discourse, document: Document
) -> Iterator[StatementClaim]:
    """The statements that a passage tells, in text order."""
    stances = load_stances()
    for token in parsed.doc:
        if token.pos_ != "VERB" or is_passive(token):
            continue
        for entry in stances.get(token.lemma_.lower(), ()):
            if entry.needs and not any(t.lemma_.lower() in entry.needs for t in token.children):
                continue
            speaker = _speaker(token, parsed, discourse)
            about = _about(token, entry, parsed, discourse)
            if speaker is None or about is None or speaker.key == about[0].key:
                continue
            yield _claim(token, entry, speaker, about[0], about[1], parsed, document)
            break


def _speaker(verb: Token, parsed: Parsed, discourse: Discourse) -> Entity | None:
    subject = own_subject(verb)
    head = verb
    while subject is None and head.dep_ in ("conj", "xcomp", "advcl") and head.head.i != head.i:
        head = head.head
        subject = own_subject(head)
    if subject is None:
        return None
    mention = parsed.mention(subject)
    if mention is not None:
        return choose(mention, discourse, {"state"}) or choose(mention, discourse, {"body"})
    if subject.pos_ == "PROPN":
        family = subject.text.lower()
        if family in discourse.persons:
            words = [
                *(
                    t
                    for t in subject.subtree
                    if t.dep_ == "compound"
                    and t.pos_ == "PROPN"
                    and parsed.mention(t) is None
                    and t.head.i == subject.i
                ),
                subject,
            ]
            name = " ".join(
                t.text
                for t in words
                if t.text.lower() not in ("president", "minister", "prime", "secretary")
            )
            return person(name)
        return None
    found = party_of(subject, parsed, discourse)
    return found[0].entity if found and subject.pos_ == "NOUN" else None


def _about(
    verb: Token, entry: StanceEntry, parsed: Parsed, discourse: Discourse
) -> tuple[Entity, Token] | None:
    targets: list[Token] = []
    for how in entry.about:
        if how == "direct":
            targets.extend(children(verb, "dobj", "obj"))
        else:
            reach = [verb, *children(verb, "dobj", "prt")]
            for base in reach:
                targets.extend(
                    t
                    for p in children(base, "prep")
                    if p.lower_ == how
                    for t in children(p, "pobj")
                )
    for target in targets:
        for token in sorted(target.subtree, key=lambda t: (t.i != target.i, t.i)):
            mention = parsed.mention(token)
            if mention is None:
                continue
            entity = choose(mention, discourse, {"state"}) or choose(
                mention, discourse, {"treaty", "body"}
            )
            if entity is not None:
                return entity, token
    return None


def _claim(
    verb: Token,
    entry: StanceEntry,
    speaker: Entity,
    about: Entity,
    place: Token,
    parsed: Parsed,
    document: Document,
) -> StatementClaim:
    start, end = parsed.sentence_span(verb.sent)
    v, w = parsed.span([verb])
    a, b = parsed.span([place])
    return StatementClaim(
        document=document.hash,
        evidence=(Evidence(start, end, document.text[start:end]),),
        reason=Reason(
            f"stance-{entry.lemma}",
            (
                Anchor("trigger", v, w, document.text[v:w]),
                Anchor("about", a, b, document.text[a:b]),
            ),
        ),
        confidence=0.6 if speaker.kind is EntityKind.PERSON else 0.7,
        speaker=speaker,
        stance=entry.stance,
        about=about,
    )
