"""Intervals of standing as quads, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.catalogue.terms import BASE, XSD
from treatygraph.law.standings import Interval, Standing
from treatygraph.model import PartialDate
from treatygraph.rdf.terms import TYPE, date_literal, key_of, tg, thing

STANDINGS_GRAPH: Final = NamedNode(BASE + "graph/standings")
RECORD_STANDINGS_GRAPH: Final = NamedNode(BASE + "graph/standings/record")

STALE: Final = Quad(STANDINGS_GRAPH, tg("contentHash"), Literal("stale"), STANDINGS_GRAPH)
"""What a graph says while its standings do not follow yet from the record that it holds. It goes with the
transaction that derives them, so that what was interrupted in between is known."""

_BOOLEAN: Final = NamedNode(XSD + "boolean")
_PARTIAL: Final = 10


def interval_quads(
    intervals: Iterable[Interval], graph: NamedNode = STANDINGS_GRAPH
) -> Iterator[Quad]:
    """What the graph says of intervals. Those that follow from the record alone are in a graph of their own."""
    for each in intervals:
        node = thing(each.key)
        yield Quad(node, TYPE, tg("Standing"), graph)
        yield Quad(node, tg("party"), thing(each.party), graph)
        yield Quad(node, tg("object"), thing(each.object), graph)
        yield Quad(node, tg("standing"), thing(f"standing-kind/{each.standing.value}"), graph)
        yield Quad(node, tg("from"), date_literal(PartialDate.of(each.start)), graph)
        if each.end is not None:
            yield Quad(node, tg("to"), date_literal(PartialDate.of(each.end)), graph)
        if len(str(each.told)) < _PARTIAL:
            yield Quad(node, tg("told"), date_literal(each.told), graph)
        certain = Literal("true" if each.certain else "false", datatype=_BOOLEAN)
        yield Quad(node, tg("certain"), certain, graph)
        yield Quad(node, tg("byRule"), thing(f"rule/{each.rule}"), graph)
        yield Quad(node, tg("article"), Literal(each.article), graph)
        for key in each.basis:
            yield Quad(node, tg("restsOn"), thing(key), graph)


def read_interval(quads: Iterable[Quad]) -> Interval:
    """The interval that quads of one node tell. Raises ValueError where they are not whole."""
    told: dict[str, list[str]] = {}
    node = ""
    for quad in quads:
        if isinstance(quad.object, NamedNode | Literal) and isinstance(quad.subject, NamedNode):
            node = quad.subject.value
            told.setdefault(quad.predicate.value, []).append(quad.object.value)

    def one(name: str) -> str | None:
        return next(iter(told.get(tg(name).value, ())), None)

    def needed(name: str) -> str:
        found = one(name)
        if found is None:
            raise ValueError(f"the standing {node} has no tg:{name}")
        return found

    start, end = needed("from"), one("to")
    return Interval(
        key_of(NamedNode(needed("party"))),
        key_of(NamedNode(needed("object"))),
        Standing(needed("standing").rpartition("/")[2]),
        dt.date.fromisoformat(start),
        dt.date.fromisoformat(end) if end is not None else None,
        needed("certain") == "true",
        PartialDate.parse(one("told") or start),
        needed("byRule").rpartition("/")[2],
        needed("article"),
        tuple(sorted(key_of(NamedNode(value)) for value in told.get(tg("restsOn").value, ()))),
    )
