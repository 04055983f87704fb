"""Pushing and pulling points until they stand well. The same each time: nothing is drawn by lot."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
"""An array of shape (n, 2), in points, y upwards."""
Pairs = npt.NDArray[np.int64]

DISTANCE = 125.0
"""The distance that connected nodes are drawn to."""
LARGEST = 1500
"""More nodes than this stay where they start: the forces compare each pair of nodes."""
_COMPARISONS = 40_000_000


def sunflower(count: int) -> Points:
    """Evenly spread points: no two in one place, no line that all stand on."""
    order = np.arange(count, dtype=np.float64)
    angle = order * np.pi * (3 - np.sqrt(5))
    radius = DISTANCE * 0.75 * np.sqrt(order + 0.5)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def relaxed(points: Points, edges: Pairs) -> Points:
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
        force -= points * 0.5
        size = np.maximum(np.sqrt((force**2).sum(axis=1, keepdims=True)), 1e-6)
        heat = DISTANCE * 0.35 * (1 - step / steps) + 0.5
        points += force / size * np.minimum(size, heat)
    return points


def lying(points: Points) -> Points:
    """The points turned about their middle, so that they are wider than high."""
    centred = points - points.mean(axis=0)
    xx, yy = (centred**2).sum(axis=0)
    xy = (centred[:, 0] * centred[:, 1]).sum()
    angle = -0.5 * np.arctan2(2 * xy, xx - yy)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    turned: Points = centred @ turn
    return turned


def spread(points: Points, halves: Points, offsets: Points, width: float) -> Points:
    """Push overlapping boxes apart along the shorter way, until none do or the steps are over.

    A box is about ``point + offset``, and ``halves`` is half its width and height. No box leaves
    a strip of ``width`` about the middle, unless it is wider itself.
    """
    points = points.copy()
    upper = np.triu(np.ones((len(points), len(points)), dtype=bool), 1)
    bound = np.maximum(width / 2 - halves[:, 0], 0.0)
    for _ in range(_steps(len(points))):
        points[:, 0] = np.clip(points[:, 0], -bound, bound)
        centres = points + offsets
        delta = centres[:, None, :] - centres[None, :, :]
        overlap = halves[:, None, :] + halves[None, :, :] - np.abs(delta)
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


def _steps(count: int) -> int:
    """Fewer steps for more nodes: the work is bounded, and so is the wait."""
    return max(40, min(300, _COMPARISONS // count**2))
