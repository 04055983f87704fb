"""Two states, two treaties, or two days: where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from treatygraph.answers.status import parties_of, standings_of_state
from treatygraph.drawing.lines import Link
from treatygraph.errors import QueryError
from treatygraph.explorer.answering import Answer
from treatygraph.explorer.pages.reading import Reader
from treatygraph.explorer.pages.standing import day_of
from treatygraph.explorer.state import View
from treatygraph.law.standings import Interval
from treatygraph.reference.names import object_named, party_named


@dataclass(frozen=True)
class Difference:
    """What the two sides have with something: words, empty for nothing that is known."""

    other: Link
    left: str
    right: str


@dataclass(frozen=True)
class Compared:
    """The form, and what differs. ``alike`` counts what is the same on both sides."""

    left: str
    right: str
    left_on: str
    right_on: str
    problem: str
    names: tuple[str, str] | None
    differences: tuple[Difference, ...]
    alike: int


def compare_page(view: View, _: Mapping[str, str], params: Mapping[str, str]) -> Answer:
    """The form that compares, with what it found."""
    left, right = params.get("left", "").strip(), params.get("right", "").strip()
    on, then = params.get("on", "").strip(), params.get("then", "").strip()
    problem, alike = "", 0
    names: tuple[str, str] | None = None
    differences: list[Difference] = []
    if left:
        try:
            names, differences, alike = _compared(view, left, right or left, on, then or on)
        except QueryError as error:
            problem = str(error)
    day = str(day_of(None))
    data = Compared(
        left, right, on or day, then or on or day, problem, names, tuple(differences), alike
    )
    head = ("key", "label", "left", "right")
    rows = [(each.other.key, each.other.label, each.left, each.right) for each in differences]
    title = f"{names[0]} and {names[1]}" if names else "Compare"
    return Answer("compare.html", title, data, None, (head, rows))


def _compared(
    view: View, left: str, right: str, on: str, then: str
) -> tuple[tuple[str, str], list[Difference], int]:
    reader = Reader(view)
    first, second = _key(view, left), _key(view, right)
    days = day_of(on), day_of(then)
    if first.startswith("state/") != second.startswith("state/"):
        raise QueryError("Compare a state with a state, or a treaty or body with another")
    if first == second and days[0] == days[1]:
        raise QueryError("These are the same: name another state or treaty, or another day")
    one = _standings(view, first, days[0])
    other = _standings(view, second, days[1])
    keys = sorted(one.keys() | other.keys())
    found = []
    for key in keys:
        here, there = one.get(key), other.get(key)
        if (here and (here.standing, here.certain)) != (there and (there.standing, there.certain)):
            found.append(Difference(reader.link(key), _words(here), _words(there)))
    found.sort(key=lambda each: each.other.label.casefold())
    labels = [reader.link(key).label for key in (first, second)]
    names = (f"{labels[0]} on {days[0]}", f"{labels[1]} on {days[1]}")
    return names, found, len(keys) - len(found)


def _key(view: View, text: str) -> str:
    try:
        return party_named(view.names, text, view.store)
    except QueryError:
        return object_named(view.names, text, view.store)


def _standings(view: View, key: str, day: object) -> dict[str, Interval]:
    ground = view.ground()
    if key.startswith(("state/", "territory/")):
        return {p.object: p.interval for p in standings_of_state(ground, key, day)}  # type: ignore[arg-type]
    return {p.party: p.interval for p in parties_of(ground, key, day)}  # type: ignore[arg-type]


def _words(interval: Interval | None) -> str:
    if interval is None:
        return ""
    doubt = "" if interval.certain else ", not certain"
    return f"{interval.standing.words} since {interval.told_start}{doubt}"
