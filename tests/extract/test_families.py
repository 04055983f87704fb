"""What sentences tell, family by family: the tables in ``families/`` are the specification.

A case states exactly the acts, statements and roles of its text. What is not yet understood is marked
``todo``; the test says so as soon as it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from treatygraph.extract.extractor import Extractor
from treatygraph.model import ActClaim, Claim, Document, PartialDate, RoleClaim, StatementClaim

FOLDER = Path(__file__).parent / "families"


def cases(name: str) -> Iterator[Any]:
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    for case in data["case"]:
        todo = case.get("todo")
        marks = [pytest.mark.xfail(reason=todo, strict=True)] if todo else []
        yield pytest.param(case, id=f"{case['family']}: {case['text'][:50]}", marks=marks)


# Statements are read only where a document is about treaties or bodies.
ABOUT_A_TREATY = "\n\nThe Kyoto Protocol has many articles."


def claims_of(extractor: Extractor, case: dict[str, Any], context: str = "") -> list[Claim]:
    published = PartialDate.parse(case["published"]) if "published" in case else None
    document = Document("case", case["text"] + context, case.get("title"), published)
    claims = list(extractor.extract(document).claims)
    for claim in claims:
        for place in (*claim.evidence, *claim.reason.anchors):
            assert case["text"][place.start : place.end] == place.quote
    return claims


def act_line(claim: ActClaim) -> str:
    party = claim.party.code if claim.party else "-"
    return f"{claim.kind.value} {party} {claim.object.key} {claim.status.value} {claim.date or '-'}"


# The tables of acts: by kind, by construction of grammar, by what news is like.
TABLES = ("acts", "bodies", "dates", "grammar", "headlines", "news", "plans", "treaties")


@pytest.mark.parametrize("case", [case for table in TABLES for case in cases(table)])
def test_acts(extractor: Extractor, case: dict[str, Any]) -> None:
    found = [act_line(c) for c in claims_of(extractor, case) if isinstance(c, ActClaim)]
    assert sorted(found) == sorted(case.get("acts", []))


@pytest.mark.parametrize("case", list(cases("effects")))
def test_days_of_effect(extractor: Extractor, case: dict[str, Any]) -> None:
    claims = [c for c in claims_of(extractor, case) if isinstance(c, ActClaim)]
    found = [f"{act_line(c)} effective {c.effective or '-'}" for c in claims]
    assert sorted(found) == sorted(case["acts"])


@pytest.mark.parametrize("case", list(cases("statements")))
def test_statements(extractor: Extractor, case: dict[str, Any]) -> None:
    found = [
        f"{c.speaker.key} {c.stance.value} {c.about.key}"
        for c in claims_of(extractor, case, ABOUT_A_TREATY)
        if isinstance(c, StatementClaim)
    ]
    assert sorted(found) == sorted(case.get("statements", []))


def test_statements_of_other_documents_are_not_read(extractor: Extractor) -> None:
    case = {"text": "Spain condemned Belarus for the arrests of three cyclists."}
    assert claims_of(extractor, case) == []
    assert len(claims_of(extractor, case, ABOUT_A_TREATY)) == 1


@pytest.mark.parametrize("case", list(cases("roles")))
def test_roles(extractor: Extractor, case: dict[str, Any]) -> None:
    found = [
        f"{c.person.label} | {c.role} | {c.of.key}"
        for c in claims_of(extractor, case)
        if isinstance(c, RoleClaim)
    ]
    assert sorted(found) == sorted(case.get("roles", []))
