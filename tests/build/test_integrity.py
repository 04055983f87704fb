"""A graph that was built is whole, and each way in which it can be damaged is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.build.builder import Builder
from treatygraph.build.integrity import Checked, check_graph
from treatygraph.build.workers import Workers
from treatygraph.model import Document
from treatygraph.rdf.agreement import AGREEMENT_GRAPH
from treatygraph.rdf.digest import DIGEST_GRAPH, HAS_DIGEST
from treatygraph.rdf.standings import RECORD_STANDINGS_GRAPH, STALE, STANDINGS_GRAPH
from treatygraph.rdf.tally import TALLY_GRAPH
from treatygraph.rdf.terms import ACTS_GRAPH, DERIVED_GRAPH, DOCUMENT_GRAPHS, dcterms, tg, thing
from treatygraph.reference.compiled import compiled_reference, seed
from treatygraph.store import GraphStore, open_frozen, open_store


@pytest.fixture(scope="module")
def reference() -> Iterator[GraphStore]:
    with open_frozen(compiled_reference()) as store:
        yield store


@pytest.fixture
def store(documents: list[Document], workers: Workers) -> GraphStore:
    made = open_store()
    Builder(made, workers).build(documents)
    return made


def first(store: GraphStore, predicate: NamedNode, graph: NamedNode | None = None) -> Quad:
    return min(store.matching(predicate=predicate, graph=graph), key=str)


KYOTO = thing("treaty/mtdsg-XXVII-7-a")


def recorded(store: GraphStore, target: NamedNode) -> set[Quad]:
    """All standings towards a treaty that follow from the record alone."""
    nodes = store.having({tg("object"): target}, RECORD_STANDINGS_GRAPH)
    found = {q for node in nodes for q in store.matching(node, graph=RECORD_STANDINGS_GRAPH)}
    assert found
    return found


def messages(checked: Checked) -> str:
    return "\n".join(f"{fault.where}: {fault.message}" for fault in checked.faults)


def test_what_was_built_is_whole(store: GraphStore, reference: GraphStore) -> None:
    told: list[str] = []
    checked = check_graph(store, reference, told.append)
    assert messages(checked) == ""
    assert (checked.documents, checked.acts) == (9, 7)
    assert checked.claims == 11
    assert checked.standings > 0
    assert told == ["documents", "acts", "standings"]


def test_the_standings_of_a_pair_are_those_of_the_record_or_those_with_texts(
    tmp_path: Path, workers: Workers
) -> None:
    seed(tmp_path / "graph")
    left = Document("a", "Chile denounced the Kyoto Protocol on 3 March 2010.")
    joined = Document("b", "Peru ratified the Kyoto Protocol on 12 September 2002.")
    both = """SELECT ?party ?object {
        GRAPH <https://w3id.org/treatygraph/graph/standings> { ?one tg:party ?party ; tg:object ?object }
        GRAPH <https://w3id.org/treatygraph/graph/standings/record> { ?two tg:party ?party ; tg:object ?object } }"""
    with open_store(tmp_path / "graph") as store:
        builder = Builder(store, workers)
        before = recorded(store, KYOTO)
        for _ in range(2):
            builder.build([left, joined])
            assert any(store.quads(STANDINGS_GRAPH))
            assert list(store.select(both)) == []
            builder.remove([builder.find("a"), builder.find("b")])
            assert not any(store.quads(STANDINGS_GRAPH))
            assert recorded(store, KYOTO) == before


def test_a_graph_without_documents_is_whole(reference: GraphStore) -> None:
    assert check_graph(open_store(), reference) == Checked()


def _drop(predicate: NamedNode, graph: NamedNode | None = None) -> Callable[[GraphStore], None]:
    return lambda store: store.apply([first(store, predicate, graph)], ())


def _change_text(store: GraphStore) -> None:
    old = first(store, tg("text"))
    text = Literal(old.object.value.replace("a", "o"))  # type: ignore[union-attr]
    store.apply([old], [Quad(old.subject, old.predicate, text, old.graph_name)])


def _move_quote(store: GraphStore) -> None:
    start = NamedNode("http://www.w3.org/ns/oa#start")
    old = min((q for q in store.matching(predicate=start) if "/evidence/" in str(q)), key=str)
    moved = Literal("1", datatype=old.object.datatype)  # type: ignore[union-attr]
    store.apply([old], [Quad(old.subject, old.predicate, moved, old.graph_name)])


def _invent(graph: NamedNode) -> Callable[[GraphStore], None]:
    quad = Quad(NamedNode("https://w3id.org/treatygraph/id/act/x"), tg("note"), Literal("x"), graph)
    return lambda store: store.apply((), [quad])


def _change_row(store: GraphStore) -> None:
    old = first(store, tg("confirmedBy"))
    store.apply([old], [Quad(old.subject, tg("contradictedBy"), old.object, old.graph_name)])


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (_change_text, "its text or metadata are not those"),
        (_move_quote, "the quote is not at 1-"),
        (_drop(tg("evidence")), "is damaged"),
        (_drop(tg("text")), "is damaged"),
        (_drop(dcterms("identifier")), "is damaged"),
        (_drop(tg("pipeline")), "does not say by which run"),
        (_drop(tg("basis"), ACTS_GRAPH), "1 statements are missing"),
        (_drop(tg("withdrewFrom"), DERIVED_GRAPH), "1 statements are missing"),
        (_drop(HAS_DIGEST, DIGEST_GRAPH), "1 statements are missing"),
        (_drop(tg("certain"), STANDINGS_GRAPH), "1 statements are missing"),
        (_drop(tg("confirmedBy"), AGREEMENT_GRAPH), "1 statements are missing"),
        (_change_row, "1 statements do not follow"),
        (_invent(AGREEMENT_GRAPH), "act/x: 1 statements are of no claim"),
        (_invent(ACTS_GRAPH), "act/x: 1 statements follow from no claim"),
        (_invent(DERIVED_GRAPH), "act/x: 1 statements follow from no claim"),
        (_drop(tg("actCount"), TALLY_GRAPH), "1 statements are missing"),
        (_invent(TALLY_GRAPH), "act/x: 1 statements follow from no claim"),
        (_invent(DIGEST_GRAPH), "act/x: 1 statements follow from no claim"),
        (lambda store: store.apply((), [STALE]), "was interrupted"),
    ],
)
def test_damage_is_found(
    store: GraphStore, reference: GraphStore, damage: Callable[[GraphStore], None], told: str
) -> None:
    before = set(store.quads())
    damage(store)
    assert set(store.quads()) != before
    assert told in messages(check_graph(store, reference))


def test_a_document_whose_claims_were_taken_out_by_hand_leaves_acts_that_are_told(
    store: GraphStore, reference: GraphStore, documents: list[Document]
) -> None:
    store.remove_graph(NamedNode(DOCUMENT_GRAPHS + documents[2].hash))
    found = messages(check_graph(store, reference))
    assert "withdrawal/LVA/mtdsg-XXVI-5" in found
