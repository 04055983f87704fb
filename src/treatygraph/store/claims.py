"""The claims of a graph about one party and object, with all that belongs to them."""

from __future__ import annotations

from collections.abc import Container, Iterator

from pyoxigraph import NamedNode, Quad

from treatygraph.store.graph import GraphStore
from treatygraph.store.prefixes import GRAPH, ID, RDF_TYPE, TG

DOCUMENT_GRAPHS = GRAPH + "document/"

_PARTY, _OBJECT = NamedNode(TG + "party"), NamedNode(TG + "object")
_DOCUMENTS = ID + "document/"
_PROV = "http://www.w3.org/ns/prov#"
_NOT_FOLLOWED = {
    NamedNode(_PROV + "wasDerivedFrom"),
    NamedNode(_PROV + "wasGeneratedBy"),
    NamedNode(RDF_TYPE),
}


def claims_about(
    store: GraphStore, party: NamedNode | None, target: NamedNode, without: Container[object] = ()
) -> Iterator[Quad]:
    """The quads of the act claims about a party (None: those without one) and an object, each with its
    evidence, anchors and what it names that no catalogue describes; ``without`` are graphs to leave out."""
    for quad in store.matching(predicate=_OBJECT, object=target):
        graph, claim = quad.graph_name, quad.subject
        if not isinstance(graph, NamedNode) or not isinstance(claim, NamedNode):
            continue
        if not graph.value.startswith(DOCUMENT_GRAPHS) or graph in without:
            continue
        named = next(store.matching(claim, _PARTY, graph=graph), None)
        if (named.object if named else None) == party:
            yield from _whole(store, claim, graph)


def _whole(store: GraphStore, claim: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    waiting, seen = [claim], {claim}
    while waiting:
        node = waiting.pop()
        for quad in store.matching(node, graph=graph):
            yield quad
            value = quad.object
            if (
                isinstance(value, NamedNode)
                and quad.predicate not in _NOT_FOLLOWED
                and value not in seen
                and not value.value.startswith(_DOCUMENTS)
            ):
                seen.add(value)
                waiting.append(value)
