"""A graph as rdflib sees it: the union of all named graphs, read from Oxigraph, nothing copied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore
from rdflib import XSD, Literal
from rdflib.query import Result
from rdflib.term import Identifier

from treatygraph.errors import StoreError
from treatygraph.store.prefixes import PREFIXES


def union_graph(inner: ox.Store) -> rdflib.Graph:
    """An rdflib graph for reading: changes would pass by the transactions of the store.

    Not a Dataset: pySHACL would check each of its named graphs for itself, and miss what a claim
    of one document says about an entity of the catalogue.
    """
    graph = rdflib.Graph(store=_UnionStore(store=inner), bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, rdflib.URIRef(namespace), override=True)
    return graph


class _UnionStore(OxigraphStore):
    """Reads all named graphs as one, whichever rdflib asks for. ``Any`` is what rdflib passes."""

    def triples(
        self,
        triple_pattern: Any,
        context: rdflib.Graph | None = None,
    ) -> Iterator[tuple[Any, Iterator[Any]]]:
        """Each triple of any named graph, once."""
        seen = set()
        for triple, _ in super().triples(triple_pattern, None):
            subject, predicate, value = triple
            if isinstance(value, Literal) and value.datatype == XSD.string:
                # Oxigraph types plain strings; to rdflib "a" and "a"^^xsd:string are two literals.
                triple = (subject, predicate, Literal(str(value)))
            if triple not in seen:
                seen.add(triple)
                yield triple, iter((context,))

    def __len__(self, context: rdflib.Graph | None = None) -> int:
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
