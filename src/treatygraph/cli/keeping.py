"""``treatygraph backup``, ``restore`` and ``check``: a graph put aside, in place again, and looked over."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from treatygraph.build.integrity import Checked, check_graph
from treatygraph.cli.options import folder_option, graph_option
from treatygraph.cli.talk import tell
from treatygraph.rdf.record import RECORD_GRAPH
from treatygraph.reference.compiled import compiled_reference
from treatygraph.store import open_frozen, open_store
from treatygraph.store.backup import backup, restore
from treatygraph.store.places import Place

_SHOWN = 20


@click.command("backup", epilog="Example: treatygraph backup 2026-11.tar.gz")
@click.argument("target", metavar="TARGET", type=click.Path(path_type=Path))
@folder_option
def backup_command(target: Path, folder: Path) -> None:
    """Put a copy of the graph aside, as a folder or as one file.

    A TARGET that ends in .tar, .tar.gz or .tgz is a file; any other name a folder, which can be read like every
    graph. It holds what has been committed, with sums of all files; a build may go on meanwhile.
    """
    size = backup(folder, target)
    tell(f"The graph at {folder} is in {target} as well: {size / 1e6:,.1f} MB.")


@click.command("restore", epilog="Example: treatygraph restore 2026-11.tar.gz --graph graph/again")
@click.argument("source", metavar="BACKUP", type=click.Path(path_type=Path))
@folder_option
def restore_command(source: Path, folder: Path) -> None:
    """Put the graph of a backup in place, after comparing all its files with their sums.

    The folder must be new or empty, and holds the graph only when it is whole.
    """
    restore(source, folder)
    tell(f"The graph is in {folder}. Next: treatygraph check --graph {folder}")


@click.command("check", epilog="Example: treatygraph check --graph graph/built")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write what was found.",
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=_SHOWN,
    show_default=True,
    help="Faults shown in a text.",
)
@graph_option
@click.pass_context
def check_command(ctx: click.Context, form: str, limit: int, place: Place) -> None:
    """Look over a whole graph: is each quote where it says, does each act follow from its claims?

    Documents, acts, direct edges and standings are concluded anew and compared with what is stored. Exit code 1 if
    something does not agree; `treatygraph restore` puts a backup in place, a new build makes the graph anew.
    """
    with open_store(place, read_only=True) as store:
        if store.contains_graph(RECORD_GRAPH):
            checked = check_graph(store, store, _looking)
        else:
            with open_frozen(compiled_reference(tell)) as reference:
                checked = check_graph(store, reference, _looking)
    click.echo(json.dumps(asdict(checked), indent=2) if form == "json" else _text(checked, limit))
    ctx.exit(1 if checked.faults else 0)


def _looking(what: str) -> None:
    tell(f"looking at {what}")


def _text(checked: Checked, limit: int) -> str:
    lines = [f"{fault.where}: {fault.message}" for fault in checked.faults[:limit]]
    if len(checked.faults) > limit:
        lines.append(f"and {len(checked.faults) - limit} more")
    counts = (
        f"{checked.documents:,} documents, {checked.claims:,} claims, {checked.acts:,} acts, "
        f"{checked.standings:,} parties and objects"
    )
    verdict = f"{len(checked.faults):,} faults" if checked.faults else "the graph is whole"
    return "\n".join([*lines, f"{counts}: {verdict}."])
