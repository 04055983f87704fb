"""Is a graph whole: does every part of it follow from the documents that it holds?"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.build.standings import NOTHING, standings_changed_by
from treatygraph.catalogue.terms import CATALOGUE_GRAPH
from treatygraph.law.told import told_by
from treatygraph.model import ActClaim, Extraction
from treatygraph.rdf import act_quads, derived_quads, document_graph, document_quads, read_claims
from treatygraph.rdf.agreement import AGREEMENT_GRAPH
from treatygraph.rdf.digest import DIGEST_GRAPH, digest_quads, digests
from treatygraph.rdf.reading import read_extraction
from treatygraph.rdf.standings import STALE
from treatygraph.rdf.tally import TALLY_GRAPH, Tally, tally_quads
from treatygraph.rdf.terms import (
    ACTS_GRAPH,
    DERIVED_GRAPH,
    DOCUMENT_GRAPHS,
    key_of,
    tg,
    thing,
)
from treatygraph.rdf.writing import Run
from treatygraph.resolve import resolve
from treatygraph.store import GraphStore
from treatygraph.store.catalogue import StoredCatalogue
from treatygraph.store.claims import whole_claim
from treatygraph.store.digests import DIGEST_MARK

_PAIRS: Final = 500  # parties and objects whose acts are concluded at once
_PARTY, _OBJECT = tg("party"), tg("object")

_Pair = tuple[NamedNode | None, NamedNode]
_Place = tuple[NamedNode, NamedNode]  # a claim, and the graph of its document


@dataclass(frozen=True)
class Fault:
    """Something in a graph that does not follow from the rest. ``where`` is the key or the name of a graph."""

    where: str
    message: str


@dataclass
class Checked:
    """What was looked at, and what was found to be wrong."""

    documents: int = 0
    claims: int = 0
    acts: int = 0
    standings: int = 0
    faults: list[Fault] = field(default_factory=list)


def check_graph(
    store: GraphStore, reference: GraphStore, progress: Callable[[str], None] = lambda _: None
) -> Checked:
    """Read a whole graph and conclude anew what can be concluded: is each quote where it says, is each document what
    its name says, does each act, direct edge, digest and standing follow and each claim stand to the record as it
    says, and is there nothing else.

    ``reference`` holds catalogue and record, the graph itself or another; ``progress`` is told what is looked
    at. Raises StoreError where the database itself cannot be read.
    """
    checked = Checked()
    if any(store.matching(STALE.subject, STALE.predicate, STALE.object)):
        checked.faults.append(
            Fault(
                "standings", "a change of the record was interrupted; `treatygraph build` ends it"
            )
        )
    catalogue = StoredCatalogue(store, reference, graph=NamedNode(CATALOGUE_GRAPH))
    progress("documents")
    about = _check_documents(store, catalogue, checked)
    progress("acts")
    _check_acts(store, catalogue, about, checked)
    progress("standings")
    _check_standings(store, reference, about, checked)
    return checked


def _check_documents(
    store: GraphStore, catalogue: StoredCatalogue, checked: Checked
) -> dict[_Pair, list[_Place]]:
    """Whether each document's graph is what would be written of it; returns where the act claims are, by party
    and object."""
    about: dict[_Pair, list[_Place]] = defaultdict(list)
    for graph in store.graphs():
        if not graph.value.startswith(DOCUMENT_GRAPHS):
            continue
        checked.documents += 1
        quads = set(store.quads(graph))
        try:
            read = read_extraction(quads, catalogue)
            faults = list(_faults_of(read, quads, graph))
        except (ValueError, KeyError, IndexError, StopIteration) as error:
            faults = [f"is damaged: {error or 'it tells of no document'}"]
            read = None
        name = f"document/{graph.value.removeprefix(DOCUMENT_GRAPHS)}"
        checked.faults += [Fault(name, fault) for fault in faults]
        for claim in read.claims if read else ():
            checked.claims += 1
            if isinstance(claim, ActClaim):
                party = thing(claim.party.key) if claim.party else None
                place = (thing(f"claim/{claim.hash}"), graph)
                about[(party, thing(claim.object.key))].append(place)
    return about


def _faults_of(read: Extraction, quads: set[Quad], graph: NamedNode) -> Iterator[str]:
    document = read.document
    if document_graph(document) != graph:
        yield "its text or metadata are not those that its name was made from"
    for claim in read.claims:
        for each in claim.evidence:
            if document.text[each.start : each.end] != each.quote:
                yield f"claim/{claim.hash}: the quote is not at {each.start}-{each.end}: {each.quote!r}"
    run = _run_of(quads)
    if run is None:
        yield "does not say by which run it was read"
        return
    written = {_in_graph(quad, graph) for quad in document_quads(read, run)}
    if missing := written - quads:
        yield f"{len(missing)} statements are missing, such as {_told(missing)}"
    if extra := quads - written:
        yield f"{len(extra)} statements do not belong to it, such as {_told(extra)}"


def _in_graph(quad: Quad, graph: NamedNode) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, graph)


def _run_of(quads: Iterable[Quad]) -> Run | None:
    told: dict[str, str] = {}
    for quad in quads:
        name = quad.predicate.value.rpartition("#")[2]
        if isinstance(quad.object, Literal):
            told[name] = quad.object.value
        elif name == "wasAssociatedWith":
            told[name] = key_of(quad.object).removeprefix("software/treatygraph-")
    try:
        return Run(
            told["wasAssociatedWith"],
            told["pipeline"],
            told["catalogueHash"],
            told["lexiconHash"],
        )
    except KeyError:
        return None


def _check_acts(
    store: GraphStore,
    catalogue: StoredCatalogue,
    about: dict[_Pair, list[_Place]],
    checked: Checked,
) -> None:
    """Whether the graphs of acts, direct edges, digests and the tally hold what follows from the claims, and nothing else."""
    expected: set[int] = set()  # hashes: the quads of a large graph would not fit
    missing: Counter[str] = Counter()
    acts: set[str] = set()
    tally = Tally()
    pairs = iter(sorted(about, key=lambda pair: (str(pair[0]), str(pair[1]))))
    while batch := list(itertools.islice(pairs, _PAIRS)):
        quads = (
            quad for pair in batch for place in about[pair] for quad in whole_claim(store, *place)
        )
        claims = [each for each in read_claims(quads, catalogue) if isinstance(each, ActClaim)]
        found = resolve(claims)
        acts.update(act.key for act in found)
        made = digests(found, {claim.hash: told_by(claim) for claim in claims})
        tally.come(made)
        for quad in {*act_quads(found), *derived_quads(found), *digest_quads(made)}:
            expected.add(hash(quad))
            if quad not in store.inner:
                missing[key_of(quad.subject)] += 1
    for quad in tally_quads(tally):
        expected.add(hash(quad))
        if quad not in store.inner:
            missing[key_of(quad.subject)] += 1
    checked.acts = len(acts)
    extra: Counter[str] = Counter()
    for graph in (ACTS_GRAPH, DERIVED_GRAPH, DIGEST_GRAPH, TALLY_GRAPH):
        for quad in store.quads(graph):
            if quad != DIGEST_MARK and hash(quad) not in expected:
                extra[key_of(quad.subject)] += 1
    for found_there, words in ((missing, "are missing"), (extra, "follow from no claim")):
        for key, count in sorted(found_there.items()):
            checked.faults.append(Fault(key, f"{count} statements {words}"))


def _check_standings(
    store: GraphStore,
    reference: GraphStore,
    about: dict[_Pair, list[_Place]],
    checked: Checked,
) -> None:
    """Whether the standings of parties and objects that texts are about follow from record and claims, and whether
    the claims agree with the record as the graph says."""
    pairs = sorted((key_of(party), key_of(target)) for party, target in about if party is not None)
    checked.standings = len(pairs)
    for start in range(0, len(pairs), _PAIRS):
        batch = pairs[start : start + _PAIRS]
        for quads, words in zip(
            standings_changed_by(store, reference, batch, NOTHING),
            ("do not follow from record and texts", "are missing"),
            strict=True,
        ):
            for key, count in sorted(Counter(key_of(quad.subject) for quad in quads).items()):
                checked.faults.append(Fault(key, f"{count} statements {words}"))
    claims = {claim for places in about.values() for claim, _ in places}
    strange = (quad.subject for quad in store.quads(AGREEMENT_GRAPH) if quad.subject not in claims)
    for key, count in sorted(Counter(key_of(node) for node in strange).items()):
        checked.faults.append(Fault(key, f"{count} statements are of no claim of the graph"))


def _told(quads: Iterable[Quad]) -> str:
    quad = min(quads, key=str)
    return f"{quad.subject} {quad.predicate} {str(quad.object)[:60]}"
