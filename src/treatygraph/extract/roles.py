"""Named persons and the office that the text gives them.

Read from the words in order, not from the tree: "Chilean President Gabriel Boric", "the president
of Chile, Gabriel Boric", "Gabriel Boric, Chile's foreign minister,". The office words are data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from treatygraph.extract.names import Mention
from treatygraph.extract.naming import person, unlisted_body
from treatygraph.extract.offices import Title, find_titles, load_offices
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.referents import Discourse, choose
from treatygraph.model import Anchor, Document, Entity, Evidence, Reason, RoleClaim

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLES = r"(?:al-|el-|bin |ibn |van |von |der |den |de |da |del |dos |di |la |le |ter )"
_WORD = rf"(?:{_CAPITAL}\.(?:\s?{_CAPITAL}\.)*|{_PARTICLES}*{_CAPITAL}[\w-]+(?:['’](?!s\b)[\w-]+)?)"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,4}}")
_NO_NAMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "he",
        "she",
        "it",
        "they",
        "we",
        "in",
        "on",
        "at",
        "after",
        "before",
        "president",
        "minister",
        "prime",
        "king",
        "queen",
        "secretary",
        "senator",
        "mr",
        "mrs",
        "ms",
        "sir",
        "dame",
        "dr",
        "but",
        "and",
        "while",
        "when",
        "who",
        "ambassador",
        "chancellor",
        "foreign",
        "defence",
        "defense",
        "deputy",
        "vice",
        "general",
        "judge",
        "republic",
        "university",
        "party",
    ]
)
_BETWEEN = re.compile(
    r"(?:'s|’s|'|’)?,? ?(?:(?:then|former|acting|new|current|outgoing|newly elected|governing|military|own|hardline|far-right|conservative|leftist|state)[ -])*"
)


@dataclass(frozen=True, slots=True)
class _Owner:
    entity: Entity
    start: int | None
    end: int | None
    how: str


def find_roles(parsed: Parsed, discourse: Discourse, document: Document) -> Iterator[RoleClaim]:
    """The roles that a passage tells, in text order; the persons are entered into the discourse."""
    text, offset = parsed.passage.text, parsed.passage.start
    names = [m for m in parsed.mentions if m is not None]
    persons = [m for m in names if choose(m, discourse, {"other"}) is not None]
    others = [m for m in names if m not in persons]
    for title in find_titles(text):
        found = _holder(text, title, others, offset)
        if found is None:
            continue
        holder, start, end = found
        owner = _owner(text, title, holder, others, discourse, offset)
        if owner is None:
            continue
        discourse.persons.setdefault(holder.split()[-1].lower(), owner.entity)
        yield _claim(document, parsed, holder, (offset + start, offset + end), title, offset, owner)


def _cut(text: str, start: int, names: list[Mention], offset: int) -> tuple[str, int, int] | None:
    """The person's name that begins at a place: capitalised words that are no other name."""
    match = _NAME.match(text, start)
    if match is None:
        return None
    end = match.end()
    for mention in names:
        if start + offset <= mention.start < end + offset:
            end = mention.start - offset
    name = text[start:end].rstrip(" ,")
    words = name.split()
    while words and words[-1].lower().rstrip(".") in _NO_NAMES:
        words.pop()
    if (
        not words
        or words[0].lower() in _NO_NAMES
        or (len(words) == 1 and (words[0].isupper() or len(words[0]) < 3))
    ):
        return None
    name = name[: name.rindex(words[-1]) + len(words[-1])]
    return name, start, start + len(name)


def _holder(
    text: str, title: Title, names: list[Mention], offset: int
) -> tuple[str, int, int] | None:
    """The name behind the title ("President X", "the president of Y, X,") or before it ("X, the president")."""
    place = title.end
    for _ in range(3):  # over "of Chile", "to the United Nations", and a second title
        step = re.compile(r" (?:of|for|to|at|in) (?:the |his |her )?").match(text, place)
        mention = next((m for m in names if step and m.start - offset == step.end()), None)
        if mention is None:
            break
        place = mention.end - offset
    if place == title.end and re.match(r",? (?:and|who|which|that|of|for|to)\b", text[place:]):
        return _before(text, title, names, offset)
    gap = re.compile(r",? ").match(text, place)
    if gap:
        comma = gap.group().startswith(",")
        found = _cut(text, gap.end(), names, offset)
        if found and (
            not comma or text[title.start : title.start + 1].islower() or place != title.end
        ):
            return found
    return _before(text, title, names, offset)


def _before(
    text: str, title: Title, names: list[Mention], offset: int
) -> tuple[str, int, int] | None:
    """The name in "X, Chile's foreign minister" and "X, the president of Chile"."""
    opening = text[: title.start]
    lead = re.search(
        r", (?:(?:the|a|an|its|their|his|her|who is|then) )?(?:[\w’'-]+ ){0,5}$", opening
    )
    if lead is None:
        return None
    middle = opening[lead.start() :]
    if re.search(r"\b(?:and|said|says|told|of|to|by|with)\b", middle):
        return None
    start = lead.start()
    for match in reversed(list(_NAME.finditer(text, max(0, start - 60), start))):
        if match.end() == start:
            return _cut(text, match.start(), names, offset)
    return None


def _owner(
    text: str,
    title: Title,
    holder: str,
    names: list[Mention],
    discourse: Discourse,
    offset: int,
) -> _Owner | None:
    """What the office belongs to: the name at it, what the person is known for, or what was spoken of."""
    for mention in reversed(names):
        if mention.end - offset <= title.start and _BETWEEN.fullmatch(
            text[mention.end - offset : title.start]
        ):
            entity = choose(mention, discourse, {"state", "body"})
            if entity is not None:
                return _Owner(entity, mention.start, mention.end, "named")
    behind = re.compile(r" (?:of|for|at|to) (?:the )?").match(text, title.end)
    role_to = title.role.endswith(("ambassador", "representative", "envoy", "delegate"))
    if behind and not role_to:
        for mention in names:
            if mention.start - offset == behind.end():
                entity = choose(mention, discourse, {"state", "body"})
                if entity is not None:
                    return _Owner(entity, mention.start, mention.end, "named")
        unlisted = _NAME.match(text, behind.end())
        if unlisted and " " in unlisted.group() and unlisted.group() != holder:
            start, end = unlisted.span()
            return _Owner(unlisted_body(unlisted.group()), start + offset, end + offset, "named")
    return _known_owner(title, holder, discourse, offset)


def _known_owner(title: Title, holder: str, discourse: Discourse, offset: int) -> _Owner | None:
    known = discourse.persons.get(holder.split()[-1].lower())
    if known is not None:
        return _Owner(known, None, None, "person")
    listed = discourse.person_named(holder)
    if listed is not None and listed.part_of and listed.part_of in discourse.catalogue:
        return _Owner(discourse.catalogue[listed.part_of], None, None, "person")
    code = load_offices().default_state.get(title.role)
    if code is not None and f"state/{code}" in discourse.catalogue:
        return _Owner(discourse.catalogue[f"state/{code}"], None, None, "office")
    found = discourse.latest(title.start + offset, ("state",))
    if found is not None:
        return _Owner(found[0], found[1].start, found[1].end, "reference")
    return None


def _role(text: str, title: Title) -> str:
    """The title, with "to Peru" behind an ambassador's."""
    role = re.sub(r"^(?:then|new)[ -]", "", title.role)
    behind = re.compile(
        r" to (?P<what>(?:the )?[A-Z][\w-]+(?: (?:of |and |the )*[A-Z][\w-]+)*)"
    ).match(text, title.end)
    if behind and role.endswith(("ambassador", "representative", "envoy")):
        what = behind.group("what").split()
        if len(what) > 2:
            return (
                f"{role} to {behind.group('what').lower()}"
                if what[0] == "the"
                else f"{role} to {what[0].lower()}"
            )
        return f"{role} to {behind.group('what').lower()}"
    return role


def _claim(
    document: Document,
    parsed: Parsed,
    holder: str,
    span: tuple[int, int],
    title: Title,
    offset: int,
    owner: _Owner,
) -> RoleClaim:
    start, end = offset + title.start, offset + title.end
    anchors = [
        Anchor("person", *span, document.text[slice(*span)]),
        Anchor("role", start, end, document.text[start:end]),
    ]
    if owner.start is not None and owner.end is not None:
        anchors.append(
            Anchor("of", owner.start, owner.end, document.text[owner.start : owner.end], owner.how)
        )
    begin, stop = parsed.sentence_at(start)
    return RoleClaim(
        document=document.hash,
        evidence=(Evidence(begin, stop, document.text[begin:stop]),),
        reason=Reason("office-beside-name", tuple(anchors)),
        confidence=0.9 if owner.how == "named" else 0.7,
        person=person(holder),
        role=_role(parsed.passage.text, title),
        of=owner.entity,
    )
