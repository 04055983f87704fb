"""The graph as a network: who did what to which treaty or body."""

from __future__ import annotations

from typing import TypeAlias

import networkx as nx

from treatygraph.store import GraphStore
from treatygraph.views.acts import DrawnAct, Thing, find_acts, find_thing

Network: TypeAlias = "nx.MultiDiGraph[str]"


def network(store: GraphStore, about: str | None = None) -> Network:
    """Entities as nodes, acts as edges from the party to the object.

    Nodes, by ``Entity.key``, have ``kind``, ``label`` and ``acts``: those that have no party (an
    adoption, an entry into force), as ``kind, status, date`` texts. Edges, by the act's key, have
    ``kind``, ``status``, ``date`` (a text, empty where none is stated) and ``quotes``, each the
    sentence and where it stands. The graph has ``about``: a key, or empty. Order is the same each time.

    ``about`` is an entity by IRI, key, code or name; raises QueryError if there is no such entity.
    """
    acts = find_acts(store, about)
    middle = find_thing(store, about) if about else None
    things = {thing for act in acts for thing in (act.party, act.object) if thing}
    if middle:
        things.add(middle)
    graph: Network = nx.MultiDiGraph(about=middle.key if middle else "")
    for thing in sorted(things):
        _add_node(graph, thing)
    for act in acts:
        if act.party is None:
            graph.nodes[act.object.key]["acts"].append(
                (act.kind.value, act.status.value, str(act.date or ""))
            )
        else:
            _add_edge(graph, act, act.party)
    return graph


def _add_node(graph: Network, thing: Thing) -> None:
    graph.add_node(thing.key, kind=thing.kind.value, label=thing.label, acts=[])


def _add_edge(graph: Network, act: DrawnAct, party: Thing) -> None:
    graph.add_edge(
        party.key,
        act.object.key,
        key=act.key,
        kind=act.kind.value,
        status=act.status.value,
        date=str(act.date or ""),
        quotes=[(quote.text, quote.source) for quote in act.quotes],
    )
