"""Where the nodes of a network stand, with their labels. Lengths are in points, y upwards.

Each connected part is laid out for itself; the parts then stand in rows, the highest first.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import networkx as nx
import numpy as np

from treatygraph.views import forces
from treatygraph.views.forces import Pairs, Points
from treatygraph.views.network import Network

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""Left, lower, right and upper side."""

WIDEST: Final = 1060.0
"""No layout is wider, so that a page of 1200 pixels shows it at its own size."""
_NARROWEST: Final = 420.0
_CHARACTER: Final = 5.9
LINE: Final = 12.5
"""The height of a line of a label."""
RADIUS: Final = 14.0
"""From the middle of a node to where its label starts."""
_GAP: Final = 13.0
_LOOSE: Final = 2.8
"""The room that a part is given, in areas of its nodes and labels."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands, and whether its label is above it: on the side with fewer edges."""

    x: float
    y: float
    above: bool
    lines: tuple[str, ...]

    @property
    def point(self) -> Point:
        """The middle of the node."""
        return (self.x, self.y)

    @property
    def boxes(self) -> tuple[Box, Box]:
        """What the node takes up, and what its label takes up."""
        half = max(len(line) for line in self.lines) * _CHARACTER / 2
        near, far = sorted(
            (1 if self.above else -1) * reach for reach in (10, RADIUS + len(self.lines) * LINE)
        )
        node = (self.x - 11, self.y - 11, self.x + 11, self.y + 11)
        return node, (self.x - half, self.y + near, self.x + half, self.y + far)


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of all nodes, about the origin, and the size of what they take up."""

    places: dict[str, Place]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Part:
    """A connected part, its lower left corner at the origin."""

    nodes: tuple[str, ...]
    points: Points
    above: tuple[bool, ...]
    width: float
    height: float


def wrapped(label: str, width: int = 20, lines: int = 4) -> list[str]:
    """The label in lines of at most about ``width`` characters, cut with an ellipsis."""
    clean = " ".join(label.split())
    return textwrap.wrap(clean, width, max_lines=lines, placeholder=" …") or [clean or "?"]


def layout(graph: Network) -> Layout:
    """Where each node stands. Labels do not overlap, unless there are very many nodes."""
    lines = {node: tuple(wrapped(data["thing"].label)) for node, data in graph.nodes(data=True)}
    groups = sorted(sorted(group) for group in nx.weakly_connected_components(graph))
    parts = [_part(graph, group, lines) for group in groups]
    if not parts:
        return Layout({}, 0.0, 0.0)
    parts.sort(key=lambda part: (-part.height, part.nodes))
    area = sum(part.width * part.height for part in parts)
    widest = max(part.width for part in parts)
    limit = max(widest, min(WIDEST, max(_NARROWEST, (area * 1.7) ** 0.5)))
    rows = _rows(parts, limit)
    width = max(sum(part.width for part in row) for row in rows)
    height = sum(row[0].height for row in rows)
    return Layout(_placed(rows, lines, height), round(width, 1), round(height, 1))


def _part(graph: Network, nodes: list[str], lines: dict[str, tuple[str, ...]]) -> _Part:
    points = forces.sunflower(len(nodes))
    edges = _edges(graph, nodes)
    fits = 1 < len(nodes) <= forces.LARGEST
    if fits:
        points = forces.lying(forces.relaxed(points, edges))
    above = _above(points, edges)
    halves = np.array([_half(lines[node]) for node in nodes])
    side = np.where(above, 1.0, -1.0)
    offsets = np.stack([np.zeros(len(nodes)), side * (halves[:, 1] - RADIUS - _GAP / 2)], axis=1)
    if fits:
        points *= _shrinking(points, halves)
        points[:, 0] *= min(1.0, WIDEST / float(np.ptp(points[:, 0]) + 1))
        points = forces.spread(points, halves, offsets, WIDEST)
    low = (points + offsets - halves).min(axis=0)
    high = (points + offsets + halves).max(axis=0)
    width, height = (float(length) for length in high - low)
    return _Part(tuple(nodes), points - low, tuple(bool(a) for a in above), width, height)


def _edges(graph: Network, nodes: Sequence[str]) -> Pairs:
    place = {node: index for index, node in enumerate(nodes)}
    pairs = sorted({(place[a], place[b]) for a, b in graph.edges(nodes) if a != b})
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _above(points: Points, edges: Pairs) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For each node, whether more of its edges go down than up."""
    along = points[edges[:, 1]] - points[edges[:, 0]]
    length = np.maximum(np.sqrt((along**2).sum(axis=1)), 1.0)
    rise = along[:, 1] / length
    total = np.zeros(len(points))
    np.add.at(total, edges[:, 0], rise)
    np.add.at(total, edges[:, 1], -rise)
    return np.asarray(total < -0.2)


def _half(lines: tuple[str, ...]) -> Point:
    """Half the width and half the height that a node takes with its label."""
    width = max(len(line) for line in lines) * _CHARACTER
    return max(width, 30.0) / 2 + _GAP, (2 * RADIUS + len(lines) * LINE + _GAP) / 2


def _shrinking(points: Points, halves: Points) -> float:
    """What to multiply by, so that the boxes fill about a third of what they stand in."""
    taken = 4 * float(halves.prod(axis=1).sum())
    width, height = (max(float(length), 1.0) for length in np.ptp(points, axis=0))
    return min(1.0, math.sqrt(_LOOSE * taken / (width * height)))


def _rows(parts: list[_Part], limit: float) -> list[list[_Part]]:
    """The parts in rows no wider than the limit, each in the first row that has room."""
    rows: list[list[_Part]] = []
    for part in parts:
        for row in rows:
            if sum(other.width for other in row) + part.width <= limit:
                row.append(part)
                break
        else:
            rows.append([part])
    return rows


def _placed(
    rows: list[list[_Part]], lines: dict[str, tuple[str, ...]], height: float
) -> dict[str, Place]:
    """The rows below each other, each about the middle."""
    found = {}
    top = height / 2
    for row in rows:
        left = -sum(part.width for part in row) / 2
        for part in row:
            bottom = top - (row[0].height + part.height) / 2
            for node, point, above in zip(part.nodes, part.points, part.above, strict=True):
                x, y = float(point[0]) + left, float(point[1]) + bottom
                found[node] = Place(round(x, 1), round(y, 1), above, lines[node])
            left += part.width
        top -= row[0].height
    return dict(sorted(found.items()))
