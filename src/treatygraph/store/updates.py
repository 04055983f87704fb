"""Changes of a graph as texts of SPARQL Update, one request each."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from treatygraph.store.prefixes import GRAPH

SERVER_GRAPH = NamedNode(GRAPH + "server")
"""What a server keeps for this program itself: its format, who writes to it, and which state it has."""

CATALOGUE_GRAPH = NamedNode(GRAPH + "catalogue")
"""Every graph has it, wherever it was loaded: it says what it holds."""

PENDING_GRAPH = NamedNode(GRAPH + "pending")
"""Where a change waits, row by row, that is too large for one request."""

# Words of the program for itself, which no graph and no ontology knows.
_WORDS = PENDING_GRAPH.value + "#"
_OPERATION, _GRAPH = NamedNode(_WORDS + "operation"), NamedNode(_WORDS + "graph")
_PARTS = tuple(NamedNode(_WORDS + part) for part in ("subject", "predicate", "object"))
_REMOVED, _ADDED = NamedNode(_WORDS + "removed"), NamedNode(_WORDS + "added")
_ROWS = 20_000

DROP_PENDING = f"DROP SILENT GRAPH {PENDING_GRAPH}"


def data(quads: Iterable[Quad]) -> str:
    """Quads as they stand within DELETE DATA and INSERT DATA.

    They are written as Turtle by Oxigraph, which escapes what must be. IRIs stand in full: parsers of SPARQL differ
    over dots in shortened ones.
    """
    by_graph: dict[object, list[Triple]] = defaultdict(list)
    for quad in quads:
        by_graph[quad.graph_name].append(Triple(quad.subject, quad.predicate, quad.object))
    return "\n".join(
        f"GRAPH {graph} {{\n{_turtle(triples)}}}" for graph, triples in by_graph.items()
    )


def _turtle(triples: Iterable[Triple]) -> str:
    # Sorted, so that what is said of one subject stands together.
    written = serialize(sorted(triples, key=str), format=RdfFormat.TURTLE)
    return (written or b"").decode()


def change(removed: Sequence[Quad], added: Sequence[Quad], *after: str) -> str:
    """One request that removes and adds quads, with further operations behind."""
    operations = [f"DELETE DATA {{\n{data(removed)}\n}}"] if removed else []
    operations += [f"INSERT DATA {{\n{data(added)}\n}}"] if added else []
    return " ;\n".join([*operations, *after])


def pieces(removed: Sequence[Quad], added: Sequence[Quad]) -> Iterator[str]:
    """Requests that lay a large change into the pending graph, in an order in which any part may be repeated.

    Each quad is told as a row of its own, so that no question about the graph takes it for true meanwhile.
    """
    rows = [(_REMOVED, quad) for quad in removed] + [(_ADDED, quad) for quad in added]
    for start in range(0, len(rows), _ROWS):
        listed = (row for pair in rows[start : start + _ROWS] for row in _row(*pair))
        yield change((), list(listed))


def _row(operation: NamedNode, quad: Quad) -> Iterator[Quad]:
    digest = hashlib.sha256(f"{operation} {quad}".encode()).hexdigest()[:32]
    node = NamedNode(f"{PENDING_GRAPH.value}/{digest}")
    values = (quad.subject, quad.predicate, quad.object)
    yield Quad(node, _OPERATION, operation, PENDING_GRAPH)
    yield Quad(node, _GRAPH, quad.graph_name, PENDING_GRAPH)  # type: ignore[arg-type]  # a name: apply saw to it
    for predicate, value in zip(_PARTS, values, strict=True):
        yield Quad(node, predicate, value, PENDING_GRAPH)


def completion(*after: str) -> str:
    """One request that makes the pending change true and forgets it. It is short, whatever the change is."""
    subject, predicate, value = _PARTS

    def moved(verb: str, operation: NamedNode) -> str:
        return (
            f"{verb} {{ GRAPH ?graph {{ ?subject ?predicate ?object }} }} WHERE {{ GRAPH {PENDING_GRAPH} {{\n"
            f"?row {_OPERATION} {operation} ; {_GRAPH} ?graph ; {subject} ?subject ; "
            f"{predicate} ?predicate ; {value} ?object }} }}"
        )

    return " ;\n".join([moved("DELETE", _REMOVED), moved("INSERT", _ADDED), DROP_PENDING, *after])
