"""Claims as quads, and back: nothing is lost, and everything has an IRI that comes from content."""

from __future__ import annotations

import dataclasses

import pytest
from pyoxigraph import BlankNode, NamedNode

from treatygraph.model import (
    Act,
    ActClaim,
    ActKind,
    Anchor,
    Catalogue,
    Claim,
    Disagreement,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Extraction,
    PartialDate,
    Reason,
    RoleClaim,
    Span,
    Stance,
    StatementClaim,
    Status,
)
from treatygraph.rdf import (
    Run,
    act_quads,
    derived_quads,
    document_graph,
    document_quads,
    read_claims,
    read_extraction,
)
from treatygraph.store.prefixes import ID, TG

CHILE = Entity("state/CHL", EntityKind.STATE, "Chile")
PACT = Entity("treaty/rivers", EntityKind.CONVENTION, "Convention on Rivers")
COUNCIL = Entity("body/river-council", EntityKind.ORGANISATION, "River Council")
LUND = Entity("person/ada-lund", EntityKind.PERSON, "Ada Lund")
DEAL = Entity(
    "treaty/unlisted-chl-per-fish",
    EntityKind.AGREEMENT,
    "fish agreement",
    parties=("state/CHL", "state/PER"),
    since=PartialDate(2001),
    unlisted=True,
)
OFFICE = Entity(
    "office/unlisted-ministry",
    EntityKind.OFFICE,
    "the ministry",
    part_of="state/CHL",
    unlisted=True,
)
CATALOGUE = Catalogue([CHILE, PACT, COUNCIL])
TEXT = "Chile signed it. Ada Lund, “president”, was glad.\nÑandú 🦙 Chile left."
DOCUMENT = Document(
    "one.txt",
    TEXT,
    "A title",
    PartialDate(2025, 8),
    "The Ferryman",
    "https://example.org/1",
    "en",
    (Span(17, 22),),
)
RUN = Run("0.1.0", "test", "c" * 32, "l" * 32)


def evidence(start: int, end: int) -> Evidence:
    return Evidence(start, end, TEXT[start:end])


def anchor(part: str, start: int, end: int, how: str = "named", far: Span | None = None) -> Anchor:
    return Anchor(part, start, end, TEXT[start:end], how, far)


def act(kind: ActKind = ActKind.SIGNATURE, **changes: object) -> ActClaim:
    claim = ActClaim(
        document=DOCUMENT.hash,
        evidence=(evidence(0, 16),),
        reason=Reason("sign", (anchor("party", 0, 5), anchor("trigger", 6, 12)), "a note"),
        confidence=0.9,
        kind=kind,
        party=CHILE,
        object=PACT,
        status=Status.DONE,
    )
    return dataclasses.replace(claim, **changes)  # type: ignore[arg-type]  # checked by the class


CLAIMS: list[Claim] = [
    act(),
    act(date=PartialDate(1998), effective=PartialDate(1999, 2), by=LUND, attribution=OFFICE),
    act(date=PartialDate(1998, 3, 4), status=Status.UNDERWAY, object=DEAL),
    act(party=None, kind=ActKind.ADOPTION, status=Status.PROPOSED),
    act(
        evidence=(evidence(0, 16), evidence(50, len(TEXT))),
        reason=Reason("x", (anchor("object", 13, 15, "reference", Span(0, 5)),)),
    ),
    StatementClaim(
        document=DOCUMENT.hash,
        evidence=(evidence(17, 49),),
        reason=Reason("s"),
        confidence=0.6,
        speaker=LUND,
        stance=Stance.CONCERN,
        about=COUNCIL,
    ),
    RoleClaim(
        document=DOCUMENT.hash,
        evidence=(evidence(17, 49),),
        reason=Reason("r"),
        person=LUND,
        role="president",
        of=CHILE,
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=range(len(CLAIMS)))
def test_a_claim_comes_back_as_it_was(claim: Claim) -> None:
    quads = document_quads(Extraction(DOCUMENT, (claim,)), RUN)
    assert read_claims(quads, CATALOGUE) == [claim]


def test_a_document_comes_back_with_all_its_claims() -> None:
    ordered = tuple(sorted(CLAIMS, key=lambda c: (c.evidence[0].start, repr(c.identity))))
    extraction = Extraction(DOCUMENT, ordered)
    again = read_extraction(document_quads(extraction, RUN), CATALOGUE)
    assert again.document == DOCUMENT
    assert sorted(c.hash for c in again.claims) == sorted(c.hash for c in ordered)


def test_quads_are_sorted_in_one_graph_and_without_blank_nodes() -> None:
    quads = document_quads(Extraction(DOCUMENT, tuple(CLAIMS)), RUN)
    assert quads == sorted(set(quads), key=str)
    assert {quad.graph_name for quad in quads} == {document_graph(DOCUMENT)}
    assert not any(isinstance(t, BlankNode) for q in quads for t in (q.subject, q.object))


def test_the_order_of_claims_does_not_matter() -> None:
    forth = document_quads(Extraction(DOCUMENT, tuple(CLAIMS)), RUN)
    back = document_quads(Extraction(DOCUMENT, tuple(reversed(CLAIMS))), RUN)
    assert forth == back


def done(kind: ActKind, date: PartialDate | None = None, status: Status = Status.DONE) -> Act:
    target = (
        PACT if kind in (ActKind.RATIFICATION, ActKind.WITHDRAWAL, ActKind.SIGNATURE) else COUNCIL
    )
    return Act(
        key=f"act/{kind.value}/CHL/{target.code}/{date}",
        kind=kind,
        party=CHILE,
        object=target,
        status=status,
        date=date,
        claims=("a" * 32, "b" * 32),
        basis=("a" * 32,),
    )


def edges(*acts: Act) -> set[str]:
    return {quad.predicate.value.removeprefix(TG) for quad in derived_quads(acts)}


def test_only_what_is_done_has_a_direct_edge() -> None:
    assert edges(done(ActKind.SIGNATURE)) == {"signed"}
    assert edges(done(ActKind.SIGNATURE, status=Status.PROPOSED)) == set()
    assert edges(done(ActKind.SIGNATURE, status=Status.NOT_DONE)) == set()


def test_a_party_is_one_until_it_withdraws() -> None:
    ratified, withdrew = done(ActKind.RATIFICATION, PartialDate(2000)), PartialDate(2010)
    assert "partyTo" in edges(ratified)
    assert "partyTo" not in edges(ratified, done(ActKind.WITHDRAWAL, withdrew))
    again = done(ActKind.RATIFICATION, PartialDate(2020))
    assert "partyTo" in edges(ratified, done(ActKind.WITHDRAWAL, withdrew), again)


def test_an_end_without_a_date_is_taken_to_be_the_last() -> None:
    assert "memberOf" not in edges(done(ActKind.JOINING, PartialDate(2000)), done(ActKind.LEAVING))


def test_an_act_keeps_its_claims_and_its_disagreements() -> None:
    quarrel = Disagreement("date", ("a" * 32, "b" * 32), "2001 or 2002")
    quads = act_quads([dataclasses.replace(done(ActKind.SIGNATURE), disagreements=(quarrel,))])
    claims = {q.object for q in quads if q.predicate == NamedNode(TG + "claim")}
    assert claims == {NamedNode(f"{ID}claim/{'a' * 32}"), NamedNode(f"{ID}claim/{'b' * 32}")}
    assert any(q.predicate == NamedNode(TG + "disagreementKind") for q in quads)
