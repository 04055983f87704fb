"""What the law needs to know beside the record: final clauses, constitutions, the lives of states, coverage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from treatygraph.catalogue.terms import ID, RDF_TYPE, SOURCE, TG, XSD
from treatygraph.law.periods import Counting, Duration
from treatygraph.law.terms import ExitKind
from treatygraph.model import PartialDate

from .draft import Drafts
from .sources import source_iri
from .tables import Row, read_table

FILE: Final = "law"

_EXIT: Final = (
    "exit",
    "exit_article",
    "exit_notice",
    "exit_counting",
    "exit_later_named",
    "exit_not_before",
    "exit_held_over",
    "exit_follows",
    "term",
    "term_next",
)
_ENTRY: Final = ("entry_article", "entry_after", "entry_counting", "entry_needs")
_SUCCESSIONS: Final = {"continues": "continuedBy", "succeeds": "succeededBy", "joins": "joinedInto"}
_DATE_TYPES: Final = {4: "gYear", 7: "gYearMonth", 10: "date"}


def _iri(key: str) -> ox.NamedNode:
    return ox.NamedNode(ID + key)


def _tg(name: str) -> ox.NamedNode:
    return ox.NamedNode(TG + name)


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


def _known(drafts: Drafts, row: Row, key: str) -> str:
    found = drafts.current(key)
    if found not in drafts.entities:
        raise row.error(f"no entity {key}")
    return found


def _checked(row: Row, column: str, read: Callable[[str], object]) -> str:
    text = row[column]
    if text:
        try:
            read(text)
        except ValueError as error:
            raise row.error(f"{column}: {error}") from error
    return text


def _clauses(drafts: Drafts, folder: Path) -> Iterator[ox.Triple]:
    columns = ("object", *_EXIT, *_ENTRY, "source", "note")
    for row in read_table(folder / "clauses.csv", columns, optional=True):
        target = _known(drafts, row, row["object"])
        if row["exit"]:
            yield from _exit(drafts, row, target)
        if row["entry_after"] or row["entry_needs"]:
            yield from _entry(row, target)


def _clause(row: Row, target: str, name: str, sort: str, article: str) -> Iterator[ox.Triple]:
    node = _iri(f"{target}/{name}")
    yield ox.Triple(_iri(target), _tg(f"{name}Clause"), node)
    yield ox.Triple(node, ox.NamedNode(RDF_TYPE), _tg(sort))
    yield ox.Triple(node, _tg("article"), ox.Literal(article or row["source"]))
    yield ox.Triple(node, ox.NamedNode(SOURCE), source_iri("treatygraph-supplement"))
    for column, predicate in (("note", "note"), ("source", "statedIn")):
        if row[column]:
            yield ox.Triple(node, _tg(predicate), ox.Literal(row[column]))


def _exit(drafts: Drafts, row: Row, target: str) -> Iterator[ox.Triple]:
    node = _iri(f"{target}/exit")
    yield from _clause(row, target, "exit", "ExitClause", row["exit_article"])
    yield ox.Triple(node, _tg("exitKind"), ox.Literal(_checked(row, "exit", ExitKind)))
    for column, predicate in (
        ("exit_notice", "notice"),
        ("exit_not_before", "notBefore"),
        ("term", "term"),
        ("term_next", "nextTerm"),
    ):
        if text := _checked(row, column, Duration.parse):
            yield ox.Triple(node, _tg(predicate), _typed(text, "duration"))
    if text := _checked(row, "exit_counting", Counting):
        yield ox.Triple(node, _tg("counting"), ox.Literal(text))
    if row["exit_later_named"] == "yes":
        yield ox.Triple(node, _tg("laterDayNamed"), _typed("true", "boolean"))
    if row["exit_held_over"]:
        yield ox.Triple(node, _tg("heldOver"), ox.Literal(row["exit_held_over"]))
    for other in row.sources("exit_follows"):
        yield ox.Triple(node, _tg("follows"), _iri(_known(drafts, row, other)))


def _entry(row: Row, target: str) -> Iterator[ox.Triple]:
    node = _iri(f"{target}/entry")
    yield from _clause(row, target, "entry", "EntryClause", row["entry_article"])
    if text := _checked(row, "entry_after", Duration.parse):
        yield ox.Triple(node, _tg("after"), _typed(text, "duration"))
    if text := _checked(row, "entry_counting", Counting):
        yield ox.Triple(node, _tg("counting"), ox.Literal(text))
    if row["entry_needs"]:
        yield ox.Triple(node, _tg("needs"), ox.Literal(row["entry_needs"]))


def _constitutions(drafts: Drafts, folder: Path) -> Iterator[ox.Triple]:
    columns = ("body", "treaty", "article", "note")
    for row in read_table(folder / "constitutions.csv", columns, optional=True):
        body, treaty = _known(drafts, row, row["body"]), _known(drafts, row, row["treaty"])
        yield ox.Triple(_iri(body), _tg("membershipBy"), _iri(treaty))


def _date(row: Row, column: str) -> ox.Literal | None:
    date = row.date(column)
    return _typed(str(date), _DATE_TYPES[len(str(date))]) if date is not None else None


def _in_force(drafts: Drafts, folder: Path) -> Iterator[ox.Triple]:
    """Entries into force that the source tables do not tell; ``never`` for a treaty that is not in force."""
    columns = ("treaty", "in_force", "note")
    for row in read_table(folder / "in-force.csv", columns, optional=True):
        treaty = _known(drafts, row, row["treaty"])
        told = {fact.predicate for fact in drafts.entities[treaty].facts}
        if TG + "entryIntoForce" in told:
            raise row.error(
                f"{treaty} has an entry into force in the source tables. Take the row out"
            )
        if row["in_force"] == "never":
            yield ox.Triple(_iri(treaty), _tg("notInForce"), _typed("true", "boolean"))
            continue
        date = _date(row, "in_force")
        if date is None:
            raise row.error("in_force is empty; write a date, or never")
        yield ox.Triple(_iri(treaty), _tg("entryIntoForce"), date)


def _lives(drafts: Drafts, folder: Path) -> Iterator[ox.Triple]:
    columns = ("state", "since", "until", "source", "note")
    for row in read_table(folder / "statehood.csv", columns, optional=True):
        state = _iri(_known(drafts, row, row["state"]))
        since, last = _date(row, "since"), row.date("until")
        if since is not None:
            yield ox.Triple(state, _tg("statehoodFrom"), since)
        if last is not None:  # the table has the last day; what the graph has is half-open
            end = PartialDate.of(last.last + dt.timedelta(days=1))
            yield ox.Triple(state, _tg("statehoodUntil"), _typed(str(end), "date"))
    columns = ("predecessor", "successor", "day", "how", "source", "note")
    for row in read_table(folder / "succession.csv", columns, optional=True):
        before = _known(drafts, row, row["predecessor"])
        after = _known(drafts, row, row["successor"])
        if row["how"] not in _SUCCESSIONS:
            raise row.error(f"how {row['how']!r} is not known: {', '.join(_SUCCESSIONS)}")
        yield ox.Triple(_iri(before), _tg(_SUCCESSIONS[row["how"]]), _iri(after))


def _coverage(drafts: Drafts, folder: Path) -> Iterator[ox.Triple]:
    columns = ("source", "object", "as_of", "whole", "note")
    for row in read_table(folder / "coverage.csv", columns, optional=True):
        date = _date(row, "as_of")
        if not row["object"]:
            if date is not None:
                yield ox.Triple(source_iri(row["source"]), _tg("asOf"), date)
            continue
        target = _known(drafts, row, row["object"])
        node = _iri(f"coverage/{target.rpartition('/')[2]}/{row['source']}")
        yield ox.Triple(node, ox.NamedNode(RDF_TYPE), _tg("Coverage"))
        yield ox.Triple(node, _tg("object"), _iri(target))
        yield ox.Triple(node, ox.NamedNode(SOURCE), source_iri(row["source"]))
        if date is not None:
            yield ox.Triple(node, _tg("asOf"), date)
        whole = "false" if row["whole"] == "no" else "true"
        yield ox.Triple(node, _tg("whole"), _typed(whole, "boolean"))
        if row["note"]:
            yield ox.Triple(node, _tg("note"), ox.Literal(row["note"]))


def law_triples(drafts: Drafts, folder: Path) -> set[ox.Triple]:
    """The triples of the tables of a folder, each of which may be missing.

    Raises ResourceError, with file and line, for what is not understood and for what no entity is there for.
    """
    parts = (_clauses, _constitutions, _in_force, _lives, _coverage)
    return {triple for part in parts for triple in part(drafts, folder)}
