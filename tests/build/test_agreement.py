"""Claims of a graph are linked with the rows of the record that confirm or contradict them, as both come and go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from treatygraph.build.builder import Builder
from treatygraph.build.importing import Source, import_rows
from treatygraph.build.workers import Workers
from treatygraph.model import Document, PartialDate
from treatygraph.rdf.agreement import AGREEMENT_GRAPH
from treatygraph.rdf.terms import key_of
from treatygraph.record import RecordAction, RecordRow
from treatygraph.reference.compiled import seed
from treatygraph.store import GraphStore, open_store

RIGHT = Document("right", "Peru ratified the Kyoto Protocol on 12 September 2002.")
LATE = Document("late", "Peru ratified the Kyoto Protocol on 12 September 2004.")
PLAN = Document("plan", "Peru plans to ratify the Kyoto Protocol on 12 September 2002.")
KYOTO = "treaty/mtdsg-XXVII-7-a"
ROW = "record/PER/mtdsg-XXVII-7-a/ratification/2002-09-12/un-mtdsg-2015"
GAZETTE = Source("gazette", "A gazette")


@pytest.fixture
def builder(tmp_path: Path, workers: Workers) -> Iterator[Builder]:
    seed(tmp_path / "graph")
    with open_store(tmp_path / "graph") as store:
        yield Builder(store, workers)


def links(store: GraphStore) -> set[tuple[str, str]]:
    """The kind of each link, and the key of the row."""
    return {
        (quad.predicate.value.rpartition("#")[2], key_of(quad.object))
        for quad in store.quads(AGREEMENT_GRAPH)
    }


def gazette(date: str) -> RecordRow:
    day = PartialDate.parse(date)
    return RecordRow("state/PER", KYOTO, RecordAction.RATIFICATION, day, "gazette")


def test_what_the_record_has_confirms(builder: Builder) -> None:
    builder.build([RIGHT])
    assert links(builder.store) == {("confirmedBy", ROW)}


def test_the_nearest_row_contradicts(builder: Builder) -> None:
    builder.build([LATE])
    kinds = {kind for kind, _ in links(builder.store)}
    assert kinds == {"contradictedBy"}
    assert len(links(builder.store)) == 1


def test_a_plan_is_not_compared(builder: Builder) -> None:
    builder.build([PLAN])
    assert links(builder.store) == set()


def test_links_go_with_their_documents(builder: Builder) -> None:
    builder.build([RIGHT, LATE])
    assert {kind for kind, _ in links(builder.store)} == {"confirmedBy", "contradictedBy"}
    builder.remove([builder.find("late")])
    assert links(builder.store) == {("confirmedBy", ROW)}
    builder.remove([builder.find("right")])
    assert links(builder.store) == set()


def test_imported_rows_count_as_the_record(builder: Builder) -> None:
    builder.build([LATE])
    before = links(builder.store)
    import_rows(builder.store, [gazette("2004-09-12")], GAZETTE)
    assert links(builder.store) == {("confirmedBy", gazette("2004-09-12").key)}
    import_rows(builder.store, [], GAZETTE)
    assert links(builder.store) == before
