"""The sources that the catalogue rests on: who, under which licence, with which faults."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from treatygraph.catalogue.terms import DCTERMS, ID, RDF_TYPE, SKOS, TG
from treatygraph.errors import ResourceError

from .tables import read_table

FILE: Final = "sources"


def source_iri(name: str) -> ox.NamedNode:
    """The IRI of a source by its name in the tables."""
    return ox.NamedNode(f"{ID}source/{name}")


def source_triples(file: Path, used: set[str]) -> Iterator[ox.Triple]:
    """The description of each source that is used.

    Raises ResourceError for one that is used and not described.
    """
    columns = ("name", "title", "address", "licence", "licence_address", "note")
    rows = {row["name"]: row for row in read_table(file, columns)}
    missing = sorted(used - rows.keys())
    if missing:
        raise ResourceError(
            f"{file.name}: no line for {', '.join(missing)}. Add it, with its licence", file
        )
    for name in sorted(used):
        row, iri = rows[name], source_iri(name)
        yield ox.Triple(iri, ox.NamedNode(RDF_TYPE), ox.NamedNode(TG + "Source"))
        for predicate, cell in (
            (SKOS + "prefLabel", row["title"]),
            (DCTERMS + "rights", row["licence"]),
            (SKOS + "note", row["note"]),
        ):
            if cell:
                yield ox.Triple(iri, ox.NamedNode(predicate), ox.Literal(cell, language="en"))
        for predicate, cell in (
            (DCTERMS + "license", row["licence_address"]),
            (DCTERMS + "references", row["address"]),
        ):
            if cell:
                yield ox.Triple(iri, ox.NamedNode(predicate), ox.NamedNode(cell))
