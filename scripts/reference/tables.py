"""Rows of CSV tables that remember where they stand, so that an error can say it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from treatygraph.errors import ResourceError
from treatygraph.model import PartialDate


@dataclass(frozen=True)
class Row:
    """One row: its cells by column, stripped; empty where nothing is known. ``line`` from 1."""

    file: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, message: str) -> ResourceError:
        """An error that begins with the row's file and line."""
        return ResourceError(f"{self.file.name}:{self.line}: {message}", self.file, self.line)

    def date(self, column: str) -> PartialDate | None:
        """The date in a cell, None for an empty one. Raises ResourceError for anything else."""
        if not self[column]:
            return None
        try:
            return PartialDate.parse(self[column])
        except ValueError as error:
            raise self.error(f"{column}: {error}") from error

    def sources(self, column: str = "source") -> list[str]:
        """The names in a cell that separates them with semicolons."""
        return [part for part in self[column].split(";") if part]


def read_table(file: Path, columns: Sequence[str], *, optional: bool = False) -> list[Row]:
    """The rows of a table that has at least these columns.

    An ``optional`` table that is not there has no rows. Raises ResourceError where the file is
    missing, a column is missing, or a row has more or fewer cells than the header.
    """
    if not file.is_file():
        if optional:
            return []
        raise ResourceError(f"{file} is missing. Name the folder of the tables with --data", file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        header = next(reader, [])
        missing = [column for column in columns if column not in header]
        if missing:
            raise ResourceError(f"{file.name}:1: no column {', '.join(missing)}", file, 1)
        rows = []
        before = reader.line_num
        for cells in reader:
            row = Row(file, before + 1, dict(zip(header, (c.strip() for c in cells), strict=False)))
            before = reader.line_num
            if not cells:
                continue
            if len(cells) != len(header):
                raise row.error(f"{len(cells)} cells, the header has {len(header)}. Quote commas")
            rows.append(row)
    return rows
