"""The claims of a graph about one party and object, with all that belongs to them."""

from __future__ import annotations

from collections.abc import Container, Iterator

from pyoxigraph import NamedNode, Quad

from treatygraph.rdf.terms import key_of, thing
from treatygraph.store.digests import digest_about
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
    for claim, graph in _claims(store, party, target):
        if graph not in without:
            yield from whole_claim(store, claim, graph)


def _claims(
    store: GraphStore, party: NamedNode | None, target: NamedNode
) -> Iterator[tuple[NamedNode, NamedNode]]:
    """The claims with the graphs of their documents: by the digest, else by looking through all that is said
    of the object, of which there can be much."""
    digest = digest_about(store, key_of(party) if party is not None else "", key_of(target))
    if digest is not None:
        for told in digest.told:
            document = told.document.removeprefix("document/")
            yield thing(told.claim), NamedNode(DOCUMENT_GRAPHS + document)
        return
    for quad in store.matching(predicate=_OBJECT, object=target):
        graph, claim = quad.graph_name, quad.subject
        if not isinstance(graph, NamedNode) or not isinstance(claim, NamedNode):
            continue
        if graph.value.startswith(DOCUMENT_GRAPHS):
            named = next(store.matching(claim, _PARTY, graph=graph), None)
            if (named.object if named else None) == party:
                yield claim, graph


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
