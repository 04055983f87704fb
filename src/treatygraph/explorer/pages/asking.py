"""Asking the graph: the named questions as forms, an editor for SPARQL, and what came out as a table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from treatygraph.drawing.lines import KINDS
from treatygraph.errors import QueryError, TreatygraphError
from treatygraph.explorer.answering import Answer, rendered
from treatygraph.explorer.pages.reading import Reader
from treatygraph.explorer.sparql import RESULTS_JSON, accept_for, answered, limited, named_answer
from treatygraph.explorer.state import State
from treatygraph.explorer.workers import LimitError, QueryPool, Task
from treatygraph.query import NamedQuery, named_queries
from treatygraph.store.prefixes import ID, TG, shorten

_SHOWN = 500
_EXAMPLE = """SELECT ?party ?date WHERE {
  ?act a tg:Withdrawal ; tg:party ?party ; tg:status <https://w3id.org/treatygraph/id/status/done> .
  OPTIONAL { ?act tg:date ?date }
}
ORDER BY DESC(?date)
LIMIT 50"""
_DOWNLOADS = (("json", "JSON"), ("xml", "XML"), ("csv", "CSV"), ("tsv", "TSV"))
_GRAPHS = (("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("nt", "N-Triples"), ("rdf", "RDF/XML"))


@dataclass(frozen=True)
class Cell:
    """A term for people. ``key`` leads to its page, ``address`` to a page elsewhere; both are empty for text."""

    text: str
    key: str = ""
    address: str = ""
    term: str = ""


@dataclass(frozen=True)
class Field:
    """A parameter of a named question, as a field of its form."""

    name: str
    type: str
    description: str
    value: str
    required: bool


@dataclass(frozen=True)
class Asked:
    """The page: what is asked, what came out, and links to have it in other forms. ``left_off`` counts rows that are
    not shown; ``chart`` are words with numbers, where the answer is that."""

    name: str
    summary: str
    description: str
    fields: tuple[Field, ...]
    query: str
    problem: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    answered: bool
    yes_or_no: str
    left_off: int
    downloads: tuple[tuple[str, str], ...]
    permalink: str
    chart: tuple[tuple[str, float, float], ...]
    named: tuple[tuple[str, str], ...]


async def query_page(request: Request) -> Response:
    """The page that asks. The query itself runs where it can be stopped."""
    params = dict(request.query_params)
    queries = named_queries()
    named = queries.get(params.get("name", ""))
    text = params.get("query", "").strip()
    problem, body, status = "", b"", 200
    given = {n: v for n, v in params.items() if n not in ("name", "query", "ask") and v.strip()}
    try:
        if named is not None and _complete(named, given, params):
            body = await _run(request, named_answer, named, given)
        elif named is None and text:
            body = await _run(request, answered, text, (), ())
    except LimitError as error:
        problem, status = str(error), error.status
    except TreatygraphError as error:
        problem, status = str(error), 400
    state: State = request.app.state.graph
    reader = Reader(state.view())
    data = await run_in_threadpool(_page, named, given, text, problem, body, queries, reader)
    answer = Answer("query.html", named.summary if named else "Ask the graph", data)
    made = Response(rendered(answer, request.url.path, params), status, media_type="text/html")
    if status == 503:
        made.headers["Retry-After"] = "5"
    return made


async def _run(request: Request, task: Task, *arguments: object) -> bytes:
    state: State = request.app.state.graph
    pool: QueryPool = request.app.state.pool
    view = state.view()
    wanted = f"{RESULTS_JSON.media}, application/n-triples;q=0.9"
    body, media = await pool.run(
        task,
        view.folder,
        *arguments,
        wanted,
        state.settings.query_bytes,
    )
    if media == RESULTS_JSON.media:
        found: bytes = body
        return found
    return _as_rows(body)


def _as_rows(body: bytes) -> bytes:
    """Triples as the rows of a table."""
    names = ("subject", "predicate", "object")
    bindings = [
        {name: _term(value) for name, value in zip(names, triple, strict=True)}
        for triple in (
            (q.subject, q.predicate, q.object)
            for q in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
        )
    ]
    return json.dumps(
        {"head": {"vars": names}, "results": {"bindings": bindings}, "graph": True}
    ).encode()


def _term(value: object) -> dict[str, str]:
    if isinstance(value, ox.NamedNode):
        return {"type": "uri", "value": value.value}
    return {"type": "literal", "value": getattr(value, "value", str(value))}


def _complete(query: NamedQuery, given: Mapping[str, str], params: Mapping[str, str]) -> bool:
    """Whether a named question can be asked: all that it needs is given."""
    needed = [p for p in query.parameters if p.default is None]
    return all(p.name in given for p in needed) and ("ask" in params or bool(given) or not needed)


def _page(
    named: NamedQuery | None,
    given: Mapping[str, str],
    text: str,
    problem: str,
    body: bytes,
    queries: Mapping[str, NamedQuery],
    reader: Reader,
) -> Asked:
    told = json.loads(body) if body else {}
    head = tuple(told.get("head", {}).get("vars", ()))
    bindings = told.get("results", {}).get("bindings", [])
    rows = tuple(tuple(cell(row.get(name), reader) for name in head) for row in bindings[:_SHOWN])
    is_graph = bool(told.get("graph"))
    query = text or (_without_header(named.text) if named else _EXAMPLE)
    ask = {"query": text} if text else {}
    link = {"name": named.name, **given} if named else ask
    return Asked(
        named.name if named else "",
        named.summary if named else "",
        named.description if named else "",
        tuple(
            Field(
                p.name, p.type, p.description, given.get(p.name, p.default or ""), p.default is None
            )
            for p in (named.parameters if named else ())
        ),
        query,
        problem,
        head,
        rows,
        bool(body),
        ("yes" if told["boolean"] else "no") if "boolean" in told else "",
        max(0, len(bindings) - _SHOWN),
        tuple(_downloads(named, given, text, is_graph=is_graph)) if body else (),
        f"/query?{urlencode(link)}" if link else "",
        _chart(head, bindings, reader),
        tuple((name, each.summary) for name, each in queries.items()),
    )


def _without_header(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip()


def _downloads(
    named: NamedQuery | None, given: Mapping[str, str], text: str, *, is_graph: bool
) -> list[tuple[str, str]]:
    forms = _GRAPHS if is_graph else _DOWNLOADS
    if named is None:
        return [(words, f"/sparql?{urlencode({'query': text, 'format': f})}") for f, words in forms]
    return [
        (words, f"/api/query/{named.name}?{urlencode({**given, 'format': f})}")
        for f, words in forms
    ]


def cell(term: Mapping[str, str] | None, reader: Reader) -> Cell:
    """A term of the JSON of results, for people: what has a name is called by it."""
    if term is None:
        return Cell("")
    value = term["value"]
    if term["type"] != "uri":
        return Cell(value)
    if value.startswith(ID) and "/" in value[len(ID) :]:
        key = value[len(ID) :]
        named = key.partition("/")[0] in KINDS
        return Cell(reader.link(key).label if named else key, key=key)
    if value.startswith(TG):
        return Cell(shorten(value), term=value[len(TG) :])
    return Cell(shorten(value), address=value if value.startswith("https://") else "")


_BARS = 40


def _chart(
    head: Sequence[str], bindings: Sequence[Mapping[str, Mapping[str, str]]], reader: Reader
) -> tuple[tuple[str, float, float], ...]:
    """Where an answer is words with one number each: the words, the number, and its part of the largest."""
    if not 2 <= len(head) <= 3 or not 2 <= len(bindings) <= _BARS:
        return ()
    numbers: list[float] = []
    words: list[str] = []
    for row in bindings:
        last = row.get(head[-1], {})
        if not last.get("datatype", "").endswith("#integer"):
            return ()
        numbers.append(float(last["value"]))
        words.append(", ".join(cell(row.get(name), reader).text for name in head[:-1]))
    most = max(numbers)
    if most <= 0 or min(numbers) < 0:
        return ()
    return tuple((w, n, round(n / most, 3)) for w, n in zip(words, numbers, strict=True))


async def named_data(request: Request) -> Response:
    """The answer to a named question, as data."""
    queries = named_queries()
    name = request.path_params["name"]
    if name not in queries:
        raise QueryError(f"There is no query named {name!r}. /api/queries lists them")
    params = dict(request.query_params)
    accept = accept_for(params.pop("format", None), request)
    state: State = request.app.state.graph
    pool: QueryPool = request.app.state.pool
    try:
        body, media = await pool.run(
            named_answer,
            state.view().folder,
            queries[name],
            params,
            accept,
            state.settings.query_bytes,
        )
    except LimitError as error:
        return limited(request, error)
    return Response(body, headers={"Content-Type": media, "Vary": "Accept"})
