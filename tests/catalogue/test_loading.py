"""Turtle in, catalogue out; and Turtle that is wrong."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from treatygraph.catalogue import catalogue_hash, catalogue_quads, load_catalogue
from treatygraph.errors import ResourceError
from treatygraph.model import EntityKind

PREFIXES = """\
@prefix tg: <https://w3id.org/treatygraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix id: <https://w3id.org/treatygraph/id/> .
@prefix state: <https://w3id.org/treatygraph/id/state/> .
@prefix treaty: <https://w3id.org/treatygraph/id/treaty/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def folder_with(tmp_path: Path, turtle: str) -> Path:
    (tmp_path / "things.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
    return tmp_path


def test_a_bilateral_treaty_has_its_parties_and_may_be_unlisted(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path,
        """
        state:ARV a tg:State ; skos:prefLabel "Arvonia"@en .
        state:BRU a tg:HistoricState ; skos:prefLabel "Bruma"@en .
        treaty:ferry a tg:Treaty , tg:Unlisted ; skos:prefLabel "Ferry Treaty"@en ;
            tg:bilateralParty state:BRU , state:ARV .
        """,
    )
    treaty = load_catalogue(folder)["treaty/ferry"]
    assert treaty.kind is EntityKind.TREATY
    assert treaty.unlisted
    assert treaty.parties == ("state/ARV", "state/BRU")


def test_links_to_what_is_not_there_are_left_out(tmp_path: Path) -> None:
    turtle = 'treaty:a a tg:Protocol ; skos:prefLabel "A"@en ; tg:partOf treaty:gone .'
    assert load_catalogue(folder_with(tmp_path, turtle))["treaty/a"].part_of is None


def test_entities_come_in_the_order_of_their_keys(tmp_path: Path) -> None:
    turtle = "\n".join(f'state:{c} a tg:State ; skos:prefLabel "{c}"@en .' for c in "CAB")
    assert list(load_catalogue(folder_with(tmp_path, turtle))) == ["state/A", "state/B", "state/C"]


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("state:ARV a tg:State .", "no skos:prefLabel"),
        ('state:A a tg:State ; skos:prefLabel "A" ; skosxl:altLabel id:n .', "no literal form"),
        (
            """state:A a tg:State ; skos:prefLabel "A" ; skosxl:altLabel id:n .
            id:n skosxl:literalForm "Ay" ; tg:nameKind "nickname" .""",
            "no kind that is known",
        ),
        ('state:A a tg:State ; skos:prefLabel "A" ; tg:since "soon" .', "not a date"),
        ("[] a tg:State .", "blank node"),
    ],
)
def test_incomplete_turtle_is_refused(tmp_path: Path, turtle: str, message: str) -> None:
    with pytest.raises(ResourceError, match=message):
        load_catalogue(folder_with(tmp_path, turtle))


def test_what_is_not_turtle_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "state:ARV a\n")
    with pytest.raises(ResourceError, match=r"things\.ttl:\d+: not Turtle") as caught:
        load_catalogue(folder)
    assert caught.value.path == folder / "things.ttl"


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="build_reference"):
        load_catalogue(tmp_path)


def test_quads_stand_in_the_graph_of_the_catalogue(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, 'state:ARV a tg:State ; skos:prefLabel "Arvonia"@en .')
    quads = catalogue_quads(folder)
    assert len(quads) == 2
    graph = ox.NamedNode("https://w3id.org/treatygraph/graph/catalogue")
    assert {quad.graph_name for quad in quads} == {graph}


def test_the_hash_follows_content_and_leaves_the_record_alone(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "")
    before = catalogue_hash(folder)
    (folder / "record.ttl").write_text("", encoding="utf-8")
    assert catalogue_hash(folder) == before
    (folder / "more.ttl").write_text("", encoding="utf-8")
    assert catalogue_hash(folder) != before
    assert len(before) == 32
