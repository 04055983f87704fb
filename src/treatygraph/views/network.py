"""The graph as a network: who did what to which treaty or body."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import networkx as nx

from treatygraph.views.acts import DrawnAct, Thing
from treatygraph.views.style import words

Network: TypeAlias = "nx.MultiDiGraph[str]"


def network(acts: Iterable[DrawnAct], about: Thing | None = None) -> Network:
    """Entities as nodes, acts as edges from the party to the object.

    Nodes, by ``Entity.key``, have their ``thing`` and ``acts``: those that have no party (an
    adoption, an entry into force). Edges, by the act's key, have their ``act``. The graph has
    ``about``: a key, or empty. Order is the same each time.
    """
    told = tuple(acts)
    things = {thing for act in told for thing in (act.party, act.object) if thing}
    alone: dict[str, tuple[DrawnAct, ...]] = {}
    for act in told:
        if act.party is None:
            alone[act.object.key] = (*alone.get(act.object.key, ()), act)
    graph: Network = nx.MultiDiGraph(about=about.key if about else "")
    for thing in sorted(things):
        graph.add_node(thing.key, thing=thing, acts=alone.get(thing.key, ()))
    for act in told:
        if act.party:
            graph.add_edge(act.party.key, act.object.key, key=act.key, act=act)
    return graph


def summary(graph: Network) -> str:
    """How much is in the picture, and how to read it, in a line."""
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    alone = sum(len(own) for _, own in graph.nodes(data="acts"))
    text = f"{_counted(nodes, 'entity', 'entities')}, {_counted(edges, 'act', 'acts')}"
    if alone:
        text += f", and {alone} of no party, without an arrow"
    return text + ". An arrow runs from the party to the treaty or body."


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def edge_words(graph: Network) -> dict[str, str]:
    """What stands at each edge, by its key: the kind of the act and its year."""
    return {
        key: f"{words(act.kind)} {act.date.year}" if act.date else words(act.kind)
        for _, _, key, act in graph.edges(keys=True, data="act")
    }
