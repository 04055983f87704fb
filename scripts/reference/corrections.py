"""Faults of the source tables, each put right by a line of ``corrections.csv`` with its reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from treatygraph.model import NameKind

from . import kinds
from .draft import Drafts
from .tables import Row, read_table

_CHANGES = "same-as (value: a key), kind (value: a kind), label (value: a name), drop"


def _correct_entity(drafts: Drafts, row: Row) -> None:
    draft = drafts.entities[row["key"]]
    if row["change"] == "same-as":
        if row["value"] not in drafts.entities:
            raise row.error(f"no entity {row['value']}. Correct the key")
        drafts.merge(row["key"], row["value"])
    elif row["change"] == "kind":
        table = {**kinds.STATES, **kinds.TREATIES, **kinds.BODIES}
        draft.kind = kinds.entity_kind(row, "value", table)
    elif row["change"] == "label":
        draft.label = row["value"]
    else:
        raise row.error(f"change {row['change']!r} is not known for an entity: {_CHANGES}")


def _correct_name(drafts: Drafts, row: Row) -> None:
    hits = [n for n in drafts.names if (n.key, n.text) == (row["key"], row["name"])]
    if not hits:
        raise row.error(f"{row['key']} has no name {row['name']!r}. Take the row out")
    rest = [name for name in drafts.names if name not in hits]
    if row["change"] == "kind":
        try:
            kind = NameKind(row["value"])
        except ValueError:
            raise row.error(f"no kind of name: {row['value']!r}") from None
        rest.extend(replace(name, kind=kind) for name in hits)
    elif row["change"] != "drop":
        raise row.error(f"change {row['change']!r} is not known for a name: {_CHANGES}")
    drafts.names = rest


def apply_corrections(drafts: Drafts, file: Path) -> None:
    """Puts right what the table names. Names first: they are found under the old keys.

    Raises ResourceError for a line that has nothing (any more) to correct.
    """
    columns = ("key", "name", "change", "value", "reason")
    rows = read_table(file, columns, optional=True)
    for row in sorted(rows, key=lambda r: (not r["name"], r.line)):
        if row["key"] not in drafts.entities:
            raise row.error(f"no entity {row['key']}. Take the row out")
        if not row["reason"]:
            raise row.error("a correction needs its reason")
        (_correct_name if row["name"] else _correct_entity)(drafts, row)


def apply_merges(drafts: Drafts, file: Path) -> None:
    """Makes one entity of two where the table says so, with its reason; to be called after the supplement.

    Taking a line out undoes the merge. Raises ResourceError for a key that is nowhere, or merged already.
    """
    for row in read_table(file, ("key", "into", "reason"), optional=True):
        for column in ("key", "into"):
            if row[column] not in drafts.entities:
                raise row.error(f"no entity {row[column]}. Take the row out, or correct the key")
        if not row["reason"]:
            raise row.error("a merge needs its reason")
        drafts.merge(row["key"], row["into"])
