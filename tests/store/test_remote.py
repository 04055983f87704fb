"""A SPARQL server as the store: the same graph, whatever the connection does."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from tests.servers import (
    CUT,
    CUT_AFTER,
    CUT_WITHIN,
    Reply,
    Seen,
    between,
    oxigraph,
)

from treatygraph.build import builder as building
from treatygraph.build.builder import Builder
from treatygraph.build.workers import Workers
from treatygraph.errors import QueryError, StoreError, StoreVersionError
from treatygraph.model import Document, PartialDate
from treatygraph.rdf.record import RECORD_GRAPH
from treatygraph.rdf.standings import RECORD_STANDINGS_GRAPH
from treatygraph.reference.compiled import seed
from treatygraph.reference.files import beside
from treatygraph.reference.refreshing import marker
from treatygraph.reference.uploading import copy_reference, upload
from treatygraph.store import GraphStore, open_store, remote, tenure, updates, wire
from treatygraph.store.canonical import sorted_quads
from treatygraph.store.places import Endpoint, Place

G = NamedNode("https://w3id.org/treatygraph/graph/acts")
H = NamedNode("https://w3id.org/treatygraph/graph/derived")
NOTE = NamedNode("https://w3id.org/treatygraph/ontology#note")
A, B = (NamedNode(f"https://w3id.org/treatygraph/id/thing/{name}") for name in "ab")
"""Two things."""

STORIES = [
    ("plan.txt", "Latvia plans to leave the Ottawa Convention, its president said.", "2025-03-01"),
    ("done.txt", "Latvia left the Ottawa Convention on 27 December 2025.", "2025-12-28"),
    ("again.txt", "Latvia left the Ottawa Convention on 28 December 2025.", "2025-12-29"),
    ("out.txt", "Russia was expelled from the Council of Europe in March 2022.", "2022-03-20"),
    ("left.txt", "Russia left the Council of Europe in March 2022.", "2022-03-21"),
    ("role.txt", "Chilean President Rosa Vidal signed the Escazu Agreement.", "2022-06-01"),
    ("unesco.txt", "The United States left UNESCO in 1984 and rejoined UNESCO in 2003.", None),
    ("krill.txt", "The krill are unaffected.", None),
]


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried again is tried at once, and no credentials of the user's are used."""
    monkeypatch.setattr(wire, "_PAUSE", 0.001)
    for name in ("USER", "PASSWORD", "TOKEN", "UPDATE"):
        monkeypatch.delenv(f"TREATYGRAPH_{name}", raising=False)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers() as made:
        yield made


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [
        Document(name, text, published=PartialDate.parse(day) if day else None)
        for name, text, day in STORIES
    ]


@pytest.fixture(scope="module")
def on_disk(
    tmp_path_factory: pytest.TempPathFactory, workers: Workers, documents: list[Document]
) -> Path:
    """What a build on disk makes of the documents. Read only."""
    folder = tmp_path_factory.mktemp("local") / "graph"
    seed(folder)
    with open_store(folder) as store:
        Builder(store, workers).build(documents)
    return folder


def fails_to_open(place: Place, message: str, **options: bool) -> None:
    with pytest.raises(StoreError, match=message):
        open_store(place, **options)  # type: ignore[arg-type]  # none of them is a number


def build(place: Place, documents: Iterable[Document], workers: Workers) -> building.Built:
    with open_store(place, create=True) as store:
        upload(store)
        return Builder(store, workers).build(documents)


def told(store: GraphStore) -> list[str]:
    """All that a graph holds but what comes with the program, in order; of that only how much there is."""
    return [
        *(str(quad) for quad in sorted_quads(store.without([*beside(), CATALOGUE]))),
        str(len(store)),
    ]


CATALOGUE = NamedNode("https://w3id.org/treatygraph/graph/catalogue")


def read(place: Place) -> list[str]:
    with open_store(place, read_only=True) as store:
        return told(store)


# -- the same graph


def test_a_build_on_a_server_gives_the_graph_of_a_build_on_disk(
    seeded: Endpoint, on_disk: Path, workers: Workers, documents: list[Document]
) -> None:
    built = build(seeded, documents, workers)
    assert (built.added, built.failed) == (len(documents), False)
    assert read(seeded) == read(on_disk)


def test_what_is_there_is_not_read_again_and_several_batches_give_the_same(
    seeded: Endpoint,
    on_disk: Path,
    workers: Workers,
    documents: list[Document],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(building, "BATCH", 1)
    for document in reversed(documents):
        assert build(seeded, [document], workers).added == 1
    assert build(seeded, documents, workers).unchanged == len(documents)
    assert read(seeded) == read(on_disk)


def test_what_is_removed_is_gone_with_what_followed_from_it(
    seeded: Endpoint, tmp_path: Path, on_disk: Path, workers: Workers, documents: list[Document]
) -> None:
    local = tmp_path / "local"
    shutil.copytree(on_disk, local)
    build(seeded, documents, workers)
    for place in (seeded, local):
        with open_store(place) as store:
            builder = Builder(store, workers)
            builder.remove([builder.find("done.txt"), builder.find("out.txt")])
    assert read(seeded) == read(local)
    assert read(seeded) != read(on_disk)


def test_requests_do_not_grow_with_the_documents_of_a_batch(
    seeded: Endpoint, workers: Workers, documents: list[Document]
) -> None:
    with between(seeded) as (address, server):
        build(address, documents, workers)
        first = len(server.seen)
        more = [
            replace(d, identifier=f"x-{d.identifier}", text=f"{d.text} Yes.") for d in documents
        ]
        more += [
            replace(d, identifier=f"y-{d.identifier}", text=f"{d.text} No.") for d in documents
        ]
        build(address, more, workers)
    assert len(server.seen) - first < 60


NASTY = [
    'quotes " and \\ and \'\'\' and """',
    "lines\nand\r\n\ttabs \b\f",
    "<iri> $name ?var } ; # no comment",
    "Łódź 𝔘 \u202e \u200b é",
    "",
    "\\u0041 \\n",
]


def test_terms_come_back_as_they_were(empty: Endpoint) -> None:
    values = [Literal(text) for text in NASTY]
    values += [Literal(text, language="en-gb") for text in NASTY]
    values += [
        Literal("2025-08", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth"))
    ]
    iris = ["https://example.org/a.b.c", "https://example.org/é/x'(y),z;*!$&", "urn:x:1"]
    quads = {Quad(A, NOTE, value, G) for value in [*values, *map(NamedNode, iris)]}
    with open_store(empty, create=True) as store:
        store.apply((), quads)
        assert set(store.quads()) == quads
        for quad in quads:
            assert list(store.matching(A, NOTE, quad.object, G)) == [quad]
            store.foresee(lambda quad=quad: [(None, NOTE, quad.object, None)])  # type: ignore[misc]
            assert list(store.matching(None, NOTE, quad.object)) == [quad]
        store.apply(quads, ())
        assert list(store.quads()) == []


def test_patterns_joins_and_counts_are_as_on_disk(empty: Endpoint) -> None:
    quads = {Quad(s, NOTE, o, g) for s in (A, B) for o in (A, B, Literal("x")) for g in (G, H)}
    quads.discard(Quad(B, NOTE, A, H))
    with open_store(empty, create=True) as store, open_store() as local:
        store.apply((), quads)
        local.apply((), quads)
        for subject in (None, A):
            for value in (None, B, Literal("x"), Literal("y")):
                for graph in (None, G, NOTE):
                    pattern = (subject, NOTE, value, graph)
                    assert set(store.matching(*pattern)) == set(local.matching(*pattern))
        assert len(store) == len(local)
        assert store.graphs() == local.graphs()
        assert store.having({NOTE: A}, H) == local.having({NOTE: A}, H) == [A]
        hidden, shown = store.without([G]), local.without([G])
        assert set(hidden.quads()) == set(shown.quads())
        assert len(hidden) == len(shown)
        assert set(hidden.rdflib_graph()) == set(shown.rdflib_graph())
        assert len(store.rdflib_graph()) == len(local.rdflib_graph())
        store.remove_graph(G)
        assert (store.contains_graph(G), store.contains_graph(H)) == (False, True)


def test_what_was_foreseen_is_forgotten_when_it_changes(empty: Endpoint) -> None:
    first, second = Quad(A, NOTE, Literal("x"), G), Quad(A, NOTE, Literal("y"), G)
    with between(empty) as (address, server), open_store(address, create=True) as store:
        store.foresee(lambda: [(A, None, None, G), (B, None, None, G), (None, NOTE, None, H)])
        before = len(server.seen)
        assert list(store.matching(A, graph=G)) == list(store.matching(B, graph=G)) == []
        assert len(server.seen) == before
        store.apply((), [first, second])
        assert set(store.matching(A, graph=G)) == {first, second}
        store.foresee(lambda: [(A, None, None, G)])
        store.apply([first], ())
        assert list(store.matching(A, graph=G)) == [second]
        store.foresee(lambda: [(A, None, None, G)])
        store.reload_graph(G, [first])
        assert list(store.matching(A, graph=G)) == [first]


# -- asking


QUERIES = [
    "SELECT ?act ?party { ?act a tg:Act ; tg:party ?party } ORDER BY ?act ?party",
    "SELECT (COUNT(*) AS ?n) { ?claim a tg:ActClaim }",
    "ASK { id:state/LVA a tg:State }".replace(
        "id:state/LVA", "<https://w3id.org/treatygraph/id/state/LVA>"
    ),
    "ASK { ?x a tg:NoSuchThing }",
    "PREFIX x: <https://w3id.org/treatygraph/ontology#>\nSELECT ?o { ?s x:party ?o } ORDER BY ?o",
    "SELECT ?s ?o FROM <https://w3id.org/treatygraph/graph/derived> { ?s tg:left ?o } ORDER BY ?s ?o",
    f"SELECT (COUNT(?s) AS ?n) {{ GRAPH {G} {{ ?s a tg:Act }} }}",
]


def test_questions_have_the_answers_of_a_graph_on_disk(
    seeded: Endpoint, on_disk: Path, workers: Workers, documents: list[Document]
) -> None:
    from treatygraph.query import named_query, run_query

    build(seeded, documents, workers)
    with open_store(seeded, read_only=True) as store, open_store(on_disk, read_only=True) as local:
        for text in QUERIES:
            mine, other = run_query(store, text), run_query(local, text)
            assert (mine.rows, mine.answer) == (other.rows, other.answer), text
        for name, values in (("acts-underway", {}), ("timeline-of-state", {"state": "RUS"})):
            asked = named_query(name)
            assert run_query(store, asked, values).rows == run_query(local, asked, values).rows
        text = "CONSTRUCT { ?act tg:party ?p } WHERE { ?act a tg:Act ; tg:party ?p }"
        assert set(store.construct(text)) == set(local.construct(text)) != set()


def test_a_wrong_query_is_told_with_its_place_and_not_sent(empty: Endpoint) -> None:
    with between(empty) as (address, server), open_store(address, create=True) as store:
        before = len(server.seen)
        with pytest.raises(QueryError) as caught:
            store.select("SELECT ?x {\n ?x a }")
        assert caught.value.line == 2
        with pytest.raises(QueryError, match="SERVICE"):
            store.select("SELECT ?x { SERVICE <http://example.org/> { ?x ?p ?o } }")
        assert len(server.seen) == before


def test_a_query_that_the_server_refuses_is_told_as_such(empty: Endpoint) -> None:
    def decide(seen: Seen) -> Reply | None:
        return Reply(400, {}, b"too many\nletters") if b"?refused" in seen.body else None

    with (
        between(empty, decide) as (address, _),
        open_store(address, create=True) as store,
        pytest.raises(QueryError, match="too many letters"),
    ):
        store.select("SELECT ?refused { ?refused ?p ?o }")


# -- connections that break


def is_update(seen: Seen) -> bool:
    return seen.path == "/update"


def test_a_connection_that_breaks_now_and_then_is_not_noticed(
    seeded: Endpoint, on_disk: Path, workers: Workers, documents: list[Document]
) -> None:
    count = 0

    def decide(_: Seen) -> str | Reply | None:
        nonlocal count
        count += 1
        ways = {1: CUT, 4: CUT_AFTER, 7: CUT_WITHIN, 10: Reply(503, {"Retry-After": "0"}, b"later")}
        return ways.get(count % 12)

    with between(seeded, decide) as (address, _):
        build(address, documents, workers)
        assert read(address) == read(on_disk)
    assert count > 12


@pytest.mark.parametrize("way", [CUT, CUT_AFTER])
@pytest.mark.parametrize("largest", [remote._ONE_REQUEST, 2000])
def test_a_connection_that_breaks_for_good_leaves_whole_documents_and_the_same_command_completes_it(
    seeded: Endpoint,
    on_disk: Path,
    workers: Workers,
    documents: list[Document],
    monkeypatch: pytest.MonkeyPatch,
    way: str,
    largest: int,
) -> None:
    """With a small ``largest``, each change takes many requests, and breaks in the midst of them."""
    monkeypatch.setattr(building, "BATCH", 2)
    monkeypatch.setattr(remote, "_ONE_REQUEST", largest)
    monkeypatch.setattr(updates, "_ROWS", 100)
    monkeypatch.setattr(wire, "_ATTEMPTS", 1)
    with open_store(on_disk, read_only=True) as store:
        graphs = [g for g in store.graphs() if "/graph/document/" in g.value]
        whole = {graph: set(store.quads(graph)) for graph in graphs}
    left: set[int] = set()
    limit = 4
    while True:
        with between(seeded) as (address, server):
            server.decide = lambda s, server=server, limit=limit: (  # type: ignore[misc]
                way if is_update(s) and server.updates() > limit else None
            )
            try:
                build(address, documents, workers)
            except StoreError:
                pass
            else:
                break
        with open_store(seeded, read_only=True) as store:
            found = {graph: set(store.quads(graph)) for graph in whole}
        found = {graph: quads for graph, quads in found.items() if quads}
        assert found == {graph: whole[graph] for graph in found}
        left.add(len(found))
        limit += 1 if largest > 2000 else 4
    assert min(left) < len(whole)
    assert read(seeded) == read(on_disk)


def test_a_change_that_is_too_large_waits_where_no_question_finds_it(empty: Endpoint) -> None:
    added = [Quad(A, NOTE, Literal(f"{n} {'x' * 100}"), G) for n in range(500)]
    with between(empty) as (address, server), open_store(address, create=True) as store:
        store.apply((), added[:100])
        server.decide = lambda seen: (
            Reply(413, {}, b"too large") if is_update(seen) and len(seen.body) > 30_000 else None
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(updates, "_ROWS", 40)
            store.apply(added[:100], added[100:])
        assert set(store.quads()) == set(added[100:])
        assert (
            store.ask("ASK { ?row <https://w3id.org/treatygraph/graph/pending#graph> ?x }") is False
        )


def test_what_an_interrupted_change_has_left_is_forgotten(empty: Endpoint) -> None:
    new = [Quad(A, NOTE, Literal(str(n)), G) for n in range(5)]
    with open_store(empty, create=True) as store:
        assert store.remote is not None
        for piece in updates.pieces((), new):
            store.remote.update(piece)
        assert list(store.quads()) == []
        assert store.ask(f"ASK {{ ?s {NOTE} ?o }}") is False
    with open_store(empty) as store:
        assert store.remote is not None
        store.remote.update(updates.completion())
        assert list(store.quads()) == []


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_can_be_tried_again_is_and_in_the_end_is_told(empty: Endpoint, status: int) -> None:
    with open_store(empty, create=True):
        pass
    with between(empty, lambda _: Reply(status, {}, b"busy")) as (address, server):
        fails_to_open(address, rf"HTTP {status}.*busy.*again later", read_only=True)
    assert len(server.seen) == wire._ATTEMPTS + 1


def test_an_error_that_stays_is_not_tried_again(empty: Endpoint) -> None:
    with between(empty, lambda _: Reply(500, {}, b"no such luck")) as (address, server):
        fails_to_open(address, "HTTP 500.*no such luck", read_only=True)
    assert len(server.seen) == 1


def test_who_is_not_there_is_told(empty: Endpoint) -> None:
    with between(empty) as (address, _):
        pass
    fails_to_open(address, rf"{address} does not answer.*refused", read_only=True)


def test_what_speaks_no_sparql_is_told(empty: Endpoint) -> None:
    page = Reply(200, {"Content-Type": "text/html"}, b"<html>Welcome</html>")
    with between(empty, lambda _: page) as (address, _):
        fails_to_open(address, "Nothing at .* answers a SPARQL query", read_only=True)
    moved = Reply(301, {"Location": "https://elsewhere.example/"})
    with between(empty, lambda _: moved) as (address, _):
        fails_to_open(address, "sends on to https://elsewhere.example/", read_only=True)


# -- credentials


@pytest.mark.parametrize(
    ("variables", "header"),
    [
        (
            {"USER": "keeper", "PASSWORD": "hüsh:hush"},
            "Basic " + base64.b64encode("keeper:hüsh:hush".encode()).decode(),
        ),
        ({"TOKEN": "abc.def"}, "Bearer abc.def"),
    ],
)
def test_credentials_of_the_environment_come_with_every_request(
    empty: Endpoint, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], header: str
) -> None:
    def decide(seen: Seen) -> Reply | None:
        if seen.headers.get("Authorization") == header:
            return None
        return Reply(401, {"WWW-Authenticate": "Basic realm=graph"})

    with between(empty, decide) as (address, server):
        fails_to_open(address, "wants credentials.*TREATYGRAPH_TOKEN", create=True)
        for name, value in variables.items():
            monkeypatch.setenv(f"TREATYGRAPH_{name}", value)
        server.seen.clear()
        with open_store(address, create=True) as store:
            store.apply((), [Quad(A, NOTE, Literal("x"), G)])
            store.reload_graph(H, [Quad(A, NOTE, Literal("x"), H)])
            assert len(list(store.quads())) == 2
        assert {seen.headers.get("Authorization") for seen in server.seen} == {header}
        for name in variables:
            monkeypatch.setenv(f"TREATYGRAPH_{name}", "very-wrong")
        with pytest.raises(StoreError, match="does not accept the credentials") as caught:
            open_store(address, read_only=True)
    assert "very-wrong" not in str(caught.value)


@pytest.mark.parametrize(
    "variables",
    [
        {"USER": "keeper"},
        {"PASSWORD": "hush"},
        {"TOKEN": "two words"},
        {"USER": "a:b", "PASSWORD": "hush"},
    ],
)
def test_credentials_that_cannot_be_are_refused_without_telling_them(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"TREATYGRAPH_{name}", value)
    with pytest.raises(StoreError, match="TREATYGRAPH_") as caught:
        open_store(Endpoint("http://127.0.0.1:1"), read_only=True)
    assert not any(value in str(caught.value) for value in ("hush", "two words"))


# -- who writes


def test_one_process_writes_at_a_time(empty: Endpoint) -> None:
    with open_store(empty, create=True):
        with pytest.raises(StoreError, match=r"in use: process \d+ on .*--wait"):
            open_store(empty)
        open_store(empty, read_only=True).close()
    open_store(empty).close()


def test_a_claim_of_a_process_that_is_no_more_is_taken_over(
    empty: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(empty, create=True)
    monkeypatch.setattr(tenure, "_OURS", set())  # as in another process of the same number
    open_store(empty).close()
    with pytest.raises(StoreError, match="closed"):
        store.close() or store.quads().__next__()


def test_a_claim_of_another_machine_is_waited_for(
    empty: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []
    monkeypatch.setattr(tenure, "_PAUSE", 0.01)
    with monkeypatch.context() as patch:
        patch.setattr(tenure.socket, "gethostname", lambda: "far-away")
        other = open_store(empty, create=True)

    def tell(line: str) -> None:
        lines.append(line)
        other.close()

    open_store(empty, wait=30, tell=tell).close()
    assert "far-away. Waiting" in lines[0]


def test_a_graph_is_made_by_who_builds_and_only_then_read(empty: Endpoint) -> None:
    for options in ({"read_only": True}, {}):
        with pytest.raises(StoreError, match=f"There is no graph at {empty}"):
            open_store(empty, **options)  # type: ignore[arg-type]
    open_store(empty, create=True).close()
    with open_store(empty, read_only=True) as store:
        assert len(store) == 0
        with pytest.raises(StoreError, match="for reading only"):
            store.apply((), [Quad(A, NOTE, Literal("x"), G)])


def test_a_graph_of_another_version_is_refused(
    empty: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(tenure, "FORMAT_VERSION", 99)
        open_store(empty, create=True).close()
    with pytest.raises(StoreVersionError, match="format 99"):
        open_store(empty)


# -- servers that are set up otherwise


def test_a_server_without_graph_store_protocol_is_loaded_by_updates(empty: Endpoint) -> None:
    def decide(seen: Seen) -> Reply | None:
        return Reply(404) if seen.path not in ("/query", "/update") else None

    quads = [Quad(A, NOTE, Literal(str(n)), G) for n in range(50)]
    with between(empty, decide) as (address, _), open_store(address, create=True) as store:
        store.reload_graph(G, quads)
        assert set(store.quads()) == set(quads)


def _as_jena(seen: Seen) -> Seen | Reply | None:
    """Fuseki: a data set below a name, and a special name for the union."""
    if not seen.path.startswith("/treaties/"):
        return Reply(404)
    path = seen.path.removeprefix("/treaties").replace("/data", "/store")
    union = ("default-graph-uri", "urn:x-arq:UnionGraph") in parse_qsl(seen.query)
    kept = [(k, v) for k, v in parse_qsl(seen.query) if k == "graph"]
    query = "union-default-graph=true" if union else urlencode(kept)
    return replace(seen, path=path, query=query)


def _as_rdf4j(seen: Seen) -> Seen | Reply | None:
    """GraphDB and RDF4J: queries at the address itself, and the default graph is the union."""
    services = {
        "/repositories/treaties": "/query",
        "/repositories/treaties/statements": "/update",
        "/repositories/treaties/rdf-graphs/service": "/store",
    }
    if seen.path not in services:
        return Reply(404)
    kept = {k: v for k, v in parse_qsl(seen.query) if k == "graph"}
    union = {"union-default-graph": "true"} if services[seen.path] == "/query" else {}
    return replace(seen, path=services[seen.path], query=urlencode(kept | union))


@pytest.mark.parametrize(
    ("decide", "path"), [(_as_jena, "/treaties"), (_as_rdf4j, "/repositories/treaties")]
)
def test_services_and_the_union_of_graphs_are_found(
    empty: Endpoint, decide: object, path: str
) -> None:
    with (
        between(empty, decide) as (address, server),  # type: ignore[arg-type]
        open_store(Endpoint(f"{address}{path}"), create=True) as store,
    ):
        store.apply((), [Quad(A, NOTE, Literal("one"), G)])
        store.reload_graph(H, [Quad(B, NOTE, Literal("two"), H)])
        rows = store.select("SELECT ?note { ?s tg:note ?note } ORDER BY ?note")
        assert [row["note"].value for row in rows] == ["one", "two"]
    loaded = [seen for seen in server.seen if seen.method == "POST" and b"two" in seen.body]
    assert loaded[0].headers["Content-Type"] == "application/n-triples"


def test_the_address_for_updates_can_be_named(
    empty: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decide(seen: Seen) -> Reply | None:
        return Reply(404) if is_update(seen) else None

    with between(empty, decide) as (address, _):
        fails_to_open(address, "TREATYGRAPH_UPDATE", create=True)
        monkeypatch.setenv("TREATYGRAPH_UPDATE", f"{empty}/update")
        with open_store(address, create=True) as store:
            store.apply((), [Quad(A, NOTE, Literal("one"), G)])
            assert len(store) == 1


def test_a_server_that_cannot_be_asked_about_all_graphs_is_refused(empty: Endpoint) -> None:
    def decide(seen: Seen) -> Seen:
        return replace(seen, query="")

    with between(empty, decide) as (address, _):
        fails_to_open(address, "all named graphs as one", create=True)


def test_a_server_whose_default_graph_is_the_union_needs_no_parameter(tmp_path: Path) -> None:
    with (
        oxigraph(tmp_path / "server", "--union-default-graph") as endpoint,
        between(endpoint) as (address, server),
        open_store(address, create=True) as store,
    ):
        store.apply((), [Quad(A, NOTE, Literal("one"), G)])
        assert store.ask("ASK { ?s tg:note ?o }")
    assert not any(seen.query for seen in server.seen if seen.path == "/query")


# -- the reference


@pytest.fixture
def small_reference() -> Iterator[GraphStore]:
    """A reference of a few rows, marked as the real one is."""
    with open_store() as store:
        catalogue = [Quad(A, NOTE, Literal(str(n)), CATALOGUE) for n in range(30)]
        record = [Quad(B, NOTE, Literal(str(n)), RECORD_GRAPH) for n in range(30)]
        standings = [Quad(B, NOTE, Literal(str(n)), RECORD_STANDINGS_GRAPH) for n in range(30)]
        marks = [marker("one", CATALOGUE), marker("two", RECORD_GRAPH)]
        store.apply((), [*catalogue, *record, *standings, *marks])
        yield store


def test_the_reference_is_sent_once_and_what_was_interrupted_again(
    empty: Endpoint, small_reference: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "_LOADED", 10)
    monkeypatch.setattr(wire, "_ATTEMPTS", 0)

    def loads(seen: Seen) -> bool:
        return seen.path == "/store" and seen.method == "POST"

    with between(empty) as (address, server):
        for _ in range(20):
            server.seen.clear()
            server.decide = lambda seen: (
                CUT if loads(seen) and sum(map(loads, server.seen)) > 5 else None
            )
            with open_store(address, create=True) as store:
                try:
                    copy_reference(small_reference, store)
                except StoreError:
                    assert marker("two", RECORD_GRAPH) not in set(store.quads(RECORD_GRAPH))
                    server.decide = lambda _: None
                    copy_reference(small_reference, store)
                break
        with open_store(address) as store:
            assert set(store.quads()) == set(small_reference.quads())
            server.seen.clear()
            copy_reference(small_reference, store)
            assert not any(map(loads, server.seen))
