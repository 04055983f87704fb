"""Results as a table for a reader, or as CSV, JSON or Turtle for a program."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from typing import TextIO

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode
from rich.console import Console
from rich.table import Table
from rich.text import Text

from treatygraph.errors import QueryError
from treatygraph.query.results import Results
from treatygraph.store.binding import Term
from treatygraph.store.prefixes import PREFIXES, shorten

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write_results(results: Results, format: str, out: TextIO) -> None:  # noqa: A002
    """Write results to a text stream in one of `FORMATS`.

    CSV and JSON are those of the SPARQL 1.1 recommendations, full IRIs, values unchanged. Raises
    QueryError for a format that is not known, or that the query has no answer for.
    """
    if format not in _WRITERS:
        raise QueryError(f"Unknown format {format!r}; known are {', '.join(FORMATS)}")
    _WRITERS[format](results, out)


def _table(results: Results, out: TextIO) -> None:
    rows = [[cell_text(cell) for cell in row] for row in results.rows]
    if not out.isatty():
        _plain_table(list(results.variables), rows, out)
        return
    table = Table(*results.variables)
    for row in rows:
        table.add_row(*map(Text, row))  # Text, so that brackets in a quote are no markup
    Console(file=out).print(table)


def _plain_table(head: list[str], rows: list[list[str]], out: TextIO) -> None:
    """Columns as wide as they need to be, nothing cut, one line for each row."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        cells = (text.ljust(width) for text, width in zip(line, widths, strict=True))
        out.write("  ".join(cells).rstrip() + "\n")


def cell_text(term: Term | None) -> str:
    """A term for a reader: short IRIs, and nothing that could move a terminal's cursor.

    >>> cell_text(Literal("a\\x1b[2Jb"))
    'a\\\\x1b[2Jb'
    """
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        text = shorten(term.value)
    else:
        text = term.value if isinstance(term, Literal) else str(term)
    one_line = " ".join(text.split())
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in one_line)


def _csv(results: Results, out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(results.variables)
    for row in results.rows:
        writer.writerow("" if cell is None else _value(cell) for cell in row)


def _json(results: Results, out: TextIO) -> None:
    """SPARQL 1.1 Query Results JSON Format, sections 2 and 3."""
    if results.answer is not None:
        data: dict[str, object] = {"head": {}, "boolean": results.answer}
    else:
        bindings = [
            {
                name: _json_term(cell)
                for name, cell in zip(results.variables, row, strict=True)
                if cell is not None
            }
            for row in results.rows
        ]
        data = {"head": {"vars": list(results.variables)}, "results": {"bindings": bindings}}
    json.dump(data, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != _STRING:
            found["datatype"] = term.datatype.value
        return found
    return {"type": "bnode", "value": _value(term)}


def _value(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else str(term)


def _turtle(results: Results, out: TextIO) -> None:
    if results.triples is None:
        raise QueryError(
            "Only the triples of a CONSTRUCT query can be written as Turtle. "
            "Use --format table, csv or json"
        )
    text = ox.serialize(results.triples, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    out.write((text or b"").decode())


_WRITERS: dict[str, Callable[[Results, TextIO], None]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "turtle": _turtle,
}

FORMATS = tuple(_WRITERS)
"""The formats that results can be written in."""
