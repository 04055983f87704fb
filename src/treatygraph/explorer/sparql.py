"""The SPARQL 1.1 Protocol, for reading: https://www.w3.org/TR/sparql11-protocol/."""

from __future__ import annotations

import io
from collections.abc import Sequence
from urllib.parse import parse_qsl

import pyoxigraph as ox
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from treatygraph.errors import QueryError
from treatygraph.explorer.answering import failed
from treatygraph.explorer.describe import FORMATS
from treatygraph.explorer.negotiation import (
    CSV,
    JSON_LD,
    N_TRIPLES,
    RDF_FORMS,
    RDF_XML,
    TURTLE,
    Form,
    accepted,
)
from treatygraph.explorer.state import State
from treatygraph.explorer.void import service_description
from treatygraph.explorer.workers import LimitError, QueryPool
from treatygraph.query import NamedQuery
from treatygraph.query.values import bound_values
from treatygraph.store import GraphStore
from treatygraph.store.binding import bind, names_dataset
from treatygraph.store.graph import check_query
from treatygraph.store.prefixes import PREFIXES

RESULTS_JSON = Form("srj", "application/sparql-results+json")
RESULTS_XML = Form("srx", "application/sparql-results+xml")
TSV = Form("tsv", "text/tab-separated-values")
PLAIN_JSON, PLAIN_XML = Form("json", "application/json"), Form("xml", "application/xml")
# Boolean answers have no CSV or TSV (the W3C's notes on these formats leave them out).
_BOOLEAN = (RESULTS_JSON, RESULTS_XML, PLAIN_JSON, PLAIN_XML)
_ROWS = (RESULTS_JSON, RESULTS_XML, CSV, TSV, PLAIN_JSON, PLAIN_XML)
_RESULTS = {
    RESULTS_JSON: ox.QueryResultsFormat.JSON,
    PLAIN_JSON: ox.QueryResultsFormat.JSON,
    RESULTS_XML: ox.QueryResultsFormat.XML,
    PLAIN_XML: ox.QueryResultsFormat.XML,
    CSV: ox.QueryResultsFormat.CSV,
    TSV: ox.QueryResultsFormat.TSV,
}
_FORM_MEDIA = "application/x-www-form-urlencoded"
_QUERY_MEDIA = "application/sparql-query"
_NAMES = ("query", "default-graph-uri", "named-graph-uri", "format")


class _Bounded(io.BytesIO):
    """Bytes up to a size."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: object) -> int:
        """As BytesIO. Raises LimitError where it gets too long."""
        size = super().write(data)  # type: ignore[arg-type]
        if self.tell() > self._most:
            raise LimitError(
                f"The answer is longer than {self._most // 1_000_000} megabytes. Add LIMIT, or export "
                "the graph",
                413,
            )
        return size


def answered(
    store: GraphStore,
    text: str,
    default: Sequence[str],
    named: Sequence[str],
    accept: str | None,
    most: int,
) -> tuple[bytes, str]:
    """The answer to a query and its media type; runs in a worker. Raises QueryError, and LimitError."""
    if not text.strip():
        raise QueryError("The query is empty")
    check_query(text)
    chosen: dict[str, object] = (
        {"default_graph": [_graph(iri) for iri in default]}
        if default
        else {"use_default_graph_as_union": not named and not names_dataset(text)}
    )
    if named:
        chosen["named_graphs"] = [_graph(iri) for iri in named]
        chosen.setdefault("default_graph", [])
        chosen.pop("use_default_graph_as_union", None)
    try:
        found = store.inner.query(text, prefixes=dict(PREFIXES), **chosen)  # type: ignore[arg-type]
        out = _Bounded(most)
        if isinstance(found, ox.QueryTriples):
            form = _wanted(accept, RDF_FORMS)
            prefixes = None if form is N_TRIPLES else dict(PREFIXES)
            ox.serialize(found, out, FORMATS[form], prefixes=prefixes)
        else:
            form = _wanted(accept, _BOOLEAN if isinstance(found, ox.QueryBoolean) else _ROWS)
            found.serialize(out, _RESULTS[form])
    except (SyntaxError, RuntimeError, ValueError) as error:
        raise QueryError(f"The query cannot be answered: {error}") from error
    return out.getvalue(), form.content_type


def named_answer(
    store: GraphStore, query: NamedQuery, given: dict[str, str], accept: str | None, most: int
) -> tuple[bytes, str]:
    """The answer to a named question with its parameters; runs in a worker."""
    text = bind(query.text, bound_values(store, query.parameters, given))
    return answered(store, text, (), (), accept, most)


def _graph(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"Not the IRI of a graph: {iri!r}") from error


def _wanted(accept: str | None, forms: Sequence[Form]) -> Form:
    found = accepted(accept, forms)
    if found is None:
        media = ", ".join(dict.fromkeys(form.media for form in forms))
        raise LimitError(f"This answer can be had as {media}", 406)
    return found


async def sparql(request: Request) -> Response:
    """The endpoint."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
    pairs = await _pairs(request)
    unknown = sorted({name for name, _ in pairs} - set(_NAMES))
    if "update" in unknown or "using-graph-uri" in unknown:
        raise HTTPException(403, "This endpoint is for reading: there is no update")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise HTTPException(400, "There is more than one query")
    state: State = request.app.state.graph
    view = state.view()
    if not queries:
        if request.method == "POST" or pairs:
            raise HTTPException(400, "There is no query")
        form = accepted(request.headers.get("accept"), RDF_FORMS) or TURTLE
        body = service_description(str(request.url_for("sparql")), form)
        return Response(body, headers={"Content-Type": form.content_type, "Vary": "Accept"})
    default = [value for name, value in pairs if name == "default-graph-uri"]
    named = [value for name, value in pairs if name == "named-graph-uri"]
    pool: QueryPool = request.app.state.pool
    most = state.settings.query_bytes
    accept = accept_for(dict(pairs).get("format"), request)
    try:
        body, media = await pool.run(
            answered, view.folder, queries[0], default, named, accept, most
        )
    except LimitError as error:
        return limited(request, error)
    return Response(body, headers={"Content-Type": media, "Vary": "Accept"})


def limited(request: Request, error: LimitError) -> Response:
    """What a limit that struck is answered with."""
    made = failed(request, error.status, str(error))
    if error.status == 503:
        made.headers["Retry-After"] = "5"
    return made


_BY_NAME = {
    form.name: form.media
    for form in (RESULTS_JSON, RESULTS_XML, TSV, CSV, TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
} | {
    # One word for both sorts of answer, rows and triples.
    "json": "application/sparql-results+json, application/ld+json;q=0.9",
    "xml": "application/sparql-results+xml, application/rdf+xml;q=0.9",
    # The words of other endpoints, which clients send.
    "turtle": TURTLE.media,
    "n3": TURTLE.media,
    "rdf+xml": RDF_XML.media,
    "json-ld": JSON_LD.media,
}


def accept_for(name: str | None, request: Request) -> str | None:
    """The Accept header that stands for the name of a form, or for media types, of which SPARQLWrapper sends two at
    once; that of the request where none is named.

    Raises HTTPException (400) for an unknown name.
    """
    if name is None:
        return request.headers.get("accept")
    if "/" in name:
        return name
    if name not in _BY_NAME:
        raise HTTPException(400, f"There is no form {name!r}")
    return _BY_NAME[name]


async def _pairs(request: Request) -> list[tuple[str, str]]:
    """The parameters of the address and of the body. Raises HTTPException as the protocol says."""
    pairs = _decoded(request.url.query.encode())
    if request.method != "POST":
        return pairs
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        body = await request.body()
    except ClientDisconnect:
        raise HTTPException(413, "The request is too large") from None
    if media == _FORM_MEDIA:
        return [*pairs, *_decoded(body)]
    if media == _QUERY_MEDIA:
        try:
            return [*pairs, ("query", body.decode("utf-8"))]
        except UnicodeDecodeError:
            raise HTTPException(400, "The query is not UTF-8") from None
    if media == "application/sparql-update":
        raise HTTPException(403, "This endpoint is for reading: there is no update")
    raise HTTPException(415, f"Send a query as {_FORM_MEDIA} or {_QUERY_MEDIA}")


def _decoded(data: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            data.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=200
        )
    except (UnicodeDecodeError, ValueError):
        raise HTTPException(400, "The parameters are not UTF-8, or too many") from None


ROUTES = [Route("/sparql", sparql, methods=["GET", "POST", "OPTIONS"], name="sparql")]
