"""Asking: values by type, and what each mistake is told."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.errors import QueryError
from treatygraph.query import run_query
from treatygraph.store import GraphStore, open_store
from treatygraph.store.prefixes import ID, PREF_LABEL, TG

G = NamedNode("https://w3id.org/treatygraph/graph/acts")
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture
def store() -> GraphStore:
    graph = open_store()
    label = NamedNode(PREF_LABEL)
    graph.replace_graph(
        G,
        [
            Quad(NamedNode(ID + "state/RUS"), label, Literal("Russia", language="en"), G),
            Quad(NamedNode(ID + "treaty/cets-126"), label, Literal("Convention 126"), G),
            Quad(NamedNode(ID + "body/council-of-europe"), label, Literal("The Council"), G),
            Quad(NamedNode(ID + "act/1"), NamedNode(TG + "party"), NamedNode(ID + "state/RUS"), G),
        ],
    )
    return graph


def asking(kind: str, default: str | None = None) -> str:
    """A query that answers with the value of its one parameter."""
    more = f"#+     default: {default}\n" if default is not None else ""
    return f"#+ params:\n#+   x:\n#+     type: {kind}\n{more}SELECT ?value {{ BIND($x AS ?value) }}"


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("state", "RUS", NamedNode(ID + "state/RUS")),
        ("treaty", "cets-126", NamedNode(ID + "treaty/cets-126")),
        ("body", "council-of-europe", NamedNode(ID + "body/council-of-europe")),
        ("iri", "act/1", NamedNode(ID + "act/1")),
        ("iri", "Russia", NamedNode(ID + "state/RUS")),
        ("date", "2025", Literal("2025", datatype=NamedNode(XSD + "gYear"))),
        ("date", "2025-08", Literal("2025-08", datatype=NamedNode(XSD + "gYearMonth"))),
        ("date", "2025-08-25", Literal("2025-08-25", datatype=NamedNode(XSD + "date"))),
        ("integer", "-07", Literal("-7", datatype=NamedNode(XSD + "integer"))),
        ("string", '"} ; DROP ALL # $x', Literal('"} ; DROP ALL # $x')),
        ("string", "", Literal("")),
    ],
)
def test_a_value_is_the_term_of_its_type(
    store: GraphStore, kind: str, text: str, term: object
) -> None:
    results = run_query(store, asking(kind), {"x": text})
    assert results.variables == ("value",)
    assert results.rows == ((term,),)


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("state", "RUSS", "-p x=RUSS: The graph has no state 'RUSS'. Did you mean state/RUS"),
        ("treaty", "RUS", "no treaty 'RUS'"),
        ("date", "2025-02-30", "-p x=2025-02-30: no such date"),
        ("date", "25 August", "not a date: '25 August'. Write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("integer", "two", "not a whole number: 'two'"),
        ("integer", "٢", "not a whole number"),
    ],
)
def test_a_bad_value_is_told_with_its_parameter(
    store: GraphStore, kind: str, text: str, message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(store, asking(kind), {"x": text})
    assert message in str(caught.value)


def test_a_default_is_used_where_nothing_is_given(store: GraphStore) -> None:
    assert run_query(store, asking("state", "RUS")).rows == ((NamedNode(ID + "state/RUS"),),)


def test_a_missing_parameter_is_told_with_all(store: GraphStore) -> None:
    with pytest.raises(QueryError, match=r"'x' is missing\. Its parameters are: x \(state\)"):
        run_query(store, asking("state"))


def test_an_unknown_parameter_is_told_with_the_known(store: GraphStore) -> None:
    with pytest.raises(QueryError, match=r"no parameter 'y'\. Its .*: x \(date, 2025 if left out"):
        run_query(store, asking("date", "2025"), {"y": "1"})


def test_a_text_without_parameters_says_how_to_declare_one(store: GraphStore) -> None:
    with pytest.raises(QueryError, match=r"It has none.*#\+ params:"):
        run_query(store, "SELECT ?s { ?s ?p $o }", {"o": "1"})


def test_a_syntax_error_has_its_place_in_the_authors_text(store: GraphStore) -> None:
    text = asking("state").replace("}", "OOPS }")
    with pytest.raises(QueryError, match="line 4, column") as caught:
        run_query(store, text, {"x": "RUS"})
    last = text.splitlines()[3]
    # The parser tells how far it came, which is a few characters behind the mistake.
    assert caught.value.line == 4
    assert last.index("OOPS") < (caught.value.column or 0) <= len(last) + 1


def test_the_three_forms_of_answer(store: GraphStore) -> None:
    rows = run_query(store, "SELECT ?s ?none { ?s tg:party ?state }")
    assert rows.rows == ((NamedNode(ID + "act/1"), None),)
    assert (rows.triples, rows.answer) == (None, None)
    yes = run_query(store, "ASK { ?s tg:party ?state }")
    assert yes.answer is True
    triples = run_query(store, "CONSTRUCT { ?s a tg:X } WHERE { ?s skos:prefLabel ?l }").triples
    assert triples is not None
    assert [str(triple.subject) for triple in triples] == [
        f"<{ID}body/council-of-europe>",
        f"<{ID}state/RUS>",
        f"<{ID}treaty/cets-126>",
    ]


def test_an_empty_graph_answers_with_no_rows() -> None:
    assert len(run_query(open_store(), "SELECT ?s { ?s ?p ?o }")) == 0
