"""The journey: documents in, a validated graph out.

Documents are taken in batches. Each batch is extracted, checked against the shapes and stored in
one transaction together with the acts that it touches, so an interrupted build leaves a whole
graph, and building again goes on where it stopped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from treatygraph.build.acts import acts_changed_by
from treatygraph.build.checking import SetAside, check_changes, failing_documents
from treatygraph.build.extracting import Extracting
from treatygraph.build.foreseeing import known_ahead
from treatygraph.build.standings import settle
from treatygraph.build.workers import Workers
from treatygraph.catalogue.terms import CATALOGUE_GRAPH, CLASS_OF, RDF_TYPE
from treatygraph.errors import StoreError
from treatygraph.ingest import Problem, without_problems
from treatygraph.model import Catalogue, Document, Extraction
from treatygraph.rdf import document_graph, document_quads
from treatygraph.rdf.record import RECORD_GRAPH
from treatygraph.rdf.standings import STALE
from treatygraph.rdf.terms import DOCUMENT_GRAPHS, dcterms, thing
from treatygraph.reference.compiled import compiled_reference
from treatygraph.reference.files import reference_hash
from treatygraph.reference.lookup import RecordLookup
from treatygraph.reference.refreshing import holds, marker, refresh_record
from treatygraph.store import GraphStore, open_frozen
from treatygraph.store.digests import refresh_digests

BATCH = 512
"""Documents that are extracted, checked and stored together; fewer where they are long."""

BATCH_CHARACTERS = 1_000_000
"""Characters of text after which a batch ends: what is lost when a build is stopped, and what it keeps in memory."""

PUBLISHED_EVERY = 5.0
"""Seconds after which readers see what was committed meanwhile."""


@dataclass
class Built:
    """What a build did. ``claims`` and ``added`` count what is new in the graph."""

    added: int = 0
    unchanged: int = 0
    claims: int = 0
    set_aside: list[SetAside] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether a document was not stored."""
        return bool(self.set_aside or self.problems)


Progress = Callable[[Built], None]


def _silent(_: Built) -> None:
    """Tell nobody."""


class Builder:
    """Puts documents into a graph and takes them out again."""

    def __init__(self, store: GraphStore, workers: Extracting | None = None) -> None:
        self.store = store
        self.workers: Extracting = workers or Workers()
        self.knowledge = self.workers.knowledge
        self.catalogue: Catalogue = self.knowledge.catalogue()
        self.run = self.knowledge.run(self.workers.pipeline)

    @cached_property
    def reference(self) -> GraphStore:
        """What holds the record: the graph itself, or for one in memory the compiled reference."""
        if self.store.contains_graph(RECORD_GRAPH):
            return self.store
        return open_frozen(compiled_reference())

    @cached_property
    def _lookup(self) -> RecordLookup:
        return RecordLookup(self.reference)

    def build(self, items: Iterable[Document | Problem], progress: Progress = _silent) -> Built:
        """Extract, check and store documents. Those that the same program has read are left alone.

        ``items`` are what ``ingest.read`` gives: problems are passed on to the result.
        """
        built = Built()
        self._refresh_catalogue()
        self._refresh_record()
        refresh_digests(self.store)
        read = self.workers.extract(self._unread(items, built))
        for extractions in _batches(without_problems(read, built.problems), BATCH):
            self._store(extractions, built)
            self.store.publish(PUBLISHED_EVERY)
            progress(built)
        progress(built)
        return built

    def find(self, text: str) -> NamedNode:
        """The graph of the document that has this identifier, IRI or hash. Raises StoreError if there
        is none, or if several have the identifier."""
        value = text.removeprefix(thing("document/").value).removeprefix("document/")
        named = NamedNode(DOCUMENT_GRAPHS + value) if re.fullmatch(r"[0-9a-f]{32}", value) else None
        if named is not None and self.store.contains_graph(named):
            return named
        found = sorted(
            quad.graph_name.value
            for quad in self.store.matching(predicate=dcterms("identifier"), object=Literal(text))
            if isinstance(quad.graph_name, NamedNode)
        )
        if not found:
            raise StoreError(
                f"The graph has no document {text!r}. `treatygraph query documents` lists them"
            )
        if len(found) > 1:
            hashes = ", ".join(iri.removeprefix(DOCUMENT_GRAPHS) for iri in found)
            raise StoreError(
                f"Several documents are called {text!r}; name one by its hash: {hashes}"
            )
        return NamedNode(found[0])

    def remove(self, documents: Iterable[NamedNode]) -> int:
        """Take the claims of documents out again; returns how many quads their graphs held."""
        graphs = list(documents)
        refresh_digests(self.store)
        settle(self.store)
        old = [quad for graph in graphs for quad in self.store.quads(graph)]
        remove, add = acts_changed_by(self.store, self._lookup, old, [])
        self.store.apply([*old, *remove], add)
        return len(old)

    def _refresh_record(self) -> None:
        """Let a graph on disk hold the record of this version of the program."""
        if self.store.path is not None:
            if not holds(self.store, reference_hash()):
                self.store.apply((), [STALE])
                refresh_record(self.store)
                self.__dict__.pop("_lookup", None)  # what it remembers is of the record before
            settle(self.store)

    def _refresh_catalogue(self) -> None:
        """Let the graph hold the catalogue that the claims are made with, and what earlier claims were
        made with besides: names that a user added then and not now."""
        graph = NamedNode(CATALOGUE_GRAPH)
        content = self.run.catalogue_hash
        if holds(self.store, content, graph):
            return
        new = [*self.knowledge.quads(), marker(content, graph)]
        known = {quad.subject for quad in new}
        gone = {
            quad.subject
            for iri in CLASS_OF.values()
            for quad in self.store.matching(
                predicate=NamedNode(RDF_TYPE), object=NamedNode(iri), graph=graph
            )
            if quad.subject not in known
        }
        kept = [q for thing in gone for q in self.store.matching(subject=thing, graph=graph)]
        names = {q.object for q in kept if isinstance(q.object, NamedNode)} - known - gone
        kept += [q for name in names for q in self.store.matching(subject=name, graph=graph)]
        self.store.replace_graph(graph, [*new, *kept])

    def _unread(self, items: Iterable[Document | Problem], built: Built) -> Iterator[Document]:
        seen: set[str] = set()
        for item in known_ahead(self.store, self.run.iri, items):
            if isinstance(item, Problem):
                built.problems.append(item)
            elif item.hash in seen or self._is_known(item):
                built.unchanged += 1
            else:
                seen.add(item.hash)
                yield item

    def _is_known(self, document: Document) -> bool:
        """Whether this version of program, catalogue and lexicon has read the document."""
        graph = document_graph(document)
        return next(self.store.matching(self.run.iri, graph=graph), None) is not None

    def _store(self, extractions: list[Extraction], built: Built) -> None:
        quads = {e.document.hash: document_quads(e, self.run) for e in extractions}
        failing = failing_documents(self.store, extractions, quads)
        built.set_aside.extend(failing)
        bad = {each.document.hash for each in failing}
        kept = [e for e in extractions if e.document.hash not in bad]
        new = [quad for e in kept for quad in quads[e.document.hash]]
        self.store.foresee(lambda: [(None, None, None, document_graph(e.document)) for e in kept])
        old = [q for e in kept for q in self.store.quads(document_graph(e.document))]
        remove, add = acts_changed_by(self.store, self._lookup, old, kept)
        report = check_changes(self.store, new, [*old, *remove], add)
        if not report.conforms:
            if len(kept) == 1:
                built.set_aside.append(SetAside(kept[0].document, report))
            else:
                # One of them is to blame: all others are good for themselves.
                for extraction in kept:
                    self._store([extraction], built)
            return
        gone = set(old) - set(new)
        self.store.apply([*gone, *remove], [*new, *add])
        built.added += len(kept)
        built.claims += sum(len(e.claims) for e in kept)


def _batches(extractions: Iterable[Extraction], size: int) -> Iterator[list[Extraction]]:
    batch: list[Extraction] = []
    characters = 0
    for extraction in extractions:
        batch.append(extraction)
        characters += len(extraction.document.text)
        if len(batch) == size or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
