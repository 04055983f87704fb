"""The application: addresses, and what stands around every answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from treatygraph.errors import QueryError
from treatygraph.explorer import data
from treatygraph.explorer.answering import (
    Answer,
    on_failure,
    on_http_error,
    on_query_error,
    page,
)
from treatygraph.explorer.pages.acts import act_page
from treatygraph.explorer.pages.asking import named_data, query_page
from treatygraph.explorer.pages.compare import compare_page
from treatygraph.explorer.pages.documents import document_page
from treatygraph.explorer.pages.entities import entity_page
from treatygraph.explorer.pages.home import home
from treatygraph.explorer.pages.network import network_page
from treatygraph.explorer.pages.ontology import ontology_page
from treatygraph.explorer.pages.reading import Reader
from treatygraph.explorer.pages.search import search_page
from treatygraph.explorer.pages.standing import standings_page, status_page
from treatygraph.explorer.security import Guard
from treatygraph.explorer.settings import Settings
from treatygraph.explorer.sparql import ROUTES as SPARQL
from treatygraph.explorer.state import State, View
from treatygraph.explorer.workers import QueryPool
from treatygraph.store.places import Place

_SCHEMES = ("act-kind", "status", "stance", "record-action", "standing-kind")
_STATIC = Path(__file__).parent / "static"


def thing_page(view: View, parts: Mapping[str, str], params: Mapping[str, str]) -> Answer:
    """The page of whatever has the key. Raises HTTPException (404)."""
    key = parts["key"]
    match key.partition("/")[0]:
        case "act":
            return act_page(view, key)
        case "document":
            return document_page(view, key)
        case "claim":
            return claim_page(view, key)
        case _:
            return entity_page(view, key, params)


def claim_page(view: View, key: str) -> Answer:
    """A claim has no page of its own: it is shown where it stands, in its document."""
    claim = Reader(view).claim(key)
    if claim is None:
        raise HTTPException(404, f"The graph has no claim {key}")
    return document_page(view, claim.source.key)


class _Files(StaticFiles):
    """Files of the explorer's own, whose addresses change with their content."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """As Starlette's, to be kept for a year."""
        made = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        made.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return made


def make_app(folder: Place, settings: Settings | None = None) -> Starlette:
    """The explorer on the graph in a folder or on a server.

    Raises StoreError where the folder holds no graph, or somebody writes to it just now.
    """
    chosen = settings or Settings()
    state = State(folder, chosen)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.pool = QueryPool(chosen)
        yield
        app.state.pool.close()
        state.close()

    routes = [
        Route("/", page(home)),
        Route("/search", page(search_page)),
        *(Route(f"/id/{scheme}/{{name}}", _concept(scheme)) for scheme in _SCHEMES),
        Route("/id/{key:path}", page(thing_page), name="thing"),
        Route("/network/{key:path}", page(network_page)),
        Route("/standings/{key:path}", page(standings_page)),
        Route("/status", page(status_page)),
        Route("/compare", page(compare_page)),
        Route("/query", query_page),
        Route("/ontology", page(ontology_page)),
        Route("/ontology.ttl", data.ontology_data),
        Route("/void", data.void),
        Route("/.well-known/void", data.void),
        Route("/openapi.json", data.openapi),
        Route("/api/suggest", data.suggest),
        Route("/api/status", data.status),
        Route("/api/queries", data.queries),
        Route("/api/terms", data.terms),
        Route("/api/prefixes", data.prefixes),
        Route("/api/query/{name}", named_data),
        Route("/healthz", data.health),
        Route("/robots.txt", data.robots),
        *SPARQL,
        Mount("/static", _Files(directory=_STATIC)),
    ]
    middleware = [Middleware(Guard, chosen)]
    if chosen.origins:
        middleware.append(
            Middleware(
                CORSMiddleware,
                allow_origins=list(chosen.origins),
                allow_methods=["GET", "POST"],
                allow_headers=["Accept", "Content-Type"],
            )
        )
    app = Starlette(
        routes=routes,
        middleware=middleware,
        lifespan=lifespan,
        exception_handlers={
            QueryError: on_query_error,
            HTTPException: on_http_error,
            Exception: on_failure,
        },
    )
    app.state.graph = state
    return app


def _concept(scheme: str) -> Callable[[Request], Awaitable[Response]]:
    """Where the concepts of a scheme lead: to where the ontology's page explains them."""

    async def endpoint(request: Request) -> Response:
        return RedirectResponse(f"/ontology#{scheme}-{quote(request.path_params['name'])}", 303)

    return endpoint
