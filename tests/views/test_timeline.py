"""Standings above the acts of a timeline: as bars that are cut to what the picture shows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from treatygraph.law.standings import Interval, Standing
from treatygraph.model import ActKind, EntityKind, PartialDate, Status
from treatygraph.rdf.standings import interval_quads
from treatygraph.store import GraphStore, open_store
from treatygraph.views import write_view
from treatygraph.views.acts import DrawnAct, Quote, Stage, Thing
from treatygraph.views.timeline import fitting, summary, timeline

ARDENIA = Thing("state/ARD", "Ardenia", EntityKind.STATE)
ROADS = Thing("treaty/salt-1", "Convention on the Salt Roads", EntityKind.CONVENTION)


def interval(
    standing: Standing, start: str, end: str | None = None, *, certain: bool = True
) -> Interval:
    return Interval(
        ARDENIA.key,
        ROADS.key,
        standing,
        dt.date.fromisoformat(start),
        dt.date.fromisoformat(end) if end else None,
        certain,
        PartialDate.parse(start),
        "entry",
        "art. 9",
        ("record/x",),
    )


LIFE = (
    interval(Standing.PARTY, "2001-05-01", "2032-01-01"),
    interval(Standing.SIGNATORY, "1999-01-01", "2001-05-01"),
    interval(Standing.FORMER_PARTY, "2032-01-01", certain=False),
)


def life(party: str, target: str) -> Sequence[Interval]:
    return LIFE if (party, target) == (ARDENIA.key, ROADS.key) else ()


def act(day: str, party: Thing = ARDENIA) -> DrawnAct:
    date = PartialDate.parse(day)
    quote = Quote("It left.", "A paper")
    stage = Stage(Status.DONE, date, None, (quote,))
    return DrawnAct(
        f"act/withdrawal/{day}", ActKind.WITHDRAWAL, Status.DONE, date, party, ROADS, (stage,)
    )


ACTS = (act("2031-01-01"), act("2033-06-01"))


@pytest.mark.parametrize("about", [ARDENIA, ROADS], ids=["of a state", "of a treaty"])
def test_a_lane_of_one_party_and_one_object_has_its_standings_in_order(about: Thing) -> None:
    (lane,) = timeline(ACTS, about, life).lanes
    assert [each.standing for each in lane.standings] == [
        Standing.SIGNATORY,
        Standing.PARTY,
        Standing.FORMER_PARTY,
    ]
    assert (lane.head, lane.rows) == (1, 1 + 1 + max(strip.row for strip in lane.strips))


def test_a_lane_of_many_parties_has_none() -> None:
    shown = timeline(ACTS, None, life)
    assert [lane.head for lane in shown.lanes] == [0]
    assert "Broad bars" not in summary(shown)


def test_bars_are_cut_to_the_window() -> None:
    shown = timeline(ACTS, ARDENIA, life)
    begin, end = shown.window
    signatory, party, former = shown.lanes[0].standings
    assert shown.shown(signatory) is None
    assert shown.shown(party) == (begin, dt.date(2032, 1, 1).toordinal())
    assert shown.shown(former) == (dt.date(2032, 1, 1).toordinal(), end)
    assert shown.standings == [Standing.PARTY, Standing.FORMER_PARTY]


def test_a_bar_has_the_words_that_it_has_room_for() -> None:
    former = LIFE[2]
    assert fitting(former, 1) == "former party since 2032-01-01, not certain"
    assert fitting(former, 0.2) == "former party"
    assert fitting(former, 0.01) == ""


@pytest.fixture
def graph(small: GraphStore) -> GraphStore:
    made = open_store()
    made.inner.bulk_extend(
        [*small.quads(), *interval_quads([interval(Standing.PARTY, "2001-05-01")])]
    )
    return made


def test_the_picture_for_print_has_words_and_a_legend(graph: GraphStore, tmp_path: Path) -> None:
    write_view(graph, "timeline", "ARD", tmp_path / "a.svg")
    text = (tmp_path / "a.svg").read_text("utf-8")
    assert "party since 2001-05-01" in text
    assert ">party<" in text


def test_the_page_is_the_explorers_and_tells_by_which_article(
    graph: GraphStore, tmp_path: Path
) -> None:
    write_view(graph, "timeline", "ARD", tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text("utf-8")
    (bar,) = re.findall(r'<g class="standing ([^"]*)"[^>]*><title>([^<]*)</title>', page)
    assert bar == ("party", "party since 2001-05-01, by art. 9")
    assert re.search(r"<rect[^>]*/><text[^>]*>party since 2001-05-01</text>", page)
    (mark,) = re.findall(r'<a class="mark underway" href="#([^"]*)"', page)
    assert f'<tr id="{mark}">' in page
