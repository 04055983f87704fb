"""How the edges of a network run, and where along them their words have room."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from treatygraph.views.layout import Box, Layout, Place, Point
from treatygraph.views.network import Network

_PARTS = 14
# The middle of an edge first, then by turns nearer to its ends.
_TRIED = (7, 6, 8, 5, 9, 4, 10, 3, 11)
_CHARACTER = 4.7
_HALF_LINE = 5.0


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
        step = min(0.3, 1.1 / len(group))
        found[key] = round(side * place * step, 4)
    return found


def curve(start: Point, end: Point, bend: float) -> list[Point]:
    """Points along the quadratic Bézier curve that matplotlib's ``arc3`` draws."""
    (x1, y1), (x2, y2) = start, end
    cx, cy = (x1 + x2) / 2 + bend * (y2 - y1), (y1 + y2) / 2 - bend * (x2 - x1)
    found = []
    for step in range(_PARTS + 1):
        t = step / _PARTS
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        found.append((a * x1 + b * cx + c * x2, a * y1 + b * cy + c * y2))
    return found


def curves(graph: Network, placed: Layout) -> dict[str, list[Point]]:
    """The way of each edge, by its key. An edge from a node to itself has none."""
    bent = bends(graph)
    return {
        key: curve(placed.places[source].point, placed.places[target].point, bent[key])
        for source, target, key in graph.edges(keys=True)
        if source != target
    }


def roomy(
    ways: Mapping[str, list[Point]], texts: Mapping[str, str], placed: Layout
) -> dict[str, int]:
    """Which point of its way each edge has room for its words at; edges without room are left out.

    Words stand clear of all nodes, their labels, and the words of other edges.
    """
    taken = _Taken(placed.places.values())
    found: dict[str, int] = {}
    for key in sorted(ways, key=lambda key: (_length(ways[key]), key)):
        half = len(texts[key]) * _CHARACTER / 2
        for index in _TRIED:
            x, y = ways[key][index]
            box = (x - half, y - _HALF_LINE, x + half, y + _HALF_LINE)
            if taken.add(box):
                found[key] = index
                break
    return found


def _length(points: list[Point]) -> float:
    (x1, y1), (x2, y2) = points[0], points[-1]
    return round(math.hypot(x2 - x1, y2 - y1), 1)


class _Taken:
    """The boxes that something stands in already, found by the squares of a grid they touch."""

    _SIDE = 80.0

    def __init__(self, places: Iterable[Place]) -> None:
        self._squares: dict[tuple[int, int], list[Box]] = {}
        for place in places:
            for box in place.boxes:
                self._put(box)

    def add(self, box: Box) -> bool:
        """Take the box, unless it overlaps one that is taken."""
        if any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
            for square in self._touched(box)
            for other in self._squares.get(square, ())
        ):
            return False
        self._put(box)
        return True

    def _put(self, box: Box) -> None:
        for square in self._touched(box):
            self._squares.setdefault(square, []).append(box)

    def _touched(self, box: Box) -> list[tuple[int, int]]:
        left, low, right, high = (int(side // self._SIDE) for side in box)
        return [(x, y) for x in range(left, right + 1) for y in range(low, high + 1)]
