"""How fast a graph is checked, beside plain pySHACL over the same whole graph.

    python benchmarks/validation.py                    1,000 made claims with the catalogue
    python benchmarks/validation.py --claims 10000

Plain pySHACL gets the whole graph in rdflib's memory, the shapes as they stand in the file, and nothing else; loading is
not counted. Ours reads the graph from its folder, with one process and with two. Times are of this machine on this day.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import tempfile
import time
from pathlib import Path

import pyshacl
import rdflib
from graph import load
from pyoxigraph import RdfFormat, Triple, serialize

from law import invented
from treatygraph.rdf import Run, document_quads
from treatygraph.rdf.record import read_rows
from treatygraph.reference.compiled import compiled_reference
from treatygraph.reference.files import beside, record_quads
from treatygraph.store import open_store
from treatygraph.validate import (
    class_hierarchy,
    shapes_graph,
    validate_folder,
    validate_statements,
)

_RUN = Run(version="0", pipeline="none", catalogue_hash="0", lexicon_hash="0")
_ROUNDS = 21


def plain(folder: Path) -> tuple[float, int, int]:
    """Seconds and results of plain pySHACL over the whole graph, and its triples."""
    with open_store(folder, read_only=True) as store:
        quads = store.without(beside()).quads()
        data = serialize(
            {Triple(q.subject, q.predicate, q.object) for q in quads}, format=RdfFormat.N_TRIPLES
        )
    graph = rdflib.Graph().parse(data=data or b"", format="nt")
    for triple in class_hierarchy():
        graph.add(triple)
    start = time.perf_counter()
    _, found, _ = pyshacl.validate(graph, shacl_graph=shapes_graph(), inference="none")
    took = time.perf_counter() - start
    assert isinstance(found, rdflib.Graph)
    return took, len(list(found.objects(None, rdflib.SH.result))), len(graph)


def one_document(folder: Path) -> float:
    """The median of the seconds that one document of ten claims takes, in the graph."""
    document = next(itertools.islice(invented(read_rows(record_quads())[::-1], 10), 1))
    with open_store(folder, read_only=True) as store:
        times = []
        for _ in range(_ROUNDS):
            quads = document_quads(document, _RUN)
            start = time.perf_counter()
            validate_statements(quads, store.matching)
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "graph"
        load(folder, options.claims)
        print(f"one document of ten claims   {1000 * one_document(folder):.0f} ms")
        for words, jobs, known in (
            ("whole, one process", 1, None),
            ("whole, two processes", 2, None),
            ("without what the program carries", 2, compiled_reference()),
        ):
            start = time.perf_counter()
            report = validate_folder(folder, beside(), jobs, known=known)
            print(
                f"{words:<34}{time.perf_counter() - start:6.1f} s, {len(report.results):,} results"
            )
        took, results, triples = plain(folder)
        print(
            f"{'plain pySHACL, whole':<34}{took:6.1f} s, {results:,} results, {triples:,} triples"
        )


if __name__ == "__main__":
    main()
