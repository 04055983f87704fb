"""Where the nodes of a network stand. Lengths are in points, and the same each time.

Positions start on a circle in the order of the sorted nodes; nothing is drawn by lot.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from treatygraph.views.network import Network

Point = tuple[float, float]
Points = npt.NDArray[np.float64]

DISTANCE = 150.0
"""The distance that connected nodes are drawn to."""
LARGEST = 1500
"""More nodes than this stay where they start: the forces compare each pair of nodes."""
_COMPARISONS = 40_000_000
_CHARACTER = 5.6
_LINE = 12.0
_GAP = 14.0


def wrapped(label: str, width: int = 20, lines: int = 4) -> list[str]:
    """The label in lines of at most about ``width`` characters, cut with an ellipsis."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in label).split())
    return textwrap.wrap(clean, width, max_lines=lines, placeholder=" …") or [clean]


def positions(graph: Network) -> dict[str, Point]:
    """Where each node stands, the middle of all at the origin. Labels below nodes do not overlap."""
    nodes = sorted(graph)
    if not nodes:
        return {}
    points = _circles(len(nodes))
    if 1 < len(nodes) <= LARGEST:
        points = _relaxed(points, _edges(graph, nodes))
        points = _spread(points, _boxes(graph, nodes))
    points = points - (points.max(axis=0) + points.min(axis=0)) / 2
    return {
        node: (round(float(x), 1), round(float(y), 1))
        for node, (x, y) in zip(nodes, points, strict=True)
    }


def bends(graph: Network) -> dict[str, float]:
    """How far each edge bends, in parts of its length, so that edges of one pair lie apart."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for source, target, key in graph.edges(keys=True):
        pairs.setdefault((min(source, target), max(source, target)), []).append(key)
    found: dict[str, float] = {}
    for source, target, key in graph.edges(keys=True):
        group = sorted(pairs[min(source, target), max(source, target)])
        place = group.index(key) - (len(group) - 1) / 2
        # The same bend, seen from the other end, goes the other way.
        side = 1 if source <= target else -1
        step = min(0.24, 0.9 / len(group))
        found[key] = round(side * place * step, 4)
    return found


def curve(start: Point, end: Point, bend: float, parts: int = 14) -> list[Point]:
    """Points along the quadratic Bézier curve that matplotlib's ``arc3`` draws."""
    (x1, y1), (x2, y2) = start, end
    cx, cy = (x1 + x2) / 2 + bend * (y2 - y1), (y1 + y2) / 2 - bend * (x2 - x1)
    found = []
    for step in range(parts + 1):
        t = step / parts
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        found.append((a * x1 + b * cx + c * x2, a * y1 + b * cy + c * y2))
    return found


def _circles(count: int) -> Points:
    """A sunflower: evenly spread, no two in one place, no line that all stand on."""
    order = np.arange(count, dtype=np.float64)
    angle = order * np.pi * (3 - np.sqrt(5))
    radius = DISTANCE * 0.75 * np.sqrt(order + 0.5)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _edges(graph: Network, nodes: Sequence[str]) -> npt.NDArray[np.int64]:
    place = {node: index for index, node in enumerate(nodes)}
    pairs = sorted({(place[a], place[b]) for a, b in graph.edges() if a != b})
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _steps(count: int) -> int:
    """Fewer steps for more nodes: the work is bounded, and so is the wait."""
    return max(40, min(220, _COMPARISONS // count**2))


def _relaxed(points: Points, edges: npt.NDArray[np.int64]) -> Points:
    """Fruchterman and Reingold: all nodes push, edges pull, and a slight pull to the middle."""
    points = points.copy()
    steps = _steps(len(points))
    for step in range(steps):
        away = points[:, None, :] - points[None, :, :]
        squared = np.maximum((away**2).sum(axis=2), 1.0)
        force = (away * (DISTANCE**2 / squared)[:, :, None]).sum(axis=1)
        along = points[edges[:, 1]] - points[edges[:, 0]]
        length = np.sqrt((along**2).sum(axis=1, keepdims=True))
        pull = along * length / DISTANCE
        np.add.at(force, edges[:, 0], pull)
        np.add.at(force, edges[:, 1], -pull)
        force -= points * 0.35
        size = np.maximum(np.sqrt((force**2).sum(axis=1, keepdims=True)), 1e-6)
        heat = DISTANCE * 0.35 * (1 - step / steps) + 0.5
        points += force / size * np.minimum(size, heat)
    return points


def _boxes(graph: Network, nodes: Sequence[str]) -> Points:
    """Half the width and half the height that each node takes with its label."""
    sizes = []
    for node in nodes:
        rows = wrapped(_label(graph.nodes[node]))
        width = max(len(row) for row in rows) * _CHARACTER
        sizes.append((max(width, 30.0) / 2 + _GAP, (len(rows) * _LINE + 30.0) / 2 + _GAP / 2))
    return np.array(sizes, dtype=np.float64)


def _label(attributes: Mapping[str, object]) -> str:
    return str(attributes["label"])


def _spread(points: Points, boxes: Points) -> Points:
    """Push overlapping boxes apart along the shorter way, until none do or the steps are over."""
    points = points.copy()
    upper = np.triu(np.ones((len(points), len(points)), dtype=bool), 1)
    for _ in range(_steps(len(points))):
        delta = points[:, None, :] - points[None, :, :]
        overlap = boxes[:, None, :] + boxes[None, :, :] - np.abs(delta)
        both = np.argwhere(upper & (overlap > 0.5).all(axis=2))
        if not len(both):
            break
        for i, j in both:
            axis = int(overlap[i, j, 1] < overlap[i, j, 0])
            sign = 1.0 if delta[i, j, axis] >= 0 else -1.0
            move = sign * overlap[i, j, axis] / 4
            points[i, axis] += move
            points[j, axis] -= move
    return points
