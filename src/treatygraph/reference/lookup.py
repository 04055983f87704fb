"""The nodes of the record by party and object, for who asks for many of them."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import NamedNode

from treatygraph.rdf.terms import key_of, tg, thing
from treatygraph.store import GraphStore

_PARTY, _OBJECT = tg("party"), tg("object")


class RecordLookup:
    """Finds rows and standings, and remembers all that a graph has about an object once it was asked about one
    party: a build asks about the same treaties and bodies again and again.

    Who changes what is said about an object must have it forgotten. On a server nothing is remembered, since
    there it is asked for together (`GraphStore.foresee`).
    """

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self._known: dict[tuple[str, NamedNode], dict[str, list[NamedNode]]] = {}

    def nodes(self, party: str, target: str, graph: NamedNode) -> list[NamedNode]:
        """The nodes of a graph that are about a party and an object, given by their keys; sorted."""
        if self.store.remote is not None:
            return self.store.having({_OBJECT: thing(target), _PARTY: thing(party)}, graph)
        known = self._known.get((target, graph))
        if known is None:
            known = self._known[target, graph] = self._read(target, graph)
        return known.get(party, [])

    def forget(self, target: str, graph: NamedNode) -> None:
        """What a graph says about an object is about to change."""
        self._known.pop((target, graph), None)

    def _read(self, target: str, graph: NamedNode) -> dict[str, list[NamedNode]]:
        found: dict[str, list[NamedNode]] = defaultdict(list)
        rows = self.store.select(
            f"SELECT ?node ?party {{ GRAPH {graph} {{ ?node {_OBJECT} {thing(target)} ; {_PARTY} ?party }} }}"
        )
        for row in rows:
            node = row["node"]
            if isinstance(node, NamedNode):
                found[key_of(row["party"])].append(node)
        return {party: sorted(nodes, key=lambda node: node.value) for party, nodes in found.items()}
