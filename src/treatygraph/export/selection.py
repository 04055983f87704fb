"""The part of a graph that is about one entity."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from treatygraph.store import GraphStore, find_entity, open_store
from treatygraph.store.prefixes import ID, PREF_LABEL, RDF_TYPE, TG

_TEXT = NamedNode(TG + "text")
_CLAIM = NamedNode(TG + "claim")
_IN_ACT = NamedNode(TG + "inAct")
_NAMING = tuple(
    NamedNode(TG + name)
    for name in ("party", "object", "by", "speaker", "about", "person", "of", "attribution")
)
# Parts of claims, acts and documents, told whole; what else they name gets its label and class.
_PARTS = ("act/", "anchor/", "claim/", "disagreement/", "document/", "evidence/", "name/", "run/")


def about_entity(store: GraphStore, about: str) -> GraphStore:
    """A graph in memory: the entity, its acts, all claims about these, their evidence and runs.

    Documents come with their metadata, without their text. Other entities that occur have their
    label and class, and the direct edges that tie them to this one. Named graphs are kept.
    ``about`` is a code, key, name or IRI. Raises QueryError if the graph has no such thing.
    """
    entity = find_entity(store, about)
    selected = open_store()
    selected.apply((), set(_quads_about(store, entity)))
    return selected


def _quads_about(store: GraphStore, entity: NamedNode) -> Iterator[Quad]:
    yield from store.matching(object=entity)
    whole: set[NamedNode] = {entity}
    named: set[NamedNode] = set()
    pending = [entity, *_tellers(store, entity)]
    pending += [act for node in pending for act in _subjects(store, _CLAIM, node)]
    pending += [node for act in pending for node in _subjects(store, _IN_ACT, act)]
    while pending:
        node = pending.pop()
        whole.add(node)
        for quad in store.matching(node):
            if quad.predicate == _TEXT:
                continue
            yield quad
            target = quad.object
            if not isinstance(target, NamedNode) or target in whole:
                continue
            if target.value.removeprefix(ID).startswith(_PARTS):
                whole.add(target)
                pending.append(target)
            else:
                named.add(target)
    named.update(q.subject for q in store.matching(object=entity) if _is_node(q))  # type: ignore[misc]  # as _is_node says
    for node in named - whole:
        for predicate in (RDF_TYPE, PREF_LABEL):
            yield from store.matching(node, NamedNode(predicate))


def _tellers(store: GraphStore, entity: NamedNode) -> list[NamedNode]:
    """The claims and acts that name the entity."""
    found = {node for predicate in _NAMING for node in _subjects(store, predicate, entity)}
    return sorted(found, key=lambda node: node.value)


def _subjects(store: GraphStore, predicate: NamedNode, target: NamedNode) -> list[NamedNode]:
    quads = store.matching(predicate=predicate, object=target)
    return [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]


def _is_node(quad: Quad) -> bool:
    return isinstance(quad.subject, NamedNode)
