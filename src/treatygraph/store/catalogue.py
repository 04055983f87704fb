"""The entities that a graph describes, looked up one by one: no catalogue is loaded for a single question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from treatygraph.catalogue.terms import KIND_OF
from treatygraph.model import Entity, EntityKind
from treatygraph.store.graph import GraphStore
from treatygraph.store.prefixes import ID, PREF_LABEL, RDF_TYPE, TG

_TYPE, _LABEL = NamedNode(RDF_TYPE), NamedNode(PREF_LABEL)
_PART_OF = NamedNode(TG + "partOf")
_UNLISTED = NamedNode(TG + "Unlisted")


class StoredCatalogue(Mapping[str, Entity]):
    """What graphs describe, by key, with kind, label and what it belongs to. What no catalogue lists is not in it.

    With ``graph``, only what this named graph says is looked at.
    """

    def __init__(self, *stores: GraphStore, graph: NamedNode | None = None) -> None:
        self._stores = stores
        self._graph = graph
        self._found: dict[str, Entity | None] = {}

    def __getitem__(self, key: str) -> Entity:
        if key not in self._found:
            self._found[key] = self._look_up(key)
        found = self._found[key]
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        try:
            return bool(self[str(key)])
        except KeyError:
            return False

    def __iter__(self) -> Iterator[str]:
        return iter(key for key, entity in self._found.items() if entity)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def label(self, key: str) -> str:
        """The name to show to people: the preferred label, unlisted or not; the code where there is none."""
        for store in self._stores:
            labels = sorted(
                quad.object.value
                for quad in store.matching(NamedNode(ID + key), _LABEL, graph=self._graph)
                if isinstance(quad.object, Literal)
            )
            if labels:
                return labels[0]
        return key.rpartition("/")[2]

    def _look_up(self, key: str) -> Entity | None:
        node = NamedNode(ID + key)
        for store in self._stores:
            types = {quad.object for quad in store.matching(node, _TYPE, graph=self._graph)}
            kinds = [
                KIND_OF[t.value] for t in types if isinstance(t, NamedNode) and t.value in KIND_OF
            ]
            if kinds and _UNLISTED not in types:
                kind = min(kinds, key=list(EntityKind).index)
                return Entity(key, kind, self.label(key), part_of=self._owner(node, store))
        return None

    def _owner(self, node: NamedNode, store: GraphStore) -> str | None:
        owners = (quad.object for quad in store.matching(node, _PART_OF, graph=self._graph))
        iris = sorted(o.value.removeprefix(ID) for o in owners if isinstance(o, NamedNode))
        return iris[0] if iris else None
