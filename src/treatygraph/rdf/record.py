"""Rows of the official record as triples, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from treatygraph.catalogue.terms import BASE
from treatygraph.model import PartialDate
from treatygraph.rdf.terms import TYPE, date_literal, dcterms, key_of, tg, thing
from treatygraph.record import MembershipStatus, RecordAction, RecordRow

RECORD_GRAPH: Final = NamedNode(BASE + "graph/record")
IMPORTED_GRAPHS: Final = BASE + "graph/record/"

_ROW, _PARTY, _OBJECT, _ACTION = tg("RecordRow"), tg("party"), tg("object"), tg("recordAction")
_DATE, _UNTIL, _MEMBERSHIP = tg("date"), tg("until"), tg("membershipStatus")
_ALSO, _NOTE, _AGAINST = tg("alsoIn"), tg("note"), tg("setAsideFor")
_SOURCE = dcterms("source")
RECORDED_BY = tg("recordedBy")


def row_triples(row: RecordRow) -> Iterator[Triple]:
    """What the graph says of a row."""
    node = thing(row.key)
    yield Triple(node, TYPE, _ROW)
    yield Triple(node, _PARTY, thing(row.party))
    yield Triple(node, _OBJECT, thing(row.object))
    yield Triple(node, _ACTION, thing(f"record-action/{row.action.value}"))
    yield Triple(node, _DATE, date_literal(row.date))
    yield Triple(node, _SOURCE, thing(f"source/{row.source}"))
    if row.until is not None:
        yield Triple(node, _UNTIL, date_literal(row.until))
    if row.membership is not None:
        yield Triple(node, _MEMBERSHIP, Literal(row.membership.value))
    for name in row.also_in:
        yield Triple(node, _ALSO, thing(f"source/{name}"))
    if row.note:
        yield Triple(node, _NOTE, Literal(row.note))
    if row.against is not None:
        yield Triple(node, _AGAINST, thing(row.against))


def recorded_by(rows: Iterable[RecordRow], graph: NamedNode) -> set[Quad]:
    """Which sources have rows for which treaty or body: told for itself, since an answer asks for it."""
    return {
        Quad(thing(row.object), RECORDED_BY, thing(f"source/{row.source}"), graph) for row in rows
    }


def read_rows(quads: Iterable[Quad | Triple]) -> list[RecordRow]:
    """The rows that are told in quads or triples, sorted by key; what else is told is passed over.

    Raises ValueError for a row that is not whole.
    """
    told: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = {}
    rows: set[NamedNode] = set()
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            continue
        if quad.predicate == TYPE:
            if value == _ROW:
                rows.add(subject)
            continue
        told.setdefault(subject, {}).setdefault(quad.predicate, []).append(value)
    return sorted((_row(node, told.get(node, {})) for node in rows), key=lambda row: row.key)


def _row(node: NamedNode, told: dict[NamedNode, list[NamedNode | Literal]]) -> RecordRow:
    def one(predicate: NamedNode) -> NamedNode | Literal | None:
        return next(iter(told.get(predicate, ())), None)

    def needed(predicate: NamedNode) -> NamedNode | Literal:
        found = one(predicate)
        if found is None:
            raise ValueError(f"the row {node.value} has no {predicate.value}")
        return found

    until, membership, note, against = one(_UNTIL), one(_MEMBERSHIP), one(_NOTE), one(_AGAINST)
    return RecordRow(
        party=key_of(needed(_PARTY)),
        object=key_of(needed(_OBJECT)),
        action=RecordAction(needed(_ACTION).value.rpartition("/")[2]),
        date=PartialDate.parse(needed(_DATE).value),
        source=key_of(needed(_SOURCE)).removeprefix("source/"),
        until=PartialDate.parse(until.value) if until is not None else None,
        membership=MembershipStatus(membership.value) if membership is not None else None,
        also_in=tuple(sorted(key_of(v).removeprefix("source/") for v in told.get(_ALSO, ()))),
        note=note.value if note is not None else "",
        kept=against is None,
        against=key_of(against) if against is not None else None,
    )
