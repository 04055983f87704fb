"""The acts in words: what stands below every picture, for those who read rather than look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from treatygraph.model import ActKind
from treatygraph.views.acts import DrawnAct, Quote, Stage
from treatygraph.views.style import STATUS, told_date, words


@dataclass(frozen=True, slots=True)
class Telling:
    """The sentences of one stage. ``stage`` is empty where the act has no other stage."""

    stage: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list. ``shown_for`` are the statuses of which one must be ticked."""

    kind: ActKind
    party: str
    words: str
    object: str
    status: str
    date: str
    tellings: tuple[Telling, ...]
    shown_for: tuple[str, ...]


def listing(acts: Iterable[DrawnAct], *, by_stage: bool) -> tuple[Listed, ...]:
    """A row for each act, in the order of the acts.

    ``by_stage`` is for pictures that show every stage: a row then goes with the status of any.
    """
    return tuple(_listed(act, by_stage=by_stage) for act in acts)


def _listed(act: DrawnAct, *, by_stage: bool) -> Listed:
    stages = {stage.status.value for stage in act.stages} if by_stage else set()
    several = len(act.stages) > 1
    return Listed(
        kind=act.kind,
        party=act.party.label if act.party else "",
        words=words(act.kind),
        object=act.object.label,
        status=STATUS[act.status].label,
        date=told_date(act.date),
        tellings=tuple(
            Telling(stage_words(stage) if several else _effect(stage), stage.quotes)
            for stage in act.stages
        ),
        shown_for=tuple(sorted(stages | {act.status.value})),
    )


def stage_words(stage: Stage) -> str:
    """How far, and when: ``under way, 2031-04-19, takes effect 2032-05-01``."""
    parts = [STATUS[stage.status].label, told_date(stage.date), _effect(stage)]
    return ", ".join(part for part in parts if part)


def _effect(stage: Stage) -> str:
    return f"takes effect {stage.effective}" if stage.effective else ""
