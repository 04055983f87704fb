"""Named persons and the office that the text gives them.

Read from the words in order, not from the tree: "Chilean President Gabriel Boric", "the president
of Chile, Gabriel Boric", "Gabriel Boric, Chile's foreign minister,". The office words are data.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from treatygraph.extract.discourse import Discourse, Holder, choose
from treatygraph.extract.names import Mention
from treatygraph.extract.naming import unlisted_body
from treatygraph.extract.offices import Title, find_titles, load_offices
from treatygraph.extract.reading import Reading
from treatygraph.model import (
    Anchor,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Reason,
    RoleClaim,
    Span,
)

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLES = r"(?:al-|el-|bin |ibn |van |von |der |den |de |da |del |dos |di |la |le |ter )"
_WORD = rf"(?:{_CAPITAL}\.(?:\s?{_CAPITAL}\.)*|{_PARTICLES}*{_CAPITAL}[\w-]+(?:['’](?!s\b)[\w-]+)?)"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,4}}")
_BETWEEN = re.compile(
    r"(?:'s|’s|'|’)?,? ?(?:(?:then|former|acting|new|current|outgoing|newly elected|governing|military|own|hardline|far-right|conservative|leftist|state)[ -])*"
)


@dataclass(frozen=True, slots=True)
class _Owner:
    entity: Entity
    start: int | None
    end: int | None
    how: str


def find_roles(reading: Reading, discourse: Discourse, document: Document) -> Iterator[RoleClaim]:
    """The roles that a passage tells, in text order; the persons are entered into the discourse."""
    text, offset = reading.passage.text, reading.passage.start
    persons = [m for m in reading.mentions if _is_person(m)]
    others = [m for m in reading.mentions if m not in persons]
    titles = list(find_titles(text))
    after = {title.start: title for title in titles}
    for title in titles:
        double = after.get(title.end + 1)
        held = _several(text, title, others, offset) if title.plural else []
        if not held:
            found = _holder(text, title, double, others, offset)
            held = [found] if found else []
        for holder, start, end in held:
            owner = _behind(text, end, others, discourse, offset) or _owner(
                text, title, holder, others, discourse, offset
            )
            if owner is None:
                continue
            family = holder.split()[-1].lower()
            known = Holder(discourse.person(holder), owner.entity, offset + start)
            discourse.persons.setdefault(family, known)
            span = (offset + start, offset + end)
            yield _claim(document, reading, known.person, span, title, offset, owner)


def _is_person(mention: Mention) -> bool:
    return any(c.entity.kind is EntityKind.PERSON for c in mention.candidates)


def with_full_names(claims: Iterable[RoleClaim], discourse: Discourse) -> list[RoleClaim]:
    """The claims with the full name of whom another claim of the document names in full."""
    listed = list(claims)
    full: dict[str, set[str]] = {}
    for claim in listed:
        words = claim.person.label.split()
        if len(words) > 1:
            full.setdefault(words[-1].lower(), set()).add(claim.person.label)
    return [
        dataclasses.replace(claim, person=discourse.person(next(iter(names))))
        if " " not in claim.person.label
        and len(names := full.get(claim.person.label.lower(), set())) == 1
        else claim
        for claim in listed
    ]


def _several(
    text: str, title: Title, names: list[Mention], offset: int
) -> list[tuple[str, int, int]]:
    """The names in "Presidents X of Chile and Y of Peru"."""
    found = []
    place = title.end + 1
    while (held := _cut(text, place, names, offset)) is not None:
        found.append(held)
        place = held[2]
        behind = re.compile(r" of (?:the )?").match(text, place)
        state = next((m for m in names if behind and m.start - offset == behind.end()), None)
        if state is not None:
            place = state.end - offset
        step = re.compile(r",? and |, ").match(text, place)
        if step is None:
            break
        place = step.end()
    return found


def _behind(
    text: str, end: int, names: list[Mention], discourse: Discourse, offset: int
) -> _Owner | None:
    """The state in "President X of Chile"."""
    match = re.compile(r" of (?:the )?").match(text, end)
    for mention in names:
        if match and mention.start - offset == match.end():
            entity = _office_of(mention, discourse)
            if entity is not None:
                return _Owner(entity, mention.start, mention.end, "named")
    return None


def _cut(text: str, start: int, names: list[Mention], offset: int) -> tuple[str, int, int] | None:
    """The person's name that begins at a place: capitalised words that are no other name."""
    match = _NAME.match(text, start)
    if match is None:
        return None
    end = match.end()
    for mention in names:
        if start + offset <= mention.start < end + offset:
            end = mention.start - offset
    offices = load_offices()
    honorific = match.group().split()[0]
    if honorific.lower() in offices.honorifics and " " in match.group():
        start += len(honorific) + 1
    name = text[start:end].rstrip(" ,")
    words = name.split()
    while words and words[-1].lower().rstrip(".") in offices.no_names:
        words.pop()
    if (
        not words
        or words[0].lower() in offices.no_names
        or (len(words) == 1 and (words[0].isupper() or len(words[0]) < 3))
    ):
        return None
    name = name[: name.rindex(words[-1]) + len(words[-1])]
    return name, start, start + len(name)


def _holder(
    text: str, title: Title, double: Title | None, names: list[Mention], offset: int
) -> tuple[str, int, int] | None:
    """The name behind the title ("President X", "the president of Y, X,") or before it ("X, the president").

    ``double`` is a second title right behind the first.
    """
    place = title.end if double is None else double.end
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
        lead = re.search(r" as (?:an? |the )?$", opening)
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
            entity = _office_of(mention, discourse)
            if entity is not None:
                return _Owner(entity, mention.start, mention.end, "named")
    if title.role in load_offices().of_any_body:
        before = re.search(rf"({_CAPITAL}[\w-]+(?: {_CAPITAL}[\w-]+)*) $", text[: title.start])
        if before and before.group(1).split()[0].lower() not in load_offices().no_names:
            place = offset + before.start(1)
            body = unlisted_body(before.group(1))
            return _Owner(body, place, place + len(before.group(1)), "named")
    behind = re.compile(r" (?:of|for|at|to) (?:the )?").match(text, title.end)
    role_to = title.role.endswith(("ambassador", "representative", "envoy", "delegate"))
    if behind and not role_to:
        for mention in names:
            if mention.start - offset == behind.end():
                entity = _office_of(mention, discourse)
                if entity is not None:
                    return _Owner(entity, mention.start, mention.end, "named")
        unlisted = _NAME.match(text, behind.end())
        if unlisted and " " in unlisted.group() and unlisted.group() != holder:
            start, end = unlisted.span()
            return _Owner(unlisted_body(unlisted.group()), start + offset, end + offset, "named")
    return _known_owner(title, holder, discourse)


def _office_of(mention: Mention, discourse: Discourse) -> Entity | None:
    """The state, body or organ of a state that a name stands for."""
    found = choose(mention, discourse, {"state", "body"})
    if found is not None:
        return found
    other = choose(mention, discourse, {"other"})
    return other if other is not None and other.kind is EntityKind.STATE_ORGAN else None


def _known_owner(title: Title, holder: str, discourse: Discourse) -> _Owner | None:
    known = discourse.persons.get(holder.split()[-1].lower())
    if known is not None:
        return _Owner(known.of, None, None, "person")
    listed = discourse.person_named(holder)
    if listed is not None and listed.part_of and listed.part_of in discourse.catalogue:
        return _Owner(discourse.catalogue[listed.part_of], None, None, "person")
    code = next(
        (c for role, c in load_offices().default_state.items() if title.role.startswith(role)), None
    )
    if code is not None and f"state/{code}" in discourse.catalogue:
        return _Owner(discourse.catalogue[f"state/{code}"], None, None, "office")
    if discourse.author is not None:  # a press release speaks of its own officials
        home = discourse.persons.get(discourse.author.label.split()[-1].lower())
        if home is not None:
            return _Owner(home.of, None, None, "author")
    heads = {r.split()[-1] for r in load_offices().of_any_body if not r.startswith("spokes")}
    of_some_body = title.role.split()[-1] in heads
    found = None if of_some_body else discourse.topic()
    if found is not None:
        return _Owner(found[0], found[1].start, found[1].end, "topic")
    return None


def _role(text: str, title: Title) -> str:
    """The title, with "to Peru" behind an ambassador's."""
    role = re.sub(r"^(?:then|new)[ -]", "", title.role)
    if re.search(r"\b[Ff]ormer (?:[\w.'’-]+ ){1,3}$", text[: title.start]):
        role = f"former {role}"
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
    reading: Reading,
    holder: Entity,
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
    # A stop may stand between a name and its office.
    places = (reading.sentence_at(start), reading.sentence_at(span[0]))
    begin, stop = min(b for b, _ in places), max(e for _, e in places)
    if owner.start is not None and owner.end is not None:
        if begin <= owner.start and owner.end <= stop:
            quote = document.text[owner.start : owner.end]
            anchors.append(Anchor("of", owner.start, owner.end, quote, owner.how))
        else:  # the office stands for what another sentence names
            far = Span(owner.start, owner.end)
            anchors.append(Anchor("of", start, end, document.text[start:end], owner.how, far))
    return RoleClaim(
        document=document.hash,
        evidence=(Evidence(begin, stop, document.text[begin:stop]),),
        reason=Reason("office-beside-name", tuple(anchors)),
        person=holder,
        role=_role(reading.passage.text, title),
        of=owner.entity,
    )
