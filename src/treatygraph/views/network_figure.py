"""A network for print."""

from __future__ import annotations

from typing import Final

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.patheffects import withStroke

from treatygraph.model import ActKind, EntityKind, Status
from treatygraph.views.figure import (
    draw_legend,
    families_legend,
    heading,
    new_figure,
    status_legend,
)
from treatygraph.views.layout import Point, bends, curve, positions, wrapped
from treatygraph.views.network import Network
from treatygraph.views.style import COLOUR, INK, NODES, PAPER, SOFT, STATUS, node_look, words

_MARGIN: Final = 95.0
_TOP: Final = 60.0
_HALO = withStroke(linewidth=2.6, foreground=PAPER)


def network_figure(graph: Network, title: str) -> Figure:
    """The network as a figure that grows with it. Call within `settings`."""
    places = positions(graph)
    wide = 2 * max((abs(x) for x, _ in places.values()), default=0.0) + 2 * _MARGIN
    high = 2 * max((abs(y) for _, y in places.values()), default=0.0) + 1.6 * _MARGIN
    wide = max(wide, 560.0)
    entries = _legend(graph)
    columns = max(1, min(len(entries), int(wide // 105)))
    bottom = 22.0 + 16.0 * -(-len(entries) // columns)
    figure = new_figure(wide, high + _TOP + bottom)
    whole = high + _TOP + bottom
    axes = figure.add_axes((0, bottom / whole, 1, high / whole))
    axes.set(xlim=(-wide / 2, wide / 2), ylim=(-high / 2, high / 2))
    axes.set_axis_off()
    _draw_edges(axes, graph, places)
    _draw_nodes(axes, graph, places)
    heading(figure, title, summary(graph))
    draw_legend(figure, entries, columns)
    return figure


def summary(graph: Network) -> str:
    """How much is in the picture, in a line."""
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    if not nodes:
        return "No acts"
    return (
        f"{nodes} {'entity' if nodes == 1 else 'entities'}, {edges} {'act' if edges == 1 else 'acts'}."
        " An arrow runs from the party to the treaty or body."
    )


def _draw_edges(axes: Axes, graph: Network, places: dict[str, Point]) -> None:
    bent = bends(graph)
    for source, target, key, data in graph.edges(keys=True, data=True):
        if source == target:
            continue  # told with the node: an arrow to itself has no room for its words
        kind, look = ActKind(data["kind"]), STATUS[Status(data["status"])]
        colour = COLOUR[kind]
        start, end = places[source], places[target]
        axes.add_patch(
            FancyArrowPatch(
                start,
                end,
                connectionstyle=f"arc3,rad={bent[key]}",
                arrowstyle="-|>,head_length=5,head_width=2.6",
                linestyle=(0, look.dashes) if look.dashes else "solid",
                linewidth=1.5,
                color=colour,
                shrinkA=12,
                shrinkB=13,
                zorder=2,
            )
        )
        x, y = curve(start, end, bent[key])[7]
        year = f" {data['date'][:4]}" if data["date"] else ""
        text = axes.text(
            x,
            y,
            f"{words(kind)}{year}",
            size=7,
            color=colour,
            ha="center",
            va="center",
            zorder=5,
        )
        text.set_path_effects([_HALO])


def _draw_nodes(axes: Axes, graph: Network, places: dict[str, Point]) -> None:
    for node, data in graph.nodes(data=True):
        x, y = places[node]
        look = node_look(EntityKind(data["kind"]))
        central = node == graph.graph["about"]
        axes.plot(
            [x],
            [y],
            marker=look.marker,
            markersize=17 if look.marker != "D" else 14,
            markerfacecolor=look.fill,
            markeredgecolor=INK,
            markeredgewidth=2.0 if central else 1.0,
            zorder=3,
        )
        text = axes.text(
            x,
            y - 14,
            "\n".join(wrapped(data["label"])),
            size=8.5,
            weight="bold" if central else "normal",
            color=INK,
            ha="center",
            va="top",
            linespacing=1.1,
            zorder=6,
        )
        text.set_path_effects([_HALO])


def _legend(graph: Network) -> list[Artist]:
    kinds = {ActKind(data["kind"]) for _, _, data in graph.edges(data=True)}
    statuses = {Status(data["status"]) for _, _, data in graph.edges(data=True)}
    shown = {node_look(EntityKind(data["kind"])) for _, data in graph.nodes(data=True)}
    nodes: list[Artist] = [
        Line2D(
            [],
            [],
            linewidth=0,
            marker=look.marker,
            markersize=8,
            markerfacecolor=look.fill,
            markeredgecolor=SOFT,
            label=look.label,
        )
        for look in NODES
        if look in shown
    ]
    return [*families_legend(kinds), *status_legend(statuses, lines=True), *nodes]
