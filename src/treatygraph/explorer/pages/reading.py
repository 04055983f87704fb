"""What pages read from the graph: entities, acts, claims and documents as small plain things."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode
from starlette.exceptions import HTTPException

from treatygraph.drawing.lines import ActLine, Link
from treatygraph.explorer.describe import exists
from treatygraph.explorer.index import Entry
from treatygraph.explorer.state import View
from treatygraph.model import PartialDate, Status
from treatygraph.rdf.terms import ACTS_GRAPH, DOCUMENT_GRAPHS, dcterms, key_of, tg, thing
from treatygraph.store import GraphStore
from treatygraph.store.catalogue import StoredCatalogue

Values = Mapping[str, list[NamedNode | Literal]]

_LOOKED_AT = 20
_DERIVED = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a reader knows it."""

    key: str
    title: str
    publisher: str
    published: PartialDate | None


@dataclass(frozen=True, slots=True)
class Said:
    """One claim with its sentences. ``how`` is the rule that found it."""

    key: str
    status: Status | None
    date: PartialDate | None
    effective: PartialDate | None
    by: Link | None
    attribution: Link | None
    quotes: tuple[str, ...]
    source: Source
    confidence: str
    how: str


class Reader:
    """Looks things up in one state of the graph. Labels that were found are kept with it."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.store: GraphStore = view.store
        self._catalogue = StoredCatalogue(view.store, view.reference)
        self._labels = view.labels

    def known(self, key: str) -> str:
        """The key, if the graph or the reference says something of it. Raises HTTPException (404)."""
        if exists(self.store, key) or exists(self.view.reference, key):
            return key
        raise HTTPException(404, f"The graph has nothing that is called {key}")

    def link(self, key: str) -> Link:
        """A thing with its name."""
        if key not in self._labels:
            label = self._catalogue.label(key)
            self._labels[key] = " ".join(label.split()) or key
        return Link(key, self._labels[key])

    def values(self, node: NamedNode, graph: NamedNode | None = None) -> Values:
        """What is said of a node, by the local names of properties."""
        found: dict[str, list[NamedNode | Literal]] = {}
        for quad in self.store.matching(node, graph=graph):
            if isinstance(quad.object, NamedNode | Literal):
                name = quad.predicate.value.rpartition("#")[2].rpartition("/")[2]
                found.setdefault(name, []).append(quad.object)
        return found

    def act(self, key: str) -> ActLine | None:
        """An act by its key."""
        entry = self.view.acts.get(key)
        return self.line(entry) if entry is not None else None

    def line(self, entry: Entry) -> ActLine:
        """An act as a line of a list."""
        return ActLine(
            entry.key,
            entry.kind,
            entry.kind.value.replace("-", " "),
            entry.status,
            entry.date,
            self.link(entry.party) if entry.party else None,
            self.link(entry.object),
            entry.claims,
            None if entry.date else self._reported(entry.key),
        )

    def _reported(self, key: str) -> PartialDate | None:
        """When an act was first told: the earliest publication of the documents of its claims."""
        days = []
        claims = self.store.matching(thing(key), tg("claim"), graph=ACTS_GRAPH)
        for claim in itertools.islice(claims, _LOOKED_AT):
            for quad in self.store.matching(claim.object, _DERIVED):  # type: ignore[arg-type]
                issued = next(self.store.matching(quad.object, dcterms("issued")), None)  # type: ignore[arg-type]
                if issued is not None and isinstance(issued.object, Literal):
                    days.append(PartialDate.parse(issued.object.value))
        return min(days, default=None)

    def count(self, pattern: str) -> int:
        """How many solutions a pattern has."""
        rows = self.store.select(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
        return int(next(iter(rows))["n"].value)

    def source(self, key: str) -> Source:
        """A document by its key."""
        graph = NamedNode(DOCUMENT_GRAPHS + key.removeprefix("document/"))
        said = self.values(thing(key), graph)
        title = text(said.get("title")) or text(said.get("identifier")) or key.rpartition("/")[2]
        return Source(
            key, " ".join(title.split()), text(said.get("publisher")), date_of(said.get("issued"))
        )

    def claim(self, key: str) -> Said | None:
        """A claim by its key, with its sentences in the order of the text."""
        node = thing(key)
        document = next(self.store.matching(node, _DERIVED), None)
        if document is None or not isinstance(document.graph_name, NamedNode):
            return None
        graph = document.graph_name
        said = self.values(node, graph)
        by, word = said.get("by"), said.get("attribution")
        status = said.get("status")
        return Said(
            key,
            Status(last_part(status[0])) if status else None,
            date_of(said.get("date")),
            date_of(said.get("effectiveDate")),
            self.link(key_of(by[0])) if by else None,
            self.link(key_of(word[0])) if word else None,
            tuple(self.quotes(said, graph)),
            self.source(key_of(document.object)),
            text(said.get("confidence")),
            text(said.get("rule")),
        )

    def quotes(self, said: Values, graph: NamedNode) -> Iterator[str]:
        """The sentences of a claim."""
        found = []
        for evidence in said.get("evidence", ()):
            if isinstance(evidence, NamedNode):
                place = self.values(NamedNode(evidence.value + "/position"), graph)
                quote = self.values(evidence, graph).get("quote")
                found.append((int(text(place.get("start")) or 0), text(quote)))
        yield from (quote for _, quote in sorted(found))


def last_part(node: NamedNode | Literal) -> str:
    """The last part of an IRI: of a concept, its code."""
    return node.value.rpartition("/")[2]


def text(values: list[NamedNode | Literal] | None) -> str:
    """The first of some literals; empty where there is none."""
    return values[0].value if values else ""


def date_of(values: list[NamedNode | Literal] | None) -> PartialDate | None:
    """The first of some dates."""
    return PartialDate.parse(values[0].value) if values else None
