"""``treatygraph export``: the graph, or a part of it, as a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from treatygraph.cli.options import graph_option, output_option
from treatygraph.cli.talk import output_stream, replacing
from treatygraph.export import FORMATS, write_export
from treatygraph.reference.files import beside
from treatygraph.store import open_store
from treatygraph.store.places import Place


@click.command(
    "export", epilog="Example: treatygraph export --format turtle --about RUS -o russia.ttl"
)
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="The format.")
@click.option("--about", metavar="X", help="Only what concerns this state, treaty, body or person.")
@click.option(
    "--record", is_flag=True, help="With the official record and the standings that follow from it."
)
@graph_option
@output_option
def export_command(
    form: str, about: str | None, place: Place, output: Path, *, record: bool
) -> None:
    """Write the graph in another form. The same graph gives the same bytes.

    The official record, which is the same in every graph, is left out unless it is asked for.
    """
    with open_store(place, read_only=True) as opened:
        store = opened.without(beside(record=record))
        if str(output) == "-":
            with output_stream(output):
                write_export(store, form, sys.stdout.buffer, about)
            return
        with replacing(output) as out:
            write_export(store, form, out, about)
    click.echo(f"wrote {output}", err=True)
