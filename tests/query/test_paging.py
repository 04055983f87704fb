"""Answers page by page."""

from __future__ import annotations

import pytest

from treatygraph.errors import QueryError
from treatygraph.query import Page
from treatygraph.query.paging import of_page


def test_a_query_is_cut_behind_its_end() -> None:
    assert of_page("SELECT ?s { ?s ?p ?o } ORDER BY ?s", Page(10)) == (
        "SELECT ?s { ?s ?p ?o } ORDER BY ?s\nLIMIT 10 OFFSET 0"
    )


def test_a_mark_is_cut_where_it_stands_each_time() -> None:
    text = "{ SELECT ?s { ?s a ?c }\n#: page\n}\n{ SELECT ?o { ?o a ?c }\n  #: page  \n}"
    assert of_page(text, Page(5, 3)) == (
        "{ SELECT ?s { ?s a ?c }\nLIMIT 5 OFFSET 10\n}\n{ SELECT ?o { ?o a ?c }\n  LIMIT 5 OFFSET 10\n}"
    )


def test_a_mark_in_a_string_is_none() -> None:
    text = 'SELECT ?s { ?s ?p "#: page" }'
    assert of_page(text, Page(5)) == text + "\nLIMIT 5 OFFSET 0"


@pytest.mark.parametrize(
    "text", ["SELECT ?s { ?s ?p ?o } LIMIT 3", "select ?s { ?s ?p ?o } offset 1"]
)
def test_a_query_with_a_limit_of_its_own_is_told(text: str) -> None:
    with pytest.raises(QueryError, match="LIMIT or OFFSET of its own"):
        of_page(text, Page(5))


def test_a_variable_may_be_called_limit() -> None:
    assert of_page("SELECT ?limit { ?limit ?p ?o }", Page(5)).endswith("LIMIT 5 OFFSET 0")


@pytest.mark.parametrize(("size", "number"), [(0, 1), (1, 0)])
def test_pages_are_counted_from_one(size: int, number: int) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        Page(size, number)
