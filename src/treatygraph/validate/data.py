"""The data as they are judged: an index in memory for the core of SHACL, Oxigraph for the queries of shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox
import rdflib
from oxrdflib._converter import from_ox, to_ox
from rdflib import SH, Variable
from rdflib.query import Result
from rdflib.term import Literal, Node

from treatygraph.catalogue.terms import RDF_TYPE
from treatygraph.store.prefixes import TG

Statement = ox.Quad | ox.Triple
Context = Callable[[Any, ox.NamedNode | None], Iterable[Statement]]
"""What a larger graph says of a node, with one property or with any."""

# What is read of a node that the data only mention: what it is, and for a claim what it is about.
_LOOKED_UP = tuple(map(ox.NamedNode, (RDF_TYPE, TG + "actKind", TG + "party", TG + "object")))
_TYPE = ox.NamedNode(RDF_TYPE)
_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
_STRING = ox.NamedNode("http://www.w3.org/2001/XMLSchema#string")

# The nodes that a shape with a target is run at.
_TARGETED: dict[Node, str] = {
    SH.targetClass: f"SELECT ?node {{{{ ?node a/<{_SUBCLASS}>* {{}} }}}}",
    SH.targetSubjectsOf: "SELECT ?node {{ ?node {} ?value }}",
    SH.targetObjectsOf: "SELECT ?node {{ ?subject {} ?node }}",
    SH.targetNode: "SELECT ?node {{ BIND({} AS ?node) }}",
}

Row = Mapping[Variable, Any]


def read_data(
    statements: Iterable[Statement], hierarchy: Iterable[Statement], context: Context | None = None
) -> Data:
    """Statements of any graphs as one graph to judge, with what ``context`` knows of nodes that they only mention.

    ``hierarchy`` says which classes are part of which: of these nothing is looked up.
    """
    store = ox.Store()
    store.bulk_extend(map(_plain, statements))
    mentioned = _look_up(store, context) if context is not None else frozenset()
    store.extend(map(_plain, hierarchy))
    return Data(store, mentioned)


def _look_up(store: ox.Store, context: Context) -> frozenset[Any]:
    """Adds what ``context`` knows of nodes that are only mentioned; gives those nodes."""
    typed = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, None)}
    # Something is said of it here, what it is stands elsewhere: it is judged as a whole.
    partly = {quad.subject for quad in store} - typed
    store.extend(_plain(found) for node in partly for found in context(node, None))
    described = {quad.subject for quad in store}
    mentioned = frozenset(
        quad.object
        for quad in store
        if isinstance(quad.object, ox.NamedNode)
        and quad.predicate != _TYPE
        and quad.object not in described
    )
    store.extend(
        _plain(found) for node in mentioned for name in _LOOKED_UP for found in context(node, name)
    )
    return mentioned


def _plain(statement: Statement) -> ox.Quad:
    return ox.Quad(statement.subject, statement.predicate, statement.object)


class Data(rdflib.Graph):
    """What is judged, and what it mentions: that can be looked up, and is nobody's focus.

    ``store`` holds both. It is for reading: what is added later is not seen.
    """

    def __init__(self, store: ox.Store, mentioned: frozenset[Any] = frozenset()) -> None:
        super().__init__(bind_namespaces="none")
        self._store = store
        self._mentioned = mentioned
        self._rows: dict[str, Mapping[Node, list[Row]]] = {}
        self._targeted: dict[tuple[Node, Node], frozenset[Node]] = {}
        self._of: dict[Any, dict[Any, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self._to: dict[Any, dict[Any, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self._terms: dict[Any, Node] = {}
        self._count = len(store)  # which Oxigraph counts anew each time
        for quad in store:
            subject, predicate, value = self._triple(quad)
            self._of[subject][predicate].append(value)
            if quad.subject not in mentioned:
                self._to[predicate][value].append(subject)

    def triples(self, triple: Any) -> Iterator[Any]:  # type: ignore[override]  # no paths, which pySHACL follows itself
        """The triples of a pattern; from predicate or object, only those of what is judged."""
        subject, predicate, value = triple
        if subject is not None:
            ways = self._of.get(subject, {})
            for way in ways if predicate is None else (predicate,):
                for found in ways.get(way, ()):
                    if value is None or value == found:
                        yield subject, way, found
            return
        for way in list(self._to) if predicate is None else (predicate,):
            values = self._to.get(way, {})
            for found in values if value is None else (value,):
                for node in values.get(found, ()):
                    yield node, way, found

    def __len__(self) -> int:
        return self._count

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Result:
        """The rows of a query about one node, ``$this``. The query is asked once, of all nodes."""
        bindings = kwargs.get("initBindings") or next(
            a for a in args if isinstance(a, dict) and "this" in a
        )
        rows = self.rows(str(query_object)).get(bindings["this"], [])
        result = Result("SELECT")
        result.vars = list({name: None for row in rows for name in row})
        result.bindings = rows
        return result

    def rows(
        self, text: str, prefixes: Mapping[str, str] | None = None
    ) -> Mapping[Node, list[Row]]:
        """The rows of a query for each value of ``$this`` that is judged."""
        found = self._rows.get(text)
        if found is None:
            found = self._rows[text] = self._asked(text, prefixes)
        return found

    def targeted(self, way: Node, target: Node) -> frozenset[Node]:
        """The nodes at which a shape with a target is to be run: ``way`` is SHACL's word for the sort of target."""
        found = self._targeted.get((way, target))
        if found is None:
            solutions: Any = self._store.query(_TARGETED[way].format(to_ox(target)))
            nodes = {solution["node"] for solution in solutions} - self._mentioned
            found = self._targeted[way, target] = frozenset(map(self._term, nodes))
        return found

    def _asked(self, text: str, prefixes: Mapping[str, str] | None) -> Mapping[Node, list[Row]]:
        solutions: Any = self._store.query(text, prefixes=dict(prefixes) if prefixes else None)
        names = [variable.value for variable in solutions.variables]
        found: dict[Node, list[Row]] = defaultdict(list)
        for solution in solutions:
            if solution["this"] in self._mentioned:
                continue
            row = {
                Variable(name): self._term(solution[name])
                for name in names
                if solution[name] is not None
            }
            found[row[Variable("this")]].append(row)
        return dict(found)

    def _triple(self, quad: ox.Quad) -> tuple[Node, Node, Node]:
        return self._term(quad.subject), self._term(quad.predicate), self._term(quad.object)

    def _term(self, term: Any) -> Any:
        known: Any = self._terms.get(term)
        if known is None:
            known = from_ox(term)
            if isinstance(known, Literal) and term.datatype == _STRING:
                # Oxigraph types plain strings; to rdflib "a" and "a"^^xsd:string are two literals.
                known = Literal(str(known))
            self._terms[term] = known
        return known
