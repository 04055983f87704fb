"""The standings that a graph holds, and on whose word each of them is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from pyoxigraph import NamedNode

from treatygraph.law.standings import Interval
from treatygraph.rdf.standings import RECORD_STANDINGS_GRAPH, STANDINGS_GRAPH, read_interval
from treatygraph.rdf.terms import key_of, tg, thing
from treatygraph.reference.ground import StoreGround
from treatygraph.store import GraphStore
from treatygraph.store.binding import Term
from treatygraph.store.prefixes import PREF_LABEL

_SOURCE: Final = 5
_FROM_DOCUMENT: Final = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")


def graphs_of(ground: StoreGround) -> list[tuple[GraphStore, NamedNode]]:
    """Where standings are, in the order of their weight: what texts say too comes before the record alone."""
    stores = dict.fromkeys((ground.store, ground.reference))
    return [(s, g) for s in stores for g in (STANDINGS_GRAPH, RECORD_STANDINGS_GRAPH)]


def intervals_of(
    ground: StoreGround, *, party: str | None = None, target: str | None = None
) -> list[Interval]:
    """The intervals of a party (a key), a treaty or body (a key), or both, by object, party and start.

    Where two graphs tell of one pair, the one that rests on texts too is taken, and the other left out.
    Raises ValueError where neither is given.
    """
    if party is None and target is None:
        raise ValueError("name a party, a treaty or body, or both")
    values = {tg("object"): target, tg("party"): party}
    wanted: dict[NamedNode, Term] = {p: thing(key) for p, key in values.items() if key}
    told: dict[tuple[str, str], list[Interval]] = {}
    for store, graph in graphs_of(ground):
        here: dict[tuple[str, str], list[Interval]] = {}
        nodes = store.having(wanted, graph)
        store.foresee(partial(_all_of, nodes, graph))
        for node in nodes:
            each = read_interval(store.matching(node, graph=graph))
            here.setdefault((each.party, each.object), []).append(each)
        told = here | told
    found = [each for pair in told.values() for each in pair]
    return sorted(found, key=lambda i: (i.object, i.party, i.start))


def _all_of(
    nodes: Sequence[NamedNode], graph: NamedNode
) -> Iterator[tuple[NamedNode, None, None, NamedNode]]:
    return ((node, None, None, graph) for node in nodes)


def foresee_intervals(ground: StoreGround, pairs: Sequence[tuple[str, str]]) -> None:
    """Let a graph on a server be asked together for the intervals and names of parties and objects."""
    rows = [(thing(target), thing(party)) for party, target in pairs]
    for store, graph in graphs_of(ground):
        if store.remote is not None and rows:
            store.remote.foresee_having((tg("object"), tg("party")), rows, graph)
            label = NamedNode(PREF_LABEL)
            store.remote.foresee((node, label, None, None) for row in rows for node in row)


def words_for(ground: StoreGround, interval: Interval) -> tuple[str, ...]:
    """On whose word an interval is: the names of sources of the record and of documents, each once, sorted."""
    return tuple(sorted({name for key in interval.basis for name in _word(ground, key)}))


def _word(ground: StoreGround, key: str) -> Iterator[str]:
    if not key.startswith("claim/"):
        parts = key.split("/")
        yield parts[_SOURCE] if len(parts) > _SOURCE else key
        return
    for quad in ground.store.matching(thing(key), _FROM_DOCUMENT):
        if isinstance(quad.object, NamedNode):
            yield ground.document_name(key_of(quad.object).removeprefix("document/"))
