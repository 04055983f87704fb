"""What a thing is tied to: which ties are shown, which are chosen, and that each leads to its evidence."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

from treatygraph.drawing.ties import Choice, Selection, Tie
from treatygraph.explorer.answering import bundle_address, environment
from treatygraph.model import PartialDate

MIDDLE = "treaty/x"


def tie(source: str, target: str, number: int = 0, **other: object) -> Tie:
    given = {"kind": "ratification", "status": "done", "date": PartialDate(1990), **other}
    return Tie(f"act/{source}/{target}/{number}", source=source, target=target, **given)  # type: ignore[arg-type]


def selected(ties: list[Tie], choice: Choice | None = None) -> Selection:
    def around(key: str) -> list[Tie]:
        return [each for each in ties if key in (each.source, each.target)]

    return Selection(around, MIDDLE, choice or Choice())


def test_one_step_shows_what_is_tied_to_the_thing_itself() -> None:
    found = selected([tie("state/A", MIDDLE), tie("state/A", "treaty/y")])
    assert found.steps == {MIDDLE: 0, "state/A": 1}
    assert [each.target for each in found.ties] == [MIDDLE]


def test_two_steps_show_what_lies_behind_each_tie_once() -> None:
    ties = [
        tie("state/A", MIDDLE),
        tie("state/B", MIDDLE),
        tie("state/A", "state/B"),
        tie("state/A", "treaty/y"),
        tie("state/B", "treaty/y"),
        tie("treaty/y", "body/z"),
    ]
    found = selected(ties, Choice(depth=2))
    assert found.steps == {MIDDLE: 0, "state/A": 1, "state/B": 1, "treaty/y": 2}
    assert sorted(each.key for each in found.ties) == sorted(each.key for each in ties[:5])


def test_the_most_tied_come_first_and_the_rest_is_counted() -> None:
    ties = [tie(f"state/{n:02}", MIDDLE) for n in range(60)]
    ties += [tie("state/59", MIDDLE, again) for again in range(1, 10)]
    found = selected(ties)
    assert next(key for key, steps in found.steps.items() if steps) == "state/59"
    assert len(found.steps) - 1 + found.things_left_off == 60
    assert found.things_left_off > 0
    assert len(found.ties) + found.ties_left_off == len(ties)


def test_far_things_are_bounded_too() -> None:
    ties = [tie("state/A", MIDDLE), *(tie("state/A", f"treaty/{n}") for n in range(500))]
    found = selected(ties, Choice(depth=2))
    assert len(found.steps) < 100
    assert len(found.ties) + found.ties_left_off == len(ties)


def test_years_leave_out_what_has_no_date() -> None:
    ties = [
        tie("state/A", MIDDLE, date=PartialDate(1989, 12, 31)),
        tie("state/B", MIDDLE, date=PartialDate(1990)),
        tie("state/C", MIDDLE, date=PartialDate(1995, 3)),
        tie("state/D", MIDDLE, date=None),
    ]

    def shown(**years: int) -> str:
        return "".join(each.source[-1] for each in selected(ties, Choice(**years)).ties)

    assert shown() == "ABCD"
    assert shown(since=1990) == "BC"
    assert shown(until=1990) == "AB"
    assert shown(since=1990, until=1990) == "B"


def test_kind_and_status_choose() -> None:
    ties = [
        tie("state/A", MIDDLE),
        tie("state/A", MIDDLE, 1, kind="withdrawal", status="proposed"),
        tie("state/B", MIDDLE, kind="withdrawal"),
    ]
    assert len(selected(ties, Choice(kind="withdrawal")).ties) == 2
    assert [t.source for t in selected(ties, Choice(kind="withdrawal", status="done")).ties] == [
        "state/B"
    ]


def test_each_tie_leads_to_its_evidence(client: TestClient) -> None:
    told = client.get("/network/state/RUS.json?depth=2").json()
    assert {edge["kind"] for edge in told["edges"]} >= {"expulsion", "leaving", "statement"}
    for edge in told["edges"]:
        assert client.get(f"/id/{edge['key']}").status_code == 200
    keys = {node["key"] for node in told["nodes"]}
    assert {edge[end] for edge in told["edges"] for end in ("source", "target")} <= keys


def test_a_person_is_tied_by_an_office(client: TestClient) -> None:
    (person,) = [
        each["key"]
        for each in client.get("/api/suggest?q=Rosa+Vidal").json()
        if each["kind"] == "person"
    ]
    told = client.get(f"/network/{person}.json").json()
    assert ("office", "state/CHL") in {(edge["kind"], edge["target"]) for edge in told["edges"]}


def test_the_network_is_a_table_too(client: TestClient) -> None:
    page = client.get("/network/state/RUS?kind=expulsion")
    assert page.text.count("<tr>") == 2
    rows = list(csv.DictReader(io.StringIO(client.get("/network/state/RUS.csv").text)))
    assert "act/expulsion/RUS/council-of-europe" in {row["evidence"] for row in rows}
    nothing = client.get("/network/state/RUS?until=1900")
    assert "Nothing is tied to it in this way." in nothing.text


@pytest.mark.parametrize(
    "wrong", ["depth=3", "kind=marriage", "status=maybe", "since=90", "until=x", "until=0000"]
)
def test_what_cannot_be_chosen_is_told(client: TestClient, wrong: str) -> None:
    answer = client.get(f"/network/state/RUS?{wrong}")
    assert answer.status_code == 400
    assert wrong.partition("=")[0] in answer.text


def test_there_is_no_network_of_nothing(client: TestClient) -> None:
    assert client.get("/network/state/ATLANTIS").status_code == 404


def test_pages_do_without_the_bundle(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bundle_address("never-made.js") == ""
    monkeypatch.setitem(environment().globals, "bundle", lambda name: "")
    page = client.get("/id/state/RUS?without=scripts").text
    assert "<script" not in page
    assert 'action="/network/state/RUS"' in page


def test_the_editor_is_told_terms_and_prefixes(client: TestClient) -> None:
    terms = {each["term"] for each in client.get("/api/terms").json()}
    assert {"tg:party", "<https://w3id.org/treatygraph/id/status/done>"} <= terms
    assert client.get("/api/prefixes").json()["tg"] == "https://w3id.org/treatygraph/ontology#"
