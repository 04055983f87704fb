"""The comments that a query file opens with: what it answers, and its parameters.

The lines that begin with ``#+`` are a small part of YAML, as grlc has them::

    #+ summary: All that one state did, in order of time
    #+ description: One row for each act, whatever its status.
    #+   A further line of the same text is indented.
    #+ params:
    #+   state:
    #+     type: state
    #+     description: the state
    #+     example: RUS

A parameter with a ``default`` can be left out. In the text it is written ``$state``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from treatygraph.errors import QueryError
from treatygraph.store.binding import parameters_in

TYPES = ("iri", "state", "treaty", "body", "person", "date", "string", "integer")
"""What a parameter can be. ``iri`` takes any code, key, name or IRI of something in the graph."""

_LINE = re.compile(r"#\+(?P<indent> *)(?:(?P<key>\w+):(?:\s+(?P<value>.*))?|(?P<more>.*))\Z")
_TOP = ("summary", "description", "params")
_FIELDS = ("type", "description", "default", "example")


@dataclass(frozen=True)
class Parameter:
    """A value that a query asks for. ``type`` is one of `TYPES`; ``default`` None: required."""

    name: str
    type: str
    description: str = ""
    default: str | None = None
    example: str | None = None


@dataclass(frozen=True)
class NamedQuery:
    """A question with a name. ``text`` is the whole SPARQL, its header included."""

    name: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str

    @property
    def example(self) -> str:
        """A command that asks it."""
        given = (
            f" -p {each.name}={_quoted(each.example)}"
            for each in self.parameters
            if each.example is not None
        )
        return f"treatygraph query {self.name}" + "".join(given)


def parse_query(text: str, name: str = "query") -> NamedQuery:
    """A query with what its header says; a text without a header has no parameters.

    Raises QueryError, with the line, for a header that is malformed, a parameter of an unknown
    type, or one that the text does not use.
    """
    fields, params = _read_header(text, name)
    used = parameters_in(text)
    parameters = []
    for param, (line, values) in params.items():
        kind = values.get("type", "")
        if kind not in TYPES:
            known = ", ".join(TYPES)
            raise _wrong(name, line, f"parameter {param} has type {kind!r}; known are {known}")
        if param not in used:
            raise _wrong(name, line, f"parameter {param} is not used: the text has no ${param}")
        parameters.append(
            Parameter(
                param,
                kind,
                values.get("description", ""),
                values.get("default"),
                values.get("example"),
            )
        )
    return NamedQuery(
        name, fields.get("summary", ""), fields.get("description", ""), tuple(parameters), text
    )


_Params = dict[str, tuple[int, dict[str, str]]]


def _read_header(text: str, name: str) -> tuple[dict[str, str], _Params]:
    fields: dict[str, str] = {}
    params: _Params = {}
    target, last = fields, ""
    for number, raw in enumerate(text.splitlines(), 1):
        match = _LINE.match(raw.rstrip())
        if not match:
            continue
        depth, key, value = len(match["indent"]), match["key"], match["value"] or ""
        if key and depth <= 1:
            target = fields
        elif key and "params" in fields and depth == 3:
            params[key] = (number, {})
            target, last = params[key][1], ""
            continue
        elif not (key and target is not fields and depth == 5):
            if not last:
                raise _wrong(name, number, "a header line belongs to no field")
            target[last] = f"{target[last]} {raw[2:].strip()}".strip()
            continue
        known = _TOP if target is fields else _FIELDS
        if key not in known:
            raise _wrong(name, number, f"unknown field {key!r}; known are {', '.join(known)}")
        target[key], last = value, key
    return fields, params


def _wrong(name: str, line: int, what: str) -> QueryError:
    return QueryError(f"{name}:{line}: {what}", line, 1)


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
