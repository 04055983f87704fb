"""The page of the named questions says what the questions say."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygraph.query import NamedQuery, named_queries

PAGE = Path(__file__).resolve().parents[2] / "docs" / "queries.md"


@pytest.mark.parametrize("query", named_queries().items(), ids=lambda item: item[0])
def test_each_question_is_on_the_page(query: tuple[str, NamedQuery]) -> None:
    name, asked = query
    parameters = ", ".join(f"`{p.name}`" for p in asked.parameters) or "—"
    assert f"| `{name}` | {asked.summary} | {parameters} |" in PAGE.read_text("utf-8")


def test_the_page_has_no_question_that_is_not_there() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert len(rows) == len(named_queries())
