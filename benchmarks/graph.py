"""How the graph holds: building, asking, exporting, adding one document; beside bare pyoxigraph and rdflib.

    python benchmarks/graph.py                              10 thousand claims
    python benchmarks/graph.py --claims 10000 --claims 100000 --claims 1000000
    python benchmarks/graph.py --news 6000                  so many news of ../shared first, as they are read

The claims are made from rows of the record, ten to a document. rdflib is asked where it can be expected to answer: up to
``--rdflib`` claims, and each question for a minute at most. Times are of this machine on this day: only what stands in
one run can be compared.
"""

from __future__ import annotations

import argparse
import io
import itertools
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import rdflib

from law import invented
from treatygraph.build.builder import BATCH, Builder
from treatygraph.build.standings import NOTHING, all_pairs, standings_changed_by
from treatygraph.build.workers import Limits, Workers
from treatygraph.errors import QueryError
from treatygraph.export import write_export
from treatygraph.law.told import told_by
from treatygraph.model import ActClaim, Document, Extraction
from treatygraph.query import Page, named_queries, run_query
from treatygraph.query.header import NamedQuery
from treatygraph.query.values import bound_values
from treatygraph.rdf import Run, act_quads, derived_quads, document_quads
from treatygraph.rdf.digest import digest_quads, digests
from treatygraph.rdf.record import read_rows
from treatygraph.rdf.tally import Tally, tally_quads
from treatygraph.reference.compiled import seed
from treatygraph.reference.files import beside, record_quads
from treatygraph.reference.lookup import RecordLookup
from treatygraph.resolve import resolve
from treatygraph.store import GraphStore, open_store
from treatygraph.store.binding import bind, names_dataset
from treatygraph.store.prefixes import PREFIXES

_RUN = Run(version="0", pipeline="none", catalogue_hash="0", lexicon_hash="0")
_ROUNDS = 3
_SLOW = 0.2  # seconds from which a question is named
_PATIENCE = 10  # seconds that rdflib has for one question
_AT_ONCE = 20_000  # documents, or parties and objects, whose quads are loaded together


class _OverError(Exception):
    """A question took longer than it may."""


def timed(do: object, *arguments: object) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    do(*arguments)  # type: ignore[operator]
    return time.perf_counter() - start


def memory() -> int:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def load(folder: Path, count: int) -> None:
    """Put made claims into a graph, in bulk."""
    seed(folder)
    told: list[ActClaim] = []
    documents = invented(read_rows(record_quads()), count)
    with open_store(folder) as store:
        while batch := list(itertools.islice(documents, _AT_ONCE)):
            store.inner.bulk_extend(q for e in batch for q in document_quads(e, _RUN))
            told += [c for e in batch for c in e.claims if isinstance(c, ActClaim)]
        acts = resolve(told)
        store.inner.bulk_extend(act_quads(acts))
        store.inner.bulk_extend(derived_quads(acts))
        made = digests(acts, {claim.hash: told_by(claim) for claim in told})
        store.inner.bulk_extend(digest_quads(made))
        tally = Tally()
        tally.come(made)
        store.inner.bulk_extend(tally_quads(tally))
        del told, acts, made, tally
        pairs = iter(sorted(all_pairs(store)))
        lookup = RecordLookup(store)
        while some := list(itertools.islice(pairs, _AT_ONCE)):
            remove, add = standings_changed_by(store, store, some, NOTHING, lookup)
            store.apply(remove, add)
        store.inner.optimize()


def added(folder: Path) -> None:
    """What adding and removing one document costs here and in a graph with nothing but the record; skipping known ones."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as made:
        seed(Path(made) / "graph")
        bare_add, bare_gone, _, _ = _one_more(Path(made) / "graph")
    add, gone, skipped, most = _one_more(folder)
    print(
        f"  one document         added in {1000 * add:.0f} ms ({add / bare_add:.1f} times what it costs with the record alone), "
        f"removed in {1000 * gone:.0f} ms ({gone / bare_gone:.1f} times); known ones skipped at {skipped:,.0f} a second; {most} MB"
    )


def _one_more(folder: Path) -> tuple[float, float, float, int]:
    with Workers() as workers, open_store(folder) as store:
        list(workers.extract([Document("warm", "Chile left NATO.")]))
        builder = Builder(store, workers)
        builder.build([Document("first", "Peru ratified the Kyoto Protocol on 12 September 2002.")])
        documents = [
            Document(
                f"new-{n}",
                f"Spain ratified the Rome Statute on {n + 1} May 2001, and Chile left NATO.",
            )
            for n in range(10)
        ]
        add = [timed(builder.build, [document]) for document in documents]
        start = time.perf_counter()
        known = builder.build(documents * 1000).unchanged
        skipped = known / (time.perf_counter() - start)
        gone = [
            timed(builder.remove, [builder.find(document.identifier)]) for document in documents
        ]
        builder.remove([builder.find("first")])
    return statistics.median(add), statistics.median(gone), skipped, memory()


def build_rate(folder: Path, documents: int) -> None:
    """How fast documents that are extracted already are checked, concluded and stored."""
    rows = read_rows(record_quads())
    made = itertools.islice(invented(rows[::-1], 10 * documents), documents)
    with open_store(folder) as store:
        builder = Builder(store)
        extractions = list(made)
        start = time.perf_counter()
        while batch := extractions[:BATCH]:
            _store(builder, batch)
            extractions = extractions[BATCH:]
        took = time.perf_counter() - start
        for graph in [f"made-{number}" for number in range(documents)]:
            builder.remove([builder.find(graph)])
    print(
        f"  build                {documents / took:,.0f} documents of ten claims a second, without extraction"
    )


def _store(builder: Builder, batch: list[Extraction]) -> None:
    from treatygraph.build.builder import Built

    builder._store(batch, Built())


def questions() -> Iterator[tuple[NamedQuery, dict[str, str]]]:
    """All named questions, with the examples of their parameters."""
    for query in named_queries().values():
        values = {
            p.name: p.example or p.default or ""
            for p in query.parameters
            if p.example or p.default is not None
        }
        yield query, values


def asked(folder: Path, *, with_rdflib: bool) -> None:
    """All named questions: here, of bare pyoxigraph, and of rdflib."""
    with open_store(folder, read_only=True) as store:
        memory_graph = _rdflib(store) if with_rdflib else None
        ours_total = bare_total = 0.0
        slow: list[str] = []
        ratios: list[float] = []
        over = 0
        skipped = 0
        for query, values in questions():
            try:
                bound = bind(query.text, bound_values(store, query.parameters, values))
            except (
                QueryError
            ):  # about an act or document of the examples, which this graph does not have
                skipped += 1
                continue
            union = not names_dataset(query.text)

            def bare(text: str = bound, union: bool = union) -> None:
                found = store.inner.query(
                    text, prefixes=dict(PREFIXES), use_default_graph_as_union=union
                )
                if not isinstance(found, ox.QueryBoolean):
                    for _ in found:
                        pass

            ours = min(timed(run_query, store, query, values) for _ in range(_ROUNDS))
            alone = min(timed(bare) for _ in range(_ROUNDS))
            ours_total, bare_total = ours_total + ours, bare_total + alone
            if ours > _SLOW:
                page = timed(run_query, store, query, values, Page(100))
                slow.append(f"{query.name} {1000 * ours:,.0f} ms (a page: {1000 * page:,.0f})")
            if memory_graph is not None:
                seconds = _patiently(memory_graph, bound)
                over += seconds is None
                ratios.append((seconds or _PATIENCE) / ours)
        print(
            f"  named questions      {ours_total:.2f} s for all, bare pyoxigraph {bare_total:.2f} s "
            f"(ratio {ours_total / bare_total:.2f}; {skipped} of them about what is not here); "
            f"above 200 ms: {', '.join(slow) or 'none'}"
        )
        if ratios:
            print(
                f"  beside rdflib        median {statistics.median(ratios):,.0f} times as fast; "
                f"{over} of {len(ratios)} had not ended after {_PATIENCE} s"
            )


def _rdflib(store: GraphStore) -> rdflib.Dataset:
    """The graph in rdflib, its named graphs read as one; without the record, so that rdflib has less to look through."""
    data = io.BytesIO()
    write_export(store.without(beside()), "nquads", data)
    graph = rdflib.Dataset(default_union=True)
    took = timed(lambda: graph.parse(data=data.getvalue(), format="nquads"))
    print(f"  rdflib               {len(graph):,} triples loaded in {took:.0f} s")
    return graph


def _patiently(graph: rdflib.Dataset, text: str) -> float | None:
    def stop(*_: object) -> None:
        raise _OverError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(_PATIENCE)
    try:
        return timed(lambda: list(graph.query(text, initNs=dict(PREFIXES))))
    except _OverError:
        return None
    finally:
        signal.alarm(0)


_EXPORT = """
import sys, time
from pathlib import Path
from treatygraph.export import write_export
from treatygraph.reference.files import beside
from treatygraph.store import open_store
with open_store(Path(sys.argv[1]), read_only=True) as store:
    start = time.perf_counter()
    with open(sys.argv[2], "wb") as out:
        write_export(store.without(beside()), sys.argv[3], out)
    # Not ru_maxrss, which begins with what the process had that started this one.
    most = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(time.perf_counter() - start, int(most.split()[1]) // 1024)
"""


def exported(folder: Path, *, with_rdflib: bool) -> None:
    """Turtle and N-Quads, each from a process of its own, and Turtle by rdflib."""
    with tempfile.TemporaryDirectory() as made:
        for form in ("turtle", "nquads"):
            target = Path(made) / form
            command = [sys.executable, "-c", _EXPORT, str(folder), str(target), form]
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
            seconds, most = told.split()
            size = target.stat().st_size / 1e6
            print(
                f"  export {form:<14}{size:,.0f} MB in {float(seconds):.1f} s, {most} MB of memory"
            )
            if form == "turtle" and with_rdflib:
                graph = rdflib.Graph().parse(target, format="turtle")
                took = timed(lambda g=graph: g.serialize(format="turtle"))
                print(
                    f"  export by rdflib     {took:.1f} s, {took / float(seconds):.0f} times as long"
                )


def news(most: int) -> None:
    """The news as they are read: what part of a build the graph takes."""
    source = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    from treatygraph.ingest import Problem, read

    documents = [each for each in read(str(source)) if not isinstance(each, Problem)][:most]
    for limits, words in (
        (None, "in one process"),
        (Limits(60, 2000), "extraction in a process of its own, as the command has it"),
    ):
        with (
            tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as made,
            Workers(limits=limits) as workers,
        ):
            list(workers.extract(documents[:64]))
            alone = timed(lambda w=workers: sum(1 for _ in w.extract(documents)))
            seed(Path(made) / "graph")
            with open_store(Path(made) / "graph") as store:
                whole = timed(Builder(store, workers).build, documents)
        print(
            f"  build of the news    {len(documents):,} documents in {whole:.0f} s, extraction alone {alone:.0f} s ({words}): "
            f"the graph takes {100 * (whole - alone) / whole:.0f} %"
        )


def main() -> None:
    """Measure all of it, for each size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, action="append")
    parser.add_argument("--rdflib", type=int, default=10_000, help="the most claims for rdflib")
    parser.add_argument("--news", type=int, default=0, help="build so many news of ../shared first")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as made:
        if options.news:
            news(options.news)
        for count in options.claims or [10_000]:
            print(f"{count:,} claims")
            folder = Path(made) / f"graph-{count}"
            took = timed(load, folder, count)
            with open_store(folder, read_only=True) as store:
                quads = len(store.without(beside()))
            size = sum(f.stat().st_size for f in (folder / "data").iterdir()) / 1e6
            print(
                f"  made and loaded      {quads:,} quads beside the record in {took:.0f} s; {size:,.0f} MB on disk"
            )
            with_rdflib = count <= options.rdflib
            build_rate(folder, 128)
            added(folder)
            exported(folder, with_rdflib=with_rdflib)
            asked(folder, with_rdflib=with_rdflib)


if __name__ == "__main__":
    main()
