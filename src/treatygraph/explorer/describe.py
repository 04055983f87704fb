"""What the graph says of one thing, as triples: the thing, and what is of use only with it."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, Triple

from treatygraph.explorer.negotiation import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Form
from treatygraph.rdf.terms import ACTS_GRAPH, DOCUMENT_GRAPHS, tg, thing
from treatygraph.store import GraphStore
from treatygraph.store.prefixes import ID, PREFIXES

FORMATS = {
    TURTLE: ox.RdfFormat.TURTLE,
    JSON_LD: ox.RdfFormat.JSON_LD,
    N_TRIPLES: ox.RdfFormat.N_TRIPLES,
    RDF_XML: ox.RdfFormat.RDF_XML,
}
_ACTS_SHOWN = 1_000
# From a claim, an act or an entity to what has no meaning without it.
_PARTS = ("evidence", "anchor", "claim", "exitClause", "entryClause")
_FOLLOWED = frozenset(
    (
        *(tg(name) for name in _PARTS),
        NamedNode("http://www.w3.org/ns/oa#hasSelector"),
        NamedNode("http://www.w3.org/2008/05/skos-xl#prefLabel"),
        NamedNode("http://www.w3.org/2008/05/skos-xl#altLabel"),
    )
)


def triples_about(store: GraphStore, node: NamedNode) -> list[Triple]:
    """What is said of a node, sorted: a document with all that is claimed in it; an act with its claims and
    disagreements; of a state, treaty, body or person the acts too, a thousand at most."""
    if node.value.startswith(ID + "document/"):
        graph = NamedNode(DOCUMENT_GRAPHS + node.value.removeprefix(ID + "document/"))
        quads: Iterator[Quad] = store.quads(graph)
    else:
        quads = itertools.chain(_whole(store, node), _acts(store, node))
    found = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    return sorted(found, key=str)


def _whole(store: GraphStore, node: NamedNode) -> Iterator[Quad]:
    waiting, seen = [node], {node}
    while waiting:
        for quad in store.matching(waiting.pop()):
            yield quad
            value = quad.object
            if quad.predicate in _FOLLOWED and isinstance(value, NamedNode) and value not in seen:
                seen.add(value)
                waiting.append(value)
    for quad in store.matching(predicate=tg("inAct"), object=node):
        if isinstance(quad.subject, NamedNode):
            yield from store.matching(quad.subject)


def _acts(store: GraphStore, node: NamedNode) -> Iterator[Quad]:
    links = (tg("party"), tg("object"))
    found = (
        quad.subject
        for link in links
        for quad in store.matching(predicate=link, object=node, graph=ACTS_GRAPH)
    )
    for act in itertools.islice(found, _ACTS_SHOWN):
        if isinstance(act, NamedNode):
            yield from store.matching(act, graph=ACTS_GRAPH)


def written(triples: list[Triple], form: Form) -> bytes:
    """Triples in one of the forms of RDF."""
    out = io.BytesIO()
    prefixes = None if form is N_TRIPLES else dict(PREFIXES)
    ox.serialize(triples, out, FORMATS[form], prefixes=prefixes)
    return out.getvalue()


def exists(store: GraphStore, key: str) -> bool:
    """Whether the graph says anything of a thing."""
    try:
        node = thing(key)
    except ValueError:
        return False
    return next(store.matching(node), None) is not None
