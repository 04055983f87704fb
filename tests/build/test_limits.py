"""Documents that take too long or too much memory cost only themselves, and are named."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from click.testing import CliRunner

from treatygraph.build.builder import Builder
from treatygraph.build.workers import Limits, Workers, loads
from treatygraph.cli.main import main
from treatygraph.ingest import Problem
from treatygraph.model import Document
from treatygraph.store import open_store

GOOD = [
    Document(f"good-{number}.txt", f"Chile ratified the Kyoto Protocol on {number} August 2002.")
    for number in range(1, 9)
]
# A true text of treaty news that is only very long: what takes long is what the program does with it.
LONG = Document(
    "long.txt",
    "\n\n".join(
        f"Chile, Peru and Spain, which left the Ottawa Convention in {year}, signed the Kyoto Protocol, "
        f"the Escazu Agreement and the Rome Statute on {day} August, and Norway ratified the Paris Agreement."
        for year in range(1000, 3000)
        for day in range(1, 3)
    ),
)
MIXED = [*GOOD[:4], LONG, *GOOD[4:]]


def names(found: list[object]) -> list[str]:
    return [
        each.source if isinstance(each, Problem) else each.document.identifier  # type: ignore[attr-defined]
        for each in found
    ]


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (Limits(seconds=2, megabytes=4000), "more than 2 seconds"),
        (Limits(seconds=120, megabytes=30), "more than 30 MB of memory"),
    ],
)
def test_a_document_that_takes_too_much_is_named_and_the_others_are_read(
    limits: Limits, told: str
) -> None:
    with Workers(limits=limits) as workers:
        found = list(workers.extract(MIXED))
    assert names(list(found)) == [each.identifier for each in MIXED]
    (problem,) = [each for each in found if isinstance(each, Problem)]
    assert problem.source == "long.txt"
    assert told in problem.message
    assert "--document-" in problem.message
    assert all(each.claims for each in found if not isinstance(each, Problem))


def test_a_process_that_breaks_off_costs_one_reading() -> None:
    """As if the parser had crashed: what it was at is read again."""
    with Workers(2, limits=Limits(60, 4000)) as workers:
        found = workers.extract(iter(GOOD))
        first = next(found)
        assert not isinstance(first, Problem)
        for process in multiprocessing.active_children():
            process.kill()
        again = list(workers.extract(GOOD))
    assert names(list(again)) == [each.identifier for each in GOOD]
    assert not any(isinstance(each, Problem) for each in again)


def test_a_build_goes_on_and_tells(tmp_path: Path) -> None:
    with (
        Workers(limits=Limits(seconds=2, megabytes=4000)) as workers,
        open_store() as store,
    ):
        built = Builder(store, workers).build(MIXED)
    assert built.added == len(GOOD)
    assert [problem.source for problem in built.problems] == ["long.txt"]
    assert built.failed


def test_the_command_names_it_and_ends_with_1(tmp_path: Path) -> None:
    for document in (GOOD[0], LONG):
        (tmp_path / document.identifier).write_text(document.text)
    result = CliRunner().invoke(
        main,
        [
            *("build", str(tmp_path / "good-1.txt"), str(tmp_path / "long.txt")),
            *("--graph", str(tmp_path / "graph"), "--document-seconds", "2"),
        ],
    )
    assert result.exit_code == 1
    assert "not read: long.txt: It took more than 2 seconds" in result.stderr
    assert "1 documents added" in result.stderr


def testloads_are_small_in_number_and_in_size() -> None:
    big = Document("big.txt", "x" * 300_000)
    assert [len(load) for load in loads([GOOD[0], big, GOOD[1], big, big])] == [3, 1, 1]
    assert [len(load) for load in loads(GOOD[:1] * 600)] == [256, 256, 88]
    assert list(loads([])) == []
