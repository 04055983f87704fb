"""The persons of the supplement: leaders, what they led, and the names that news calls them by."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from treatygraph.catalogue.terms import PART_OF, SINCE, SOURCE, UNTIL
from treatygraph.extract.names import normal_form
from treatygraph.extract.naming import slug
from treatygraph.model import EntityKind, NameKind

from .base_tables import key_of
from .draft import Draft, DraftName, Drafts
from .supplement import SOURCE_NAME
from .tables import Row, read_table

FILE: Final = "persons"
_COLUMNS: Final = ("name", "of", "from", "to", "names", "family")
_NO_FAMILY_NAME: Final = "-"
# Letters that Unicode does not take apart into a plain one and a mark.
_PLAIN: Final = str.maketrans("łŁøØđĐıßæÆœŒ", "lLoOdDisaAoO")


@dataclass(frozen=True)
class _Person:
    """A row's person: the full names, the label first, and the names that may stand alone."""

    draft: Draft
    full: tuple[str, ...]
    family: tuple[str, ...]


def _cells(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _with_plain(names: list[str]) -> tuple[str, ...]:
    """The names, each once, and each that has accents without them too: news writes both."""
    plain = [
        unicodedata.normalize("NFKD", name.translate(_PLAIN)).encode("ascii", "ignore").decode()
        for name in names
    ]
    return tuple(dict.fromkeys([*names, *plain]))


def _family_names(row: Row, full: list[str]) -> list[str]:
    """What the column says, or the last word of each full name of several words."""
    if row["family"] == _NO_FAMILY_NAME:
        return []
    given = _cells(row["family"])
    return given or [name.split()[-1] for name in full if " " in name]


def _person(row: Row) -> _Person:
    if not row["name"]:
        raise row.error("a person without a name. Write it, or take the row out")
    if not row["of"]:
        raise row.error(f"{row['name']} belongs to nothing: of is a key such as state/USA")
    draft = Draft(
        key_of(row, "person", slug(row["name"])), EntityKind.PERSON, row["name"], FILE, row
    )
    since, until = row.date("from"), row.date("to")
    if since and until and until < since:
        raise row.error(f"to {until} is before from {since}")
    draft.add(PART_OF, row["of"], "key")
    draft.add(SINCE, since)
    draft.add(UNTIL, until)
    draft.add(SOURCE, SOURCE_NAME, "source")
    full = [row["name"], *_cells(row["names"])]
    return _Person(draft, _with_plain(full), _with_plain(_family_names(row, full)))


def _parts(name: str) -> Iterator[str]:
    """A name's words and runs of words, in the form that names are compared in."""
    words = normal_form(name).split()
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield " ".join(words[start:end])


def _bearers(persons: list[_Person]) -> dict[str, set[str]]:
    """The keys of the persons that a name may be the family name of.

    Where a row says that nothing of a name stands alone, each part of it may be the family name.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for person in persons:
        forms = {normal_form(name) for name in person.family}
        for form in forms or {part for name in person.full for part in _parts(name)}:
            found[form].add(person.draft.key)
    return found


def add_persons(drafts: Drafts, folder: Path) -> None:
    """Adds ``persons.csv`` of a folder, which may be missing; to be called last.

    A family name stands alone as a short name only where nothing else has it: no other person of
    the table, no other entity's name, no word or place that ``family-names.csv`` lists.

    Raises ResourceError, with file and line, for a key that is nowhere and for a person twice.
    """
    table = read_table(folder / "persons.csv", _COLUMNS, optional=True)
    persons = [_person(row) for row in table]
    taken = {normal_form(name.text) for name in drafts.names}
    taken |= {normal_form(draft.label) for draft in drafts.entities.values()}
    for row in read_table(folder / "family-names.csv", ("name", "reason"), optional=True):
        taken.add(normal_form(row["name"]))
    drafts.extend(person.draft for person in persons)
    bearers = _bearers(persons)
    for person in persons:
        draft = person.draft
        for name in person.full:
            kind = NameKind.COMMON if name == draft.label else NameKind.ALTERNATIVE
            drafts.names.append(_name(draft, name, kind))
        for name in person.family:
            form = normal_form(name)
            alone = len(form) > 1 and form not in taken and len(bearers[form]) == 1
            if alone and name not in person.full:
                drafts.names.append(_name(draft, name, NameKind.SHORT))
    drafts.check()


def _name(draft: Draft, text: str, kind: NameKind) -> DraftName:
    return DraftName(draft.key, text, kind, "en", SOURCE_NAME, FILE, draft.row)
