"""``treatygraph view``: the graph as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from treatygraph.cli.options import DateType, day_or_today, graph_option
from treatygraph.cli.talk import tell
from treatygraph.errors import QueryError
from treatygraph.model import PartialDate
from treatygraph.reference.opening import open_ground
from treatygraph.store import open_store
from treatygraph.store.places import Place
from treatygraph.views import VIEWS, Chosen, write_matrix, write_view

_MATRIX = "matrix"


@click.command("view", epilog="Example: treatygraph view timeline --about RUS -o russia.html")
@click.argument("kind", type=click.Choice((*VIEWS, _MATRIX)))
@click.option("--about", metavar="X", help="Only what concerns this state, treaty, body or person.")
@click.option("--on", "day", type=DateType(), help="For a matrix: the day; today if left out.")
@click.option(
    "--states",
    metavar="LIST",
    help="For a matrix: states with commas between, a file with one a line, or a body: its members.",
)
@click.option(
    "--treaties",
    metavar="LIST",
    help="For a matrix: treaties and bodies with commas between, or a file with one a line.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="File to write: .html, .svg or .png.",
)
@graph_option
def view(
    kind: str,
    about: str | None,
    day: PartialDate | None,
    states: str | None,
    treaties: str | None,
    output: Path,
    place: Place,
) -> None:
    """Draw a network, a timeline, or a matrix of states by treaties: a page that works offline, or a picture
    for a paper.

    A matrix shows how states stand to treaties on a day. With --about it is about a treaty and its protocols;
    left alone, about the treaties that the documents tell of.
    """
    if kind == _MATRIX:
        with open_ground(place, tell) as opened:
            chosen = Chosen(day_or_today(day), states, treaties, about)
            write_matrix(opened, chosen, output)
    elif day or states or treaties:
        raise QueryError(f"--on, --states and --treaties are for a matrix, not for a {kind}")
    else:
        with open_store(place, read_only=True) as store:
            write_view(store, kind, about, output)
    click.echo(f"wrote {output}", err=True)
