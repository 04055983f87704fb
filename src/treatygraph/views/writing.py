"""Writing a picture to a file, in the format that its suffix names."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from treatygraph.errors import ExportError
from treatygraph.store import GraphStore
from treatygraph.views.acts import find_thing
from treatygraph.views.figure import save, settings
from treatygraph.views.network import network
from treatygraph.views.network_figure import network_figure
from treatygraph.views.network_page import network_page
from treatygraph.views.page import Page, render
from treatygraph.views.timeline import timeline
from treatygraph.views.timeline_figure import timeline_figure
from treatygraph.views.timeline_page import timeline_page

VIEWS: Final = ("network", "timeline")
"""The kinds of picture."""
SUFFIXES: Final = (".html", ".svg", ".png")
"""The formats: a page for the screen, and two for print."""


def write_view(store: GraphStore, kind: str, about: str | None, path: Path) -> None:
    """Write a picture of the graph, or of the acts of one entity, to a file.

    ``kind`` is one of `VIEWS`; the suffix of ``path`` is one of `SUFFIXES`. The same graph gives
    the same bytes. Raises ExportError for another kind or suffix, or if the file cannot be
    written, and QueryError if there is no entity ``about``.
    """
    if kind not in VIEWS:
        raise ExportError(f"There is no view {kind!r}. Choose one of: {', '.join(VIEWS)}")
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ExportError(
            f"{path} names no format. End its name with one of: {', '.join(SUFFIXES)}"
        )
    title = find_thing(store, about).label if about else "States and treaties"
    if suffix == ".html":
        _write_page(_page(store, kind, about, title), path)
        return
    with settings():
        if kind == "network":
            figure = network_figure(network(store, about), title)
        else:
            figure = timeline_figure(timeline(store, about), title)
        save(figure, path)


def _page(store: GraphStore, kind: str, about: str | None, title: str) -> Page:
    if kind == "network":
        return network_page(network(store, about), title)
    return timeline_page(timeline(store, about), title)


def _write_page(page: Page, path: Path) -> None:
    try:
        path.write_text(render(page), "utf-8", newline="\n")
    except OSError as error:
        raise ExportError(f"The page cannot be written to {path}: {error.strerror}") from error
