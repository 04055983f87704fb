"""Where a server has its three services, and how it is asked about all named graphs as one.

SPARQL 1.1 fixes neither the addresses nor what the default graph is. What servers do differs little, so it is found
out by asking.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph as ox

from treatygraph.errors import StoreError
from treatygraph.store.places import Endpoint
from treatygraph.store.updates import CATALOGUE_GRAPH, SERVER_GRAPH
from treatygraph.store.wire import Wire

QUERY_MEDIA = "application/sparql-query"
UPDATE_MEDIA = "application/sparql-update"
RESULTS_MEDIA = "application/sparql-results+json"

# Behind the address of a data set. Oxigraph, Jena Fuseki and Stardog have /query; of Virtuoso, GraphDB, RDF4J, Neptune
# and QLever the address is that of the query service itself.
_QUERY = ("/query", "")
# Behind the address for queries that was found. GraphDB and RDF4J have /statements; Neptune and QLever one address.
_UPDATE = {"/query": ("/update",), "": ("/statements", "")}
# In the order of Oxigraph, Fuseki, GraphDB and RDF4J, Neptune.
_STORE = ("/store", "/data", "/rdf-graphs/service", "/gsp/")
# What makes the default graph of a query that of all named ones: nothing (GraphDB, Virtuoso, Neptune, QLever and who
# is set up so), a parameter of Oxigraph's, a graph with a special name of Jena's and of Stardog's.
_UNIONS: tuple[dict[str, str], ...] = (
    {},
    {"union-default-graph": "true"},
    {"default-graph-uri": "urn:x-arq:UnionGraph"},
    {"default-graph-uri": "tag:stardog:api:context:named"},
)
_ABSENT = (400, 404, 405, 406, 415, 501)
_NO_CHANGE = (
    f"DELETE DATA {{ GRAPH {SERVER_GRAPH} {{ {SERVER_GRAPH} {SERVER_GRAPH} {SERVER_GRAPH} }} }}"
)


@dataclass(frozen=True)
class Layout:
    """Addresses of the services of a server; None where it has none. ``union`` are the parameters of a query about
    all named graphs."""

    query: str
    update: str | None = None
    store: str | None = None
    union: tuple[tuple[str, str], ...] = ()


def find_query(wire: Wire, endpoint: Endpoint) -> tuple[str, str]:
    """The address that answers queries, and what was put behind the one that was given.

    Raises StoreError where there is none.
    """
    for suffix in _QUERY:
        address = endpoint.address + suffix
        if _answers(wire, address, "ASK { }") is not None:
            return address, suffix
    raise StoreError(
        f"Nothing at {endpoint} answers a SPARQL query. Name the address of a data set, such as "
        "http://localhost:7878 (Oxigraph), http://localhost:3030/name (Fuseki) or "
        "http://localhost:7200/repositories/name (GraphDB)"
    )


def find_update(wire: Wire, endpoint: Endpoint, suffix: str) -> str:
    """The address that takes updates: ``TREATYGRAPH_UPDATE``, else found by a change of nothing.

    Raises StoreError where there is none.
    """
    if own := os.environ.get("TREATYGRAPH_UPDATE"):
        return own
    for update in _UPDATE[suffix]:
        address = endpoint.address + update
        answer = wire.send("POST", address, _NO_CHANGE.encode(), Content_Type=UPDATE_MEDIA)
        if answer.status not in _ABSENT:
            wire.check(answer)
            return address
    raise StoreError(
        f"The server at {endpoint} answers queries and takes no updates, so that nothing can be stored there. "
        "If it takes them at another address, set TREATYGRAPH_UPDATE to that"
    )


def find_store(wire: Wire, endpoint: Endpoint) -> str | None:
    """The address of the Graph Store Protocol, None where there is none. The server's own graph must be there."""
    for suffix in _STORE:
        address = endpoint.address + suffix
        answer = wire.send("HEAD", f"{address}?{urlencode({'graph': SERVER_GRAPH.value})}")
        if answer.status < 300:
            return address
    return None


def find_union(wire: Wire, query: str, endpoint: Endpoint) -> tuple[tuple[str, str], ...]:
    """The parameters of a query about all named graphs as one. The server's own graph must be there, or a catalogue.

    Raises StoreError where the server cannot be asked so.
    """
    for union in _UNIONS:
        address = f"{query}?{urlencode(union)}" if union else query
        if _answers(
            wire, address, f"ASK {{ VALUES ?s {{ {SERVER_GRAPH} {CATALOGUE_GRAPH} }} ?s ?p ?o }}"
        ):
            return tuple(union.items())
    raise StoreError(
        f"The server at {endpoint} cannot be asked about all named graphs as one. Set it up so that its default "
        "graph is the union of the named ones (docs/scale.md tells how)"
    )


def _answers(wire: Wire, address: str, text: str) -> bool | None:
    """What a server says to an ASK query; None where it does not understand."""
    answer = wire.send(
        "POST", address, text.encode(), Content_Type=QUERY_MEDIA, Accept=RESULTS_MEDIA
    )
    if answer.status in _ABSENT:
        return None
    wire.check(answer)
    try:
        found = ox.parse_query_results(answer.data, format=ox.QueryResultsFormat.JSON)
    except SyntaxError:
        return None
    return bool(found) if isinstance(found, ox.QueryBoolean) else None
