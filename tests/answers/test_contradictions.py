"""What counts as a contradiction between texts, and between texts and the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from treatygraph.answers.contradictions import Contradiction, Sort, find_contradictions
from treatygraph.build.builder import Builder
from treatygraph.build.workers import Workers
from treatygraph.model import Document, PartialDate
from treatygraph.reference.compiled import seed
from treatygraph.reference.opening import open_ground
from treatygraph.store import open_store

Found = Callable[..., list[Contradiction]]


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers() as made:
        yield made


@pytest.fixture
def found(tmp_path: Path, workers: Workers) -> Found:
    """The contradictions of texts, each given as (day of publication, text)."""

    def call(*texts: tuple[str, str]) -> list[Contradiction]:
        seed(tmp_path / "graph")
        documents = [
            Document(f"text-{n}", text, published=PartialDate.parse(day))
            for n, (day, text) in enumerate(texts)
        ]
        with open_store(tmp_path / "graph") as store:
            assert not Builder(store, workers).build(documents).failed
        with open_ground(tmp_path / "graph") as opened:
            return list(find_contradictions(opened).contradictions)

    return call


def sorts(found: list[Contradiction]) -> list[Sort]:
    return [each.sort for each in found]


def test_the_record_has_another_date(found: Found) -> None:
    told = found(("2001-01-01", "Russia ratified the anti-torture convention, CETS 126, in 1997."))
    assert sorts(told) == [Sort.RECORD_DATE]
    assert "1997" in told[0].message
    assert "1998-05-05" in told[0].message


def test_the_record_agrees_as_far_as_the_text_is_precise(found: Found) -> None:
    assert not found(
        ("2001-01-01", "Russia ratified the anti-torture convention, CETS 126, in May 1998.")
    )


def test_left_against_expelled(found: Found) -> None:
    told = found(
        ("2022-03-20", "Russia left the Council of Europe in March 2022."),
        ("2022-03-21", "Russia was expelled from the Council of Europe in March 2022."),
    )
    assert Sort.LEFT_OR_EXPELLED in sorts(told)


def test_a_plan_that_came_true_on_its_day_contradicts_nothing(found: Found) -> None:
    told = found(
        ("2022-05-01", "Norway will withdraw from the Energy Charter Treaty on 4 May 2022."),
        ("2022-05-05", "Norway withdrew from the Energy Charter Treaty on 4 May 2022."),
    )
    assert Sort.TOO_EARLY not in sorts(told)


def test_done_before_the_day_that_is_set_is_told_too_early(found: Found) -> None:
    told = found(
        ("2022-05-01", "Norway will withdraw from the Energy Charter Treaty on 9 May 2022."),
        ("2022-05-05", "Norway withdrew from the Energy Charter Treaty on 4 May 2022."),
    )
    assert Sort.TOO_EARLY in sorts(told)
