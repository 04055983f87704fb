"""A small graph that conforms: one document with a claim of each sort, and what the claims name."""

from __future__ import annotations

import hashlib
from functools import cache

import pytest
from rdflib import Graph

TEXT = (
    "Ruritania ratified the Straits Convention on 4 May 1998. "
    "Rudolf Elphberg, the president, said that the pact serves peace. "
    "Strelsau joined the Adriatic Union in 2001."
)
FIRST, SECOND, THIRD = (sentence.strip(" ") + "." for sentence in TEXT[:-1].split(". "))

PREFIXES = """
@prefix act: <https://w3id.org/treatygraph/id/act/> .
@prefix anchor: <https://w3id.org/treatygraph/id/anchor/> .
@prefix body: <https://w3id.org/treatygraph/id/body/> .
@prefix claim: <https://w3id.org/treatygraph/id/claim/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix document: <https://w3id.org/treatygraph/id/document/> .
@prefix evidence: <https://w3id.org/treatygraph/id/evidence/> .
@prefix id: <https://w3id.org/treatygraph/id/> .
@prefix kind: <https://w3id.org/treatygraph/id/act-kind/> .
@prefix name: <https://w3id.org/treatygraph/id/name/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix person: <https://w3id.org/treatygraph/id/person/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix run: <https://w3id.org/treatygraph/id/run/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix stance: <https://w3id.org/treatygraph/id/stance/> .
@prefix state: <https://w3id.org/treatygraph/id/state/> .
@prefix status: <https://w3id.org/treatygraph/id/status/> .
@prefix tg: <https://w3id.org/treatygraph/ontology#> .
@prefix treaty: <https://w3id.org/treatygraph/id/treaty/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

DOCUMENT = f"""
document:d a tg:Document ;
    dcterms:identifier "ruritania-1998" ; dcterms:title "Ruritania and the straits" ;
    dcterms:issued "2001-06-02"^^xsd:date ; dcterms:publisher "The Strelsau Mirror" ; dcterms:language "en" ;
    tg:text "{TEXT}" ; tg:sha256 "{hashlib.sha256(TEXT.encode()).hexdigest()}" .
run:r a tg:Run ;
    prov:wasAssociatedWith <https://w3id.org/treatygraph/id/software/treatygraph-0.1.0> ;
    tg:pipeline "en_core_web_sm 3.8.0" ; tg:catalogueHash "c0" ; tg:lexiconHash "1e" .
"""


def evidence(name: str, quote: str, text: str = TEXT) -> str:
    """Evidence with both selectors, of the first place where the text has the quote."""
    start = text.index(quote)
    end = start + len(quote)
    before, behind = text[max(0, start - 5) : start], text[end : end + 5]
    return f"""
evidence:{name} a tg:Evidence ; oa:hasSource document:d ; tg:quote "{quote}" ;
    oa:hasSelector <https://w3id.org/treatygraph/id/evidence/{name}/position> , <https://w3id.org/treatygraph/id/evidence/{name}/quote> .
<https://w3id.org/treatygraph/id/evidence/{name}/position> a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} .
<https://w3id.org/treatygraph/id/evidence/{name}/quote> a oa:TextQuoteSelector ; oa:exact "{quote}" ;
    oa:prefix "{before}" ; oa:suffix "{behind}" .
"""


def anchor(name: str, part: str, words: str, more: str = "", text: str = TEXT) -> str:
    """An anchor on the first place where the text has the words."""
    start = text.index(words)
    return (
        f'anchor:{name} a tg:Anchor ; tg:part "{part}" ; tg:how "named" ; '
        f'oa:start {start} ; oa:end {start + len(words)} ; oa:exact "{words}" {more} .\n'
    )


CLAIMS = (
    evidence("e1", FIRST)
    + evidence("e2", SECOND)
    + evidence("e3", THIRD)
    + anchor("ratified", "trigger", "ratified")
    + anchor("ruritania", "party", "Ruritania")
    + anchor("straits", "object", "the Straits Convention")
    + anchor("said", "trigger", "said")
    + anchor("elphberg", "speaker", "Rudolf Elphberg")
    # "The pact" is what the sentence before names.
    + anchor("pact", "about", "the pact", "; tg:antecedentStart 19 ; tg:antecedentEnd 41")
    + anchor("president", "role", "president")
    + anchor("joined", "trigger", "joined")
    + anchor("strelsau", "party", "Strelsau")
    + anchor("union", "object", "the Adriatic Union")
    + """
claim:ratified a tg:ActClaim ; prov:wasDerivedFrom document:d ; prov:wasGeneratedBy run:r ;
    tg:evidence evidence:e1 ; tg:confidence 0.9 ; tg:rule "ratify" ;
    tg:anchor anchor:ratified , anchor:ruritania , anchor:straits ;
    tg:actKind kind:ratification ; tg:party state:RUR ; tg:object treaty:straits ; tg:status status:done ;
    tg:date "1998-05-04"^^xsd:date ; tg:effectiveDate "1998-06"^^xsd:gYearMonth ; tg:by person:elphberg .
claim:joined a tg:ActClaim ; prov:wasDerivedFrom document:d ; prov:wasGeneratedBy run:r ;
    tg:evidence evidence:e3 ; tg:confidence 0.9 ; tg:rule "join" ; tg:note "the capital stands for the state" ;
    tg:anchor anchor:joined , anchor:strelsau , anchor:union ;
    tg:actKind kind:joining ; tg:party state:RUR ; tg:object body:adriatic ; tg:status status:done ;
    tg:date "2001"^^xsd:gYear .
claim:said a tg:StatementClaim ; prov:wasDerivedFrom document:d ; prov:wasGeneratedBy run:r ;
    tg:evidence evidence:e2 ; tg:confidence 0.7 ; tg:rule "say" ; tg:attribution person:elphberg ;
    tg:anchor anchor:said , anchor:elphberg , anchor:pact ;
    tg:speaker person:elphberg ; tg:stance stance:support ; tg:about treaty:straits .
claim:role a tg:RoleClaim ; prov:wasDerivedFrom document:d ; prov:wasGeneratedBy run:r ;
    tg:evidence evidence:e2 ; tg:confidence 1.0 ; tg:rule "apposition" ; tg:anchor anchor:president ;
    tg:person person:elphberg ; tg:role "president" ; tg:of state:RUR .
"""
)

ACTS = """
act:ratified a tg:Act , tg:Ratification ; tg:actKind kind:ratification ; tg:party state:RUR ;
    tg:object treaty:straits ; tg:status status:done ; tg:date "1998-05-04"^^xsd:date ;
    tg:claim claim:ratified ; tg:basis claim:ratified .
act:joined a tg:Act , tg:Joining ; tg:actKind kind:joining ; tg:party state:RUR ;
    tg:object body:adriatic ; tg:status status:done ; tg:date "2001"^^xsd:gYear ;
    tg:claim claim:joined ; tg:basis claim:joined .
state:RUR tg:partyTo treaty:straits ; tg:ratified treaty:straits ; tg:joined body:adriatic ; tg:memberOf body:adriatic .
"""

ENTITIES = """
state:RUR a tg:State ; skos:prefLabel "Ruritania"@en ; tg:iso2 "RU" ; tg:iso3 "RUR" ; skosxl:prefLabel name:rur .
state:ZEN a tg:HistoricState ; skos:prefLabel "Zenda"@en ; tg:iso3 "ZEN" ; tg:succeededBy state:RUR ;
    tg:since "1870-04"^^xsd:gYearMonth ; tg:until "1894"^^xsd:gYear .
treaty:straits a tg:Convention ; skos:prefLabel "Straits Convention"@en , "Convention des détroits"@fr ;
    tg:adopted "1996-03-01"^^xsd:date ; tg:entryIntoForce "1999"^^xsd:gYear ; tg:since "1996-03-01"^^xsd:date ;
    tg:denunciationNotice "P1Y"^^xsd:duration ; skosxl:altLabel name:straits .
treaty:straits-1 a tg:Protocol ; skos:prefLabel "First Protocol"@en ; tg:partOf treaty:straits .
treaty:lent a tg:Agreement ; skos:prefLabel "Lent of Ruritania and Zenda"@en ; tg:bilateralParty state:RUR , state:ZEN .
body:adriatic a tg:Organisation ; skos:prefLabel "Adriatic Union"@en ; tg:foundedBy treaty:straits .
body:bench a tg:Court ; skos:prefLabel "Adriatic Court"@en ; tg:partOf body:adriatic .
body:chair a tg:Office ; skos:prefLabel "Chair of the Union"@en ; tg:partOf body:adriatic .
person:elphberg a tg:Person , tg:Unlisted ; skos:prefLabel "Rudolf Elphberg" .
name:rur a skosxl:Label ; skosxl:literalForm "Ruritania"@en ; tg:nameKind "common" .
name:straits a skosxl:Label ; skosxl:literalForm "the Straits Convention"@en ; tg:nameKind "short" .
"""

RECORD = """
id:row a tg:RecordRow ; tg:party state:RUR ; tg:object treaty:straits ; tg:date "1998-05-05"^^xsd:date ;
    tg:recordAction <https://w3id.org/treatygraph/id/record-action/ratification> ; dcterms:source id:gazette .
id:seat a tg:RecordRow ; tg:party state:RUR ; tg:object body:adriatic ; tg:date "2001"^^xsd:gYear ;
    tg:recordAction <https://w3id.org/treatygraph/id/record-action/membership> ; dcterms:source id:gazette ;
    tg:membershipStatus "observer" .
id:bound a tg:Standing ; tg:party state:RUR ; tg:object treaty:straits ; tg:from "1999-01-01"^^xsd:date ;
    tg:standing <https://w3id.org/treatygraph/id/standing-kind/party> ; tg:to "2004-01-01"^^xsd:date ;
    tg:certain true ; tg:byRule id:entry-rule ; tg:article "Straits Convention, art. 9" ; tg:restsOn id:row .
id:way-out a tg:ExitClause ; tg:exitKind "notice" ; tg:notice "P1Y"^^xsd:duration ; tg:article "art. 12" .
id:way-in a tg:EntryClause ; tg:after "P3M"^^xsd:duration ; tg:article "art. 9" .
"""


@cache
def parsed(*parts: str) -> Graph:
    return Graph().parse(data=PREFIXES + "".join(parts), format="turtle")


def copied(graph: Graph) -> Graph:
    copy = Graph(namespace_manager=graph.namespace_manager)
    for triple in graph:
        copy.add(triple)
    return copy


@pytest.fixture
def good() -> Graph:
    """The whole graph, a new one for each test."""
    return copied(parsed(DOCUMENT, CLAIMS, ACTS, ENTITIES, RECORD))


@pytest.fixture
def claims() -> Graph:
    """The graph of the document alone: what it names is described elsewhere."""
    return copied(parsed(DOCUMENT, CLAIMS))


@pytest.fixture
def catalogue() -> Graph:
    """What the claims name."""
    return copied(parsed(ENTITIES))
