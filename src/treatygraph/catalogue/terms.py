"""The IRIs that the reference graph is written in: classes, properties, and what they stand for."""

from __future__ import annotations

from typing import Final

from treatygraph.model import EntityKind, NameKind

BASE: Final = "https://w3id.org/treatygraph/"
TG: Final = BASE + "ontology#"
ID: Final = BASE + "id/"
CATALOGUE_GRAPH: Final = BASE + "graph/catalogue"

DCTERMS: Final = "http://purl.org/dc/terms/"
OWL: Final = "http://www.w3.org/2002/07/owl#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SKOSXL: Final = "http://www.w3.org/2008/05/skos-xl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

RDF_TYPE: Final = RDF + "type"
SAME_AS: Final = OWL + "sameAs"
SOURCE: Final = DCTERMS + "source"
LITERAL_FORM: Final = SKOSXL + "literalForm"
XL_LABEL: Final = SKOSXL + "Label"
NAME_KIND: Final = TG + "nameKind"
PART_OF: Final = TG + "partOf"
FOUNDED_BY: Final = TG + "foundedBy"
BILATERAL_PARTY: Final = TG + "bilateralParty"
SINCE: Final = TG + "since"
UNTIL: Final = TG + "until"
UNLISTED: Final = TG + "Unlisted"

# prefLabel, altLabel, hiddenLabel: each as a plain literal (SKOS) and as a node (SKOS-XL).
LABEL_PROPERTIES: Final = ("prefLabel", "altLabel", "hiddenLabel")
# What lets a text speak of an entity without being a name of it: the people, the capital.
HIDDEN_KINDS: Final = frozenset((NameKind.DEMONYM, NameKind.CAPITAL, NameKind.METONYM))

CLASS_OF: Final = {
    EntityKind.STATE: TG + "State",
    EntityKind.TERRITORY: TG + "Territory",
    EntityKind.HISTORIC_STATE: TG + "HistoricState",
    EntityKind.CONVENTION: TG + "Convention",
    EntityKind.PROTOCOL: TG + "Protocol",
    EntityKind.TREATY: TG + "Treaty",
    EntityKind.AGREEMENT: TG + "Agreement",
    EntityKind.ORGANISATION: TG + "Organisation",
    EntityKind.COURT: TG + "Court",
    EntityKind.COMMITTEE: TG + "Committee",
    EntityKind.STATE_ORGAN: TG + "StateOrgan",
    EntityKind.OFFICE: TG + "Office",
    EntityKind.PERSON: TG + "Person",
}
KIND_OF: Final = {iri: kind for kind, iri in CLASS_OF.items()}
