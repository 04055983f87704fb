"""Every standing that follows from the record, run through the shapes; it takes minutes.

python benchmarks/shapes.py
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Iterator

import rdflib

from treatygraph.catalogue import catalogue_quads
from treatygraph.law.standings import Interval
from treatygraph.rdf.record import read_rows
from treatygraph.rdf.standings import interval_quads
from treatygraph.reference.compiled import record_standings
from treatygraph.reference.files import record_quads
from treatygraph.reference.ground import RecordGround
from treatygraph.validate import validate

_AT_ONCE = 2_000


def judged(intervals: tuple[Interval, ...]) -> Counter[str]:
    """How often each message is said of the intervals."""
    graph = rdflib.Graph()
    text = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in interval_quads(intervals))
    graph.parse(data=text, format="nt")
    return Counter(result.message for result in validate(graph).results)


def batches() -> Iterator[tuple[Interval, ...]]:
    """The intervals of the whole record."""
    ground = RecordGround(catalogue_quads(), read_rows(record_quads()))
    intervals = record_standings(ground)
    while batch := tuple(itertools.islice(intervals, _AT_ONCE)):
        yield batch


def main() -> None:
    """Judge them all, in as many processes as there are processors."""
    start, count, found = time.perf_counter(), 0, Counter[str]()
    made = list(batches())
    with multiprocessing.Pool(os.cpu_count()) as pool:
        for batch, results in zip(made, pool.imap(judged, made), strict=True):
            count += len(batch)
            found += results
    took = time.perf_counter() - start
    print(f"{count:,} intervals in {took:.0f} s: {found.total():,} results")
    for message, times in found.most_common():
        print(f"{times:>8,}  {message}")


if __name__ == "__main__":
    main()
