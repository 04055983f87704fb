"""The acts of a graph as rows: what the table and the network formats are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from treatygraph.store import GraphStore
from treatygraph.store.prefixes import ID, PREF_LABEL, RDF_TYPE, TG

_PROV_FROM = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
_ISSUED = NamedNode("http://purl.org/dc/terms/issued")


@dataclass(frozen=True)
class ActRow:
    """One act. ``party`` is empty for acts without one, ``date`` and ``quote`` where unknown.

    ``act``, ``party`` and ``object`` are keys (``state/RUS``), ``documents`` a number.
    """

    act: str
    kind: str
    party: str
    object: str
    status: str
    date: str
    documents: int
    quote: str


def act_rows(store: GraphStore) -> Iterator[ActRow]:
    """The acts in the order of their keys."""
    acts = store.matching(predicate=NamedNode(RDF_TYPE), object=NamedNode(TG + "Act"))
    subjects = {quad.subject for quad in acts if isinstance(quad.subject, NamedNode)}
    for act in sorted(subjects, key=lambda each: each.value):
        yield _row(store, act)


def key_of(node: NamedNode | str) -> str:
    """The path of an IRI below ``…/id/``."""
    return (node if isinstance(node, str) else node.value).removeprefix(ID)


def label_of(store: GraphStore, key: str) -> str:
    """The English label of an entity, or one without a language, or the first; or its code."""
    labels = [
        quad.object
        for quad in store.matching(NamedNode(ID + key), NamedNode(PREF_LABEL))
        if isinstance(quad.object, Literal)
    ]
    order = {"en": 0, None: 1}
    labels.sort(key=lambda label: (order.get(label.language, 2), label.value))
    return labels[0].value if labels else key.rpartition("/")[2]


def _row(store: GraphStore, act: NamedNode) -> ActRow:
    claims = _nodes(store, act, TG + "claim")
    basis = _nodes(store, act, TG + "basis")
    documents = {doc for claim in claims for doc in _documents(store, claim)}
    return ActRow(
        act=key_of(act),
        kind=_value(store, act, "actKind").rpartition("/")[2],
        party=_value(store, act, "party"),
        object=_value(store, act, "object"),
        status=_value(store, act, "status").rpartition("/")[2],
        date=_value(store, act, "date"),
        documents=len(documents),
        quote=_first_quote(store, basis or claims),
    )


def _value(store: GraphStore, subject: NamedNode, name: str) -> str:
    found = sorted(
        key_of(quad.object) if isinstance(quad.object, NamedNode) else quad.object.value
        for quad in store.matching(subject, NamedNode(TG + name))
        if isinstance(quad.object, NamedNode | Literal)
    )
    return found[0] if found else ""


def _nodes(store: GraphStore, subject: NamedNode, predicate: str) -> list[NamedNode]:
    found = {quad.object for quad in store.matching(subject, NamedNode(predicate))}
    return sorted((n for n in found if isinstance(n, NamedNode)), key=lambda node: node.value)


def _documents(store: GraphStore, claim: NamedNode) -> list[NamedNode]:
    return _nodes(store, claim, _PROV_FROM.value)


def _first_quote(store: GraphStore, claims: list[NamedNode]) -> str:
    """The quote of the claim that was published first; an undated document comes last."""
    best: tuple[tuple[str, str], str] | None = None
    for claim in claims:
        quotes = sorted(
            _value(store, evidence, "quote") for evidence in _nodes(store, claim, TG + "evidence")
        )
        for document in _documents(store, claim):
            issued = [
                quad.object.value
                for quad in store.matching(document, _ISSUED)
                if isinstance(quad.object, Literal)
            ]
            rank = (min(issued, default="9999"), claim.value)
            if quotes and (best is None or rank < best[0]):
                best = (rank, quotes[0])
    return best[1] if best else ""
