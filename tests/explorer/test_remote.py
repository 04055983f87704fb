"""The explorer on a graph that a SPARQL server keeps."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from treatygraph.build.builder import Builder
from treatygraph.build.workers import Workers
from treatygraph.explorer import Settings, make_app
from treatygraph.model import Document, PartialDate
from treatygraph.store import open_store
from treatygraph.store.places import Endpoint

FIRST = Document(
    "first.txt",
    "Latvia left the Ottawa Convention on 27 December 2025.",
    published=PartialDate(2025, 12, 28),
)
SECOND = Document("second.txt", "Chile ratified the Kyoto Protocol on 26 August 2002.")


def add(endpoint: Endpoint, document: Document, workers: Workers) -> None:
    with open_store(endpoint, create=True) as store:
        assert Builder(store, workers).build([document]).added == 1


@pytest.mark.slow
def test_pages_and_endpoint_show_what_a_server_has_and_what_is_added(
    seeded: Endpoint, tmp_path: Path
) -> None:
    with Workers() as workers:
        add(seeded, FIRST, workers)
        app = make_app(seeded, Settings(hosts=("*",), refresh_seconds=0.05, query_seconds=60))
        with TestClient(app) as client:
            assert "Latvia" in client.get("/").text
            page = client.get("/id/state/LVA", headers={"Accept": "text/html"})
            assert page.status_code == 200
            assert "Ottawa" in page.text or "Anti-Personnel" in page.text
            acts = "SELECT ?party { ?act a tg:Act ; tg:party ?party }"
            found = client.get("/sparql", params={"query": acts}).json()
            assert [row["party"]["value"][-3:] for row in found["results"]["bindings"]] == ["LVA"]
            wrong = client.get("/sparql", params={"query": "SELECT ?x {"})
            assert wrong.status_code == 400
            add(seeded, SECOND, workers)
            time.sleep(0.1)
            assert client.get("/").status_code == 200  # looks whether there is something new
            assert "Kyoto" in client.get("/").text
            again = client.get("/sparql", params={"query": acts}).json()
            assert len(again["results"]["bindings"]) == 2
