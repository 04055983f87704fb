"""Where claims disagree with each other or with the record, ordered by how much hangs on it."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

from treatygraph.answers.comparing import (
    Category,
    Compared,
    RecordTable,
    compared,
)
from treatygraph.law.agreement import agrees
from treatygraph.law.told import Told
from treatygraph.model import ActKind, PartialDate, Status
from treatygraph.rdf.digest import Digest
from treatygraph.rdf.terms import dcterms, thing
from treatygraph.record import CONSENTS, RecordAction, RecordRow
from treatygraph.reference.opening import Opened
from treatygraph.store import GraphStore
from treatygraph.store.digests import all_digests


class Sort(Enum):
    """What contradicts what, the gravest first."""

    DONE_OR_NOT = "done against not done"
    LEFT_OR_EXPELLED = "left against expelled"
    TOO_EARLY = "told too early"
    NOT_A_PARTY = "a party that the record does not know"
    ORDER = "impossible order"
    RECORD_DATE = "another date in the record"
    DATE = "different dates"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two that contradict each other: what it says, and where. ``key`` is that of a claim or row."""

    key: str
    source: str
    says: str
    quote: str


@dataclass(frozen=True)
class Contradiction:
    """One contradiction. ``weight`` orders them: the sort first, then the days between the dates.

    ``parts`` are the claims and rows that contradict each other; `Teller.sides` looks their sentences up.
    ``category`` tells how the sources stand to each other over the act.
    """

    sort: Sort
    act: str
    party: str
    object: str
    message: str
    parts: tuple[Told | RecordRow, ...]
    category: Category
    weight: tuple[int, int, str]


@dataclass(frozen=True)
class Found:
    """All contradictions, the gravest first, and how many acts are of each category."""

    contradictions: tuple[Contradiction, ...]
    categories: Counter[Category]


_SORTS = {sort: number for number, sort in enumerate(Sort)}
_EXITS = frozenset((ActKind.WITHDRAWAL, ActKind.LEAVING, ActKind.SUSPENSION))
_STAGES = (Status.UNDERWAY, Status.PROPOSED)
_CONSENTS = frozenset((ActKind.RATIFICATION, ActKind.ACCESSION))
_LEAVING = frozenset((ActKind.WITHDRAWAL, ActKind.LEAVING, ActKind.EXPULSION))
_ENTRIES = frozenset((*CONSENTS, RecordAction.ENTRY_INTO_FORCE, RecordAction.MEMBERSHIP))


def find_contradictions(opened: Opened, about: str | None = None) -> Found:
    """The contradictions of a graph: of its claims with each other, and with the record.

    ``about`` is the key of a party or object. Nothing is decided here: a person judges who errs.
    """
    with _no_collecting():
        return _find(opened, about)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Without the collector of cyclic garbage: a comparison makes millions of small things, none of them in a
    cycle, and the collector would look at all of them again and again, which takes half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _find(opened: Opened, about: str | None) -> Found:
    digests = [
        each
        for each in all_digests(opened.store)
        if each.party and (about is None or about in (each.party, each.object))
    ]
    told = [each for digest in digests for each in digest.told]
    record = RecordTable(opened, told)
    acts = list(compared(told, record))
    categories = {each.act: each.category for each in acts}
    found = [
        *_of_texts(digests, categories),
        *_too_early(told, categories),
        *_of_record(acts),
        *_not_a_party(told, record, categories),
        *_out_of_order(told, record, categories),
    ]
    ordered = sorted(found, key=lambda each: each.weight)
    return Found(tuple(ordered), Counter(each.category for each in acts))


class Teller:
    """Sentences and documents of what contradicts, looked up when they are told."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def sides(self, contradiction: Contradiction) -> tuple[Side, ...]:
        """What each part says, and where."""
        return tuple(
            self._claim(part) if isinstance(part, Told) else _row(part)
            for part in contradiction.parts
        )

    def _claim(self, told: Told) -> Side:
        date = str(told.date) if told.date else "no date"
        says = f"{told.kind.value} {told.status.value}, {date}"
        return Side(told.claim, self._document(told.document), says, self._quote(told.claim))

    def _quote(self, claim: str) -> str:
        text = f"""SELECT ?quote WHERE {{ {thing(claim)} tg:evidence ?evidence .
            ?evidence tg:quote ?quote ; oa:hasSelector ?place . ?place oa:start ?start }} ORDER BY ?start"""
        return " ".join(row["quote"].value for row in self._store.select(text))

    def _document(self, document: str) -> str:
        for name in ("title", "identifier"):
            for quad in self._store.matching(thing(document), dcterms(name)):
                return getattr(quad.object, "value", document)
        return document


def _row(row: RecordRow) -> Side:
    said = f"{row.action.value.replace('-', ' ')} {row.date}"
    if row.until is not None:
        said += f" to {row.until}"
    return Side(row.key, row.source, said, said)


def _made(
    sort: Sort,
    told: Told,
    message: str,
    parts: Sequence[Told | RecordRow],
    category: Category,
    apart: int,
) -> Contradiction:
    keys = " ".join(part.claim if isinstance(part, Told) else part.key for part in parts)
    weight = (_SORTS[sort], -apart, f"{told.act} {keys}")
    return Contradiction(
        sort, told.act, told.party, told.object, message, tuple(parts), category, weight
    )


def _days(first: PartialDate | None, second: PartialDate | None) -> int:
    if first is None or second is None:
        return 0
    return abs((first.first - second.first).days)


_DISPUTES = {"status": Sort.DONE_OR_NOT, "kind": Sort.LEFT_OR_EXPELLED, "date": Sort.DATE}


def _of_texts(
    digests: Iterable[Digest], categories: dict[str, Category]
) -> Iterator[Contradiction]:
    """The disagreements that were found when claims became acts; those of two acts over one pair of claims
    are told once."""
    for digest in digests:
        by_claim = {each.claim: each for each in digest.told}
        seen: set[tuple[str, str, str]] = set()
        for dispute in digest.disputes:
            again = (dispute.kind, dispute.one, dispute.other)
            if again in seen:
                continue
            seen.add(again)
            one, other = by_claim[dispute.one], by_claim[dispute.other]
            category = categories.get(one.act, Category.CONFLICT)
            yield _made(
                _DISPUTES[dispute.kind],
                one,
                dispute.message,
                (one, other),
                Category.CONFLICT if category is Category.UNIQUE else category,
                _days(one.date, other.date),
            )


def _too_early(told: Iterable[Told], categories: dict[str, Category]) -> Iterator[Contradiction]:
    """A text that tells an act as done, while another has it under way on that day or later, or only set for a
    later day. A plan for the very day on which it was done came true: it contradicts nothing."""
    acts: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        if each.date is not None:
            acts[each.act].append(each)
    for claims in acts.values():
        done = [c for c in claims if c.status is Status.DONE]
        stages = [c for c in claims if c.status in _STAGES]
        for early in done:
            later = [c for c in stages if c.document != early.document and _still_to_come(c, early)]
            if later:
                last = max(later, key=lambda c: (c.date or PartialDate(1), c.claim))
                yield _made(
                    Sort.TOO_EARLY,
                    early,
                    f"one document has it done on {early.date}, another still {last.status.value} "
                    f"on {last.date}",
                    (early, last),
                    categories.get(early.act, Category.CONFLICT),
                    _days(early.date, last.date),
                )


def _still_to_come(stage: Told, done: Told) -> bool:
    if stage.date is None or done.date is None:
        return False
    apart = (stage.date.first - done.date.last).days
    return apart > 0 or (apart == 0 and stage.status is Status.UNDERWAY)


def _of_record(acts: Iterable[Compared]) -> Iterator[Contradiction]:
    for each in acts:
        row, date = each.nearest, each.nearest_date
        if row is None or date is None:
            continue
        for claim in each.claims:
            if claim.date is None or agrees(date, row, claim.date):
                continue
            if each.category is Category.CONFIRMED:
                continue  # another row has this date
            yield _made(
                Sort.RECORD_DATE,
                claim,
                f"the document says {claim.date}, the record {date}",
                (claim, row),
                each.category,
                _days(claim.date, date),
            )


def _not_a_party(
    told: Iterable[Told], record: RecordTable, categories: dict[str, Category]
) -> Iterator[Contradiction]:
    """Who leaves what, by the record's whole table, it never was in."""
    seen: set[str] = set()
    every = frozenset(RecordAction)
    for each in told:
        if each.kind not in _EXITS or each.status is not Status.DONE or each.date is None:
            continue
        if each.act in seen or not record.knows(each.object, each.date):
            continue
        if record.rows(each.party, each.object, every):
            continue
        seen.add(each.act)
        table = "the record's table, which is whole, does not have it"
        yield _made(
            Sort.NOT_A_PARTY,
            each,
            f"{table} as a party or member",
            (each,),
            categories.get(each.act, Category.MISSING),
            0,
        )


def _out_of_order(
    told: Iterable[Told], record: RecordTable, categories: dict[str, Category]
) -> Iterator[Contradiction]:
    """A signature after the ratification with no exit between; an exit before the first entry that the record
    knows."""
    pairs: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for each in told:
        if each.status is Status.DONE and each.date is not None:
            pairs[(each.party, each.object)].append(each)
    for (party, target), claims in pairs.items():
        if len(claims) == 1:
            continue  # an order is one of two
        left = any(claim.kind in _LEAVING for claim in claims)
        entries = record.rows(party, target, _ENTRIES) if left else []
        for first, second in (*_signed_late(claims), *_out_too_soon(claims, entries)):
            yield _made(
                Sort.ORDER,
                first,
                f"{first.kind.value} on {first.date} comes before {second.kind.value} on {second.date}",
                (first, second),
                categories.get(first.act, Category.CONFLICT),
                _days(first.date, second.date),
            )


def _signed_late(claims: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    exits = [c for c in claims if c.kind in _LEAVING]
    for consent in (c for c in claims if c.kind in _CONSENTS):
        for other in (c for c in claims if c.kind is ActKind.SIGNATURE and _before(consent, c)):
            if not any(_before(consent, out) and _before(out, other) for out in exits):
                yield consent, other


def _out_too_soon(
    claims: Sequence[Told], entries: Sequence[RecordRow]
) -> Iterator[tuple[Told, Told]]:
    """Only where the record knows the party's entry: without it, a text may tell of a return."""
    if not entries:
        return
    first = min(row.date for row in entries)
    entered = [c for c in claims if c.kind in (*_CONSENTS, ActKind.JOINING)]
    for out in (c for c in claims if c.kind in _LEAVING):
        if out.date is not None and out.date.last < first.first:
            yield from ((out, c) for c in entered if _before(out, c))


def _before(first: Told, second: Told) -> bool:
    return (
        first.date is not None and second.date is not None and first.date.last < second.date.first
    )
