"""Results on paper: for a reader, and for a program."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode

from treatygraph.errors import QueryError
from treatygraph.query import FORMATS, Results, run_query, write_results
from treatygraph.store import open_store
from treatygraph.store.prefixes import ID, TG

RUS = NamedNode(ID + "state/RUS")
YEAR = Literal("2025", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))
HOSTILE = '[red]"x",\n\x1b[2J\u202e=1+1'


def written(results: Results, form: str, terminal: bool = False) -> str:
    class Out(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    out = Out()
    write_results(results, form, out)
    return out.getvalue()


ROWS = Results(("state", "date"), ((RUS, YEAR), (RUS, None), (None, Literal("a", language="fr"))))


def test_a_table_in_a_file_is_plain_and_whole() -> None:
    assert written(ROWS, "table") == "state      date\nstate/RUS  2025\nstate/RUS\n           a\n"


def test_a_table_on_a_terminal_holds_the_same() -> None:
    text = written(ROWS, "table", terminal=True)
    assert "state/RUS" in text
    assert "2025" in text


@pytest.mark.parametrize("terminal", [False, True])
def test_a_table_cannot_drive_the_terminal(terminal: bool) -> None:
    text = written(Results(("q",), ((Literal(HOSTILE),),)), "table", terminal)
    assert "[red]" in text
    assert r"\x1b[2J\u202e" in text
    assert "\x1b[2J" not in text
    assert "\u202e" not in text


def test_csv_has_full_iris_and_exact_values() -> None:
    results = Results(("a", "b"), ((RUS, Literal(HOSTILE)), (None, YEAR)))
    text = written(results, "csv")
    assert text.startswith("a,b\r\n")
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == [
        [RUS.value, HOSTILE],
        ["", "2025"],
    ]


def test_json_is_that_of_sparql() -> None:
    results = Results((*ROWS.variables, "q"), tuple((*row, Literal(HOSTILE)) for row in ROWS.rows))
    text = written(results, "json")
    read = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    assert isinstance(read, ox.QuerySolutions)
    assert [tuple(row) for row in read] == list(results.rows)


def test_json_of_yes_or_no() -> None:
    results = run_query(open_store(), "ASK { ?s ?p ?o }")
    assert json.loads(written(results, "json")) == {"head": {}, "boolean": False}
    assert written(results, "table") == "answer\nfalse\n"


def test_turtle_of_triples() -> None:
    results = run_query(open_store(), "CONSTRUCT { id:x a tg:Act ; tg:note 'a\"b' } WHERE { }")
    text = written(results, "turtle")
    assert "@prefix tg: " in text
    assert "id:x a tg:Act ;" in text
    assert len(list(ox.parse(text, format=ox.RdfFormat.TURTLE))) == 2
    assert f"{ID}x,{TG}note," in written(results, "csv")


def test_rows_cannot_be_turtle() -> None:
    with pytest.raises(QueryError, match=r"Only the triples .*--format table, csv or json"):
        written(ROWS, "turtle")


def test_an_unknown_format_is_told_with_the_known() -> None:
    with pytest.raises(QueryError, match="'xls'; known are table, csv, json, turtle"):
        written(ROWS, "xls")
    assert FORMATS == ("table", "csv", "json", "turtle")


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_no_rows_are_still_a_head(form: str) -> None:
    assert "state" in written(Results(("state",), ()), form)
