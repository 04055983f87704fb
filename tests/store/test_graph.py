"""A graph: what goes in comes out, all or nothing, on disk and in memory alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from treatygraph.errors import QueryError, StoreError
from treatygraph.store import GraphStore, open_store

G = NamedNode("https://w3id.org/treatygraph/graph/document/g")
H = NamedNode("https://w3id.org/treatygraph/graph/document/h")
SAYS = NamedNode("https://w3id.org/treatygraph/ontology#quote")

HOSTILE = [
    'a "quoted" word',
    "back\\slash and \\u0022 that is no escape",
    "lines\nwith\r\nends\tand tabs",
    "\x00\x01\x1b[2J\x7f\x85",
    "\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd",
    "\"\"\" ''' } ; DROP ALL #",
    "$name ?x <https://example.org/>",
    "\U0001f6a2 \u0301\ufffe",
]


def said(text: str, graph: NamedNode = G, number: int = 1) -> Quad:
    node = NamedNode(f"https://w3id.org/treatygraph/id/evidence/{number}")
    return Quad(node, SAYS, Literal(text), graph)


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    path = tmp_path / "graph" if request.param == "disk" else None
    with open_store(path, create=True) as opened:
        yield opened


def test_a_new_graph_is_empty(store: GraphStore) -> None:
    assert len(store) == 0
    assert store.graphs() == []


def test_replacing_a_graph_leaves_the_others(store: GraphStore) -> None:
    store.replace_graph(G, [said("old"), said("both")])
    store.replace_graph(H, [said("other", H)])
    store.replace_graph(G, [said("new"), said("both")])
    assert set(store.quads(G)) == {said("new"), said("both")}
    assert set(store.quads(H)) == {said("other", H)}
    assert store.graphs() == [G, H]


def test_replacing_twice_is_replacing_once(store: GraphStore) -> None:
    for _ in range(2):
        store.replace_graph(G, [said("a"), said("b"), said("a")])
    assert len(store) == 2


def test_a_removed_graph_is_gone_and_removing_it_again_is_no_error(store: GraphStore) -> None:
    store.replace_graph(G, [said("a")])
    store.remove_graph(G)
    store.remove_graph(G)
    assert not store.contains_graph(G)
    assert store.graphs() == []


def test_a_graph_that_lost_its_last_quad_is_no_graph(store: GraphStore) -> None:
    store.replace_graph(G, [said("a")])
    store.apply([said("a")], [])
    assert store.graphs() == []


def test_a_quad_both_removed_and_added_is_there(store: GraphStore) -> None:
    store.replace_graph(G, [said("a")])
    store.apply([said("a")], [said("a"), said("b")])
    assert len(store) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_survives_writing_and_removing(store: GraphStore, text: str) -> None:
    store.replace_graph(G, [said("first")])
    store.apply([said("first")], [said(text)])
    assert [quad.object.value for quad in store.quads()] == [text]  # type: ignore[union-attr]
    store.apply([said(text)], [])
    assert len(store) == 0


def test_all_or_nothing(store: GraphStore) -> None:
    store.replace_graph(G, [said("kept")])
    with pytest.raises(StoreError, match="blank node"):
        store.apply([said("kept")], [Quad(BlankNode("x"), SAYS, Literal("y"), G)])
    assert set(store.quads()) == {said("kept")}


def test_a_quad_of_no_graph_or_of_another_is_refused(store: GraphStore) -> None:
    with pytest.raises(StoreError, match="which named graph"):
        store.apply([], [Quad(G, SAYS, Literal("y"))])
    with pytest.raises(StoreError, match="Not a quad of the graph"):
        store.replace_graph(G, [said("a", H)])


def test_queries_see_all_graphs_as_one(store: GraphStore) -> None:
    store.replace_graph(G, [said("a", G, 1)])
    store.replace_graph(H, [said("b", H, 2)])
    texts = store.select("SELECT ?text { ?e tg:quote ?text } ORDER BY ?text")
    assert [row["text"].value for row in texts] == ["a", "b"]
    assert store.ask('ASK { ?e tg:quote "b" }')
    assert len(list(store.construct("CONSTRUCT WHERE { ?e tg:quote ?text }"))) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_values_are_bound_whatever_they_contain(store: GraphStore, text: str) -> None:
    store.replace_graph(G, [said("plain", number=1), said(text, number=2)])
    rows = store.select("SELECT ?e { ?e tg:quote $text }", {"text": Literal(text)})
    assert [row["e"].value[-1] for row in rows] == ["2"]


def test_a_wrong_query_tells_line_and_column(store: GraphStore) -> None:
    with pytest.raises(QueryError, match="line 2, column 9") as caught:
        store.select("SELECT ?x {\n ?x ?y }")
    assert (caught.value.line, caught.value.column) == (2, 9)


def test_an_unknown_prefix_is_told_with_the_known_ones(store: GraphStore) -> None:
    with pytest.raises(QueryError, match=r"a prefix is not declared.*dcterms.*tg"):
        store.select("SELECT ?x { ?x tk:quote ?y }")


def test_a_query_of_another_form_is_refused(store: GraphStore) -> None:
    with pytest.raises(QueryError, match="Not a SELECT query"):
        store.select("ASK { ?s ?p ?o }")


def test_a_query_cannot_change_the_graph(store: GraphStore) -> None:
    store.replace_graph(G, [said("a")])
    with pytest.raises(QueryError):
        store.query("DELETE WHERE { ?s ?p ?o }")
    assert len(store) == 1


def test_a_query_cannot_ask_another_server(store: GraphStore) -> None:
    with pytest.raises(QueryError, match="SERVICE asks another server"):
        store.select("SELECT ?s { sErViCe SILENT <https://example.org/> { ?s ?p ?o } }")
    assert list(store.select('SELECT ?s { ?s ?p "SERVICE" } # SERVICE')) == []


def test_a_parameter_where_a_value_cannot_stand_is_explained(store: GraphStore) -> None:
    with pytest.raises(QueryError, match="where only a variable can"):
        store.select("SELECT $x { ?s ?p $x }", {"x": Literal("a")})


def test_rdflib_sees_the_union_as_it_is_now(store: GraphStore) -> None:
    store.replace_graph(G, [said("a", G)])
    store.replace_graph(H, [said("a", H), said("b", H)])
    graph = store.rdflib_graph()
    quote = rdflib.URIRef(SAYS.value)
    assert sorted(str(text) for text in graph.objects(None, quote)) == ["a", "b"]
    assert len(graph) == 2
    assert len(list(graph.query("SELECT DISTINCT ?text { ?e tg:quote ?text }"))) == 2
    store.remove_graph(H)
    assert [str(text) for text in graph.objects(None, quote)] == ["a"]


def test_rdflib_cannot_change_the_graph(store: GraphStore) -> None:
    store.replace_graph(G, [said("a", G)])
    graph = store.rdflib_graph()
    triple = next(iter(graph))
    with pytest.raises(StoreError, match="cannot change it"):
        graph.add(triple)
    with pytest.raises(StoreError, match="cannot change it"):
        graph.remove(triple)
    with pytest.raises(StoreError, match="cannot change it"):
        graph.update("DELETE WHERE { ?s ?p ?o }")
    assert len(store) == 1


def test_pyshacl_checks_over_the_borders_of_named_graphs(store: GraphStore) -> None:
    # The quote and its class are in different graphs; only together are they wrong.
    a = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    evidence = NamedNode("https://w3id.org/treatygraph/ontology#Evidence")
    store.replace_graph(G, [said("a", G)])
    store.replace_graph(H, [Quad(said("a").subject, a, evidence, H)])
    shapes = rdflib.Graph().parse(
        data="""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix tg: <https://w3id.org/treatygraph/ontology#> .
        tg:Shape a sh:NodeShape ; sh:targetClass tg:Evidence ;
          sh:property [ sh:path tg:quote ; sh:minCount 1 ; sh:minLength 2 ] .
        """
    )
    conforms, _, text = pyshacl.validate(store.rdflib_graph(), shacl_graph=shapes)
    assert not conforms
    assert "MinLengthConstraintComponent" in text
    assert "MinCountConstraintComponent" not in text


def test_a_closed_store_says_so_and_closes_twice() -> None:
    store = open_store()
    store.close()
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.graphs()


class _FullDisk:
    """A database whose disk is full, as the operating system tells it."""

    def extend(self, quads: object) -> None:
        raise OSError("IO error: No space left on device: While appending to file: 000123.log")


def test_a_full_disk_is_told_with_what_to_do() -> None:
    store = GraphStore(_FullDisk(), path=Path("somewhere"))  # type: ignore[arg-type]
    with pytest.raises(StoreError, match=r"at somewhere.*the disk is full.*Make room"):
        store.apply([], [said("a")])


def test_a_failing_update_keeps_what_was_there() -> None:
    # What `apply` relies on: the operations of one update are one transaction.
    inner = ox.Store()
    inner.add(said("kept"))
    with pytest.raises((OSError, RuntimeError)):
        inner.update("DELETE WHERE { GRAPH ?g { ?s ?p ?o } } ; LOAD <file:///nowhere.ttl>")
    assert set(inner) == {said("kept")}


def test_a_query_that_names_its_graphs_asks_those_alone() -> None:
    store = open_store()
    one, two = NamedNode("https://example.org/1"), NamedNode("https://example.org/2")
    store.apply((), [Quad(one, one, one, one), Quad(two, two, two, two)])
    rows = store.select("SELECT ?s FROM <https://example.org/1> { ?s ?p ?o }")
    assert [row["s"] for row in rows] == [one]
    assert len(list(store.select('SELECT ?s { ?s ?p ?o FILTER("FROM" != "x") }'))) == 2
