"""What the record knows of a treaty or body: whose tables, of which day, and whether they are whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from treatygraph.law.derive import Derived
from treatygraph.law.standings import Standing
from treatygraph.model import PartialDate
from treatygraph.rdf.terms import tg, thing
from treatygraph.reference.ground import StoreGround


@dataclass(frozen=True)
class Coverage:
    """``sources`` are the names of those that have rows; ``last`` is the day up to which they tell, as far as
    it is known. ``whole`` is False where a table is known to have been cut off."""

    sources: tuple[str, ...]
    last: PartialDate | None
    whole: bool

    @property
    def is_known(self) -> bool:
        """Whether who is in no row can be said to be no party: there is a table, and it is whole."""
        return bool(self.sources) and self.whole

    def sentences(self, derived: Derived, standing: Standing | None, on: dt.date) -> list[str]:
        """What a reader should know of the record before trusting the answer."""
        if not self.sources:
            what = "nothing but texts tells" if derived.intervals else "nothing is known"
            return [f"The record has no table of this: {what}."]
        found = []
        if standing is None and not self.whole:
            found.append(
                "The record's table is cut off: who is missing in it may be a party all the same."
            )
        if self.last is not None and on > self.last.last:
            found.append(f"The record's table was last brought up to date on {self.last}.")
        return found


def coverage_of(ground: StoreGround, target: str) -> Coverage:
    """What the record knows of a treaty or body, and of what is the same for its parties."""
    sources: dict[str, PartialDate | None] = {}
    whole = True
    for each in (target, *ground.same_as(target)):
        for source in ground.sources_of(each):
            as_of, complete = _as_of(ground, each, source)
            sources[source] = max(
                (day for day in (sources.get(source), as_of) if day is not None), default=None
            )
            whole = whole and complete
    days = [day for day in sources.values() if day is not None]
    return Coverage(tuple(sorted(sources)), max(days, default=None), whole)


def _as_of(ground: StoreGround, target: str, source: str) -> tuple[PartialDate | None, bool]:
    code = target.rpartition("/")[2]
    own, general = thing(f"coverage/{code}/{source}"), thing(f"source/{source}")
    whole = ground.literal(own, tg("whole")) != "false"
    day = ground.literal(own, tg("asOf")) or ground.literal(general, tg("asOf"))
    return (PartialDate.parse(day) if day else None), whole
