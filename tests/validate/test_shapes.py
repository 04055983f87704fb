"""Each constraint of ontology/shapes.ttl, with a small graph that breaks it.

A case takes properties away from the graph of conftest.py, adds others, and names the beginning of the
message that must come. The last test holds that no message of the shapes is without its case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyshacl
import pytest
from rdflib import RDFS, SH, Graph, URIRef
from rdflib.namespace import NamespaceManager

from treatygraph.validate import Severity, report_text, shapes_graph, validate

V, W, I = Severity.VIOLATION, Severity.WARNING, Severity.INFO  # noqa: E741
POSITION = "<https://w3id.org/treatygraph/id/evidence/e1/position>"
QUOTE = "<https://w3id.org/treatygraph/id/evidence/e1/quote>"


@dataclass(frozen=True)
class Case:
    """``take`` are "subject property" pairs whose values go, ``add`` is Turtle that comes."""

    message: str
    focus: str
    take: tuple[str, ...] = ()
    add: str = ""
    severity: Severity = V


def case(message: str, focus: str, *take: str, add: str = "", severity: Severity = V) -> Case:
    return Case(message, focus, take, add, severity)


def swap(message: str, focus: str, way: str, value: str, severity: Severity = V) -> Case:
    """The property has another value."""
    return Case(message, focus, (f"{focus} {way}",), f"{focus} {way} {value} .", severity)


DOCUMENTS = [
    case("A document has one dcterms:identifier", "document:d", "document:d dcterms:identifier"),
    case("A document has one tg:text", "document:d", "document:d tg:text"),
    swap("A document has one tg:sha256", "document:d", "tg:sha256", '"XYZ"'),
    case("A document has at most one dcterms:title", "document:d", add='document:d dcterms:title "B" .'),
    # A time of day would make two builds differ.
    swap(
        "A document has at most one dcterms:issued", "document:d", "dcterms:issued",
        '"2001-06-02T10:00:00"^^xsd:dateTime',
    ),
    # The thirteenth month is no month.
    swap(
        "A document has at most one dcterms:issued", "document:d", "dcterms:issued",
        '"2001-13"^^xsd:gYearMonth',
    ),
    case("A document has at most one dcterms:publisher", "document:d", add='document:d dcterms:publisher "B" .'),
    swap("A document has at most one dcterms:language", "document:d", "dcterms:language", '"in English"'),
    case("The document has no date of publication", "document:d", "document:d dcterms:issued", severity=I),
    swap("The text is not the one that was read", "document:d", "tg:sha256", f'"{"0" * 64}"'),
]  # fmt: skip

EVIDENCE = [
    case("Evidence has one oa:hasSource", "evidence:e1", "evidence:e1 oa:hasSource"),
    swap("Evidence has one oa:hasSource", "evidence:e1", "oa:hasSource", "state:RUR"),
    swap("Evidence has one tg:quote", "evidence:e1", "tg:quote", '""'),
    case("Evidence has one oa:TextPositionSelector", "evidence:e1", f"{POSITION} a"),
    case("Evidence has one oa:TextQuoteSelector", "evidence:e1", f"{QUOTE} a"),
    swap("oa:exact of the quote selector and tg:quote", "evidence:e1", "tg:quote", '"Zenda ratified it."'),
    swap("The quote is not what the document has from", "evidence:e1", "tg:quote", '"Ruritania signed"'),
    # One code point too early.
    case(
        "The quote is not what the document has from 1 to 57", "evidence:e1", f"{POSITION} oa:start",
        add=f"{POSITION} oa:start 1 . {POSITION} oa:end 57 .",
    ),
    case("oa:prefix or oa:suffix is not", "evidence:e1", f"{QUOTE} oa:suffix", add=f'{QUOTE} oa:suffix "xx" .'),
    # There is nothing before the first sentence.
    case("oa:prefix or oa:suffix is not", "evidence:e1", f"{QUOTE} oa:prefix", add=f'{QUOTE} oa:prefix "xx" .'),
    swap("A position selector has one oa:start", POSITION, "oa:start", "-1"),
    case("A position selector has one oa:end", POSITION, f"{POSITION} oa:end"),
    swap("The selector ends before it starts", POSITION, "oa:start", "80"),
    case("A quote selector has one oa:exact", QUOTE, f"{QUOTE} oa:exact"),
    case("A quote selector has at most one oa:prefix", QUOTE, add=f'{QUOTE} oa:prefix "b" .'),
    case("A quote selector has at most one oa:suffix", QUOTE, add=f'{QUOTE} oa:suffix "b" .'),
]  # fmt: skip

CLAIMS = [
    case("A claim has one prov:wasDerivedFrom", "claim:role", "claim:role prov:wasDerivedFrom"),
    case("A claim has one prov:wasGeneratedBy", "claim:role", "claim:role prov:wasGeneratedBy"),
    case("A claim has at least one tg:evidence", "claim:role", "claim:role tg:evidence"),
    case(
        "The evidence is of another document", "claim:ratified", "evidence:e1 oa:hasSource",
        add="evidence:e1 oa:hasSource document:other .",
    ),
    swap("A claim has one tg:confidence", "claim:role", "tg:confidence", "1.5"),
    swap("A claim has one tg:confidence", "claim:role", "tg:confidence", "9.0e-1"),
    case("A claim has one tg:rule", "claim:role", "claim:role tg:rule"),
    case("A claim has at most one tg:note", "claim:joined", add='claim:joined tg:note "b" .'),
    swap("A claim has at most one tg:attribution", "claim:said", "tg:attribution", "document:d"),
    case("A claim has at least one tg:anchor", "claim:role", "claim:role tg:anchor"),
    # The anchor is right, and in the sentence of another claim.
    swap('The words "joined" for the trigger stand outside', "claim:role", "tg:anchor", "anchor:joined"),
    case(
        'The anchor\'s words "signed" are not', "claim:ratified", "anchor:ratified oa:exact",
        add='anchor:ratified oa:exact "signed" .',
    ),
    case("There is at most one tg:date", "claim:ratified", add='claim:ratified tg:date "1999"^^xsd:gYear .'),
    swap("An act claim has at most one tg:effectiveDate", "claim:ratified", "tg:effectiveDate", '"soon"'),
    swap("An act claim has at most one tg:by", "claim:ratified", "tg:by", "person:unknown"),
    swap("The claim has no anchor for its trigger", "claim:joined", "tg:anchor", "anchor:strelsau, anchor:union"),
    swap("The claim has no anchor for its object", "claim:joined", "tg:anchor", "anchor:joined, anchor:strelsau"),
    swap("The claim names a party and has no anchor", "claim:joined", "tg:anchor", "anchor:joined, anchor:union"),
    swap(
        "The act takes effect (1997) before it is done (1998-05-04)", "claim:ratified", "tg:effectiveDate",
        '"1997"^^xsd:gYear', W,
    ),
    case("A statement claim has one tg:speaker", "claim:said", "claim:said tg:speaker"),
    swap("A statement claim has one tg:stance", "claim:said", "tg:stance", "stance:joy"),
    swap("A statement claim has one tg:about", "claim:said", "tg:about", "treaty:unknown"),
    swap("A role claim has one tg:person", "claim:role", "tg:person", "state:RUR"),
    case("A role claim has one tg:role", "claim:role", "claim:role tg:role"),
    swap("The role has capital letters", "claim:role", "tg:role", '"President"', W),
    case("A role claim has one tg:of", "claim:role", "claim:role tg:of"),
]  # fmt: skip

ANCHORS = [
    swap("An anchor has one tg:part", "anchor:said", "tg:part", '"verb"'),
    case("An anchor has one tg:how", "anchor:said", "anchor:said tg:how"),
    case("An anchor has one oa:start", "anchor:said", "anchor:said oa:start"),
    case("An anchor has one oa:end", "anchor:said", "anchor:said oa:end"),
    swap("The anchor ends before it starts", "anchor:said", "oa:end", "3"),
    case("An anchor has one oa:exact", "anchor:said", "anchor:said oa:exact"),
    swap("An anchor has at most one antecedent", "anchor:pact", "tg:antecedentEnd", "2"),
    case("An antecedent has both", "anchor:pact", "anchor:pact tg:antecedentEnd"),
]

RUNS = [
    case("A run has one prov:wasAssociatedWith", "run:r", "run:r prov:wasAssociatedWith"),
    case("A run has one tg:pipeline", "run:r", "run:r tg:pipeline"),
    case("A run has one tg:catalogueHash", "run:r", "run:r tg:catalogueHash"),
    case("A run has one tg:lexiconHash", "run:r", "run:r tg:lexiconHash"),
    case(
        "A run is known by its resources, not by the clock: two builds must give the same graph. "
        "Take prov:startedAtTime",
        "run:r",
        add='run:r prov:startedAtTime "2001-06-02T10:00:00Z"^^xsd:dateTime .',
    ),
    case(
        "A run is known by its resources, not by the clock: two builds must give the same graph. "
        "Take prov:endedAtTime",
        "run:r",
        add='run:r prov:endedAtTime "2001-06-02T10:00:00Z"^^xsd:dateTime .',
    ),
]

DEEDS = [
    swap("There must be one tg:actKind", "claim:joined", "tg:actKind", "kind:visit"),
    case("There must be one tg:object", "claim:joined", "claim:joined tg:object"),
    swap("There is at most one tg:party", "claim:joined", "tg:party", "person:elphberg"),
    swap("There is at most one tg:party", "claim:joined", "tg:party", "state:RUR , state:ZEN"),
    swap("Party and object are the same thing", "claim:joined", "tg:party", "body:adriatic"),
    swap("There must be one tg:status", "claim:joined", "tg:status", "status:maybe"),
    swap("There is at most one tg:date", "claim:joined", "tg:date", '"2001-01-01T00:00:00"^^xsd:dateTime'),
    # One joins a body, and accedes to a treaty.
    swap(
        "https://w3id.org/treatygraph/id/treaty/straits is no object for this kind of act",
        "claim:joined", "tg:object", "treaty:straits",
    ),
    swap(
        "https://w3id.org/treatygraph/id/body/adriatic is no object for this kind of act",
        "claim:ratified", "tg:object", "body:adriatic",
    ),
    case(
        "https://w3id.org/treatygraph/id/state/ZEN is no object for this kind of act",
        "claim:joined", "claim:joined tg:object", "claim:joined tg:party", "claim:joined tg:actKind",
        add="claim:joined tg:object state:ZEN ; tg:actKind kind:termination .",
    ),
    # Nobody knows what this is.
    swap(
        "https://w3id.org/treatygraph/id/treaty/unknown is no object for this kind of act",
        "claim:ratified", "tg:object", "treaty:unknown",
    ),
    swap("Adoption, opening, termination and establishment have no party", "claim:ratified", "tg:actKind", "kind:adoption"),
    case("An act of this kind has a party, and none is named", "claim:joined", "claim:joined tg:party", severity=I),
    case(
        "A derogation, or an entry into force for somebody", "claim:ratified", "claim:ratified tg:actKind",
        "claim:ratified tg:party", add="claim:ratified tg:actKind kind:derogation ; tg:party body:adriatic .", severity=W,
    ),
]  # fmt: skip

ACTS = [
    case("An act has one class beside tg:Act", "act:joined", "act:joined a", add="act:joined a tg:Act ."),
    case("An act has one class beside tg:Act", "act:joined", add="act:joined a tg:Leaving ."),
    case("An act has at least one tg:claim", "act:joined", "act:joined tg:claim"),
    case("An act has at least one tg:basis", "act:joined", "act:joined tg:basis"),
    swap(
        "The basis https://w3id.org/treatygraph/id/claim/ratified is none of the act's claims",
        "act:joined", "tg:basis", "claim:joined , claim:ratified",
    ),
    swap(
        "The claim https://w3id.org/treatygraph/id/claim/ratified is not about this act",
        "act:joined", "tg:claim", "claim:joined , claim:ratified",
    ),
    *(
        case(f"The act is a tg:{name}, and its tg:actKind is another", "act:joined", "act:joined a", "act:joined tg:actKind",
             add=f"act:joined a tg:Act , tg:{name} ; tg:actKind kind:{other} .")
        for name, other in (
            ("Signature", "ratification"), ("Ratification", "signature"), ("Accession", "joining"),
            ("Withdrawal", "leaving"), ("Suspension", "membership-suspension"), ("Reservation", "derogation"),
            ("Derogation", "reservation"), ("Joining", "accession"), ("Leaving", "expulsion"),
            ("Expulsion", "leaving"), ("MembershipSuspension", "suspension"), ("Adoption", "opening"),
            ("Opening", "adoption"), ("EntryIntoForce", "opening"), ("Termination", "establishment"),
            ("Establishment", "termination"),
        )
    ),
    case("A disagreement has one tg:inAct", "id:x", add='id:x a tg:Disagreement ; tg:between claim:joined , claim:ratified ; tg:disagreementKind "date" ; tg:message "m" .'),
    case("A disagreement is tg:between two claims", "id:x", add='id:x a tg:Disagreement ; tg:inAct act:joined ; tg:between claim:joined ; tg:disagreementKind "date" ; tg:message "m" .'),
    case("A disagreement has one tg:disagreementKind", "id:x", add='id:x a tg:Disagreement ; tg:inAct act:joined ; tg:between claim:joined , claim:ratified ; tg:disagreementKind "mood" ; tg:message "m" .'),
    case("A disagreement has one tg:message", "id:x", add='id:x a tg:Disagreement ; tg:inAct act:joined ; tg:between claim:joined , claim:ratified ; tg:disagreementKind "date" .'),
    case("A direct edge of signing", "state:RUR", add="state:RUR tg:signed body:adriatic ."),
    case("A direct edge of joining", "state:RUR", add="state:RUR tg:memberOf treaty:straits ."),
]  # fmt: skip

ENTITIES = [
    case("It has no skos:prefLabel", "treaty:straits", "treaty:straits skos:prefLabel"),
    case("It has two preferred labels in one language", "state:RUR", add='state:RUR skos:prefLabel "Rury"@en .'),
    case("skosxl:prefLabel leads to no skosxl:Label", "state:RUR", add="state:RUR skosxl:prefLabel name:gone ."),
    case("skosxl:altLabel leads to no skosxl:Label", "state:RUR", add="state:RUR skosxl:altLabel name:gone ."),
    swap("tg:partOf leads to nothing", "body:chair", "tg:partOf", "body:gone"),
    swap("There is at most one tg:since", "state:ZEN", "tg:since", '"long ago"'),
    case("There is at most one tg:until", "state:ZEN", add='state:ZEN tg:until "1895"^^xsd:gYear .'),
    # The year is compared with the month as far as both are known.
    swap("It ends (1869) before it begins (1870-04)", "state:ZEN", "tg:until", '"1869"^^xsd:gYear'),
    swap("It ends (1870-03-31) before it begins (1870-04)", "state:ZEN", "tg:until", '"1870-03-31"^^xsd:date'),
    swap("tg:iso3 is one code", "state:RUR", "tg:iso3", '"rur"'),
    swap("tg:iso2 is one code", "state:RUR", "tg:iso2", '"RUR"'),
    case("A country has a three-letter code", "state:RUR", "state:RUR tg:iso3", severity=W),
    swap("tg:succeededBy leads to no country", "state:ZEN", "tg:succeededBy", "body:adriatic"),
    case("A treaty is no body and no country", "treaty:straits", add="treaty:straits a tg:Court ."),
    case("A treaty has at most one tg:adopted", "treaty:straits", add='treaty:straits tg:adopted "1997"^^xsd:gYear .'),
    swap("A treaty has at most one tg:entryIntoForce", "treaty:straits", "tg:entryIntoForce", '"1999"'),
    swap("The treaty enters into force (1995) before", "treaty:straits", "tg:entryIntoForce", '"1995"^^xsd:gYear', W),
    swap("A treaty has at most one tg:denunciationNotice", "treaty:straits", "tg:denunciationNotice", '"a year"'),
    swap("tg:bilateralParty leads to no state", "treaty:lent", "tg:bilateralParty", "person:elphberg"),
    case("A protocol belongs to a treaty", "treaty:straits-1", "treaty:straits-1 tg:partOf", severity=W),
    swap("A protocol is tg:partOf a treaty", "treaty:straits-1", "tg:partOf", "body:adriatic"),
    swap("tg:foundedBy leads to no treaty", "body:adriatic", "tg:foundedBy", "state:RUR"),
    swap("A body is tg:partOf a body", "body:bench", "tg:partOf", "treaty:straits"),
    case("An organ or office belongs to", "body:chair", "body:chair tg:partOf", severity=W),
    case("A person is no state, body or treaty", "person:elphberg", add="person:elphberg a tg:Organisation ."),
    case("Nothing tells what sort of thing", "id:x", add='id:x a tg:Unlisted ; skos:prefLabel "X" .', severity=I),
    case("No catalogue lists this", "treaty:lent", add="treaty:lent a tg:Unlisted .", severity=I),
    case("A name has one skosxl:literalForm", "name:rur", "name:rur skosxl:literalForm"),
    swap("A name has one tg:nameKind", "name:rur", "tg:nameKind", '"nickname"'),
]  # fmt: skip

RECORD = [
    case("A row of the record is of one tg:party", "id:row", "id:row tg:party"),
    case("A row of the record has one tg:object", "id:row", add="id:row tg:object body:adriatic ."),
    swap("A row of the record has one tg:recordAction", "id:row", "tg:recordAction", '"ratification"'),
    swap("A row of the record has one tg:date", "id:row", "tg:date", '"in May"'),
    case("A row of the record names its one source", "id:row", "id:row dcterms:source"),
    swap("tg:membershipStatus is full, associate or observer", "id:seat", "tg:membershipStatus", '"guest"'),
    case("A claim is confirmed by a row", "claim:ratified", add='claim:ratified tg:confirmedBy "the record" .'),
    case(
        "A claim is contradicted by one row", "claim:ratified",
        add="claim:ratified tg:contradictedBy id:row , id:seat .",
    ),
    case(
        "A claim that the record confirms is not contradicted", "claim:ratified",
        add="claim:ratified tg:confirmedBy id:row ; tg:contradictedBy id:seat .",
    ),
    swap("A standing is of one tg:party", "id:bound", "tg:party", '"Ruritania"'),
    case("A standing has one tg:object", "id:bound", "id:bound tg:object"),
    case("A standing is of one kind", "id:bound", "id:bound tg:standing"),
    # It would end on the day on which it begins, and hold on none.
    swap("A standing has one first day", "id:bound", "tg:from", '"2004-01-01"^^xsd:date'),
    # A year is not a day: an interval is asked day by day.
    swap("A standing has one first day", "id:bound", "tg:from", '"1999"^^xsd:gYear'),
    case("A standing ends once", "id:bound", add='id:bound tg:to "2005-01-01"^^xsd:date .'),
    case("A standing is certain or not", "id:bound", "id:bound tg:certain"),
    case("A standing follows from one rule", "id:bound", "id:bound tg:byRule"),
    case("A standing names the article of its rule", "id:bound", "id:bound tg:article"),
    case("A standing rests on a row, a claim or a clause", "id:bound", "id:bound tg:restsOn"),
    swap("An exit clause has one tg:exitKind", "id:way-out", "tg:exitKind", '"whenever"'),
    case("An exit clause names its article", "id:way-out", "id:way-out tg:article"),
    swap("An exit clause has at most one period of notice", "id:way-out", "tg:notice", '"a year"'),
    case("An entry clause names its article", "id:way-in", "id:way-in tg:article"),
    swap("An entry clause has at most one period", "id:way-in", "tg:after", '"P3M"'),
]  # fmt: skip

CASES = [*DOCUMENTS, *EVIDENCE, *CLAIMS, *ANCHORS, *RUNS, *DEEDS, *ACTS, *ENTITIES, *RECORD]


def iri(name: str, names: NamespaceManager) -> URIRef:
    if name == "a":
        return names.expand_curie("rdf:type")
    return URIRef(name[1:-1]) if name.startswith("<") else names.expand_curie(name)


def broken(graph: Graph, case: Case) -> Graph:
    """The graph, changed as the case says."""
    names = graph.namespace_manager
    for pair in case.take:
        subject, way = pair.split()
        found = (iri(subject, names), iri(way, names), None)
        assert found in graph, f"{pair}: nothing to take away"
        graph.remove(found)
    if case.add:
        prefixes = "".join(f"@prefix {p}: <{n}> .\n" for p, n in graph.namespaces())
        graph.parse(data=prefixes + case.add, format="turtle")
    return graph


def test_the_good_graph_conforms(good: Graph) -> None:
    report = validate(good)
    assert not report.results, report_text(report)


@pytest.mark.parametrize("case", CASES, ids=[f"{c.message[:60]}-{n}" for n, c in enumerate(CASES)])
def test_a_broken_graph_is_told(good: Graph, case: Case) -> None:
    graph = broken(good, case)
    focus = iri(case.focus, graph.namespace_manager)
    report = validate(graph)
    found = [r for r in report.results if r.focus == focus and r.message.startswith(case.message)]
    assert found, report_text(report)
    assert {result.severity for result in found} == {case.severity}
    assert report.conforms is all(r.severity is not V for r in report.results)


ALLOWED = [
    # Parties that are only counted are one act without a party, which is a remark and no more.
    case("", "", "claim:ratified tg:party", "act:ratified tg:party"),
    # A treaty ends for all, and so does a body.
    case("", "", "claim:ratified tg:actKind", "claim:ratified tg:party", "act:ratified a",
         "act:ratified tg:actKind", "act:ratified tg:party",
         add="claim:ratified tg:actKind kind:termination . act:ratified a tg:Act , tg:Termination ; tg:actKind kind:termination ."),
    case("", "", "claim:joined tg:actKind", "claim:joined tg:party", "act:joined a",
         "act:joined tg:actKind", "act:joined tg:party",
         add="claim:joined tg:actKind kind:termination . act:joined a tg:Act , tg:Termination ; tg:actKind kind:termination ."),
    # Adopted without a party.
    case("", "", "claim:ratified tg:actKind", "claim:ratified tg:party", "act:ratified a",
         "act:ratified tg:actKind", "act:ratified tg:party",
         add="claim:ratified tg:actKind kind:adoption . act:ratified a tg:Act , tg:Adoption ; tg:actKind kind:adoption ."),
    # The European Union and its like sign and ratify.
    case("", "", "claim:ratified tg:party", "act:ratified tg:party",
         add="claim:ratified tg:party body:adriatic . act:ratified tg:party body:adriatic ."),
    # It ended in the year in which it began: nobody knows the months.
    case("", "", "state:ZEN tg:until", add='state:ZEN tg:until "1870"^^xsd:gYear .'),
]  # fmt: skip


@pytest.mark.parametrize("case", ALLOWED)
def test_what_is_unusual_may_be_right(good: Graph, case: Case) -> None:
    report = validate(broken(good, case))
    assert not [r for r in report.results if r.severity is not I], report_text(report)


def test_code_points_are_counted_not_bytes_or_utf16_units(good: Graph) -> None:
    text = "🕊 Élan, naïve: 𝔎urz. Zenda signed."
    start = text.index("Zenda")
    graph = broken(
        good,
        case("", "", add=f"""
            document:u a tg:Document ; dcterms:identifier "u" ; tg:text "{text}" .
            evidence:u a tg:Evidence ; oa:hasSource document:u ; tg:quote "Zenda signed." ;
                oa:hasSelector id:up , id:uq .
            id:up a oa:TextPositionSelector ; oa:start {start} ; oa:end {start + 13} .
            id:uq a oa:TextQuoteSelector ; oa:exact "Zenda signed." ; oa:prefix "𝔎urz. " .
        """),
    )  # fmt: skip
    evidence = iri("evidence:u", graph.namespace_manager)
    assert not [r for r in validate(graph).results if r.focus == evidence]


def covers(start: str, template: str) -> bool:
    """Whether a message that starts so can come from the template; what is filled in is skipped."""
    first, *others = re.split(r"\{\?\w+\}", template)
    if not others or (first and not start.startswith(first)):
        return template.startswith(start)
    ends = [start[place:] for place in range(len(start) - 10)]
    return bool(first) or any(piece.startswith(end) for piece in others for end in ends)


def test_every_message_of_the_shapes_has_a_case() -> None:
    """A new constraint needs a graph that breaks it."""
    messages = sorted(str(message) for message in shapes_graph().objects(None, SH.message))
    assert len(messages) > 100
    assert not [m for m in messages if not any(covers(c.message, m) for c in CASES)]


def test_the_shapes_are_shacl() -> None:
    """By the shapes that the W3C has for shapes."""
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes_graph(), meta_shacl=True)
    assert conforms, text


def test_every_shape_says_what_to_do() -> None:
    """No result without a message: on the shape, or on each constraint written in SPARQL."""
    graph = shapes_graph()
    helpers = set(graph.subjects(RDFS.comment, None))
    for shape, part in graph.subject_objects(SH.sparql):
        # Of a constraint that several shapes name, each of them tells in its own words.
        assert graph.value(part, SH.message) or graph.value(shape, SH.message), graph.value(
            part, SH.select
        )
    for shape in set(graph.subjects(SH.targetClass, None)) - helpers:
        for part in graph.objects(shape, SH.property):
            assert graph.value(part, SH.message), f"{shape} {graph.value(part, SH.path)}"
        if (shape, SH["or"], None) in graph or (shape, SH["not"], None) in graph:
            assert graph.value(shape, SH.message), shape
