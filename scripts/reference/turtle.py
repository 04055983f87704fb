"""From drafts to Turtle, the same bytes each time."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from treatygraph.catalogue.terms import (
    CLASS_OF,
    DCTERMS,
    HIDDEN_KINDS,
    ID,
    LITERAL_FORM,
    NAME_KIND,
    OWL,
    RDF_TYPE,
    SAME_AS,
    SKOS,
    SKOSXL,
    SOURCE,
    TG,
    XL_LABEL,
    XSD,
)
from treatygraph.model import NameKind, content_hash

from .draft import Draft, DraftName, Drafts, Fact
from .sources import source_iri

_PREFIXES: Final = {
    "body": ID + "body/",
    "dcterms": DCTERMS,
    "name": ID + "name/",
    "owl": OWL,
    "person": ID + "person/",
    "record": ID + "record/",
    "skos": SKOS,
    "skosxl": SKOSXL,
    "source": ID + "source/",
    "state": ID + "state/",
    "tg": TG,
    "treaty": ID + "treaty/",
    "xsd": XSD,
}
_DATE_TYPES: Final = {4: XSD + "gYear", 7: XSD + "gYearMonth", 10: XSD + "date"}
# Which of several nodes with the text of the label is the preferred one.
_PREFERENCE: Final = {kind: number for number, kind in enumerate(NameKind)}

Files = dict[str, set[ox.Triple]]


def _iri(key: str) -> ox.NamedNode:
    return ox.NamedNode(ID + key)


def _term(fact: Fact, drafts: Drafts) -> ox.NamedNode | ox.Literal:
    match fact.datatype:
        case "key":
            return _iri(drafts.current(fact.value))
        case "source":
            return source_iri(fact.value)
        case "date":
            return ox.Literal(fact.value, datatype=ox.NamedNode(_DATE_TYPES[len(fact.value)]))
        case "duration":
            return ox.Literal(fact.value, datatype=ox.NamedNode(XSD + "duration"))
        case "english":
            return ox.Literal(fact.value, language="en")
        case _:
            return ox.Literal(fact.value)


def _entity_triples(draft: Draft, drafts: Drafts, files: Files) -> None:
    subject, home = _iri(draft.key), files[draft.file]
    home.add(ox.Triple(subject, ox.NamedNode(RDF_TYPE), ox.NamedNode(CLASS_OF[draft.kind])))
    label = ox.Literal(draft.label, language="en")
    home.add(ox.Triple(subject, ox.NamedNode(SKOS + "prefLabel"), label))
    for fact in draft.facts:
        triple = ox.Triple(subject, ox.NamedNode(fact.predicate), _term(fact, drafts))
        files[fact.file].add(triple)


def _name_triples(name: DraftName, subject: ox.NamedNode, role: str) -> Iterator[ox.Triple]:
    node = ox.NamedNode(
        f"{ID}name/{content_hash(subject.value, name.text, name.language, name.kind.value)}"
    )
    form = ox.Literal(name.text, language=name.language)
    yield ox.Triple(subject, ox.NamedNode(SKOSXL + role), node)
    if role != "prefLabel":  # the plain preferred label stands with the entity
        yield ox.Triple(subject, ox.NamedNode(SKOS + role), form)
    yield ox.Triple(node, ox.NamedNode(RDF_TYPE), ox.NamedNode(XL_LABEL))
    yield ox.Triple(node, ox.NamedNode(LITERAL_FORM), form)
    yield ox.Triple(node, ox.NamedNode(NAME_KIND), ox.Literal(name.kind.value))
    yield ox.Triple(node, ox.NamedNode(SOURCE), source_iri(name.source))


def _names_of_entity(draft: Draft, names: list[DraftName], files: Files) -> None:
    """SKOS: a text is one entity's preferred, alternative or hidden label, never two of them."""
    roles: dict[tuple[str, str], str] = {(draft.label, "en"): "prefLabel"}
    names.sort(key=lambda name: (_PREFERENCE[name.kind], name.language, name.text, name.source))
    for name in names:
        role = "hiddenLabel" if name.kind in HIDDEN_KINDS else "altLabel"
        role = roles.setdefault((name.text, name.language), role)
        if role == "prefLabel" and name.kind in HIDDEN_KINDS:
            role = "hiddenLabel"
        triples = _name_triples(name, _iri(draft.key), role)
        files[name.file].update(triples)


def catalogue_triples(drafts: Drafts) -> Files:
    """The triples of each file, by its name without ``.ttl``."""
    files: Files = defaultdict(set)
    names: dict[str, list[DraftName]] = defaultdict(list)
    for name in drafts.names:
        names[drafts.current(name.key)].append(name)
    for key, draft in drafts.entities.items():
        _entity_triples(draft, drafts, files)
        _names_of_entity(draft, names[key], files)
    for old in drafts.aliases:
        key = drafts.current(old)
        triple = ox.Triple(_iri(key), ox.NamedNode(SAME_AS), _iri(old))
        files[drafts.entities[key].file].add(triple)
    return files


def _order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    predicate = triple.predicate.value
    return (str(triple.subject), predicate != RDF_TYPE, predicate, str(triple.object))


def to_turtle(triples: Iterable[ox.Triple]) -> bytes:
    """Sorted Turtle; the type comes first."""
    output = io.BytesIO()
    ox.serialize(sorted(triples, key=_order), output, ox.RdfFormat.TURTLE, prefixes=_PREFIXES)
    return output.getvalue()
