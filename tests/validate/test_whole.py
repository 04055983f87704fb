"""A graph that is judged in parts, by one process or several, is judged as the whole is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.build.builder import Builder
from treatygraph.catalogue.terms import CATALOGUE_GRAPH
from treatygraph.model import Document, PartialDate
from treatygraph.rdf.terms import ACTS_GRAPH, DERIVED_GRAPH, TYPE, dcterms, tg, thing
from treatygraph.reference.compiled import compiled_reference, seed
from treatygraph.reference.files import beside
from treatygraph.store import GraphStore, open_store
from treatygraph.validate import Report, Severity, validate, validate_folder, whole

STORIES = [
    "Latvia left the Ottawa Convention on 27 December 2025.",
    "Chilean President Rosa Vidal signed the Escazu Agreement in 2022.",
    "Russia left the Council of Europe in March 2022. Spain condemned Russia.",
    "Russia was expelled from the Council of Europe in March 2022.",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph with faults of many sorts: in documents, in acts, in edges, in what only documents describe."""
    path = tmp_path_factory.mktemp("validate") / "graph"
    documents = [
        Document(f"{number}.txt", text, published=PartialDate(2022, 4, 1))
        for number, text in enumerate(STORIES)
    ]
    seed(path)
    with open_store(path) as store:
        Builder(store).build(documents)
        for damage in DAMAGE:
            damage(store)
    return path


def _drop(predicate: NamedNode, graph: NamedNode | None = None) -> Callable[[GraphStore], None]:
    def damage(store: GraphStore) -> None:
        store.apply([min(store.matching(predicate=predicate, graph=graph), key=str)], ())

    return damage


def _add(
    key: str, predicate: NamedNode, value: NamedNode | Literal, graph: NamedNode
) -> Callable[[GraphStore], None]:
    return lambda store: store.apply((), [Quad(thing(key), predicate, value, graph)])


def _contradict(store: GraphStore) -> None:
    """Let the record contradict, too, what it confirms."""
    old = min(store.matching(predicate=tg("confirmedBy")), key=str)
    store.apply((), [Quad(old.subject, tg("contradictedBy"), old.object, old.graph_name)])


# The catalogue is judged when it is made, and takes half a minute.
HIDDEN = (*beside(), NamedNode(CATALOGUE_GRAPH))
DAMAGE = [
    _drop(tg("evidence")),
    _drop(dcterms("issued")),
    _drop(tg("basis"), ACTS_GRAPH),
    _drop(tg("status"), ACTS_GRAPH),
    _add("state/LVA", tg("memberOf"), thing("treaty/mtdsg-XXVI-5"), DERIVED_GRAPH),
    _add("person/rosa-vidal", tg("since"), Literal("2024"), ACTS_GRAPH),
    _add("person/rosa-vidal", tg("until"), Literal("2020"), DERIVED_GRAPH),
    _contradict,
]


@pytest.fixture(scope="module")
def expected(folder: Path) -> Report:
    with open_store(folder, read_only=True) as store:
        report = validate(store.without(HIDDEN).rdflib_graph())
    assert len({result.message for result in report.results}) >= 5
    return report


@pytest.mark.parametrize("size", [3, 30_000])
def test_in_parts_the_report_is_that_of_the_whole(
    folder: Path, expected: Report, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "_QUADS", size * 8)
    told: list[int] = []
    assert validate_folder(folder, HIDDEN, progress=told.append) == expected
    assert told == list(range(1, len(told) + 1))
    assert (len(told) > 5) == (size == 3)


def test_in_processes_the_report_is_that_of_the_whole(folder: Path, expected: Report) -> None:
    assert validate_folder(folder, HIDDEN, jobs=2) == expected


def test_what_is_known_of_the_catalogue_is_not_judged_again(folder: Path) -> None:
    """Of a name that the catalogue has and the program does not carry, the fault is told."""
    stranger = thing("state/XYZ")
    with open_store(folder) as store:
        store.apply((), [Quad(stranger, TYPE, tg("State"), NamedNode(CATALOGUE_GRAPH))])
    try:
        report = validate_folder(folder, beside(), known=compiled_reference())
    finally:
        with open_store(folder) as store:
            store.apply([Quad(stranger, TYPE, tg("State"), NamedNode(CATALOGUE_GRAPH))], ())
    assert {str(r.focus) for r in report.results if r.severity is Severity.VIOLATION} >= {
        stranger.value
    }
    told = {str(result.focus) for result in report.results}
    assert len(told) < 20
    messages = {result.message.partition(",")[0] for result in report.results}
    assert "A claim has at least one tg:evidence" in messages
