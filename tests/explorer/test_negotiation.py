"""Which form is chosen, by the Accept header and by the address."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from treatygraph.explorer.negotiation import (
    CSV,
    HTML,
    JSON,
    PAGE_FORMS,
    TURTLE,
    accepted,
    by_ending,
)

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (None, "html"),
        ("", "html"),
        ("*/*", "html"),
        (BROWSER, "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json, text/turtle;q=0.5", "jsonld"),
        ("text/turtle;q=0.2, application/json;q=0.7", "json"),
        ("application/*", "json"),
        ("text/html;q=0, */*", "json"),
        ("TEXT/TURTLE", "ttl"),
        ("text/turtle;q=oops, application/json;q=0.1", "json"),
    ],
)
def test_the_form_that_is_liked_best(header: str | None, name: str) -> None:
    found = accepted(header, PAGE_FORMS)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("header", ["image/png", "text/turtle;q=0", "nonsense"])
def test_none_of_them(header: str) -> None:
    assert accepted(header, (TURTLE,)) is None


@pytest.mark.parametrize(
    ("path", "stem", "form"),
    [
        ("state/RUS.ttl", "state/RUS", TURTLE),
        ("state/RUS", "state/RUS", None),
        ("treaty/sr-0.401", "treaty/sr-0.401", None),
        ("treaty/sr-0.401.csv", "treaty/sr-0.401", CSV),
        (".json", ".json", None),
    ],
)
def test_the_ending_names_a_form(path: str, stem: str, form: object) -> None:
    assert by_ending(path, (HTML, JSON, TURTLE, CSV)) == (stem, form)


def test_who_takes_none_is_told_so(client: TestClient) -> None:
    answer = client.get("/id/state/LVA", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.text


def test_answers_vary_and_are_kept_by_tag(client: TestClient) -> None:
    first = client.get("/id/state/LVA")
    assert first.headers["vary"] == "Accept"
    again = client.get("/id/state/LVA", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_about_nothing_is_no_rdf(client: TestClient) -> None:
    assert client.get("/compare", headers={"Accept": "text/turtle"}).status_code == 406
