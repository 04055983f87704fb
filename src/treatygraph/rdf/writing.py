"""Documents with their claims as quads, each document in a named graph of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.catalogue.terms import CLASS_OF
from treatygraph.model import (
    ActClaim,
    Anchor,
    Claim,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Extraction,
    RoleClaim,
    StatementClaim,
    content_hash,
)
from treatygraph.rdf import terms
from treatygraph.rdf.terms import dcterms, tg, thing

Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]

# How many characters around a quote are kept with it, so that it is found in a changed text.
_CONTEXT = 32


@dataclass(frozen=True)
class Run:
    """What made the claims, told without a clock: the same run on another day is the same run."""

    version: str
    pipeline: str
    catalogue_hash: str
    lexicon_hash: str

    @cached_property
    def hash(self) -> str:
        """Identifies the run by its content."""
        return content_hash(self.version, self.pipeline, self.catalogue_hash, self.lexicon_hash)

    @property
    def iri(self) -> NamedNode:
        """The run's node."""
        return thing(f"run/{self.hash}")


def document_iri(document: Document) -> NamedNode:
    """The document's node."""
    return thing(f"document/{document.hash}")


def document_graph(document: Document) -> NamedNode:
    """The named graph that holds a document and all that it claims."""
    return NamedNode(terms.DOCUMENT_GRAPHS + document.hash)


def document_quads(extraction: Extraction, run: Run) -> list[Quad]:
    """The quads of a document's graph: the document, its claims with their evidence and reasons,
    the things that they name and no catalogue lists, and the run. Sorted."""
    graph = document_graph(extraction.document)
    triples = set(_document(extraction.document))
    triples.update(_run(run))
    for claim in extraction.claims:
        triples.update(_claim(claim, extraction.document, run))
    quads = [Quad(subject, predicate, value, graph) for subject, predicate, value in triples]
    return sorted(quads, key=str)


def _document(document: Document) -> Iterator[Triple]:
    node = document_iri(document)
    yield node, terms.TYPE, tg("Document")
    yield node, dcterms("identifier"), Literal(document.identifier)
    yield node, tg("text"), Literal(document.text)
    yield node, tg("sha256"), Literal(document.sha256)
    if document.title is not None:
        yield node, dcterms("title"), Literal(document.title)
    if document.published is not None:
        yield node, dcterms("issued"), terms.date_literal(document.published)
    if document.publisher is not None:
        yield node, dcterms("publisher"), Literal(document.publisher)
    if document.address is not None:
        yield node, NamedNode(terms.SCHEMA + "url"), Literal(document.address)
    if document.language is not None:
        yield node, dcterms("language"), Literal(document.language)
    for span in document.ignored:
        yield node, tg("ignored"), Literal(f"{span.start}-{span.end}")


def _run(run: Run) -> Iterator[Triple]:
    node = run.iri
    yield node, terms.TYPE, tg("Run")
    software = thing(f"software/treatygraph-{run.version}")
    yield node, terms.ASSOCIATED_WITH, software
    yield software, terms.TYPE, NamedNode(terms.PROV + "SoftwareAgent")
    yield node, tg("pipeline"), Literal(run.pipeline)
    yield node, tg("catalogueHash"), Literal(run.catalogue_hash)
    yield node, tg("lexiconHash"), Literal(run.lexicon_hash)


def _claim(claim: Claim, document: Document, run: Run) -> Iterator[Triple]:
    node = thing(f"claim/{claim.hash}")
    yield node, terms.DERIVED_FROM, document_iri(document)
    yield node, terms.GENERATED_BY, run.iri
    yield node, tg("confidence"), terms.decimal(claim.confidence)
    yield node, tg("rule"), Literal(claim.reason.rule)
    if claim.reason.note is not None:
        yield node, tg("note"), Literal(claim.reason.note)
    if claim.attribution is not None:
        yield from _naming(node, "attribution", claim.attribution)
    for evidence in claim.evidence:
        yield node, tg("evidence"), evidence_iri(claim.document, evidence)
        yield from _evidence(evidence, document)
    for anchor in claim.reason.anchors:
        place = _anchor_iri(claim, anchor)
        yield node, tg("anchor"), place
        yield from _anchor(place, anchor)
    yield from _content(node, claim)


def _content(node: NamedNode, claim: Claim) -> Iterator[Triple]:
    if isinstance(claim, ActClaim):
        yield node, terms.TYPE, tg("ActClaim")
        yield node, tg("actKind"), thing(f"act-kind/{claim.kind.value}")
        yield node, tg("status"), thing(f"status/{claim.status.value}")
        yield from _naming(node, "object", claim.object)
        if claim.party is not None:
            yield from _naming(node, "party", claim.party)
        if claim.by is not None:
            yield from _naming(node, "by", claim.by)
        if claim.date is not None:
            yield node, tg("date"), terms.date_literal(claim.date)
        if claim.effective is not None:
            yield node, tg("effectiveDate"), terms.date_literal(claim.effective)
    elif isinstance(claim, StatementClaim):
        yield node, terms.TYPE, tg("StatementClaim")
        yield node, tg("stance"), thing(f"stance/{claim.stance.value}")
        yield from _naming(node, "speaker", claim.speaker)
        yield from _naming(node, "about", claim.about)
    elif isinstance(claim, RoleClaim):
        yield node, terms.TYPE, tg("RoleClaim")
        yield node, tg("role"), Literal(claim.role)
        yield from _naming(node, "person", claim.person)
        yield from _naming(node, "of", claim.of)


def _naming(node: NamedNode, predicate: str, entity: Entity) -> Iterator[Triple]:
    """A claim names an entity; what no catalogue describes is described here."""
    yield node, tg(predicate), thing(entity.key)
    # The catalogue tells whom a person acts for; a person that only texts know is described here.
    if entity.unlisted or (entity.kind is EntityKind.PERSON and entity.part_of is None):
        yield from entity_triples(entity)


def entity_triples(entity: Entity) -> Iterator[Triple]:
    """What a document's graph says of something that the catalogue does not list."""
    node = thing(entity.key)
    if entity.kind in CLASS_OF:
        yield node, terms.TYPE, NamedNode(CLASS_OF[entity.kind])
    if entity.unlisted:
        yield node, terms.TYPE, tg("Unlisted")
    yield node, terms.PREF_LABEL, Literal(entity.label)
    for name in entity.names:
        if name.text != entity.label:
            yield node, terms.ALT_LABEL, Literal(name.text)
    if entity.part_of is not None:
        yield node, tg("partOf"), thing(entity.part_of)
    for party in entity.parties:
        yield node, tg("bilateralParty"), thing(party)
    if entity.since is not None:
        yield node, tg("since"), terms.date_literal(entity.since)


def evidence_iri(document: str, evidence: Evidence) -> NamedNode:
    """The node of a quote: one for each place of a document, whatever claims rest on it."""
    return thing(f"evidence/{content_hash(document, evidence.start, evidence.end)}")


def _evidence(evidence: Evidence, document: Document) -> Iterator[Triple]:
    node = evidence_iri(document.hash, evidence)
    position, quote = NamedNode(f"{node.value}/position"), NamedNode(f"{node.value}/quote")
    yield node, terms.TYPE, tg("Evidence")
    yield node, terms.HAS_SOURCE, document_iri(document)
    yield node, tg("quote"), Literal(evidence.quote)
    yield node, terms.HAS_SELECTOR, position
    yield node, terms.HAS_SELECTOR, quote
    yield position, terms.TYPE, NamedNode(terms.OA + "TextPositionSelector")
    yield position, terms.START, terms.integer(evidence.start)
    yield position, terms.END, terms.integer(evidence.end)
    yield quote, terms.TYPE, NamedNode(terms.OA + "TextQuoteSelector")
    yield quote, terms.EXACT, Literal(evidence.quote)
    before = document.text[max(0, evidence.start - _CONTEXT) : evidence.start]
    after = document.text[evidence.end : evidence.end + _CONTEXT]
    if before:
        yield quote, terms.PREFIX, Literal(before)
    if after:
        yield quote, terms.SUFFIX, Literal(after)


def _anchor_iri(claim: Claim, anchor: Anchor) -> NamedNode:
    far = (anchor.antecedent.start, anchor.antecedent.end) if anchor.antecedent else None
    parts = (claim.hash, anchor.part, anchor.start, anchor.end, anchor.how, far)
    return thing(f"anchor/{content_hash(*parts)}")


def _anchor(node: NamedNode, anchor: Anchor) -> Iterator[Triple]:
    yield node, terms.TYPE, tg("Anchor")
    yield node, tg("part"), Literal(anchor.part)
    yield node, tg("how"), Literal(anchor.how)
    yield node, terms.START, terms.integer(anchor.start)
    yield node, terms.END, terms.integer(anchor.end)
    yield node, terms.EXACT, Literal(anchor.quote)
    if anchor.antecedent is not None:
        yield node, tg("antecedentStart"), terms.integer(anchor.antecedent.start)
        yield node, tg("antecedentEnd"), terms.integer(anchor.antecedent.end)
