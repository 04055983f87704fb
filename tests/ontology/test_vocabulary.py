"""The ontology and its schemes: they parse, each term is explained, each term in use is declared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, BNode, Graph, URIRef
from rdflib.collection import Collection

from treatygraph import resources
from treatygraph.law.standings import Standing
from treatygraph.model import ActKind, EntityKind, NameKind, Stance, Status
from treatygraph.record import RecordAction

TG = "https://w3id.org/treatygraph/ontology#"
ID = "https://w3id.org/treatygraph/id/"
ONTOLOGY = URIRef("https://w3id.org/treatygraph/ontology")
TERM = re.compile(r"(?<![\w:/])tg:([A-Za-z]\w*)")
FILES = sorted(resources.ontology().glob("*.ttl"))
REFERENCE = sorted(resources.reference().glob("*.ttl"))
QUERIES = sorted(resources.queries().glob("*.rq"))
SCHEMES = {
    "act-kind": ActKind,
    "status": Status,
    "stance": Stance,
    "record-action": RecordAction,
    "standing-kind": Standing,
}


def read(name: str) -> Graph:
    return Graph().parse(resources.ontology() / name, format="turtle")


VOCABULARY = read("treatygraph.ttl")
CONCEPTS = read("schemes.ttl")
CLASSES = sorted(t for t in VOCABULARY.subjects(RDF.type, OWL.Class))
PROPERTIES = sorted(
    t
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
    for t in VOCABULARY.subjects(RDF.type, kind)
)
DECLARED = {str(term).removeprefix(TG) for term in (*CLASSES, *PROPERTIES)}


def short(term: object) -> str:
    return str(term).removeprefix(TG).removeprefix(ID)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_parses(path: Path) -> None:
    assert len(Graph().parse(path, format="turtle")) > 100


def test_the_header_says_what_it_is_and_under_which_licence() -> None:
    for about in (DCTERMS.title, DCTERMS.description, DCTERMS.license, OWL.versionInfo):
        assert VOCABULARY.value(ONTOLOGY, about), about


@pytest.mark.parametrize("term", [*CLASSES, *PROPERTIES], ids=short)
def test_each_term_is_explained(term: URIRef) -> None:
    assert str(term).startswith(TG)
    for about in (RDFS.label, SKOS.definition, SKOS.example):
        (text,) = VOCABULARY.objects(term, about)
        assert text.language == "en"
        assert text.strip()
    assert VOCABULARY.value(term, RDFS.isDefinedBy) == ONTOLOGY
    assert len(set(VOCABULARY.objects(term, RDF.type))) == 1


def test_classes_begin_with_a_capital_and_properties_do_not() -> None:
    assert not [short(c) for c in CLASSES if not short(c)[0].isupper()]
    assert not [short(p) for p in PROPERTIES if not short(p)[0].islower()]


def test_no_two_definitions_are_the_same() -> None:
    texts = [str(VOCABULARY.value(term, SKOS.definition)) for term in (*CLASSES, *PROPERTIES)]
    assert len(set(texts)) == len(texts)


def test_the_vocabulary_has_no_blank_nodes() -> None:
    for graph in (VOCABULARY, CONCEPTS):
        assert not [node for triple in graph for node in triple if isinstance(node, BNode)]


@pytest.mark.parametrize(
    "path", [*FILES, *REFERENCE, *QUERIES], ids=lambda path: path.stem + path.suffix
)
def test_each_term_in_use_is_declared(path: Path) -> None:
    if path.suffix == ".ttl":
        graph = Graph().parse(path, format="turtle")
        used = {short(n) for t in graph for n in t if isinstance(n, URIRef) and n.startswith(TG)}
        # Queries stand in the shapes as text.
        used |= {n for text in graph.objects(None, SH.select) for n in TERM.findall(text)}
    else:
        used = set(TERM.findall(path.read_text("utf-8")))
    assert sorted(used - DECLARED) == []


def test_there_is_reference_data_and_there_are_queries() -> None:
    assert REFERENCE
    assert QUERIES


def test_each_kind_of_the_model_has_its_class() -> None:
    kinds = {kind.value.title().replace("-", "") for kind in (*ActKind, *EntityKind)}
    assert sorted(kinds - {"Other"} - DECLARED) == []


def ancestors(term: URIRef, way: URIRef) -> set[str]:
    return {short(each) for each in VOCABULARY.transitive_objects(term, way)}


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        ("Protocol", "Treaty"),
        ("Court", "Body"),
        ("Territory", "Party"),
        ("Person", "Entity"),
        ("RoleClaim", "Claim"),
        ("Withdrawal", "Act"),
    ],
)
def test_the_classes_stand_in_their_order(child: str, parent: str) -> None:
    assert parent in ancestors(URIRef(TG + child), RDFS.subClassOf)


def test_direct_edges_are_ties() -> None:
    edges = {short(p) for p in PROPERTIES if "tiedTo" in ancestors(p, RDFS.subPropertyOf)}
    assert edges == {
        "tiedTo", "signed", "ratified", "accededTo", "withdrewFrom", "suspendedTreaty",
        "madeReservationTo", "derogatedFrom", "partyTo", "joined", "left", "wasExpelledFrom",
        "wasSuspendedFrom", "memberOf",
    }  # fmt: skip


def test_each_scheme_has_the_values_of_the_model_in_their_order() -> None:
    for name, kind in SCHEMES.items():
        scheme = URIRef(ID + name)
        concepts = list(CONCEPTS.subjects(SKOS.inScheme, scheme))
        position = URIRef("https://schema.org/position")
        concepts.sort(key=lambda concept: CONCEPTS.value(concept, position).toPython())
        assert [str(c).removeprefix(f"{ID}{name}/") for c in concepts] == [v.value for v in kind]
        assert [str(CONCEPTS.value(c, SKOS.notation)) for c in concepts] == [v.value for v in kind]


@pytest.mark.parametrize("concept", sorted(CONCEPTS.subjects(RDF.type, SKOS.Concept)), ids=short)
def test_each_concept_is_explained(concept: URIRef) -> None:
    for about in (SKOS.prefLabel, SKOS.definition, SKOS.example):
        (text,) = CONCEPTS.objects(concept, about)
        assert text.language == "en"
    assert CONCEPTS.value(concept, SKOS.topConceptOf) == CONCEPTS.value(concept, SKOS.inScheme)


def test_kinds_of_act_and_classes_of_acts_are_matched_both_ways() -> None:
    there = {(c, k) for c, k in VOCABULARY.subject_objects(SKOS.exactMatch)}
    back = {(c, k) for k, c in CONCEPTS.subject_objects(SKOS.exactMatch)}
    assert len(there) == len(ActKind)
    assert there == back


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("actKind", {f"{ID}act-kind/{kind.value}" for kind in ActKind}),
        ("status", {f"{ID}status/{status.value}" for status in Status}),
        ("stance", {f"{ID}stance/{stance.value}" for stance in Stance}),
        ("nameKind", {kind.value for kind in NameKind}),
    ],
)
def test_the_shapes_allow_what_the_model_has(path: str, values: set[str]) -> None:
    shapes = read("shapes.ttl")
    lists = [
        {str(value) for value in Collection(shapes, shapes.value(shape, SH["in"]))}
        for shape in shapes.subjects(SH.path, URIRef(TG + path))
        if shapes.value(shape, SH["in"]) and shapes.value(shape, SH.minCount)
    ]
    assert lists == [values]
