"""What programs ask beside SPARQL: suggestions, status, the list of named questions, descriptions."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from treatygraph.answers.telling import status_json
from treatygraph.explorer.answering import as_json
from treatygraph.explorer.describe import written
from treatygraph.explorer.negotiation import RDF_FORMS, TURTLE, accepted
from treatygraph.explorer.openapi import description
from treatygraph.explorer.pages.home import counts
from treatygraph.explorer.pages.ontology import ontology, ontology_triples
from treatygraph.explorer.pages.search import index_of
from treatygraph.explorer.pages.standing import found_status
from treatygraph.explorer.state import State, View
from treatygraph.explorer.void import dataset_description
from treatygraph.query import named_queries
from treatygraph.store.prefixes import PREFIXES

_SUGGESTED = 10


def _view(request: Request) -> View:
    state: State = request.app.state.graph
    return state.view()


async def suggest(request: Request) -> Response:
    """Things whose names begin with, or look like, what was typed."""
    text = request.query_params.get("q", "")
    hits = await run_in_threadpool(lambda: index_of(_view(request)).find(text, _SUGGESTED))
    return Response(as_json(hits), media_type="application/json")


async def status(request: Request) -> Response:
    """Whether a state is bound by a treaty on a day, with the reasons."""
    params: Mapping[str, str] = dict(request.query_params)
    found = await run_in_threadpool(lambda: status_json(found_status(_view(request), params)))
    return JSONResponse(found)


async def queries(_: Request) -> Response:
    """The named questions with their parameters."""
    listed = [
        {
            "name": name,
            "summary": query.summary,
            "description": query.description,
            "parameters": query.parameters,
        }
        for name, query in named_queries().items()
    ]
    return Response(as_json(listed), media_type="application/json")


async def terms(_: Request) -> Response:
    """The terms of the ontology with their definitions: what an editor completes."""
    found = ontology()
    listed = [
        {"term": f"tg:{t.anchor}", "sort": t.sort, "label": t.label, "definition": t.definition}
        for t in (*found.classes, *found.properties)
    ] + [
        {"term": f"<{t.iri}>", "sort": t.sort, "label": t.label, "definition": t.definition}
        for t in found.concepts
    ]
    return Response(as_json(listed), media_type="application/json")


async def prefixes(_: Request) -> Response:
    """The prefixes that every query knows, with their namespaces."""
    return JSONResponse(dict(PREFIXES))


async def void(request: Request) -> Response:
    """The graph as a dataset (VoID and DCAT)."""
    form = accepted(request.headers.get("accept"), RDF_FORMS) or TURTLE
    view = _view(request)
    counted = await run_in_threadpool(counts, view)
    body = dataset_description(view, str(request.base_url), counted, form)
    return Response(body, headers={"Content-Type": form.content_type, "Vary": "Accept"})


async def ontology_data(request: Request) -> Response:
    """The ontology as RDF."""
    form = accepted(request.headers.get("accept"), RDF_FORMS) or TURTLE
    body = written(ontology_triples(), form)
    return Response(body, headers={"Content-Type": form.content_type, "Vary": "Accept"})


async def openapi(request: Request) -> Response:
    """What can be asked, in the words of OpenAPI."""
    return JSONResponse(description(str(request.base_url).rstrip("/")))


async def health(request: Request) -> Response:
    """Whether the explorer is up, and which state of the graph it shows."""
    return JSONResponse({"status": "ok", "version": _view(request).version})


async def robots(_: Request) -> Response:
    """Pages may be indexed, queries not."""
    return PlainTextResponse(
        "User-agent: *\nDisallow: /sparql\nDisallow: /query\nDisallow: /api/\n"
    )
