"""Named persons and the office that the text gives them.

Read from the words in order, not from the tree: "Chilean President Gabriel Boric", "the president
of Chile, Gabriel Boric", "Gabriel Boric, Chile's foreign minister,". The office words are data.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from treatygraph.extract.discourse import Discourse
from treatygraph.extract.discourse import Holder as Known
from treatygraph.extract.holders import Holder, holder_of
from treatygraph.extract.names import Mention
from treatygraph.extract.offices import Title, find_titles, load_offices
from treatygraph.extract.owners import (
    ACCREDITED,
    Owner,
    owner_behind,
    owner_known,
    owner_named,
    owner_of_office,
)
from treatygraph.extract.reading import Reading
from treatygraph.extract.resumed import holder_named_before, is_person
from treatygraph.extract.several import counterparts, holders_of_several
from treatygraph.model import (
    Anchor,
    Document,
    Entity,
    Evidence,
    NameKind,
    Reason,
    RoleClaim,
    Span,
)


@dataclass(frozen=True, slots=True)
class _Held:
    """An office that a text gives somebody."""

    title: Title
    holder: Holder
    owner: Owner


def find_roles(reading: Reading, discourse: Discourse, document: Document) -> Iterator[RoleClaim]:
    """The roles that a passage tells; the persons are entered into the discourse."""
    others = [m for m in reading.mentions if not is_person(m)]
    told: list[_Held] = []
    for held in _held(reading, others, discourse):
        _introduce(held, reading, discourse)
        told.append(held)
    for held in _counterparts(reading, others, told, discourse):
        _introduce(held, reading, discourse)
        told.append(held)
    for held in told:
        person = discourse.person(held.holder.name)
        yield _claim(document, reading, person, held)


def _introduce(held: _Held, reading: Reading, discourse: Discourse) -> None:
    person = discourse.person(held.holder.name)
    place = reading.passage.start + held.holder.start
    known = Known(person, held.owner.entity, place, held.title.role)
    discourse.persons.setdefault(held.holder.name.split()[-1].lower(), known)


def _held(reading: Reading, others: list[Mention], discourse: Discourse) -> Iterator[_Held]:
    """The offices of a passage with who holds them, in text order."""
    text, offset = reading.passage.text, reading.passage.start
    titles = [_without_state(title, others, offset) for title in find_titles(text)]
    titles = [_with_field(text, title, others, offset) for title in titles]
    after = {title.start: title for title in titles}
    last: _Held | None = None
    for number, title in enumerate(titles):
        double = after.get(title.end + 1)
        pairs: list[tuple[Holder, Mention | None]] = []
        if title.plural:
            pairs = holders_of_several(text, title, others, offset)
        shared = False
        if not pairs:
            found = holder_of(text, title, double, others, offset)
            beside = found is not None and not found.before and text[found.start - 2] != ","
            same = None if beside else _same_holder(text, title, last)
            found, shared = same or found, same is not None
            if found is None or found.before:
                found = _of_both(text, titles[number:], others, offset) or found
            resumed = holder_named_before(title, reading, discourse) if found is None else None
            if resumed is not None:
                yield _Held(title, resumed[0], Owner(resumed[1], None, None, "person"))
            pairs = [(found, None)] if found is not None else []
        for holder, state in pairs:
            owner = _owner(text, title, double, holder, state, others, discourse, offset)
            if last is not None and (shared or _joined(text, last.title, title)):
                owner = _shared(owner, last)
            elif last is not None and owner is not None and owner.how == "topic":
                owner = _colleague(text, title, last) or owner
            if owner is not None and not (
                title.role.endswith("founder") and owner.entity.kind.is_state
            ):
                last = _Held(title, holder, owner)
                yield last


def _without_state(title: Title, others: list[Mention], offset: int) -> Title:
    """The title without the state that it may end with: "minister for the Dominican Republic"."""
    stop = offset + title.end
    if " for " in title.role and any(
        m.end == stop
        and offset + title.core_end < m.start <= offset + title.core_end + len(" for the ")
        for m in others
    ):
        role = title.role.split(" for ")[0]
        return dataclasses.replace(title, end=title.core_end, role=role)
    return title


# "The Malaysian law minister", "Healthcare Minister X": what a minister is for, where no list has it.
_FIELD = re.compile(r"(?<![\w'’-])(?P<word>[A-Za-z][\w-]{2,}(?:s['’])?) $")
_NO_FIELD = frozenset(
    (
        *(
            "new",
            "first",
            "fellow",
            "current",
            "late",
            "the",
            "another",
            "longtime",
            "ousted",
            "senior",
        ),
        *(
            "junior",
            "newly",
            "and",
            "of",
            "prime",
            "federal",
            "elected",
            "appointed",
            "female",
            "only",
            "top",
        ),
        *(
            "as",
            "with",
            "for",
            "by",
            "to",
            "cabinet",
            "former",
            "own",
            "labour",
            "conservative",
            "liberal",
        ),
        *(
            "regional",
            "local",
            "provincial",
            "her",
            "his",
            "its",
            "their",
            "right-wing",
            "left-wing",
            "mr",
        ),
    )
)


def _with_field(text: str, title: Title, others: list[Mention], offset: int) -> Title:
    """The title with the word in front of a bare "minister" that says what for. A small letter needs whose
    it is right before: "Malaysian law minister"."""
    bare = title.role.split()[0] == "minister"
    found = _FIELD.search(text[: title.start]) if bare else None
    if found is None:
        return title
    word, start = found.group("word"), found.start("word")
    known = any(m.start - offset <= start < m.end - offset for m in others)
    if known or word.lower() in _NO_FIELD | load_offices().no_names:
        return title
    owned = text[:start].endswith(("'s ", "’s ")) or any(
        m.end - offset + 1 == start and m.of_kind(NameKind.DEMONYM) for m in others
    )
    run = re.search(r"[A-Z][\w-]* $", text[:start]) is not None and not any(
        m.end - offset + 1 == start for m in others
    )
    if (not owned and (word[0].islower() or start == 0)) or run:  # "New South Wales Minister"
        return title
    return dataclasses.replace(title, start=start, role=f"{word.lower()} {title.role}")


def _shared(owner: Owner | None, last: _Held) -> Owner:
    """Whose the second office of a person is: what stands at it, or else whose the first is."""
    return (
        owner
        if owner is not None and owner.start is not None and owner.how != "topic"
        else last.owner
    )


def _colleague(text: str, title: Title, last: _Held) -> Owner | None:
    """Whose the office of a colleague is: "Chilean Foreign Minister X and former Trade Minister Y"."""
    between = text[last.holder.end : title.start]
    return last.owner if last.owner.entity.kind.is_state and _AND.fullmatch(between) else None


def _joined(text: str, first: Title, second: Title) -> bool:
    return _AND.fullmatch(text[first.end : second.start]) is not None


_AND = re.compile(r",? and (?:the |an? |its |his |her )?(?:current |new |now |later |former )?| & ")


def _of_both(text: str, titles: list[Title], others: list[Mention], offset: int) -> Holder | None:
    """Who is "finance minister and deputy prime minister, X": the name behind the second."""
    if len(titles) < 2 or titles[1].plural or not _joined(text, titles[0], titles[1]):
        return None
    found = holder_of(text, titles[1], None, others, offset)
    if found is None:
        return _of_both(text, titles[1:], others, offset)
    return None if found.before else found


def _owner(
    text: str,
    title: Title,
    double: Title | None,
    holder: Holder,
    state: Mention | None,
    others: list[Mention],
    discourse: Discourse,
    offset: int,
) -> Owner | None:
    if state is not None:
        return owner_named(state, discourse)
    if title.plural and holder.before:  # "X and seven other South American presidents"
        return owner_known(text, title, holder.name, discourse, offset)
    at_title = owner_of_office(text, title, holder.name, others, discourse, offset)
    if double is not None and at_title is not None and at_title.start is not None:
        return at_title  # "AU chairperson President X of Egypt"
    return owner_behind(text, holder.end, others, discourse, offset) or at_title


def _same_holder(text: str, title: Title, last: _Held | None) -> Holder | None:
    """Who is "the president of Senegal and chairperson of the Union": of both."""
    if last is None or not last.holder.before or last.holder.start > last.title.start:
        return None
    between = text[last.title.end : title.start]
    joined = re.fullmatch(rf"(?: of (?:the )?[^,.;]{{1,60}})?(?:{_AND.pattern})", between)
    return last.holder if joined else None


def _counterparts(
    reading: Reading, others: list[Mention], told: list[_Held], discourse: Discourse
) -> Iterator[_Held]:
    """The colleagues of those who were named: "his Greek counterpart, X", of the same office."""
    for place, holder, state in counterparts(reading.passage.text, others, reading.passage.start):
        before = [h for h in told if h.title.start < place]
        owner = owner_named(state, discourse)
        if before and owner is not None and before[-1].title.role not in _OWN_TO_ONE_STATE:
            start = state.start - reading.passage.start
            title = dataclasses.replace(
                before[-1].title, start=start, core_end=place, end=place + len("colleague")
            )
            yield _Held(title, holder, owner)


# The counterpart of a chancellor may be a prime minister.
_OWN_TO_ONE_STATE = ("chancellor", "taoiseach")


def settled(claims: Iterable[RoleClaim], discourse: Discourse) -> list[RoleClaim]:
    """The claims of a document, each with the full name of whom another claim names in full, and
    without the "Ambassador" in front of a name that another claim tells more of."""
    listed = list(claims)
    full: dict[str, set[str]] = {}
    roles: dict[str, set[str]] = {}
    for claim in listed:
        words = claim.person.label.split()
        roles.setdefault(words[-1].lower(), set()).add(claim.role)
        if len(words) > 1:
            full.setdefault(words[-1].lower(), set()).add(claim.person.label)
    kept = []
    for claim in listed:
        family = claim.person.label.split()[-1].lower()
        names = full.get(family, set())
        if claim.role in load_offices().forms_of_address and len(roles[family]) > 1:
            continue
        if " " not in claim.person.label and len(names) == 1:
            claim = dataclasses.replace(claim, person=discourse.person(next(iter(names))))
        kept.append(claim)
    return kept


def _role(text: str, held: _Held) -> str:
    """The title, with "to Peru" behind an ambassador's."""
    title = held.title
    role = re.sub(r"^(?:then|new)[ -]", "", title.role)
    if re.search(r"\b[Dd]eputy [A-Z][\w-]+ $", text[: title.start]):  # "Deputy FBI Director X"
        role = f"deputy {role}"
    if re.search(r"\b[Ff]ormer (?:[\w.'’-]+ ){1,3}$", text[: title.start]):
        role = f"former {role}"
    if not role.endswith(ACCREDITED):
        return role + held.owner.more
    stop = held.holder.start if held.holder.start > title.end else len(text)
    behind = _ACCREDITED.match(text[:stop], title.end)
    if behind is None:
        return role
    where = " ".join(behind.group().lower().split())
    return f"{role} {where.removesuffix(' ambassador')}"


# "To Peru", "to the United Nations and Other Bodies in Nairobi".
_ACCREDITED = re.compile(
    r" (?:to|for) (?:the )?[A-Z][\w-]+(?: (?:(?:of|and|in|on) (?:the )?)?[A-Z][\w-]+)*"
)


def _claim(document: Document, reading: Reading, person: Entity, held: _Held) -> RoleClaim:
    offset, owner = reading.passage.start, held.owner
    start, end = offset + held.title.start, offset + held.title.end
    span = (offset + held.holder.start, offset + held.holder.end)
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
        person=person,
        role=_role(reading.passage.text, held),
        of=owner.entity,
    )
