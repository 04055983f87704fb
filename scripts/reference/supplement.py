"""What the project adds to the source tables: entities and names of its own, in three tables."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from treatygraph.catalogue.terms import FOUNDED_BY, PART_OF, SINCE, SOURCE, TG, UNTIL
from treatygraph.model import NameKind

from . import kinds
from .base_tables import key_of, link
from .draft import Draft, DraftName, Drafts
from .tables import Row, read_table

FILE: Final = "supplement"
SOURCE_NAME: Final = "treatygraph-supplement"
_TREATY_COLUMNS: Final = ("id", "title", "kind", "adopted", "entry_into_force", "parent")
_BODY_COLUMNS: Final = (
    "id",
    "name",
    "abbreviation",
    "kind",
    "founding_treaty",
    "founded",
    "dissolved",
    "parent",
)


def _link(family: str, cell: str) -> str:
    """A cell may give a whole key (``state/RUS``) or the code in its own family."""
    return cell if "/" in cell else link(family, cell)


def _code(cell: str) -> str:
    return cell.rpartition("/")[2]


def _treaty(row: Row) -> Draft:
    kind = kinds.entity_kind(row, "kind", kinds.TREATIES)
    draft = Draft(key_of(row, "treaty", _code(row["id"])), kind, row["title"], FILE, row)
    draft.add(TG + "subkind", row["kind"])
    draft.add(TG + "adopted", row.date("adopted"))
    draft.add(SINCE, row.date("adopted"))
    draft.add(TG + "entryIntoForce", row.date("entry_into_force"))
    draft.add(PART_OF, _link("treaty", row["parent"]), "key")
    draft.add(SOURCE, SOURCE_NAME, "source")
    return draft


def _body(row: Row) -> Draft:
    kind = kinds.entity_kind(row, "kind", kinds.BODIES)
    draft = Draft(key_of(row, "body", _code(row["id"])), kind, row["name"], FILE, row)
    draft.add(TG + "subkind", row["kind"])
    draft.add(FOUNDED_BY, _link("treaty", row["founding_treaty"]), "key")
    draft.add(SINCE, row.date("founded"))
    draft.add(UNTIL, row.date("dissolved"))
    draft.add(PART_OF, _link("body", row["parent"]), "key")
    draft.add(SOURCE, SOURCE_NAME, "source")
    return draft


def _name(row: Row, key: str, text: str, kind: NameKind, language: str = "en") -> DraftName:
    if not text:
        raise row.error("a name is empty. Write it, or take the row out")
    return DraftName(key, text, kind, language, SOURCE_NAME, FILE, row)


def add_supplement(drafts: Drafts, folder: Path) -> None:
    """Adds the project's own tables; each may be missing.

    Raises ResourceError, with file and line, for a key that is nowhere, one that is there
    already, and a word that is not known.
    """
    for row in read_table(folder / "treaties.csv", _TREATY_COLUMNS, optional=True):
        treaty = _treaty(row)
        drafts.extend([treaty])
        drafts.names.append(_name(row, treaty.key, treaty.label, NameKind.OFFICIAL))
    for row in read_table(folder / "bodies.csv", _BODY_COLUMNS, optional=True):
        body = _body(row)
        drafts.extend([body])
        drafts.names.append(_name(row, body.key, body.label, NameKind.OFFICIAL))
        if row["abbreviation"]:
            drafts.names.append(_name(row, body.key, row["abbreviation"], NameKind.ABBREVIATION))
    for row in read_table(folder / "names.csv", ("key", "name", "kind", "lang"), optional=True):
        kind = kinds.name_kind(row)
        if kind is None:
            raise row.error("a code is no name. Take the row out")
        drafts.names.append(_name(row, row["key"], row["name"], kind, kinds.language(row)))
    drafts.check()
