"""``treatygraph info``: what is in the graph, versions, where things are."""

from __future__ import annotations

import click

import treatygraph
from treatygraph import resources
from treatygraph.cli.options import graph_option
from treatygraph.reference.files import beside
from treatygraph.store import FORMAT_VERSION, open_store
from treatygraph.store.places import Place

_COUNTS = (
    ("documents", "tg:Document"),
    ("act claims", "tg:ActClaim"),
    ("statement claims", "tg:StatementClaim"),
    ("role claims", "tg:RoleClaim"),
    ("acts", "tg:Act"),
    ("disagreements", "tg:Disagreement"),
    ("record rows", "tg:RecordRow"),
    ("standings", "tg:Standing"),
)


@click.command(epilog="Example: treatygraph info")
@graph_option
def info(place: Place) -> None:
    """Tell what is in the graph, and where the program keeps its things."""
    with open_store(place, read_only=True) as store:
        lines = [("graph", str(place)), ("format", str(FORMAT_VERSION))]
        lines.append(("statements", f"{len(store.without(beside())):,}"))
        for label, name in _COUNTS:
            rows = store.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a {name} }}")
            lines.append((label, f"{int(next(iter(rows))['n'].value):,}"))
    lines.append(("program", f"treatygraph {treatygraph.__version__}"))
    lines.append(("ontology", str(resources.ontology())))
    lines.append(("queries", str(resources.queries())))
    lines.append(("reference", str(resources.reference())))
    width = max(len(name) for name, _ in lines)
    for name, value in lines:
        click.echo(f"{name.ljust(width)}  {value}")
