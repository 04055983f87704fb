"""Acts that texts tell, beside the official record: in the words that the comparison of datasets uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from treatygraph.model import ActKind, PartialDate, Status
from treatygraph.rdf.record import read_rows
from treatygraph.rdf.terms import key_of
from treatygraph.record import CONSENTS, RecordAction, RecordRow
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


@dataclass(frozen=True, slots=True)
class Told:
    """One act claim. ``claim``, ``document`` and ``act`` are keys."""

    claim: str
    document: str
    act: str
    kind: ActKind
    party: str
    object: str
    status: Status
    date: PartialDate | None


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


_CONSENT = frozenset((*CONSENTS, RecordAction.ENTRY_INTO_FORCE, RecordAction.MEMBERSHIP))
_EXIT = frozenset((RecordAction.WITHDRAWAL, RecordAction.NOTIFICATION))
# Which rows can be the act of a claim.
ROWS_FOR: dict[ActKind, frozenset[RecordAction]] = {
    ActKind.SIGNATURE: frozenset((RecordAction.SIGNATURE,)),
    ActKind.RATIFICATION: _CONSENT,
    ActKind.ACCESSION: _CONSENT,
    ActKind.JOINING: _CONSENT,
    ActKind.ENTRY_INTO_FORCE: frozenset((RecordAction.ENTRY_INTO_FORCE,)),
    ActKind.WITHDRAWAL: _EXIT,
    ActKind.LEAVING: _EXIT,
    ActKind.EXPULSION: _EXIT,
}
# The record has few exits, so that their absence tells nothing.
_HAS_TO_KNOW = frozenset(ROWS_FOR) - {ActKind.WITHDRAWAL, ActKind.LEAVING, ActKind.EXPULSION}
# Memberships of before 1965 are told to five years.
_COARSE = ("cow-igo-v3", 1965, 4)


def told_acts(store: GraphStore) -> list[Told]:
    """Every act claim of a graph that has a party, in the order of their keys."""
    solutions = store.select(
        """SELECT ?claim ?document ?act ?kind ?party ?object ?status ?date WHERE {
             ?act a tg:Act ; tg:claim ?claim ; tg:party ?party ; tg:object ?object .
             ?claim tg:actKind ?kind ; tg:status ?status ; prov:wasDerivedFrom ?document .
             OPTIONAL { ?claim tg:date ?date } }"""
    )
    found = [
        Told(
            key_of(row["claim"]),
            key_of(row["document"]),
            key_of(row["act"]),
            ActKind(key_of(row["kind"]).rpartition("/")[2]),
            key_of(row["party"]),
            key_of(row["object"]),
            Status(key_of(row["status"]).rpartition("/")[2]),
            PartialDate.parse(row["date"].value) if row["date"] is not None else None,
        )
        for row in solutions
    ]
    return sorted(found, key=lambda told: (told.act, told.claim))


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
            if row.action in actions or (actions is _EXIT and row.until is not None)
        ]
        return sorted(found, key=lambda row: (row.date, row.key))

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
        dates = [(row, date) for row in rows for date in _dates(row, first.kind)]
        nearest, date = _nearest(claims, dates)
        category = _category(claims, dates, record)
        yield Compared(
            act, first.kind, first.party, first.object, tuple(claims), nearest, date, category
        )


def _dates(row: RecordRow, kind: ActKind) -> list[PartialDate]:
    if ROWS_FOR[kind] is _EXIT and row.action is RecordAction.MEMBERSHIP:
        return [row.until] if row.until is not None else []
    return [row.date]


def agrees(date: PartialDate, row: RecordRow, told: PartialDate) -> bool:
    """Whether a row's date and a claim's can be one: as far as both are known, and as exact as the source is."""
    source, before, years = _COARSE
    if row.source == source and date.year < before:
        return abs(told.year - date.year) <= years
    return date.agrees_with(told)


def _nearest(
    claims: Sequence[Told], dates: Sequence[tuple[RecordRow, PartialDate]]
) -> tuple[RecordRow | None, PartialDate | None]:
    days = [claim.date.first for claim in claims if claim.date is not None]
    if not dates:
        return None, None
    if not days:
        return dates[0]

    def apart(item: tuple[RecordRow, PartialDate]) -> tuple[bool, int, str]:
        row, date = item
        close = any(agrees(date, row, c.date) for c in claims if c.date is not None)
        return (not close, min(abs((date.first - day).days) for day in days), row.key)

    return min(dates, key=apart)


def _category(
    claims: Sequence[Told], dates: Sequence[tuple[RecordRow, PartialDate]], record: RecordTable
) -> Category:
    dated = [claim for claim in claims if claim.date is not None]
    documents = {claim.document for claim in claims}
    if not dates:
        day = max((claim.date for claim in dated if claim.date is not None), default=None)
        kind, target = claims[0].kind, claims[0].object
        if day is not None and kind in _HAS_TO_KNOW and record.knows(target, day):
            return Category.MISSING
        if len(documents) == 1:
            return Category.UNIQUE
        return _among(dated)
    right = [
        claim
        for claim in dated
        if claim.date is not None and any(agrees(d, row, claim.date) for row, d in dates)
    ]
    wrong = len(dated) - len(right)
    if not wrong:
        return Category.CONFIRMED
    # The record is one voice, each document another.
    return Category.MAJORITY if len(right) + 1 > wrong else Category.CONFLICT


def _among(dated: Sequence[Told]) -> Category:
    dates = [claim.date for claim in dated if claim.date is not None]
    if not dates:
        return Category.CONFIRMED
    votes = max(sum(date.agrees_with(other) for other in dates) for date in dates)
    if votes == len(dates):
        return Category.CONFIRMED
    return Category.MAJORITY if 2 * votes > len(dates) else Category.CONFLICT
