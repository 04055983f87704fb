"""Boilerplate: the lines of a page that are no part of its article."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatygraph.errors import ResourceError
from treatygraph.ingest import document, ignored_spans
from treatygraph.ingest.boilerplate import Pattern, load_patterns, read_patterns
from treatygraph.model import Span

PATTERNS = load_patterns()


def ignored(text: str) -> list[str]:
    return [text[span.start : span.end] for span in ignored_spans(text)]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.id)
def test_each_pattern_matches_its_example(pattern: Pattern) -> None:
    assert pattern.match.fullmatch(pattern.example)
    assert ignored(f"Before.\n{pattern.example}\nAfter.") == [pattern.example]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.id)
def test_no_pattern_matches_what_only_looks_like_it(pattern: Pattern) -> None:
    assert ignored(pattern.counter) == []


def test_patterns_have_names_of_their_own() -> None:
    names = [pattern.id for pattern in PATTERNS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "line",
    [
        "ALSO READ | Peru leaves the pact",
        "Read next: what the court does",
        "You may also like",
        "Click here to read the full article »",
        "This article was originally published on Example News",
        "ADVERTISEMENT",
        "Ads by Example",
        "Image credit: Ministry of Foreign Affairs",
        "(File photo)",
        "Photo: AP/Jo Bloggs",
        "Share on WhatsApp",
        "Share | Tweet | Print",
        "Subscribe to our newsletter",
        "Get the top stories in your inbox every morning.",
        "This website uses cookies to remember you.",
        "By continuing to browse you accept our use of cookies.",
        "Copyright 2024 Example Media",
        "All rights reserved.",
        "Follow @example on Twitter",
        "(Additional reporting by A. Bloggs. Editing by B. Bloggs)",
        "Reporting by A. Bloggs in Oslo; Editing by B. Bloggs",
        "5 min read",
        "Skip to content",
    ],
)
def test_lines_of_the_page(line: str) -> None:
    assert ignored(line) == [line]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway signed the convention with all rights reserved.",
        "(c) the state may withdraw from the protocol by a note;",
        "(c) In 2019 the state signed the protocol",
        "Copyright treaties of 1996 were ratified by forty states.",
        "Related to this, Chile left the pact.",
        "Follow-up talks on the treaty ended without result.",
        "Read the treaty before you sign it, she told the house.",
        "Sign up or stay out: Chile must choose, the union said.",
        "Share of states that ratified the protocol: 61 percent",
        "Like Norway, Sweden joined.",
        "Photo: Norway leaves the convention",
        "Video of the signing shows the two presidents.",
        "Editing by the committee delayed the protocol.",
        "Advertisements for arms are banned under the treaty.",
        "Updated rules entered into force on Monday.",
        "Subscribe to the optional protocol, Finland urged its neighbours.",
        "Watch the treaty closely, he warned.",
        "Latest news from Geneva: Chile has signed.",
        "Cookies were served at the signing.",
        "Topics: withdrawal from the convention",
        "More states left the court.",
        "Join the treaty on mines, she said.",
    ],
)
def test_a_sentence_of_the_article_is_never_dropped(sentence: str) -> None:
    assert ignored(sentence) == []


def test_links_below_their_heading_go_with_it() -> None:
    text = "It did so.\n\nRelated stories\nPeru leaves the pact\nOslo joins the court\n\nIt is so."
    assert ignored(text) == ["Related stories", "Peru leaves the pact", "Oslo joins the court"]


@pytest.mark.parametrize(
    "below",
    [
        "The parliament of Peru voted to leave.",
        "“We leave,” he said. “Now.”",
        "2019: Peru leaves the pact",
        "\nPeru leaves the pact",
    ],
)
def test_what_is_no_link_ends_the_list(below: str) -> None:
    assert ignored(f"Related stories\n{below}\nOslo joins the court") == ["Related stories"]


def test_a_list_of_links_is_short() -> None:
    text = "Most read\n" + "\n".join(f"Story {letter}" for letter in "abcdefghij")
    assert len(ignored(text)) <= 7


_LINE = st.one_of(
    st.sampled_from([p.example for p in PATTERNS] + [p.counter for p in PATTERNS]),
    st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=40),
)


@given(st.lists(_LINE, max_size=12).map("\n".join))
def test_spans_are_whole_lines_within_the_text_in_order(text: str) -> None:
    spans = ignored_spans(text)
    assert list(spans) == sorted(spans, key=lambda span: span.start)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.start == 0 or text[span.start - 1] == "\n"
        assert span.end == len(text) or text[span.end] == "\n"
        assert "\n" not in text[span.start : span.end]
    assert len(set(spans)) == len(spans)


@given(st.text())
def test_a_document_of_any_string_has_spans_that_hold(text: str) -> None:
    found = document(text)
    assert found.ignored == ignored_spans(found.text)
    assert "\r" not in found.text


def test_a_document_keeps_what_it_is_told() -> None:
    found = document("Chile joined.\r\nShare", identifier="n-1", title="Chile joins")
    assert (found.identifier, found.title, found.ignored) == ("n-1", "Chile joins", (Span(14, 19),))
    assert document("a").identifier == document("a").identifier != document("b").identifier


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            "longest = 300\n[[line]]\nid = 'a'\nmatch = '('\nexample = ''\ncounter = ''",
            r"number 1 \(a\)",
        ),
        ("longest = 300\n[[line]]\nid = 'a'\nmatch = 'x'\nexample = 'x'", "'counter' is missing"),
        ("longest = 300\n[[line]]\nid = 'a'\nmach = 'x'", "unknown field mach"),
        ("longest = 300", "cannot be read"),
        ("= 3", "cannot be read"),
    ],
)
def test_a_malformed_file_is_told_with_the_entry(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "boilerplate.toml"
    path.write_text(content)
    with pytest.raises(ResourceError, match=says):
        read_patterns(path)
