"""What texts claim, as events. Claims that tell one event are one, dated as most of them have it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from treatygraph.law.events import Event, Origin
from treatygraph.law.rules import EventKind
from treatygraph.law.stages import Stage
from treatygraph.law.told import Told
from treatygraph.model import ActKind, PartialDate, Status

# Claims about one event are this close together, or the dates that they give are not those of one.
_ONE_EVENT = dt.timedelta(days=366)

_DONE: Mapping[ActKind, EventKind] = {
    ActKind.SIGNATURE: EventKind.SIGNATURE,
    ActKind.RATIFICATION: EventKind.CONSENT,
    ActKind.ACCESSION: EventKind.CONSENT,
    ActKind.ENTRY_INTO_FORCE: EventKind.ENTRY,
    ActKind.SUSPENSION: EventKind.SUSPENSION,
    ActKind.JOINING: EventKind.JOINING,
    ActKind.EXPULSION: EventKind.OUT,
    ActKind.MEMBERSHIP_SUSPENSION: EventKind.SUSPENSION,
    ActKind.TERMINATION: EventKind.END,
}
_EXITS = frozenset((ActKind.WITHDRAWAL, ActKind.LEAVING))
_NO_STANDING = frozenset(
    (
        ActKind.RESERVATION,
        ActKind.DEROGATION,
        ActKind.ADOPTION,
        ActKind.OPENING,
        ActKind.ESTABLISHMENT,
    )
)


def claim_events(
    claims: Iterable[Told], published: Mapping[str, PartialDate], *, is_body: bool
) -> list[Event]:
    """The events that claims about one party and object tell, in order of time.

    ``published`` has the date of documents by key: where a claim has no date, what it tells as done was
    done by then. A claim without either is no event.
    """
    told: dict[tuple[EventKind, bool], list[tuple[Told, PartialDate, PartialDate | None]]] = {}
    for claim in claims:
        for kind, certain, date, effective in _readings(claim, is_body=is_body):
            day = date or published.get(claim.document)
            if day is not None:
                told.setdefault((kind, certain), []).append((claim, day, effective))
    found = [
        event
        for (kind, certain), listed in told.items()
        for event in _events(kind, certain, listed)
    ]
    return sorted(found, key=lambda event: (event.first, event.kind.rank, event.basis))


def _readings(
    claim: Told, *, is_body: bool
) -> Iterator[tuple[EventKind, bool, PartialDate | None, PartialDate | None]]:
    """What a claim tells: the kind of event, whether it is clear that its date is that of such an event,
    its date, and the day of effect that it names."""
    kind, status, stage = claim.kind, claim.status, claim.stage
    if kind in _NO_STANDING:
        return
    if kind in _EXITS:
        yield from _exit(claim, stage)
    elif status is Status.DONE and stage is Stage.DOMESTIC:
        yield EventKind.DOMESTIC, True, claim.date, None
    elif status is Status.DONE:
        event = _DONE[kind]
        if is_body and event in (EventKind.CONSENT, EventKind.ENTRY):
            event = EventKind.JOINING
        elif not is_body and event is EventKind.JOINING:
            event = EventKind.CONSENT
        yield event, True, claim.date, None
    elif status is Status.UNDERWAY:
        applied = stage is Stage.APPLICATION and is_body
        yield EventKind.APPLICATION if applied else EventKind.DOMESTIC, True, claim.date, None
    elif status is Status.PROPOSED:
        yield EventKind.ANNOUNCEMENT, True, claim.date, None


def _exit(
    claim: Told, stage: Stage | None
) -> Iterator[tuple[EventKind, bool, PartialDate | None, PartialDate | None]]:
    date, effective, status = claim.date, claim.effective, claim.status
    if stage is Stage.REVOCATION and status is Status.NOT_DONE:
        yield EventKind.REVOCATION, True, date, None
    elif status is Status.DONE and effective is not None and effective != date:
        yield EventKind.NOTICE, True, date, effective
    elif status is Status.DONE and (stage is Stage.EFFECT or effective is not None):
        yield EventKind.OUT, True, date, None
    elif stage is Stage.NOTICE:
        yield EventKind.NOTICE, True, date, effective
    elif status is Status.DONE and stage is Stage.DOMESTIC:
        yield EventKind.DOMESTIC, True, date, None
    elif status is Status.DONE and stage is Stage.ANNOUNCEMENT:
        yield EventKind.ANNOUNCEMENT, True, date, None
    elif status is Status.DONE:
        # "withdrew on …": whether the notice or its effect is meant, nothing tells.
        yield EventKind.NOTICE, False, date, None
    elif status is Status.UNDERWAY:
        yield EventKind.DOMESTIC, True, date, None
    elif status is Status.PROPOSED:
        yield EventKind.ANNOUNCEMENT, True, date, None


def _events(
    kind: EventKind,
    certain: bool,
    listed: Sequence[tuple[Told, PartialDate, PartialDate | None]],
) -> Iterator[Event]:
    ordered = sorted(listed, key=lambda item: (item[1], item[0].claim))
    groups: list[list[tuple[Told, PartialDate, PartialDate | None]]] = []
    for item in ordered:
        apart = kind in (EventKind.DOMESTIC, EventKind.ANNOUNCEMENT)
        last = groups[-1][-1][1] if groups else None
        if last is not None and (
            last.agrees_with(item[1]) or (not apart and item[1].first - last.last <= _ONE_EVENT)
        ):
            groups[-1].append(item)
        else:
            groups.append([item])
    for group in groups:
        date = _most_supported(
            [day for claim, day, _ in group if claim.date] or [d for _, d, _ in group]
        )
        named = [day for _, _, day in group if day is not None]
        agreeing = [claim for claim, day, _ in group if day.agrees_with(date) or not claim.date]
        others = [claim for claim, day, _ in group if claim not in agreeing]
        event = Event.on(
            kind,
            date,
            sorted(claim.claim for claim in agreeing),
            Origin.TEXTS,
            certain=certain,
            effective=_most_supported(named) if named else None,
        )
        yield replace(event, also=tuple(sorted(claim.claim for claim in others)))


def _most_supported(dates: Sequence[PartialDate]) -> PartialDate:
    """The date that most agree with; the more precise, then the earlier, where as many do."""

    def order(date: PartialDate) -> tuple[int, int, PartialDate]:
        votes = sum(date.agrees_with(other) for other in dates)
        return (-votes, -len(str(date)), date)

    return min(set(dates), key=order)
