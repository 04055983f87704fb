"""Which acts change when documents come and go: only those of the parties and objects they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.build.foreseeing import foresee_acts
from treatygraph.build.standings import Change, standings_changed_by
from treatygraph.model import ActClaim, Catalogue, PartialDate
from treatygraph.rdf import act_quads, derived_quads, read_claims
from treatygraph.rdf.digest import (
    DIGEST_GRAPH,
    HAS_DIGEST,
    digest_node,
    digest_quads,
    digests,
)
from treatygraph.rdf.terms import (
    ACTS_GRAPH,
    DERIVED_GRAPH,
    dcterms,
    key_of,
    tg,
    thing,
)
from treatygraph.resolve import resolve
from treatygraph.store import GraphStore
from treatygraph.store.claims import claims_about
from treatygraph.store.digests import digest_about

Pair = tuple[NamedNode | None, NamedNode]

_ACT_CLAIM, _PARTY, _OBJECT = tg("ActClaim"), tg("party"), tg("object")


def acts_changed_by(
    store: GraphStore,
    reference: GraphStore,
    catalogue: Catalogue,
    old: Iterable[Quad],
    new: Iterable[Quad],
) -> tuple[list[Quad], list[Quad]]:
    """What to remove from and add to the graphs of acts, of direct edges, of standings and of the digest when the ``old``
    quads of documents give way to the ``new`` ones. ``reference`` holds catalogue and record, the store or
    another. Neither is changed."""
    gone, come = set(old), list(new)
    pairs = _pairs([*gone, *come])
    if not pairs:
        return [], []
    leaving = {quad.graph_name for quad in gone} | {quad.graph_name for quad in come}
    foresee_acts(store, pairs, leaving)
    claims = {
        claim.hash: claim
        for quads in (
            (quad for pair in pairs for quad in claims_about(store, *pair, leaving)),
            come,
        )
        for claim in read_claims(quads, catalogue)
        if isinstance(claim, ActClaim)
    }
    touched = [claim for claim in claims.values() if _pair_of(claim) in _keys(pairs)]
    acts = resolve(touched)
    after = {*act_quads(acts), *derived_quads(acts), *digest_quads(digests(acts, claims))}
    before = set(_acts_in_store(store, pairs))
    named = {(key_of(party), key_of(target)) for party, target in pairs if party is not None}
    change = Change(frozenset(leaving), tuple(_come(come, catalogue)), _dates(come))
    remove, add = standings_changed_by(store, reference, named, change)
    return [*(before - after), *remove], [*(after - before), *add]


def _come(quads: Iterable[Quad], catalogue: Catalogue) -> Iterator[ActClaim]:
    return (claim for claim in read_claims(quads, catalogue) if isinstance(claim, ActClaim))


def _dates(quads: Iterable[Quad]) -> dict[str, PartialDate]:
    """When documents were published, by hash."""
    return {
        key_of(quad.subject).removeprefix("document/"): PartialDate.parse(quad.object.value)
        for quad in quads
        if quad.predicate == dcterms("issued") and isinstance(quad.object, Literal)
    }


def _pairs(quads: Iterable[Quad]) -> set[Pair]:
    """The parties and objects that the act claims among the quads are about."""
    claims: set[NamedNode] = set()
    parties: dict[NamedNode, NamedNode] = {}
    objects: dict[NamedNode, NamedNode] = {}
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode):
            continue
        if value == _ACT_CLAIM:
            claims.add(subject)
        elif quad.predicate == _PARTY:
            parties[subject] = value
        elif quad.predicate == _OBJECT:
            objects[subject] = value
    return {(parties.get(claim), objects[claim]) for claim in claims}


def _keys(pairs: Iterable[Pair]) -> set[tuple[str | None, str]]:
    return {(_iri(party), target.value) for party, target in pairs}


def _iri(node: NamedNode | None) -> str | None:
    return node.value if node is not None else None


def _pair_of(claim: ActClaim) -> tuple[str | None, str]:
    party = thing(claim.party.key).value if claim.party else None
    return party, thing(claim.object.key).value


def _acts_in_store(store: GraphStore, pairs: Iterable[Pair]) -> Iterator[Quad]:
    """The acts of parties and objects, with their disagreements, direct edges and digests."""
    for party, target in pairs:
        for act in _acts_between(store, party, target):
            yield from store.matching(act, graph=ACTS_GRAPH)
            for inside in store.matching(predicate=tg("inAct"), object=act, graph=ACTS_GRAPH):
                if isinstance(inside.subject, NamedNode):
                    yield from store.matching(inside.subject, graph=ACTS_GRAPH)
        if party is not None:
            yield from store.matching(party, object=target, graph=DERIVED_GRAPH)
        digest = digest_node(_key(party), key_of(target))
        yield from store.matching(digest, HAS_DIGEST, graph=DIGEST_GRAPH)


def _acts_between(
    store: GraphStore, party: NamedNode | None, target: NamedNode
) -> Iterable[NamedNode]:
    digest = digest_about(store, _key(party), key_of(target))
    if digest is not None:
        return {thing(told.act) for told in digest.told}
    found = store.matching(predicate=_OBJECT, object=target, graph=ACTS_GRAPH)
    acts = [quad.subject for quad in found if isinstance(quad.subject, NamedNode)]
    return [act for act in acts if _party_of(store, act) == party]


def _party_of(store: GraphStore, act: NamedNode) -> object:
    named = next(store.matching(act, _PARTY, graph=ACTS_GRAPH), None)
    return named.object if named else None


def _key(party: NamedNode | None) -> str:
    return key_of(party) if party is not None else ""
