"""A graph behind a SPARQL server, with the methods of Oxigraph's store that the rest of the program calls."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias
from urllib.parse import urlencode

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple

from treatygraph.errors import QueryError, StoreError
from treatygraph.store.binding import Term, names_dataset
from treatygraph.store.layouts import QUERY_MEDIA, RESULTS_MEDIA, UPDATE_MEDIA, Layout
from treatygraph.store.places import Endpoint
from treatygraph.store.updates import DROP_PENDING, change, completion, pieces
from treatygraph.store.wire import RefusedError, Wire

Subject: TypeAlias = NamedNode | BlankNode | Triple
Graph: TypeAlias = NamedNode | BlankNode | DefaultGraph
Pattern: TypeAlias = tuple[Subject | None, NamedNode | None, Term | None, Graph | None]

_NAMES = ("s", "p", "o", "g")
_TOGETHER = 500  # patterns that are asked about in one request
_KEPT = 500_000  # quads that are kept of what was foreseen
# A change that takes more bytes is not sent in one request: servers take from 10 megabytes (Virtuoso) over 128
# (Oxigraph) to 150 (Neptune).
_ONE_REQUEST = 8_000_000
_LOADED = 50_000  # quads of a bulk load in one request
_TOO_LARGE = 413
_NO_STORE = (404, 405, 501)
_PREFIXED = re.compile(r"\b([A-Za-z][\w-]*):")
_N_TRIPLES = "application/n-triples"


class RemoteQuads:
    """The quads on a server. Each method is one request or several, and each change that is no bulk load is one
    transaction of the server. Raises StoreError where the server fails.

    What is known to be the same as in a graph of this machine is read there (`lean_on`), and what was `foreseen`
    is asked about once.
    """

    def __init__(self, endpoint: Endpoint, wire: Wire, layout: Layout) -> None:
        self.endpoint = endpoint
        self.wire = wire
        self.layout = layout
        self.after: tuple[str, ...] = ()
        """Operations that every change ends with."""
        self._largest = _ONE_REQUEST
        self._leans: dict[NamedNode, ox.Store] = {}
        self._foreseen: dict[Pattern, list[Quad]] = {}
        self._having: dict[tuple[NamedNode, frozenset[tuple[object, object]]], list[NamedNode]] = {}
        self._kept = 0

    # -- reading

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: NamedNode | None,
        object: Term | None,  # noqa: A002  # the word of RDF
        graph_name: Graph | None = None,
    ) -> Iterator[Quad]:
        """As of `pyoxigraph.Store`, for the named graphs."""
        pattern = (subject, predicate, object, graph_name)
        if isinstance(graph_name, NamedNode) and graph_name in self._leans:
            return self._leans[graph_name].quads_for_pattern(*pattern)
        known = self._foreseen.get(pattern)
        if known is not None:
            return iter(known)
        whole = subject is predicate is object is None
        return self._matching(pattern, "", streamed=whole)

    def quads_beside(self, hidden: Iterable[NamedNode]) -> Iterator[Quad]:
        """All quads but those of some graphs, in no particular order, however many these are."""
        listed = ", ".join(str(graph) for graph in sorted(hidden, key=str))
        kept = f"FILTER(?g NOT IN ({listed}))" if listed else ""
        return self._matching((None, None, None, None), kept, streamed=True)

    def nodes_having(self, values: Mapping[NamedNode, Term], graph: NamedNode) -> list[NamedNode]:
        """The nodes of a graph that have all these values, in no particular order."""
        lean = self._leans.get(graph)
        known = self._having.get((graph, frozenset(values.items())))
        if known is not None:
            return known
        joined = " . ".join(f"?node {predicate} {value}" for predicate, value in values.items())
        text = f"SELECT DISTINCT ?node {{ GRAPH {graph} {{ {joined} }} }}"
        solutions = lean.query(text) if lean is not None else self._select(text)
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101  # what SELECT gives
        nodes = [row["node"] for row in solutions]
        return [node for node in nodes if isinstance(node, NamedNode)]

    def named_graphs(self) -> list[NamedNode]:
        """The names of the graphs that hold something, in no particular order."""
        rows = self._select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", streamed=True)
        return [row["g"] for row in rows if isinstance(row["g"], NamedNode)]

    def contains_graph(self, graph: NamedNode) -> bool:
        """Whether there is anything in the named graph."""
        if graph in self._leans:
            return True
        rows = self._select(f"SELECT * {{ GRAPH {graph} {{ ?s ?p ?o }} }} LIMIT 1")
        return next(iter(rows), None) is not None

    def count(self, hidden: Iterable[NamedNode] = ()) -> int:
        """How many quads there are in named graphs, without those of some."""
        listed = ", ".join(str(graph) for graph in sorted(hidden, key=str))
        kept = f"FILTER(?g NOT IN ({listed}))" if listed else ""
        rows = self._select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} {kept} }}")
        return int(next(iter(rows))["n"].value)

    def __len__(self) -> int:
        return self.count()

    def __contains__(self, quad: object) -> bool:
        if not isinstance(quad, Quad):
            return False
        pattern = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        return next(self.quads_for_pattern(*pattern), None) is not None

    def query(
        self,
        text: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        default_graph: object = None,
        named_graphs: Sequence[NamedNode] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """As of `pyoxigraph.Store`. Raises QueryError where the server does not answer this query, SyntaxError where
        it is none."""
        # On one line, so that the lines of the query keep their numbers.
        used = set(_PREFIXED.findall(text))
        header = "".join(
            f"PREFIX {name}: <{iri}> " for name, iri in (prefixes or {}).items() if name in used
        )
        parameters: list[tuple[str, str]] = []
        if use_default_graph_as_union and not names_dataset(text):
            parameters += self.layout.union
        chosen = default_graph if isinstance(default_graph, list | tuple) else [default_graph]
        parameters += [("default-graph-uri", g.value) for g in chosen if isinstance(g, NamedNode)]
        parameters += [("named-graph-uri", graph.value) for graph in named_graphs or ()]
        form = type(ox.Store().query(text, prefixes=dict(prefixes or {})))
        try:
            if form is ox.QueryTriples:
                return self._triples(header + text, parameters)
            return self._results(header + text, parameters, streamed=True)
        except RefusedError as error:
            if error.status in (400, 500):
                raise QueryError(f"The query cannot be answered: {error}") from error
            raise

    def _triples(self, text: str, parameters: Sequence[tuple[str, str]]) -> ox.QueryTriples:
        # Only a query of Oxigraph's gives its type for triples, so one is asked of a store that holds just these.
        with self.wire.streamed(
            self._address(parameters), text.encode(), Content_Type=QUERY_MEDIA, Accept=_N_TRIPLES
        ) as body:
            held = ox.Store()
            held.bulk_load(body, format=RdfFormat.N_TRIPLES)
        found = held.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        assert isinstance(found, ox.QueryTriples)  # noqa: S101  # what CONSTRUCT gives
        return found

    def _address(self, parameters: Sequence[tuple[str, str]]) -> str:
        return self.layout.query + ("?" + urlencode(parameters) if parameters else "")

    def _results(
        self, text: str, parameters: Sequence[tuple[str, str]] = (), *, streamed: bool = False
    ) -> ox.QuerySolutions | ox.QueryBoolean:
        headers = {"Content_Type": QUERY_MEDIA, "Accept": RESULTS_MEDIA}
        address = self._address(parameters)
        if streamed:
            body = self.wire.streamed(address, text.encode(), **headers)
        else:
            body = io.BytesIO(self.wire.asked(address, text.encode(), **headers))
        try:
            return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                f"The server at {self.endpoint} does not answer in SPARQL's JSON: {error}"
            ) from error

    def _select(self, text: str, *, streamed: bool = False) -> ox.QuerySolutions:
        found = self._results(text, streamed=streamed)
        if not isinstance(found, ox.QuerySolutions):
            raise StoreError(f"The server at {self.endpoint} answers a SELECT with a truth value")
        return found

    def _matching(self, pattern: Pattern, kept: str, *, streamed: bool) -> Iterator[Quad]:
        shown = [_shown(name, term) for name, term in zip(_NAMES, pattern, strict=True)]
        subject, predicate, value, graph = shown
        # Where nothing is asked for, SELECT * has no column, and gives one empty row for a match.
        text = f"SELECT * {{ GRAPH {graph} {{ {subject} {predicate} {value} }} {kept} }}"
        free = [n for n, term in zip(_NAMES, pattern, strict=True) if term is None]
        if not free:
            text = f"SELECT (1 AS ?found) {{ GRAPH {graph} {{ {subject} {predicate} {value} }} }}"
        for row in self._select(text, streamed=streamed):
            found = {name: row[name] for name in free}
            terms = [found.get(n, t) for n, t in zip(_NAMES, pattern, strict=True)]
            yield Quad(*terms)  # type: ignore[arg-type]  # as the patterns are typed

    # -- what is known before

    def lean_on(self, graph: NamedNode, local: ox.Store) -> None:
        """Read a named graph here from now on, where it is the same, until something in it changes."""
        self._leans[graph] = local

    def foresee(self, patterns: Iterable[Pattern]) -> None:
        """Ask for many patterns together that will be asked for one by one. A change of what they match is heeded."""
        if self._kept > _KEPT:
            self._forget_all()
        by_form: dict[tuple[bool, ...], list[Pattern]] = defaultdict(list)
        for pattern in dict.fromkeys(patterns):
            if pattern not in self._foreseen and pattern[3] not in self._leans:
                by_form[tuple(term is not None for term in pattern)].append(pattern)
        for form, listed in by_form.items():
            for start in range(0, len(listed), _TOGETHER):
                self._foresee(form, listed[start : start + _TOGETHER])

    def foresee_having(
        self, predicates: Sequence[NamedNode], rows: Sequence[Sequence[Term]], graph: NamedNode
    ) -> None:
        """Ask for the nodes of a graph that have all values of one of the rows, and for what is said of them: what
        `nodes_having` and a pattern for each node will ask."""
        heads = " ".join(f"?v{n}" for n in range(len(predicates)))
        joined = " . ".join(f"?node {predicate} ?v{n}" for n, predicate in enumerate(predicates))
        found: dict[tuple[object, ...], list[NamedNode]] = {tuple(row): [] for row in rows}
        for start in range(0, len(rows), _TOGETHER):
            some = rows[start : start + _TOGETHER]
            listed = " ".join(f"({' '.join(str(term) for term in row)})" for row in some)
            text = f"SELECT * {{ VALUES ({heads}) {{ {listed} }} GRAPH {graph} {{ {joined} }} }}"
            for row in self._select(text):
                node = row["node"]
                if isinstance(node, NamedNode):
                    found[tuple(row[f"v{n}"] for n in range(len(predicates)))].append(node)
        for values, nodes in found.items():
            self._having[graph, frozenset(zip(predicates, values, strict=True))] = nodes
        self.foresee((node, None, None, graph) for nodes in found.values() for node in nodes)

    def _foresee(self, form: tuple[bool, ...], patterns: Sequence[Pattern]) -> None:
        names = [name for name, bound in zip(_NAMES, form, strict=True) if bound]
        rows = " ".join(
            f"({' '.join(str(term) for term in pattern if term is not None)})"
            for pattern in patterns
        )
        heads = " ".join(f"?{name}" for name in names)
        text = f"SELECT * {{ VALUES ({heads}) {{ {rows} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        found: dict[Pattern, list[Quad]] = {pattern: [] for pattern in patterns}
        for row in self._select(text):
            terms = [row[name] for name in _NAMES]
            bound = (t if b else None for t, b in zip(terms, form, strict=True))
            quad = Quad(*terms)
            found[tuple(bound)].append(quad)  # type: ignore[index]  # a pattern, as its parts were
            self._kept += 1
        self._foreseen.update(found)

    def _forget_all(self) -> None:
        self._foreseen.clear()
        self._having.clear()
        self._kept = 0

    def _forget(self, quads: Iterable[Quad]) -> None:
        self._having.clear()
        forms = {tuple(term is not None for term in pattern) for pattern in self._foreseen}
        for quad in quads:
            terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
            self._leans.pop(quad.graph_name, None)  # type: ignore[arg-type]
            for form in forms:
                bound = (t if b else None for t, b in zip(terms, form, strict=True))
                self._foreseen.pop(tuple(bound), None)  # type: ignore[arg-type]

    # -- writing

    def apply(self, removed: Sequence[Quad], added: Sequence[Quad]) -> None:
        """Remove quads, then add quads, in one transaction of the server. What is too large for one request waits
        there in a graph of its own until it is complete."""
        if not removed and not added:
            return
        self._forget((*removed, *added))
        text = change(removed, added, *self.after)
        if len(text.encode()) <= self._largest:
            try:
                self.update(text)
            except RefusedError as error:
                if error.status != _TOO_LARGE:
                    raise
                self._largest = len(text.encode()) // 2
            else:
                return
        self.update(DROP_PENDING)
        for piece in pieces(removed, added):
            self.update(piece)
        self.update(completion(*self.after))

    def update(self, text: str) -> None:
        """Send a request of SPARQL Update."""
        if self.layout.update is None:
            raise StoreError(f"The graph at {self.endpoint} was opened for reading only")
        self.wire.asked(self.layout.update, text.encode(), Content_Type=UPDATE_MEDIA)

    def clear_graph(self, graph: NamedNode) -> None:
        """Remove what is in a named graph."""
        self._leans.pop(graph, None)
        self._forget_all()
        self.update(f"DROP SILENT GRAPH {graph}")

    def bulk_extend(self, quads: Iterable[Quad]) -> None:
        """Add many quads, some in each request and all of them in no one transaction."""
        self._forget_all()
        waiting: dict[NamedNode, list[Quad]] = defaultdict(list)
        for quad in quads:
            if not isinstance(quad.graph_name, NamedNode):
                raise StoreError(f"A quad must say which named graph it belongs to: {quad}")
            listed = waiting[quad.graph_name]
            listed.append(quad)
            if len(listed) == _LOADED:
                self._load(quad.graph_name, waiting.pop(quad.graph_name))
        for graph, listed in waiting.items():
            self._load(graph, listed)

    def _load(self, graph: NamedNode, quads: Sequence[Quad]) -> None:
        self._leans.pop(graph, None)
        if self.layout.store is not None:
            body = "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in quads).encode()
            address = f"{self.layout.store}?{urlencode({'graph': graph.value})}"
            answer = self.wire.send("POST", address, body, Content_Type=_N_TRIPLES)
            if answer.status not in _NO_STORE:
                self.wire.check(answer)
                return
        self.update(change((), quads))

    def flush(self) -> None:
        """Nothing: the server has what was sent."""


def _shown(name: str, term: object) -> str:
    return f"?{name}" if term is None else str(term)
