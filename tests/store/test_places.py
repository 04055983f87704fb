"""What ``--graph`` may name."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygraph.errors import StoreError
from treatygraph.store.places import Endpoint, place_named


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://localhost:7878", "http://localhost:7878"),
        ("http://localhost:7878/", "http://localhost:7878"),
        ("HTTPS://Example.org/ds/", "https://Example.org/ds"),
        ("http://[::1]:3030/treaties", "http://[::1]:3030/treaties"),
    ],
)
def test_what_begins_with_http_is_a_server(text: str, address: str) -> None:
    assert place_named(text) == Endpoint(address)
    assert str(place_named(text)) == address


@pytest.mark.parametrize("text", ["graph/built", "/somewhere/http:/odd", "http", "C:odd", "."])
def test_all_else_is_a_folder(text: str) -> None:
    assert place_named(text) == Path(text)


@pytest.mark.parametrize(
    "text",
    [
        "ftp://example.org/graph",
        "http://",
        "http://example.org:notaport",
        "http://example.org:99999",
        "http://example.org/?default",
        "http://example.org/#part",
        "http://example.org/two words",
        "http://[::1",
    ],
)
def test_an_address_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(StoreError, match=r"http|address"):
        place_named(text)


@pytest.mark.parametrize(
    "text",
    ["http://me:hush-hush@example.org", "https://hush-hush@[::1]/x", "http://me:hush-hush@[::1"],
)
def test_an_address_with_a_secret_is_refused_without_telling_it(text: str) -> None:
    with pytest.raises(StoreError, match="TREATYGRAPH_PASSWORD") as caught:
        place_named(text)
    assert "hush-hush" not in str(caught.value)
