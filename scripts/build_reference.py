"""Writes the Turtle files of ``graph/reference/`` from the source tables and the project's own.

    python scripts/build_reference.py            writes the files
    python scripts/build_reference.py --check    writes nothing, names the files that differ

Exit code 0: written, or nothing differs. 1: files differ. 2: a table is missing or wrong.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from pathlib import Path

from reference.base_tables import read_base_tables
from reference.corrections import apply_corrections, apply_merges
from reference.law import FILE as LAW
from reference.law import law_triples
from reference.persons import add_persons
from reference.record import read_record, sources_of
from reference.sources import FILE as SOURCES
from reference.sources import source_triples
from reference.supplement import add_supplement
from reference.turtle import catalogue_triples, to_turtle
from reference.wikidata import FILE as WIKIDATA
from reference.wikidata import wikidata_triples

from treatygraph.errors import TreatygraphError
from treatygraph.rdf.record import row_triples

CHECKOUT = Path(__file__).resolve().parent.parent


def build(data: Path, reference: Path) -> dict[str, bytes]:
    """The files by name, from the tables in ``data`` and those of the project in ``reference``.

    Raises ResourceError, with file and line, for a table that is missing or wrong.
    """
    drafts = read_base_tables(data)
    apply_corrections(drafts, reference / "corrections.csv")
    add_supplement(drafts, reference / "supplement")
    apply_merges(drafts, reference / "merges.csv")
    add_persons(drafts, reference / "supplement")
    files = catalogue_triples(drafts)
    if law := law_triples(drafts, reference / "supplement"):
        files[LAW] = law
    if links := set(wikidata_triples(drafts, reference / "supplement")):
        files[WIKIDATA] = links
    record = read_record(drafts, data)
    used = drafts.sources().union(*(sources_of(rows) for rows in record.values()))
    files[SOURCES] = set(source_triples(reference / "sources.csv", used))
    written = {f"{name}.ttl": to_turtle(files[name]) for name in sorted(files)}
    for name, rows in record.items():
        triples = (triple for row in rows for triple in row_triples(row))
        written[f"{name}.ttl.gz"] = gzip.compress(to_turtle(triples), mtime=0)
    return written


def differences(built: dict[str, bytes], reference: Path) -> list[str]:
    """What is on disk and should be otherwise: one sentence a file."""
    found = []
    on_disk = {p.name for p in reference.glob("*.ttl") if not p.name.startswith("record")}
    on_disk |= {p.name for p in reference.glob("record-*.ttl.gz")}
    for name in sorted(built.keys() | on_disk):
        file = reference / name
        if name not in built:
            found.append(f"{name} is not made from any table. Remove it")
        elif name not in on_disk:
            found.append(f"{name} is missing")
        elif file.read_bytes() != built[name]:
            found.append(f"{name} differs from the tables")
    return found


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def main(arguments: list[str] | None = None) -> int:
    """Builds, and writes or compares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=CHECKOUT.parent / "shared" / "data")
    parser.add_argument("--reference", type=Path, default=CHECKOUT / "graph" / "reference")
    parser.add_argument("--check", action="store_true", help="only say which files differ")
    options = parser.parse_args(arguments)
    try:
        built = build(options.data, options.reference)
    except TreatygraphError as error:
        _say(str(error))
        return 2
    if options.check:
        found = differences(built, options.reference)
        _say("\n".join(found) or "Nothing differs")
        return 1 if found else 0
    for name, data in built.items():
        (options.reference / name).write_bytes(data)
        _say(f"{name}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
