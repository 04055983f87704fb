"""Markdown: front matter, titles, and the marks that are taken off."""

from __future__ import annotations

import pytest

from treatygraph.ingest.markdown import read_markdown
from treatygraph.model import Document, PartialDate


def markdown(text: str) -> Document:
    return read_markdown(text.encode(), "a.md", None)


def test_front_matter_is_metadata() -> None:
    found = markdown(
        "---\ntitle: \"Chile: in\"\ndate: 2025-08\nsource: 'Example'\nurl: https://e.example\n"
        "tags:\n  - title: no\n---\n\nIt did so.\n"
    )
    assert found == Document(
        identifier="a.md",
        text="Chile: in\n\nIt did so.\n",
        title="Chile: in",
        published=PartialDate(2025, 8),
        publisher="Example",
        address="https://e.example",
    )


def test_the_first_heading_is_the_title_and_stays_in_the_text() -> None:
    found = markdown("\n# **Chile** joins #\n\nIt did so.\n")
    assert (found.title, found.text) == ("Chile joins", "Chile joins\n\nIt did so.\n")


def test_the_title_is_not_told_twice() -> None:
    found = markdown("---\ntitle: Chile joins\n---\n# Chile joins\n\nIt did so.\n")
    assert found.text == "Chile joins\n\nIt did so.\n"


def test_a_heading_further_down_is_no_title() -> None:
    assert markdown("It did so.\n\n## Background\n\nMore.\n").title is None


def test_front_matter_without_end_is_text() -> None:
    assert markdown("---\ntitle: x\n\nIt did so.").title is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        # paragraphs
        ("one\ntwo\n\nthree", "one two\n\nthree"),
        ("one  \ntwo", "one\ntwo"),
        ("one\\\ntwo", "one\ntwo"),
        ("one\n---\ntwo", "one\n\ntwo"),
        # lists
        ("- one\n- two\n  more", "one\ntwo more"),
        ("1. one\n2) two", "one\ntwo"),
        ("* [x] done", "done"),
        # 2019 begins a sentence, no list
        ("In the year\n2019. It", "In the year 2019. It"),
        # quotations, headings, tables, code
        ("> one\n> two", "one two"),
        ("a\n## b\nc", "a\nb\nc"),
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", "a | b\n\n1 | 2"),
        ("```\na\nb\n```", "a\nb"),
        # within a line
        ("**a** *b* __c__ _d_ ***e*** `f`", "a b c d e f"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        (
            '[the pact](https://e.example/a_b_c "t") and [that][1]\n\n[1]: https://e.example',
            "the pact and that",
        ),
        ("<https://e.example>", "https://e.example"),
        ("a ![flag](f.png) b", "a  b"),
        ("claim[^1]", "claim"),
        ("a <b>c</b> &amp; d<!-- not\nseen --> e", "a c & d e"),
        (r"a \*b\* c", "a *b* c"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
    ],
)
def test_marks_are_taken_off(source: str, text: str) -> None:
    assert markdown(source).text.strip() == text


@pytest.mark.parametrize(
    "mark", ["*a ", "[", "![", "<!--", "_a ", "`", "<a ", "# " + " " * 50, "> ", "\\["]
)
def test_marks_that_never_close_are_read_in_time(mark: str) -> None:
    assert markdown("Text. " + mark * 20_000).text.startswith("Text.")
