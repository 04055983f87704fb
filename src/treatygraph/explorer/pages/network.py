"""What a thing is tied to, as nodes and edges: each edge is an act, and leads to who says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException

from treatygraph.explorer.answering import Answer
from treatygraph.explorer.index import Entry
from treatygraph.explorer.pages.reading import Reader, kind_of
from treatygraph.explorer.state import View
from treatygraph.model import ActKind, Status

# A network of more than this is a ball of wool.
_MOST_EDGES = 150
_MOST_NEAR = 90


@dataclass(frozen=True, slots=True)
class Node:
    """A thing with a page of its own."""

    key: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """An act, from party to object, by its key. ``year`` None: no date is stated."""

    key: str
    source: str
    target: str
    kind: ActKind
    words: str
    status: Status
    year: int | None
    claims: int


@dataclass(frozen=True)
class Network:
    """What there is around ``centre``. ``left_out`` counts the acts that found no place."""

    centre: str
    depth: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int

    def label(self, key: str) -> str:
        """The name of one of the nodes."""
        return next(node.label for node in self.nodes if node.key == key)


def network_data(view: View, parts: Mapping[str, str], params: Mapping[str, str]) -> Answer:
    """The network around a thing, ``depth`` (1 or 2) acts wide. Raises HTTPException (400, 404)."""
    reader = Reader(view)
    key = reader.known(parts["key"])
    depth = params.get("depth", "1")
    if depth not in ("1", "2"):
        raise HTTPException(400, "The depth is 1 or 2")
    near = _two_sided(view.acts.about(key))
    chosen = near[:_MOST_EDGES] if depth == "1" else near[:_MOST_NEAR]
    far: list[Entry] = []
    if depth == "2":
        others = {end for entry in chosen for end in (entry.party, entry.object)} - {key}
        known = {entry.key for entry in near}
        around = {
            entry.key: entry
            for other in sorted(others)
            for entry in view.acts.about(other)
            if entry.key not in known
        }
        far = _two_sided(around.values())
    shown = [*chosen, *far[: _MOST_EDGES - len(chosen)]]
    keys = sorted({key, *(end for entry in shown for end in (entry.party, entry.object))})
    network = Network(
        key,
        int(depth),
        tuple(Node(each, reader.link(each).label, kind_of(each)) for each in keys),
        tuple(_edge(entry) for entry in shown),
        len(near) + len(far) - len(shown),
    )
    title = f"What {reader.link(key).label} is tied to"
    head = ("act", "party", "object", "kind", "status", "year", "claims")
    rows = [
        (e.key, e.source, e.target, e.kind.value, e.status.value, e.year, e.claims)
        for e in network.edges
    ]
    return Answer("network.html", title, network, table=(head, rows))


def _two_sided(entries: Iterable[Entry]) -> list[Entry]:
    """The acts that have a party, those first that most is told of; the order is kept where it is the same."""
    found = [entry for entry in entries if entry.party]
    return sorted(found, key=lambda entry: -entry.claims)


def _edge(entry: Entry) -> Edge:
    return Edge(
        entry.key,
        entry.party,
        entry.object,
        entry.kind,
        entry.kind.value.replace("-", " "),
        entry.status,
        entry.date.year if entry.date else None,
        entry.claims,
    )
