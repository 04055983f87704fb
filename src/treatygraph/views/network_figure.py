"""A network for print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.patheffects import withStroke

from treatygraph.views.arrows import bends, curves, roomy
from treatygraph.views.figure import (
    draw_legend,
    families_legend,
    heading,
    new_figure,
    status_legend,
)
from treatygraph.views.layout import RADIUS, Layout, Place, layout
from treatygraph.views.network import Network, edge_words, summary
from treatygraph.views.style import COLOUR, INK, NODES, PAPER, SOFT, STATUS, node_look

_MARGIN: Final = 30.0
_TOP: Final = 56.0
_LEAST_WIDTH: Final = 560.0
_HALO = withStroke(linewidth=2.6, foreground=PAPER)


def network_figure(graph: Network, title: str) -> Figure:
    """The network as a figure that grows with it. Call within `settings`."""
    placed = layout(graph)
    wide = max(placed.width + 2 * _MARGIN, _LEAST_WIDTH)
    high = placed.height + 2 * _MARGIN
    entries = _legend(graph)
    columns = max(1, min(len(entries), int(wide // 105)))
    bottom = 22.0 + 16.0 * -(-len(entries) // columns)
    whole = high + _TOP + bottom
    figure = new_figure(wide, whole)
    axes = figure.add_axes((0, bottom / whole, 1, high / whole))
    axes.set(xlim=(-wide / 2, wide / 2), ylim=(-high / 2, high / 2))
    axes.set_axis_off()
    _draw_edges(axes, graph, placed)
    unsaid = _draw_words(axes, graph, placed)
    for node, data in graph.nodes(data=True):
        look = node_look(data["thing"].kind)
        _draw_node(axes, placed.places[node], look.marker, look.fill, node == graph.graph["about"])
    heading(figure, title, summary(graph) + _note(unsaid))
    draw_legend(figure, entries, columns)
    return figure


def _note(unsaid: int) -> str:
    if not unsaid:
        return ""
    return f" {unsaid} {'arrow has' if unsaid == 1 else 'arrows have'} no room for words."


def _draw_edges(axes: Axes, graph: Network, placed: Layout) -> None:
    bent = bends(graph)
    for source, target, key, act in graph.edges(keys=True, data="act"):
        if source == target:
            continue  # an arrow to itself has no room for its words
        look = STATUS[act.status]
        axes.add_patch(
            FancyArrowPatch(
                placed.places[source].point,
                placed.places[target].point,
                connectionstyle=f"arc3,rad={bent[key]}",
                arrowstyle="-|>,head_length=5,head_width=2.6",
                linestyle=(0, look.dashes) if look.dashes else "solid",
                linewidth=1.5,
                color=COLOUR[act.kind],
                shrinkA=12,
                shrinkB=13,
                zorder=2,
            )
        )


def _draw_words(axes: Axes, graph: Network, placed: Layout) -> int:
    """Write its kind and year at each edge that has room; gives how many have none."""
    ways = curves(graph, placed)
    texts: Mapping[str, str] = edge_words(graph)
    spots = roomy(ways, texts, placed)
    acts = {key: act for _, _, key, act in graph.edges(keys=True, data="act")}
    for key, index in spots.items():
        x, y = ways[key][index]
        text = axes.text(
            x,
            y,
            texts[key],
            size=7,
            color=COLOUR[acts[key].kind],
            ha="center",
            va="center",
            zorder=5,
        )
        text.set_path_effects([_HALO])
    return len(ways) - len(spots)


def _draw_node(axes: Axes, place: Place, marker: str, fill: str, central: bool) -> None:
    axes.plot(
        [place.x],
        [place.y],
        marker=marker,
        markersize=17 if marker != "D" else 14,
        markerfacecolor=fill,
        markeredgecolor=INK,
        markeredgewidth=2.0 if central else 1.0,
        zorder=3,
    )
    text = axes.text(
        place.x,
        place.y + (RADIUS - 1 if place.above else 1 - RADIUS),
        "\n".join(place.lines),
        size=8.5,
        weight="bold" if central else "normal",
        color=INK,
        ha="center",
        va="bottom" if place.above else "top",
        linespacing=1.1,
        zorder=6,
    )
    text.set_path_effects([_HALO])


def _legend(graph: Network) -> list[Artist]:
    acts = [act for _, _, act in graph.edges(data="act")]
    shown = {node_look(thing.kind) for _, thing in graph.nodes(data="thing")}
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
    families = families_legend(act.kind for act in acts)
    return [*families, *status_legend((act.status for act in acts), lines=True), *nodes]
