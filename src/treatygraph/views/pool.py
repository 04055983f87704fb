"""The ties that a network in a file holds: acts, offices held and statements, each with the sentences behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from treatygraph.drawing.ties import OFFICE, STATEMENT, Tie
from treatygraph.model import PartialDate
from treatygraph.store import GraphStore
from treatygraph.views import questions
from treatygraph.views.acts import DrawnAct, Quote, Row, Thing, find_things, quote_of, rows_of

MOST = 1_000
"""Ties in a file. With more it would be slow to open; what is left out is counted."""


@dataclass(frozen=True)
class Pool:
    """Ties in the order in which the explorer looks at them: acts, the latest first, then offices and statements.

    ``things`` has both ends of each by their keys, ``quotes`` the sentences by the key of the tie; ``left_out`` counts
    ties that there was no room for.
    """

    ties: tuple[Tie, ...]
    things: Mapping[str, Thing]
    quotes: Mapping[str, tuple[Quote, ...]]
    left_out: int


def pool(
    store: GraphStore, acts: Sequence[DrawnAct], middle: Thing | None, most: int = MOST
) -> Pool:
    """The ties of a graph: of those around ``middle`` the nearest, else those of the things with the most ties."""
    of_acts = {
        act.key: Tie(
            act.key, act.kind.value, act.status.value, act.date, act.party.key, act.object.key
        )
        for act in acts
        if act.party and act.party.key != act.object.key
    }
    quotes = {act.key: act.quotes for act in acts if act.key in of_acts}
    of_claims: dict[str, Tie] = {}
    for tie, said in _claims(store):
        of_claims[tie.key] = tie
        quotes[tie.key] = said
    # As the explorer's index has them: the latest first, those without a date last.
    latest = sorted(
        of_acts.values(),
        key=lambda tie: (tie.date is not None, str(tie.date or ""), tie.key),
        reverse=True,
    )
    ties = [*latest, *(of_claims[key] for key in sorted(of_claims))]
    wanted = _near(ties, middle.key) if middle else ties
    kept = _most_tied(wanted, middle, most)
    things = {thing.key: thing for act in acts for thing in (act.party, act.object) if thing}
    if middle:
        things[middle.key] = middle
    ends = {end for tie in kept for end in (tie.source, tie.target)}
    things |= find_things(store, ends - things.keys())
    shown = {key: things[key] for key in sorted(ends | ({middle.key} if middle else set()))}
    return Pool(
        tuple(kept), shown, {tie.key: quotes[tie.key] for tie in kept}, len(wanted) - len(kept)
    )


def most_tied(found: Pool) -> str:
    """The key of the thing with the most ties; of several the first by key. Empty where there is no tie."""
    degrees = _degrees(found.ties)
    return min(degrees, key=lambda key: (-degrees[key], key), default="")


def _near(ties: Sequence[Tie], middle: str) -> list[Tie]:
    """The ties that at most two steps away from the middle can be seen."""
    ring = {tie.other(middle) for tie in ties if middle in (tie.source, tie.target)} | {middle}
    return [tie for tie in ties if tie.source in ring or tie.target in ring]


def _most_tied(ties: Sequence[Tie], middle: Thing | None, most: int) -> list[Tie]:
    if len(ties) <= most:
        return list(ties)
    degrees = _degrees(ties)

    def rank(place: int) -> tuple[bool, int, int]:
        tie = ties[place]
        beside = middle is not None and middle.key in (tie.source, tie.target)
        return (not beside, -max(degrees[tie.source], degrees[tie.target]), place)

    return [ties[place] for place in sorted(sorted(range(len(ties)), key=rank)[:most])]


def _degrees(ties: Iterable[Tie]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for tie in ties:
        found[tie.source] += 1
        found[tie.target] += 1
    return found


def _claims(store: GraphStore) -> list[tuple[Tie, tuple[Quote, ...]]]:
    """Offices and statements, those that say the same as one."""
    told: dict[tuple[str, str, str, str], list[Row]] = defaultdict(list)
    for kind, question in ((OFFICE, questions.OFFICES), (STATEMENT, questions.STATEMENTS)):
        for row in rows_of(store, question, {}):
            words = row.get("role") or row.get("stance", "").rpartition("/")[2].replace("-", " ")
            if row["source"] != row["target"]:
                told[kind, row["source"], row["target"], words].append(row)
    found = []
    for (kind, source, target, words), rows in told.items():
        first = min(rows, key=lambda row: row["claim"])
        date = PartialDate.parse(first["date"]) if "date" in first else None
        tie = Tie(first["claim"], kind, "", date, source, target, words)
        found.append((tie, tuple(sorted({quote_of(row) for row in rows}, key=str))))
    return found
