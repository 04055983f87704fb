"""The two articles with which the program began, beside the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from treatygraph.answers.contradictions import Sort, find_contradictions
from treatygraph.answers.status import status
from treatygraph.build.builder import Builder
from treatygraph.build.workers import Workers
from treatygraph.ingest import read
from treatygraph.law.standings import Answer
from treatygraph.model import Document
from treatygraph.query import named_queries, run_query
from treatygraph.query.output import cell_text
from treatygraph.reference.compiled import seed
from treatygraph.reference.opening import Opened, open_ground
from treatygraph.store import open_store

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def told(shared_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    folder = tmp_path_factory.mktemp("seeds") / "graph"
    seed(folder)
    documents = [d for d in read(str(shared_dir / "seeds")) if isinstance(d, Document)]
    with Workers() as workers, open_store(folder) as store:
        assert not Builder(store, workers).build(documents).failed
    with open_ground(folder) as opened:
        yield opened


def test_the_withdrawal_is_one_act_whatever_the_headlines(told: Opened) -> None:
    """Headlines have it done; a law that is signed is a step at home, and so Russia is bound still."""
    acts = told.store.select(
        """SELECT ?act (COUNT(?claim) AS ?claims) WHERE {
             ?act a tg:Withdrawal ; tg:claim ?claim ;
               tg:object <https://w3id.org/treatygraph/id/treaty/cets-126> } GROUP BY ?act"""
    )
    ((act, claims),) = [(row["act"].value, int(row["claims"].value)) for row in acts]
    assert act.endswith("withdrawal/RUS/cets-126")
    assert claims == 2, "one of each article, with all its sentences"
    found = status(told.ground, "state/RUS", "treaty/cets-126", dt.date(2026, 1, 15))
    assert found.answer is Answer.BOUND


def test_left_against_expelled_is_listed(told: Opened) -> None:
    found = find_contradictions(told).contradictions
    assert [(c.sort, c.party, c.object) for c in found] == [
        (Sort.LEFT_OR_EXPELLED, "state/RUS", "body/council-of-europe")
    ]


def test_the_record_confirms_the_ratification_and_the_membership(told: Opened) -> None:
    rows = run_query(told.store, named_queries()["confirmed-by-record"], {}).rows
    council = ("state/RUS", "body/council-of-europe", "act-kind/joining", "1996")
    convention = ("state/RUS", "treaty/cets-126", "act-kind/ratification", "1998")
    # Membership by the statute, by the body and by a list of years; consent, and the day on which it took effect.
    assert sorted(tuple(map(cell_text, row))[:5] for row in rows) == [
        (*council, "1996"),
        (*council, "1996-02-28"),
        (*council, "1996-02-28"),
        (*convention, "1998-05-05"),
        (*convention, "1998-09-01"),
    ]
