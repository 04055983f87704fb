"""Named persons and the office that the text gives them.

Read from the words in order, not from the tree: "Chilean President Gabriel Boric", "the president
of Chile, Gabriel Boric", "Gabriel Boric, Chile's foreign minister,". The office words are data.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from treatygraph import resources
from treatygraph.errors import ResourceError
from treatygraph.extract.names import Mention
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.referents import Discourse, choose
from treatygraph.model import (
    Anchor,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Name,
    NameKind,
    Reason,
    RoleClaim,
)

_PARTICLES = r"(?:al-|el-|bin |ibn |van |von |der |den |de |da |del |dos |di |la |le )"
_PERSON = (
    rf"(?:[A-ZÀ-ÖØ-ÞĀ-Ž](?:\.(?: ?[A-Z]\.)*|[\w'’-]+))(?: (?:{_PARTICLES})*[A-ZÀ-ÖØ-ÞĀ-Ž](?:\.|[\w'’-]+)){{0,3}}"
)


@cache
def load_offices(folder: Path | None = None) -> re.Pattern[str]:
    """A pattern of all office titles, longest first. Raises ResourceError if the list is malformed."""
    path = (folder or resources.ontology() / "lexicon") / "offices.toml"
    try:
        heads = tomllib.loads(path.read_text("utf-8"))["offices"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ResourceError(f"{path} cannot be read: {error}", path) from error
    titles = sorted(heads, key=lambda title: (-len(title), title))
    return re.compile("|".join(re.escape(title).replace(r"\ ", "[ -]") for title in titles), re.IGNORECASE)


def slug(name: str) -> str:
    """A name as the last part of an IRI."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"


def person(name: str) -> Entity:
    """The entity of a person that a text names."""
    return Entity(f"person/{slug(name)}", EntityKind.PERSON, name, names=(Name(name, NameKind.COMMON, "und"),))


def find_roles(parsed: Parsed, discourse: Discourse, document: Document) -> Iterator[RoleClaim]:
    """The roles that a passage tells, in text order; the persons are entered into the discourse."""
    text, offset = parsed.passage.text, parsed.passage.start
    mentions = [m for m in parsed.mentions if m is not None]
    for match in load_offices().finditer(text):
        if not _stands_alone(text, match):
            continue
        found = _holder(text, match)
        if found is None:
            continue
        name, name_start, name_end = found
        start, end = offset + match.start(), offset + match.end()
        owner = _owner(text, mentions, discourse, start, end, offset + name_end, offset)
        if owner is None or not _is_person(name, discourse):
            continue
        entity, role, how = owner[0], _role(text, match, offset, owner[1]), owner[2]
        discourse.persons.setdefault(name.split()[-1].lower(), entity)
        yield _claim(document, parsed, name, name_start + offset, name_end + offset, role, start, end, entity, how, owner[1])


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return not (before.isalnum() or before == "-" and False or after.isalnum() or after == "s")


def _holder(text: str, match: re.Match[str]) -> tuple[str, int, int] | None:
    """The name behind the office ("President X", "the president, X,") or before it ("X, the president")."""
    behind = re.compile(
        rf"(?: (?:of|for|to|at) (?:the )?[A-Z][\w.'’-]*(?: (?:of |and |the )*[A-Z][\w.'’-]*)*| and [\w ]+?)?,? (?P<name>{_PERSON})"
    ).match(text, match.end())
    if behind and not text[match.end() :].startswith((". ", "; ")):
        return behind.group("name"), behind.start("name"), behind.end("name")
    before = re.compile(
        rf"(?P<name>{_PERSON}), (?:the |a |an |its |their )?(?:[\w'’.-]+ ){{0,4}}$"
    ).search(text[: match.start()])
    if before:
        return before.group("name"), before.start("name"), before.end("name")
    return None


def _is_person(name: str, discourse: Discourse) -> bool:
    """Not the name of a state, a body or a treaty, nor a month or a sentence's first word."""
    if discourse.index.find(name):
        return False
    return len(name) > 2 and not name.isupper() or "." in name


def _owner(
    text: str, mentions: list[Mention], discourse: Discourse, start: int, end: int, name_end: int, offset: int
) -> tuple[Entity, Mention | None, str] | None:
    """What the office belongs to: the name before it, behind it, or the state spoken of."""
    for mention in reversed(mentions):
        gap = text[mention.end - offset : start - offset]
        if mention.end <= start and re.fullmatch(r"(?:'s|’s|')? ?(?:[\w-]+ ){0,3}", gap):
            entity = choose(mention, discourse, {"state", "body"})
            if entity is not None:
                return entity, mention, "named"
    for mention in mentions:
        gap = text[end - offset : mention.start - offset]
        if mention.start >= end and re.fullmatch(r" (?:of|for|at|to) (?:the )?(?:[\w-]+ ){0,3}(?:of )?(?:the )?", gap):
            entity = choose(mention, discourse, {"state", "body"})
            if entity is not None:
                return entity, mention, "named"
    found = discourse.latest(start, ("state",))
    if found is not None:
        return found[0], None, "reference"
    return None


def _role(text: str, match: re.Match[str], offset: int, owner: Mention | None) -> str:
    """The office in lower case, with "for …" or "of …" behind it where that names the office."""
    role = match.group().lower().replace("-general", "-general")
    tail = re.compile(r" (?:of|for) (?:the )?(?P<what>[A-Z][\w-]+(?:,? (?:and )?[A-Z][\w-]+)*)").match(text, match.end())
    if tail and role.split()[-1] in ("minister", "secretary", "commissioner"):
        inside = owner is not None and owner.start - offset < tail.end() and owner.end - offset > tail.start()
        if not inside:
            role += tail.group().lower().split(",")[0]
    if text[: match.start()].lower().endswith("former "):
        role = f"former {role}"
    return role


def _claim(
    document: Document, parsed: Parsed, name: str, name_start: int, name_end: int, role: str,
    start: int, end: int, entity: Entity, how: str, owner: Mention | None,
) -> RoleClaim:
    anchors = [
        Anchor("person", name_start, name_end, document.text[name_start:name_end]),
        Anchor("role", start, end, document.text[start:end]),
    ]
    if owner is not None:
        anchors.append(Anchor("of", owner.start, owner.end, document.text[owner.start : owner.end], how))
    begin, stop = _sentence(parsed, start)
    return RoleClaim(
        document=document.hash,
        evidence=(Evidence(begin, stop, document.text[begin:stop]),),
        reason=Reason("office-beside-name", tuple(anchors)),
        confidence=0.9 if how == "named" else 0.7,
        person=person(name),
        role=role,
        of=entity,
    )


def _sentence(parsed: Parsed, place: int) -> tuple[int, int]:
    for sentence in parsed.doc.sents:
        begin, stop = parsed.sentence_span(sentence)
        if begin <= place < stop:
            return begin, stop
    return parsed.passage.start, parsed.passage.end
