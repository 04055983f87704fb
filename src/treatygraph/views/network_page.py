"""A network for the screen."""

from __future__ import annotations

from collections.abc import Sequence

from treatygraph.model import ActKind, Status
from treatygraph.views.acts import DrawnAct
from treatygraph.views.arrows import curves, roomy
from treatygraph.views.layout import WIDEST, Layout, Point, layout
from treatygraph.views.listing import listing
from treatygraph.views.network import Network, edge_words, summary
from treatygraph.views.page import Json, Note, Page, Sign, Trace, base_layout, label_text
from treatygraph.views.style import (
    COLOUR,
    INK,
    NODES,
    STATUS,
    NodeLook,
    node_look,
    told_date,
    words,
)

_MARGIN = 30.0


def network_page(graph: Network, acts: Sequence[DrawnAct], title: str) -> Page:
    """The network as a page: a trace for each kind and status, and one for each sort of node."""
    placed = layout(graph)
    notes: list[Note] = []
    edges = _edge_traces(graph, placed, notes)
    nodes = _node_traces(graph, placed, notes)
    shown = {node_look(thing.kind) for _, thing in graph.nodes(data="thing")}
    return Page(
        title=title,
        view="network",
        subtitle=summary(graph),
        traces=(*edges, *nodes),
        layout=_layout(placed),
        notes=tuple(notes),
        acts=listing(acts, by_stage=False),
        signs=tuple(Sign(n.screen_marker, n.fill, n.label) for n in NODES if n in shown),
        lines=True,
    )


def _layout(placed: Layout) -> dict[str, Json]:
    """One unit of the layout is one pixel, on a page that is wide enough."""
    wide = max(placed.width, WIDEST) / 2 + _MARGIN
    high = max(placed.height / 2 + _MARGIN, 160.0)
    return base_layout() | {
        "xaxis": {"visible": False, "range": [-wide, wide]},
        "yaxis": {"visible": False, "range": [-high, high], "scaleanchor": "x"},
        "height": round(2 * high + 20),
    }


def _edge_traces(graph: Network, placed: Layout, notes: list[Note]) -> list[Trace]:
    ways, texts = curves(graph, placed), edge_words(graph)
    spots = roomy(ways, texts, placed)
    groups: dict[tuple[str, str], list[_Edge]] = {}
    for _, _, key, act in graph.edges(keys=True, data="act"):
        if key in ways:
            notes.append(_act_note(act))
            edge = (ways[key], len(notes) - 1, spots.get(key), texts[key])
            groups.setdefault((act.kind.value, act.status.value), []).append(edge)
    return [_edge_trace(*key, group) for key, group in sorted(groups.items())]


_Edge = tuple[list[Point], int, int | None, str]


def _edge_trace(kind: str, status: str, edges: list[_Edge]) -> Trace:
    """The edges of one kind and status in one trace, a gap between one and the next."""
    look, colour = STATUS[Status(status)], COLOUR[ActKind(kind)]
    x: list[float | None] = []
    y: list[float | None] = []
    said: list[int | None] = []
    arrows: list[bool] = []
    texts: list[str] = []
    for points, note, spot, text in edges:
        x += [*(round(px, 1) for px, _ in points), None]
        y += [*(round(py, 1) for _, py in points), None]
        said += [*(note for _ in points), None]
        arrows += [*(False for _ in points[1:]), True, False]
        texts += [*(text if index == spot else "" for index in range(len(points))), ""]
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": x,
        "y": y,
        "text": texts,
        "textposition": "middle center",
        "textfont": {"color": colour, "size": 9},
        "customdata": said,
        "meta": [kind, status],
        "hoverinfo": "none",
        "line": {"color": colour, "width": 1.8, "dash": look.screen_dash},
        "marker": {
            "symbol": ["arrow" if arrow else "circle" for arrow in arrows],
            "size": [11 if arrow else 0 for arrow in arrows],
            "color": colour,
            "opacity": 1,
            "angleref": "previous",
            "standoff": [11 if arrow else 0 for arrow in arrows],
            "line": {"width": 0},
        },
    }


def _node_traces(graph: Network, placed: Layout, notes: list[Note]) -> list[Trace]:
    groups: dict[NodeLook, list[tuple[str, int]]] = {look: [] for look in NODES}
    for node, thing in graph.nodes(data="thing"):
        notes.append(_entity_note(graph, node))
        groups[node_look(thing.kind)].append((node, len(notes) - 1))
    return [_node_trace(graph, placed, look, group) for look, group in groups.items() if group]


def _node_trace(
    graph: Network, placed: Layout, look: NodeLook, nodes: list[tuple[str, int]]
) -> Trace:
    places = [placed.places[node] for node, _ in nodes]
    central = [node == graph.graph["about"] for node, _ in nodes]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [place.x for place in places],
        "y": [place.y for place in places],
        "customdata": [note for _, note in nodes],
        "text": [label_text(place.lines) for place in places],
        "textfont": {"size": 11},
        "textposition": ["top center" if place.above else "bottom center" for place in places],
        "hoverinfo": "none",
        "marker": {
            "symbol": look.screen_marker,
            "size": 18 if look.screen_marker != "diamond" else 20,
            "color": look.fill,
            "opacity": 1,
            "line": {"color": INK, "width": [2.4 if middle else 1.2 for middle in central]},
        },
    }


def _act_note(act: DrawnAct) -> Note:
    party = act.party.label if act.party else ""
    return Note(
        title=f"{party} → {act.object.label}",
        lines=(f"{words(act.kind)}, {STATUS[act.status].label}", told_date(act.date)),
        quotes=act.quotes,
    )


def _entity_note(graph: Network, node: str) -> Note:
    data = graph.nodes[node]
    count = graph.degree(node)
    own: tuple[DrawnAct, ...] = data["acts"]
    lines = (
        words(data["thing"].kind),
        f"{count} {'arrow' if count == 1 else 'arrows'}",
        *(f"{words(a.kind)}, {STATUS[a.status].label}, {told_date(a.date)}" for a in own),
    )
    quotes = tuple(quote for act in own for quote in act.quotes)
    return Note(title=data["thing"].label, lines=lines, quotes=quotes)
