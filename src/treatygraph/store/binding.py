"""Values into a SPARQL text, as terms.

A parameter is written ``$name``. It stands for one RDF term, and only a token of the text that
is a variable is taken for one: never a part of a string, an IRI or a comment. The term is written
by Oxigraph in SPARQL's own notation, so that no value can end its place and become query text.
(Oxigraph's own substitutions reach only the variables of the SELECT clause.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from treatygraph.errors import QueryError

Term = NamedNode | BlankNode | Literal | Triple

# Terminals of SPARQL 1.1, section 19.8, as far as they decide where a variable or a word begins.
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<prefixed>(?:\w[\w.-]*)?:(?:[\w.:%-]|\\.)*)
    | (?P<tag>@[A-Za-z][\w-]*)
    | (?P<word>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)


def parameters_in(sparql: str) -> list[str]:
    """The names written ``$name`` in a query, each once, in order of appearance."""
    found = (token[0][1:] for token in tokens(sparql, "variable") if token[0].startswith("$"))
    return list(dict.fromkeys(found))


def asks_elsewhere(sparql: str) -> bool:
    """Whether the query asks another server for a part of its answer (``SERVICE``)."""
    return any(token[0].upper() == "SERVICE" for token in tokens(sparql, "word"))


def names_dataset(sparql: str) -> bool:
    """Whether the query says itself which graphs it asks (``FROM``)."""
    return any(token[0].upper() == "FROM" for token in tokens(sparql, "word"))


def bind(sparql: str, values: Mapping[str, Term]) -> str:
    """The query with each ``$name`` that has a value standing for that term.

    Raises QueryError for a blank node, which in a query would match anything.

    >>> bind("SELECT ?act { ?act ?p $x } # $x", {"x": Literal('say "} $x')})
    'SELECT ?act { ?act ?p "say \\\\"} $x" } # $x'
    """
    for name, value in values.items():
        if isinstance(value, BlankNode):
            raise QueryError(f"The value of ${name} is a blank node, which names nothing")

    def term(token: re.Match[str]) -> str:
        name = token[0][1:]
        if token.lastgroup == "variable" and token[0].startswith("$") and name in values:
            return str(values[name])
        return token[0]

    return _TOKEN.sub(term, sparql)


def tokens(sparql: str, kind: str) -> Iterator[re.Match[str]]:
    """The tokens of a kind in a query: ``comment``, ``iri``, ``string``, ``variable``, ``word`` and some more."""
    return (token for token in _TOKEN.finditer(sparql) if token.lastgroup == kind)
