"""Reading a user's table of participation: any headings, names as people write them, errors by line."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from treatygraph.errors import QueryError, ResourceError
from treatygraph.model import PartialDate
from treatygraph.record import MembershipStatus, RecordAction, RecordRow, joined
from treatygraph.reference.names import Names, object_named, party_named

COLUMNS = ("party", "object", "action", "date", "until", "membership", "note")
"""The columns of a table that needs no mapping. ``until``, ``membership`` and ``note`` may be left out."""

_NEEDED = ("party", "object", "action", "date")
_ACTIONS = {action.value: action for action in RecordAction}


@dataclass(frozen=True)
class TableMapping:
    """How another table's headings and words are to be read.

    ``columns`` gives the heading of each of `COLUMNS`; ``constants`` a value for those that the table has no
    column for; ``actions`` the action for each word of the action column; ``dates`` is a format of strptime.
    ``acts`` is for tables with one column for each action: heading to action.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    actions: Mapping[str, str] = field(default_factory=dict)
    acts: Mapping[str, str] = field(default_factory=dict)
    dates: str | None = None


@dataclass(frozen=True)
class LineError:
    """What is wrong with a line of the table; lines count from 1, the heading's."""

    line: int
    message: str


@dataclass(frozen=True)
class Table:
    """What a file gave: rows, each once, and errors. Rows are only to be used where there are no errors."""

    rows: tuple[RecordRow, ...]
    errors: tuple[LineError, ...]


def read_mapping(file: Path) -> TableMapping:
    """A mapping file in TOML. Raises ResourceError for one that is not understood."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"{file}: cannot be read as a mapping: {error}", file) from error
    known = {"columns", "constants", "actions", "acts", "dates"}
    if unknown := sorted(told.keys() - known):
        raise ResourceError(
            f"{file}: {unknown[0]!r} is not known; a mapping has {', '.join(sorted(known))}", file
        )
    for name in ("columns", "constants"):
        if wrong := sorted(told.get(name, {}).keys() - set(COLUMNS)):
            raise ResourceError(
                f"{file}: [{name}] has {wrong[0]!r}; known are {', '.join(COLUMNS)}", file
            )
    for name in ("actions", "acts"):
        for word, action in told.get(name, {}).items():
            if action not in _ACTIONS:
                raise ResourceError(
                    f"{file}: [{name}] {word!r} is {action!r}; known are {', '.join(_ACTIONS)}",
                    file,
                )
    return TableMapping(**told)


def read_participation(file: Path, source: str, names: Names, mapping: TableMapping) -> Table:
    """The rows of a CSV file, with all that is wrong with it.

    Raises ResourceError where the file cannot be read as a table, or lacks a column that is needed.
    """
    rows: list[RecordRow] = []
    errors: list[LineError] = []
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            reading = _Reading(source, names, mapping, file, list(reader.fieldnames or []))
            for cells in reader:
                try:
                    rows.extend(reading.rows(cells))
                except (QueryError, ValueError) as error:
                    errors.append(LineError(reader.line_num, str(error)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ResourceError(f"{file}: cannot be read as a table: {error}", file) from error
    return Table(tuple(joined(rows)), tuple(errors))


class _Reading:
    """One file, one mapping. Names that were found once are not looked up again."""

    def __init__(
        self, source: str, names: Names, mapping: TableMapping, file: Path, headings: list[str]
    ) -> None:
        self.source, self.names, self.mapping = source, names, mapping
        self.headings = {name: mapping.columns.get(name, name) for name in COLUMNS}
        self._found: dict[tuple[str, str], str] = {}
        needed = [name for name in _NEEDED if name not in mapping.constants]
        if mapping.acts:
            needed = [name for name in needed if name not in ("action", "date")]
        wanted = [self.headings[name] for name in needed] + list(mapping.acts)
        if missing := [heading for heading in wanted if heading not in headings]:
            raise ResourceError(
                f"{file}:1: the table has no column {missing[0]!r}. It has {', '.join(headings)}; give "
                "other headings in a mapping file (--map)",
                file,
                1,
            )

    def rows(self, cells: Mapping[str | None, str | None]) -> Iterator[RecordRow]:
        """The rows of one line. Raises ValueError or QueryError for what is wrong with it."""
        if None in cells or None in cells.values():
            raise ValueError("the line has not as many cells as the table has columns")

        def cell(name: str) -> str:
            text = cells.get(self.headings[name]) or self.mapping.constants.get(name, "")
            return text.strip()

        party, target = self._key("party", cell("party")), self._key("object", cell("object"))
        membership = MembershipStatus(cell("membership")) if cell("membership") else None
        until = self._date(cell("until")) if cell("until") else None
        dated = [
            (_ACTIONS[action], text)
            for heading, action in self.mapping.acts.items()
            if (text := (cells.get(heading) or "").strip())
        ]
        if not self.mapping.acts:
            dated = [(self._action(cell("action")), cell("date"))]
        for action, text in dated:
            status = membership
            if action is RecordAction.MEMBERSHIP and status is None:
                status = MembershipStatus.FULL
            date = self._date(text)
            if until is not None and until.last < date.first:
                raise ValueError(f"until {until} is before {date}")
            yield RecordRow(
                party, target, action, date, self.source, until, status, note=cell("note")
            )

    def _key(self, what: str, text: str) -> str:
        if not text:
            raise ValueError(f"{what} is empty")
        if (what, text) not in self._found:
            find = party_named if what == "party" else object_named
            self._found[(what, text)] = find(self.names, text)
        return self._found[(what, text)]

    def _action(self, text: str) -> RecordAction:
        word = self.mapping.actions.get(text, text.lower().replace(" ", "-"))
        if word not in _ACTIONS:
            raise ValueError(f"action {text!r} is not known; known are {', '.join(_ACTIONS)}")
        return _ACTIONS[word]

    def _date(self, text: str) -> PartialDate:
        if not text:
            raise ValueError("date is empty")
        if self.mapping.dates is None:
            return PartialDate.parse(text)
        return PartialDate.of(dt.datetime.strptime(text, self.mapping.dates).date())
