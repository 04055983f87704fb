"""A timeline drawn on the server: standings as bars, acts as marks, each a link; readable without colour or script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from treatygraph.drawing.lines import WORDS, ActLine, Link
from treatygraph.law.standings import Interval
from treatygraph.model import PartialDate, Status

WIDTH = 960
LEFT = 250
_ROW = 26
_TOP = 28
_MOST_TICKS = 8
_MARGIN = 20
_LETTER = 6.4  # pixels, about: the labels are in a font of the reader's
_SHORTEST = 60
_LONGEST = 44  # letters of the words at a mark


@dataclass(frozen=True)
class Bar:
    """A standing: where it begins and how long it is, in pixels."""

    x: float
    y: float
    width: float
    label: str
    says: str
    standing: str
    certain: bool


@dataclass(frozen=True)
class Mark:
    """An act. ``shape`` tells the status; ``x0`` and ``x1`` are the ends of a date that is no day. ``told``: it stands at
    the day on which it was told, since no date is stated."""

    x: float
    y: float
    x0: float
    x1: float
    shape: str
    key: str
    says: str
    label: str
    side: str
    told: bool


@dataclass(frozen=True)
class Lane:
    """The acts with one other side."""

    y: float
    height: float
    lines: tuple[str, ...]
    key: str
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Drawing:
    """The picture: lanes, and ticks of the axis with their words."""

    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    statuses: tuple[tuple[str, str], ...]


class _Scale:
    def __init__(self, first: int, last: int) -> None:
        days = max(last - first, _SHORTEST)
        self.first = first - days * 0.04
        self.last = last + days * 0.16

    def x(self, day: float) -> float:
        part = (day - self.first) / (self.last - self.first)
        return round(LEFT + part * (WIDTH - LEFT - _MARGIN), 1)


def drawing(
    acts: Sequence[ActLine], key: str, standings: Mapping[str, Sequence[Interval]]
) -> Drawing | None:
    """The acts of an entity over time, a lane for each other side; None where none has a date.

    ``standings`` are those with each other side, by its key. With an empty ``key`` the acts are of nobody: each treaty
    and body has a lane.
    """
    dated = [act for act in acts if _day(act) is not None]
    if not dated:
        return None
    days = [day for act in dated if (day := _day(act)) is not None]
    first = min(day.first.toordinal() for day in days)
    last = max(day.last.toordinal() for day in days)
    scale = _Scale(first, last)
    groups: dict[tuple[str, str], list[ActLine]] = {}
    for act in dated:
        side = other_side(act, key)
        groups.setdefault((side.key, side.label), []).append(act)
    lanes, y = [], float(_TOP)
    for (other, label), group in groups.items():
        lane = _lane(scale, (key, other), label, group, standings.get(other, ()), y)
        lanes.append(lane)
        y += lane.height
    present = {act.status for act in dated}
    statuses = tuple((status.value, WORDS[status]) for status in Status if status in present)
    return Drawing(y + 8, tuple(lanes), tuple(_ticks(scale)), statuses)


def other_side(act: ActLine, key: str) -> Link:
    """What an act is about beside the entity with the key."""
    return act.object if not key or act.party is None or act.party.key == key else act.party


def _day(act: ActLine) -> PartialDate | None:
    """Where an act stands: at its date, else at the day on which it was told."""
    return act.date or act.reported


def _lane(
    scale: _Scale,
    known: tuple[str, str],
    label: str,
    acts: Sequence[ActLine],
    intervals: Sequence[Interval],
    top: float,
) -> Lane:
    bars = [bar for each in intervals if (bar := _bar(scale, each, top + 4)) is not None]
    y = top + (_ROW if bars else 0) + _ROW / 2
    marks: list[Mark] = []
    ends: list[float] = []
    for act in sorted(acts, key=lambda each: (str(_day(each)), each.key)):
        begin, finish = _extent(scale, act, known)
        row = next((n for n, end in enumerate(ends) if end < begin), len(ends))
        ends[row : row + 1] = [finish]
        marks.append(_mark(scale, act, known, y + row * _ROW))
    height = (_ROW if bars else 0) + max(len(ends), 1) * _ROW + 6
    lines = _wrapped(label, 33, 2 if height < 2 * _ROW else 3)
    height = max(height, 15 * len(lines) + 12)
    return Lane(top, height, lines, known[1], tuple(bars), tuple(marks))


def _extent(scale: _Scale, act: ActLine, known: tuple[str, str]) -> tuple[float, float]:
    """From where to where a mark and its words reach."""
    mark = _mark(scale, act, known, 0)
    words = len(mark.label) * _LETTER + 14
    if mark.side == "end":
        return mark.x0 - words, mark.x1 + 10
    return mark.x0 - 10, mark.x1 + words


def _label(act: ActLine, known: tuple[str, str]) -> str:
    """The words at a mark: party and object where neither the lane nor the picture tells them."""
    party = f"{act.party.label}: " if act.party and act.party.key not in known else ""
    object_ = f", {act.object.label}" if act.object.key not in known else ""
    label = f"{party}{act.words}{object_}"
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + "…"


def _mark(scale: _Scale, act: ActLine, known: tuple[str, str], y: float) -> Mark:
    day = _day(act)
    if day is None:
        raise ValueError(f"an act without a day cannot be drawn: {act.key}")
    start, end = day.first.toordinal(), day.last.toordinal()
    x0, x1 = scale.x(start), scale.x(end + 1)
    x = (x0 + x1) / 2
    party = f"{act.party.label}: " if act.party else ""
    says = f"{party}{act.words}, {act.object.label}: {WORDS[act.status]}, {'' if act.date else 'told '}{day}"
    label = _label(act, known)
    side = "end" if max(x1, x) + len(label) * _LETTER + 14 > WIDTH else "start"
    return Mark(
        round(x, 1), y, x0, x1, act.status.value, act.key, says, label, side, act.date is None
    )


def _bar(scale: _Scale, each: Interval, y: float) -> Bar | None:
    first = max(each.start.toordinal(), scale.first)
    last = min(each.end.toordinal() if each.end else scale.last, scale.last)
    if first >= last:
        return None
    x, width = scale.x(first), scale.x(last) - scale.x(first)
    doubt = "" if each.certain else ", not certain"
    until = f" until {each.end}" if each.end else ""
    rule = f", by {each.article}" if each.article else ""
    says = f"{each.standing.words} since {each.told_start}{until}{doubt}{rule}"
    fits = [
        t
        for t in (f"{each.standing.words} since {each.told_start}", each.standing.words)
        if len(t) * _LETTER + 8 < width
    ]
    return Bar(
        x, y, round(width, 1), fits[0] if fits else "", says, each.standing.value, each.certain
    )


def _ticks(scale: _Scale) -> list[tuple[float, str]]:
    first, last = (
        dt.date.fromordinal(max(1, int(scale.first))),
        dt.date.fromordinal(int(scale.last)),
    )
    years = last.year - first.year
    if years >= 2:
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 1000) if years / s <= _MOST_TICKS)
        found = [year for year in range(first.year + 1, last.year + 1) if year % step == 0]
        return [(scale.x(dt.date(year, 1, 1).toordinal()), str(year)) for year in found]
    months = years * 12 + last.month - first.month
    step = next(s for s in (1, 2, 3, 6, 12) if months / s <= _MOST_TICKS)
    found_months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    return [
        (scale.x(dt.date(n // 12, n % 12 + 1, 1).toordinal()), f"{n // 12}-{n % 12 + 1:02}")
        for n in found_months
        if n % step == 0
    ]


def _wrapped(label: str, width: int, most: int) -> tuple[str, ...]:
    lines: list[str] = []
    for word in label.split():
        word_ = word if len(word) <= width else word[: width - 1] + "…"
        if lines and len(lines[-1]) + len(word_) < width:
            lines[-1] += " " + word_
        else:
            lines.append(word_)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + " …"]
    return tuple(lines)
