"""Plain text: titles, header blocks, hard-wrapped paragraphs, dates."""

from __future__ import annotations

import pytest

from treatygraph.ingest.plain import read_plain
from treatygraph.ingest.published import parse_published
from treatygraph.ingest.wrapping import unwrap
from treatygraph.model import Document, PartialDate


def plain(text: str) -> Document:
    return read_plain(text.encode(), "a.txt", None)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Chile joins the pact\n\nIt did so.", "Chile joins the pact"),
        ("\n\n  Will Chile join?  \n \nIt may.", "Will Chile join?"),
        # a sentence, not a title
        ("Chile joined the pact.\n\nIt did so.", None),
        ("Ministers said:\n\nNo.", None),
        # no empty line behind it
        ("Chile joins the pact\nIt did so.", None),
        # nothing behind it
        ("Chile joins the pact", None),
        ("Chile joins the pact\n\n", None),
        # too long
        ("Chile " * 40 + "\n\nIt did so.", None),
    ],
)
def test_the_first_line_may_be_the_title(text: str, title: str | None) -> None:
    found = plain(text)
    assert found.title == title
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Title: Chile joins\nPublished: 2025-08-25\nSource: Example\nURL: https://e.example\n\nIt did.",
        "Chile joins\n\nDate: 25 August 2025\nPublisher: Example\nAddress: https://e.example\n\nIt did.",
        "published: Mon, 25 Aug 2025 10:00:00 +0000\nSource: Example\nurl: https://e.example\n\nChile joins\n\nIt did.",
    ],
)
def test_a_header_block_is_metadata_and_no_part_of_the_text(text: str) -> None:
    found = plain(text)
    assert found.title == "Chile joins"
    assert found.published == PartialDate(2025, 8, 25)
    assert (found.publisher, found.address) == ("Example", "https://e.example")
    assert found.text.strip().split("\n")[0] == "Chile joins"
    assert found.text.endswith("It did.")
    assert "Example" not in found.text


def test_the_same_words_further_down_are_text() -> None:
    text = "Chile joined.\n\nSource: the ministry\nDate: unknown"
    assert plain(text).text == text


def test_boilerplate_of_a_file_is_ignored() -> None:
    found = plain("Chile joins\n\nIt did.\nAlso read: Peru leaves\n")
    [span] = found.ignored
    assert found.text[span.start : span.end] == "Also read: Peru leaves"


WRAPPED = """\
Chile joins the pact

The parliament of Chile voted on Tuesday to join the regional
pact, a step that two governments had put off. The president
signed the law the same evening.

It takes effect in May.

Norway: signed
Sweden: ratified
"""


def test_hard_wrapped_paragraphs_become_one_line_and_offsets_hold() -> None:
    found = plain(WRAPPED).text
    assert "the regional pact, a step" in found
    assert "The president signed" in found
    assert len(found) == len(WRAPPED)
    assert [a for a, b in zip(WRAPPED, found, strict=True) if a != b] == ["\n", "\n"]


@pytest.mark.parametrize(
    "text",
    [
        "One sentence a line is no wrapped paragraph, however long it may be.\nShort.\nAnother.",
        "A line\nof verse\nis short",
        "x" * 150 + "\n" + "y" * 140 + "\n" + "z" * 10,
        # a list whose lines are all as long
        "- 2019: the state signed the convention in the city of Oslo.\n"
        "- 2020: the state ratified the convention in the capital ...\n"
        "- 2021: the state left the convention by a note to the king.",
        "",
        "\n\n",
    ],
)
def test_lines_that_are_meant_stay(text: str) -> None:
    assert unwrap(text) == text


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025", PartialDate(2025)),
        ("2025-08", PartialDate(2025, 8)),
        (" 2025-08-25 ", PartialDate(2025, 8, 25)),
        ("2025-08-25T10:00:00+02:00", PartialDate(2025, 8, 25)),
        ("2025-08-25 10:00", PartialDate(2025, 8, 25)),
        ("1 September 2025", PartialDate(2025, 9, 1)),
        ("1st Sept. 2025", PartialDate(2025, 9, 1)),
        ("Monday, 25 August 2025", PartialDate(2025, 8, 25)),
        ("August 25, 2025", PartialDate(2025, 8, 25)),
        ("Aug. 25th, 2025, 10 am", PartialDate(2025, 8, 25)),
    ],
)
def test_dates_of_publication(text: str, date: PartialDate) -> None:
    assert parse_published(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "08/09/2025",
        "25.08.2025",
        "2025-13",
        "2025-02-30",
        "31 June 2025",
        "5 Foo 2025",
    ],
)
def test_a_date_that_is_none_or_two_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month"):
        parse_published(text)
