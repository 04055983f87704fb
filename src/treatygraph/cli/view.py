"""``treatygraph view``: the graph as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from treatygraph.cli.options import graph_option
from treatygraph.store import open_store
from treatygraph.views import VIEWS, write_view


@click.command("view", epilog="Example: treatygraph view timeline --about RUS -o russia.html")
@click.argument("kind", type=click.Choice(VIEWS))
@click.option("--about", metavar="X", help="Only what concerns this state, treaty, body or person.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="File to write: .html, .svg or .png.",
)
@graph_option
def view(kind: str, about: str | None, output: Path, folder: Path) -> None:
    """Draw a network or a timeline: a page that works offline, or a picture for a paper."""
    with open_store(folder, read_only=True) as store:
        write_view(store, kind, about, output)
    click.echo(f"wrote {output}", err=True)
