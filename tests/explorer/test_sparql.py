"""The SPARQL 1.1 Protocol, for reading: what the W3C's tests ask of an endpoint, and what must not be possible."""

from __future__ import annotations

import time

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

ASK = "ASK {}"
ROWS = "SELECT ?act WHERE { ?act a tg:Act } ORDER BY ?act LIMIT 3"
GRAPH = "CONSTRUCT { ?act a tg:Act } WHERE { ?act a tg:Act }"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
JSON = "application/sparql-results+json"


def test_a_query_by_get(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": ASK}, headers={"Accept": JSON})
    assert answer.headers["content-type"] == JSON
    assert answer.json()["boolean"] is True


def test_a_query_by_post_as_a_form(client: TestClient) -> None:
    answer = client.post("/sparql", data={"query": ASK}, headers={"Accept": JSON})
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize("media", [DIRECT, DIRECT + "; charset=utf-8"])
def test_a_query_by_post_directly(client: TestClient, media: str) -> None:
    answer = client.post("/sparql", content=ASK, headers={"Content-Type": media, "Accept": JSON})
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize(
    ("accept", "query", "media"),
    [
        (JSON, ROWS, JSON),
        ("application/json", ROWS, "application/json"),
        ("application/sparql-results+xml", ROWS, "application/sparql-results+xml"),
        ("text/csv", ROWS, "text/csv; charset=utf-8"),
        ("text/tab-separated-values", ROWS, "text/tab-separated-values; charset=utf-8"),
        ("*/*", ROWS, JSON),
        ("application/sparql-results+xml", ASK, "application/sparql-results+xml"),
        ("text/turtle", GRAPH, "text/turtle; charset=utf-8"),
        ("application/ld+json", GRAPH, "application/ld+json"),
        ("application/n-triples", GRAPH, "application/n-triples"),
        ("application/rdf+xml", GRAPH, "application/rdf+xml"),
        (
            "*/*",
            "DESCRIBE <https://w3id.org/treatygraph/id/state/LVA>",
            "text/turtle; charset=utf-8",
        ),
    ],
)
def test_each_form_of_an_answer(client: TestClient, accept: str, query: str, media: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert answer.content


def test_an_answer_that_has_no_such_form(client: TestClient) -> None:
    assert (
        client.get("/sparql", params={"query": ROWS}, headers={"Accept": "text/turtle"}).status_code
        == 406
    )
    assert (
        client.get("/sparql", params={"query": ASK}, headers={"Accept": "text/csv"}).status_code
        == 406
    )


ACTS = "https://w3id.org/treatygraph/graph/acts"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?act a tg:Act }"
NAMED = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?act a tg:Act } }"


def number(client: TestClient, method: str, **params: object) -> int:
    if method == "get":
        answer = client.get("/sparql", params=params, headers={"Accept": JSON})
    else:
        answer = client.post("/sparql", data=params, headers={"Accept": JSON})
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_dataset_of_a_request(client: TestClient, method: str) -> None:
    whole = number(client, method, query=COUNT)
    assert whole > 0
    assert number(client, method, query=COUNT, **{"default-graph-uri": ACTS}) == whole
    assert (
        number(client, method, query=COUNT, **{"default-graph-uri": "https://example.org/none"})
        == 0
    )
    both = [ACTS, "https://example.org/none"]
    assert number(client, method, query=COUNT, **{"default-graph-uri": both}) == whole
    assert number(client, method, query=NAMED, **{"named-graph-uri": ACTS}) == whole
    assert (
        number(client, method, query=NAMED, **{"named-graph-uri": "https://example.org/none"}) == 0
    )
    assert number(client, method, query=COUNT, **{"named-graph-uri": ACTS}) == 0


def test_the_dataset_of_a_request_stands_before_that_of_the_query(client: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) FROM <https://example.org/none> WHERE { ?act a tg:Act }"
    assert number(client, "get", query=query) == 0
    assert number(client, "get", query=query, **{"default-graph-uri": ACTS}) > 0


@pytest.mark.parametrize(
    ("status", "how"),
    [
        (400, {"method": "GET", "url": "/sparql?query=SELECT+%3Fx"}),
        (400, {"method": "GET", "url": "/sparql?query="}),
        (400, {"method": "GET", "url": "/sparql?query=ASK{}&query=ASK{}"}),
        (400, {"method": "GET", "url": "/sparql?query=%FF"}),
        (400, {"method": "GET", "url": "/sparql?query=ASK{}&format=doc"}),
        (400, {"method": "POST", "url": "/sparql", "data": {"x": "y"}}),
        (400, {"method": "GET", "url": "/sparql?query=ASK{}&default-graph-uri=no+iri"}),
        (
            400,
            {
                "method": "POST",
                "url": "/sparql",
                "content": b"\xff",
                "headers": {"Content-Type": DIRECT},
            },
        ),
        (
            415,
            {
                "method": "POST",
                "url": "/sparql",
                "content": ASK,
                "headers": {"Content-Type": "text/plain"},
            },
        ),
        (415, {"method": "POST", "url": "/sparql", "content": ASK}),
        (405, {"method": "PUT", "url": "/sparql?query=ASK{}"}),
        (405, {"method": "DELETE", "url": "/sparql"}),
        (403, {"method": "POST", "url": "/sparql", "data": {"update": "CLEAR ALL"}}),
        (403, {"method": "GET", "url": "/sparql?update=CLEAR+ALL"}),
        (
            403,
            {
                "method": "POST",
                "url": "/sparql",
                "content": "CLEAR ALL",
                "headers": {"Content-Type": "application/sparql-update"},
            },
        ),
    ],
)
def test_what_is_wrong_is_told_so(client: TestClient, status: int, how: dict[str, object]) -> None:
    answer = client.request(**how)  # type: ignore[arg-type]
    assert answer.status_code == status, answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { service<http://127.0.0.1:1/>{ ?s ?p ?o } } } }",
        "LOAD <file:///etc/passwd>",
        "CLEAR ALL",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DROP ALL",
    ],
)
def test_nothing_is_fetched_and_nothing_is_written(client: TestClient, query: str) -> None:
    before = number(client, "get", query=COUNT)
    answer = client.post("/sparql", data={"query": query})
    assert answer.status_code == 400
    assert number(client, "get", query=COUNT) == before


def test_from_a_file_reads_no_file(client: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) FROM <file:///etc/passwd> { ?s ?p ?o }"
    assert number(client, "get", query=query) == 0


HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
NUMBERS = " ".join(map(str, range(300)))
LONG = " ".join(f"VALUES ?v{number} {{ {NUMBERS} }}" for number in range(6))


def test_a_long_query_is_stopped_and_the_next_is_answered(client: TestClient) -> None:
    """It counts through 300 to the sixth combinations, and takes no memory for it."""
    answer = client.post("/sparql", data={"query": f"SELECT (COUNT(*) AS ?n) {{ {LONG} }}"})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "longer than 3 seconds" in answer.text
    assert client.get("/sparql", params={"query": ASK}).status_code == 200


def test_a_heavy_query_is_stopped_and_the_next_is_answered(client: TestClient) -> None:
    """Whether it comes to its limit of time or of memory first is a matter of the machine."""
    answer = client.get("/sparql", params={"query": HEAVY})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "longer than 3 seconds" in answer.text or "more memory" in answer.text
    assert client.get("/sparql", params={"query": ASK}).status_code == 200


def test_a_deep_path_is_stopped_or_answered(client: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a (!tg:nothing)* ?b . ?b (!tg:nothing)* ?c }"
    assert client.get("/sparql", params={"query": query}).status_code == 503
    assert client.get("/sparql", params={"query": ASK}).status_code == 200


def test_a_very_deep_query_is_an_error_and_no_fall(client: TestClient) -> None:
    query = "ASK " + "{" * 3000 + "}" * 3000
    assert client.post("/sparql", data={"query": query}).status_code in (400, 503)
    assert client.get("/sparql", params={"query": ASK}).status_code == 200


def test_the_pages_go_on_meanwhile(client: TestClient) -> None:
    import threading

    beside = threading.Thread(target=lambda: client.get("/sparql", params={"query": HEAVY}))
    beside.start()
    time.sleep(0.3)
    assert client.get("/id/state/LVA").status_code == 200
    assert beside.is_alive()
    beside.join()


def test_the_endpoint_describes_itself(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    triples = {
        (str(q.predicate), str(q.object))
        for q in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)
    }
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert (f"<{sd}supportedLanguage>", f"<{sd}SPARQL11Query>") in triples
    assert (f"<{sd}feature>", f"<{sd}UnionDefaultGraph>") in triples


def test_the_dataset_is_described(client: TestClient) -> None:
    answer = client.get("/void")
    found = {str(q.object) for q in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)}
    assert "<http://rdfs.org/ns/void#Dataset>" in found
