"""The first page: what there is, what is new, what is under way, where sources disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from treatygraph.explorer.answering import Answer
from treatygraph.explorer.pages.reading import ActLine, Reader
from treatygraph.explorer.state import View
from treatygraph.reference.files import beside

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
class Home:
    """What the first page tells. ``figures`` are counts with their words."""

    figures: tuple[tuple[str, int], ...]
    latest: tuple[ActLine, ...]
    under_way: tuple[ActLine, ...]
    disputes: tuple[Dispute, ...]


def home(view: View, _: Mapping[str, str], __: Mapping[str, str]) -> Answer:
    """The first page."""
    reader = Reader(view)
    counted = counts(view)
    done = reader.act_keys(
        "?act tg:status <https://w3id.org/treatygraph/id/status/done> .", limit=_SHOWN
    )
    way = reader.act_keys(
        "VALUES ?status { <https://w3id.org/treatygraph/id/status/underway> "
        "<https://w3id.org/treatygraph/id/status/proposed> } ?act tg:status ?status .",
        limit=_SHOWN,
    )
    data = Home(
        tuple((words, counted[name]) for name, words in _CLASSES.items()),
        tuple(reader.acts(done)),
        tuple(reader.acts(way)),
        tuple(_disputes(reader)),
    )
    return Answer("home.html", "Treatygraph", data)


def _disputes(reader: Reader) -> list[Dispute]:
    rows = reader.store.select(
        "SELECT DISTINCT ?act ?message { ?node tg:inAct ?act ; tg:message ?message . "
        f"OPTIONAL {{ ?act tg:date ?date }} }} ORDER BY DESC(STR(?date)) ?act LIMIT {_SHOWN}"
    )
    found = [(row["act"].value.partition("/id/")[2], row["message"].value) for row in rows]
    return [Dispute(act, message) for key, message in found if (act := reader.act(key))]


def counts(view: View) -> dict[str, int]:
    """How much is in the graph, by class and in statements; counted once for each state of it."""
    found = view.once.get("counts")
    if not isinstance(found, dict):
        reader = Reader(view)
        found = {name: reader.count(f"?x a {name}") for name in _CLASSES}
        found["statements"] = sum(1 for _ in view.store.without(beside()).quads())
        view.once["counts"] = found
    return found
