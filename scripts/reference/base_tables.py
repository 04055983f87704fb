"""The six tables of states, treaties and bodies, read as drafts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from treatygraph.catalogue.terms import FOUNDED_BY, PART_OF, SINCE, SOURCE, TG, UNTIL

from . import kinds
from .draft import Draft, DraftName, Drafts
from .tables import Row, read_table

ODBL: Final = "mledoze-countries"
COW: Final = "cow-igo-v3"
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# The tables give the day a code was withdrawn where they do not know when the state ended.
_CODE_WITHDRAWN: Final = "valid_to is the withdrawal of the code"


def key_of(row: Row, family: str, code: str) -> str:
    """The key of an entity. Raises ResourceError where the code does not fit into an IRI."""
    if not _CODE.fullmatch(code):
        raise row.error(f"{code!r} is no identifier: letters, digits, '.', '_' and '-' only")
    return f"{family}/{code}"


def link(family: str, code: str) -> str:
    """The key that a cell points to; empty where it is."""
    return f"{family}/{code}" if code else ""


def _states(folder: Path) -> Iterator[Draft]:
    columns = ("iso3", "iso2", "name", "official_name", "capital", "status", "valid_from")
    for row in read_table(folder / "states.csv", (*columns, "valid_to", "successors", "source")):
        sources = row.sources()
        file = "states-odbl" if ODBL in sources else "states"
        kind = kinds.entity_kind(row, "status", kinds.STATES)
        draft = Draft(key_of(row, "state", row["iso3"]), kind, row["name"], file, row)
        draft.add(TG + "iso3", row["iso3"])
        draft.add(TG + "iso2", row["iso2"])
        draft.add(TG + "officialName", row["official_name"], "english")
        draft.add(TG + "capital", row["capital"], "english")
        draft.add(TG + "subkind", row["status"])
        draft.add(SINCE, row.date("valid_from"))
        if _CODE_WITHDRAWN not in row["notes"]:
            draft.add(UNTIL, row.date("valid_to"))
        for successor in row.sources("successors"):
            draft.add(TG + "succeededBy", link("state", successor), "key")
        for source in sources:
            draft.add(SOURCE, source, "source")
        yield draft


def _treaties(folder: Path) -> Iterator[Draft]:
    columns = ("treaty_id", "title", "kind", "series", "number", "adopted", "entry_into_force")
    more = ("depositary", "parent_treaty_id", "denunciation_notice", "subject", "source")
    table = read_table(
        folder / "treaties.csv", (*columns, *more, "denunciation_notice_source", "notes")
    )
    for row in table:
        kind = kinds.entity_kind(row, "kind", kinds.TREATIES)
        key = key_of(row, "treaty", row["treaty_id"])
        draft = Draft(key, kind, row["title"], "treaties", row)
        draft.add(TG + "subkind", row["kind"])
        draft.add(TG + "treatySeries", row["series"])
        draft.add(TG + "treatyNumber", row["number"])
        draft.add(TG + "adopted", row.date("adopted"))
        draft.add(SINCE, row.date("adopted"))
        draft.add(TG + "entryIntoForce", row.date("entry_into_force"))
        draft.add(TG + "depositary", row["depositary"])
        draft.add(TG + "denunciationNotice", row["denunciation_notice"], "duration")
        draft.add(TG + "subject", row["subject"].strip("/"))
        draft.add(PART_OF, link("treaty", row["parent_treaty_id"]), "key")
        for source in sorted({*row.sources(), *row.sources("denunciation_notice_source")}):
            draft.add(SOURCE, source, "source")
        yield draft


def _bodies(folder: Path) -> Iterator[Draft]:
    columns = ("body_id", "name", "kind", "founding_treaty_id", "founded", "dissolved", "seat")
    for row in read_table(folder / "bodies.csv", (*columns, "parent_body_id", "source")):
        sources = row.sources()
        file = "bodies-cow" if sources == [COW] else "bodies"
        # The years are COW's, whoever else knows the body.
        years = "bodies-cow" if COW in sources else file
        kind = kinds.entity_kind(row, "kind", kinds.BODIES)
        draft = Draft(key_of(row, "body", row["body_id"]), kind, row["name"], file, row)
        draft.add(TG + "subkind", row["kind"])
        draft.add(TG + "seat", row["seat"])
        draft.add(SINCE, row.date("founded"), file=years)
        draft.add(UNTIL, row.date("dissolved"), file=years)
        draft.add(FOUNDED_BY, link("treaty", row["founding_treaty_id"]), "key")
        draft.add(PART_OF, link("body", row["parent_body_id"]), "key")
        for source in sources:
            draft.add(SOURCE, source, "source", years if source == COW else file)
        yield draft


def _names(
    file: Path, family: str, column: str, place: Callable[[str, str], str]
) -> Iterator[DraftName]:
    for row in read_table(file, (column, "name", "kind", "lang", "source")):
        kind = kinds.name_kind(row)
        if kind is None:
            continue
        for source in row.sources():
            key = link(family, row[column])
            target = place(key, source)
            yield DraftName(key, row["name"], kind, kinds.language(row), source, target, row)


def read_base_tables(folder: Path) -> Drafts:
    """The entities and names of the tables in a folder, as they stand there.

    Raises ResourceError, with file and line, for anything that is not understood.
    """
    drafts = Drafts()
    for entities in (_states(folder), _treaties(folder), _bodies(folder)):
        drafts.extend(entities)

    def state_file(_key: str, source: str) -> str:
        return "state-names-odbl" if source == ODBL else "state-names"

    def treaty_file(_key: str, _source: str) -> str:
        return "treaty-names"

    def body_file(key: str, source: str) -> str:
        body = drafts.entities.get(key)
        return "bodies-cow" if source == COW or (body and body.file == "bodies-cow") else "bodies"

    drafts.names.extend(_names(folder / "state_names.csv", "state", "iso3", state_file))
    drafts.names.extend(_names(folder / "treaty_names.csv", "treaty", "treaty_id", treaty_file))
    drafts.names.extend(_names(folder / "body_names.csv", "body", "body_id", body_file))
    drafts.check()
    return drafts
