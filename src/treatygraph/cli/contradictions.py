"""``treatygraph contradictions``: where sources disagree with each other or with the record."""

from __future__ import annotations

import csv
import json
import textwrap
from pathlib import Path
from typing import TextIO, TypeAlias

import click

from treatygraph.answers.comparing import Category
from treatygraph.answers.contradictions import (
    Contradiction,
    Found,
    Side,
    Sort,
    Teller,
    find_contradictions,
)
from treatygraph.cli.options import graph_option, output_option
from treatygraph.cli.talk import output_stream, tell
from treatygraph.errors import QueryError
from treatygraph.reference.names import object_named, party_named
from treatygraph.reference.opening import Opened, open_ground
from treatygraph.store.places import Place

_WIDTH = 96
Together: TypeAlias = tuple[Contradiction, tuple[Side, ...]]


@click.command("contradictions", epilog="Example: treatygraph contradictions --about RUS")
@click.option("--about", metavar="X", help="Only what concerns this state, treaty or body.")
@click.option(
    "--sort",
    "sorts",
    type=click.Choice([sort.value for sort in Sort]),
    multiple=True,
    help="Only contradictions of this sort; may be given several times.",
)
@click.option("--limit", type=click.IntRange(1), help="At most so many, the gravest.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "csv")),
    default="text",
    show_default=True,
    help="How to write them.",
)
@graph_option
@output_option
def contradictions(
    about: str | None,
    sorts: tuple[str, ...],
    limit: int | None,
    form: str,
    place: Place,
    output: Path,
) -> None:
    """List where documents disagree with each other or with the official record.

    Both sentences stand side by side, and the gravest come first. Nothing is decided: a person judges who errs.
    """
    with open_ground(place, tell) as opened:
        key = _key(opened, about) if about is not None else None
        found = find_contradictions(opened, key)
        names = opened.ground.names
        chosen = [c for c in found.contradictions if not sorts or c.sort.value in sorts][:limit]
        labels = {k: names.label(k) for c in chosen for k in (c.party, c.object)}
        teller = Teller(opened.store)
        told = [(each, teller.sides(each)) for each in chosen]
    with output_stream(output) as out:
        _WRITERS[form](found, told, labels, out)


def _key(opened: Opened, text: str) -> str:
    try:
        return party_named(opened.names, text, opened.store)
    except QueryError:
        return object_named(opened.names, text, opened.store)


def _text(found: Found, chosen: list[Together], labels: dict[str, str], out: TextIO) -> None:
    for each, sides in chosen:
        out.write(f"{each.sort.value}: {labels[each.party]} — {labels[each.object]}\n")
        out.write(f"  {each.message} [{each.category.value}]\n")
        for side in sides:
            out.write(f"  {side.source}: {side.says}\n")
            if side.quote != side.says:
                quote = textwrap.shorten(side.quote, 300, placeholder=" …")
                lines = textwrap.wrap(f"“{quote}”", _WIDTH - 6)
                out.writelines(f"      {line}\n" for line in lines)
        out.write("\n")
    counts = ", ".join(f"{found.categories[c]} {c.value}" for c in Category)
    out.write(f"{len(chosen)} contradictions. Acts told as done, beside the record: {counts}.\n")


def _rows(chosen: list[Together], labels: dict[str, str]) -> list[dict[str, object]]:
    return [
        {
            "sort": each.sort.value,
            "act": each.act,
            "party": each.party,
            "party_label": labels[each.party],
            "object": each.object,
            "object_label": labels[each.object],
            "message": each.message,
            "category": each.category.value,
            "sides": [
                {"key": s.key, "source": s.source, "says": s.says, "quote": s.quote} for s in sides
            ],
        }
        for each, sides in chosen
    ]


def _json(found: Found, chosen: list[Together], labels: dict[str, str], out: TextIO) -> None:
    told = {
        "categories": {c.value: found.categories[c] for c in Category},
        "contradictions": _rows(chosen, labels),
    }
    json.dump(told, out, ensure_ascii=False, indent=2)
    out.write("\n")


def _csv(
    found: Found,  # noqa: ARG001 - the writers are called alike
    chosen: list[Together],
    labels: dict[str, str],
    out: TextIO,
) -> None:
    columns = [
        "sort",
        "act",
        "party",
        "party_label",
        "object",
        "object_label",
        "message",
        "category",
    ]
    told = [f"{name}{n}" for n in (1, 2) for name in ("key", "source", "says", "quote")]
    writer = csv.DictWriter(out, [*columns, *told], lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    for row, (_, sides) in zip(_rows(chosen, labels), chosen, strict=True):
        for number, side in enumerate(sides, 1):
            row |= {f"key{number}": side.key, f"source{number}": side.source}
            row |= {f"says{number}": side.says, f"quote{number}": side.quote}
        writer.writerow(row)


_WRITERS = {"text": _text, "json": _json, "csv": _csv}
