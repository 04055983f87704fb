"""A state, a treaty, a body, a person: what it did or was done to it, in words, as a timeline, and in a table."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from treatygraph.answers.stored import intervals_of
from treatygraph.drawing.lines import WORDS, ActLine, Link, kind_of
from treatygraph.drawing.ties import kinds_of
from treatygraph.drawing.timeline import Drawing, drawing
from treatygraph.explorer.answering import Answer
from treatygraph.explorer.index import Entry
from treatygraph.explorer.pages.network import ties_of
from treatygraph.explorer.pages.reading import Reader, Said, text
from treatygraph.explorer.state import View
from treatygraph.law.standings import Interval
from treatygraph.rdf.terms import key_of, tg, thing

_PAGE = 50
_DRAWN = 40
_STORIES = 12
_TIED = 60


@dataclass(frozen=True)
class Story:
    """What is between this and another: how it stands there today, and the acts that texts tell, the latest first."""

    other: Link
    standing: str
    acts: tuple[ActLine, ...]


@dataclass(frozen=True)
class Held:
    """An office that somebody holds, with the claim that says so."""

    person: Link
    role: str
    of: Link | None
    said: Said


@dataclass(frozen=True)
class EntityPage:
    """What a page tells of an entity. ``acts`` are those of one page, ``count`` is how many there are in all.

    ``ties`` are the kinds of what ties it to others, with words. ``facts`` are words with values; ``parts`` and ``whole`` are protocols, organs and what they belong to.
    """

    key: str
    label: str
    kind: str
    unlisted: bool
    summary: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    also: tuple[str, ...]
    whole: tuple[Link, ...]
    parts: tuple[Link, ...]
    stories: tuple[Story, ...]
    drawing: Drawing | None
    acts: tuple[ActLine, ...]
    count: int
    page: int
    pages: int
    sort: str
    offices: tuple[Held, ...]
    statements: tuple[Said, ...]
    today: str
    can_stand: bool
    ties: tuple[tuple[str, str], ...]


def entity_page(view: View, key: str, params: Mapping[str, str]) -> Answer:
    """The page of an entity. Raises HTTPException (404)."""
    reader = Reader(view)
    reader.known(key)
    node = thing(key)
    said = reader.values(node)
    link = reader.link(key)
    entries = view.acts.about(key)
    sort = params.get("sort", "date")
    ordered = _sorted(reader, entries, sort)
    page = max(1, min(_whole(params.get("page", "1")), max(1, -(-len(entries) // _PAGE))))
    shown = [reader.line(each) for each in ordered[(page - 1) * _PAGE : page * _PAGE]]
    recent = [reader.line(each) for each in entries[:_DRAWN]]
    today = dt.date.today()
    standings = _standings(view, key, recent)
    stories = _stories(key, recent, standings, today)
    data = EntityPage(
        key,
        link.label,
        kind_of(key),
        any(value == tg("Unlisted") for value in said.get("type", ())),
        tuple(_summary(link, recent, len(entries), stories)),
        tuple(_facts(said)),
        tuple(sorted({v.value for v in said.get("altLabel", ())}, key=str.casefold)),
        tuple(reader.link(key_of(v)) for v in said.get("partOf", ())),
        tuple(_parts(reader, key)),
        tuple(stories),
        drawing(recent, key, standings),
        tuple(shown),
        len(entries),
        page,
        max(1, -(-len(entries) // _PAGE)),
        sort,
        tuple(_offices(reader, key)),
        tuple(_statements(reader, key)),
        str(today),
        key.partition("/")[0] in ("state", "territory", "treaty", "body"),
        kinds_of(ties_of(view, key)),
    )
    head = (
        "act",
        "kind",
        "status",
        "date",
        "party",
        "party_label",
        "object",
        "object_label",
        "claims",
    )
    rows = [
        (
            each.key,
            each.words,
            WORDS[each.status],
            each.date,
            each.party.key if each.party else "",
            each.party.label if each.party else "",
            each.object.key,
            each.object.label,
            each.claims,
        )
        for each in (map(reader.line, ordered) if params.get("format") == "csv" else shown)
    ]
    return Answer("entity.html", link.label, data, node, (head, rows))


def _whole(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _sorted(reader: Reader, entries: Sequence[Entry], sort: str) -> Sequence[Entry]:
    """The acts in the order asked for; by date they come sorted."""

    def label(key: str) -> str:
        return reader.link(key).label.casefold() if key else "~"

    orders: dict[str, Callable[[Entry], str]] = {
        "kind": lambda each: each.kind.value,
        "status": lambda each: each.status.value,
        "party": lambda each: label(each.party),
        "object": lambda each: label(each.object),
    }
    return sorted(entries, key=orders[sort]) if sort in orders else entries


def _others(key: str, acts: Sequence[ActLine]) -> dict[Link, list[ActLine]]:
    """The acts by what stands on the other side, in the order of the latest; a dozen of them."""
    groups: dict[Link, list[ActLine]] = {}
    for act in acts:
        other = act.object if act.party is not None and act.party.key == key else act.party
        if other is not None and other.key != key:
            groups.setdefault(other, []).append(act)
    return dict(itertools.islice(groups.items(), _STORIES))


def _standings(view: View, key: str, acts: Sequence[ActLine]) -> dict[str, list[Interval]]:
    """How it stands with each other side, by the other's key."""
    ground = view.ground()
    found = {}
    for other in _others(key, acts):
        party, target = key, other.key
        if not key.startswith(("state/", "territory/")):
            party, target = other.key, key
        if party.startswith(("state/", "territory/", "body/")):
            found[other.key] = intervals_of(ground, party=party, target=target)
    return found


def _stories(
    key: str, acts: Sequence[ActLine], standings: Mapping[str, Sequence[Interval]], today: dt.date
) -> list[Story]:
    return [
        Story(other, _standing(standings.get(other.key, ()), today), tuple(group))
        for other, group in _others(key, acts).items()
    ]


def _standing(intervals: Sequence[Interval], today: dt.date) -> str:
    here = next((each for each in intervals if each.covers(today)), None)
    if here is None:
        return ""
    doubt = "" if here.certain else ", not certain"
    until = f", until {here.end}" if here.end else ""
    return f"{here.standing.words} since {here.told_start}{until}{doubt}"


def _summary(
    link: Link, acts: Sequence[ActLine], count: int, stories: Sequence[Story]
) -> list[str]:
    if not count:
        return [f"No document in this graph tells of an act of or on {link.label}."]
    others = len(stories)
    found = [
        f"The documents tell of {count} act{'' if count == 1 else 's'} of or on {link.label}"
        + (f", with {others} others." if others > 1 else ".")
    ]
    if acts:
        last = acts[0]
        party = f"{last.party.label}: " if last.party else ""
        when = f" ({last.date})" if last.date else ""
        found.append(
            f"The latest: {party}{last.words}, {last.object.label} — {WORDS[last.status]}{when}."
        )
    return found


_FACTS = {
    "iso3": "code",
    "number": "number",
    "depositary": "depositary",
    "opened": "opened for signature",
    "inForce": "in force since",
    "ended": "ended",
    "since": "since",
    "until": "until",
    "statehoodFrom": "a state since",
    "statehoodUntil": "a state until",
}


def _facts(said: Mapping[str, Sequence[object]]) -> list[tuple[str, str]]:
    return [
        (words, str(getattr(said[name][0], "value", "")).rpartition("/id/")[2])
        for name, words in _FACTS.items()
        if said.get(name)
    ]


def _parts(reader: Reader, key: str) -> list[Link]:
    found = {
        quad.subject.value.partition("/id/")[2]
        for quad in reader.store.matching(predicate=tg("partOf"), object=thing(key))
        if hasattr(quad.subject, "value")
    }
    return sorted(
        (reader.link(each) for each in sorted(found)[:_TIED]), key=lambda each: each.label
    )


def _offices(reader: Reader, key: str) -> list[Held]:
    node = thing(key)
    rows = reader.store.select(
        f"SELECT DISTINCT ?claim {{ {{ ?claim tg:person {node} }} UNION {{ ?claim tg:of {node} }} }} "
        f"ORDER BY ?claim LIMIT {_TIED}"
    )
    found = []
    for row in rows:
        claim = reader.claim(key_of(row["claim"]))
        said = reader.values(thing(key_of(row["claim"])))
        if claim is not None and "person" in said:
            of = reader.link(key_of(said["of"][0])) if "of" in said else None
            found.append(
                Held(reader.link(key_of(said["person"][0])), text(said.get("role")), of, claim)
            )
    return sorted(found, key=lambda each: (each.person.label, each.role, each.said.key))


def _statements(reader: Reader, key: str) -> list[Said]:
    node = thing(key)
    rows = reader.store.select(
        f"SELECT DISTINCT ?claim {{ {{ ?claim tg:speaker {node} }} UNION {{ ?claim tg:about {node} . "
        f"?claim tg:stance ?s }} }} ORDER BY ?claim LIMIT {_TIED}"
    )
    return [claim for row in rows if (claim := reader.claim(key_of(row["claim"]))) is not None]
