"""The graph as a timeline: lanes of acts, each act a strip with a mark for every stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from treatygraph.model import ActKind, PartialDate, Status
from treatygraph.store import GraphStore
from treatygraph.views.acts import DrawnAct, Quote, Thing, find_acts, find_thing
from treatygraph.views.style import words


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


@dataclass(frozen=True, slots=True)
class Lane:
    """The strips of one treaty, body or party, in as many rows as keep them apart."""

    label: str
    strips: tuple[Strip, ...]

    @property
    def rows(self) -> int:
        """How many rows the lane has: at least one."""
        return 1 + max(strip.row for strip in self.strips)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes, the one that starts first on top. ``undated`` tells the acts that have no date at all."""

    about: str | None
    lanes: tuple[Lane, ...]
    undated: tuple[str, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """The ordinals of the first and the last day. Raises ValueError where there is no lane."""
        strips = [strip for lane in self.lanes for strip in lane.strips]
        return min(s.first for s in strips), max(s.last for s in strips)

    @property
    def rows(self) -> int:
        """The rows of all lanes."""
        return sum(lane.rows for lane in self.lanes)


def timeline(store: GraphStore, about: str | None = None) -> Timeline:
    """The acts of the graph over time.

    Lanes are the treaties and bodies; where ``about`` is one of these, they are its parties. A
    stage stands at the date that the texts state for it. One without a date is marked at the day
    that it was reported, as such; an act with neither is in ``undated``. Raises QueryError if
    there is no entity ``about``.
    """
    acts = find_acts(store, about)
    middle = find_thing(store, about) if about else None
    by_party = middle is not None and not middle.kind.is_state
    lanes: dict[str, list[Strip]] = {}
    undated = []
    for act in acts:
        lane = act.party if by_party and act.party else act.object
        marks = _marks(act)
        if marks:
            label = _label(act, shown=(lane, middle))
            strip = Strip(act.key, act.kind, act.status, label, marks)
            lanes.setdefault(lane.label, []).append(strip)
        else:
            undated.append(_label(act, shown=()))
    found = [strip for strips in lanes.values() for strip in strips]
    if not found:
        return Timeline(middle.label if middle else None, (), tuple(undated))
    days = max(s.last for s in found) - min(s.first for s in found)
    built = [Lane(label, _packed(strips, days)) for label, strips in lanes.items()]
    built.sort(key=lambda lane: (min(strip.first for strip in lane.strips), lane.label))
    return Timeline(middle.label if middle else None, tuple(built), tuple(undated))


def _label(act: DrawnAct, shown: Iterable[Thing | None]) -> str:
    """The kind of the act, with its party and object where the lane or the title does not say."""
    party = f"{act.party.label}: " if act.party and act.party not in shown else ""
    object_ = f", {act.object.label}" if act.object not in shown else ""
    return f"{party}{words(act.kind)}{object_}"


def _marks(act: DrawnAct) -> tuple[Mark, ...]:
    told: dict[tuple[Moment, Status, PartialDate], set[Quote]] = {}
    for stage in act.stages:
        dates = [(Moment.ACT, stage.date), (Moment.EFFECT, stage.effective)]
        if stage.date is None and stage.effective is None:
            dates = [(Moment.REPORT, stage.reported)]
        for moment, date in dates:
            if date:
                told.setdefault((moment, stage.status, date), set()).update(stage.quotes)
    if act.date and not any(date == act.date for _, _, date in told):
        told[Moment.ACT, act.status, act.date] = set(act.quotes)
    marks = [Mark(*key, quotes=tuple(sorted(q, key=str))) for key, q in told.items()]
    return tuple(
        sorted(marks, key=lambda m: (m.date.first, m.date.last, m.moment.value, m.status.value))
    )


def _packed(strips: list[Strip], days: int) -> tuple[Strip, ...]:
    """The strips of a lane, each in the first row where it and its label have room."""
    ends: list[float] = []
    placed = []
    for strip in sorted(strips, key=lambda s: (s.first, s.label, s.key)):
        room = strip.last + days * (0.03 + 0.0085 * min(len(strip.label), 48))
        row = next((i for i, end in enumerate(ends) if end < strip.first), len(ends))
        ends[row : row + 1] = [room]
        placed.append(replace(strip, row=row))
    return tuple(placed)
