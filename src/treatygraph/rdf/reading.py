"""Claims from quads: what ``writing`` wrote, read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.catalogue.terms import DCTERMS, KIND_OF, TG
from treatygraph.model import (
    ActClaim,
    ActKind,
    Anchor,
    Claim,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Extraction,
    Name,
    NameKind,
    PartialDate,
    Reason,
    RoleClaim,
    Span,
    Stance,
    StatementClaim,
    Status,
)
from treatygraph.rdf import terms
from treatygraph.rdf.terms import dcterms, key_of, tg

_CLAIMS = {TG + "ActClaim", TG + "StatementClaim", TG + "RoleClaim"}
Value = NamedNode | Literal


@dataclass
class _Nodes:
    """Quads by subject and predicate, whatever graph they are of."""

    table: dict[str, dict[str, list[Value]]]
    catalogue: Mapping[str, Entity]

    @classmethod
    def of(cls, quads: Iterable[Quad], catalogue: Mapping[str, Entity]) -> _Nodes:
        table: dict[str, dict[str, list[Value]]] = {}
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                table.setdefault(subject.value, {}).setdefault(quad.predicate.value, []).append(
                    value
                )
        return cls(table, catalogue)

    def values(self, node: str, predicate: NamedNode) -> list[Value]:
        return self.table.get(node, {}).get(predicate.value, [])

    def value(self, node: str, predicate: NamedNode) -> Value | None:
        return next(iter(self.values(node, predicate)), None)

    def text(self, node: str, predicate: NamedNode) -> str | None:
        found = self.value(node, predicate)
        return found.value if found is not None else None

    def needed(self, node: str, predicate: NamedNode) -> str:
        found = self.text(node, predicate)
        if found is None:
            raise ValueError(f"{node} has no {predicate.value}")
        return found

    def number(self, node: str, predicate: NamedNode) -> int:
        return int(self.needed(node, predicate))

    def date(self, node: str, predicate: NamedNode) -> PartialDate | None:
        found = self.text(node, predicate)
        return PartialDate.parse(found) if found is not None else None

    def entity(self, node: str, predicate: NamedNode) -> Entity | None:
        found = self.value(node, predicate)
        return _entity(found.value, self) if isinstance(found, NamedNode) else None

    def needed_entity(self, node: str, predicate: NamedNode) -> Entity:
        found = self.entity(node, predicate)
        if found is None:
            raise ValueError(f"{node} has no {predicate.value}")
        return found


def read_claims(quads: Iterable[Quad], catalogue: Mapping[str, Entity]) -> list[Claim]:
    """The claims in quads of document graphs, sorted by hash. Their evidence must be among the quads.

    Raises ValueError for claims that are not whole.
    """
    nodes = _Nodes.of(quads, catalogue)
    claims = [
        _claim(node, types, nodes)
        for node in nodes.table
        if (types := {v.value for v in nodes.values(node, terms.TYPE)} & _CLAIMS)
    ]
    return sorted(claims, key=lambda claim: claim.hash)


def read_extraction(quads: Iterable[Quad], catalogue: Mapping[str, Entity]) -> Extraction:
    """The document of one document graph with its claims in text order."""
    listed = list(quads)
    nodes = _Nodes.of(listed, catalogue)
    document = next(
        _document(node, nodes)
        for node in nodes.table
        if tg("Document") in nodes.values(node, terms.TYPE)
    )
    claims = read_claims(listed, catalogue)
    order = sorted(claims, key=lambda c: (c.evidence[0].start, repr(c.identity)))
    return Extraction(document, tuple(order))


def _document(node: str, nodes: _Nodes) -> Document:
    spans = [v.value.split("-") for v in nodes.values(node, tg("ignored"))]
    return Document(
        identifier=nodes.needed(node, dcterms("identifier")),
        text=nodes.needed(node, tg("text")),
        title=nodes.text(node, dcterms("title")),
        published=nodes.date(node, dcterms("issued")),
        publisher=nodes.text(node, NamedNode(DCTERMS + "publisher")),
        address=nodes.text(node, NamedNode(terms.SCHEMA + "url")),
        language=nodes.text(node, dcterms("language")),
        ignored=tuple(sorted((Span(int(a), int(b)) for a, b in spans), key=lambda s: s.start)),
    )


def _claim(node: str, types: set[str], nodes: _Nodes) -> Claim:
    evidence = [_evidence(v.value, nodes) for v in nodes.values(node, tg("evidence"))]
    anchors = [_anchor(v.value, nodes) for v in nodes.values(node, tg("anchor"))]
    anchors.sort(key=lambda a: (a.start, a.end, a.part))
    note = nodes.text(node, tg("note"))
    document = key_of(nodes.value(node, terms.DERIVED_FROM)).removeprefix("document/")
    places = tuple(sorted(evidence, key=lambda e: (e.start, e.end)))
    reason = Reason(nodes.needed(node, tg("rule")), tuple(anchors), note)
    confidence = float(nodes.needed(node, tg("confidence")))
    attribution = nodes.entity(node, tg("attribution"))
    if TG + "ActClaim" in types:
        return ActClaim(
            document=document,
            evidence=places,
            reason=reason,
            confidence=confidence,
            attribution=attribution,
            kind=ActKind(_concept(node, "actKind", nodes)),
            party=nodes.entity(node, tg("party")),
            object=nodes.needed_entity(node, tg("object")),
            status=Status(_concept(node, "status", nodes)),
            date=nodes.date(node, tg("date")),
            effective=nodes.date(node, tg("effectiveDate")),
            by=nodes.entity(node, tg("by")),
        )
    if TG + "StatementClaim" in types:
        return StatementClaim(
            document=document,
            evidence=places,
            reason=reason,
            confidence=confidence,
            attribution=attribution,
            speaker=nodes.needed_entity(node, tg("speaker")),
            stance=Stance(_concept(node, "stance", nodes)),
            about=nodes.needed_entity(node, tg("about")),
        )
    return RoleClaim(
        document=document,
        evidence=places,
        reason=reason,
        confidence=confidence,
        attribution=attribution,
        person=nodes.needed_entity(node, tg("person")),
        role=nodes.needed(node, tg("role")),
        of=nodes.needed_entity(node, tg("of")),
    )


def _concept(node: str, predicate: str, nodes: _Nodes) -> str:
    return nodes.needed(node, tg(predicate)).rpartition("/")[2]


def _evidence(node: str, nodes: _Nodes) -> Evidence:
    place = f"{node}/position"
    return Evidence(
        nodes.number(place, terms.START),
        nodes.number(place, terms.END),
        nodes.needed(node, tg("quote")),
    )


def _anchor(node: str, nodes: _Nodes) -> Anchor:
    start, end = nodes.text(node, tg("antecedentStart")), nodes.text(node, tg("antecedentEnd"))
    antecedent = Span(int(start), int(end)) if start is not None and end is not None else None
    return Anchor(
        part=nodes.needed(node, tg("part")),
        start=nodes.number(node, terms.START),
        end=nodes.number(node, terms.END),
        quote=nodes.needed(node, terms.EXACT),
        how=nodes.needed(node, tg("how")),
        antecedent=antecedent,
    )


def _entity(iri: str, nodes: _Nodes) -> Entity:
    """The entity of the catalogue, or what the document's graph says of an unlisted one."""
    key = key_of(NamedNode(iri))
    if key in nodes.catalogue:
        return nodes.catalogue[key]
    types = {v.value for v in nodes.values(iri, terms.TYPE)}
    kinds = [KIND_OF[t] for t in sorted(types) if t in KIND_OF]
    label = nodes.text(iri, terms.PREF_LABEL) or key.rpartition("/")[2]
    names = sorted({label, *(v.value for v in nodes.values(iri, terms.ALT_LABEL))})
    owner = nodes.value(iri, tg("partOf"))
    return Entity(
        key,
        kinds[0] if kinds else EntityKind.OTHER,
        label,
        names=tuple(Name(text, NameKind.COMMON, "und") for text in names),
        part_of=key_of(owner) if owner is not None else None,
        parties=tuple(sorted(key_of(v) for v in nodes.values(iri, tg("bilateralParty")))),
        since=nodes.date(iri, tg("since")),
        unlisted=TG + "Unlisted" in types,
    )
