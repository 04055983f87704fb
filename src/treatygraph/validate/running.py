"""Running the shapes over a graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pyshacl
from rdflib import RDF, SH, Dataset, Graph, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as QueryResult
from rdflib.term import BNode, Node

from treatygraph import resources
from treatygraph.errors import ResourceError
from treatygraph.store.prefixes import TG
from treatygraph.validate.paths import path_text
from treatygraph.validate.report import Report, Result, Severity
from treatygraph.validate.shapes import class_hierarchy, shapes_graph

# What is read of a node that the data only mention: what it is, and for a claim what it is about.
_LOOKED_UP = (
    RDF.type,
    URIRef(TG + "actKind"),
    URIRef(TG + "party"),
    URIRef(TG + "object"),
)
_SEVERITIES = {severity.iri: severity for severity in Severity}
# From a part of a shape to the shape that it is part of.
_PARTS = (SH.property, SH.sparql, SH.node, SH["or"], SH["not"])


def validate(data: Graph, context: Graph | None = None) -> Report:
    """What is wrong with ``data`` by the shapes of ``ontology/shapes.ttl``.

    ``context`` is a larger graph (the catalogue, the whole store) in which the nodes are looked up that
    ``data`` mention but do not describe: a document's graph names states and treaties of the catalogue.
    Nothing of the context is itself judged. Without it ``data`` must be whole: a claim on a state that
    is not described there is a violation.

    Neither graph is changed, and nothing is inferred but membership of superclasses. The named graphs of
    a Dataset are read as one; a Dataset as context needs ``default_union``. Raises ResourceError if the
    shapes themselves are broken.
    """
    whole = _PreparedGraph()
    for triple in _triples(data):
        whole.add(triple)
    mentioned = _look_up(whole, context) if context is not None else frozenset()
    for triple in class_hierarchy():
        whole.add(triple)
    _, found, text = pyshacl.validate(
        whole, shacl_graph=shapes_graph(), inference="none", inplace=True
    )
    if not isinstance(found, Graph):
        path = resources.ontology() / "shapes.ttl"
        raise ResourceError(f"{path}: the shapes cannot be run: {text}", path)
    results = _results(found, outside=mentioned)
    return Report(tuple(sorted(set(results), key=lambda result: result.order)))


def _triples(graph: Graph) -> Iterable[tuple[Node, Node, Node]]:
    if isinstance(graph, Dataset):
        return ((s, p, o) for s, p, o, _ in graph.quads())
    return graph


class _PreparedGraph(Graph):
    """A graph in memory that parses each query once.

    pySHACL asks the same question for each focus node, with the node bound beside the text; rdflib
    takes ten times longer to parse it than to answer it.
    """

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> QueryResult:
        """As Graph.query; see there for the further arguments."""
        if isinstance(query_object, str):
            query_object = _prepared(query_object)
        return super().query(query_object, *args, **kwargs)


@cache
def _prepared(text: str) -> Query:
    return prepareQuery(text)


def _look_up(whole: Graph, context: Graph) -> frozenset[Node]:
    """Adds what ``context`` knows of nodes that are only mentioned; gives those nodes."""
    for node in [each for each in set(whole.subjects()) if (each, RDF.type, None) not in whole]:
        # Something is said of it here, what it is stands elsewhere: it is judged as a whole.
        for triple in context.triples((node, None, None)):
            whole.add(triple)
    described = set(whole.subjects())
    mentioned = {
        node
        for _, predicate, node in whole
        if isinstance(node, URIRef) and predicate != RDF.type and node not in described
    }
    for node in mentioned:
        for predicate in _LOOKED_UP:
            for value in context.objects(node, predicate):
                whole.add((node, predicate, value))
    return frozenset(mentioned)


def _results(found: Graph, *, outside: frozenset[Node]) -> Iterable[Result]:
    for node in found.objects(None, SH.result):
        focus = found.value(node, SH.focusNode)
        if focus is None or focus in outside:
            continue
        path = found.value(node, SH.resultPath)
        messages = sorted(str(each) for each in found.objects(node, SH.resultMessage))
        yield Result(
            severity=_SEVERITIES[_iri(found.value(node, SH.resultSeverity))],
            focus=focus,
            path=path_text(found, path) if path is not None else None,
            value=found.value(node, SH.value),
            message=" ".join(messages),
            source_shape=_shape_name(found.value(node, SH.sourceShape)),
            constraint=str(found.value(node, SH.sourceConstraintComponent)),
        )


def _iri(node: Node | None) -> URIRef:
    return node if isinstance(node, URIRef) else SH.Violation


@cache
def _owners(graph: Graph) -> Mapping[Node, Node]:
    """Each unnamed part of a shape, and the shape that it belongs to; unnamed nodes are those of this graph alone."""
    return {part: shape for link in _PARTS for shape, part in graph.subject_objects(link)}


def _shape_name(node: Node | None) -> str:
    """The IRI of a shape; of the named shape around it, if it has none itself."""
    while isinstance(node, BNode):
        node = _owners(shapes_graph()).get(node)
    return str(node) if isinstance(node, URIRef) else ""
