"""What the endpoint and the graph say of themselves: SPARQL service description, VoID, DCAT."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

import treatygraph
from treatygraph.explorer.describe import written
from treatygraph.explorer.negotiation import Form
from treatygraph.explorer.state import View
from treatygraph.store.prefixes import BASE, ID, RDF_TYPE, TG

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
_XSD_INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "JSON-LD",
    "N-Triples",
    "RDF_XML",
)
_VOCABULARIES = (
    TG,
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/2004/02/skos/core#",
    DCTERMS,
    "https://schema.org/",
)


def service_description(endpoint: str, form: Form) -> bytes:
    """What the endpoint can do, in the words of the W3C's vocabulary."""
    service = NamedNode(endpoint)
    triples = [
        Triple(service, _type(), _sd("Service")),
        Triple(service, _sd("endpoint"), service),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        Triple(service, _sd("defaultDataset"), NamedNode(endpoint + "#dataset")),
        Triple(NamedNode(endpoint + "#dataset"), _type(), _sd("Dataset")),
        *(
            Triple(service, _sd("resultFormat"), NamedNode(FORMATS + name))
            for name in _RESULT_FORMATS
        ),
    ]
    return written(sorted(triples, key=str), form)


def dataset_description(view: View, home: str, counts: dict[str, int], form: Form) -> bytes:
    """The graph as a dataset: what is in it, how much, and where it can be asked."""
    return written(sorted(_dataset(view, home, counts), key=str), form)


def _dataset(view: View, home: str, counts: dict[str, int]) -> Iterator[Triple]:
    node = NamedNode(home + "void#dataset")
    yield Triple(node, _type(), NamedNode(VOID + "Dataset"))
    yield Triple(node, _type(), NamedNode(DCAT + "Dataset"))
    for name, value in (
        ("title", "Treatygraph: acts of states under treaties and in bodies, and who says so"),
        ("hasVersion", view.version),
    ):
        yield Triple(
            node,
            NamedNode(DCTERMS + name),
            Literal(value, language="en") if name == "title" else Literal(value),
        )
    yield Triple(
        node,
        NamedNode(DCTERMS + "creator"),
        NamedNode(f"{BASE}software/treatygraph-{treatygraph.__version__}"),
    )
    yield Triple(node, NamedNode(VOID + "sparqlEndpoint"), NamedNode(home + "sparql"))
    yield Triple(node, NamedNode(VOID + "uriSpace"), Literal(ID))
    yield Triple(node, NamedNode(VOID + "exampleResource"), NamedNode(ID + "state/RUS"))
    yield Triple(node, NamedNode(VOID + "triples"), _number(counts.get("statements", 0)))
    for vocabulary in _VOCABULARIES:
        yield Triple(node, NamedNode(VOID + "vocabulary"), NamedNode(vocabulary))
    for name, count in counts.items():
        if not name.startswith("tg:"):
            continue
        part = NamedNode(f"{home}void#{name[3:]}")
        yield Triple(node, NamedNode(VOID + "classPartition"), part)
        yield Triple(part, NamedNode(VOID + "class"), NamedNode(TG + name[3:]))
        yield Triple(part, NamedNode(VOID + "entities"), _number(count))
    service = NamedNode(home + "sparql")
    yield Triple(service, _type(), NamedNode(DCAT + "DataService"))
    yield Triple(service, NamedNode(DCAT + "endpointURL"), service)
    yield Triple(service, NamedNode(DCAT + "servesDataset"), node)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=_XSD_INTEGER)


def _type() -> NamedNode:
    return NamedNode(RDF_TYPE)


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
