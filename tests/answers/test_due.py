"""What is due after a day, and its calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from treatygraph.answers.calendar import calendar
from treatygraph.answers.due import Due, due
from treatygraph.law.standings import Interval, Standing
from treatygraph.model import PartialDate
from treatygraph.reference.opening import Opened, open_ground


@pytest.fixture(scope="module")
def opened() -> Iterator[Opened]:
    with open_ground(None) as found:
        yield found


def interval(standing: Standing, start: dt.date, end: dt.date | None) -> Interval:
    return Interval(
        "state/ARV", "treaty/xts-1", standing, start, end, True, PartialDate.of(start),
        "exit", "art. 12; \N{SECTION SIGN} 3", ("record/1",),
    )  # fmt: skip


LEAVES = dt.date(2027, 1, 1)
CHANGE = Due(
    LEAVES,
    "state/ARV",
    "treaty/xts-1",
    "Arvonia",
    "Convention on the Élbe, the Röder and all other rivers that rise in the mountains of Arvonia",
    interval(Standing.WITHDRAWING, dt.date(2026, 1, 1), LEAVES),
    interval(Standing.FORMER_PARTY, LEAVES, None),
    ("gazette",),
)


def test_what_the_record_has_to_come_after_a_day(opened: Opened) -> None:
    """Russia's entry of 1 September 1998 is still to come in August, and not on the day itself."""

    def entries(start: dt.date) -> list[Due]:
        found = due(opened.ground, start, dt.date(1998, 9, 2))
        return [d for d in found if (d.party, d.object) == ("state/RUS", "treaty/cets-126")]

    (entry,) = entries(dt.date(1998, 8, 31))
    assert (entry.day, entry.change) == (dt.date(1998, 9, 1), "contracting state → party")
    assert "ch-sr-geltungsbereich" in entry.words
    assert not entries(dt.date(1998, 9, 1))


def test_changes_come_by_day_and_end_with_the_last(opened: Opened) -> None:
    found = due(opened.ground, dt.date(2020, 1, 1), dt.date(2020, 3, 1))
    days = [each.day for each in found]
    assert days
    assert days == sorted(days)
    assert dt.date(2020, 1, 1) < days[0]
    assert days[-1] <= dt.date(2020, 3, 1)


def test_a_calendar_has_an_event_for_each_change() -> None:
    text = calendar([CHANGE], dt.date(2026, 5, 4))
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "UID:due-ARV-xts-1-2027-01-01@treatygraph" in lines
    assert "DTSTART;VALUE=DATE:20270101" in lines
    assert "STATUS:CONFIRMED" in lines


def test_a_calendar_folds_its_lines_at_75_octets_and_escapes() -> None:
    text = calendar([CHANGE], dt.date(2026, 5, 4))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert "the Élbe\\, the Röder" in unfolded
    assert "art. 12\\; § 3" in unfolded


def test_the_same_question_gives_the_same_bytes() -> None:
    """The stamp is the day that was asked about, not the clock's."""
    assert "\r\nDTSTAMP:20260504T000000Z\r\n" in calendar([CHANGE], dt.date(2026, 5, 4))
