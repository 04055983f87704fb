"""``treatygraph queries``: the named questions."""

from __future__ import annotations

import click

from treatygraph.query import named_queries


@click.command(epilog="Example: treatygraph queries")
def queries() -> None:
    """List the named queries with their parameters."""
    for name, query in named_queries().items():
        click.secho(name, bold=True)
        click.echo(f"    {query.summary}")
        for parameter in query.parameters:
            click.echo(f"    -p {parameter.name}=…")
