"""The OpenAPI description of the explorer."""

from __future__ import annotations

from typing import Any

import treatygraph
from treatygraph.explorer.negotiation import PAGE_FORMS

Json = dict[str, Any]


def _text(name: str, words: str, example: str, *, required: bool = False) -> Json:
    return {
        "name": name,
        "in": "query",
        "description": words,
        "required": required,
        "schema": {"type": "string"},
        "example": example,
    }


_KEY: Json = {
    "name": "key",
    "in": "path",
    "required": True,
    "description": "the key of a thing: the path of its IRI below id/; an ending (.json .ttl .jsonld .nt .rdf .csv) names a form",
    "schema": {"type": "string", "minLength": 1},
    "example": "state/RUS",
}
_ON = _text("on", "the day, YYYY-MM-DD; today if left out", "2026-01-15")
_PARTY = _text("party", "a state or body: name, code, key or Wikidata id", "RUS", required=True)
_OBJECT = _text("object", "a treaty or body", "CETS-126", required=True)


def _page(summary: str, *parameters: Json) -> Json:
    content: Json = {form.media: {"schema": {}} for form in PAGE_FORMS}
    return {"get": _operation(summary, parameters, content)}


def _data(summary: str, *parameters: Json, media: str = "application/json") -> Json:
    return {"get": _operation(summary, parameters, {media: {"schema": {}}})}


def _operation(summary: str, parameters: tuple[Json, ...], content: Json) -> Json:
    return {
        "summary": summary,
        "parameters": list(parameters),
        "responses": {
            "200": {"description": "the answer", "content": content},
            "304": {"description": "nothing new since"},
            "400": {"description": "asked wrongly: the text says how", "content": {"*/*": {}}},
            "404": {"description": "the graph has no such thing", "content": {"*/*": {}}},
            "406": {"description": "there is no such form of it", "content": {"*/*": {}}},
            "413": {"description": "too large", "content": {"*/*": {}}},
            "414": {"description": "the address is too long", "content": {"*/*": {}}},
            "503": {"description": "a limit was reached; try again later", "content": {"*/*": {}}},
        },
    }


_FORMAT = _text("format", "the form of the answer, instead of the Accept header", "json")
_QUERY = _text("query", "a SPARQL 1.1 query", "ASK { ?s ?p ?o }")
_NAME = _KEY | {
    "name": "name",
    "description": "the name of the question",
    "example": "documents",
}
_ANSWERS: Json = {
    media: {"schema": {}}
    for media in (
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
        "text/turtle",
        "application/ld+json",
        "application/n-triples",
        "application/rdf+xml",
    )
}


def description(server: str) -> Json:
    """The description, for a server at an address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Treatygraph explorer",
            "version": treatygraph.__version__,
            "description": "Acts of states under treaties and in bodies, and who says so.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": server}],
        "paths": {**_pages(), **_interface(), "/sparql": _sparql()},
    }


def _pages() -> Json:
    """What people read, in all its forms."""
    return {
        "/": _page("What there is, what is new"),
        "/search": _page("Things by name", _text("q", "what is looked for", "Russia")),
        "/id/{key}": _page(
            "A state, treaty, body, person, act or document",
            _KEY,
            _text("sort", "date, kind, status, party or object", "date"),
            _text("page", "from 1", "1"),
        ),
        "/network/{key}": _page(
            "What a thing is tied to, as things and ties",
            _KEY,
            _text("depth", "1 or 2 steps", "1"),
            _text("kind", "a kind of act, office or statement; any if left out", "withdrawal"),
            _text("status", "done, underway, proposed or not-done; any if left out", "done"),
            _text("since", "a year; ties without a date are then left out", "1990"),
            _text("until", "a year, included", "2025"),
        ),
        "/standings/{key}": _page(
            "All standings of a state, or all parties of a treaty, on a day", _KEY, _ON
        ),
        "/status": _page(
            "Bound or not on a day, with the reasons",
            _PARTY | {"required": False},
            _OBJECT | {"required": False},
            _ON,
        ),
        "/compare": _page(
            "Where two states, treaties or days differ",
            _text("left", "a state, treaty or body", "FRA"),
            _text("right", "another", "DEU"),
            _ON,
            _text("then", "another day, for the second", "2020-01-01"),
        ),
        "/ontology": _page("The documentation of the ontology"),
        "/query": _data("Ask the graph: a page", _QUERY | {"required": False}, media="text/html"),
    }


def _interface() -> Json:
    """What programs ask beside SPARQL."""
    named = "A named question; its parameters stand in the address under their names"
    return {
        "/ontology.ttl": _data("The ontology", media="text/turtle"),
        "/api/suggest": _data("Suggestions as one types", _text("q", "what was typed", "russ")),
        "/api/status": _data("Bound or not on a day, as data", _PARTY, _OBJECT, _ON),
        "/api/queries": _data("The named questions"),
        "/api/terms": _data("The terms of the ontology"),
        "/api/prefixes": _data("The prefixes that queries know without declaring them"),
        "/api/query/{name}": {"get": _operation(named, (_NAME, _FORMAT), _ANSWERS)},
        "/void": _data("The graph as a dataset", media="text/turtle"),
        "/healthz": _data("Whether the explorer is up"),
    }


def _sparql() -> Json:
    """The endpoint: a query in the address, as a form, or as the body."""
    words = "The SPARQL 1.1 Protocol, for reading"
    post = _operation(words, (), _ANSWERS)
    post["responses"] |= {
        "403": {"description": "no update here"},
        "415": {"description": "of another type"},
    }
    post["requestBody"] = {
        "required": True,
        "content": {
            "application/sparql-query": {"schema": {"type": "string"}},
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {"query": {"type": "string"}, "format": {"type": "string"}},
                }
            },
        },
    }
    return {"get": _operation(words, (_QUERY, _FORMAT), _ANSWERS), "post": post}
