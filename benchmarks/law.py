"""How fast the law answers: deriving the record, single answers, contradictions; beside plain rdflib.

    python benchmarks/law.py                  all of it; a few minutes
    python benchmarks/law.py --claims 20000   fewer claims for the contradictions
    python benchmarks/law.py --no-rdflib      without the comparison, which takes the longest

Times are of this machine on this day: only what stands in one run can be compared.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import rdflib

from treatygraph.answers.contradictions import find_contradictions
from treatygraph.answers.status import status
from treatygraph.catalogue import catalogue_quads, load_catalogue
from treatygraph.law.told import told_by
from treatygraph.model import (
    ActClaim,
    ActKind,
    Anchor,
    Document,
    Evidence,
    Extraction,
    PartialDate,
    Reason,
    Status,
)
from treatygraph.rdf import Run, act_quads, document_quads
from treatygraph.rdf.digest import digest_quads, digests
from treatygraph.rdf.record import read_rows
from treatygraph.record import RecordAction, RecordRow
from treatygraph.reference.compiled import compiled_reference, record_standings, seed
from treatygraph.reference.files import record_files, record_quads
from treatygraph.reference.ground import RecordGround
from treatygraph.reference.opening import open_ground
from treatygraph.resolve import resolve
from treatygraph.store import open_frozen, open_store

_SEED = 20
_KINDS = {
    RecordAction.SIGNATURE: ActKind.SIGNATURE,
    RecordAction.RATIFICATION: ActKind.RATIFICATION,
    RecordAction.ACCESSION: ActKind.ACCESSION,
}
_PAIR = """PREFIX tg: <https://w3id.org/treatygraph/ontology#>
SELECT ?row ?action ?date WHERE {
  ?row tg:object <https://w3id.org/treatygraph/id/treaty/cets-126> ;
    tg:party <https://w3id.org/treatygraph/id/state/RUS> ; tg:recordAction ?action ; tg:date ?date }"""
_CONFLICTS = """PREFIX tg: <https://w3id.org/treatygraph/ontology#>
SELECT ?one ?other WHERE {
  ?one a tg:RecordRow ; tg:party ?party ; tg:object <https://w3id.org/treatygraph/id/treaty/cets-126> ;
    tg:recordAction ?action ; tg:date ?date .
  ?other tg:party ?party ; tg:object <https://w3id.org/treatygraph/id/treaty/cets-126> ;
    tg:recordAction ?action ; tg:date ?day . FILTER(?date < ?day) }"""


def timed(do: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def chance() -> random.Random:
    """The same draws in every run."""
    return random.Random(_SEED)  # noqa: S311 - no secret hangs on it


def derivation() -> list[RecordRow]:
    """Derive the standings of the whole record, in one process."""
    catalogue = catalogue_quads()
    rows = read_rows(record_quads())
    ground = RecordGround(catalogue, rows)
    start = time.perf_counter()
    count = sum(1 for _ in record_standings(ground))
    took = time.perf_counter() - start
    print(
        f"derivation of the record   {len(rows):>8,} rows, {count:,} intervals: {took:.1f} s, one process"
    )
    return rows


def answers(rows: list[RecordRow]) -> None:
    """Ask for pairs of the record drawn at random, and run the command."""
    chosen = chance().sample([r for r in rows if r.object.startswith("treaty/")], 200)
    times, days = [], chance()
    with open_ground(None) as opened:
        for row in chosen:
            day = dt.date(days.randint(1960, 2025), 6, 1)
            times.append(timed(lambda r=row, d=day: status(opened.ground, r.party, r.object, d)))
    middle, worst = statistics.median(times), sorted(times)[int(0.95 * len(times))]
    print(
        f"status in the API          {len(times)} pairs: median {1000 * middle:.1f} ms, 95% {1000 * worst:.1f} ms"
    )
    command = [
        sys.executable,
        "-m",
        "treatygraph",
        "status",
        "RUS",
        "CETS-126",
        "--on",
        "2026-01-15",
    ]
    runs = [
        timed(lambda: subprocess.run(command, capture_output=True, check=False))  # noqa: S603 - our own command
        for _ in range(7)
    ]
    print(f"status as a command        median of 7: {statistics.median(runs):.2f} s")


def invented(rows: list[RecordRow], count: int) -> Iterator[Extraction]:
    """Documents of ten claims each, made from rows of the record; one date in ten is another."""
    catalogue, dice = load_catalogue(), chance()
    usable = [
        r
        for r in rows
        if r.kept and r.action in _KINDS and r.party in catalogue and r.object in catalogue
    ]
    for number in range(count // 10):
        text = f"Document {number}. " + "It was done. " * 10
        document = Document(f"made-{number}", text, published=PartialDate(2020, 1, 1))
        claims = []
        for place in range(10):
            row = dice.choice(usable)
            wrong = dice.random() < 0.1
            date = PartialDate(row.date.year + 1) if wrong else row.date
            start = text.index("It was done.") + 13 * place
            evidence = Evidence(start, start + 12, text[start : start + 12])
            anchors = tuple(
                Anchor(part, start + first, start + last, text[start + first : start + last])
                for part, first, last in (("party", 0, 2), ("trigger", 3, 6), ("object", 7, 11))
            )
            claims.append(
                ActClaim(
                    document=document.hash,
                    evidence=(evidence,),
                    reason=Reason("made", anchors),
                    kind=_KINDS[row.action],
                    party=catalogue[row.party],
                    object=catalogue[row.object],
                    status=Status.DONE,
                    date=date,
                )
            )
        yield Extraction(document, tuple(claims))


def contradictions(rows: list[RecordRow], count: int) -> None:
    """Build a graph of invented claims, and compare them with each other and the record."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "graph"
        seed(folder)
        run = Run(version="0", pipeline="none", catalogue_hash="0", lexicon_hash="0")
        made_up = list(invented(rows, count))
        told = [c for e in made_up for c in e.claims if isinstance(c, ActClaim)]
        acts = resolve(told)
        with open_store(folder) as store:
            store.inner.bulk_extend(q for e in made_up for q in document_quads(e, run))
            store.inner.bulk_extend(act_quads(acts))
            made = digests(acts, {claim.hash: told_by(claim) for claim in told})
            store.inner.bulk_extend(digest_quads(made))
        with open_ground(folder) as opened:
            start = time.perf_counter()
            found = find_contradictions(opened)
            took = time.perf_counter() - start
        counts = ", ".join(f"{n:,} {c.value}" for c, n in sorted(found.categories.items(), key=str))
        print(
            f"contradictions             {len(told):,} claims, {len(acts):,} acts: {took:.1f} s, "
            f"{len(found.contradictions):,} found ({counts})"
        )


def plain_rdflib() -> None:
    """Ask rdflib for the rows of one pair, and for a self-join, without any law."""
    graph = rdflib.Graph()

    def load() -> None:
        for file in record_files():
            graph.parse(data=gzip.decompress(file.read_bytes()).decode(), format="turtle")

    took = timed(load)
    print(f"plain rdflib: loading      {len(graph):,} triples: {took:.1f} s")
    print(
        f"plain rdflib: one pair     {1000 * timed(lambda: list(graph.query(_PAIR))):.1f} ms (rows only, no law)"
    )
    print(
        f"plain rdflib: a self-join  {timed(lambda: list(graph.query(_CONFLICTS))):.2f} s (one treaty)"
    )
    with open_frozen(compiled_reference()) as store:
        print(
            f"Oxigraph: one pair         {1000 * timed(lambda: list(store.select(_PAIR))):.1f} ms"
        )
        print(
            f"Oxigraph: a self-join      {timed(lambda: list(store.select(_CONFLICTS))):.2f} s (one treaty)"
        )


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--no-rdflib", action="store_true")
    options = parser.parse_args()
    rows = derivation()
    answers(rows)
    contradictions(rows, options.claims)
    if not options.no_rdflib:
        plain_rdflib()


if __name__ == "__main__":
    main()
