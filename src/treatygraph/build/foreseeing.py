"""What storing documents will look up, asked of a server in a few requests. On this machine nothing is done."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from treatygraph.ingest import Problem
from treatygraph.model import Document
from treatygraph.rdf import document_graph
from treatygraph.rdf.agreement import AGREEMENT_GRAPH
from treatygraph.rdf.digest import DIGEST_GRAPH, HAS_DIGEST, digest_node
from treatygraph.rdf.standings import RECORD_STANDINGS_GRAPH, STANDINGS_GRAPH
from treatygraph.rdf.terms import (
    ACTS_GRAPH,
    DERIVED_GRAPH,
    TYPE,
    dcterms,
    key_of,
    tg,
    thing,
)
from treatygraph.store import GraphStore
from treatygraph.store.digests import DIGEST_MARK, digest_about
from treatygraph.store.prefixes import PREF_LABEL

if TYPE_CHECKING:
    from treatygraph.store.remote import Pattern

_NAMED = (TYPE, NamedNode(PREF_LABEL), tg("partOf"))
Pair = tuple[NamedNode | None, NamedNode]

_AHEAD = 256
_PARTY, _OBJECT = tg("party"), tg("object")
_CHECKED = (TYPE, tg("actKind"), _PARTY, _OBJECT)
"""What the shapes ask of a node that a document only mentions."""


def known_ahead(
    store: GraphStore, run: NamedNode, items: Iterable[Document | Problem]
) -> Iterator[Document | Problem]:
    """The items, looked at some hundred ahead on a server: which of them a run has read is asked for together."""
    if store.remote is None:
        yield from items
        return
    iterator = iter(items)
    while some := list(itertools.islice(iterator, _AHEAD)):
        graphs = [document_graph(item) for item in some if isinstance(item, Document)]
        store.remote.foresee((run, None, None, graph) for graph in graphs)
        yield from some


def foresee_checks(store: GraphStore, quads: Iterable[Quad]) -> None:
    """What the check of documents against the shapes looks up of nodes that they mention."""
    nodes = {node for q in quads for node in (q.subject, q.object) if isinstance(node, NamedNode)}
    store.foresee(lambda: [(node, name, None, None) for node in nodes for name in _CHECKED])


def foresee_changes(store: GraphStore, quads: Iterable[Quad]) -> None:
    """What the check of acts and standings looks up: all of those that change, and what they mention."""
    if store.remote is None:
        return
    changed = list(quads)
    nodes = {quad.subject for quad in changed if isinstance(quad.subject, NamedNode)}
    store.foresee(lambda: [(node, None, None, None) for node in nodes])
    foresee_checks(store, [*changed, *(quad for node in nodes for quad in store.matching(node))])


def foresee_acts(store: GraphStore, pairs: Iterable[Pair]) -> None:
    """What concluding acts and standings of parties and objects anew looks up."""
    if store.remote is None:
        return
    listed = list(pairs)
    digests = [(digest_node(_key(party), key_of(target))) for party, target in listed]
    mark = DIGEST_MARK
    store.remote.foresee(
        [
            (mark.subject, mark.predicate, mark.object, DIGEST_GRAPH),
            *((digest, HAS_DIGEST, None, DIGEST_GRAPH) for digest in digests),
            *((party, None, target, DERIVED_GRAPH) for party, target in listed if party),
        ]
    )
    told = [
        each
        for party, target in listed
        for each in digest_about(store, _key(party), key_of(target)).told
    ]
    acts = {thing(each.act) for each in told}
    inside: list[Pattern] = [(None, tg("inAct"), act, ACTS_GRAPH) for act in acts]
    store.remote.foresee([*inside, *((act, None, None, ACTS_GRAPH) for act in acts)])
    found = [quad for pattern in inside for quad in store.remote.quads_for_pattern(*pattern)]
    store.remote.foresee((quad.subject, None, None, ACTS_GRAPH) for quad in found)
    dated = {each.document for each in told}
    store.remote.foresee((thing(key), dcterms("issued"), None, None) for key in dated)


def foresee_standings(store: GraphStore, pairs: Iterable[tuple[str, str]]) -> None:
    """What deriving standings of parties and objects looks up: those that are stored, digests, names, and how
    claims stand to the record."""
    listed = list(pairs)
    if store.remote is None or not listed:
        return
    nodes = {thing(key) for pair in listed for key in pair}
    store.remote.foresee(
        [
            *((digest_node(*pair), HAS_DIGEST, None, DIGEST_GRAPH) for pair in listed),
            *((node, name, None, None) for node in nodes for name in _NAMED),
        ]
    )
    claims = {each.claim for pair in listed for each in digest_about(store, *pair).told}
    store.remote.foresee((thing(claim), None, None, AGREEMENT_GRAPH) for claim in claims)
    for graph in (STANDINGS_GRAPH, RECORD_STANDINGS_GRAPH):
        store.remote.foresee_having(
            (_OBJECT, _PARTY), [(thing(target), thing(party)) for party, target in listed], graph
        )


def _key(party: NamedNode | None) -> str:
    return key_of(party) if party is not None else ""
