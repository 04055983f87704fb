"""What is due: standings that begin or end after a day, such as exits to take effect and entries into force to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pyoxigraph import NamedNode

from treatygraph.answers.stored import (
    foresee_intervals,
    graphs_of,
    intervals_of,
    words_for,
)
from treatygraph.law.standings import Interval
from treatygraph.rdf.terms import key_of
from treatygraph.reference.ground import StoreGround

# The days are looked through first: joined the other way round, every standing's party and object is looked up.
_CHANGES = """SELECT DISTINCT ?party ?object {{ GRAPH {graph} {{
    {{ SELECT ?node {{ ?node {property} ?day
      FILTER(?day >= "{first}"^^xsd:date && ?day < "{end}"^^xsd:date) }} }}
    ?node tg:party ?party ; tg:object ?object }} }}"""


_TOGETHER = 500  # parties and objects that a server is asked about together


@dataclass(frozen=True, slots=True)
class Due:
    """A change of standing on a day. ``before`` is how the party stood until then and ``after`` how it stands
    from then on; None is no standing that is known, and only one of the two is None."""

    day: dt.date
    party: str
    object: str
    party_label: str
    object_label: str
    before: Interval | None
    after: Interval | None
    words: tuple[str, ...]

    @property
    def _from(self) -> Interval:
        found = self.after or self.before
        if found is None:
            raise ValueError("a change is from one standing to another")
        return found

    @property
    def certain(self) -> bool:
        """Whether the day is certain: both sides are, and no year stands for a day of it."""
        return all(each.certain for each in (self.before, self.after) if each)

    @property
    def rule(self) -> str:
        """The rule that the change follows from."""
        return self._from.rule

    @property
    def article(self) -> str:
        """What the rule rests on."""
        return self._from.article

    @property
    def change(self) -> str:
        """For people: "withdrawing → former party"."""
        before = self.before.standing.words if self.before else "no standing"
        after = self.after.standing.words if self.after else "no standing"
        return f"{before} → {after}"

    @property
    def key(self) -> str:
        """Identifies the change, whatever else comes to be known: ``due/RUS/cets-126/2027-01-01``."""
        party, target = self.party.rpartition("/")[2], self.object.rpartition("/")[2]
        return f"due/{party}/{target}/{self.day}"


def due(ground: StoreGround, start: dt.date, until: dt.date | None = None) -> list[Due]:
    """The changes of standing after ``start`` and up to ``until`` (None: for ever), by day, object and party.

    Changes on ``start`` itself are no longer to come and left out. What only tells a standing more precisely
    (an uncertain interval followed by a certain one of the same standing) is no change.
    """
    found = []
    pairs = sorted(_pairs(ground, start, until))
    for number, (party, target) in enumerate(pairs):
        if number % _TOGETHER == 0:
            foresee_intervals(ground, pairs[number : number + _TOGETHER])
        intervals = intervals_of(ground, party=party, target=target)
        for day, before, after in _changes(intervals):
            if day > start and (until is None or day <= until):
                words = {w for each in (before, after) if each for w in words_for(ground, each)}
                labels = ground.names.label(party), ground.names.label(target)
                found.append(Due(day, party, target, *labels, before, after, tuple(sorted(words))))
    return sorted(found, key=lambda each: (each.day, each.object, each.party))


def _pairs(ground: StoreGround, start: dt.date, until: dt.date | None) -> set[tuple[str, str]]:
    last = min(until or dt.date.max, dt.date.max - dt.timedelta(days=1))
    days = {"first": str(start), "end": str(last + dt.timedelta(days=1))}
    found = set()
    for store, graph in graphs_of(ground):
        for name in ("tg:from", "tg:to"):
            for row in store.select(_CHANGES.format(graph=graph, property=name, **days)):
                party, target = row["party"], row["object"]
                if isinstance(party, NamedNode) and isinstance(target, NamedNode):
                    found.add((key_of(party), key_of(target)))
    return found


def _changes(
    intervals: list[Interval],
) -> list[tuple[dt.date, Interval | None, Interval | None]]:
    """Each day on which another standing begins, or one ends and none follows."""
    found: list[tuple[dt.date, Interval | None, Interval | None]] = []
    before: Interval | None = None
    for each in intervals:
        if before is not None and before.end is not None and before.end < each.start:
            found.append((before.end, before, None))
            before = None
        if before is None or before.standing is not each.standing:
            found.append((each.start, before, each))
        before = each
    if before is not None and before.end is not None:
        found.append((before.end, before, None))
    return found
