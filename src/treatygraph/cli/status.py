"""``treatygraph status``: was this state bound by this treaty on this day, why, and on whose word."""

from __future__ import annotations

import datetime as dt
import json

import click

from treatygraph.answers.status import Status, parties_of, standings_of_state, status
from treatygraph.answers.telling import places_text, status_json, status_text, status_turtle
from treatygraph.cli.options import DateType, day_or_today, existing_graph_option
from treatygraph.cli.talk import tell
from treatygraph.errors import QueryError
from treatygraph.law.standings import Answer
from treatygraph.model import PartialDate
from treatygraph.reference.names import object_named, party_named
from treatygraph.reference.opening import Opened, open_ground
from treatygraph.store.places import Place

_EXIT_CODES = {Answer.BOUND: 0, Answer.NOT_BOUND: 1, Answer.UNCERTAIN: 3}


@click.command("status", epilog="Example: treatygraph status RUS CETS-126 --on 2026-01-15")
@click.argument("party", metavar="PARTY|-")
@click.argument("target", metavar="[OBJECT]", required=False)
@click.option(
    "--on", "day", type=DateType(), help="The day that is asked about; today if left out."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "turtle")),
    default="text",
    show_default=True,
    help="How to write the answer.",
)
@existing_graph_option
@click.pass_context
def status_command(
    ctx: click.Context,
    party: str,
    target: str | None,
    day: PartialDate | None,
    form: str,
    place: Place | None,
) -> None:
    """Tell whether PARTY is bound by OBJECT, a treaty or body, on a day, since when, and why.

    Without OBJECT: all standings of a state. With - for PARTY: all parties of OBJECT.
    Names, codes, numbers and identifiers of Wikidata all work.

    \b
    Exit codes: 0 bound; 1 not bound; 3 uncertain; 2 the question could not be answered.
    """
    on = day_or_today(day)
    with open_ground(place, tell) as opened:
        if party == "-" or target is None:
            click.echo(_list(opened, party, target, on, form), nl=False)
            return
        found = status(
            opened.ground,
            party_named(opened.names, party, opened.store),
            object_named(opened.names, target, opened.store),
            on,
        )
        click.echo(_written(found, form), nl=False)
    ctx.exit(_EXIT_CODES[found.answer])


def _written(found: Status, form: str) -> str:
    if form == "json":
        return json.dumps(status_json(found), ensure_ascii=False, indent=2) + "\n"
    return status_turtle(found) if form == "turtle" else status_text(found)


def _list(opened: Opened, party: str, target: str | None, on: dt.date, form: str) -> str:
    if party == "-":
        if target is None:
            raise QueryError("- stands for all parties of an OBJECT; name the OBJECT behind it")
        key = object_named(opened.names, target, opened.store)
        places = parties_of(opened.ground, key, on)
    else:
        key = party_named(opened.names, party, opened.store)
        places = standings_of_state(opened.ground, key, on)
    return places_text(opened.ground, key, places, on, form)
