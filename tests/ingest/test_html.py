"""HTML pages: the article, what the page tells of it, and pages that are broken."""

from __future__ import annotations

import pytest

from treatygraph.ingest.html import read_html
from treatygraph.ingest.problem import BadDocumentError
from treatygraph.model import Document, PartialDate

PAGE = """<!doctype html><html lang="en-GB"><head><title>Chile joins the pact | Example</title>
<meta property="article:published_time" content="2025-03-05T10:00:00Z">
<meta property="og:site_name" content="The Example"><link rel="canonical" href="https://e.example/1">
</head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Chile joins the pact</h1>
<p>The parliament voted on 3 May 2021 to join the <em>pact</em>, and the president agreed.</p>
<div class="share"><a href="#">Share</a> <a href="#">Tweet</a></div>
<ul><li>First step</li><li>Second step</li></ul>
<p>Also read: Peru leaves the pact</p><p>It takes effect &amp; binds in June.</p></article>
<footer>© 2025 The Example</footer></body></html>"""


def page(text: str) -> Document:
    return read_html(text.encode(), "a.html", None)


def test_the_article_is_read_and_the_furniture_is_not() -> None:
    found = page(PAGE)
    assert found.text.split("\n") == [
        "Chile joins the pact",
        "The parliament voted on 3 May 2021 to join the pact, and the president agreed.",
        "First step",
        "Second step",
        "Also read: Peru leaves the pact",
        "It takes effect & binds in June.",
    ]
    assert [found.text[s.start : s.end] for s in found.ignored] == [
        "Also read: Peru leaves the pact"
    ]


def test_what_the_page_tells_of_itself() -> None:
    found = page(PAGE)
    assert found.title == "Chile joins the pact"
    assert found.published == PartialDate(2025, 3, 5)
    assert found.publisher == "The Example"
    assert found.address == "https://e.example/1"
    assert found.language == "en-GB"


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ("pt-BR", "pt-BR"),
        ("en_US", "en"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("en-withoutasubtag", "en"),
        ("english", None),
        ("", None),
    ],
)
def test_only_the_tag_of_a_language_is_one(told: str, language: str | None) -> None:
    page = PAGE.replace('lang="en-GB"', f'lang="{told}"')
    assert read_html(page.encode(), None, None).language == language


def test_a_date_in_the_text_is_not_that_of_publication() -> None:
    found = page("<article><p>Chile joined on 3 May 2021 and left on 4 June 2022.</p></article>")
    assert found.published is None


def test_a_page_that_tells_nothing_has_none() -> None:
    found = page("<p>Chile joined the pact.</p>")
    assert found == Document(identifier="a.html", text="Chile joined the pact.")


def test_a_title_in_the_head_alone_is_the_first_line() -> None:
    found = page("<title>Chile joins</title><body><p>It did so on Monday, they said.</p>")
    assert found.title == "Chile joins"
    assert found.text == "Chile joins\n\nIt did so on Monday, they said."


@pytest.mark.parametrize(
    "broken",
    [
        "<p>Chile joined <b>the <i>pact",
        "<html><body><div><p>Chile joined the pact</div></span></table>",
        "<!-- never closed --><p class='x>y'>Chile joined the pact</p",
        "<p>Chile joined the pact</p><script>if (a < b) {",
    ],
)
def test_broken_pages_are_read_as_far_as_possible(broken: str) -> None:
    assert "Chile joined the pact" in page(broken).text


@pytest.mark.parametrize("empty", ["<p>", "<html></html>", "<style>p{}</style>"])
def test_a_page_without_text_is_refused(empty: str) -> None:
    with pytest.raises(BadDocumentError, match="No text is found"):
        page(empty)
