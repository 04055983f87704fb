"""The first page: what there is, what is new, what is under way, what is due, where sources disagree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from treatygraph.answers.due import due
from treatygraph.drawing.lines import ActLine, Link
from treatygraph.explorer.answering import Answer
from treatygraph.explorer.pages.reading import Reader
from treatygraph.explorer.state import View
from treatygraph.model import Status

_SHOWN = 8
_CLASSES = {
    "tg:Document": "documents",
    "tg:ActClaim": "claims of acts",
    "tg:StatementClaim": "statements",
    "tg:RoleClaim": "offices held",
    "tg:Act": "acts",
    "tg:Disagreement": "disagreements",
}


@dataclass(frozen=True)
class Dispute:
    """A disagreement in an act."""

    act: ActLine
    message: str


@dataclass(frozen=True)
class Coming:
    """A change of standing that is to come, in words. ``certain``: whether its day is."""

    day: str
    party: Link
    object: Link
    change: str
    certain: bool


@dataclass(frozen=True)
class Home:
    """What the first page tells. ``figures`` are counts with their words."""

    figures: tuple[tuple[str, int], ...]
    latest: tuple[ActLine, ...]
    under_way: tuple[ActLine, ...]
    disputes: tuple[Dispute, ...]
    due: tuple[Coming, ...]


def home(view: View, _: Mapping[str, str], __: Mapping[str, str]) -> Answer:
    """The first page."""
    reader = Reader(view)
    counted = counts(view)
    done = view.acts.of_status((Status.DONE,), _SHOWN)
    way = view.acts.of_status((Status.UNDERWAY, Status.PROPOSED), _SHOWN)
    data = Home(
        tuple((words, counted[name]) for name, words in _CLASSES.items()),
        tuple(map(reader.line, done)),
        tuple(map(reader.line, way)),
        tuple(_disputes(view, reader)),
        tuple(_coming(view, _today())),
    )
    return Answer("home.html", "Treatygraph", data)


def _disputes(view: View, reader: Reader) -> list[Dispute]:
    """The disagreements in the latest acts that have some."""
    found = dict(view.acts.disputes)
    entries = [entry for key in found if (entry := view.acts.get(key)) is not None]
    latest = sorted(entries, key=lambda entry: entry.order, reverse=True)[:_SHOWN]
    return [Dispute(reader.line(entry), found[entry.key]) for entry in latest]


def _today() -> dt.date:
    return dt.date.today()


def _coming(view: View, today: dt.date) -> list[Coming]:
    """The next changes of standing; looked up once a day for each state of the graph."""
    found = view.once.get(f"due {today}")
    if not isinstance(found, list):
        found = [
            Coming(
                str(each.day),
                Link(each.party, each.party_label),
                Link(each.object, each.object_label),
                each.change,
                each.certain,
            )
            for each in due(view.ground(), today)[:_SHOWN]
        ]
        view.once[f"due {today}"] = found
    return found


def counts(view: View) -> dict[str, int]:
    """How much is in the graph, by class and in statements; counted once for each state of it."""
    found = view.once.get("counts")
    if not isinstance(found, dict):
        reader = Reader(view)
        found = {name: reader.count(f"?x a {name}") for name in _CLASSES}
        found["statements"] = len(view.store)
        view.once["counts"] = found
    return found
