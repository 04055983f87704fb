"""The timeline in a file: the explorer's, with the sentences of each act below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from treatygraph.drawing.lines import WORDS, ActLine, Link
from treatygraph.drawing.timeline import drawing, other_side
from treatygraph.law.standings import Interval
from treatygraph.views.acts import DrawnAct, Quote, Stage, Thing
from treatygraph.views.page import file_of, render
from treatygraph.views.style import told_date
from treatygraph.views.timeline import Standings

DRAWN = 200
LISTED = 1_000
"""Acts in the picture and in the file: the latest. More could not be read."""
_BARS = 40

Staged = list[tuple[str, tuple[Quote, ...]]]


def timeline_html(
    acts: Sequence[DrawnAct], about: Thing | None, standings: Standings, title: str
) -> str:
    """The page as HTML. It needs no script."""
    key = about.key if about else ""
    ordered = sorted(
        ((_line(act), act) for act in acts), key=lambda pair: _order(pair[0]), reverse=True
    )
    kept = ordered[:LISTED]
    dated = [line for line, _ in kept if line.date or line.reported]
    shown = dated[:DRAWN]
    lanes: dict[str, list[tuple[ActLine, Staged]]] = {}
    for line, act in kept:
        lanes.setdefault(other_side(line, key).key, []).append((line, _stages(act)))
    count = len(kept)
    return render(
        "timeline.html",
        style=file_of("treatygraph.views", "offline.css"),
        title=f"{title}: timeline",
        heading=title,
        count=f"{count} act{'' if count == 1 else 's'}.",
        drawing=drawing(shown, key, _standings(shown, key, standings) if about else {}),
        undrawn=len(dated) - len(shown),
        undated=count - len(dated),
        left_out=len(ordered) - count,
        lanes=lanes.items(),
    )


def _line(act: DrawnAct) -> ActLine:
    return ActLine(
        act.key,
        act.kind,
        act.kind.value.replace("-", " "),
        act.status,
        act.date,
        Link(act.party.key, act.party.label) if act.party else None,
        Link(act.object.key, act.object.label),
        len(act.quotes),
        None if act.date else min((s.reported for s in act.stages if s.reported), default=None),
    )


def _order(line: ActLine) -> tuple[bool, str, str]:
    """As the explorer lists acts, backwards: those without a date come last."""
    return (line.date is not None, str(line.date or ""), line.key)


def _standings(
    shown: Sequence[ActLine], key: str, standings: Standings
) -> Mapping[str, Sequence[Interval]]:
    others = dict.fromkeys(other_side(line, key).key for line in shown)
    found: dict[str, Sequence[Interval]] = {}
    for other in [each for each in others if each != key][:_BARS]:
        of_state = key.startswith(("state/", "territory/"))
        party, target = (key, other) if of_state else (other, key)
        if party.startswith(("state/", "territory/", "body/")):
            found[other] = standings(party, target)
    return found


def _stages(act: DrawnAct) -> Staged:
    """The sentences of each stage, with words where there are several stages or an effect apart from the act."""
    several = len(act.stages) > 1
    return [(_words(stage, several=several), stage.quotes) for stage in act.stages]


def _words(stage: Stage, *, several: bool) -> str:
    effect = f"takes effect {stage.effective}" if stage.effective else ""
    parts = [WORDS[stage.status], told_date(stage.date), effect] if several else [effect]
    return ", ".join(part for part in parts if part)
