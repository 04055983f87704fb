"""What date expressions mean."""

from __future__ import annotations

import pytest

from treatygraph.extract.dates import find_dates, resolve_date
from treatygraph.model import PartialDate

PUBLISHED = PartialDate.parse("2025-09-18")  # a Thursday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # absolute, as precise as written
        ("It signed on 28 February 1996.", "1996-02-28"),
        ("It signed on February 28, 1996.", "1996-02-28"),
        ("It signed in February 1996.", "1996-02"),
        ("It signed in 1996.", "1996"),
        # relative to the day of publication
        ("It signed on Monday.", "2025-09-15"),
        ("It signed on Thursday.", "2025-09-18"),
        ("It signed yesterday.", "2025-09-17"),
        ("It signed last year.", "2024"),
        ("It signed in October.", "2024-10"),
        ("It signed on 3 March.", "2025-03-03"),
        ("It signed two years ago.", "2023"),
    ],
)
def test_a_date_keeps_its_precision(text: str, expected: str) -> None:
    (found,) = find_dates(text)
    assert str(resolve_date(found, PUBLISHED)) == expected


@pytest.mark.parametrize("text", ["It may sign.", "Thousands march.", "Flight 1996 left.", ""])
def test_words_that_only_look_like_dates(text: str) -> None:
    assert find_dates(text) == ()


def test_without_publication_a_relative_date_means_nothing() -> None:
    (found,) = find_dates("It signed on Monday.")
    assert resolve_date(found, None) is None


def test_years_later_count_from_another_date() -> None:
    (found,) = find_dates("It ratified the pact two years later.")
    assert resolve_date(found, PUBLISHED, anchor=PartialDate(1996)) == PartialDate(1998)


def test_the_future_looks_forward() -> None:
    (found,) = find_dates("It will sign on Monday.")
    assert resolve_date(found, PUBLISHED, future=True) == PartialDate.parse("2025-09-22")
