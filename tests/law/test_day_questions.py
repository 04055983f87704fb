"""Was this state bound by this treaty on this day: answers that were read off the tables and the clauses.

``day_questions.csv`` was written by reading, not by any program; ``why`` says what was read.
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from treatygraph.answers.status import status
from treatygraph.errors import QueryError
from treatygraph.reference.names import object_named, party_named
from treatygraph.reference.opening import Opened

HERE = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


QUESTIONS = table("day_questions.csv")
NAMES = table("names.csv")


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda q: f"{q['state']}-{q['object']}-{q['day']}")
def test_the_answer_is_what_the_tables_and_the_law_say(
    opened: Opened, asked: dict[str, str]
) -> None:
    found = status(
        opened.ground,
        party_named(opened.names, asked["state"]),
        object_named(opened.names, asked["object"]),
        dt.date.fromisoformat(asked["day"]),
    )
    assert found.answer.value == asked["answer"], asked["why"]
    if asked["standing"]:
        standing = found.standing.value if found.standing else "none"
        assert standing == asked["standing"], asked["why"]


def test_there_are_more_than_sixty_questions_and_all_three_answers() -> None:
    assert len(QUESTIONS) > 60
    assert {q["answer"] for q in QUESTIONS} == {"bound", "not bound", "uncertain"}


@pytest.mark.parametrize("row", NAMES, ids=lambda row: row["text"])
def test_a_name_is_understood_or_something_is_suggested(
    opened: Opened, row: dict[str, str]
) -> None:
    keys = row["key"].split(";") if row["key"] else []
    find = party_named if not keys or keys[0].startswith("state/") else object_named
    if keys and not row["suggest"]:
        assert find(opened.names, row["text"]) in keys
        return
    with pytest.raises(QueryError) as caught:
        find(opened.names, row["text"])
    assert not keys or any(key in str(caught.value) for key in keys)
