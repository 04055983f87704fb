"""The names that news gives to one of several owners: each is shared, and its owner has it."""

from __future__ import annotations

import tomllib

import pytest

from treatygraph import resources
from treatygraph.catalogue import load_catalogue
from treatygraph.extract.names import normal_form

FILE = resources.ontology() / "lexicon" / "prominence.toml"
DEFAULT: dict[str, str] = tomllib.loads(FILE.read_text(encoding="utf-8"))["default"]


@pytest.fixture(scope="module")
def owners() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entity in load_catalogue().values():
        for name in entity.names:
            found.setdefault(normal_form(name.text), set()).add(entity.key)
    return found


@pytest.mark.parametrize(("name", "key"), DEFAULT.items())
def test_a_listed_name_has_several_owners_and_this_is_one(
    owners: dict[str, set[str]], name: str, key: str
) -> None:
    assert key in owners[normal_form(name)]
    assert len(owners[normal_form(name)]) > 1
