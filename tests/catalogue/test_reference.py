"""The reference graph of the repository: it loads, and holds what everything else counts on."""

from __future__ import annotations

import pickle
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from treatygraph import resources
from treatygraph.catalogue import load_aliases, load_catalogue
from treatygraph.model import Catalogue, EntityKind, Name, NameKind, PartialDate


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def owners(catalogue: Catalogue) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entity in catalogue.values():
        for name in entity.names:
            found[name.text].add(entity.key)
    return found


def test_there_are_states_treaties_and_bodies(catalogue: Catalogue) -> None:
    kinds = [entity.kind for entity in catalogue.values()]
    assert sum(kind is EntityKind.STATE for kind in kinds) == 199
    assert sum(kind.is_treaty for kind in kinds) >= 1250
    assert sum(kind.is_body for kind in kinds) >= 580


def test_russia_can_be_named_by_its_people_and_its_capital(catalogue: Catalogue) -> None:
    russia = catalogue["state/RUS"]
    assert russia.kind is EntityKind.STATE
    assert Name("Russian", NameKind.DEMONYM) in russia.names
    assert Name("Moscow", NameKind.CAPITAL) in russia.names


def test_the_torture_convention_has_its_protocols_and_its_committee(catalogue: Catalogue) -> None:
    treaty = catalogue["treaty/cets-126"]
    assert treaty.kind is EntityKind.CONVENTION
    assert treaty.since == PartialDate(1987, 11, 26)
    members = [entity.key for entity in catalogue.members["treaty/cets-126"]]
    assert members == ["treaty/cets-151", "treaty/cets-152"]
    assert catalogue["body/cpt"].founded_by == "treaty/cets-126"
    assert catalogue["body/cpt"].part_of == "body/council-of-europe"


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Congo", {"state/COD", "state/COG"}),
        ("Korean", {"state/KOR", "state/PRK"}),
        ("WTO", {"body/world-tourism-organization", "body/world-trade-organization"}),
    ],
)
def test_a_name_of_several_stays_with_all(
    owners: dict[str, set[str]], name: str, keys: set[str]
) -> None:
    assert keys <= owners[name]


def test_the_european_union_is_one_entity(
    catalogue: Catalogue, owners: dict[str, set[str]]
) -> None:
    assert owners["European Union"] == {"body/european-union"}
    assert owners["EU"] == {"body/european-union"}
    assert "state/EUE" not in catalogue
    assert load_aliases()["state/EUE"] == "body/european-union"


def test_no_treaty_is_named_like_a_capital(catalogue: Catalogue, owners: Any) -> None:
    capitals = {n.text for e in catalogue.values() for n in e.names if n.kind is NameKind.CAPITAL}
    wrong = {c: k for c in capitals for k in owners[c] if k.startswith("treaty/")}
    assert wrong == {}


def test_every_link_leads_somewhere_and_never_in_a_circle(catalogue: Catalogue) -> None:
    for entity in catalogue.values():
        seen = {entity.key}
        above = entity.part_of
        while above:
            assert above not in seen, f"{entity.key} is part of itself"
            seen.add(above)
            above = catalogue[above].part_of


def test_a_catalogue_can_be_sent_to_another_process(catalogue: Catalogue) -> None:
    again = pickle.loads(pickle.dumps(catalogue))  # noqa: S301 - our own bytes
    assert again["state/RUS"].names == catalogue["state/RUS"].names
    assert list(again) == list(catalogue)


def test_no_file_is_larger_than_three_megabytes() -> None:
    sizes = {file.name: file.stat().st_size for file in resources.reference().glob("*.ttl")}
    assert {name for name, size in sizes.items() if size >= 3_000_000} == set()


@pytest.mark.shared
def test_the_files_are_what_the_tables_give(program: Any, shared_dir: Path) -> None:
    assert program.main(["--check", "--data", str(shared_dir / "data")]) == 0
