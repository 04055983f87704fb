"""Writing a picture to a file, in the format that its suffix names."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from treatygraph.answers.stored import intervals_of
from treatygraph.law.standings import Interval
from treatygraph.reference.ground import StoreGround
from treatygraph.reference.opening import Opened
from treatygraph.resources import bundled
from treatygraph.store import GraphStore
from treatygraph.views.acts import DrawnAct, Thing, find_acts, find_thing
from treatygraph.views.errors import ViewError
from treatygraph.views.figure import save, settings, svg_of
from treatygraph.views.matrix import Chosen, matrix
from treatygraph.views.matrix_figure import matrix_figure
from treatygraph.views.matrix_page import matrix_html
from treatygraph.views.network import network
from treatygraph.views.network_figure import network_figure
from treatygraph.views.network_page import SCRIPT, network_html
from treatygraph.views.pool import pool
from treatygraph.views.timeline import timeline
from treatygraph.views.timeline_figure import timeline_figure
from treatygraph.views.timeline_page import timeline_html

VIEWS: Final = ("network", "timeline")
"""The kinds of picture."""
SUFFIXES: Final = (".html", ".svg", ".png")
"""The formats: a page for the screen, and two for print."""
_STILL: Final = 150
"""Acts in the picture of a page without scripts, as many ties as results are drawn with."""


def write_view(store: GraphStore, kind: str, about: str | None, path: Path) -> None:
    """Write a picture of the graph, or of the acts of one entity, to a file.

    ``kind`` is one of `VIEWS`; the suffix of ``path`` is one of `SUFFIXES`. The same graph gives
    the same bytes. Raises ViewError for another kind or suffix, where there is no act to draw,
    or if the file cannot be written; QueryError if there is no entity ``about``.
    """
    if kind not in VIEWS:
        raise ViewError(f"There is no view {kind!r}. Choose one of: {', '.join(VIEWS)}")
    suffix = _suffix(path)
    acts = find_acts(store, about)
    middle = find_thing(store, about) if about else None
    if not acts:
        raise ViewError(_nothing(middle))
    title = middle.label if middle else "States and treaties"
    standings = partial(_standings, StoreGround(store))
    if suffix == ".html":
        if kind == "network":
            page = _network_html(store, acts, middle, title)
        else:
            page = timeline_html(acts, middle, standings, title)
        _write_text(page, path)
        return
    with settings():
        if kind == "network":
            figure = network_figure(network(acts, middle), title)
        else:
            figure = timeline_figure(timeline(acts, middle, standings), title)
        save(figure, path, title)


def _network_html(
    store: GraphStore, acts: Sequence[DrawnAct], middle: Thing | None, title: str
) -> str:
    """The network as the explorer shows it; without its scripts, with the picture for print."""
    found = pool(store, find_acts(store) if middle else acts, middle)
    of_nobody = sum(act.party is None for act in acts)
    if bundled(SCRIPT) is not None:
        return network_html(found, middle, title, of_nobody)
    drawn = [act for act in acts if act.key in found.quotes][:_STILL]
    picture = ""
    if drawn:
        with settings():
            svg = svg_of(network_figure(network(drawn, middle), title), title)
        picture = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
    return network_html(found, middle, title, of_nobody, picture)


def _standings(ground: StoreGround, party: str, target: str) -> Sequence[Interval]:
    return intervals_of(ground, party=party, target=target)


def write_matrix(opened: Opened, chosen: Chosen, path: Path) -> None:
    """Write a matrix of states by treaties on a day to a file; see `matrix`.

    Raises ViewError for another suffix, where there is nothing or too much to draw, or if the file cannot be
    written; QueryError for an unknown name.
    """
    suffix = _suffix(path)
    shown = matrix(opened.ground, opened.names, chosen)
    title = chosen.about or "States and treaties"
    if chosen.about is not None:
        title = opened.ground.names.label(shown.objects[0][0]) if len(shown.objects) == 1 else title
    if suffix == ".html":
        _write_text(matrix_html(shown, title, opened.ground), path)
        return
    with settings():
        save(matrix_figure(shown, title), path, title)


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ViewError(f"{path} names no format. End its name with one of: {', '.join(SUFFIXES)}")
    return suffix


def _write_text(text: str, path: Path) -> None:
    try:
        path.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise ViewError(f"The page cannot be written to {path}: {error.strerror}") from error


def _nothing(middle: Thing | None) -> str:
    if middle:
        return (
            f"The graph has no act of {middle.label} ({middle.key}), so that there is nothing to "
            "draw. Leave --about out to see all acts"
        )
    return (
        "The graph has no acts, so that there is nothing to draw. "
        "Add documents that tell of some with treatygraph build"
    )
