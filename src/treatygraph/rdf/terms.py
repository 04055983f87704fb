"""The IRIs that documents, claims and acts are written in."""

from __future__ import annotations

from typing import Final

from pyoxigraph import Literal, NamedNode

from treatygraph.catalogue.terms import BASE, DCTERMS, ID, RDF_TYPE, SKOS, TG, XSD
from treatygraph.model import PartialDate

OA: Final = "http://www.w3.org/ns/oa#"
PROV: Final = "http://www.w3.org/ns/prov#"
SCHEMA: Final = "https://schema.org/"

ACTS_GRAPH: Final = NamedNode(BASE + "graph/acts")
DERIVED_GRAPH: Final = NamedNode(BASE + "graph/derived")
DOCUMENT_GRAPHS: Final = BASE + "graph/document/"

TYPE: Final = NamedNode(RDF_TYPE)
PREF_LABEL: Final = NamedNode(SKOS + "prefLabel")
ALT_LABEL: Final = NamedNode(SKOS + "altLabel")
DERIVED_FROM: Final = NamedNode(PROV + "wasDerivedFrom")
GENERATED_BY: Final = NamedNode(PROV + "wasGeneratedBy")
ASSOCIATED_WITH: Final = NamedNode(PROV + "wasAssociatedWith")
HAS_SOURCE: Final = NamedNode(OA + "hasSource")
HAS_SELECTOR: Final = NamedNode(OA + "hasSelector")
START: Final = NamedNode(OA + "start")
END: Final = NamedNode(OA + "end")
EXACT: Final = NamedNode(OA + "exact")
PREFIX: Final = NamedNode(OA + "prefix")
SUFFIX: Final = NamedNode(OA + "suffix")

_DATE_TYPES = ("gYear", "gYearMonth", "date")


def tg(name: str) -> NamedNode:
    """A term of the ontology."""
    return NamedNode(TG + name)


def dcterms(name: str) -> NamedNode:
    """A term of Dublin Core."""
    return NamedNode(DCTERMS + name)


def thing(key: str) -> NamedNode:
    """The IRI of a thing by its key: ``state/RUS``, ``claim/<hash>``."""
    return NamedNode(ID + key)


def key_of(node: object) -> str:
    """The key of a thing by its IRI. Raises ValueError for what is none of ours."""
    if isinstance(node, NamedNode) and node.value.startswith(ID):
        return node.value[len(ID) :]
    raise ValueError(f"no thing of the graph: {node}")


def date_literal(date: PartialDate) -> Literal:
    """A date as precise as it is known: ``xsd:gYear``, ``xsd:gYearMonth`` or ``xsd:date``."""
    kind = _DATE_TYPES[(date.month > 0) + (date.day > 0)]
    return Literal(str(date), datatype=NamedNode(XSD + kind))


def integer(value: int) -> Literal:
    """An ``xsd:integer``."""
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))


def decimal(value: float) -> Literal:
    """An ``xsd:decimal``, without exponent and needless zeros."""
    text = f"{value:.4f}".rstrip("0")
    return Literal(text + "0" if text.endswith(".") else text, datatype=NamedNode(XSD + "decimal"))
