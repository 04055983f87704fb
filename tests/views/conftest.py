"""A small invented graph, in the shape of docs/architecture.md."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.store import GraphStore, open_store

ID = "https://w3id.org/treatygraph/id/"
TG = "https://w3id.org/treatygraph/ontology#"
OA = "http://www.w3.org/ns/oa#"
DCT = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
PRECISION = {4: "gYear", 7: "gYearMonth", 10: "date"}

Term = NamedNode | Literal


def iri(key: str) -> NamedNode:
    return NamedNode(ID + key)


def date(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + PRECISION[len(text)]))


class GraphBuilder:
    """Puts entities, documents and acts into a store, a line each."""

    def __init__(self) -> None:
        self.store = open_store(None)
        self._claims = 0

    def add(self, graph: str, subject: str, *pairs: tuple[NamedNode, Term]) -> None:
        name = NamedNode("https://w3id.org/treatygraph/graph/" + graph)
        self.store.apply((), [Quad(iri(subject), p, o, name) for p, o in pairs])

    def entity(self, key: str, kind: str, label: str, part_of: str | None = None) -> None:
        pairs = [(TYPE, NamedNode(TG + kind)), (_skos("prefLabel"), Literal(label, language="en"))]
        if part_of:
            pairs.append((_tg("partOf"), iri(part_of)))
        self.add("catalogue", key, *pairs)

    def document(self, name: str, title: str, issued: str | None = None) -> None:
        pairs: list[tuple[NamedNode, Term]] = [
            (TYPE, _tg("Document")),
            (_dct("identifier"), Literal(name)),
            (_dct("title"), Literal(title)),
        ]
        if issued:
            pairs.append((_dct("issued"), date(issued)))
        self.add(f"document/{name}", f"document/{name}", *pairs)

    def act(
        self,
        kind: str,
        party: str | None,
        thing: str,
        status: str,
        when: str | None,
        *claims: tuple[str, str, str | None, str],
        effective: str | None = None,
    ) -> str:
        """An act and its claims: (document, status, date, quote) each. Gives the act's key."""
        code = [part.rpartition("/")[2] for part in (party, thing) if part]
        key = "/".join(["act", kind, *code])
        pairs = [
            (TYPE, _tg("Act")),
            *self._said(kind, party, thing, status, when),
        ]
        for document, claim_status, claim_date, quote in claims:
            claim = self._claim(document, quote)
            said = self._said(kind, party, thing, claim_status, claim_date)
            if effective:
                said.append((_tg("effectiveDate"), date(effective)))
            self.add(f"document/{document}", claim, (TYPE, _tg("ActClaim")), *said)
            pairs.append((_tg("claim"), iri(claim)))
        self.add("acts", key, *pairs)
        return key

    def _said(
        self, kind: str, party: str | None, thing: str, status: str, when: str | None
    ) -> list[tuple[NamedNode, Term]]:
        pairs: list[tuple[NamedNode, Term]] = [
            (_tg("actKind"), iri(f"act-kind/{kind}")),
            (_tg("object"), iri(thing)),
            (_tg("status"), iri(f"status/{status}")),
        ]
        if party:
            pairs.append((_tg("party"), iri(party)))
        if when:
            pairs.append((_tg("date"), date(when)))
        return pairs

    def _claim(self, document: str, quote: str) -> str:
        self._claims += 1
        evidence = f"evidence/{self._claims}"
        source = (NamedNode(OA + "hasSource"), iri(f"document/{document}"))
        self.add(f"document/{document}", evidence, source, (_tg("quote"), Literal(quote)))
        claim = f"claim/{self._claims}"
        self.add(f"document/{document}", claim, (_tg("evidence"), iri(evidence)))
        return claim


def _tg(name: str) -> NamedNode:
    return NamedNode(TG + name)


def _dct(name: str) -> NamedNode:
    return NamedNode(DCT + name)


def _skos(name: str) -> NamedNode:
    return NamedNode(SKOS + name)


@pytest.fixture
def builder() -> GraphBuilder:
    """An empty graph to fill."""
    return GraphBuilder()


@pytest.fixture(scope="session")
def small() -> GraphStore:
    """Three invented states, a convention with a protocol, a body: six acts at all stages."""
    return fill_small(GraphBuilder()).store


def fill_small(b: GraphBuilder) -> GraphBuilder:
    b.entity("state/ARD", "State", "Ardenia")
    b.entity("state/BEL", "State", "Belmora")
    b.entity("state/COR", "State", "Corvania")
    b.entity("treaty/salt-1", "Convention", "Convention on the Salt Roads of the Inner Sea")
    b.entity("treaty/salt-2", "Protocol", "Protocol on Tolls", part_of="treaty/salt-1")
    b.entity("body/river-union", "Organisation", "River Union")
    b.document("d1", "Cabinet backs exit", "2031-02-04")
    b.document("d2", "Vote on the Salt Roads", "2031-04-20")
    b.document("d3", "Belmora in the Union", "2030-06-12")
    b.document("d4", "A note without a date")
    b.act(
        "withdrawal",
        "state/ARD",
        "treaty/salt-1",
        "underway",
        "2031-04-19",
        ("d1", "proposed", "2031-02-03", "Ardenia's cabinet proposed leaving the Salt Roads pact."),
        ("d2", "underway", "2031-04-19", "Ardenia's senate voted on 19 April to leave the pact."),
        effective="2032-05-01",
    )
    b.act(
        "ratification",
        "state/BEL",
        "treaty/salt-1",
        "done",
        "2030",
        ("d3", "done", "2030", "Belmora ratified the Salt Roads convention in 2030."),
    )
    b.act(
        "joining",
        "state/BEL",
        "body/river-union",
        "done",
        "2030-06",
        ("d3", "done", "2030-06", "In June Belmora became a member of the River Union."),
    )
    b.act(
        "signature",
        "state/COR",
        "treaty/salt-2",
        "not-done",
        None,
        ("d2", "not-done", None, "Corvania did not sign the Protocol on Tolls."),
    )
    b.act(
        "joining",
        "state/COR",
        "body/river-union",
        "proposed",
        None,
        ("d4", "proposed", None, "Corvania would like to join the River Union."),
    )
    b.act(
        "adoption",
        None,
        "treaty/salt-1",
        "done",
        "2029-11-05",
        ("d3", "done", "2029-11-05", "The convention was adopted on 5 November 2029."),
    )
    return b


@pytest.fixture
def hostile(builder: GraphBuilder) -> GraphStore:
    """Names and quotes that try to leave the place they stand in."""
    b = builder
    b.entity("state/EVL", "State", "</script><script>document.title='broken'</script>")
    b.entity("treaty/evl", "Treaty", "Pact <img src=x onerror=alert(1)> & $x_1$ \x07 {{ 7*7 }}")
    b.document("d1", '"><svg onload=alert(1)>', "2031-01-01")
    quote = "</script><script>document.title='broken'</script><!-- ]]> \u2028 <b>bold</b>"
    b.act("signature", "state/EVL", "treaty/evl", "done", "2030-01-02", ("d1", "done", None, quote))
    return b.store
