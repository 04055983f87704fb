"""The tables become Turtle, and the Turtle becomes the catalogue: nothing lost, nothing added."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from treatygraph.catalogue import catalogue_quads, load_aliases, load_catalogue
from treatygraph.model import Entity, EntityKind, Name, NameKind, PartialDate

TG = "https://w3id.org/treatygraph/ontology#"


def built(workshop: Any) -> dict[str, Entity]:
    assert workshop.run() == 0
    return dict(load_catalogue(workshop.reference))


def test_a_state_keeps_its_names_with_kind_and_language(workshop: Any) -> None:
    state = built(workshop)["state/ARV"]
    assert (state.kind, state.label) == (EntityKind.STATE, "Arvonia")
    assert state.names == (
        Name("Republic of Arvonia", NameKind.OFFICIAL),
        Name("Arvonia", NameKind.COMMON),
        Name("Arvonie", NameKind.ALTERNATIVE, "fr"),
        Name("Arvonian", NameKind.DEMONYM),
        Name("Lund", NameKind.CAPITAL),
    )


def test_dates_keep_their_precision(workshop: Any) -> None:
    entities = built(workshop)
    assert entities["treaty/xts-1"].since == PartialDate(1961, 3)
    assert entities["treaty/xts-2"].since == PartialDate(1970)
    assert entities["state/BRU"].since == PartialDate(1901, 5, 2)
    assert entities["state/BRU"].until == PartialDate(1950)
    turtle = (workshop.reference / "treaties.ttl").read_text(encoding="utf-8")
    assert 'tg:adopted "1961-03"^^xsd:gYearMonth' in turtle
    assert 'tg:entryIntoForce "1963-01-09"^^xsd:date' in turtle
    assert 'tg:denunciationNotice "P6M"^^xsd:duration' in turtle


def test_the_day_a_code_was_withdrawn_is_not_the_end_of_the_state(workshop: Any) -> None:
    assert built(workshop)["state/OLD"].until is None


def test_belonging_and_founding_are_links(workshop: Any) -> None:
    entities = built(workshop)
    assert entities["treaty/xts-2"].part_of == "treaty/xts-1"
    assert entities["body/lamp-board"].part_of == "body/union-of-rivers"
    assert entities["body/lamp-board"].founded_by == "treaty/xts-2"
    assert entities["body/lamp-board"].kind is EntityKind.COMMITTEE
    assert entities["body/reed-bank"].kind is EntityKind.ORGANISATION


def test_one_thing_in_two_tables_is_one_entity_with_the_names_of_both(workshop: Any) -> None:
    entities = built(workshop)
    assert "state/UNI" not in entities
    union = entities["body/union-of-rivers"]
    assert Name("UR", NameKind.ALTERNATIVE) in union.names
    assert union.kind is EntityKind.ORGANISATION
    assert load_aliases(workshop.reference) == {"state/UNI": "body/union-of-rivers"}
    codes = [q for q in catalogue_quads(workshop.reference) if q.predicate.value == TG + "iso3"]
    assert ox.Literal("UNI") in {quad.object for quad in codes}


def test_a_name_of_two_entities_stays_with_both(workshop: Any) -> None:
    entities = built(workshop)
    owners = [k for k, e in entities.items() if any(n.text == "Arvonian" for n in e.names)]
    assert owners == ["state/ARV", "state/BRU"]


def test_codes_of_data_sets_are_no_names(workshop: Any) -> None:
    texts = [name.text for name in built(workshop)["body/union-of-rivers"].names]
    assert "UNRIV1" not in texts


def test_people_and_capitals_are_hidden_labels(workshop: Any) -> None:
    built(workshop)
    turtle = (workshop.reference / "state-names.ttl").read_text(encoding="utf-8")
    assert 'skos:hiddenLabel "Arvonian"@en' in turtle
    assert 'skos:altLabel "Arvonian"' not in turtle


def test_files_are_told_apart_by_licence(workshop: Any) -> None:
    built(workshop)
    turtle = {p.stem: p.read_text(encoding="utf-8") for p in workshop.reference.glob("*.ttl")}
    holding_odbl = {n for n, t in turtle.items() if "dcterms:source source:mledoze" in t}
    assert holding_odbl == {"states-odbl", "state-names-odbl"}
    assert {n for n, t in turtle.items() if "source:cow-igo-v3" in t} == {"bodies-cow", "sources"}


def test_the_catalogue_loads_without_the_file_that_was_taken_away(workshop: Any) -> None:
    workshop.supplement("names.csv", "key,name,kind,lang\nbody/reed-bank,The Reeds,metonym,en\n")
    assert "body/reed-bank" in built(workshop)
    (workshop.reference / "bodies-cow.ttl").unlink()
    entities = load_catalogue(workshop.reference)
    assert "body/reed-bank" not in entities
    assert entities["body/union-of-rivers"].since is None  # the year was the other source's


def test_the_same_tables_give_the_same_bytes_in_any_order_of_rows(workshop: Any) -> None:
    assert workshop.run() == 0
    before = {p.name: p.read_bytes() for p in workshop.reference.glob("*.ttl")}
    for table in workshop.data.glob("*.csv"):
        header, *rows = table.read_text(encoding="utf-8").splitlines()
        table.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")
    assert workshop.run() == 0
    assert {p.name: p.read_bytes() for p in workshop.reference.glob("*.ttl")} == before


def test_the_project_adds_entities_and_names_of_its_own(workshop: Any) -> None:
    workshop.supplement(
        "treaties.csv",
        "id,title,kind,adopted,entry_into_force,parent,note\n"
        "fog-pact,Fog Pact,treaty,1999-12,,xts-1,\n",
    )
    workshop.supplement(
        "bodies.csv",
        "id,name,abbreviation,kind,founding_treaty,founded,dissolved,parent,note\n"
        "fog-court,Fog Court,FC,court,fog-pact,2001,,union-of-rivers,\n"
        "harbour-house,Harbour House,,state-organ,,,,state/ARV,\n",
    )
    workshop.supplement("names.csv", "key,name,kind,lang\nstate/ARV,Harbour City,metonym,\n")
    entities = built(workshop)
    pact, court = entities["treaty/fog-pact"], entities["body/fog-court"]
    assert (pact.kind, pact.part_of) == (EntityKind.TREATY, "treaty/xts-1")
    assert (court.founded_by, court.part_of) == ("treaty/fog-pact", "body/union-of-rivers")
    assert Name("FC", NameKind.ABBREVIATION) in court.names
    assert entities["body/harbour-house"].part_of == "state/ARV"
    assert Name("Harbour City", NameKind.METONYM) in entities["state/ARV"].names


def test_a_key_that_was_merged_away_still_takes_names(workshop: Any) -> None:
    workshop.supplement("names.csv", "key,name,kind,lang\nstate/UNI,The Rivers,common,en\n")
    assert Name("The Rivers", NameKind.COMMON) in built(workshop)["body/union-of-rivers"].names


WRONG_SUPPLEMENTS = [
    # an entity that is nowhere
    (
        "names.csv",
        "key,name,kind,lang\nstate/XXX,X,common,en\n",
        "names.csv:2: no entity state/XXX",
    ),
    # a kind that is not known, two lines further down
    (
        "names.csv",
        "key,name,kind,lang\nstate/ARV,A,common,en\nstate/ARV,B,nickname,en\n",
        "names.csv:3: kind 'nickname' is not known",
    ),
    # a code is no name
    ("names.csv", "key,name,kind,lang\nstate/ARV,A1,code,en\n", "names.csv:2: a code is no name"),
    ("names.csv", "key,name,kind,lang\nstate/ARV,,common,en\n", "names.csv:2: a name is empty"),
    (
        "names.csv",
        "key,name,kind,lang\nstate/ARV,A,common,English\n",
        "names.csv:2: lang 'English' is no language tag",
    ),
    # an unquoted comma
    ("names.csv", "key,name,kind,lang\nstate/ARV,A,B,common,en\n", "names.csv:2: 5 cells"),
    ("names.csv", "key,name,lang\nstate/ARV,A,en\n", "names.csv:1: no column kind"),
    # a treaty that the tables have already
    (
        "treaties.csv",
        "id,title,kind,adopted,entry_into_force,parent,note\nxts-1,T,treaty,,,,\n",
        "treaties.csv:2: treaty/xts-1 is there already",
    ),
    (
        "treaties.csv",
        "id,title,kind,adopted,entry_into_force,parent,note\nx-9,T,treaty,1999-13,,,\n",
        "treaties.csv:2: adopted: no such date",
    ),
    (
        "treaties.csv",
        "id,title,kind,adopted,entry_into_force,parent,note\nx-9,T,treaty,,,x-8,\n",
        "treaties.csv:2: treaty/x-9 points to treaty/x-8, which is not there",
    ),
    (
        "treaties.csv",
        "id,title,kind,adopted,entry_into_force,parent,note\nx 9,T,treaty,,,,\n",
        "treaties.csv:2: 'x 9' is no identifier",
    ),
]


@pytest.mark.parametrize(("table", "text", "message"), WRONG_SUPPLEMENTS)
def test_a_wrong_line_is_named_with_its_file_and_line(
    workshop: Any, capsys: pytest.CaptureFixture[str], table: str, text: str, message: str
) -> None:
    workshop.supplement(table, text)
    assert workshop.run() == 2
    assert message in capsys.readouterr().err
    assert not list(workshop.reference.glob("*.ttl"))


WRONG_CORRECTIONS = [
    ("state/XXX,,label,X,why", "no entity state/XXX"),
    ("state/ARV,Nowhere,drop,,why", "has no name 'Nowhere'"),
    ("state/ARV,Arvonia,drop,,", "needs its reason"),
    ("state/ARV,Arvonia,paint,,why", "change 'paint' is not known"),
    ("state/ARV,,same-as,state/XXX,why", "no entity state/XXX"),
    ("state/ARV,Arvonia,kind,nickname,why", "no kind of name: 'nickname'"),
]


@pytest.mark.parametrize(("line", "message"), WRONG_CORRECTIONS)
def test_a_correction_that_corrects_nothing_is_an_error(
    workshop: Any, capsys: pytest.CaptureFixture[str], line: str, message: str
) -> None:
    table = workshop.reference / "corrections.csv"
    table.write_text(f"key,name,change,value,reason\n{line}\n", encoding="utf-8")
    assert workshop.run() == 2
    error = capsys.readouterr().err
    assert "corrections.csv:2: " in error
    assert message in error


def test_corrections_drop_rename_and_reclassify(workshop: Any) -> None:
    (workshop.reference / "corrections.csv").write_text(
        "key,name,change,value,reason\n"
        "state/ARV,Arvonie,drop,,why\n"
        "state/UNI,UR,kind,former,why\n"
        "state/UNI,,same-as,body/union-of-rivers,why\n"
        "body/lamp-board,,kind,office,why\n"
        "body/reed-bank,,label,Bank of Reeds,why\n",
        encoding="utf-8",
    )
    entities = built(workshop)
    assert "Arvonie" not in {name.text for name in entities["state/ARV"].names}
    assert Name("UR", NameKind.FORMER) in entities["body/union-of-rivers"].names
    assert entities["body/lamp-board"].kind is EntityKind.OFFICE
    assert entities["body/reed-bank"].label == "Bank of Reeds"


def test_a_source_without_a_licence_line_is_an_error(
    workshop: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    table = workshop.reference / "sources.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(x for x in lines if "pycountry" not in x), encoding="utf-8")
    assert workshop.run() == 2
    assert "sources.csv: no line for pycountry" in capsys.readouterr().err


def test_check_names_the_files_that_differ_and_writes_nothing(
    workshop: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert workshop.run() == 0
    assert workshop.run("--check") == 0
    (workshop.reference / "treaties.ttl").write_text("# gone\n", encoding="utf-8")
    (workshop.reference / "states.ttl").unlink()
    (workshop.reference / "stray.ttl").write_text("", encoding="utf-8")
    (workshop.reference / "record.ttl").write_text("", encoding="utf-8")  # another station's
    capsys.readouterr()
    assert workshop.run("--check") == 1
    assert capsys.readouterr().err.splitlines() == [
        "states.ttl is missing",
        "stray.ttl is not made from any table. Remove it",
        "treaties.ttl differs from the tables",
    ]
    assert (workshop.reference / "treaties.ttl").read_text(encoding="utf-8") == "# gone\n"


def test_missing_tables_are_said(workshop: Any, capsys: pytest.CaptureFixture[str]) -> None:
    (workshop.data / "states.csv").unlink()
    assert workshop.run() == 2
    assert "states.csv is missing" in capsys.readouterr().err
