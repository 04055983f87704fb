"""validate(): what it needs, what it leaves alone, and that it says the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, Dataset, Graph, URIRef

from treatygraph import resources
from treatygraph.errors import ResourceError
from treatygraph.validate import Report, Severity, class_hierarchy, shapes_graph, validate

TG = "https://w3id.org/treatygraph/ontology#"
ID = "https://w3id.org/treatygraph/id/"


def test_nothing_conforms() -> None:
    assert validate(Graph()) == Report(())


def test_a_document_is_judged_in_the_context_of_what_it_names(
    claims: Graph, catalogue: Graph
) -> None:
    assert validate(claims, catalogue).results == ()


def test_without_its_context_a_document_names_what_nobody_describes(claims: Graph) -> None:
    report = validate(claims)
    assert not report.conforms
    assert {str(r.value) for r in report.results} >= {ID + "state/RUR", ID + "treaty/straits"}


def test_the_context_is_not_judged(claims: Graph, catalogue: Graph) -> None:
    state = URIRef(ID + "state/RUR")
    catalogue.remove((state, None, None))
    catalogue.add((state, RDF.type, URIRef(TG + "State")))  # no label, no code
    assert validate(claims, catalogue).results == ()
    assert not validate(catalogue).conforms


def test_acts_find_their_claims_in_the_context(good: Graph) -> None:
    acts = Graph()
    for act in good.subjects(RDF.type, URIRef(TG + "Act")):
        for triple in good.triples((act, None, None)):
            acts.add(triple)
    assert validate(acts, good).results == ()


def test_derived_edges_find_both_ends_in_the_context(catalogue: Graph) -> None:
    state, member = URIRef(ID + "state/RUR"), URIRef(TG + "memberOf")
    edges = Graph()
    edges.add((state, member, URIRef(ID + "body/adriatic")))
    assert validate(edges, catalogue).results == ()
    edges.add((state, member, URIRef(ID + "treaty/straits")))
    (result,) = validate(edges, catalogue).results
    assert (result.focus, result.value) == (state, URIRef(ID + "treaty/straits"))


def test_neither_graph_is_changed(claims: Graph, catalogue: Graph) -> None:
    before = set(claims), set(catalogue)
    shapes = len(shapes_graph())
    validate(claims, catalogue)
    assert (set(claims), set(catalogue)) == before
    assert len(shapes_graph()) == shapes


def test_named_graphs_are_read_as_one(claims: Graph, catalogue: Graph) -> None:
    dataset = Dataset()
    for name, graph in (("d", claims), ("catalogue", catalogue)):
        for triple in graph:
            dataset.graph(URIRef(ID + name)).add(triple)
    assert validate(dataset).results == ()


def test_the_order_of_triples_does_not_matter(claims: Graph) -> None:
    triples = sorted(claims)
    reports = []
    for order in (triples, triples[::-1], triples[1::2] + triples[::2]):
        graph = Graph()
        for triple in order:
            graph.add(triple)
        reports.append(validate(graph))
    assert reports[0].results
    assert reports[0] == reports[1] == reports[2]


def test_the_worst_comes_first(good: Graph) -> None:
    good.remove((URIRef(ID + "state/RUR"), URIRef(TG + "iso3"), None))
    good.remove((URIRef(ID + "claim/role"), URIRef(TG + "rule"), None))
    good.remove((URIRef(ID + "document/d"), URIRef("http://purl.org/dc/terms/issued"), None))
    severities = [result.severity for result in validate(good).results]
    assert severities == [Severity.VIOLATION, Severity.WARNING, Severity.INFO]


def test_warnings_alone_conform(good: Graph) -> None:
    good.remove((URIRef(ID + "treaty/straits-1"), URIRef(TG + "partOf"), None))
    report = validate(good)
    assert report.conforms
    assert report.counts == {Severity.VIOLATION: 0, Severity.WARNING: 1, Severity.INFO: 0}


def test_a_result_names_node_path_value_and_shape(good: Graph) -> None:
    claim, rule = URIRef(ID + "claim/role"), URIRef(TG + "person")
    good.set((claim, rule, URIRef(ID + "state/RUR")))
    (result,) = validate(good).results
    assert (result.focus, result.path) == (claim, TG + "person")
    assert result.value == URIRef(ID + "state/RUR")
    assert result.source_shape == "https://w3id.org/treatygraph/shapes#RoleClaim"
    assert result.constraint == "http://www.w3.org/ns/shacl#ClassConstraintComponent"


def test_a_path_of_several_steps_is_written_as_in_sparql(good: Graph) -> None:
    good.remove((URIRef(ID + "claim/joined"), URIRef(TG + "anchor"), URIRef(ID + "anchor/joined")))
    (result,) = validate(good).results
    assert result.path == "tg:anchor/tg:part"


def test_subclasses_are_known_without_inference() -> None:
    pairs = {(str(child), str(parent)) for child, _, parent in class_hierarchy()}
    assert (TG + "Protocol", TG + "Treaty") in pairs
    assert (TG + "ActClaim", TG + "Claim") in pairs
    assert all(parent.startswith(TG) for _, parent in pairs)


def test_broken_shapes_are_told_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shapes.ttl").write_text("@prefix : <http://example.org/> .\n:a :b .\n", "utf-8")
    monkeypatch.setattr(resources, "ontology", lambda: tmp_path)
    shapes_graph.cache_clear()
    try:
        with pytest.raises(ResourceError, match="not valid Turtle") as caught:
            shapes_graph()
        assert caught.value.path == tmp_path / "shapes.ttl"
        assert caught.value.line == 2
    finally:
        shapes_graph.cache_clear()


def test_missing_shapes_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "ontology", lambda: tmp_path)
    shapes_graph.cache_clear()
    try:
        with pytest.raises(ResourceError, match="cannot be read"):
            shapes_graph()
    finally:
        shapes_graph.cache_clear()


def test_shapes_that_are_read_again_are_named_as_before() -> None:
    graph = Graph()
    graph.add((URIRef(ID + "document/x"), RDF.type, URIRef(TG + "Document")))
    before = validate(graph)
    assert {result.source_shape for result in before.results} == {
        "https://w3id.org/treatygraph/shapes#Document"
    }
    shapes_graph.cache_clear()
    assert validate(graph) == before
