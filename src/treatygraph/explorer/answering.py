"""From what a page tells to bytes: HTML, JSON, or the triples behind it, as the reader asks."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import hashlib
import io
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from treatygraph.errors import QueryError
from treatygraph.explorer.describe import triples_about, written
from treatygraph.explorer.negotiation import (
    CSV,
    HTML,
    JSON,
    PAGE_FORMS,
    RDF_FORMS,
    Form,
    accepted,
    by_ending,
)
from treatygraph.explorer.state import State, View
from treatygraph.model import PartialDate

Table = tuple[Sequence[str], Sequence[Sequence[object]]]


@dataclass(frozen=True)
class Answer:
    """What a page tells. ``data`` is a dataclass, which the template and JSON are made from; ``about`` the thing
    whose triples are given as RDF, or None; ``table`` its head and rows as CSV, or None."""

    template: str
    title: str
    data: Any
    about: NamedNode | None = None
    table: Table | None = None


Make = Callable[[View, Mapping[str, str], Mapping[str, str]], Answer]
Endpoint = Callable[[Request], Awaitable[Response]]


def page(make: Make) -> Endpoint:
    """An endpoint that answers with a page, in the form that is asked for.

    ``make`` gets the graph, the parts of the path and the parameters of the address; it may raise QueryError for
    what was asked wrongly, and HTTPException for what there is not.
    """

    async def endpoint(request: Request) -> Response:
        state: State = request.app.state.graph
        view = state.view()
        parts = {name: str(value) for name, value in request.path_params.items()}
        form = _form(request, parts)
        address = request.url.path + "?" + request.url.query
        body = view.rendered.get((address, form.name))
        if body is None:
            body = await run_in_threadpool(
                _made, make, view, parts, dict(request.query_params), form, request.url.path
            )
            view.rendered.put((address, form.name), body)
        return _response(request, body, form)

    return endpoint


def _form(request: Request, parts: dict[str, str]) -> Form:
    forms = (*PAGE_FORMS, CSV)
    if "key" in parts:
        parts["key"], ending = by_ending(parts["key"], forms)
        if ending is not None:
            return ending
    wanted = request.query_params.get("format")
    if wanted is not None:
        named = next((form for form in forms if form.name == wanted), None)
        if named is None:
            raise HTTPException(400, f"There is no form {wanted!r}")
        return named
    found = accepted(request.headers.get("accept"), PAGE_FORMS)
    if found is None:
        media = ", ".join(form.media for form in PAGE_FORMS)
        raise HTTPException(406, f"This can be had as {media}")
    return found


def _made(
    make: Make,
    view: View,
    parts: Mapping[str, str],
    params: Mapping[str, str],
    form: Form,
    path: str,
) -> bytes:
    answer = make(view, parts, params)
    if form is HTML:
        return rendered(answer, path, params)
    if form is JSON:
        return as_json(answer.data)
    if form is CSV:
        if answer.table is None:
            raise HTTPException(406, "This page has no table")
        return as_csv(*answer.table)
    if answer.about is None:
        raise HTTPException(406, "This page is about no single thing, and cannot be had as RDF")
    return written(triples_about(view.store, answer.about), form)


def _response(request: Request, body: bytes, form: Form) -> Response:
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"Vary": "Accept", "ETag": tag, "Cache-Control": "no-cache"}
    if form in RDF_FORMS:
        headers["Content-Disposition"] = "inline"
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, headers={**headers, "Content-Type": form.content_type})


def as_json(data: object) -> bytes:
    """Data as JSON, in the words of its fields."""
    return (json.dumps(data, default=_plain, ensure_ascii=False, indent=1) + "\n").encode()


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type | PartialDate):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, PartialDate | dt.date):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    raise TypeError(f"no JSON for {type(value).__name__}")


def as_csv(head: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """A table as CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def rendered(answer: Answer, path: str, params: Mapping[str, str]) -> bytes:
    """The page as HTML."""
    template = environment().get_template(answer.template)
    text = template.render(
        title=answer.title,
        page=answer.data,
        has_rdf=answer.about is not None,
        has_table=answer.table is not None,
        other_form=lambda form: f"{quote(path)}?{urlencode({**params, 'format': form})}",
        with_params=lambda **new: _address(path, {**params, **new}),
    )
    return text.encode()


def _address(path: str, params: Mapping[str, object]) -> str:
    given = {name: value for name, value in params.items() if value not in (None, "")}
    return quote(path) + (f"?{urlencode(given)}" if given else "")


@cache
def environment() -> jinja2.Environment:
    """The templates. All text is escaped."""
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.PackageLoader("treatygraph.explorer", "templates"),
                jinja2.PackageLoader("treatygraph.drawing", "templates"),
            ]
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["href"] = lambda key: "/id/" + quote(key, safe="/:@!$&'()*+,;=~")
    made.globals["static"] = static_address
    made.globals["bundle"] = bundle_address
    return made


@cache
def static_address(name: str) -> str:
    """The address of a file of the explorer's own, which changes with its content."""
    data = (resources.files("treatygraph.explorer") / "static" / name).read_bytes()
    return f"/static/{name}?{hashlib.sha256(data).hexdigest()[:12]}"


def bundle_address(name: str) -> str:
    """The address of a script that was bundled from ``web/``; empty where nothing was: pages can be read without."""
    path = f"built/{name}"
    there = resources.files("treatygraph.explorer") / "static" / path
    return static_address(path) if there.is_file() else ""


@dataclass(frozen=True)
class Failure:
    """What went wrong, for people."""

    status: int
    reason: str


def failed(request: Request, status: int, reason: str) -> Response:
    """An error as a page, or as a line of text for a program."""
    wants = accepted(request.headers.get("accept"), (HTML, Form("txt", "text/plain")))
    if wants is not HTML or request.url.path.startswith(("/api", "/sparql")):
        return PlainTextResponse(reason + "\n", status)
    answer = Answer(
        "failure.html", "Not found" if status == 404 else "Not possible", Failure(status, reason)
    )
    return Response(rendered(answer, request.url.path, {}), status, media_type="text/html")


async def on_query_error(request: Request, error: Exception) -> Response:
    """What was asked wrongly is told as such."""
    if not isinstance(error, QueryError):
        raise error
    return failed(request, 400, str(error))


async def on_http_error(request: Request, error: Exception) -> Response:
    """What there is not."""
    if not isinstance(error, HTTPException):
        raise error
    made = failed(request, error.status_code, error.detail)
    for name, value in (error.headers or {}).items():
        made.headers[name] = value
    return made


async def on_failure(request: Request, _: Exception) -> Response:
    """An error of ours: told without a path or a trace."""
    return failed(request, 500, "Something went wrong here. The server's log tells more")
