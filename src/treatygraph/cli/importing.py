"""``treatygraph import``: official status lists into the record of a graph."""

from __future__ import annotations

import re
from pathlib import Path

import click

from treatygraph.build.importing import Import, Source, import_rows, plan_import
from treatygraph.cli.options import DateType, graph_option, wait_option
from treatygraph.cli.talk import tell
from treatygraph.model import PartialDate
from treatygraph.record import RecordRow
from treatygraph.reference.compiled import compiled_reference, seed
from treatygraph.reference.importing import (
    COLUMNS,
    Table,
    TableMapping,
    read_mapping,
    read_participation,
)
from treatygraph.reference.names import read_names
from treatygraph.reference.uploading import upload
from treatygraph.store import open_store
from treatygraph.store.places import Endpoint, Place

_SHOWN = 20


@click.command(
    "import", epilog="Example: treatygraph import charts.csv --source my-office --dry-run"
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--source", "name", required=True, help="A short name for who says so: my-office.")
@click.option("--title", help="The source in words; its short name if left out.")
@click.option("--address", default="", help="Where the source is: an address of the web.")
@click.option("--licence", default="", help="Under which terms it may be used.")
@click.option("--as-of", "as_of", type=DateType(), help="The day up to which the table tells.")
@click.option(
    "--map",
    "mapping",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A TOML file that tells the table's headings and words.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@graph_option
@wait_option
@click.pass_context
def import_command(
    ctx: click.Context,
    file: Path,
    name: str,
    title: str | None,
    address: str,
    licence: str,
    as_of: PartialDate | None,
    mapping: Path | None,
    place: Place,
    wait: float,
    *,
    dry_run: bool,
) -> None:
    """Load a table of participation or membership into the record of a graph.

    Columns: party, object, action, date, and if needed until, membership, note; states, treaties and bodies by
    name, code or number. A table of the same source replaces the one before. Where one line is wrong, nothing
    is loaded and exit code 1 tells it.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,60}", name):
        raise click.BadParameter("small letters, digits, '.' and '-' only", param_hint="--source")
    compiled = compiled_reference(tell)
    names = read_names(compiled)
    table = read_participation(
        file, name, names, read_mapping(mapping) if mapping else TableMapping()
    )
    if table.errors:
        _tell_errors(file, table)
        ctx.exit(1)
    source = Source(name, title or name, address, licence, as_of)
    if dry_run:
        # What is not there yet would begin with the reference, and stays away.
        with open_store(_begun(place) or compiled, read_only=True) as store:
            _tell(plan_import(store, table.rows, source), dry_run=True)
        return
    seed(place, tell)
    with open_store(place, create=isinstance(place, Endpoint), wait=wait, tell=tell) as store:
        upload(store, tell)
        _tell(plan_import(store, table.rows, source), dry_run=False)
        count = import_rows(store, table.rows, source)
        click.echo(f"{count} standings derived again.", err=True)


def _begun(place: Place) -> Place | None:
    return place if isinstance(place, Endpoint) or place.exists() else None


def _tell_errors(file: Path, table: Table) -> None:
    for error in table.errors:
        click.secho(f"{file}:{error.line}: {error.message}", err=True, fg="red")
    click.echo(
        f"{len(table.errors)} lines are wrong; nothing was loaded. "
        f"The columns are {', '.join(COLUMNS)}; a mapping file gives others (--map).",
        err=True,
    )


def _tell(planned: Import, *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    click.echo(
        f"{len(planned.new)} rows {would}added, {len(planned.known)} known already, "
        f"{len(planned.gone)} {would}removed."
    )
    click.echo(
        f"Of the new ones the record confirms {planned.confirmed} and contradicts "
        f"{len(planned.conflicts)}."
    )
    for each in planned.conflicts[:_SHOWN]:
        click.echo(f"  {_row(each.new)}, but {each.known.source} has {each.known.date}")
    if len(planned.conflicts) > _SHOWN:
        click.echo(f"  … and {len(planned.conflicts) - _SHOWN} more")
    for row in planned.gone[:_SHOWN]:
        click.echo(f"  no longer in the table: {_row(row)}")


def _row(row: RecordRow) -> str:
    return f"{row.party} {row.object}: {row.action.value} {row.date}"
