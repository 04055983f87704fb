"""How claims stand to the official record, as quads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from treatygraph.catalogue.terms import BASE
from treatygraph.law.agreement import Agreement
from treatygraph.rdf.terms import tg, thing

AGREEMENT_GRAPH: Final = NamedNode(BASE + "graph/agreement")

_CONFIRMED, _CONTRADICTED = tg("confirmedBy"), tg("contradictedBy")


def agreement_quads(claim: str, found: Agreement) -> Iterator[Quad]:
    """What the graph says of a claim, given by its key, beside the record."""
    node = thing(claim)
    for row in found.confirming:
        yield Quad(node, _CONFIRMED, thing(row.key), AGREEMENT_GRAPH)
    if found.contradicting is not None:
        yield Quad(node, _CONTRADICTED, thing(found.contradicting.key), AGREEMENT_GRAPH)
