"""The documents of examples/: each can be read, and its page furniture is not taken for news."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygraph.ingest import read
from treatygraph.model import Document


@pytest.fixture(scope="module")
def examples() -> dict[str, Document]:
    folder = Path(__file__).resolve().parents[2] / "examples" / "documents"
    found = list(read(str(folder)))
    assert all(isinstance(item, Document) for item in found), found
    return {item.identifier: item for item in found if isinstance(item, Document)}


def test_every_example_is_read_under_a_name_of_its_own(examples: dict[str, Document]) -> None:
    assert len(examples) >= 14
    assert len({document.hash for document in examples.values()}) == len(examples)


def test_every_example_has_its_title_in_its_text(examples: dict[str, Document]) -> None:
    for document in examples.values():
        assert document.title, document.identifier
        assert document.text.lstrip().startswith(document.title), document.identifier


@pytest.mark.parametrize(
    ("identifier", "furniture"),
    [
        ("latvia-mines/2-parliament.html", ["cookies", "WhatsApp", "Ice hockey", "All rights"]),
        ("hungary-court.html", ["Weather", "Cookie policy"]),
    ],
)
def test_page_furniture_is_not_in_the_text(
    examples: dict[str, Document], identifier: str, furniture: list[str]
) -> None:
    assert not [words for words in furniture if words in examples[identifier].text]


def test_links_to_other_stories_are_ignored(examples: dict[str, Document]) -> None:
    found = examples["hungary-court.html"]
    ignored = [found.text[span.start : span.end] for span in found.ignored]
    assert "Armenia joins the International Criminal Court" in ignored


def test_a_page_in_an_old_encoding_is_read_whole(examples: dict[str, Document]) -> None:
    assert "“counter-measures”" in examples["nordic-nato.html"].text
