"""A timeline for print."""

from __future__ import annotations

import datetime as dt
from typing import Final

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from treatygraph.law.standings import Interval
from treatygraph.views.figure import (
    draw_legend,
    families_legend,
    heading,
    new_figure,
    status_legend,
)
from treatygraph.views.layout import wrapped
from treatygraph.views.standing_style import STANDING
from treatygraph.views.style import COLOUR, FAINT, GRID, INK, PAPER, SHADE, SOFT, STATUS
from treatygraph.views.timeline import Mark, Moment, Strip, Timeline, fitting, summary

_WIDTH: Final = 760.0
_ROW: Final = 24.0
_LEFT: Final = 175.0
_TOP: Final = 74.0
_BOTTOM: Final = 78.0
_EPOCH: Final = dt.date(1970, 1, 1).toordinal()


def timeline_figure(shown: Timeline, title: str) -> Figure:
    """The timeline as a figure as high as it has rows. Call within `settings`."""
    high = max(shown.rows, 2) * _ROW
    whole = high + _TOP + _BOTTOM
    figure = new_figure(_WIDTH, whole)
    heading(figure, title, "\n".join(wrapped(summary(shown), width=135, lines=3)))
    if not shown.lanes:
        return figure
    right = (_WIDTH - _LEFT - 20) / _WIDTH
    axes = figure.add_axes((_LEFT / _WIDTH, _BOTTOM / whole, right, high / whole))
    _set_axes(axes, shown)
    top = 0
    for index, lane in enumerate(shown.lanes):
        _draw_lane(axes, lane.label, top, lane.rows, shaded=index % 2 == 0)
        for interval in lane.standings:
            _draw_standing(axes, shown, interval, top + 0.5)
        for strip in lane.strips:
            _draw_strip(axes, strip, top + lane.head + strip.row + 0.5)
        top += lane.rows
    draw_legend(figure, _legend(shown), columns=6)
    return figure


def _set_axes(axes: Axes, shown: Timeline) -> None:
    start, end = shown.window
    axes.set_xlim(start - _EPOCH, end - _EPOCH)
    axes.set_ylim(max(shown.rows, 2), 0)
    # matplotlib.dates has no types
    locator = AutoDateLocator(minticks=4, maxticks=10)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    axes.tick_params(axis="x", colors=SOFT, labelsize=8.5)
    axes.xaxis.get_offset_text().set(color=SOFT, size=8.5)
    axes.set_yticks([])
    axes.grid(axis="x", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(SOFT)


def _draw_lane(axes: Axes, label: str, top: int, rows: int, *, shaded: bool) -> None:
    if shaded:
        axes.axhspan(top, top + rows, color=SHADE, zorder=0, linewidth=0)
    axes.annotate(
        "\n".join(wrapped(label, width=28, lines=max(2, min(2 * rows, 4)))),
        xy=(0, top + rows / 2),
        xycoords=("axes fraction", "data"),
        xytext=(-10, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        size=8.5,
        color=INK,
        linespacing=1.2,
        annotation_clip=False,
    )


def _draw_standing(axes: Axes, shown: Timeline, interval: Interval, y: float) -> None:
    days = shown.shown(interval)
    if days is None:
        return
    look, (first, last) = STANDING[interval.standing], days
    axes.barh(
        y,
        last - first,
        left=first - _EPOCH,
        height=0.62,
        color=look.colour,
        edgecolor=PAPER,
        linewidth=0.8,
        hatch="" if interval.certain else "////",
        zorder=1,
    )
    begin, end = shown.window
    label = fitting(interval, (last - first) / (end - begin))
    if label:
        axes.annotate(
            label,
            xy=(first - _EPOCH, y),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            size=7.5,
            color=look.ink,
            zorder=2,
        )


def _draw_strip(axes: Axes, strip: Strip, y: float) -> None:
    colour = COLOUR[strip.kind]
    if len(strip.marks) > 1:
        ends = [_middle(strip.marks[0]), _middle(strip.marks[-1])]
        dashes = STATUS[strip.status].dashes
        style = (0, dashes) if dashes else "solid"
        axes.plot(ends, [y, y], color=colour, linewidth=1.3, linestyle=style, zorder=2)
    for mark in strip.marks:
        _draw_mark(axes, mark, y, colour)
    axes.annotate(
        strip.label,
        xy=(_number(max(mark.date.last for mark in strip.marks)), y),
        xytext=(8, 0),
        textcoords="offset points",
        va="center",
        size=7.5,
        color=colour,
    )


def _draw_mark(axes: Axes, mark: Mark, y: float, colour: str) -> None:
    look = STATUS[mark.status]
    first, last = _number(mark.date.first), _number(mark.date.last) + 1
    if not mark.date.day:
        axes.barh(
            y,
            last - first,
            left=first,
            height=0.5,
            color=colour,
            alpha=0.25,
            edgecolor=colour,
            linewidth=0.8,
            linestyle=(0, look.dashes) if look.dashes else "solid",
            zorder=1.5,
        )
    if mark.moment is Moment.EFFECT:
        axes.plot(
            [_middle(mark)],
            [y],
            marker="|",
            markersize=13,
            markeredgewidth=2.2,
            color=colour,
            zorder=3,
        )
        return
    axes.plot(
        [_middle(mark)],
        [y],
        marker=look.marker,
        markersize=7.5 if mark.moment is Moment.ACT else 5,
        markerfacecolor=(colour if mark.moment is Moment.ACT else FAINT) if look.filled else PAPER,
        markeredgecolor=colour if mark.moment is Moment.ACT else SOFT,
        markeredgewidth=1.2,
        zorder=4,
    )


def _number(day: dt.date) -> float:
    """The day on matplotlib's date axis, which counts from 1970."""
    return float(day.toordinal() - _EPOCH)


def _middle(mark: Mark) -> float:
    return (_number(mark.date.first) + _number(mark.date.last)) / 2


def _legend(shown: Timeline) -> list[Artist]:
    strips = [strip for lane in shown.lanes for strip in lane.strips]
    marks = [mark for strip in strips for mark in strip.marks]
    stages = [mark.status for mark in marks if mark.moment is not Moment.EFFECT]
    entries = [
        *families_legend(strip.kind for strip in strips),
        *status_legend(stages, lines=False),
    ]
    if any(mark.moment is Moment.EFFECT for mark in marks):
        entries.append(_example("|", INK, 11, "takes effect"))
    if any(mark.moment is Moment.REPORT for mark in marks):
        entries.append(_example("o", FAINT, 5, "small, grey: day of the report"))
    if any(not mark.date.day for mark in marks):
        entries.append(Patch(facecolor="#d7dbe0", edgecolor=SOFT, label="month or year"))
    entries += [
        Patch(facecolor=STANDING[each].colour, label=each.words) for each in shown.standings
    ]
    return entries


def _example(marker: str, colour: str, size: float, label: str) -> Line2D:
    return Line2D(
        [],
        [],
        linewidth=0,
        marker=marker,
        markersize=size,
        markeredgecolor=SOFT if marker == "o" else colour,
        markerfacecolor=colour,
        markeredgewidth=1.2 if marker == "o" else 2.2,
        label=label,
    )
