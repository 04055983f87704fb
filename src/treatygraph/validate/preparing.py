"""The shapes as pySHACL runs them fastest, the results being the same.

pySHACL takes the properties of a node shape one node after the other, and a query of a shape, too. What it can take at
once is a shape with targets of its own. So each property shape gets the targets of the node shape that it hangs on, and
queries stand aside: they are asked once of all data, and pySHACL runs them only at the nodes for which they found something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from treatygraph.validate.shapes import shapes_graph

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)

# From a shape to what is part of it.
_PARTS = (SH.property, SH.sparql, SH.node, SH["or"], SH["not"])


@dataclass(frozen=True)
class Query:
    """A query that stands in a shape: ``constraint`` is the node that has its text. It asks for ``$this``."""

    shape: Node
    constraint: Node
    text: str


@dataclass(frozen=True)
class Prepared:
    """The shapes without ``queries``, and these; ``declared`` are the prefixes of their texts, ``owners`` the shape that
    each unnamed part of a shape belongs to."""

    core: Graph
    queries: tuple[Query, ...]
    declared: Mapping[str, str]
    owners: Mapping[Node, Node]


@cache
def prepared_shapes() -> Prepared:
    """The shapes of ``ontology/shapes.ttl``, made ready once. Do not change them.

    Raises ResourceError as `shapes_graph` does.
    """
    core = _copied(shapes_graph())
    owners = {part: shape for link in _PARTS for shape, part in core.subject_objects(link)}
    for shape in sorted(set(core.subjects(RDF.type, SH.NodeShape)), key=str):
        targets = _targets(core, shape)
        if targets and not any(core.subjects(None, shape)):  # else it says what another one means
            for part in list(core.objects(shape, SH.property)):
                core.remove((shape, SH.property, part))
                for way, target in targets:
                    core.add((part, way, target))
    queries = []
    for shape, constraint in sorted(core.subject_objects(SH.sparql), key=str):
        path = core.value(shape, SH.path)
        if _targets(core, shape) and (path is None or isinstance(path, URIRef)):
            text = str(core.value(constraint, SH.select))
            text = text.replace("$PATH", path.n3()) if path is not None else text
            queries.append(Query(shape, constraint, text))
            core.remove((shape, SH.sparql, constraint))
    return Prepared(core, tuple(queries), dict(_declared(core)), owners)


def shapes_at(found: Mapping[Query, Iterable[Node]]) -> Graph:
    """Shapes that ask each query at the nodes that are given for it, and nothing else."""
    full = prepared_shapes().core
    graph = Graph()
    for subject in set(full.subjects(SH.declare, None)):
        _describe(full, subject, graph)
    for query, nodes in found.items():
        for triple in full.triples((query.shape, None, None)):
            if triple[1] in (SH.path, SH.severity, SH.message, RDF.type):
                graph.add(triple)
        graph.add((query.shape, SH.sparql, query.constraint))
        _describe(full, query.constraint, graph)
        for node in nodes:
            graph.add((query.shape, SH.targetNode, node))
    return graph


def targets_of(query: Query) -> list[tuple[Node, Node]]:
    """Where the shape of a query is to be run: the properties of SHACL that say so, and their values."""
    return _targets(prepared_shapes().core, query.shape)


def _copied(graph: Graph) -> Graph:
    copy = Graph(identifier=graph.identifier)
    for triple in graph:
        copy.add(triple)
    return copy


def _targets(graph: Graph, shape: Node) -> list[tuple[Node, Node]]:
    return [(way, target) for way in _TARGETS for target in graph.objects(shape, way)]


def _declared(graph: Graph) -> Iterator[tuple[str, str]]:
    for node in graph.objects(None, SH.declare):
        yield str(graph.value(node, SH.prefix)), str(graph.value(node, SH.namespace))


def _describe(source: Graph, node: Node, target: Graph) -> None:
    """All that is said of a node, and of what stands without a name below it."""
    for triple in source.triples((node, None, None)):
        if triple not in target:
            target.add(triple)
            if not isinstance(triple[2], URIRef):
                _describe(source, triple[2], target)
