"""A user's own names: a CSV file, read as the triples that the reference graph would say.

Columns, of which only ``key`` and ``names`` must be there:

``key``      the path of the entity's IRI: ``treaty/adriatic-pact``; one that the catalogue has gets more names
``kind``     convention, protocol, treaty, agreement, organisation, court, committee, state, … (new entities)
``label``    what the entity is called in the graph (new entities)
``names``    further names, separated by ``;``
``part_of``  the key of what it belongs to
``parties``  the keys of the states of a bilateral treaty, separated by ``;``
``since``, ``until``  a day, month or year: 2025-08-25, 2025-08, 2025
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from treatygraph.catalogue.terms import (
    BILATERAL_PARTY,
    CLASS_OF,
    ID,
    LITERAL_FORM,
    NAME_KIND,
    PART_OF,
    RDF_TYPE,
    SINCE,
    SKOS,
    SKOSXL,
    UNTIL,
    XL_LABEL,
    XSD,
)
from treatygraph.errors import ResourceError
from treatygraph.model import EntityKind, NameKind, PartialDate

_COLUMNS = frozenset(("key", "kind", "label", "names", "part_of", "parties", "since", "until"))
_DATATYPES = ("gYear", "gYearMonth", "date")
_SORTS = ("state", "treaty", "body", "person")

Value = ox.NamedNode | ox.Literal
Triple = tuple[str, str, Value]


def table_triples(file: Path) -> Iterator[Triple]:
    """The triples that a table of names stands for. Raises ResourceError with file and line for a
    table that cannot be read, before anything is given out."""
    found: list[Triple] = []
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            _check_columns(reader.fieldnames, file)
            for row in reader:
                found += _row_triples(row, file, reader.line_num)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ResourceError(f"{file}: cannot be read as a table of names: {error}", file) from error
    return iter(found)


def _check_columns(names: object, file: Path) -> None:
    given = list(names) if isinstance(names, list) else []
    missing = [c for c in ("key", "names") if c not in given]
    unknown = [c for c in given if c not in _COLUMNS]
    if missing or unknown:
        what = f"has no column {missing[0]!r}" if missing else f"has a column {unknown[0]!r}"
        known = ", ".join(sorted(_COLUMNS))
        raise ResourceError(f"{file}:1: the table {what}; its columns are {known}", file, 1)


def _row_triples(row: dict[str, str], file: Path, line: int) -> list[Triple]:
    def fail(what: str) -> ResourceError:
        return ResourceError(f"{file}:{line}: {what}", file, line)

    if None in row or None in row.values():
        raise fail("the row has not as many cells as the table has columns")
    cells = {name: text.strip() for name, text in row.items()}
    key, kind, label = cells["key"], cells.get("kind", ""), cells.get("label", "")
    sort, _, rest = key.partition("/")
    if sort not in _SORTS or not rest:
        raise fail(f"key {key!r}: write {', '.join(_SORTS)}, a slash and a name: treaty/my-pact")
    if bool(kind) != bool(label):
        raise fail("a new entity needs both a kind and a label; for more names leave both empty")
    iri = ID + key
    found: list[Triple] = []
    if kind:
        if kind not in [each.value for each in EntityKind]:
            known = ", ".join(each.value for each in EntityKind)
            raise fail(f"kind {kind!r} is not known; write one of {known}")
        found.append((iri, RDF_TYPE, ox.NamedNode(CLASS_OF[EntityKind(kind)])))
        found += _name_triples(iri, label, "prefLabel", NameKind.COMMON)
    for name in filter(None, map(str.strip, cells["names"].split(";"))):
        known_as = NameKind.ABBREVIATION if name.isupper() else NameKind.ALTERNATIVE
        found += _name_triples(iri, name, "altLabel", known_as)
    for column, predicate in (("part_of", PART_OF), ("parties", BILATERAL_PARTY)):
        for other in filter(None, map(str.strip, cells.get(column, "").split(";"))):
            found.append((iri, predicate, ox.NamedNode(ID + other)))
    for column, predicate in (("since", SINCE), ("until", UNTIL)):
        if day := cells.get(column, ""):
            try:
                date = str(PartialDate.parse(day))
                datatype = ox.NamedNode(XSD + _DATATYPES[date.count("-")])
                found.append((iri, predicate, ox.Literal(date, datatype=datatype)))
            except ValueError as error:
                raise fail(f"{column}: {error}") from error
    return found


def _name_triples(iri: str, text: str, role: str, kind: NameKind) -> Iterator[Triple]:
    node = ID + "name/" + hashlib.sha256(f"{iri}\n{text}".encode()).hexdigest()[:32]
    literal = ox.Literal(text, language="en")
    yield iri, SKOS + role, literal
    yield iri, SKOSXL + role, ox.NamedNode(node)
    yield node, RDF_TYPE, ox.NamedNode(XL_LABEL)
    yield node, LITERAL_FORM, literal
    yield node, NAME_KIND, ox.Literal(kind.value)
