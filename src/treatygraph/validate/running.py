"""Running the shapes over a graph."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pyoxigraph as ox
import pyshacl
from oxrdflib._converter import to_ox
from rdflib import SH, Dataset, Graph, URIRef
from rdflib.term import BNode, Node

from treatygraph import resources
from treatygraph.errors import ResourceError
from treatygraph.validate.data import Context, Data, Statement, read_data
from treatygraph.validate.paths import path_text
from treatygraph.validate.preparing import Query, prepared_shapes, shapes_at, targets_of
from treatygraph.validate.report import Report, Result, Severity
from treatygraph.validate.shapes import class_hierarchy

_SEVERITIES = {severity.iri: severity for severity in Severity}


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
    return validate_statements(_statements(data), None if context is None else _looking_in(context))


def validate_statements(statements: Iterable[Statement], context: Context | None = None) -> Report:
    """As `validate`, of statements of Oxigraph, whatever their named graphs; ``context`` tells what is said elsewhere."""
    data = read_data(statements, _hierarchy(), context)
    shapes = prepared_shapes()
    results = set(_run(data, shapes.core))
    found: dict[Query, set[Node]] = {}
    for query in shapes.queries:
        if nodes := data.rows(query.text, shapes.declared).keys():
            targeted = set().union(*(data.targeted(*target) for target in targets_of(query)))
            if at := nodes & targeted:
                found[query] = at
    if found:
        results.update(_run(data, shapes_at(found)))
    return Report(tuple(sorted(results, key=lambda result: result.order)))


def _run(data: Data, shapes: Graph) -> Iterable[Result]:
    _, found, text = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    if not isinstance(found, Graph):
        path = resources.ontology() / "shapes.ttl"
        raise ResourceError(f"{path}: the shapes cannot be run: {text}", path)
    return _results(found)


def _statements(graph: Graph) -> Iterable[ox.Triple]:
    triples = graph.quads() if isinstance(graph, Dataset) else graph
    return (ox.Triple(*map(_to_ox, each[:3])) for each in triples)


def _looking_in(graph: Graph) -> Context:
    def look(node: Any, name: ox.NamedNode | None) -> Iterable[Statement]:
        way = URIRef(name.value) if name is not None else None
        subject = URIRef(node.value) if isinstance(node, ox.NamedNode) else BNode(node.value)
        return (ox.Triple(*map(_to_ox, each)) for each in graph.triples((subject, way, None)))

    return look


def _to_ox(node: Node) -> Any:
    return to_ox(node)


@cache
def _hierarchy() -> tuple[ox.Triple, ...]:
    return tuple(ox.Triple(*map(_to_ox, triple)) for triple in class_hierarchy())


def _results(found: Graph) -> Iterable[Result]:
    for node in found.objects(None, SH.result):
        focus = found.value(node, SH.focusNode)
        if focus is None:
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


def _shape_name(node: Node | None) -> str:
    """The IRI of a shape; of the named shape around it, if it has none itself."""
    while isinstance(node, BNode):
        node = prepared_shapes().owners.get(node)
    return str(node) if isinstance(node, URIRef) else ""
