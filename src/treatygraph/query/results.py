"""The answer to a query, held whole."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox
from pyoxigraph import Triple

from treatygraph.store.binding import Term


@dataclass(frozen=True)
class Results:
    """Rows of a SELECT query in its order, triples of a CONSTRUCT query sorted, or yes or no.

    For triples, ``variables`` and ``rows`` show them as a table; ``triples`` and ``answer`` are
    None where the query was of another form. An empty cell is None.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    triples: tuple[Triple, ...] | None = None
    answer: bool | None = None

    @classmethod
    def of(cls, answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Results:
        """What Oxigraph answered, read to the end."""
        if isinstance(answer, ox.QueryBoolean):
            value = bool(answer)
            datatype = ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
            cell = ox.Literal(str(value).lower(), datatype=datatype)
            return cls(("answer",), ((cell,),), answer=value)
        if isinstance(answer, ox.QueryTriples):
            triples = tuple(sorted(set(answer), key=str))
            rows = tuple((each.subject, each.predicate, each.object) for each in triples)
            return cls(("subject", "predicate", "object"), rows, triples=triples)
        variables = tuple(variable.value for variable in answer.variables)
        return cls(variables, tuple(tuple(solution) for solution in answer))

    def __len__(self) -> int:
        return len(self.rows)
