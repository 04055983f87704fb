"""The network around a thing: what the graph ties it to, and the page that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from treatygraph.drawing.lines import kind_of
from treatygraph.drawing.ties import (
    OFFICE,
    STATEMENT,
    Choice,
    Edge,
    Node,
    Selection,
    Tie,
    chosen,
    edge_of,
    kinds_of,
)
from treatygraph.explorer.answering import Answer
from treatygraph.explorer.pages.reading import Reader, date_of, last_part, text
from treatygraph.explorer.state import View
from treatygraph.rdf.terms import key_of, thing

_CLAIMS = 200


@dataclass(frozen=True)
class NetworkPage:
    """A network. ``kinds`` are those that can be chosen; ``things_left_off`` and ``ties_left_off`` count what there was
    no room for: the most tied come first."""

    key: str
    label: str
    choice: Choice
    kinds: tuple[tuple[str, str], ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    things_left_off: int
    ties_left_off: int

    @property
    def things(self) -> Mapping[str, Node]:
        """The things by their keys."""
        return {node.key: node for node in self.nodes}


def network_page(view: View, parts: Mapping[str, str], params: Mapping[str, str]) -> Answer:
    """The network around whatever has the key. Raises HTTPException (404), QueryError."""
    reader = Reader(view)
    key = reader.known(parts["key"])
    choice = chosen(params)
    drawn = Selection(lambda each: ties_of(view, each), key, choice)
    links = {each: reader.link(each) for each in drawn.steps}
    edges = tuple(edge_of(tie, links) for tie in drawn.ties)
    data = NetworkPage(
        key,
        reader.link(key).label,
        choice,
        kinds_of(drawn.seen),
        tuple(Node(k, links[k].label, kind_of(k), steps) for k, steps in drawn.steps.items()),
        edges,
        drawn.things_left_off,
        drawn.ties_left_off,
    )
    head = ("evidence", "kind", "words", "status", "date", "source", "target")
    rows = [(e.key, e.kind, e.words, e.status, e.date, e.source, e.target) for e in edges]
    return Answer("network.html", f"{data.label}: network", data, None, (head, rows))


def ties_of(view: View, key: str) -> list[Tie]:
    """All that ties a thing to others: acts, the latest first, then what documents tell of offices and statements."""
    acts = [
        Tie(each.key, each.kind.value, each.status.value, each.date, each.party, each.object)
        for each in view.acts.about(key)
        if each.party and each.party != each.object
    ]
    return [*acts, *_claims(view, key)]


def _claims(view: View, key: str) -> list[Tie]:
    """Offices and statements; of what is much spoken of, the first two hundred by their keys."""
    reader, node = Reader(view), thing(key)
    rows = view.store.select(
        f"SELECT DISTINCT ?claim {{ {{ ?claim tg:person {node} }} UNION {{ ?claim tg:of {node} }} "
        f"UNION {{ ?claim tg:speaker {node} }} UNION {{ ?claim tg:about {node} }} }} "
        f"ORDER BY ?claim LIMIT {_CLAIMS}"
    )
    found: dict[tuple[str, str, str, str], Tie] = {}
    for row in rows:
        said = reader.values(row["claim"])
        ends = next(
            (
                (kind, said[a][0], said[b][0])
                for kind, a, b in ((OFFICE, "person", "of"), (STATEMENT, "speaker", "about"))
                if a in said and b in said
            ),
            None,
        )
        if ends is None:
            continue
        kind, source, target = ends[0], key_of(ends[1]), key_of(ends[2])
        words = text(said.get("role"))
        if kind == STATEMENT and "stance" in said:
            words = last_part(said["stance"][0]).replace("-", " ")
        tie = Tie(key_of(row["claim"]), kind, "", date_of(said.get("date")), source, target, words)
        if source != target:
            found.setdefault((kind, source, target, words), tie)
    return list(found.values())
