"""A graph as rdflib sees it: the union of all named graphs, read from Oxigraph, nothing copied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore
from oxrdflib._converter import from_ox
from rdflib import XSD, Literal
from rdflib.query import Result
from rdflib.term import Identifier

from treatygraph.errors import StoreError
from treatygraph.store.prefixes import PREFIXES
from treatygraph.store.remote import RemoteQuads


def union_graph(inner: ox.Store, hidden: frozenset[ox.NamedNode] = frozenset()) -> rdflib.Graph:
    """An rdflib graph for reading: changes would pass by the transactions of the store.

    Not a Dataset: pySHACL would check each of its named graphs for itself, and miss what a claim
    of one document says about an entity of the catalogue.
    """
    union = _UnionStore(store=inner)
    union.hidden = frozenset(graph.value for graph in hidden)
    graph = rdflib.Graph(store=union, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, rdflib.URIRef(namespace), override=True)
    return graph


class _UnionStore(OxigraphStore):
    """Reads all named graphs but the hidden ones as one, whichever rdflib asks for. ``Any`` is what rdflib
    passes. SPARQL sees the hidden ones too."""

    hidden: frozenset[str] = frozenset()

    def triples(
        self,
        triple_pattern: Any,
        context: rdflib.Graph | None = None,
    ) -> Iterator[tuple[Any, Iterator[Any]]]:
        """Each triple of any named graph, once."""
        seen = set()
        for triple in self._shown(triple_pattern):
            subject, predicate, value = triple
            if isinstance(value, Literal) and value.datatype == XSD.string:
                # Oxigraph types plain strings; to rdflib "a" and "a"^^xsd:string are two literals.
                triple = (subject, predicate, Literal(str(value)))
            if triple not in seen:
                seen.add(triple)
                yield triple, iter((context,))

    def _shown(self, pattern: Any) -> Iterator[Any]:
        if not self.hidden:
            yield from (triple for triple, _ in super().triples(pattern, None))
        elif any(part is not None for part in pattern):
            for triple, graphs in super().triples(pattern, None):
                if any(str(getattr(g, "identifier", "")) not in self.hidden for g in graphs):
                    yield triple
        else:
            # All of a large graph: the hidden ones, which are the larger part, are not even read.
            if isinstance(self._inner, RemoteQuads):
                hidden = map(ox.NamedNode, self.hidden)
                for quad in self._inner.quads_beside(hidden):
                    yield tuple(map(from_ox, (quad.subject, quad.predicate, quad.object)))
                return
            for name in self._inner.named_graphs():
                if getattr(name, "value", "") not in self.hidden:
                    graph = rdflib.Graph(identifier=rdflib.URIRef(name.value))
                    yield from (triple for triple, _ in super().triples(pattern, graph))

    def __len__(self, context: rdflib.Graph | None = None) -> int:
        if self.hidden:
            return sum(1 for _ in self.triples((None, None, None)))
        return int(super().__len__(None))

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],  # noqa: N803  # rdflib's name
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: str,  # noqa: ARG002, N803
        **options: object,
    ) -> Result:
        """The answer of Oxigraph's own SPARQL engine."""
        found: Result = super().query(query, initNs, initBindings, "__UNION__", **options)
        return found

    def _refuse(self, *_: Any, **__: Any) -> None:
        raise StoreError("rdflib reads the graph and cannot change it. Use GraphStore.apply")

    add = addN = remove = update = _refuse  # noqa: N815  # rdflib's names
