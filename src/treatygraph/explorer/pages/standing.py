"""Bound or not on a day, with the reasons; and all standings of a state, or under a treaty, on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from treatygraph.answers.status import Place, Status, parties_of, standings_of_state, status
from treatygraph.answers.telling import status_json
from treatygraph.drawing.lines import Link
from treatygraph.errors import QueryError
from treatygraph.explorer.answering import Answer
from treatygraph.explorer.pages.reading import Reader
from treatygraph.explorer.state import View
from treatygraph.law.standings import Answer as Bound
from treatygraph.law.standings import Standing
from treatygraph.model import PartialDate
from treatygraph.rdf.terms import thing
from treatygraph.reference.names import object_named, party_named


@dataclass(frozen=True)
class Asked:
    """The form: what was asked, in the words of the reader, and the answer, if there is one."""

    party: str
    on: str
    problem: str
    answer: dict[str, object] | None
    object: str


@dataclass(frozen=True)
class Line:
    """One standing in a list."""

    other: Link
    standing: Standing
    answer: Bound
    since: str
    until: str
    certain: bool


@dataclass(frozen=True)
class Standings:
    """All standings of a state on a day, or all parties of a treaty or members of a body; ``counts`` by standing."""

    of: Link
    on: str
    is_state: bool
    lines: tuple[Line, ...]
    counts: tuple[tuple[str, int], ...]


def day_of(text: str | None) -> dt.date:
    """A day as it is written in a form; today where nothing is. Raises QueryError."""
    if not text:
        return dt.date.today()
    try:
        date = PartialDate.parse(text.strip())
    except ValueError as error:
        raise QueryError(str(error)) from error
    if not date.day:
        raise QueryError(f"{text}: give a day, such as {date.first}")
    return date.first


def found_status(view: View, params: Mapping[str, str]) -> Status:
    """The status that is asked for. Raises QueryError for what cannot be understood."""
    party, target = params.get("party", ""), params.get("object", "")
    on = day_of(params.get("on"))
    return status(
        view.ground(),
        party_named(view.names, party, view.store),
        object_named(view.names, target, view.store),
        on,
    )


def status_page(view: View, _: Mapping[str, str], params: Mapping[str, str]) -> Answer:
    """The form that asks whether a state is bound, with the answer."""
    party, target = params.get("party", "").strip(), params.get("object", "").strip()
    on = params.get("on", "").strip()
    answer, problem = None, ""
    if party and target:
        try:
            answer = status_json(found_status(view, params))
        except QueryError as error:
            problem = str(error)
    data = Asked(party, on or str(dt.date.today()), problem, answer, target)
    title = "Bound or not"
    if answer is not None:
        title = f"{answer['party_label']}, {answer['object_label']}: {answer['answer']}"
    return Answer("status.html", title, data)


def standings_page(view: View, parts: Mapping[str, str], params: Mapping[str, str]) -> Answer:
    """All standings of a state on a day, or all who stand to a treaty or body. Raises HTTPException (404)."""
    reader = Reader(view)
    key = reader.known(parts["key"])
    on = day_of(params.get("on"))
    is_state = key.startswith(("state/", "territory/"))
    ground = view.ground()
    places = standings_of_state(ground, key, on) if is_state else parties_of(ground, key, on)
    lines = [_line(reader, place, is_state=is_state) for place in places]
    lines.sort(key=lambda each: (each.other.label.casefold(), each.other.key))
    wanted = params.get("standing", "")
    counts = [(s.words, sum(each.standing is s for each in lines)) for s in Standing]
    shown = [each for each in lines if not wanted or each.standing.words == wanted]
    data = Standings(
        reader.link(key), str(on), is_state, tuple(shown), tuple((w, n) for w, n in counts if n)
    )
    head = ("key", "label", "standing", "answer", "since", "until", "certain")
    rows = [
        (e.other.key, e.other.label, e.standing.words, e.answer.value, e.since, e.until, e.certain)
        for e in shown
    ]
    title = f"{data.of.label}: {'standings' if is_state else 'parties'} on {on}"
    return Answer("standings.html", title, data, thing(key), (head, rows))


def _line(reader: Reader, place: Place, *, is_state: bool) -> Line:
    interval = place.interval
    return Line(
        reader.link(place.object if is_state else place.party),
        interval.standing,
        interval.answer,
        interval.told_start,
        str(interval.end) if interval.end else "",
        interval.certain,
    )
