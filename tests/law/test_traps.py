"""The cases in which headlines mislead: short texts, read in several orders, asked before, at and after each date.

Each case has texts of our own as they may have stood in the news of the day, and questions with the answers that the
law gives. What the texts do not tell, the record does.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad

from treatygraph.answers.status import Status, status
from treatygraph.build.builder import Builder
from treatygraph.build.workers import Workers
from treatygraph.model import Document, PartialDate
from treatygraph.rdf.standings import STANDINGS_GRAPH
from treatygraph.reference.compiled import seed
from treatygraph.reference.ground import StoreGround
from treatygraph.reference.names import object_named, party_named
from treatygraph.reference.opening import Opened
from treatygraph.store import GraphStore, open_store

TRAPS = Path(__file__).parent / "traps"


def table(name: str) -> list[dict[str, str]]:
    with (TRAPS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


TEXTS, QUESTIONS = table("documents.csv"), table("questions.csv")
CASES = sorted({row["case"] for row in QUESTIONS})


def documents(case: str) -> list[Document]:
    return [
        Document(
            f"{case}/{row['file']}",
            (TRAPS / case / row["file"]).read_text(encoding="utf-8"),
            title=row["title"] or None,
            published=PartialDate.parse(row["published"]),
        )
        for row in TEXTS
        if row["case"] == case
    ]


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers() as made:
        yield made


def asked(opened: Opened, store: GraphStore, question: dict[str, str]) -> Status:
    return status(
        StoreGround(store),
        party_named(opened.names, question["state"]),
        object_named(opened.names, question["object"]),
        dt.date.fromisoformat(question["day"]),
    )


def standings(store: GraphStore) -> list[Quad]:
    return sorted(store.quads(STANDINGS_GRAPH), key=str)


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_answered_by_the_law_whatever_the_headlines(
    case: str, opened: Opened, workers: Workers, tmp_path: Path
) -> None:
    told = documents(case)
    orders = {"as told": [told], "backwards, one by one": [[each] for each in reversed(told)]}
    found = {}
    for name, runs in orders.items():
        folder = tmp_path / name
        seed(folder)
        with open_store(folder) as store:
            for run in runs:
                assert not Builder(store, workers).build(run).failed
            found[name] = standings(store)
            for question in (q for q in QUESTIONS if q["case"] == case):
                answer = asked(opened, store, question)
                assert answer.answer.value == question["answer"], (name, question)
                standing = answer.standing.value if answer.standing else "none"
                assert question["standing"] in ("", standing), (name, question)
    first, second = found.values()
    assert first == second


def test_every_case_of_the_rules_has_questions_before_at_and_after() -> None:
    assert len(CASES) == 13
    assert len(QUESTIONS) > 120
