"""Clients that are not ours ask the endpoint, and get what the graph itself says."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
)
from SPARQLWrapper import SPARQLWrapper as Wrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from treatygraph.store import GraphStore, open_store

PREFIXES = (
    "PREFIX tg: <https://w3id.org/treatygraph/ontology#> "
    "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX dcterms: <http://purl.org/dc/terms/> "
)
ROWS = """SELECT ?act ?status ?date WHERE { ?act a tg:Act ; tg:status ?status
  OPTIONAL { ?act tg:date ?date } FILTER(CONTAINS(STR(?act), "/act/")) } ORDER BY ?act LIMIT 3"""
TITLES = """SELECT ?title (COUNT(?claim) AS ?count) WHERE { ?claim prov:wasDerivedFrom ?document .
  ?document dcterms:title ?title } GROUP BY ?title ORDER BY ?title"""
ASK = "ASK { ?act a tg:Withdrawal }"
ASK_NOTHING = "ASK { ?act a tg:Withdrawal ; tg:date 'never' }"
GRAPH = """CONSTRUCT { ?act tg:party ?party } WHERE { ?act a tg:Act ; tg:party ?party }"""
DESCRIBE = "DESCRIBE <https://w3id.org/treatygraph/id/act/withdrawal/LVA/mtdsg-XXVI-5>"

Row = dict[str, str]


@pytest.fixture(scope="module")
def store(graph_folder: Path) -> Iterator[GraphStore]:
    """What is asked, read without a server."""
    with open_store(graph_folder, read_only=True) as opened:
        yield opened


def rows(store: GraphStore, query: str) -> list[Row]:
    solutions = store.select(PREFIXES + query)
    names = [variable.value for variable in solutions.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in solutions]


def triples(store: GraphStore, query: str) -> set[tuple[str, ...]]:
    return {
        (triple.subject.value, triple.predicate.value, triple.object.value)  # type: ignore[union-attr]
        for triple in store.construct(PREFIXES + query)
    }


def asked(site: str, query: str, form: str, method: str = GET, way: str = URLENCODED) -> Any:
    client = Wrapper(f"{site}/sparql")
    client.setQuery(PREFIXES + query)
    client.setReturnFormat(form)
    client.setMethod(method)
    client.setRequestMethod(way)
    return client.query()


def wrapped(site: str, query: str, form: str, method: str = GET, way: str = URLENCODED) -> Any:
    return asked(site, query, form, method, way).convert()


@pytest.mark.parametrize(
    ("method", "way"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
)
class TestSparqlWrapper:
    """The client of Python."""

    @pytest.mark.parametrize("query", [ROWS, TITLES])
    def test_rows(self, site: str, store: GraphStore, query: str, method: str, way: str) -> None:
        found = wrapped(site, query, JSON, method, way)["results"]["bindings"]
        told = [{name: term["value"] for name, term in row.items()} for row in found]
        assert told == rows(store, query) != []

    def test_rows_in_other_forms(self, site: str, store: GraphStore, method: str, way: str) -> None:
        expected = [row["title"] for row in rows(store, TITLES)]
        document = wrapped(site, TITLES, XML, method, way)
        found = document.getElementsByTagName("literal")
        assert [each.firstChild.data for each in found[::2]] == expected
        for form in (CSV, TSV):
            text = wrapped(site, TITLES, form, method, way).decode()
            assert len(text.splitlines()) == len(expected) + 1
            assert expected[-1] in text

    def test_yes_and_no(self, site: str, store: GraphStore, method: str, way: str) -> None:
        assert wrapped(site, ASK, JSON, method, way)["boolean"] is True
        assert wrapped(site, ASK_NOTHING, JSON, method, way)["boolean"] is False

    @pytest.mark.parametrize("query", [GRAPH, DESCRIBE])
    def test_graphs(self, site: str, store: GraphStore, query: str, method: str, way: str) -> None:
        expected = triples(store, query)
        assert expected
        for form, name in ((TURTLE, "turtle"), (RDFXML, "xml")):
            data = asked(site, query, form, method, way).response.read()
            found = rdflib.Graph().parse(data=data, format=name)
            assert {tuple(str(term) for term in triple) for triple in found} == expected
        # rdflib reads JSON-LD by way of what it has deprecated itself.
        data = asked(site, query, JSONLD, method, way).response.read()
        quads = ox.parse(data, format=ox.RdfFormat.JSON_LD)
        assert {(q.subject.value, q.predicate.value, q.object.value) for q in quads} == expected

    def test_a_wrong_query_is_told_as_such(
        self, site: str, store: GraphStore, method: str, way: str
    ) -> None:
        with pytest.raises(QueryBadFormed, match="line 1"):
            wrapped(site, "SELECT WHERE {", JSON, method, way)


@pytest.fixture(scope="module")
def comunica(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that asks with Comunica, installed from the lock file into a folder of its own."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("needs node and npm on the path")
    folder = tmp_path_factory.mktemp("comunica") / "client"
    shutil.copytree(Path(__file__).parent / "comunica", folder)
    command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        pytest.skip(f"npm cannot install the client: {made.stderr.strip()[-200:]}")
    return [node, str(folder / "ask.cjs")]


def test_comunica_gets_what_the_graph_says(
    site: str, store: GraphStore, comunica: list[str]
) -> None:
    queries = [PREFIXES + query for query in (ROWS, TITLES, ASK, ASK_NOTHING, GRAPH)]
    asked = subprocess.run(
        [*comunica, f"{site}/sparql"],
        input=json.dumps(queries),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert asked.returncode == 0, asked.stderr
    listed, titles, yes, no, graph = json.loads(asked.stdout)
    assert listed == rows(store, ROWS)
    assert titles == rows(store, TITLES)
    assert (yes, no) == (True, False)
    assert {tuple(triple) for triple in graph} == triples(store, GRAPH)
