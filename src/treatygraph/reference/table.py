"""The rows of the record as a plain table beside the compiled reference: all of it in a fraction of a second."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import Path

from treatygraph.errors import StoreError
from treatygraph.model import PartialDate
from treatygraph.record import RecordAction, RecordRow

FILE = "rows.tsv"

_ACTIONS = {action.value: action for action in RecordAction}
_parsed = lru_cache(maxsize=None)(PartialDate.parse)


def write_table(rows: Iterable[RecordRow], folder: Path) -> None:
    """Keeps the rows that were not set aside: what comparing needs of them."""
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            if row.kept:
                until = str(row.until) if row.until else ""
                cells = (row.party, row.object, row.action.value, str(row.date), until, row.source)
                out.write("\t".join(cells) + "\n")


def read_table(
    folder: Path, wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], list[RecordRow]]:
    """The rows of the wanted parties and objects. Raises StoreError where the file is missing or broken."""
    found: dict[tuple[str, str], list[RecordRow]] = defaultdict(list)
    pairs = frozenset(wanted)
    try:
        with (folder / FILE).open(encoding="utf-8") as lines:
            for line in lines:
                party, target, action, date, until, source = line.rstrip("\n").split("\t")
                if (party, target) in pairs:
                    ended = _parsed(until) if until else None
                    found[(party, target)].append(
                        RecordRow(party, target, _ACTIONS[action], _parsed(date), source, ended)
                    )
    except (OSError, ValueError, KeyError) as error:
        raise StoreError(
            f"The compiled reference at {folder} is damaged. Delete the folder; it is made again"
        ) from error
    return found
