"""The ontology, readable: every class, property and concept with its definition and an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from treatygraph import resources
from treatygraph.explorer.answering import Answer
from treatygraph.explorer.state import View
from treatygraph.store.prefixes import RDF_TYPE, TG, shorten

_OWL = "http://www.w3.org/2002/07/owl#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SCHEMA = "https://schema.org/"
_SORTS = {
    _OWL + "Class": "class",
    _OWL + "ObjectProperty": "property",
    _OWL + "DatatypeProperty": "property",
    _OWL + "AnnotationProperty": "property",
    _SKOS + "Concept": "concept",
    _SKOS + "ConceptScheme": "concept",
}
_RELATIONS = {
    _RDFS + "subClassOf": "is a sort of",
    _RDFS + "subPropertyOf": "is a sort of",
    _RDFS + "domain": "is said of",
    _SCHEMA + "domainIncludes": "is said of",
    _RDFS + "range": "leads to",
    _SCHEMA + "rangeIncludes": "leads to",
    _OWL + "inverseOf": "is the inverse of",
    _SKOS + "inScheme": "belongs to",
    _SKOS + "closeMatch": "is close to",
    _SKOS + "exactMatch": "is the same as",
}


@dataclass(frozen=True)
class Named:
    """A term that another is related to. ``anchor`` is empty for one of another vocabulary."""

    text: str
    anchor: str
    iri: str


@dataclass(frozen=True)
class Term:
    """A term of the ontology."""

    anchor: str
    iri: str
    sort: str
    label: str
    definition: str
    examples: tuple[str, ...]
    relations: tuple[tuple[str, tuple[Named, ...]], ...]


@dataclass(frozen=True)
class Ontology:
    """All terms: classes, properties and concepts, each sort by name."""

    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    concepts: tuple[Term, ...]


def ontology_page(view: View, _: Mapping[str, str], __: Mapping[str, str]) -> Answer:
    """The documentation of the ontology."""
    del view
    return Answer("ontology.html", "The ontology", ontology())


def ontology_triples() -> list[ox.Triple]:
    """The ontology and its schemes, as they are written."""
    found: set[ox.Triple] = set()
    for name in ("treatygraph.ttl", "schemes.ttl"):
        data = (resources.ontology() / name).read_bytes()
        found.update(
            ox.Triple(q.subject, q.predicate, q.object)
            for q in ox.parse(data, format=ox.RdfFormat.TURTLE)
        )
    return sorted(found, key=str)


@cache
def ontology() -> Ontology:
    """What the files of the ontology say, read once."""
    said: dict[str, dict[str, list[NamedNode | Literal]]] = {}
    for triple in ontology_triples():
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            of = said.setdefault(triple.subject.value, {})
            of.setdefault(triple.predicate.value, []).append(triple.object)
    terms = [_term(iri, values) for iri, values in said.items() if _sort(values)]
    terms.sort(key=lambda term: (term.label.casefold(), term.anchor))
    return Ontology(
        tuple(t for t in terms if t.sort == "class"),
        tuple(t for t in terms if t.sort == "property"),
        tuple(t for t in terms if t.sort == "concept"),
    )


def _sort(values: Mapping[str, list[NamedNode | Literal]]) -> str:
    return next((_SORTS[t.value] for t in values.get(RDF_TYPE, ()) if t.value in _SORTS), "")


def _term(iri: str, values: Mapping[str, list[NamedNode | Literal]]) -> Term:
    def texts(*predicates: str) -> tuple[str, ...]:
        return tuple(v.value for p in predicates for v in values.get(p, ()))

    relations: dict[str, list[Named]] = {}
    for predicate, words in _RELATIONS.items():
        for value in values.get(predicate, ()):
            if isinstance(value, NamedNode):
                relations.setdefault(words, []).append(_named(value.value))
    label = (texts(_RDFS + "label", _SKOS + "prefLabel") or (shorten(iri),))[0]
    return Term(
        anchor(iri),
        iri,
        _sort(values),
        label,
        " ".join(texts(_SKOS + "definition", _RDFS + "comment")),
        texts(_SKOS + "example"),
        tuple((words, tuple(found)) for words, found in relations.items()),
    )


def _named(iri: str) -> Named:
    ours = iri.startswith(TG) or "/treatygraph/id/" in iri
    return Named(shorten(iri), anchor(iri) if ours else "", iri)


def anchor(iri: str) -> str:
    """Where on the page a term stands."""
    if iri.startswith(TG):
        return iri[len(TG) :]
    path = iri.partition("/id/")[2] or iri.rpartition("/")[2]
    return path.replace("/", "-") if "/" in path else f"scheme-{path}"
