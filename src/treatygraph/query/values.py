"""What a user writes for a parameter, as the RDF term that it means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from treatygraph.errors import QueryError
from treatygraph.model import PartialDate
from treatygraph.query.header import Parameter
from treatygraph.store import GraphStore, find_entity
from treatygraph.store.binding import Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGER = re.compile(r"[+-]?\d{1,18}\Z", re.ASCII)


def bound_values(
    store: GraphStore, parameters: Sequence[Parameter], given: Mapping[str, str]
) -> dict[str, Term]:
    """A term for each parameter, from the values given and the defaults.

    Raises QueryError for an unknown or missing parameter, listing the known ones, and for a value
    that is none of its type, or names nothing in the graph.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            raise QueryError(f"The query has no parameter {name!r}. {_listing(parameters)}")
    values: dict[str, Term] = {}
    for name, parameter in known.items():
        text = given.get(name, parameter.default)
        if text is None:
            raise QueryError(f"The parameter {name!r} is missing. {_listing(parameters)}")
        values[name] = _term(store, parameter, text)
    return values


def _term(store: GraphStore, parameter: Parameter, text: str) -> Term:
    try:
        match parameter.type:
            case "string":
                return Literal(text)
            case "integer":
                return _integer(text)
            case "date":
                return _date(text)
            case "iri":
                return find_entity(store, text)
            case kind:
                return find_entity(store, text, kind)
    except ValueError as error:
        raise QueryError(f"-p {parameter.name}={text}: {error}") from error
    except QueryError as error:
        raise QueryError(f"-p {parameter.name}={text}: {error}") from error


def _integer(text: str) -> Literal:
    if not _INTEGER.match(text.strip()):
        raise ValueError(f"not a whole number: {text!r}")
    return Literal(str(int(text)), datatype=NamedNode(_XSD + "integer"))


def _date(text: str) -> Literal:
    date = PartialDate.parse(text.strip())
    kind = "date" if date.day else "gYearMonth" if date.month else "gYear"
    return Literal(str(date), datatype=NamedNode(_XSD + kind))


def _listing(parameters: Sequence[Parameter]) -> str:
    if not parameters:
        return (
            "It has none. To give one to a query of your own, write $name in it and open it with: "
            "#+ params: / #+   name: / #+     type: state"
        )
    parts = []
    for each in parameters:
        optional = f", {each.default} if left out" if each.default is not None else ""
        example = f", such as {each.example}" if each.example else ""
        parts.append(f"{each.name} ({each.type}{example}{optional})")
    return f"Its parameters are: {'; '.join(parts)}"
