"""A network for the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any  # the attributes of networkx have no types

from treatygraph.model import ActKind, EntityKind, Status
from treatygraph.views.acts import Quote
from treatygraph.views.layout import Point, bends, curve, positions, wrapped
from treatygraph.views.network import Network
from treatygraph.views.network_figure import summary
from treatygraph.views.page import Json, Note, Page, Trace, base_layout, label_text, status_of
from treatygraph.views.style import COLOUR, INK, NODES, STATUS, NodeLook, node_look, words


def network_page(graph: Network, title: str) -> Page:
    """The network as a page: a trace for each kind and status, and one for each sort of node."""
    places = positions(graph)
    notes: list[Note] = []
    edges = _edge_traces(graph, places, notes)
    nodes = _node_traces(graph, places, notes)
    hidden: Json = {"visible": False}
    layout = base_layout() | {
        "xaxis": hidden,
        "yaxis": {"visible": False, "scaleanchor": "x"},
    }
    return Page(title, summary(graph), (*edges, *nodes), layout, tuple(notes))


def _edge_traces(graph: Network, places: dict[str, Point], notes: list[Note]) -> list[Trace]:
    bent = bends(graph)
    groups: dict[tuple[str, str], list[tuple[list[Point], int]]] = {}
    for source, target, key, data in graph.edges(keys=True, data=True):
        kind, status = data["kind"], data["status"]
        names = (graph.nodes[source]["label"], graph.nodes[target]["label"])
        notes.append(_act_note(names, data))
        if source != target:
            points = curve(places[source], places[target], bent[key])
            groups.setdefault((kind, status), []).append((points, len(notes) - 1))
    return [_edge_trace(*key, group) for key, group in sorted(groups.items())]


def _edge_trace(kind: str, status: str, edges: list[tuple[list[Point], int]]) -> Trace:
    """The edges of one kind and status in one trace, a gap between one and the next."""
    look, colour = STATUS[Status(status)], COLOUR[ActKind(kind)]
    x: list[float | None] = []
    y: list[float | None] = []
    said: list[int | None] = []
    symbols: list[str] = []
    sizes: list[int] = []
    for points, note in edges:
        for place, (px, py) in enumerate(points, start=1):
            at_end = place == len(points)
            x.append(round(px, 1))
            y.append(round(py, 1))
            said.append(note)
            symbols.append("arrow" if at_end else "circle")
            sizes.append(11 if at_end else 0)
        x.append(None)
        y.append(None)
        said.append(None)
        symbols.append("circle")
        sizes.append(0)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "customdata": said,
        "meta": [kind, status],
        "hoverinfo": "none",
        "line": {"color": colour, "width": 1.8, "dash": look.screen_dash},
        "marker": {
            "symbol": symbols,
            "size": sizes,
            "color": colour,
            "opacity": 1,
            "angleref": "previous",
            "standoff": [11 if size else 0 for size in sizes],
            "line": {"width": 0},
        },
    }


def _node_traces(graph: Network, places: dict[str, Point], notes: list[Note]) -> list[Trace]:
    groups: dict[NodeLook, list[tuple[str, int]]] = {look: [] for look in NODES}
    for node, data in graph.nodes(data=True):
        notes.append(_entity_note(graph, node))
        groups[node_look(EntityKind(data["kind"]))].append((node, len(notes) - 1))
    return [_node_trace(graph, places, look, group) for look, group in groups.items() if group]


def _node_trace(
    graph: Network, places: dict[str, Point], look: NodeLook, nodes: list[tuple[str, int]]
) -> Trace:
    central = [node == graph.graph["about"] for node, _ in nodes]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [places[node][0] for node, _ in nodes],
        "y": [places[node][1] for node, _ in nodes],
        "customdata": [note for _, note in nodes],
        "text": [label_text(wrapped(graph.nodes[node]["label"])) for node, _ in nodes],
        "textposition": "bottom center",
        "hoverinfo": "none",
        "marker": {
            "symbol": look.screen_marker,
            "size": 18 if look.screen_marker != "diamond" else 20,
            "color": look.fill,
            "opacity": 1,
            "line": {"color": INK, "width": [2.4 if middle else 1.2 for middle in central]},
        },
    }


def _act_note(names: tuple[str, str], data: Mapping[str, Any]) -> Note:
    """``data`` are the attributes of an edge, as `network` makes them."""
    kind, status, date = data["kind"], data["status"], data["date"]
    return Note(
        title=f"{names[0]} → {names[1]}",
        lines=(f"{words(ActKind(kind))}, {status_of(Status(status))}", date or "no date stated"),
        quotes=tuple(Quote(text, source) for text, source in data["quotes"]),
        kind=kind,
        status=status,
    )


def _entity_note(graph: Network, node: str) -> Note:
    data = graph.nodes[node]
    count = graph.degree(node)
    own = [
        f"{words(ActKind(kind))}, {status_of(Status(status))}" + (f", {date}" if date else "")
        for kind, status, date in data["acts"]
    ]
    lines = (words(EntityKind(data["kind"])), f"{count} {'act' if count == 1 else 'acts'}", *own)
    return Note(title=data["label"], lines=lines)
