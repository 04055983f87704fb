"""``treatygraph query``: a named question, a file, or text from standard input."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from treatygraph.cli.options import graph_option, output_option
from treatygraph.cli.talk import output_stream
from treatygraph.errors import QueryError
from treatygraph.query import (
    FORMATS,
    NamedQuery,
    Page,
    named_query,
    parse_query,
    run_query,
    write_results,
)
from treatygraph.store import open_store
from treatygraph.store.places import Place

_PAGE = 100


@click.command(epilog="Example: treatygraph query timeline-of-state -p state=RUS")
@click.argument("question", metavar="NAME|FILE|-")
@click.option(
    "--param",
    "-p",
    "params",
    metavar="NAME=VALUE",
    multiple=True,
    help="A parameter of the query; may be given several times.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to write the answer.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    help="Answer in pages of so many rows (or of the things that a question about the whole graph lists).",
)
@click.option(
    "--page", type=click.IntRange(min=1), help="Which page, from 1.  [default: the first, of 100]"
)
@graph_option
@output_option
def query(
    question: str,
    params: tuple[str, ...],
    form: str,
    limit: int | None,
    page: int | None,
    place: Place,
    output: Path,
) -> None:
    """Ask the graph. `treatygraph queries` lists the named questions."""
    asked = _question(question)
    values = dict(_pair(text) for text in params)
    with open_store(place, read_only=True) as store:
        part = Page(limit or _PAGE, page or 1) if limit or page else None
        results = run_query(store, asked, values, part)
    with output_stream(output) as out:
        write_results(results, form, out)
    if not results.rows and results.answer is None:
        click.echo("No answers.", err=True)


def _question(text: str) -> NamedQuery | str:
    if text == "-":
        return _from_stdin()
    path = Path(text)
    if path.suffix in (".rq", ".sparql") or path.is_file():
        try:
            return parse_query(path.read_text(encoding="utf-8"), path.stem)
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"The query {path} cannot be read: {error}") from error
    return named_query(text)


def _from_stdin() -> str:
    if sys.stdin is None:
        raise QueryError("Standard input is closed. Give the query in a file")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"Byte {error.start + 1} of the query is not UTF-8") from error


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise QueryError(f"A parameter is written name=value, not {text!r}")
    return name.strip(), value.strip()
