"""The graph as a timeline: lanes of acts, each act a strip with a mark for every stage, below bars of standing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from treatygraph.law.standings import Interval, Standing
from treatygraph.model import ActKind, PartialDate, Status
from treatygraph.views.acts import DrawnAct, Quote, Stage, Thing
from treatygraph.views.style import shortened, words

_SHORTEST = 60
"""No timeline is shorter, in days: two acts of one week still get an axis that can be read."""


class Moment(Enum):
    """What a date is the date of. Dates of different roles are never mixed."""

    ACT = "act"
    EFFECT = "takes effect"
    REPORT = "reported, no date stated"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stage at a date, as precisely as it is known, with the sentences that tell it."""

    moment: Moment
    status: Status
    date: PartialDate
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """One act in its lane. ``marks`` are in order of date and never empty; ``row`` from 0."""

    key: str
    kind: ActKind
    status: Status
    label: str
    marks: tuple[Mark, ...]
    row: int = 0

    @property
    def first(self) -> int:
        """The ordinal of the first day of the first mark."""
        return min(mark.date.first.toordinal() for mark in self.marks)

    @property
    def last(self) -> int:
        """The ordinal of the last day of the last mark."""
        return max(mark.date.last.toordinal() for mark in self.marks)


Standings = Callable[[str, str], Sequence[Interval]]
"""The standings of a party under a treaty or in a body, both by key."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The strips of one treaty, body or party, in as many rows as keep them apart. ``standings`` are those of the
    one party and the one object that the lane is about, in order of time; they have the top row."""

    key: str
    label: str
    strips: tuple[Strip, ...]
    standings: tuple[Interval, ...] = ()

    @property
    def head(self) -> int:
        """How many rows stand above the strips."""
        return 1 if self.standings else 0

    @property
    def rows(self) -> int:
        """How many rows the lane has: at least one."""
        return self.head + 1 + max(strip.row for strip in self.strips)


def standing_label(interval: Interval) -> str:
    """The words on a bar: "party since 1998-09-01"."""
    doubt = "" if interval.certain else ", not certain"
    return f"{interval.standing.words} since {interval.told_start}{doubt}"


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes, the one that starts first on top. ``undated`` tells the acts that have no date at all."""

    lanes: tuple[Lane, ...]
    undated: tuple[str, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """The ordinals of the first and the last day. Raises ValueError where there is no lane."""
        strips = [strip for lane in self.lanes for strip in lane.strips]
        return min(s.first for s in strips), max(s.last for s in strips)

    @property
    def window(self) -> tuple[int, int]:
        """The ordinals of the days that a picture begins and ends with: room for every label."""
        first, last = self.span
        days = max(last - first, _SHORTEST)
        ends = [s.last + days * label_room(s.label) for lane in self.lanes for s in lane.strips]
        begin, end = int(first - days * 0.04), int(max(ends))
        return max(begin, 1), min(end, dt.date.max.toordinal())

    def shown(self, interval: Interval) -> tuple[int, int] | None:
        """The ordinals of the days of a standing that the window shows: the first, and that behind the last."""
        begin, end = self.window
        first = max(begin, interval.start.toordinal())
        last = min(end, interval.end.toordinal() if interval.end else end)
        return (first, last) if first < last else None

    @property
    def standings(self) -> list[Standing]:
        """The standings that the window shows, in their order."""
        found = {
            interval.standing
            for lane in self.lanes
            for interval in lane.standings
            if self.shown(interval)
        }
        return [standing for standing in Standing if standing in found]

    @property
    def rows(self) -> int:
        """The rows of all lanes."""
        return sum(lane.rows for lane in self.lanes)


def _unknown(_: str, __: str) -> Sequence[Interval]:
    """No standings."""
    return ()


def timeline(
    acts: Iterable[DrawnAct], about: Thing | None = None, standings: Standings = _unknown
) -> Timeline:
    """The acts over time.

    Lanes are the treaties and bodies; where ``about`` is one of these, they are its parties. A
    stage stands at the date that the texts state for it. Where all texts that tell of a status
    leave its date out, it is marked at the day that it was first reported, as such; an act with
    no date of any sort is in ``undated``. Where ``about`` leaves a lane with one party and one object, it has
    their ``standings``.
    """
    by_party = about is not None and not about.kind.is_state
    lanes: dict[Thing, list[Strip]] = {}
    undated = []
    for act in acts:
        lane = act.party if by_party and act.party else act.object
        marks = _marks(act)
        if marks:
            label = shortened(_label(act, shown=(lane, about)))
            strip = Strip(act.key, act.kind, act.status, label, marks)
            lanes.setdefault(lane, []).append(strip)
        else:
            undated.append(_label(act, shown=()))
    found = [strip for strips in lanes.values() for strip in strips]
    if not found:
        return Timeline((), tuple(undated))
    days = max(max(s.last for s in found) - min(s.first for s in found), _SHORTEST)
    built = [
        Lane(
            lane.key,
            lane.label,
            _packed(strips, days),
            _standings(lane, about, standings, by_party=by_party),
        )
        for lane, strips in lanes.items()
    ]
    built.sort(key=lambda lane: (min(s.first for s in lane.strips), lane.label, lane.key))
    return Timeline(tuple(built), tuple(undated))


def summary(shown: Timeline) -> str:
    """How to read the picture, and what it leaves out, in a line."""
    text = "A point is a day; a bar is a month or a year, of which no more is stated."
    if any(lane.standings for lane in shown.lanes):
        text += " Broad bars above the acts are standings, by record and texts."
    if shown.undated:
        count = len(shown.undated)
        text += f" {count} {'act has' if count == 1 else 'acts have'} no date and cannot be shown."
    return text


def _standings(
    lane: Thing, about: Thing | None, standings: Standings, *, by_party: bool
) -> tuple[Interval, ...]:
    if about is None or lane == about:
        return ()
    party, target = (lane, about) if by_party else (about, lane)
    return tuple(sorted(standings(party.key, target.key), key=lambda each: each.start))


def _label(act: DrawnAct, shown: Iterable[Thing | None]) -> str:
    """The kind of the act, with its party and object where the lane or the title does not say."""
    known = tuple(shown)
    party = f"{act.party.label}: " if act.party and act.party not in known else ""
    object_ = f", {act.object.label}" if act.object not in known else ""
    return f"{party}{words(act.kind)}{object_}"


def _marks(act: DrawnAct) -> tuple[Mark, ...]:
    told: dict[tuple[Moment, Status, PartialDate], set[Quote]] = {}
    for stage in act.stages:
        for moment, status, date in _moments(act, stage):
            if date:
                told.setdefault((moment, status, date), set()).update(stage.quotes)
    if act.date and not any(date == act.date for _, _, date in told):
        told[Moment.ACT, act.status, act.date] = set(act.quotes)
    marks = [Mark(*key, quotes=tuple(sorted(q, key=str))) for key, q in told.items()]
    return tuple(
        sorted(marks, key=lambda m: (m.date.first, m.date.last, m.moment.value, m.status.value))
    )


def _moments(act: DrawnAct, stage: Stage) -> list[tuple[Moment, Status, PartialDate | None]]:
    if stage.date or stage.effective:
        # When the act takes effect is one thing, however far each text says that it had got.
        return [
            (Moment.ACT, stage.status, stage.date),
            (Moment.EFFECT, act.status, stage.effective),
        ]
    alike = [other for other in act.stages if other.status is stage.status]
    if any(other.date for other in alike):
        return []
    first = min((other.reported for other in alike if other.reported), default=None)
    return [(Moment.REPORT, stage.status, first)]


def _packed(strips: list[Strip], days: int) -> tuple[Strip, ...]:
    """The strips of a lane, each in the first row where it and its label have room."""
    ends: list[float] = []
    placed = []
    for strip in sorted(strips, key=lambda s: (s.first, s.label, s.key)):
        room = strip.last + days * label_room(strip.label)
        row = next((i for i, end in enumerate(ends) if end < strip.first), len(ends))
        ends[row : row + 1] = [room]
        placed.append(replace(strip, row=row))
    return tuple(placed)


def label_room(label: str) -> float:
    """The length that a label takes behind its strip, in parts of the length of the timeline."""
    return 0.04 + 0.0115 * len(label)


def fitting(interval: Interval, part: float) -> str:
    """The words for the bar of a standing, or as many as have room on it: ``part`` is its share of the picture's
    length. Empty where there is room for none."""
    for told in (standing_label(interval), interval.standing.words):
        if len(told) * 0.0105 < part:
            return told
    return ""
