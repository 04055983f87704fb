"""What a graph keeps of its claims a second time: always the same as what the claims themselves say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, Quad

from treatygraph.build.builder import Builder
from treatygraph.build.workers import Workers
from treatygraph.errors import StoreError
from treatygraph.law.stages import Stage
from treatygraph.law.told import Told
from treatygraph.model import ActKind, Document, PartialDate, Status
from treatygraph.rdf.digest import (
    DIGEST_GRAPH,
    HAS_DIGEST,
    Concluded,
    Digest,
    Dispute,
    digest_node,
    digest_quads,
    read_digest,
)
from treatygraph.reference.files import beside
from treatygraph.store import GraphStore, canonical_nquads, open_store
from treatygraph.store.digests import all_digests, collected, digest_about, refresh_digests

TEXTS = (
    ("Latvia left the Ottawa Convention on 27 December 2025.", "2025-12-28"),
    ("Latvia plans to leave the Ottawa Convention, its president said.", "2025-03-01"),
    ("Russia was expelled from the Council of Europe in March 2022.", "2022-03-20"),
    ("Russia left the Council of Europe in March 2022.", "2022-03-21"),
    ("The Kyoto Protocol entered into force in February 2005.", "2005-02-20"),
)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [
        Document(f"{number}.txt", text, published=PartialDate.parse(day))
        for number, (text, day) in enumerate(TEXTS)
    ]


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers() as made:
        yield made


@pytest.fixture(scope="module")
def built(documents: list[Document], workers: Workers) -> GraphStore:
    """Read only: tests that change a graph take ``store``."""
    made = open_store()
    Builder(made, workers).build(documents)
    return made


@pytest.fixture
def store(built: GraphStore) -> GraphStore:
    made = open_store()
    made.inner.bulk_extend(built.quads())
    return made


def test_digests_say_what_acts_and_claims_say(built: GraphStore) -> None:
    kept = all_digests(built)
    assert kept == collected(built)
    russia = next(each for each in kept if each.party == "state/RUS")
    assert {told.kind for told in russia.told} == {ActKind.LEAVING, ActKind.EXPULSION}
    assert {dispute.kind for dispute in russia.disputes} == {"kind"}


def test_what_has_no_party_has_a_digest_too(built: GraphStore) -> None:
    assert [told.kind for each in all_digests(built) if not each.party for told in each.told] == [
        ActKind.ENTRY_INTO_FORCE
    ]


def test_a_document_that_goes_takes_its_lines_along(store: GraphStore, workers: Workers) -> None:
    builder = Builder(store, workers)
    builder.remove([builder.find("0.txt"), builder.find("2.txt")])
    assert all_digests(store) == collected(store)
    assert len(list(store.matching(predicate=HAS_DIGEST))) == 3


def test_one_pair_is_looked_up_alone(built: GraphStore) -> None:
    digest = digest_about(built, "state/LVA", "treaty/mtdsg-XXVI-5")
    assert digest is not None
    assert {told.status for told in digest.told} == {Status.DONE, Status.PROPOSED}
    assert digest_about(built, "state/CHL", "treaty/mtdsg-XXVI-5") == Digest(
        "state/CHL", "treaty/mtdsg-XXVI-5", ()
    )


def test_a_graph_without_digests_gets_them_and_answers_before_it_has(store: GraphStore) -> None:
    whole = canonical_nquads(store)
    before = all_digests(store)
    pair = ("state/LVA", "treaty/mtdsg-XXVI-5")
    told = digest_about(store, *pair)
    store.remove_graph(DIGEST_GRAPH)
    assert digest_about(store, *pair) == told
    assert all_digests(store) == before
    refresh_digests(store)
    assert canonical_nquads(store) == whole


def test_a_graph_without_digests_can_be_built_on(
    store: GraphStore, documents: list[Document], workers: Workers
) -> None:
    whole = canonical_nquads(store)
    part = open_store()
    Builder(part, workers).build(documents[:3])
    part.remove_graph(DIGEST_GRAPH)
    Builder(part, workers).build(documents)
    assert canonical_nquads(part) == whole


def test_digests_are_no_part_of_what_is_shown(built: GraphStore) -> None:
    shown = built.without(beside(record=True))
    assert DIGEST_GRAPH in built.graphs()
    assert DIGEST_GRAPH not in shown.graphs()
    assert not any(quad.predicate == HAS_DIGEST for quad in shown.quads())


@pytest.mark.parametrize(
    "text", ["", "no tab", "a\tb\nonly\ttwo", "a\tb\n1\t2\t3\tjump\tdone\t\t\t"]
)
def test_a_damaged_digest_is_an_error_and_no_answer(store: GraphStore, text: str) -> None:
    node = digest_node("state/CHL", "treaty/x")
    store.apply((), [Quad(node, HAS_DIGEST, Literal(text), DIGEST_GRAPH)])
    with pytest.raises(StoreError, match="damaged"):
        all_digests(store)


def test_digests_come_back_as_they_were_written() -> None:
    pair = ("state/CHL", "treaty/x")
    told = tuple(
        Told(f"claim/{n}", "document/d", "act/a", ActKind.JOINING, *pair, Status.DONE, day)
        for n, day in enumerate((None, PartialDate(1999), PartialDate(2001, 2, 3)))
    )
    notice = Told(
        claim="claim/notice",
        document="document/d",
        act="act/b",
        kind=ActKind.LEAVING,
        party=pair[0],
        object=pair[1],
        status=Status.DONE,
        date=PartialDate(2001, 2),
        effective=PartialDate(2002, 2, 1),
        stage=Stage.NOTICE,
    )
    told = (*told, notice)
    dispute = Dispute("act/a", "date", "1999, or 2001?", "claim/1", "claim/2")
    digest = Digest(*pair, told, (dispute,), (Concluded("act/a", Status.DONE, None),))
    (quad,) = digest_quads([digest])
    assert isinstance(quad.object, Literal)
    assert read_digest(quad.object.value) == digest
