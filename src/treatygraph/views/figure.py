"""Figures for print: the same bytes each time, text that stays text, legends that need no colour."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from treatygraph.model import ActKind, Status
from treatygraph.views.errors import ViewError
from treatygraph.views.style import FAMILIES, INK, PAPER, SOFT, STATUS

POINTS_PER_INCH: Final = 72.0
_LARGEST_PIXELS: Final = 12_000


def settings() -> AbstractContextManager[None]:
    """The settings that a figure is made and saved with, as a context manager."""
    return mpl.rc_context(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": "treatygraph",
            "font.family": ["DejaVu Sans"],
            # A dollar sign in a name is a dollar sign, not the start of a formula.
            "text.parse_math": False,
            "text.usetex": False,
        }
    )


def new_figure(width: float, height: float) -> Figure:
    """An empty figure of a size in points."""
    size = (width / POINTS_PER_INCH, height / POINTS_PER_INCH)
    figure = Figure(figsize=size, facecolor=PAPER)
    FigureCanvasAgg(figure)
    return figure


def save(figure: Figure, path: Path, title: str) -> None:
    """Write the figure as SVG or PNG, by the suffix, with its title and no date.

    Raises ViewError if it cannot be written.
    """
    try:
        _write(figure, path, path.suffix.lower().removeprefix("."), title)
    except OSError as error:
        raise ViewError(f"The picture cannot be written to {path}: {error.strerror}") from error


def svg_of(figure: Figure, title: str) -> bytes:
    """The figure as SVG, as `save` writes it."""
    out = io.BytesIO()
    _write(figure, out, "svg", title)
    return out.getvalue()


def _write(figure: Figure, target: Path | io.BytesIO, kind: str, title: str) -> None:
    unmarked = {"Date": None, "Creator": None} if kind == "svg" else {"Software": None}
    metadata = unmarked | {"Title": title}
    width, height = figure.get_size_inches()
    dots = min(200.0, _LARGEST_PIXELS / max(width, height))
    with warnings.catch_warnings():
        # A script that the font has no glyphs for: the SVG has the text all the same.
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from")
        figure.savefig(target, format=kind, dpi=dots, metadata=metadata, facecolor=PAPER)


def heading(figure: Figure, title: str, subtitle: str) -> None:
    """A title and what stands below it, at the upper left."""
    height = figure.get_size_inches()[1] * POINTS_PER_INCH
    left = 18 / (figure.get_size_inches()[0] * POINTS_PER_INCH)
    figure.text(left, 1 - 24 / height, title, size=14, weight="bold", color=INK, va="center")
    figure.text(left, 1 - 36 / height, subtitle, size=9, color=SOFT, va="top", linespacing=1.3)


def families_legend(kinds: Iterable[ActKind]) -> list[Artist]:
    """An entry for each family of act kinds that is in the picture."""
    present = set(kinds)
    return [
        Line2D([], [], color=family.colour, linewidth=4, label=family.label)
        for family in FAMILIES
        if present & set(family.kinds)
    ]


def status_legend(statuses: Iterable[Status], *, lines: bool) -> list[Artist]:
    """An entry for each status that is in the picture: its dash, or its marker."""
    present = set(statuses)
    return [
        Line2D(
            [],
            [],
            color=INK,
            linewidth=1.6 if lines else 0,
            linestyle=(0, look.dashes) if look.dashes else "solid",
            marker="" if lines else look.marker,
            markersize=7,
            markerfacecolor=INK if look.filled else PAPER,
            markeredgecolor=INK,
            label=look.label,
        )
        for status, look in STATUS.items()
        if status in present
    ]


def draw_legend(figure: Figure, entries: list[Artist], columns: int) -> None:
    """The legend along the lower edge."""
    height = figure.get_size_inches()[1] * POINTS_PER_INCH
    if entries:
        figure.legend(
            handles=entries,
            loc="lower center",
            bbox_to_anchor=(0.5, 8 / height),
            ncols=columns,
            frameon=False,
            fontsize=8.5,
            labelcolor=INK,
            handlelength=2.8,
            columnspacing=1.8,
        )
