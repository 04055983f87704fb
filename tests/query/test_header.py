"""The header of a query file."""

from __future__ import annotations

import pytest

from treatygraph.errors import QueryError
from treatygraph.query import Parameter, parse_query

TEXT = """\
#+ summary: What a state did
#+ description: One row for each act.
#+   Undated ones come last.
#+ params:
#+   state:
#+     type: state
#+     description: the state,
#+       by code
#+     example: RUS
#+   least:
#+     type: integer
#+     default: 1
#+     example: Two words

# An ordinary comment.
SELECT ?act { ?act tg:party $state FILTER($least > 0) }
"""


def test_all_that_a_header_says() -> None:
    query = parse_query(TEXT, "acts")
    assert query.name == "acts"
    assert query.summary == "What a state did"
    assert query.description == "One row for each act. Undated ones come last."
    assert query.parameters == (
        Parameter("state", "state", "the state, by code", None, "RUS"),
        Parameter("least", "integer", "", "1", "Two words"),
    )
    assert query.text == TEXT


def test_the_example_is_a_command() -> None:
    expected = 'treatygraph query acts -p state=RUS -p least="Two words"'
    assert parse_query(TEXT, "acts").example == expected


def test_a_text_without_a_header_has_no_parameters() -> None:
    query = parse_query("SELECT ?s { ?s ?p $o }")
    assert (query.summary, query.parameters) == ("", ())


@pytest.mark.parametrize(
    ("header", "line", "message"),
    [
        ("#+ sumary: x", 1, "unknown field 'sumary'; known are summary, description, params"),
        ("#+ params:\n#+   x:\n#+     kind: state", 3, "unknown field 'kind'; known are type"),
        ("#+ params:\n#+   x:\n#+     type: country", 2, "has type 'country'; known are iri"),
        ("#+ params:\n#+   x:\n#+     example: a", 2, "parameter x has type ''"),
        ("#+ params:\n#+   y:\n#+     type: state", 2, r"y is not used: the text has no \$y"),
        ("#+   a line of nothing", 1, "belongs to no field"),
    ],
)
def test_a_malformed_header_is_told_with_its_line(header: str, line: int, message: str) -> None:
    with pytest.raises(QueryError, match=f"acts:{line}: .*{message}") as caught:
        parse_query(f"{header}\nSELECT ?s {{ ?s ?p $x }}", "acts")
    assert caught.value.line == line
