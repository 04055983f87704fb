"""Acts that texts tell, beside the official record: in the words that the comparison of datasets uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from treatygraph.law.agreement import EXITS, ROWS_FOR, agrees, date_for
from treatygraph.law.told import Told
from treatygraph.model import ActKind, PartialDate, Status
from treatygraph.rdf.record import read_rows
from treatygraph.rdf.terms import key_of
from treatygraph.record import RecordAction, RecordRow
from treatygraph.reference.imports import imported_graphs
from treatygraph.reference.opening import Opened
from treatygraph.reference.table import read_table
from treatygraph.store import GraphStore


class Category(Enum):
    """How sources stand to each other over one act (the words of the manydata project).

    confirmed: all that tell of it agree. majority: most agree. unique: one source alone tells it, and none that
    had to know it is silent. missing: the record's table had to have it, and has not. conflict: no majority.
    """

    CONFIRMED = "confirmed"
    MAJORITY = "majority"
    UNIQUE = "unique"
    MISSING = "missing"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Compared:
    """One act that is told as done, with the claims of each document and the row that is nearest to them."""

    act: str
    kind: ActKind
    party: str
    object: str
    claims: tuple[Told, ...]
    nearest: RecordRow | None
    nearest_date: PartialDate | None
    category: Category


# The record has few exits, so that their absence tells nothing.
_HAS_TO_KNOW = frozenset(ROWS_FOR) - {ActKind.WITHDRAWAL, ActKind.LEAVING, ActKind.EXPULSION}


class RecordTable:
    """The rows of the record for the parties and objects that texts tell of."""

    def __init__(self, opened: Opened, told: Iterable[Told]) -> None:
        reference = opened.ground.reference
        self._same = _same_as(reference)
        wanted = {(each.party, other) for each in told for other in self.same(each.object)}
        self._rows = read_table(opened.compiled, wanted)
        for graph in imported_graphs(opened.store):
            for row in read_rows(opened.store.quads(graph)):
                if row.kept and (row.party, row.object) in wanted:
                    self._rows[(row.party, row.object)].append(row)
        for rows in self._rows.values():
            rows.sort(key=lambda row: row.date)
        self._last = _last_days(reference)

    def same(self, target: str) -> tuple[str, ...]:
        """An object and what is the same for its parties: a body and its constitution."""
        return (target, *self._same.get(target, ()))

    def rows(self, party: str, target: str, actions: frozenset[RecordAction]) -> list[RecordRow]:
        """The rows of a party and an object with one of the actions, in order of time."""
        found = [
            row
            for each in self.same(target)
            for row in self._rows.get((party, each), ())
            if row.action in actions or (actions is EXITS and row.until is not None)
        ]
        return sorted(found, key=lambda row: row.date) if len(found) > 1 else found

    def knows(self, target: str, day: PartialDate) -> bool:
        """Whether the record's tables of an object are whole and reach to a day."""
        reached = [self._last[each] for each in self.same(target) if each in self._last]
        return any(day <= PartialDate.parse(last) for last in reached)


def _same_as(reference: GraphStore) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in reference.select("SELECT ?body ?treaty WHERE { ?body tg:membershipBy ?treaty }"):
        body, treaty = key_of(row["body"]), key_of(row["treaty"])
        found[body].append(treaty)
        found[treaty].append(body)
    return found


def _last_days(reference: GraphStore) -> dict[str, str]:
    """Treaties with a table that is known to be whole, and the day up to which it tells."""
    text = """SELECT ?object (MAX(STR(?day)) AS ?last) WHERE {
                ?part a tg:Coverage ; tg:object ?object ; tg:asOf ?day .
                FILTER NOT EXISTS { ?other a tg:Coverage ; tg:object ?object ; tg:whole false } }
              GROUP BY ?object"""
    return {
        key_of(row["object"]): row["last"].value for row in reference.select(text) if row["last"]
    }


def compared(told: Sequence[Told], record: RecordTable) -> Iterator[Compared]:
    """Each act that some text tells as done, and that the record could have, beside the record."""
    acts: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        if each.status is Status.DONE and each.kind in ROWS_FOR:
            acts[each.act].append(each)
    for act, claims in acts.items():
        first = claims[0]
        rows = record.rows(first.party, first.object, ROWS_FOR[first.kind])
        dates = [
            _Dated(row, date, [c for c in claims if c.date and agrees(date, row, c.date)])
            for row in rows
            if (date := date_for(row, first.kind)) is not None
        ]
        nearest = _nearest(claims, dates)
        yield Compared(
            act,
            first.kind,
            first.party,
            first.object,
            tuple(claims),
            nearest.row if nearest else None,
            nearest.date if nearest else None,
            _category(claims, dates, record),
        )


class _Dated(NamedTuple):
    """A row, one of its dates, and the claims that agree with it."""

    row: RecordRow
    date: PartialDate
    right: list[Told]


def _nearest(claims: Sequence[Told], dates: Sequence[_Dated]) -> _Dated | None:
    """The row with which a claim agrees, else the one that is the fewest days away; of several the first."""
    days = [claim.date.first for claim in claims if claim.date is not None]
    if len(dates) <= 1 or not days:
        return dates[0] if dates else None

    def apart(dated: _Dated) -> tuple[bool, int]:
        return not dated.right, min(abs((dated.date.first - day).days) for day in days)

    return min(dates, key=apart)


def _category(claims: Sequence[Told], dates: Sequence[_Dated], record: RecordTable) -> Category:
    told = sum(claim.date is not None for claim in claims)
    if not dates:
        return _without_rows(claims, record)
    right = len({claim.claim for dated in dates for claim in dated.right})
    if right == told:
        return Category.CONFIRMED
    # The record is one voice, each document another.
    return Category.MAJORITY if right + 1 > told - right else Category.CONFLICT


def _without_rows(claims: Sequence[Told], record: RecordTable) -> Category:
    days = [claim.date for claim in claims if claim.date is not None]
    kind, target = claims[0].kind, claims[0].object
    if days and kind in _HAS_TO_KNOW and record.knows(target, max(days)):
        return Category.MISSING
    if len({claim.document for claim in claims}) == 1:
        return Category.UNIQUE
    return _among(days)


def _among(dates: Sequence[PartialDate]) -> Category:
    if not dates:
        return Category.CONFIRMED
    votes = max(sum(date.agrees_with(other) for other in dates) for date in dates)
    if votes == len(dates):
        return Category.CONFIRMED
    return Category.MAJORITY if 2 * votes > len(dates) else Category.CONFLICT
