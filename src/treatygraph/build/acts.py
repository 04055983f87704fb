"""Which acts change when documents come and go: only those of the parties and objects they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from treatygraph.build.foreseeing import foresee_acts
from treatygraph.build.standings import Change, standings_changed_by
from treatygraph.law.told import Told, told_by
from treatygraph.model import (
    ActClaim,
    ActKind,
    Entity,
    EntityKind,
    Extraction,
    PartialDate,
    Status,
)
from treatygraph.rdf import act_quads, derived_quads
from treatygraph.rdf.digest import (
    DIGEST_GRAPH,
    HAS_DIGEST,
    Digest,
    digest_node,
    digest_quads,
    digests,
)
from treatygraph.rdf.tally import (
    ACT_COUNT,
    PARTY_COUNT,
    TALLY_GRAPH,
    Tally,
    count_quads,
    counted,
    tally_node,
)
from treatygraph.rdf.terms import (
    ACTS_GRAPH,
    DERIVED_GRAPH,
    DOCUMENT_GRAPHS,
    key_of,
    tg,
    thing,
)
from treatygraph.reference.lookup import RecordLookup
from treatygraph.resolve import resolve
from treatygraph.store import GraphStore
from treatygraph.store.digests import digest_about

Pair = tuple[NamedNode | None, NamedNode]

_ACT_CLAIM, _PARTY, _OBJECT = tg("ActClaim"), tg("party"), tg("object")


@dataclass(frozen=True, slots=True)
class _Said:
    """What the graph keeps of a claim in short, as acts are concluded from it."""

    hash: str
    kind: ActKind
    party: Entity | None
    object: Entity
    status: Status
    date: PartialDate | None


def acts_changed_by(
    store: GraphStore, lookup: RecordLookup, old: Iterable[Quad], new: Iterable[Extraction]
) -> tuple[list[Quad], list[Quad]]:
    """What to remove from and add to the graphs of acts, of direct edges, of standings, of digests and of the tally when the ``old``
    quads of documents give way to the ``new`` extractions. ``lookup`` finds rows in what holds catalogue and
    record, the store or another. Neither is changed."""
    gone, come = set(old), list(new)
    claims = [c for each in come for c in each.claims if isinstance(c, ActClaim)]
    pairs = _pairs(gone) | {(_node(claim.party), thing(claim.object.key)) for claim in claims}
    if not pairs:
        return [], []
    leaving = {_document_of(quad) for quad in gone}
    leaving |= {f"document/{each.document.hash}" for each in come}
    foresee_acts(store, pairs)
    told = {claim.hash: told_by(claim) for claim in claims}
    dates = {f"document/{e.document.hash}": e.document.published for e in come}
    change = Change(
        frozenset(leaving),
        tuple(told.values()),
        {key: date for key, date in dates.items() if date is not None},
    )
    stored = [digest_about(store, _key(party), key_of(target)) for party, target in pairs]
    for digest in stored:
        for each in digest.told:
            if each.document not in leaving:
                told[each.claim.removeprefix("claim/")] = each
    acts = resolve(_said(each) for each in told.values())
    made = digests(acts, told)
    tally = Tally()
    tally.come(made)
    tally.go(stored)
    after = {*act_quads(acts), *derived_quads(acts), *digest_quads(made), *tally.dated}
    before = {*_acts_in_store(store, stored), *tally.undated}
    for quads, every in zip((before, after), _counts(store, tally), strict=True):
        quads.update(every)
    named = {(key_of(party), key_of(target)) for party, target in pairs if party is not None}
    remove, add = standings_changed_by(store, lookup.store, named, change, lookup)
    return [*(before - after), *remove], [*(after - before), *add]


def _counts(store: GraphStore, tally: Tally) -> tuple[set[Quad], set[Quad]]:
    """What a graph says of the numbers that change, and what it will say."""
    old: set[Quad] = set()
    new: set[Quad] = set()
    changed = tally.changed()
    store.foresee(
        lambda: (
            (tally_node(key), count, None, TALLY_GRAPH)
            for key in changed
            for count in (ACT_COUNT, PARTY_COUNT)
        )
    )
    for key in changed:
        counts = (ACT_COUNT, PARTY_COUNT) if key[0] == "object" else (ACT_COUNT,)
        told = (q for c in counts for q in store.matching(tally_node(key), c, graph=TALLY_GRAPH))
        acts, parties = counted(told)
        old.update(count_quads(key, acts, parties))
        new.update(count_quads(key, acts + tally.acts[key], parties + tally.parties[key]))
    return old, new


def _said(told: Told) -> _Said:
    return _Said(
        told.claim.removeprefix("claim/"),
        told.kind,
        _named(told.party) if told.party else None,
        _named(told.object),
        told.status,
        told.date,
    )


def _named(key: str) -> Entity:
    # Of what an act is about its quads and its digest tell the key alone.
    return Entity(key, EntityKind.OTHER, key)


def _node(entity: Entity | None) -> NamedNode | None:
    return thing(entity.key) if entity is not None else None


def _document_of(quad: Quad) -> str:
    graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
    return "document/" + graph.removeprefix(DOCUMENT_GRAPHS)


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


def _acts_in_store(store: GraphStore, stored: Iterable[Digest]) -> Iterator[Quad]:
    """The acts that digests tell of, with their disagreements and direct edges, and the digests."""
    for digest in stored:
        for act in (thing(each.act) for each in digest.acts):
            yield from store.matching(act, graph=ACTS_GRAPH)
            for inside in store.matching(predicate=tg("inAct"), object=act, graph=ACTS_GRAPH):
                if isinstance(inside.subject, NamedNode):
                    yield from store.matching(inside.subject, graph=ACTS_GRAPH)
        target = thing(digest.object)
        if digest.party:
            yield from store.matching(thing(digest.party), object=target, graph=DERIVED_GRAPH)
        node = digest_node(digest.party, digest.object)
        yield from store.matching(node, HAS_DIGEST, graph=DIGEST_GRAPH)


def _key(party: NamedNode | None) -> str:
    return key_of(party) if party is not None else ""
