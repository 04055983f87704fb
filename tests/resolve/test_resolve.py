"""Claims of many documents become acts."""

from __future__ import annotations

import itertools

import pytest

from treatygraph.model import (
    ActClaim,
    ActKind,
    Entity,
    EntityKind,
    Evidence,
    PartialDate,
    Reason,
    Status,
)
from treatygraph.resolve import resolve

USA = Entity("state/USA", EntityKind.STATE, "United States")
UNESCO = Entity("body/unesco", EntityKind.ORGANISATION, "UNESCO")
CAT = Entity("treaty/mtdsg-IV-9", EntityKind.CONVENTION, "Convention against Torture")


def said(
    document: str, kind: str, status: str = "done", date: str | None = None, about: Entity = UNESCO
) -> ActClaim:
    return ActClaim(
        document=document,
        evidence=(Evidence(0, 1, "x"),),
        reason=Reason("test"),
        kind=ActKind(kind),
        party=USA,
        object=about,
        status=Status(status),
        date=PartialDate.parse(date) if date else None,
    )


def told(*claims: ActClaim) -> list[tuple[str, str, str | None]]:
    return [(a.key, a.status.value, str(a.date) if a.date else None) for a in resolve(claims)]


def test_the_same_event_in_two_documents_is_one_act() -> None:
    acts = resolve([said("a", "leaving", date="2018"), said("b", "leaving", date="2018-12-31")])
    assert [(a.key, str(a.date), len(a.claims)) for a in acts] == [
        ("act/leaving/USA/unesco", "2018-12-31", 2)
    ]


def test_the_furthest_stage_stands_and_every_claim_stays() -> None:
    (act,) = resolve(
        [
            said("a", "leaving", "proposed", "2017-10-12"),
            said("b", "leaving", "underway", "2017-10-30"),
            said("c", "leaving", "done", "2018-12-31"),
        ]
    )
    assert (act.status, str(act.date), len(act.claims)) == (Status.DONE, "2018-12-31", 3)
    assert len(act.basis) == 1


def test_a_state_can_join_leave_and_join_again() -> None:
    claims = [
        said("a", "joining", date="1946"),
        said("b", "leaving", date="1984"),
        said("c", "joining", date="2003"),
        said("d", "leaving", date="2018"),
        said("e", "joining", date="2023-07"),
    ]
    assert told(*claims) == [
        ("act/joining/USA/unesco", "done", "1946"),
        ("act/joining/USA/unesco/2003", "done", "2003"),
        ("act/joining/USA/unesco/2023", "done", "2023-07"),
        ("act/leaving/USA/unesco", "done", "1984"),
        ("act/leaving/USA/unesco/2018", "done", "2018"),
    ]


def test_a_later_refusal_takes_a_proposal_back() -> None:
    claims = [
        said("a", "leaving", "proposed", "2024-01"),
        said("b", "leaving", "not-done", "2024-05"),
    ]
    assert told(*claims) == [("act/leaving/USA/unesco", "not-done", "2024-05")]


def test_a_refusal_before_the_act_is_overtaken() -> None:
    claims = [
        said("a", "ratification", "not-done", "1990", CAT),
        said("b", "ratification", "done", "1994", CAT),
    ]
    (act,) = resolve(claims)
    assert (act.status, act.disagreements) == (Status.DONE, ())


def test_two_years_for_one_ratification_disagree() -> None:
    claims = [
        said("a", "ratification", date="1994", about=CAT),
        said("b", "ratification", date="1995", about=CAT),
    ]
    (act,) = resolve(claims)
    assert [d.kind for d in act.disagreements] == ["date"]


def test_left_against_expelled_disagree() -> None:
    acts = resolve(
        [said("a", "leaving", date="2022-03-15"), said("b", "expulsion", date="2022-03-16")]
    )
    assert [[d.kind for d in a.disagreements] for a in acts] == [[], ["kind"]]


@pytest.mark.parametrize("count", [4])
def test_the_order_of_reading_does_not_matter(count: int) -> None:
    claims = [
        said("a", "joining", date="1946"),
        said("b", "joining", "proposed"),
        said("c", "leaving", date="1984"),
        said("d", "joining", date="2003"),
    ][:count]
    results = {tuple(map(repr, resolve(order))) for order in itertools.permutations(claims)}
    assert len(results) == 1
