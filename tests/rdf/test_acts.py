"""Acts as quads: what each is called, and which direct edges follow from them."""

from __future__ import annotations

import itertools

import pytest
from pyoxigraph import NamedNode

from treatygraph.model import Act, ActKind, Disagreement, Entity, EntityKind, PartialDate, Status
from treatygraph.rdf import act_quads, derived_quads
from treatygraph.rdf.terms import ACTS_GRAPH, DERIVED_GRAPH
from treatygraph.store.prefixes import ID, RDF_TYPE, TG

NORWAY = Entity("state/NOR", EntityKind.STATE, "Norway")
PACT = Entity("treaty/rivers", EntityKind.CONVENTION, "Convention on Rivers")
UNION = Entity("body/river-union", EntityKind.ORGANISATION, "River Union")


def act(
    kind: str,
    date: str | None = None,
    status: str = "done",
    target: Entity = PACT,
    party: Entity | None = NORWAY,
) -> Act:
    return Act(
        key=f"act/{kind}/{party.code if party else ''}/{target.code}/{date}",
        kind=ActKind(kind),
        party=party,
        object=target,
        status=Status(status),
        date=PartialDate.parse(date) if date else None,
        claims=("a" * 32,),
    )


def edges(*acts: Act) -> set[str]:
    """The names of the direct edges, which are the same in whatever order the acts come."""
    found = {tuple(derived_quads(order)) for order in itertools.permutations(acts)}
    assert len(found) == 1
    return {quad.predicate.value.removeprefix(TG) for quad in found.pop()}


DIRECT = {
    "signature": {"signed"},
    "ratification": {"ratified", "partyTo"},
    "accession": {"accededTo", "partyTo"},
    "withdrawal": {"withdrewFrom"},
    "suspension": {"suspendedTreaty"},
    "reservation": {"madeReservationTo"},
    "derogation": {"derogatedFrom"},
    "joining": {"joined", "memberOf"},
    "leaving": {"left"},
    "expulsion": {"wasExpelledFrom"},
    "membership-suspension": {"wasSuspendedFrom"},
    # What happens to a treaty or body is nothing that ties a party to it.
    "adoption": set(),
    "opening": set(),
    "entry-into-force": set(),
    "termination": set(),
    "establishment": set(),
}


@pytest.mark.parametrize("kind", [kind.value for kind in ActKind])
def test_each_kind_of_act_that_is_done_has_its_edge(kind: str) -> None:
    assert edges(act(kind)) == DIRECT[kind]


@pytest.mark.parametrize("kind", [kind.value for kind in ActKind])
@pytest.mark.parametrize("status", ["proposed", "underway", "not-done"])
def test_what_is_not_done_has_none(kind: str, status: str) -> None:
    assert edges(act(kind, status=status)) == set()


def test_an_act_without_a_party_has_none() -> None:
    assert edges(act("ratification", party=None)) == set()


@pytest.mark.parametrize(
    ("acts", "lasts"),
    [
        ([("ratification", "2000")], True),
        ([("signature", "2000")], False),
        ([("withdrawal", "2010")], False),
        ([("ratification", "2000"), ("withdrawal", "2010")], False),
        ([("accession", "2000"), ("withdrawal", "2010")], False),
        ([("withdrawal", "2010"), ("accession", "2015")], True),
        ([("ratification", "1990"), ("withdrawal", "2010"), ("accession", "2015-05")], True),
        # An end without a date counts as later than what began it, and nothing undated undoes it.
        ([("ratification", "2000"), ("withdrawal", None)], False),
        ([("ratification", None), ("withdrawal", None)], False),
        ([("ratification", None), ("withdrawal", "2010")], False),
        # Within one year, nobody knows which came first: nothing is claimed to last.
        ([("ratification", "2010"), ("withdrawal", "2010")], False),
        ([("ratification", "2010"), ("withdrawal", "2010-06-01")], False),
    ],
)
def test_a_party_is_one_until_it_withdraws(acts: list[tuple[str, str | None]], lasts: bool) -> None:
    assert ("partyTo" in edges(*(act(kind, date) for kind, date in acts))) is lasts


@pytest.mark.parametrize("status", ["proposed", "underway", "not-done"])
def test_a_withdrawal_that_is_not_done_ends_nothing(status: str) -> None:
    told = edges(act("ratification", "2000"), act("withdrawal", "2010", status))
    assert told == {"ratified", "partyTo"}


@pytest.mark.parametrize("end", ["leaving", "expulsion"])
def test_a_member_is_one_until_it_leaves_or_is_expelled(end: str) -> None:
    joined, ended = act("joining", "1990", target=UNION), act(end, "2000", target=UNION)
    assert "memberOf" in edges(joined)
    assert "memberOf" not in edges(joined, ended)
    assert "memberOf" in edges(joined, ended, act("joining", "2005", target=UNION))
    assert "memberOf" not in edges(joined, act(end, target=UNION))


def test_a_suspended_member_is_a_member() -> None:
    suspended = act("membership-suspension", "2000", target=UNION)
    assert "memberOf" in edges(act("joining", "1990", target=UNION), suspended)


def test_leaving_one_body_does_not_end_membership_of_another() -> None:
    other = Entity("body/lake-union", EntityKind.ORGANISATION, "Lake Union")
    quads = derived_quads([act("joining", "1990", target=UNION), act("leaving", target=other)])
    told = {(q.predicate.value.removeprefix(TG), q.object.value.removeprefix(ID)) for q in quads}
    assert told == {
        ("joined", "body/river-union"),
        ("memberOf", "body/river-union"),
        ("left", "body/lake-union"),
    }


def test_edges_lead_from_the_party_to_the_object_in_a_graph_of_their_own() -> None:
    (quad,) = derived_quads([act("signature")])
    assert str(quad.subject) == f"<{ID}state/NOR>"
    assert str(quad.object) == f"<{ID}treaty/rivers>"
    assert quad.graph_name == DERIVED_GRAPH


@pytest.mark.parametrize("kind", list(ActKind))
def test_an_act_has_the_class_of_its_kind(kind: ActKind) -> None:
    quads = act_quads([act(kind.value)])
    types = {q.object.value for q in quads if q.predicate == NamedNode(RDF_TYPE)}
    name = kind.value.title().replace("-", "")
    assert types == {TG + "Act", TG + name}
    assert {quad.graph_name for quad in quads} == {ACTS_GRAPH}
    assert quads == sorted(quads, key=str)


def test_one_quarrel_of_two_claims_is_one_node_however_they_are_told() -> None:
    def nodes(*claims: str) -> set[str]:
        quarrel = Disagreement("date", (claims[0], claims[1]), "2001 or 2002")
        told = Act(
            key="act/x",
            kind=ActKind.SIGNATURE,
            party=NORWAY,
            object=PACT,
            status=Status.DONE,
            date=None,
            claims=tuple(sorted(claims)),
            disagreements=(quarrel,),
        )
        return {str(q.subject) for q in act_quads([told]) if "disagreement/" in str(q.subject)}

    assert nodes("a" * 32, "b" * 32) == nodes("b" * 32, "a" * 32)
    assert len(nodes("a" * 32, "b" * 32)) == 1
