"""``treatygraph due``: which changes of standing are to come."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import click

from treatygraph.answers.calendar import calendar
from treatygraph.answers.due import Due, due
from treatygraph.cli.options import DateType, day_or_today, existing_graph_option, output_option
from treatygraph.cli.talk import output_stream, tell
from treatygraph.errors import QueryError
from treatygraph.model import PartialDate
from treatygraph.reference.opening import open_ground
from treatygraph.store.places import Place

_COLUMNS = (
    "date",
    "party",
    "party_label",
    "object",
    "object_label",
    "before",
    "after",
    "certain",
    "rule",
    "article",
    "sources",
)


@click.command("due", epilog="Example: treatygraph due --from 2026-01-01 --format ics -o due.ics")
@click.option(
    "--from", "start", type=DateType(), help="What comes after this day; today if left out."
)
@click.option("--until", type=DateType(), help="The last day; no end if left out.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "json", "ics")),
    default="table",
    show_default=True,
    help="How to write it; ics is for calendars.",
)
@existing_graph_option
@output_option
def due_command(
    start: PartialDate | None,
    until: PartialDate | None,
    form: str,
    place: Place | None,
    output: Path,
) -> None:
    """List the changes of standing to come: exits that take effect, entries into force, ends of membership.

    What falls on the day of --from itself is not to come and left out.
    """
    first = day_or_today(start, "--from")
    last = day_or_today(until, "--until") if until is not None else None
    if last is not None and last <= first:
        raise QueryError(f"--until {last} is not after {first}. Give a later day")
    with open_ground(place, tell) as opened:
        found = due(opened.ground, first, last)
    with output_stream(output) as out:
        if form == "ics":
            out.write(calendar(found, first))
        else:
            _WRITERS[form](found, out)
    if not found:
        click.echo(f"Nothing is due after {first}, as far as is known.", err=True)


def _row(each: Due) -> dict[str, object]:
    return {
        "date": str(each.day),
        "party": each.party,
        "party_label": each.party_label,
        "object": each.object,
        "object_label": each.object_label,
        "before": each.before.standing.value if each.before else None,
        "after": each.after.standing.value if each.after else None,
        "certain": each.certain,
        "rule": each.rule,
        "article": each.article,
        "sources": list(each.words),
    }


def _table(found: Sequence[Due], out: TextIO) -> None:
    day: dt.date | None = None
    for each in found:
        if each.day != day:
            out.write(f"{each.day}\n")
            day = each.day
        doubt = "" if each.certain else " (not certain)"
        out.write(f"  {each.party_label} – {each.object_label}: {each.change}{doubt}\n")
        out.write(f"      {each.article}; {', '.join(each.words) or 'no source named'}\n")


def _csv(found: Sequence[Due], out: TextIO) -> None:
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for each in found:
        row = _row(each)
        certain = "true" if each.certain else "false"
        writer.writerow(row | {"certain": certain, "sources": "; ".join(each.words)})


def _json(found: Sequence[Due], out: TextIO) -> None:
    json.dump([_row(each) for each in found], out, ensure_ascii=False, indent=2)
    out.write("\n")


_WRITERS = {"table": _table, "csv": _csv, "json": _json}
