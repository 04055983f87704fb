"""Hostile texts, names, addresses and hosts."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from treatygraph.cli import main
from treatygraph.explorer import Settings, make_app
from treatygraph.explorer.answering import as_csv


@pytest.fixture(scope="module")
def hostile(client: TestClient) -> str:
    """The address of the document that holds scripts."""
    act = client.get("/id/act/withdrawal/LVA/mtdsg-XXVI-5.json").json()
    claims = [claim for stage in act["stages"] for claim in stage["claims"]]
    source = next(c["source"] for c in claims if "script" in c["source"]["title"])
    return f"/id/{source['key']}"


def test_texts_stay_texts(client: TestClient, hostile: str) -> None:
    for address in (hostile, "/id/act/withdrawal/LVA/mtdsg-XXVI-5", "/id/state/LVA", "/"):
        text = client.get(address).text
        assert "<script>alert" not in text
        assert "<img" not in text
    assert "&lt;script&gt;alert" in client.get(hostile).text


def test_names_in_the_address_stay_texts(client: TestClient) -> None:
    for address in (
        "/search?q=<script>alert(1)</script>",
        "/status?party=<script>&object=<script>",
        "/compare?left=<script>&right=<script>",
        "/query?query=<script>alert(1)</script>",
        "/id/state/<script>alert(1)</script>",
        "/query?name=timeline-of-state&state=<script>",
    ):
        answer = client.get(address)
        assert "<script>" not in answer.text, address
        assert answer.status_code < 500


def test_every_answer_has_the_headers(client: TestClient) -> None:
    for address in (
        "/",
        "/sparql?query=ASK{}",
        "/nothing",
        "/static/explorer.css",
        "/id/state/LVA.ttl",
    ):
        headers = client.get(address).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "address",
    [
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static/..%2f..%2fsettings.py",
        "/id/../../../etc/passwd",
        "/id/%00",
        "/id/state/RUS%0d%0aX-Evil:1",
        "/id/act/",
        "/id/document/ffffffffffffffffffffffffffffffff",
        "/id/claim/x",
        "/standings/%F0%9F%92%A9",
        "/api/query/../../etc",
        "/id/state/RUS.exe",
        "/id/" + "a/" * 2000,
    ],
)
def test_strange_addresses_lead_nowhere(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (303, 307, 400, 404, 414), (address, answer.status_code)
    assert "import" not in answer.text
    assert "root:" not in answer.text
    assert "x-evil" not in answer.headers


@pytest.mark.parametrize(
    "address",
    [
        "/id/state/LVA?page=-1",
        "/id/state/LVA?page=99999999999999999999",
        "/id/state/LVA?page=abc&sort=zzz",
        "/standings/state/LVA?on=2025",
        "/standings/state/LVA?on=yesterday",
        "/status?party=LVA&object=CETS-126&on=31-12-2020",
        "/status?party=&object=",
        "/id/state/LVA?format=doc",
        "/search?q=" + "x" * 3000,
        "/api/suggest",
        "/api/suggest?q=%F0%9F%92%A9%00",
        "/api/status",
        "/api/query/timeline-of-state",
        "/api/query/timeline-of-state?state=RUS&other=1",
        "/api/query/nothing",
        "/query?name=nothing",
    ],
)
def test_wrong_parameters_are_no_failure(client: TestClient, address: str) -> None:
    assert client.get(address).status_code in (200, 400), address


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"Host": "127.0.0.1:8000"}).status_code == 200


def test_large_requests_are_refused(client: TestClient) -> None:
    assert client.get("/search", params={"q": "x" * 20_000}).status_code == 414
    assert client.post("/sparql", content=b"x" * 300_000).status_code == 413

    def pieces() -> object:
        for _ in range(40):
            yield b"query=" + b"x" * 10_000

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post("/sparql", content=pieces(), headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 413


def test_long_answers_are_cut_off(graph_folder: Path) -> None:
    settings = Settings(hosts=("testserver",), query_bytes=10_000, query_workers=1)
    with TestClient(make_app(graph_folder, settings)) as client:
        answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
        assert answer.status_code == 413
        assert "Add LIMIT" in answer.text


def test_origins_that_are_named_may_read(graph_folder: Path) -> None:
    settings = Settings(hosts=("testserver",), origins=("https://example.org",))
    with TestClient(make_app(graph_folder, settings)) as client:
        ours = client.get("/id/state/LVA.ttl", headers={"Origin": "https://example.org"})
        other = client.get("/id/state/LVA.ttl", headers={"Origin": "https://example.com"})
        assert ours.headers["access-control-allow-origin"] == "https://example.org"
        assert "access-control-allow-origin" not in other.headers


def test_a_cell_is_no_formula() -> None:
    assert as_csv(("a",), [["=1+1"], ["-2"], ["plain"]]) == b"a\r\n'=1+1\r\n'-2\r\nplain\r\n"


def test_other_machines_are_let_in_only_where_that_is_said(graph_folder: Path) -> None:
    result = CliRunner().invoke(main, ["serve", "--host", "0.0.0.0", "--graph", str(graph_folder)])  # noqa: S104
    assert result.exit_code == 2
    assert "--public" in result.stderr
