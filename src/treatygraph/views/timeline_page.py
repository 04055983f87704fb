"""A timeline for the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeAlias

from treatygraph.law.standings import Interval
from treatygraph.model import ActKind, Status
from treatygraph.views.acts import DrawnAct
from treatygraph.views.layout import wrapped
from treatygraph.views.listing import listing
from treatygraph.views.page import Json, Note, Page, Sign, Trace, base_layout, label_text
from treatygraph.views.standing_style import STANDING
from treatygraph.views.style import COLOUR, GRID, INK, SHADE, SOFT, STATUS
from treatygraph.views.timeline import (
    Lane,
    Mark,
    Moment,
    Strip,
    Timeline,
    fitting,
    standing_label,
    summary,
)

_ROW = 30
"""The height of a row in pixels."""
_NOON = "T12:00"
Placed: TypeAlias = tuple[Strip, float, Lane]
Told: TypeAlias = tuple[Strip, Mark, float, int]
"""A mark of a strip, the height it stands at, and the place of its note."""


def timeline_page(shown: Timeline, acts: Sequence[DrawnAct], title: str) -> Page:
    """The timeline as a page: traces for each kind and status, in which gaps part the acts."""
    placed = _placed(shown)
    notes: list[Note] = []
    bars, words = _standings(shown, notes)
    groups: dict[tuple[ActKind, Status], list[Told]] = {}
    strips: dict[tuple[ActKind, Status, str], list[Placed]] = {}
    for strip, y, lane in placed:
        key = (strip.kind, strip.status, _shown_for(strip))
        strips.setdefault(key, []).append((strip, y, lane))
        for mark in strip.marks:
            notes.append(_note(strip, lane, mark))
            told = (strip, mark, y, len(notes) - 1)
            groups.setdefault((strip.kind, mark.status), []).append(told)
    traces = [*bars, *(_threads(*key, group) for key, group in strips.items())]
    traces += [_bars(*key, group) for key, group in groups.items() if _partial(group)]
    traces += [_points(*key, group) for key, group in groups.items()]
    traces += [_labels(*key, group) for key, group in strips.items()]
    return Page(
        title=title,
        view="timeline",
        subtitle=summary(shown),
        traces=tuple(traces),
        layout=_layout(shown) | {"annotations": words},
        notes=tuple(notes),
        acts=listing(acts, by_stage=True),
        signs=(
            *_signs([mark for group in groups.values() for _, mark, _, _ in group]),
            *(Sign("block", STANDING[each].colour, each.words) for each in shown.standings),
        ),
        lines=False,
    )


def _placed(shown: Timeline) -> list[Placed]:
    return [
        (strip, top + lane.head + strip.row + 0.5, lane)
        for lane, top in _tops(shown)
        for strip in lane.strips
    ]


def _partial(group: list[Told]) -> list[Told]:
    return [told for told in group if not told[1].date.day]


def _lines(
    kind: ActKind, meta: str, ends: Sequence[tuple[str, str, float, int | None]], look: Trace
) -> Trace:
    """Level lines in one trace: the two ends, the height and the note of each."""
    x: list[str | None] = []
    y: list[float | None] = []
    said: list[int | None] = []
    for begin, end, height, note in ends:
        x += [begin, end, None]
        y += [height, height, None]
        said += [note, note, None]
    trace: Trace = {"type": "scatter", "mode": "lines", "x": x, "y": y, "customdata": said}
    return trace | {"meta": [kind.value, meta], "hoverinfo": "none"} | look


def _standings(shown: Timeline, notes: list[Note]) -> tuple[list[Trace], list[Json]]:
    """The bars of standings, each with its note, and the words on them. They have no ``meta``, so that the filters,
    which are for acts, leave them alone; their name tells the page that they keep their colours when it is dark."""
    bars: list[Trace] = []
    words: list[Json] = []
    begin, end = shown.window
    for lane, top in _tops(shown):
        for interval in lane.standings:
            days = shown.shown(interval)
            if days is None:
                continue
            notes.append(_standing_note(lane, interval))
            first, last = days
            look, note, y = STANDING[interval.standing], len(notes) - 1, top + 0.5
            bars.append(
                {
                    "type": "scatter",
                    "name": "standing",
                    "mode": "lines",
                    "x": [_day(first), _day((first + last) // 2), _day(last)],
                    "y": [y, y, y],
                    "customdata": [note, note, note],
                    "line": {"color": look.colour, "width": 18},
                    "opacity": 1 if interval.certain else 0.6,
                    "hoverinfo": "none",
                }
            )
            label = fitting(interval, (last - first) / (end - begin))
            if label:
                words.append(
                    {
                        "x": _day(first),
                        "y": y,
                        "text": label_text([label]),
                        "xanchor": "left",
                        "showarrow": False,
                        "font": {"color": look.ink, "size": 11},
                    }
                )
    return bars, words


def _tops(shown: Timeline) -> list[tuple[Lane, int]]:
    """Each lane with the row that it begins with."""
    found, top = [], 0
    for lane in shown.lanes:
        found.append((lane, top))
        top += lane.rows
    return found


def _standing_note(lane: Lane, interval: Interval) -> Note:
    until = f"until {interval.end}" if interval.end else "as far as is known, still"
    return Note(
        title=f"{lane.label}: {standing_label(interval)}",
        lines=(until, f"by rule: {interval.rule} ({interval.article})"),
    )


def _shown_for(strip: Strip) -> str:
    """The statuses of which one must be ticked for the words of a strip to be shown."""
    return " ".join(sorted({mark.status.value for mark in strip.marks} | {strip.status.value}))


def _threads(kind: ActKind, status: Status, shown_for: str, placed: list[Placed]) -> Trace:
    """What ties the stages of an act together, in the dashes of how far it got."""
    ends = [(_middle(s.marks[0]), _middle(s.marks[-1]), y, None) for s, y, _ in placed]
    line: Trace = {"color": COLOUR[kind], "width": 1.4, "dash": STATUS[status].screen_dash}
    return _lines(kind, shown_for, ends, {"line": line, "hoverinfo": "skip"})


def _labels(kind: ActKind, _: Status, shown_for: str, placed: list[Placed]) -> Trace:
    """The words of each strip, behind its end."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [_day(strip.last) + _NOON for strip, _, _ in placed],
        "y": [y for _, y, _ in placed],
        "text": [label_text([f"   {strip.label}"]) for strip, _, _ in placed],
        "textposition": "middle right",
        "textfont": {"color": COLOUR[kind], "size": 11},
        "meta": [kind.value, shown_for],
        "hoverinfo": "skip",
    }


def _bars(kind: ActKind, status: Status, group: list[Told]) -> Trace:
    """A month or a year: a bar over all of it."""
    ends = [
        (mark.date.first.isoformat(), mark.date.last.isoformat() + "T23:59", y, note)
        for _, mark, y, note in _partial(group)
    ]
    line: Trace = {"color": COLOUR[kind], "width": 14}
    return _lines(kind, status.value, ends, {"line": line, "opacity": 0.3})


def _points(kind: ActKind, status: Status, group: list[Told]) -> Trace:
    look, colour = STATUS[status], COLOUR[kind]
    moments = [mark.moment for _, mark, _, _ in group]
    tints: list[Json] = [SOFT if moment is Moment.REPORT else colour for moment in moments]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_middle(mark) for _, mark, _, _ in group],
        "y": [y for _, _, y, _ in group],
        "customdata": [note for _, _, _, note in group],
        "meta": [kind.value, status.value],
        "hoverinfo": "none",
        "marker": {
            "symbol": [
                "line-ns-open" if moment is Moment.EFFECT else look.screen_marker
                for moment in moments
            ],
            "size": [8 if moment is Moment.REPORT else 12 for moment in moments],
            "color": tints,
            "opacity": 1,
            "line": {
                "color": tints,
                "width": [
                    2.2 if moment is Moment.EFFECT or "open" in look.screen_marker else 1
                    for moment in moments
                ],
            },
        },
    }


def _layout(shown: Timeline) -> dict[str, Json]:
    ticks, names, shades = [], [], []
    for index, (lane, top) in enumerate(_tops(shown)):
        ticks.append(top + lane.rows / 2)
        names.append(label_text(wrapped(lane.label, width=30, lines=max(2, lane.rows * 2))))
        if index % 2 == 0:
            shades.append(_shade(top, lane.rows))
    top = shown.rows
    yaxis: Json = {
        "range": [max(top, 2), 0],
        "tickvals": ticks,
        "ticktext": names,
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
    }
    xaxis: dict[str, Json] = {"type": "date", "gridcolor": GRID, "side": "top", "zeroline": False}
    if shown.lanes:
        xaxis["range"] = [_day(day) for day in shown.window]
    return base_layout() | {
        "xaxis": xaxis,
        "yaxis": yaxis,
        "shapes": shades,
        "height": max(170, max(top, 2) * _ROW + 70),
        "margin": {"l": 10, "r": 16, "t": 54, "b": 16},
    }


def _shade(top: int, rows: int) -> dict[str, Json]:
    return {
        "type": "rect",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": top,
        "y1": top + rows,
        "fillcolor": SHADE,
        "line": {"width": 0},
        "layer": "below",
    }


def _signs(marks: list[Mark]) -> tuple[Sign, ...]:
    """What the marks mean, besides the statuses, which the filters show."""
    found = []
    if any(mark.moment is Moment.EFFECT for mark in marks):
        found.append(Sign("tick", INK, "takes effect"))
    if any(mark.moment is Moment.REPORT for mark in marks):
        found.append(Sign("dot", SOFT, "small and grey: no date stated, the day it was reported"))
    if any(not mark.date.day for mark in marks):
        found.append(Sign("bar", SOFT, "the month or year, where no day is stated"))
    return tuple(found)


def _note(strip: Strip, lane: Lane, mark: Mark) -> Note:
    return Note(
        title=f"{lane.label}: {strip.label}",
        lines=(STATUS[mark.status].label, f"{mark.moment.value}: {mark.date}"),
        quotes=mark.quotes,
    )


def _middle(mark: Mark) -> str:
    middle = (mark.date.first.toordinal() + mark.date.last.toordinal()) // 2
    return _day(middle) + _NOON


def _day(ordinal: int) -> str:
    return dt.date.fromordinal(ordinal).isoformat()
