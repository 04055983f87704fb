"""Every page, in every form: what it tells, and that its links lead somewhere."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import deque
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from treatygraph.explorer.pages import home

PAGES = (
    "/",
    "/search?q=latvia",
    "/id/state/LVA",
    "/id/treaty/mtdsg-XXVI-5",
    "/id/body/council-of-europe",
    "/id/act/withdrawal/LVA/mtdsg-XXVI-5",
    "/network/state/LVA?depth=2",
    "/standings/state/LVA?on=2025-06-01",
    "/standings/treaty/mtdsg-XXVI-5?on=2025-06-01",
    "/status?party=Latvia&object=Ottawa+Convention&on=2025-06-01",
    "/compare?left=LVA&right=RUS&on=2020-01-01",
    "/query",
    "/query?name=documents&ask=1",
    "/ontology",
)


class Seen(HTMLParser):
    """Links, ids, heads, and what must not be there."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.heads: list[int] = []
        self.scripts: list[dict[str, str | None]] = []
        self.inline: list[str] = []
        self.unlabelled: list[str] = []
        self.labels: set[str] = set()
        self._fields: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if re.fullmatch(r"h[1-6]", tag):
            self.heads.append(int(tag[1]))
        if tag == "script":
            self.scripts.append(given)
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        if tag == "style":
            self.inline.append("style element")
        if tag == "label" and given.get("for"):
            self.labels.add(str(given["for"]))
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden":
            self._fields.append(given)

    @property
    def without_label(self) -> list[dict[str, str | None]]:
        return [f for f in self._fields if f.get("id") not in self.labels]


def seen(text: str) -> Seen:
    made = Seen()
    made.feed(text)
    return made


@pytest.mark.parametrize("address", PAGES)
def test_each_page_is_sound_html(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    page = seen(answer.text)
    assert page.heads.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(page.heads, page.heads[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    assert not page.inline
    assert not page.without_label
    assert all(script["src"] for script in page.scripts)
    assert 'lang="en"' in answer.text


@pytest.mark.parametrize("address", PAGES[:11])
def test_each_page_is_had_as_json_too(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert isinstance(answer.json(), dict)


def test_links_lead_somewhere(client: TestClient) -> None:
    """A walk from the first page, two hundred addresses: none is missing, and no mark is."""
    waiting, known = deque(["/"]), {"/"}
    pages: dict[str, Seen] = {}
    marks: list[tuple[str, str]] = []
    while waiting and len(pages) < 200:
        address = waiting.popleft()
        answer = client.get(address)
        assert answer.status_code in (200, 303), (address, answer.status_code)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        pages[address] = seen(answer.text)
        for link in pages[address].links:
            whole, mark = urldefrag(urljoin(address, link))
            if urlsplit(whole).netloc:
                continue
            if mark:
                marks.append((whole or address, mark))
            if whole not in known and not whole.startswith(("/sparql", "/api")):
                known.add(whole)
                waiting.append(whole)
    missing = [(p, m) for p, m in marks if p in pages and m not in pages[p].ids]
    assert not missing


def test_a_newcomer_reads_what_russia_did(client: TestClient) -> None:
    page = client.get("/id/state/RUS").text
    assert "expulsion" in page
    assert "Today: former member since 2022-03-16" in page
    act = client.get("/id/act/expulsion/RUS/council-of-europe").text
    assert "Russia was expelled from the Council of Europe in March 2022." in act
    assert "How this was concluded" in act
    assert re.search(r'href="/id/document/[0-9a-f]+#[0-9a-f]+"', act)


def test_an_act_shows_the_sides_of_a_disagreement(client: TestClient) -> None:
    told = client.get("/id/act/leaving/RUS/council-of-europe.json").json()
    (dispute,) = told["disputes"]
    assert {side["source"]["title"] for side in dispute["sides"]} == {"Expelled", "Gone"}


def test_a_document_has_its_claims_marked_in_place(client: TestClient) -> None:
    act = client.get("/id/act/leaving/RUS/council-of-europe.json").json()
    (stage,) = act["stages"]
    document = stage["claims"][0]["source"]["key"]
    told = client.get(f"/id/{document}.json").json()
    assert "".join(piece["text"] for piece in told["pieces"]).startswith("Russia left the Council")
    marked = [piece for piece in told["pieces"] if piece["claims"]]
    assert marked[0]["text"] == "Russia left the Council of Europe in March 2022."
    page = client.get(f"/id/{document}").text
    assert "<mark>Russia left the Council of Europe in March 2022." in page


def test_the_status_of_a_day_comes_with_its_reasons(client: TestClient) -> None:
    bound = client.get("/api/status?party=Latvia&object=Ottawa+Convention&on=2020-01-01").json()
    assert (bound["answer"], bound["reasons"][-1]["text"][:4]) == (
        "bound",
        bound["reasons"][-1]["text"][:4],
    )
    page = client.get("/status?party=Atlantis&object=Ottawa+Convention")
    assert page.status_code == 200
    assert "There is no state &#39;Atlantis&#39;" in page.text


def test_a_table_is_had_as_csv(client: TestClient) -> None:
    answer = client.get("/standings/treaty/mtdsg-XXVI-5.csv?on=2020-01-01")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert {"key": "state/LVA", "standing": "party"}.items() <= next(
        row for row in rows if row["key"] == "state/LVA"
    ).items()


def test_comparing_tells_what_differs(client: TestClient) -> None:
    told = client.get("/compare.json?left=LVA&right=LVA&on=2003-01-01&then=2020-01-01")
    assert told.status_code == 404  # the ending is for things; pages take ?format=
    told = client.get("/compare?left=LVA&on=2003-01-01&then=2020-01-01&format=json").json()
    nato = next(
        d
        for d in told["differences"]
        if d["other"]["key"].endswith("north-atlantic-treaty-organization")
    )
    assert (nato["left"], nato["right"][:6]) == ("", "member")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("russ", "state/RUS"),
        ("Rusia", "state/RUS"),
        ("LVA", "state/LVA"),
        ("ottawa conv", "treaty/mtdsg-XXVI-5"),
        ("CETS 126", "treaty/cets-126"),
        ("cets no. 126", "treaty/cets-126"),
        ("council of europ", "body/council-of-europe"),
        ("counsil of europe", "body/council-of-europe"),
        ("anti-torture convention", "treaty/cets-126"),
    ],
)
def test_suggestions_forgive_how_one_types(client: TestClient, typed: str, key: str) -> None:
    found = client.get("/api/suggest", params={"q": typed}).json()
    assert key in [hit["key"] for hit in found[:3]]


@pytest.mark.parametrize("form", ["ttl", "jsonld", "nt", "rdf"])
@pytest.mark.parametrize("key", ["state/LVA", "act/withdrawal/LVA/mtdsg-XXVI-5"])
def test_a_thing_is_had_as_triples(client: TestClient, key: str, form: str) -> None:
    formats = {
        "ttl": ox.RdfFormat.TURTLE,
        "jsonld": ox.RdfFormat.JSON_LD,
        "nt": ox.RdfFormat.N_TRIPLES,
        "rdf": ox.RdfFormat.RDF_XML,
    }
    answer = client.get(f"/id/{key}.{form}")
    subjects = {str(q.subject) for q in ox.parse(answer.content, format=formats[form])}
    assert f"<https://w3id.org/treatygraph/id/{key}>" in subjects


def test_a_named_question_is_a_form_and_an_answer(client: TestClient) -> None:
    form = client.get("/query?name=timeline-of-state").text
    assert 'name="state"' in form
    assert "The answer" not in form
    answer = client.get("/query?name=timeline-of-state&state=RUS&ask=1").text
    assert "expulsion" in answer
    assert "/api/query/timeline-of-state?state=RUS&amp;format=csv" in answer
    data = client.get("/api/query/timeline-of-state?state=RUS&format=csv").text
    assert data.startswith("date,kind,status")


def test_a_wrong_query_is_told_where_it_is_wrong(client: TestClient) -> None:
    answer = client.get("/query", params={"query": "SELECT ?x { ?x a }"})
    assert answer.status_code == 400
    assert "line 1, column" in answer.text


def test_the_first_page_tells_what_is_due(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked in 2024, the record has changes to come."""
    monkeypatch.setattr(home, "_today", lambda: dt.date(2024, 11, 27))
    told = client.get("/", params={"format": "json", "again": "due"}).json()["due"]
    assert 1 <= len(told) <= 8
    assert [each["day"] for each in told] == sorted(each["day"] for each in told)
    assert told[0]["day"] > "2024-11-27"
    assert "→" in told[0]["change"]
    page = client.get("/", params={"again": "due"}).text
    assert "What is due" in page
    assert f"on={told[0]['day']}" in page
