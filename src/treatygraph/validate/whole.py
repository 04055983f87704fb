"""A whole graph through the shapes, part by part, in several processes.

The shapes look at a node and its neighbourhood, so that a graph can be judged in parts: each part has some nodes with
all that is said of them, and looks the rest up in the whole graph.
"""

from __future__ import annotations

import itertools
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from treatygraph.catalogue.terms import CATALOGUE_GRAPH
from treatygraph.rdf.agreement import AGREEMENT_GRAPH
from treatygraph.store import GraphStore, open_frozen, open_store
from treatygraph.store.places import Endpoint
from treatygraph.store.prefixes import ID
from treatygraph.store.snapshots import Snapshot
from treatygraph.validate.report import Report, Result
from treatygraph.validate.running import validate_statements

_T = TypeVar("_T")
_QUADS = 30_000  # in one part: enough that starting pySHACL does not count
_AHEAD = 2

# What stands below these belongs to the one document that it is part of, or that it is; all else can be told of in
# several graphs, and is judged with all that is said of it.
_CLAIM = ID + "claim/"
_WITHIN = (ID + "document/", ID + "evidence/", _CLAIM, ID + "anchor/")

Part = tuple[str, ...]
"""What is judged together: the names of graphs whole (``graph …``), or the nodes with what is said of them anywhere."""


def validate_folder(
    folder: Path,
    hidden: Iterable[NamedNode] = (),
    jobs: int = 1,
    progress: Callable[[int], None] = lambda _: None,
    known: Path | None = None,
) -> Report:
    """What is wrong with the graph in a folder by the shapes, as `validate` tells it of the whole.

    ``hidden`` are named graphs that are left out; ``progress`` is told how many parts have been judged. ``known`` is the
    folder of a graph that has been judged: of what the catalogue says there, word for word, nothing is judged again. What is judged is the graph as it was when this began, by ``jobs`` processes. Raises StoreError where it cannot be read.
    """
    found: set[Result] = set()
    left_out = tuple(sorted(graph.value for graph in hidden))
    with ExitStack() as stack:
        snapshot = Snapshot(folder)
        stack.callback(snapshot.close)
        store = stack.enter_context(open_frozen(snapshot.folder))
        shown = store.without(map(NamedNode, left_out))
        if jobs == 1:
            judged: Iterable[list[Result]] = (_judged(shown, part) for part in _parts(shown, known))
        else:
            context = multiprocessing.get_context("spawn")
            pool = stack.enter_context(ProcessPoolExecutor(jobs, mp_context=context))
            begun = (
                pool.submit(_judged_elsewhere, snapshot.folder, left_out, part)
                for part in _parts(shown, known)
            )
            judged = (future.result() for future in _ahead(begun, jobs * _AHEAD))
        for count, results in enumerate(judged, 1):
            found.update(results)
            progress(count)
    return _report(found)


def validate_server(
    endpoint: Endpoint,
    hidden: Iterable[NamedNode] = (),
    jobs: int = 1,
    known: Path | None = None,
) -> Report:
    """As `validate_folder`, of the graph on a server: what is judged is copied first, for which a temporary folder must
    have room. Raises StoreError where it cannot be read."""
    with TemporaryDirectory() as made:
        folder = Path(made) / "graph"
        with (
            open_store(endpoint, read_only=True) as store,
            open_store(folder, create=True) as copy,
        ):
            copy.inner.bulk_extend(store.without(hidden).quads())
        return validate_folder(folder, jobs=jobs, known=known)


def _ahead(items: Iterator[_T], count: int) -> Iterator[_T]:
    """The items, up to so many of them begun before they are asked for."""
    waiting: deque[_T] = deque()
    for item in items:
        waiting.append(item)
        if len(waiting) > count:
            yield waiting.popleft()
    yield from waiting


def _report(found: Iterable[Result]) -> Report:
    return Report(tuple(sorted(found, key=lambda result: result.order)))


def _judged_elsewhere(folder: Path, hidden: Sequence[str], part: Part) -> list[Result]:
    return _judged(_opened(folder).without(map(NamedNode, hidden)), part)


@cache
def _opened(folder: Path) -> GraphStore:
    """The picture, opened once in each process."""
    return open_frozen(folder)


def _judged(store: GraphStore, part: Part) -> list[Result]:
    quads = [
        quad
        for name in part
        for quad in (
            store.quads(NamedNode(name.removeprefix("graph ")))
            if name.startswith("graph ")
            else store.matching(NamedNode(name))
        )
    ]
    own = {q.subject.value for q in quads if isinstance(q.subject, NamedNode)}
    if part[0].startswith("graph "):
        own = {node for node in own if node.startswith(_WITHIN)}
        claims = (NamedNode(node) for node in own if node.startswith(_CLAIM))
        quads += [q for node in claims for q in store.matching(node, graph=AGREEMENT_GRAPH)]
    results = validate_statements(quads, store.matching).results
    return [result for result in results if str(result.focus) in own]


def _beside(store: GraphStore, graph: NamedNode, known: Path | None) -> Iterable[Quad]:
    """The quads of a graph; of the catalogue, those of nodes of which it says something else than what is known."""
    if known is None or graph.value != CATALOGUE_GRAPH:
        return store.quads(graph)
    here = set(store.quads(graph))
    with open_frozen(known) as other:
        changed = {quad.subject for quad in here.symmetric_difference(other.quads(graph))}
    return (quad for quad in here if quad.subject in changed)


def _parts(store: GraphStore, known: Path | None) -> Iterator[Part]:
    """Each document's graph, several at a time; then everything else by node."""
    others: set[str] = set()
    graphs: list[str] = []
    size = 0
    for graph in store.graphs():
        if graph == AGREEMENT_GRAPH:
            continue  # what it says is said of claims, and judged with their documents
        within = 0
        for quad in _beside(store, graph, known):
            if isinstance(quad.subject, NamedNode):
                if quad.subject.value.startswith(_WITHIN):
                    within += 1
                else:
                    others.add(quad.subject.value)
        if within:
            graphs.append(f"graph {graph.value}")
            size += within
        if size > _QUADS:
            yield tuple(graphs)
            graphs, size = [], 0
    if graphs:
        yield tuple(graphs)
    nodes = iter(sorted(others))
    while batch := tuple(itertools.islice(nodes, _QUADS // 8)):
        yield batch
