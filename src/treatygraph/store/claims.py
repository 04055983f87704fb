"""A claim of a graph with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from treatygraph.store.graph import GraphStore
from treatygraph.store.prefixes import ID, RDF_TYPE

_DOCUMENTS = ID + "document/"
_PROV = "http://www.w3.org/ns/prov#"
_NOT_FOLLOWED = {
    NamedNode(_PROV + "wasDerivedFrom"),
    NamedNode(_PROV + "wasGeneratedBy"),
    NamedNode(RDF_TYPE),
}


def whole_claim(store: GraphStore, claim: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    """The quads of a claim in the graph of its document, with evidence, anchors and what only they describe."""
    waiting, seen = [claim], {claim}
    while waiting:
        node = waiting.pop()
        for quad in store.matching(node, graph=graph):
            yield quad
            value = followed(quad)
            if value is not None and value not in seen:
                seen.add(value)
                waiting.append(value)


def followed(quad: Quad) -> NamedNode | None:
    """The node that belongs to a claim as well where the quad does, if there is one."""
    value = quad.object
    if (
        isinstance(value, NamedNode)
        and quad.predicate not in _NOT_FOLLOWED
        and not value.value.startswith(_DOCUMENTS)
    ):
        return value
    return None
