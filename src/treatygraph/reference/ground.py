"""Where the law looks things up: the whole reference in memory, or a graph."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.catalogue.terms import CATALOGUE_GRAPH
from treatygraph.law.derive import ALWAYS, Life
from treatygraph.law.standings import Interval
from treatygraph.law.terms import Terms
from treatygraph.law.told import Told
from treatygraph.model import ActClaim, PartialDate
from treatygraph.rdf import read_claims
from treatygraph.rdf.clauses import DESCRIBING, TermsReader
from treatygraph.rdf.record import RECORD_GRAPH, RECORDED_BY, read_rows
from treatygraph.rdf.standings import RECORD_STANDINGS_GRAPH, STANDINGS_GRAPH, read_interval
from treatygraph.rdf.terms import DERIVED_FROM, dcterms, key_of, tg, thing
from treatygraph.record import RecordAction, RecordRow
from treatygraph.reference.imports import imported_graphs
from treatygraph.reference.lookup import RecordLookup
from treatygraph.store import GraphStore
from treatygraph.store.binding import Term
from treatygraph.store.catalogue import StoredCatalogue
from treatygraph.store.claims import whole_claim
from treatygraph.store.digests import digest_about

_FROM, _UNTIL, _BY = tg("statehoodFrom").value, tg("statehoodUntil").value, tg("membershipBy").value
_PARTY, _OBJECT = tg("party"), tg("object")
_TOGETHER = 1000  # standings that a server is asked about together
_CATALOGUE = NamedNode(CATALOGUE_GRAPH)


class Catalogued:
    """What the catalogue tells that the law needs: terms, constitutions, the lives of states."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        listed = list(quads)
        self._reader = TermsReader(listed)
        self._same: dict[str, list[str]] = defaultdict(list)
        self._lives: dict[str, Life] = {}
        born: dict[str, dt.date] = {}
        ended: dict[str, dt.date] = {}
        for quad in listed:
            if not isinstance(quad.subject, NamedNode):
                continue
            if quad.predicate.value == _BY and isinstance(quad.object, NamedNode):
                body, treaty = key_of(quad.subject), key_of(quad.object)
                self._same[body].append(treaty)
                self._same[treaty].append(body)
            elif quad.predicate.value == _FROM and isinstance(quad.object, Literal):
                born[key_of(quad.subject)] = PartialDate.parse(quad.object.value).first
            elif quad.predicate.value == _UNTIL and isinstance(quad.object, Literal):
                ended[key_of(quad.subject)] = PartialDate.parse(quad.object.value).first
        for party in born.keys() | ended.keys():
            life = Life(born.get(party, dt.date.min), ended.get(party, dt.date.max))
            self._lives[party] = life
        self._terms: dict[str, Terms] = {}

    def terms(self, target: str, first_entry: PartialDate | None) -> Terms:
        """The terms of a treaty or body; see `TermsReader.terms`."""
        found = self._terms.get(target)
        if found is None:
            found = self._terms[target] = self._reader.terms(target, first_entry)
        return found

    def same_as(self, target: str) -> Sequence[str]:
        """As `law.participation.Ground`."""
        return tuple(sorted(self._same.get(target, ())))

    def life(self, party: str) -> Life:
        """As `law.participation.Ground`."""
        return self._lives.get(party, ALWAYS)


class RecordGround:
    """The record and nothing else: what the standings of the reference are derived from."""

    def __init__(self, catalogue: Iterable[Quad], rows: Iterable[RecordRow]) -> None:
        self.catalogued = Catalogued(catalogue)
        self._rows: dict[tuple[str, str], list[RecordRow]] = defaultdict(list)
        self._first: dict[str, PartialDate] = {}
        for row in rows:
            self._rows[(row.party, row.object)].append(row)
            if row.kept and row.action is RecordAction.ENTRY_INTO_FORCE:
                first = self._first.get(row.object)
                if first is None or row.date < first:
                    self._first[row.object] = row.date

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each party with each treaty and body that there is something to derive for, in order."""
        found = set(self._rows)
        for party, target in self._rows:
            found.update((party, other) for other in self.same_as(target))
        yield from sorted(found)

    def rows(self, party: str, target: str) -> Sequence[RecordRow]:
        """As `law.participation.Ground`."""
        return self._rows.get((party, target), ())

    def told(self, party: str, target: str) -> Sequence[Told]:  # noqa: ARG002
        """None: this ground knows no texts."""
        return ()

    def published(self) -> Mapping[str, PartialDate]:
        """Nothing: this ground knows no texts."""
        return {}

    def terms(self, target: str) -> Terms:
        """As `law.participation.Ground`."""
        return self.catalogued.terms(target, self._first.get(target))

    def same_as(self, target: str) -> Sequence[str]:
        """As `law.participation.Ground`."""
        return self.catalogued.same_as(target)

    def life(self, party: str) -> Life:
        """As `law.participation.Ground`."""
        return self.catalogued.life(party)


class StoreGround:
    """A graph: the record and the claims that it holds.

    ``reference`` is a graph that holds catalogue and record where ``store`` does not (the compiled reference).
    ``without`` are the keys of documents that are passed over, and ``instead`` is what claims say that take their
    place, with the ``dates`` of their documents by key: so the law can be asked what would hold after a change. What was looked up is kept: a ground is of use
    until the graph changes.
    """

    def __init__(
        self,
        store: GraphStore,
        reference: GraphStore | None = None,
        *,
        without: Container[str] = (),
        instead: Iterable[Told] = (),
        dates: Mapping[str, PartialDate] | None = None,
        lookup: RecordLookup | None = None,
    ) -> None:
        self.store = store
        self.reference = store if reference is None else reference  # an empty store is false
        self.lookup = lookup or RecordLookup(self.reference)
        self._without = without
        self._instead: dict[tuple[str, str], list[Told]] = defaultdict(list)
        for each in instead:
            self._instead[(each.party, each.object)].append(each)
        self._published: dict[str, PartialDate] = dict(dates or {})
        self.names = StoredCatalogue(self.reference, self.store)
        self._terms: dict[str, Terms] = {}
        self._rows: dict[tuple[str, str], list[RecordRow]] = {}
        self._told: dict[tuple[str, str], list[Told]] = {}
        self._stored: dict[tuple[str, str], Sequence[Told]] = {}
        self._sources: dict[str, tuple[str, ...]] = {}

    def rows(self, party: str, target: str) -> Sequence[RecordRow]:
        """As `law.participation.Ground`."""
        pair = (party, target)
        if pair not in self._rows:
            self._rows[pair] = read_rows(self._row_quads(party, target))
        return self._rows[pair]

    def _row_quads(self, party: str, target: str) -> Iterator[Quad]:
        for graph in self.record_graphs:
            for node in self.lookup.nodes(party, target, graph):
                yield from self.reference.matching(node, graph=graph)

    @cached_property
    def record_graphs(self) -> list[NamedNode]:
        """The graphs of the record: the reference's own, and those that were imported."""
        return [RECORD_GRAPH, *imported_graphs(self.reference)]

    def told(self, party: str, target: str) -> Sequence[Told]:
        """As `law.participation.Ground`."""
        pair = (party, target)
        if pair not in self._told:
            instead = self._instead.get(pair, ())
            known = {each.claim for each in instead}
            found = [
                each
                for each in self.stored(party, target)
                if each.claim not in known and each.document not in self._without
            ]
            self._told[pair] = [*found, *instead]
            for each in found:
                self._date(each.document)
        return self._told[pair]

    def stored(self, party: str, target: str) -> Sequence[Told]:
        """What the graph itself says of a party and an object, whatever is passed over or takes its place."""
        pair = (party, target)
        if pair not in self._stored:
            self._stored[pair] = digest_about(self.store, party, target).told
        return self._stored[pair]

    def _date(self, document: str) -> None:
        if document not in self._published:
            issued = next(self.store.matching(thing(document), dcterms("issued")), None)
            if issued is not None and isinstance(issued.object, Literal):
                self._published[document] = PartialDate.parse(issued.object.value)

    def published(self) -> Mapping[str, PartialDate]:
        """As `law.participation.Ground`."""
        return self._published

    def terms(self, target: str) -> Terms:
        """As `law.participation.Ground`."""
        if target not in self._terms:
            reader = TermsReader(self._term_quads(target))
            found = reader.terms(target)
            if found.in_force is None and not found.is_body:
                found = reader.terms(target, self._first_entry(target))
            self._terms[target] = found
        return self._terms[target]

    def _term_quads(self, target: str) -> Iterator[Quad]:
        node = thing(target)
        for predicate in DESCRIBING:
            for quad in self.reference.matching(node, predicate, graph=_CATALOGUE):
                yield quad
                if predicate in (tg("entryClause"), tg("exitClause")):
                    clause = quad.object
                    if isinstance(clause, NamedNode):
                        yield from self.reference.matching(clause, graph=_CATALOGUE)

    def _first_entry(self, target: str) -> PartialDate | None:
        action = thing(f"record-action/{RecordAction.ENTRY_INTO_FORCE.value}")
        dates = [
            PartialDate.parse(date.object.value)
            for graph in self.record_graphs
            for quad in self.reference.matching(
                predicate=_OBJECT, object=thing(target), graph=graph
            )
            if isinstance(quad.subject, NamedNode)
            and any(self.reference.matching(quad.subject, tg("recordAction"), action, graph))
            and not any(self.reference.matching(quad.subject, tg("setAsideFor"), None, graph))
            for date in self.reference.matching(quad.subject, tg("date"), graph=graph)
            if isinstance(date.object, Literal)
        ]
        return min(dates, default=None)

    def same_as(self, target: str) -> Sequence[str]:
        """As `law.participation.Ground`."""
        node, by = thing(target), NamedNode(_BY)
        found = [key_of(q.object) for q in self.reference.matching(node, by, graph=_CATALOGUE)]
        found += [
            key_of(quad.subject)
            for quad in self.reference.matching(predicate=by, object=node, graph=_CATALOGUE)
        ]
        return tuple(sorted(found))

    def life(self, party: str) -> Life:
        """As `law.participation.Ground`."""
        return life_of(self.reference, party)

    def stored_intervals(
        self, party: str | None = None, target: str | None = None
    ) -> Iterator[Interval]:
        """The intervals that the graph holds, of a party, an object, or both."""
        values = {_OBJECT: target, _PARTY: party}
        wanted: dict[NamedNode, Term] = {p: thing(key) for p, key in values.items() if key}
        for store in dict.fromkeys((self.store, self.reference)):
            for graph in (STANDINGS_GRAPH, RECORD_STANDINGS_GRAPH):
                nodes = store.having(wanted, graph)
                for start in range(0, len(nodes), _TOGETHER):
                    some = nodes[start : start + _TOGETHER]
                    store.foresee(partial(_all_of, some, graph))
                    for node in some:
                        yield read_interval(store.matching(node, graph=graph))

    # -- what answers are told with

    def row(self, key: str) -> RecordRow | None:
        """A row of the record by key."""
        node = thing(key)
        found = read_rows(
            quad
            for graph in self.record_graphs
            for quad in self.reference.matching(node, graph=graph)
        )
        return found[0] if found else None

    def claim(self, key: str) -> ActClaim | None:
        """A claim of the graph with its sentences, by key."""
        node = thing(key)
        graph = next((q.graph_name for q in self.store.matching(node, DERIVED_FROM)), None)
        if not isinstance(graph, NamedNode):
            return None
        found = read_claims(whole_claim(self.store, node, graph), self.names)
        return next((claim for claim in found if isinstance(claim, ActClaim)), None)

    def literal(self, node: NamedNode, predicate: NamedNode) -> str | None:
        """The literal that the catalogue gives for a property of a node."""
        quad = next(self.reference.matching(node, predicate, graph=_CATALOGUE), None)
        return quad.object.value if quad is not None and isinstance(quad.object, Literal) else None

    def document_name(self, document: str) -> str:
        """What a document is called: its title, else its identifier."""
        node = thing(f"document/{document}")
        for name in ("title", "identifier"):
            quad = next(self.store.matching(node, dcterms(name)), None)
            if quad is not None and isinstance(quad.object, Literal):
                return quad.object.value
        return document

    def document_of(self, claim: str) -> str:
        """What the document of a claim is called."""
        for quad in self.store.matching(thing(claim), DERIVED_FROM):
            return self.document_name(key_of(quad.object).removeprefix("document/"))
        return ""

    def parts_of(self, target: str) -> list[str]:
        """The keys of the protocols of a treaty, or of what else belongs to a treaty or body."""
        found = self.reference.matching(
            predicate=tg("partOf"), object=thing(target), graph=_CATALOGUE
        )
        keys = {key_of(quad.subject) for quad in found}
        return sorted(key for key in keys if key.startswith("treaty/"))

    def objects_of_acts(self) -> list[str]:
        """The keys of the listed treaties and bodies that acts of the graph are about."""
        text = (
            "SELECT DISTINCT ?object WHERE { ?act a tg:Act ; tg:object ?object ; tg:party ?party }"
        )
        keys = {key_of(row["object"]) for row in self.store.select(text)}
        return sorted(key for key in keys if "/unlisted-" not in key)

    def sources_of(self, target: str) -> tuple[str, ...]:
        """The names of the sources that have rows for a treaty or body."""
        if target not in self._sources:
            found = {
                key_of(quad.object).removeprefix("source/")
                for graph in self.record_graphs
                for quad in self.reference.matching(thing(target), RECORDED_BY, graph=graph)
            }
            self._sources[target] = tuple(sorted(found))
        return self._sources[target]


def _all_of(
    nodes: Iterable[NamedNode], graph: NamedNode
) -> Iterator[tuple[NamedNode, None, None, NamedNode]]:
    return ((node, None, None, graph) for node in nodes)


def life_of(store: GraphStore, party: str) -> Life:
    """The days on which a state exists, by the catalogue that a graph holds."""
    node = thing(party)

    def day(predicate: str, otherwise: dt.date) -> dt.date:
        quad = next(store.matching(node, NamedNode(predicate), graph=_CATALOGUE), None)
        if quad is None or not isinstance(quad.object, Literal):
            return otherwise
        return PartialDate.parse(quad.object.value).first

    return Life(day(_FROM, dt.date.min), day(_UNTIL, dt.date.max))
