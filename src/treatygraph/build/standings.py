"""Which standings change when documents come and go, and how claims stand to the record: of the parties and objects that
they name, of what is the same for their parties (a body and its treaty), and of what one leaves together with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from treatygraph.build.foreseeing import foresee_standings
from treatygraph.catalogue.terms import CATALOGUE_GRAPH
from treatygraph.law.agreement import agreement
from treatygraph.law.participation import participation
from treatygraph.law.told import Told
from treatygraph.model import PartialDate
from treatygraph.rdf.agreement import AGREEMENT_GRAPH, agreement_quads
from treatygraph.rdf.record import IMPORTED_GRAPHS, RECORD_GRAPH, read_rows
from treatygraph.rdf.standings import (
    RECORD_STANDINGS_GRAPH,
    STALE,
    STANDINGS_GRAPH,
    interval_quads,
)
from treatygraph.rdf.terms import key_of, tg, thing
from treatygraph.reference.ground import StoreGround
from treatygraph.reference.imports import imported_graphs
from treatygraph.reference.lookup import RecordLookup
from treatygraph.store import GraphStore
from treatygraph.store.digests import refresh_digests

_PARTY, _OBJECT, _FOLLOWS = tg("party"), tg("object"), tg("follows")
_CATALOGUE = NamedNode(CATALOGUE_GRAPH)


@dataclass(frozen=True)
class Change:
    """Documents that are about to change: ``gone`` are the keys of those that go or are read again, ``told`` what
    claims of the new ones say, ``dates`` when these were published, by key."""

    gone: frozenset[str]
    told: tuple[Told, ...]
    dates: dict[str, PartialDate]


def standings_changed_by(
    store: GraphStore,
    reference: GraphStore,
    pairs: Iterable[tuple[str, str]],
    change: Change,
    lookup: RecordLookup | None = None,
) -> tuple[list[Quad], list[Quad]]:
    """What to remove from and add to the graphs of standings and of agreement with the record, for parties and objects
    that claims are about.

    Where no claim and no imported row is left, the standings are those of the record again, which are kept in a graph of their own. ``lookup`` finds what
    ``reference`` has, and remembers it from one change to the next.
    """
    ground = StoreGround(
        store,
        reference,
        without=change.gone,
        instead=change.told,
        dates=change.dates,
        lookup=lookup,
    )
    before: set[Quad] = set()
    after: set[Quad] = set()
    has_record = store.contains_graph(RECORD_GRAPH)
    imported = frozenset(
        graph.value.removeprefix(IMPORTED_GRAPHS) for graph in imported_graphs(store)
    )
    touched = sorted(_touched(ground, reference, pairs))
    foresee_standings(store, touched)
    for party, target in touched:
        before.update(_stored(store, party, target, STANDINGS_GRAPH))
        derived = participation(ground, party, target)
        before.update(_recorded(ground, party, target))
        before.update(_stored_agreement(ground, party, target))
        after.update(_agreement(ground, party, target))
        if any(_is_own(key, imported) for each in derived.intervals for key in each.basis):
            after.update(interval_quads(derived.intervals))
        elif has_record:
            after.update(interval_quads(derived.intervals, RECORD_STANDINGS_GRAPH))
    remove, add = before - after, after - before
    for quad in (*remove, *add):
        if quad.graph_name == RECORD_STANDINGS_GRAPH and quad.predicate == _OBJECT:
            ground.lookup.forget(key_of(quad.object), RECORD_STANDINGS_GRAPH)
    return list(remove), list(add)


def all_pairs(store: GraphStore) -> set[tuple[str, str]]:
    """Every party and object that acts of the graph, or rows that were imported, are about."""
    text = "SELECT DISTINCT ?party ?object WHERE { ?act a tg:Act ; tg:party ?party ; tg:object ?object }"
    found = {(key_of(row["party"]), key_of(row["object"])) for row in store.select(text)}
    rows = (row for graph in imported_graphs(store) for row in read_rows(store.quads(graph)))
    return found | {(row.party, row.object) for row in rows}


NOTHING = Change(frozenset(), (), {})


def settle(store: GraphStore) -> None:
    """Derive the standings of everything that texts or imported rows are about, and compare all claims with the
    record, if an interrupted change of the record, or of the rules, or an older format has left that undone."""
    if any(store.matching(STALE.subject, STALE.predicate, STALE.object, STANDINGS_GRAPH)):
        refresh_digests(store, anew=True)
        remove, add = standings_changed_by(store, store, all_pairs(store), NOTHING)
        store.apply([*remove, STALE], add)


def _is_own(key: str, imported: frozenset[str]) -> bool:
    """Whether a key is that of a claim or of a row that was imported: of what this graph has for itself."""
    return key.startswith("claim/") or not imported.isdisjoint(key.split("/")[5:6])


def _touched(
    ground: StoreGround, reference: GraphStore, pairs: Iterable[tuple[str, str]]
) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    waiting = list(pairs)
    while waiting:
        party, target = waiting.pop()
        if (party, target) in found:
            continue
        found.add((party, target))
        waiting += [(party, other) for other in ground.same_as(target)]
        waiting += [(party, other) for other in _followers(reference, target)]
    return found


def _followers(reference: GraphStore, target: str) -> Iterator[str]:
    """What is left together with a treaty or body."""
    for quad in reference.matching(predicate=_FOLLOWS, object=thing(target), graph=_CATALOGUE):
        yield key_of(quad.subject).removesuffix("/exit")


def _recorded(ground: StoreGround, party: str, target: str) -> Iterator[Quad]:
    """What the graph holds of the standings that follow from the record alone."""
    if ground.store is not ground.reference:
        yield from _stored(ground.store, party, target, RECORD_STANDINGS_GRAPH)
        return
    for node in ground.lookup.nodes(party, target, RECORD_STANDINGS_GRAPH):
        yield from ground.store.matching(node, graph=RECORD_STANDINGS_GRAPH)


def _agreement(ground: StoreGround, party: str, target: str) -> Iterator[Quad]:
    """How the claims about a party and an object stand to the record."""
    told = ground.told(party, target)
    if not told:
        return
    rows = [row for each in (target, *ground.same_as(target)) for row in ground.rows(party, each)]
    for claim in told:
        yield from agreement_quads(claim.claim, agreement(claim, rows))


def _stored_agreement(ground: StoreGround, party: str, target: str) -> Iterator[Quad]:
    for claim in ground.stored(party, target):
        yield from ground.store.matching(thing(claim.claim), graph=AGREEMENT_GRAPH)


def _stored(store: GraphStore, party: str, target: str, graph: NamedNode) -> Iterator[Quad]:
    for node in store.having({_OBJECT: thing(target), _PARTY: thing(party)}, graph):
        yield from store.matching(node, graph=graph)
