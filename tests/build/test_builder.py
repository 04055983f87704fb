"""The journey: the same documents give the same graph, however they come."""

from __future__ import annotations

import dataclasses
import io
import random
import shutil
import subprocess
from collections.abc import Iterable, Iterator

import pytest
import rdflib
from pyoxigraph import Quad

from treatygraph.build.builder import Builder
from treatygraph.build.workers import Workers
from treatygraph.errors import StoreError
from treatygraph.export import write_export
from treatygraph.extract.extractor import Extractor
from treatygraph.ingest import Problem
from treatygraph.model import Act, Document, Evidence, Extraction
from treatygraph.rdf import act_quads, document_graph
from treatygraph.rdf.terms import tg
from treatygraph.store import GraphStore, canonical_nquads, open_store
from treatygraph.validate import validate


@pytest.fixture(scope="module")
def built(documents: list[Document], workers: Workers) -> GraphStore:
    """All documents in one run. Read only: tests that change a graph make their own."""
    store = open_store()
    Builder(store, workers).build(documents)
    return store


def acts(store: GraphStore) -> set[str]:
    rows = store.select("SELECT ?act ?status { ?act a tg:Act ; tg:status ?status }")
    return {
        f"{row['act'].value.partition('/act/')[2]} {row['status'].value.rpartition('/')[2]}"
        for row in rows
    }


def test_stages_of_one_act_become_one_act(built: GraphStore) -> None:
    assert "withdrawal/LVA/mtdsg-XXVI-5 done" in acts(built)
    rows = built.select(
        "SELECT ?claim { <https://w3id.org/treatygraph/id/act/withdrawal/LVA/mtdsg-XXVI-5> tg:claim ?claim }"
    )
    assert len(list(rows)) == 3


def test_occurrences_are_told_apart(built: GraphStore) -> None:
    unesco = "united-nations-educational-scientific-and-cultural-organization"
    leaving = {a for a in acts(built) if a.startswith(f"leaving/USA/{unesco}")}
    assert leaving == {f"leaving/USA/{unesco} done", f"leaving/USA/{unesco}/2018 done"}


def test_a_contradiction_is_kept_and_marked(built: GraphStore) -> None:
    assert {"expulsion/RUS/council-of-europe done", "leaving/RUS/council-of-europe done"} <= acts(
        built
    )
    assert built.ask("ASK { ?x a tg:Disagreement ; tg:disagreementKind 'kind' }")


def test_any_order_one_run_or_several(
    built: GraphStore, documents: list[Document], workers: Workers
) -> None:
    shuffled = random.Random(7).sample(documents, len(documents))  # noqa: S311  # not a secret
    store = open_store()
    for document in shuffled:
        Builder(store, workers).build([document])
    assert canonical_nquads(store) == canonical_nquads(built)


def test_any_number_of_processes(built: GraphStore, documents: list[Document]) -> None:
    store = open_store()
    with Workers(2) as two:
        Builder(store, two).build(documents)
    assert canonical_nquads(store) == canonical_nquads(built)


def test_building_again_changes_nothing(documents: list[Document], workers: Workers) -> None:
    store = open_store()
    builder = Builder(store, workers)
    builder.build(documents)
    before = canonical_nquads(store)
    again = builder.build(documents)
    assert (again.added, again.unchanged) == (0, len(documents))
    assert canonical_nquads(store) == before


def test_removing_and_adding_again_changes_nothing(
    documents: list[Document], workers: Workers
) -> None:
    store = open_store()
    builder = Builder(store, workers)
    builder.build(documents)
    before = canonical_nquads(store)
    for name in ("done.txt", "left.txt"):
        assert builder.remove([builder.find(name)]) > 0
    assert "withdrawal/LVA/mtdsg-XXVI-5 underway" in acts(store)
    assert not store.ask("ASK { ?x a tg:Disagreement }")
    builder.build(documents)
    assert canonical_nquads(store) == before


def test_removing_what_is_not_there_says_so(workers: Workers) -> None:
    with pytest.raises(StoreError, match=r"no document 'x\.txt'"):
        Builder(open_store(), workers).find("x.txt")


def test_two_documents_of_one_name_are_removed_by_hash(workers: Workers) -> None:
    store = open_store()
    builder = Builder(store, workers)
    twins = [Document("same.txt", "Chile left OPEC."), Document("same.txt", "Peru left OPEC.")]
    builder.build(twins)
    with pytest.raises(StoreError, match="Several documents"):
        builder.find("same.txt")
    assert builder.find(twins[0].hash) == document_graph(twins[0])


class Breaking(Workers):
    """Workers that spoil the quotes of one document, and fail at another."""

    def __init__(self, extractor: Extractor, spoil: str = "", fail: str = "") -> None:
        super().__init__()
        self.extractor, self.spoil, self.fail = extractor, spoil, fail

    def extract(self, documents: Iterator[Document]) -> Iterator[Extraction]:  # type: ignore[override]
        for document in documents:
            if document.identifier == self.fail:
                raise RuntimeError("power cut")
            extraction = self.extractor.extract(document)
            if document.identifier == self.spoil:
                claims = tuple(
                    dataclasses.replace(
                        c, evidence=tuple(Evidence(e.start, e.end, "?") for e in c.evidence)
                    )
                    for c in extraction.claims
                )
                extraction = dataclasses.replace(extraction, claims=claims)
            yield extraction


def test_a_document_that_does_not_conform_is_set_aside(
    documents: list[Document], extractor: Extractor
) -> None:
    store = open_store()
    built = Builder(store, Breaking(extractor, spoil="left.txt")).build(documents)
    assert [each.document.identifier for each in built.set_aside] == ["left.txt"]
    assert "quote" in " ".join(result.message for result in built.set_aside[0].report.results)
    assert built.added == len(documents) - 1
    assert "leaving/RUS/council-of-europe done" not in acts(store)
    assert "expulsion/RUS/council-of-europe done" in acts(store)


def test_what_is_told_of_a_document_is_checked_whether_or_not_it_claims_anything(
    workers: Workers,
) -> None:
    silent = Document("silent.txt", "Rain fell on the coast.", language="no tag!")
    plain = Document("plain.txt", "Rain fell on the coast.")
    store = open_store()
    built = Builder(store, workers).build([silent, plain])
    assert [each.document.identifier for each in built.set_aside] == ["silent.txt"]
    assert built.added == 1


def test_a_document_whose_acts_do_not_conform_is_set_aside(
    documents: list[Document], workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is concluded is checked with the claims of the batch, which are not stored yet."""

    def without_basis(concluded: Iterable[Act]) -> list[Quad]:
        return [
            quad
            for quad in act_quads(concluded)
            if not ("/BTN/" in quad.subject.value and quad.predicate == tg("basis"))
        ]

    monkeypatch.setattr("treatygraph.build.acts.act_quads", without_basis)
    story = Document("opec.txt", "Bhutan left OPEC.")
    store = open_store()
    built = Builder(store, workers).build([*documents, story])
    (aside,) = built.set_aside
    assert aside.document.identifier == "opec.txt"
    assert {r.message[:31] for r in aside.report.results} == {"An act has at least one tg:basi"}
    assert built.added == len(documents)
    assert not [act for act in acts(store) if "BTN" in act]
    assert "expulsion/RUS/council-of-europe done" in acts(store)


def test_an_interrupted_build_is_whole_and_goes_on(
    built: GraphStore,
    documents: list[Document],
    extractor: Extractor,
    workers: Workers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("treatygraph.build.builder.BATCH", 2)
    store = open_store()
    with pytest.raises(RuntimeError, match="power cut"):
        Builder(store, Breaking(extractor, fail="left.txt")).build(documents)
    assert "withdrawal/LVA/mtdsg-XXVI-5 done" in acts(store)
    assert "leaving/RUS/council-of-europe done" not in acts(store)
    assert validate(store.rdflib_graph()).conforms
    Builder(store, workers).build(documents)
    assert canonical_nquads(store) == canonical_nquads(built)


def test_problems_are_passed_on(workers: Workers) -> None:
    problem = Problem("bad.jsonl", "not JSON", 3)
    result = Builder(open_store(), workers).build([problem, Document("a.txt", "Chile left OPEC.")])
    assert result.problems == [problem]
    assert (result.added, result.failed) == (1, True)


def test_the_graph_conforms(built: GraphStore) -> None:
    report = validate(built.rdflib_graph())
    assert report.conforms, report.results[:3]


def test_two_parsers_read_the_same_turtle(
    built: GraphStore, tmp_path: pytest.TempPathFactory
) -> None:
    out = io.BytesIO()
    write_export(built, "turtle", out)
    count = len(rdflib.Graph().parse(data=out.getvalue(), format="turtle"))
    assert count > 1000
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper is not installed (Debian: raptor2-utils)")
    done = subprocess.run(
        [rapper, "--count", "--input", "turtle", "-", "https://example.org/"],
        input=out.getvalue(),
        capture_output=True,
        check=True,
    )
    assert f"returned {count} triples" in done.stderr.decode()
