"""What a thing is tied to, as data: nodes, and edges that are acts."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from treatygraph.explorer.pages import network as pages


def told(client: TestClient, key: str, **params: str) -> Any:
    answer = client.get(f"/network/{key}", params={**params, "format": "json"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_nodes_and_edges(client: TestClient) -> None:
    found = told(client, "state/RUS")
    assert (found["centre"], found["depth"], found["left_out"]) == ("state/RUS", 1, 0)
    assert {node["key"]: (node["label"], node["kind"]) for node in found["nodes"]} == {
        "state/RUS": ("Russia", "state"),
        "body/council-of-europe": ("Council of Europe", "body"),
    }
    assert {(edge["key"], edge["status"], edge["year"]) for edge in found["edges"]} == {
        ("act/expulsion/RUS/council-of-europe", "done", 2022),
        ("act/leaving/RUS/council-of-europe", "done", 2022),
    }
    for edge in found["edges"]:
        assert (edge["source"], edge["target"]) == ("state/RUS", "body/council-of-europe")


def test_one_step_further(client: TestClient) -> None:
    """A person signed as a state: from the treaty, the state is one step away and its other acts two."""
    near = told(client, "treaty/mtdsg-XXVI-5", depth="1")
    far = told(client, "treaty/mtdsg-XXVI-5", depth="2")
    assert {edge["key"] for edge in near["edges"]} <= {edge["key"] for edge in far["edges"]}


def test_every_edge_ends_at_nodes(client: TestClient) -> None:
    for depth in ("1", "2"):
        found = told(client, "body/council-of-europe", depth=depth)
        keys = {node["key"] for node in found["nodes"]}
        assert {end for edge in found["edges"] for end in (edge["source"], edge["target"])} <= keys


def test_what_finds_no_place_is_counted(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_MOST_EDGES", 1)
    monkeypatch.setattr(pages, "_MOST_NEAR", 1)
    for depth in ("1", "2"):  # other addresses than above: answers are kept
        found = told(client, "state/RUS", depth=depth, again="1")
        assert (len(found["edges"]), found["left_out"]) == (1, 1)


def test_a_page_and_a_table_tell_the_same(client: TestClient) -> None:
    page = client.get("/network/state/RUS").text
    assert 'href="/id/act/expulsion/RUS/council-of-europe"' in page
    table = client.get("/network/state/RUS", params={"format": "csv"}).text.splitlines()
    assert table[0] == "act,party,object,kind,status,year,claims"
    assert len(table) == 3


@pytest.mark.parametrize("depth", ["0", "3", "x", ""])
def test_a_wrong_depth_is_told(client: TestClient, depth: str) -> None:
    assert client.get("/network/state/RUS", params={"depth": depth}).status_code == 400


def test_what_there_is_not(client: TestClient) -> None:
    assert client.get("/network/state/none").status_code == 404
