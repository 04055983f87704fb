"""Putting a user's rows into a graph: all or nothing, with the standings that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.build.standings import NOTHING, settle, standings_changed_by
from treatygraph.catalogue.terms import SKOS
from treatygraph.model import PartialDate
from treatygraph.rdf.record import read_rows, recorded_by, row_triples
from treatygraph.rdf.standings import STALE
from treatygraph.rdf.terms import TYPE, date_literal, dcterms, tg, thing
from treatygraph.record import RecordRow
from treatygraph.reference.ground import StoreGround
from treatygraph.reference.imports import imported_graph
from treatygraph.store import GraphStore


@dataclass(frozen=True)
class Source:
    """Who says so: ``name`` is part of IRIs; the rest is for people."""

    name: str
    title: str
    address: str = ""
    licence: str = ""
    as_of: PartialDate | None = None


@dataclass(frozen=True)
class Conflict:
    """A new row and one that the graph has with another date for the same act."""

    new: RecordRow
    known: RecordRow


@dataclass(frozen=True)
class Import:
    """What an import changes. ``known`` are rows that the graph has from this source already, ``gone`` those
    that it had and that the table has no longer."""

    new: tuple[RecordRow, ...]
    known: tuple[RecordRow, ...]
    gone: tuple[RecordRow, ...]
    confirmed: int
    conflicts: tuple[Conflict, ...]

    @property
    def changes(self) -> bool:
        """Whether anything changes."""
        return bool(self.new or self.gone)


def plan_import(store: GraphStore, rows: Sequence[RecordRow], source: Source) -> Import:
    """What it would change to let a graph hold exactly these rows of a source. The graph is not changed."""
    before = {row.key: row for row in read_rows(store.quads(imported_graph(source.name)))}
    after = {row.key: row for row in rows}
    new = tuple(row for key, row in after.items() if key not in before)
    ground = StoreGround(store)
    confirmed = 0
    conflicts: list[Conflict] = []
    for row in new:
        others = [
            other
            for other in ground.rows(row.party, row.object)
            if other.kept and other.source != source.name and _same_act(row, other)
        ]
        if any(row.date.agrees_with(other.date) for other in others):
            confirmed += 1
        elif others:
            nearest = min(others, key=lambda o: abs((o.date.first - row.date.first).days))
            conflicts.append(Conflict(row, nearest))
    return Import(
        new,
        tuple(row for key, row in after.items() if key in before),
        tuple(row for key, row in before.items() if key not in after),
        confirmed,
        tuple(conflicts),
    )


def _same_act(row: RecordRow, other: RecordRow) -> bool:
    return row.action is other.action or (row.action.is_consent and other.action.is_consent)


def import_rows(store: GraphStore, rows: Sequence[RecordRow], source: Source) -> int:
    """Let a graph hold exactly these rows of a source, and the standings that follow.

    Returns how many standings of a party and an object were derived again.
    """
    settle(store)
    graph = imported_graph(source.name)
    old = set(store.quads(graph))
    new = {*_source_quads(source, graph), *recorded_by(rows, graph)} | {
        Quad(triple.subject, triple.predicate, triple.object, graph)
        for row in rows
        for triple in row_triples(row)
    }
    changed = set(read_rows(old)) ^ set(rows)
    pairs = {(row.party, row.object) for row in changed}
    # The standings are derived from what the graph holds, so that the rows go in first, with a mark that says so.
    # If the process is killed in between, whoever writes next does the rest; if it fails, the rows come out again.
    store.apply(old - new, [*(new - old), STALE])
    try:
        remove, add = standings_changed_by(store, store, pairs, NOTHING)
        store.apply([*remove, STALE], add)
    except BaseException:
        store.apply([*(new - old), STALE], old - new)
        raise
    return len(pairs)


def _source_quads(source: Source, graph: NamedNode) -> Iterable[Quad]:
    node = thing(f"source/{source.name}")
    yield Quad(node, TYPE, tg("Source"), graph)
    yield Quad(node, NamedNode(SKOS + "prefLabel"), Literal(source.title, language="en"), graph)
    if source.address:
        yield Quad(node, dcterms("references"), NamedNode(source.address), graph)
    if source.licence:
        yield Quad(node, dcterms("rights"), Literal(source.licence, language="en"), graph)
    if source.as_of is not None:
        yield Quad(node, tg("asOf"), date_literal(source.as_of), graph)
