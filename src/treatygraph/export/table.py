"""The acts as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from treatygraph.export.acts import act_rows, label_of
from treatygraph.store import GraphStore

COLUMNS = (
    "act",
    "kind",
    "party",
    "party_label",
    "object",
    "object_label",
    "status",
    "date",
    "documents",
    "first_quote",
)


def write_csv(store: GraphStore, out: BinaryIO) -> None:
    """One row for each act, in UTF-8, with `COLUMNS` as the first row.

    ``documents`` is how many documents tell the act, ``first_quote`` the sentence of the one
    published first, of those that its status rests on. A text that a spreadsheet would run as a
    formula gets an apostrophe before it: quotes are written by others.
    """
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for row in act_rows(store):
            party_label = label_of(store, row.party) if row.party else ""
            labels = (row.kind, row.party, party_label, row.object, label_of(store, row.object))
            cells = (row.act, *labels, row.status, row.date, str(row.documents), row.quote)
            writer.writerow(map(_inert, cells))
    finally:
        text.detach()  # the stream is the caller's to close


def _inert(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
