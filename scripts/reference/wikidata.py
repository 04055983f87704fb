"""Which item of Wikidata an entity is, where that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from treatygraph.catalogue.terms import ID, SKOS

from .draft import Drafts
from .tables import read_table

FILE: Final = "wikidata"
_ITEM: Final = re.compile(r"Q[1-9]\d*")
_EXACT_MATCH: Final = ox.NamedNode(SKOS + "exactMatch")


def wikidata_triples(drafts: Drafts, folder: Path) -> Iterator[ox.Triple]:
    """The links of ``wikidata.csv`` in a folder, which may be missing.

    Raises ResourceError, with file and line, for a key that is nowhere and for what is no item.
    """
    for row in read_table(folder / "wikidata.csv", ("key", "wikidata"), optional=True):
        key = drafts.current(row["key"])
        if key not in drafts.entities:
            raise row.error(f"no entity {row['key']}")
        if not _ITEM.fullmatch(row["wikidata"]):
            raise row.error(f"{row['wikidata']!r} is no item of Wikidata: Q and a number")
        item = ox.NamedNode(f"http://www.wikidata.org/entity/{row['wikidata']}")
        yield ox.Triple(ox.NamedNode(ID + key), _EXACT_MATCH, item)
