"""The rules of standing: each rule's example in ``ontology/rules/standing.toml`` is its test."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any

import pytest

from treatygraph import resources
from treatygraph.law.derive import derive
from treatygraph.law.events import Event
from treatygraph.law.rules import EventKind, load_rules
from treatygraph.law.standings import Standing
from treatygraph.law.terms import Terms
from treatygraph.model import PartialDate

FILE = resources.ontology() / "rules" / "standing.toml"
RULES: list[dict[str, Any]] = tomllib.loads(FILE.read_text("utf-8"))["rule"]
OBJECT = {"treaty": "treaty/xts-1", "body": "body/reed-bank"}


def standing_on(rule: dict[str, Any], day: str) -> str:
    events = [
        Event.on(EventKind(kind), PartialDate.parse(date), (f"record/{number}",))
        for number, (kind, date) in enumerate(rule["example"]["events"])
    ]
    terms = Terms(OBJECT[rule["for"]], is_body=rule["for"] == "body")
    found = derive("state/ARV", terms, events).intervals
    asked = dt.date.fromisoformat(day)
    return next((i.standing.value for i in found if i.covers(asked)), "none")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_a_rule_does_what_its_example_says(rule: dict[str, Any]) -> None:
    for day, expected in rule["example"]["then"]:
        assert standing_on(rule, day) == expected, day


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_a_rule_names_its_article_and_is_named_once(rule: dict[str, Any]) -> None:
    assert rule["article"]
    assert "{object}" in rule["says"]
    assert "{date}" in rule["says"]
    assert [each["id"] for each in RULES].count(rule["id"]) == 1
    assert load_rules()[rule["id"]].article == rule["article"]


def test_every_standing_can_be_reached() -> None:
    assert {rule.to for rule in load_rules()} - {None} == set(Standing)


def test_a_step_at_home_never_changes_a_standing() -> None:
    for rule in load_rules():
        if rule.on in (EventKind.DOMESTIC, EventKind.ANNOUNCEMENT):
            assert rule.to is None
