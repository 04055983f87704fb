"""``treatygraph validate``: does the graph, or do files, conform to the shapes."""

from __future__ import annotations

from pathlib import Path

import click

from treatygraph.cli.options import graph_option
from treatygraph.reference.compiled import compiled_reference
from treatygraph.reference.files import beside
from treatygraph.store.places import Endpoint, Place
from treatygraph.validate import (
    Report,
    read_rdf,
    report_json,
    report_text,
    report_turtle,
    validate,
    validate_folder,
    validate_server,
)


@click.command("validate", epilog="Example: treatygraph validate --graph graph/built")
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "turtle"]),
    default="text",
    show_default=True,
    help="How to write the report.",
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    help="Places shown for each message of a text report.",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Processes that check a graph. The report does not depend on it.",
)
@click.option(
    "--full",
    is_flag=True,
    help="Check also the catalogue and the record that the program carries. They were checked when they were made.",
)
@graph_option
@click.pass_context
def validate_command(
    ctx: click.Context,
    files: tuple[Path, ...],
    form: str,
    limit: int,
    jobs: int,
    full: bool,
    place: Place,
) -> None:
    """Check a graph, or RDF files, against the shapes. Exit code 1 if they do not conform.

    Of a graph, what it says beside the catalogue and the record that the program carries; ``--full`` checks all of it.
    """
    report = validate(read_rdf(files)) if files else _of_graph(place, jobs, full=full)
    if form == "text":
        text = report_text(report, limit)
    else:
        text = report_json(report) if form == "json" else report_turtle(report)
    click.echo(text.rstrip("\n"))
    ctx.exit(0 if report.conforms else 1)


def _of_graph(place: Place, jobs: int, *, full: bool) -> Report:
    hidden = () if full else beside()
    known = None if full else compiled_reference()
    if not isinstance(place, Endpoint):
        return validate_folder(place, hidden, jobs, known=known)
    return validate_server(place, hidden, jobs, known)
