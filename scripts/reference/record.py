"""The official record: tables of participation, of its conflicts and of memberships, as rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from treatygraph.model import PartialDate
from treatygraph.record import MembershipStatus, RecordAction, RecordRow, joined

from .draft import Drafts
from .tables import Row, read_table

# The files are told apart by licence: the Correlates of War data are GPL-3.0-or-later.
PARTICIPATION: Final = "record-participation"
MEMBERSHIPS: Final = "record-memberships"

_NOTIFIED: Final = re.compile(r"denunciation notified (\d{4}-\d\d-\d\d)")
_ANNOUNCED: Final = "withdrawal announced"
# The states table says since when a state is a member of these two.
_MEMBER_SINCE: Final = (
    ("un_member_since", "", "body/united-nations", "un-mtdsg-2015"),
    ("coe_member_since", "coe_member_until", "body/council-of-europe", "coe.int"),
)


def _action(row: Row, column: str = "action") -> RecordAction:
    try:
        return RecordAction(row[column])
    except ValueError:
        known = ", ".join(each.value for each in RecordAction)
        raise row.error(f"{column} {row[column]!r} is not known. Known are: {known}") from None


def _date(row: Row, column: str) -> PartialDate:
    found = row.date(column)
    if found is None:
        raise row.error(f"{column} is empty; a row of the record has a date")
    return found


def _key(drafts: Drafts, row: Row, family: str, column: str) -> str:
    key = drafts.current(f"{family}/{row[column]}")
    if key not in drafts.entities:
        raise row.error(f"no entity {family}/{row[column]}")
    return key


def _participation(drafts: Drafts, folder: Path) -> Iterator[RecordRow]:
    columns = ("iso3", "treaty_id", "action", "date", "source", "also_in", "note")
    for row in read_table(folder / "participation.csv", columns, optional=True):
        party, target = (
            _key(drafts, row, "state", "iso3"),
            _key(drafts, row, "treaty", "treaty_id"),
        )
        action, date, note = _action(row), _date(row, "date"), row["note"]
        if action is RecordAction.WITHDRAWAL and note.startswith(_ANNOUNCED):
            action = RecordAction.NOTIFICATION
        yield RecordRow(
            party,
            target,
            action,
            date,
            row["source"],
            also_in=tuple(sorted(row.sources("also_in"))),
            note=note,
        )
        if notified := _NOTIFIED.search(note):
            day = PartialDate.parse(notified[1])
            yield RecordRow(party, target, RecordAction.NOTIFICATION, day, row["source"])


def _set_aside(drafts: Drafts, folder: Path) -> Iterator[RecordRow]:
    columns = ("iso3", "treaty_id", "kept_action", "kept_date", "kept_source")
    others = ("other_action", "other_date", "other_source")
    for row in read_table(folder / "participation_conflicts.csv", columns + others, optional=True):
        party = _key(drafts, row, "state", "iso3")
        target = _key(drafts, row, "treaty", "treaty_id")
        kept = RecordRow(
            party, target, _action(row, "kept_action"), _date(row, "kept_date"), row["kept_source"]
        )
        yield RecordRow(
            party,
            target,
            _action(row, "other_action"),
            _date(row, "other_date"),
            row["other_source"],
            kept=False,
            against=kept.key,
        )


def _memberships(drafts: Drafts, folder: Path) -> Iterator[RecordRow]:
    columns = ("iso3", "body_id", "status", "from_year", "to_year", "source")
    for row in read_table(folder / "memberships.csv", columns, optional=True):
        try:
            status = MembershipStatus(row["status"])
        except ValueError:
            raise row.error(f"status {row['status']!r} is not known") from None
        yield RecordRow(
            _key(drafts, row, "state", "iso3"),
            _key(drafts, row, "body", "body_id"),
            RecordAction.MEMBERSHIP,
            _date(row, "from_year"),
            row["source"],
            until=row.date("to_year"),
            membership=status,
        )


def _members_by_state(drafts: Drafts, folder: Path) -> Iterator[RecordRow]:
    columns = [
        column for since, until, _, _ in _MEMBER_SINCE for column in (since, until) if column
    ]
    for row in read_table(folder / "states.csv", ("iso3", "source")):
        if not set(columns) <= row.cells.keys():
            return  # tables of a folder that tells no memberships of states
        for since, until, body, source in _MEMBER_SINCE:
            date = row.date(since)
            if date is None or body not in drafts.entities:
                continue
            yield RecordRow(
                _key(drafts, row, "state", "iso3"),
                body,
                RecordAction.MEMBERSHIP,
                date,
                source,
                until=row.date(until) if until else None,
                membership=MembershipStatus.FULL,
            )


def read_record(drafts: Drafts, folder: Path) -> dict[str, list[RecordRow]]:
    """The rows of the tables in a folder, by the file that they are written to; no file without rows.

    Raises ResourceError, with file and line, for what is not understood and for what no entity is there for.
    """
    found: dict[str, list[RecordRow]] = defaultdict(list)
    kept = joined([*_participation(drafts, folder), *_members_by_state(drafts, folder)])
    found[PARTICIPATION] = kept + _against(kept, _set_aside(drafts, folder))
    found[MEMBERSHIPS] = joined(_memberships(drafts, folder))
    return {file: rows for file, rows in found.items() if rows}


def _against(kept: list[RecordRow], others: Iterator[RecordRow]) -> list[RecordRow]:
    """The rows that were set aside, each once and with the key that the preferred row has after merging."""
    said = {(row.party, row.object, row.action, row.date): row.key for row in kept}
    by_key = {row.key for row in kept}
    rest = []
    for row in others:
        if (row.party, row.object, row.action, row.date) in said:
            continue  # a kept row says it too
        preferred = row.against
        if preferred not in by_key:
            found = next((k for f, k in said.items() if f[:2] == (row.party, row.object)), None)
            preferred = found
        if preferred is not None:
            rest.append(replace(row, against=preferred))
    return joined(rest)


def sources_of(rows: list[RecordRow]) -> set[str]:
    """The names of the sources that rows rest on."""
    return {name for row in rows for name in (row.source, *row.also_in)}
