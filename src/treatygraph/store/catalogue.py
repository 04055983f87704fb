"""The entities that a graph describes, looked up one by one: no catalogue is loaded for a single question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from treatygraph.catalogue.terms import KIND_OF
from treatygraph.model import Entity, EntityKind
from treatygraph.store.graph import GraphStore
from treatygraph.store.prefixes import ID, PREF_LABEL, RDF_TYPE, TG

_TYPE, _LABEL = NamedNode(RDF_TYPE), NamedNode(PREF_LABEL)
_UNLISTED = NamedNode(TG + "Unlisted")


class StoredCatalogue(Mapping[str, Entity]):
    """What graphs describe, by key, with kind and label. What no catalogue lists is not in it."""

    def __init__(self, *stores: GraphStore) -> None:
        self._stores = stores
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
                for quad in store.matching(NamedNode(ID + key), _LABEL)
                if isinstance(quad.object, Literal)
            )
            if labels:
                return labels[0]
        return key.rpartition("/")[2]

    def _look_up(self, key: str) -> Entity | None:
        node = NamedNode(ID + key)
        for store in self._stores:
            types = {quad.object for quad in store.matching(node, _TYPE)}
            kinds = [
                KIND_OF[t.value] for t in types if isinstance(t, NamedNode) and t.value in KIND_OF
            ]
            if kinds and _UNLISTED not in types:
                return Entity(key, min(kinds, key=list(EntityKind).index), self.label(key))
        return None
