"""A timeline for the screen."""

from __future__ import annotations

import datetime as dt

from treatygraph.views.layout import wrapped
from treatygraph.views.page import Json, Note, Page, Trace, base_layout, label_text, status_of
from treatygraph.views.style import COLOUR, GRID, SOFT, STATUS
from treatygraph.views.timeline import Lane, Mark, Moment, Strip, Timeline
from treatygraph.views.timeline_figure import summary

_ROW = 30
"""The height of a row in pixels."""
_NOON = "T12:00"
Placed = tuple[Strip, float, Lane]


def timeline_page(shown: Timeline, title: str) -> Page:
    """The timeline as a page: for each act its strip, and its marks by status."""
    placed = _placed(shown)
    notes: list[Note] = []
    traces: list[Trace] = []
    for strip, y, lane in placed:
        if len(strip.marks) > 1:
            traces.append(_thread(strip, y))
        for index, mark in enumerate(strip.marks):
            notes.append(_note(strip, lane, mark))
            if not mark.date.day:
                traces.append(_bar(strip, mark, y, len(notes) - 1))
            last = index == len(strip.marks) - 1
            traces.append(_point(strip, mark, y, len(notes) - 1, labelled=last))
    return Page(title, summary(shown), tuple(traces), _layout(shown), tuple(notes), shown.undated)


def _placed(shown: Timeline) -> list[Placed]:
    found, top = [], 0
    for lane in shown.lanes:
        found += [(strip, top + strip.row + 0.5, lane) for strip in lane.strips]
        top += lane.rows
    return found


def _meta(strip: Strip, mark: Mark | None = None) -> list[Json]:
    return [strip.kind.value, mark.status.value if mark else ""]


def _thread(strip: Strip, y: float) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [_middle(strip.marks[0]), _middle(strip.marks[-1])],
        "y": [y, y],
        "meta": _meta(strip),
        "hoverinfo": "skip",
        "line": {"color": COLOUR[strip.kind], "width": 1.2},
    }


def _bar(strip: Strip, mark: Mark, y: float, note: int) -> Trace:
    """A month or a year: a bar over all of it. Its two ends are drawn by one thick line."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [mark.date.first.isoformat(), mark.date.last.isoformat() + "T23:59"],
        "y": [y, y],
        "customdata": [note, note],
        "meta": _meta(strip, mark),
        "hoverinfo": "none",
        "opacity": 0.3,
        "line": {"color": COLOUR[strip.kind], "width": 14},
    }


def _point(strip: Strip, mark: Mark, y: float, note: int, *, labelled: bool) -> Trace:
    look, colour = STATUS[mark.status], COLOUR[strip.kind]
    told = mark.moment is Moment.REPORT
    symbol = "line-ns-open" if mark.moment is Moment.EFFECT else look.screen_marker
    outline = {"color": SOFT if told else colour, "width": 2.2 if "open" in symbol else 1}
    return {
        "type": "scatter",
        "mode": "markers+text" if labelled else "markers",
        "x": [_middle(mark)],
        "y": [y],
        "text": [label_text([f"  {strip.label}"])] if labelled else None,
        "textposition": "middle right",
        "textfont": {"color": colour, "size": 11},
        "cliponaxis": True,
        "customdata": [note],
        "meta": _meta(strip, mark),
        "hoverinfo": "none",
        "marker": {
            "symbol": symbol,
            "size": 8 if told else 12,
            "color": SOFT if told else colour,
            "opacity": 1,
            "line": outline,
        },
    }


def _layout(shown: Timeline) -> dict[str, Json]:
    ticks, names, shades = [], [], []
    top = 0
    for index, lane in enumerate(shown.lanes):
        ticks.append(top + lane.rows / 2)
        names.append(label_text(wrapped(lane.label, width=30, lines=max(2, lane.rows * 2))))
        if index % 2 == 0:
            shades.append(_shade(top, lane.rows))
        top += lane.rows
    yaxis: Json = {
        "range": [max(top, 2), 0],
        "tickvals": ticks,
        "ticktext": names,
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
        "fixedrange": top < 25,
    }
    xaxis: dict[str, Json] = {"type": "date", "gridcolor": GRID, "side": "top", "zeroline": False}
    if shown.lanes:
        first, last = shown.span
        room = max(last - first, 60)
        xaxis["range"] = [_day(int(first - room * 0.05)), _day(int(last + room * 0.35))]
    return base_layout() | {
        "xaxis": xaxis,
        "yaxis": yaxis,
        "shapes": shades,
        "height": max(220, top * _ROW + 70),
        "margin": {"l": 10, "r": 16, "t": 40, "b": 16},
    }


def _shade(top: int, rows: int) -> dict[str, Json]:
    return {
        "type": "rect",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": top,
        "y1": top + rows,
        "fillcolor": "#f5f7f9",
        "line": {"width": 0},
        "layer": "below",
    }


def _note(strip: Strip, lane: Lane, mark: Mark) -> Note:
    return Note(
        title=f"{lane.label}: {strip.label}",
        lines=(status_of(mark.status), f"{mark.moment.value}: {mark.date}"),
        quotes=mark.quotes,
        kind=strip.kind.value,
        status=mark.status.value,
    )


def _middle(mark: Mark) -> str:
    middle = (mark.date.first.toordinal() + mark.date.last.toordinal()) // 2
    return _day(middle) + _NOON


def _day(ordinal: int) -> str:
    return dt.date.fromordinal(min(max(ordinal, 1), dt.date.max.toordinal())).isoformat()
