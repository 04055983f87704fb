"""Leaders: from the table to entities, and when a family name may stand alone."""

from __future__ import annotations

from typing import Any

import pytest

from treatygraph.catalogue import load_catalogue
from treatygraph.extract.naming import slug
from treatygraph.model import Catalogue, Entity, EntityKind, Name, NameKind, PartialDate

HEADER = "name,of,from,to,names,family\n"


def built(workshop: Any, rows: str, taken: str = "") -> dict[str, Entity]:
    workshop.supplement("persons.csv", HEADER + rows)
    workshop.supplement("family-names.csv", "name,reason\n" + taken)
    assert workshop.run() == 0
    return dict(load_catalogue(workshop.reference))


def short_names(entity: Entity) -> set[str]:
    return {name.text for name in entity.names if name.kind is NameKind.SHORT}


def test_a_person_belongs_to_a_state_for_some_years_and_has_names(workshop: Any) -> None:
    entities = built(workshop, "Ilo Vantrø,state/ARV,1990,2001,Ilo Wantro;Old Ilo,Vantrø\n")
    person = entities["person/ilo-vantr"]
    assert (person.kind, person.label) == (EntityKind.PERSON, "Ilo Vantrø")
    assert person.part_of == "state/ARV"
    assert (person.since, person.until) == (PartialDate(1990), PartialDate(2001))
    assert set(person.names) == {
        Name("Ilo Vantrø", NameKind.COMMON),
        Name("Ilo Vantro", NameKind.ALTERNATIVE),  # news leaves the accents out
        Name("Ilo Wantro", NameKind.ALTERNATIVE),
        Name("Old Ilo", NameKind.ALTERNATIVE),
        Name("Vantrø", NameKind.SHORT),
        Name("Vantro", NameKind.SHORT),
    }
    turtle = (workshop.reference / "persons.ttl").read_text(encoding="utf-8")
    assert "person:ilo-vantr a tg:Person" in turtle


def test_the_last_word_of_each_spelling_is_the_family_name(workshop: Any) -> None:
    entities = built(workshop, "Ada Zorin,state/ARV,,,Ada Zoryn;Zeta,\n")
    assert short_names(entities["person/ada-zorin"]) == {"Zorin", "Zoryn"}
    assert entities["person/ada-zorin"].since is None


@pytest.mark.parametrize(
    ("others", "taken"),
    [
        ("Bo Lund,state/ARV,,,,-\n", ""),  # a capital
        ("Bo Orrin,state/ARV,,,,-\nCy Orrin,body/lamp-board,,,,\n", ""),  # two persons
        ("Bo Mist,state/ARV,,,,\n", "mist,word\n"),
        ("Bo Q,state/ARV,,,,\n", ""),  # a letter
        ("Bo Vell,state/ARV,,,,Bo Vell\n", ""),  # left to somebody better known
    ],
)
def test_a_family_name_that_means_something_else_does_not_stand_alone(
    workshop: Any, others: str, taken: str
) -> None:
    entities = built(workshop, others, taken)
    persons = [entity for entity in entities.values() if entity.kind is EntityKind.PERSON]
    assert [short_names(person) for person in persons] == [set()] * len(persons)


def test_the_better_known_one_may_keep_the_name(workshop: Any) -> None:
    rows = "Bo Vell,state/ARV,,,,Bo Vell\nCy Vell,state/ARV,,,,\n"
    assert short_names(built(workshop, rows)["person/cy-vell"]) == {"Vell"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Ada Zorin,state/XXX,,,,", "persons.csv:2: person/ada-zorin points to state/XXX"),
        ("Ada Zorin,,,,,", "persons.csv:2: Ada Zorin belongs to nothing"),
        (",state/ARV,,,,", "persons.csv:2: a person without a name"),
        ("Ada Zorin,state/ARV,2001,1990,,", "persons.csv:2: to 1990 is before from 2001"),
        ("Ada Zorin,state/ARV,soon,,,", "persons.csv:2: from: not a date"),
        (
            "Ada Zorin,state/ARV,,,,\nAda Zorin,state/BRU,,,,",
            "persons.csv:3: person/ada-zorin is there already",
        ),
    ],
)
def test_a_wrong_row_is_named_with_its_line(
    workshop: Any, capsys: pytest.CaptureFixture[str], row: str, message: str
) -> None:
    workshop.supplement("persons.csv", HEADER + row + "\n")
    assert workshop.run() == 2
    assert message in capsys.readouterr().err


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def alone(catalogue: Catalogue) -> dict[str, str]:
    persons = [entity for entity in catalogue.values() if entity.kind is EntityKind.PERSON]
    return {text: person.key for person in persons for text in short_names(person)}


def test_the_catalogue_knows_many_leaders(catalogue: Catalogue) -> None:
    persons = [entity for entity in catalogue.values() if entity.kind is EntityKind.PERSON]
    assert len(persons) >= 2000
    assert all(person.part_of in catalogue for person in persons)
    assert all(person.key == f"person/{slug(person.label)}" for person in persons)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Putin", "person/vladimir-putin"),
        ("Erdoğan", "person/recep-tayyip-erdogan"),
        ("Erdogan", "person/recep-tayyip-erdogan"),
        ("Macron", "person/emmanuel-macron"),
        ("Zelenskyy", "person/volodymyr-zelensky"),
        ("Xi", "person/xi-jinping"),
    ],
)
def test_a_family_name_that_only_one_has(alone: dict[str, str], name: str, key: str) -> None:
    assert alone[name] == key


@pytest.mark.parametrize("name", ["May", "Brown", "Major", "Bush", "Ford", "King", "Kim", "Lagos"])
def test_words_places_and_shared_names_do_not_stand_alone(alone: dict[str, str], name: str) -> None:
    assert name not in alone
