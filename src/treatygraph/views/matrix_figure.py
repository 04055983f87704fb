"""The matrix for print."""

from __future__ import annotations

from typing import Final

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from treatygraph.views.figure import draw_legend, heading, new_figure
from treatygraph.views.matrix import Matrix
from treatygraph.views.standing_style import STANDING
from treatygraph.views.style import GRID, INK, PAPER, SOFT, shortened

_CELL: Final = 17.0
_LEFT: Final = 165.0
_TOP: Final = 235.0
_BOTTOM: Final = 78.0
_RIGHT: Final = 24.0
_NARROWEST: Final = 560.0


def matrix_figure(shown: Matrix, title: str) -> Figure:
    """The matrix as a figure as large as it has rows and columns. Call within `settings`."""
    wide, high = len(shown.objects) * _CELL, len(shown.parties) * _CELL
    width, height = max(wide + _LEFT + _RIGHT, _NARROWEST), high + _TOP + _BOTTOM
    figure = new_figure(width, height)
    heading(figure, title, f"How they stood on {shown.on}")
    axes = figure.add_axes((_LEFT / width, _BOTTOM / height, wide / width, high / height))
    axes.set_xlim(0, len(shown.objects))
    axes.set_ylim(len(shown.parties), 0)
    axes.set_axis_off()
    for column, (_, label) in enumerate(shown.objects):
        axes.text(
            column + 0.62,
            -0.35,
            shortened(label, 40),
            rotation=55,
            rotation_mode="anchor",
            ha="left",
            va="center",
            size=7,
            color=INK,
        )
    for row, (_, label) in enumerate(shown.parties):
        axes.text(-0.3, row + 0.5, shortened(label, 32), ha="right", va="center", size=7, color=INK)
        for column, cell in enumerate(shown.cells[row]):
            standing = cell.standing
            look = STANDING[standing] if standing else None
            axes.add_patch(
                Rectangle(
                    (column, row),
                    1,
                    1,
                    facecolor=look.colour if look else PAPER,
                    edgecolor=GRID,
                    linewidth=0.6,
                    hatch="" if cell.certain else "////",
                )
            )
            if look:
                letter = look.letter if cell.certain else f"{look.letter}?"
                axes.text(
                    column + 0.5,
                    row + 0.52,
                    letter,
                    ha="center",
                    va="center",
                    size=6.5,
                    color=look.ink,
                )
    entries: list[Artist] = [
        Patch(
            facecolor=STANDING[s].colour,
            edgecolor=SOFT,
            label=f"{STANDING[s].letter}  {s.words}",
        )
        for s in shown.standings
    ]
    draw_legend(figure, entries, columns=4)
    return figure
