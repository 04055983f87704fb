"""The participation of one party in one treaty or body: what is known of it, put together and derived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from treatygraph.law.claims import claim_events
from treatygraph.law.derive import Derived, Life, derive
from treatygraph.law.events import Event, Origin, united
from treatygraph.law.recorded import record_events
from treatygraph.law.rules import EventKind
from treatygraph.law.standings import Standing
from treatygraph.law.terms import Terms
from treatygraph.law.told import Told
from treatygraph.model import PartialDate
from treatygraph.record import RecordRow

_LEFT = frozenset((Standing.FORMER_PARTY, Standing.FORMER_MEMBER))


class Ground(Protocol):
    """Where the law looks things up: all arguments and keys are keys of the catalogue."""

    def rows(self, party: str, target: str) -> Sequence[RecordRow]:
        """The rows of the record."""

    def told(self, party: str, target: str) -> Sequence[Told]:
        """What the act claims of texts say."""

    def published(self) -> Mapping[str, PartialDate]:
        """When documents were published, by key."""

    def terms(self, target: str) -> Terms:
        """The terms of a treaty or body."""

    def same_as(self, target: str) -> Sequence[str]:
        """The treaty whose parties are a body's members, or the bodies whose members are a treaty's parties."""

    def life(self, party: str) -> Life:
        """The days on which a state exists."""


def participation(ground: Ground, party: str, target: str) -> Derived:
    """How a party stands to a treaty or body over time, and what led to it."""
    terms = ground.terms(target)
    recorded, told = known_events(ground, party, target, terms)
    recorded += _left_with(ground, party, terms, [*recorded, *told])
    return derive(party, terms, united(recorded, told), ground.life(party))


def known_events(
    ground: Ground, party: str, target: str, terms: Terms
) -> tuple[list[Event], list[Event]]:
    """The events that the record has, and those that texts claim, of a target and of what is the same for its
    parties: the treaty of a body, the bodies of a treaty."""
    targets = (target, *ground.same_as(target))
    rows = [row for each in targets for row in ground.rows(party, each)]
    claims = [claim for each in targets for claim in ground.told(party, each)]
    recorded = record_events(rows, is_body=terms.is_body)
    if not claims:
        return recorded, []
    return recorded, claim_events(claims, ground.published(), is_body=terms.is_body)


def _left_with(ground: Ground, party: str, terms: Terms, known: Iterable[Event]) -> list[Event]:
    """Exits that follow from another exit: who leaves the Council of Europe leaves the Convention on Human
    Rights (art. 58(3), under the same conditions: after the notice it asks for); a treaty, at once.

    What is known of the party's own exit stands before it.
    """
    clause = terms.exit
    if clause is None or not clause.follows:
        return []
    outs = [event for event in known if event.kind is EventKind.OUT]
    found = []
    for other in clause.follows:
        for interval in participation(ground, party, other).intervals:
            if interval.standing not in _LEFT or not interval.certain:
                continue
            day = interval.start
            if other.startswith("body/") and clause.notice is not None:
                day = clause.notice.after(day)
            if any(abs((event.first - day).days) < 400 for event in outs):
                continue
            date = PartialDate.of(day)
            found.append(
                Event.on(EventKind.OUT, date, (*interval.basis, clause.key), Origin.RECORD)
            )
    return found
