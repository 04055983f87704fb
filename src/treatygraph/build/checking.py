"""Which documents of a batch do not conform to the shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import rdflib
from pyoxigraph import Quad, RdfFormat, Triple, serialize

from treatygraph.build.foreseeing import foresee_checks
from treatygraph.model import Document, Extraction
from treatygraph.store import GraphStore
from treatygraph.validate import Report, validate


@dataclass(frozen=True)
class SetAside:
    """A document whose claims do not conform: nothing of it was stored."""

    document: Document
    report: Report


def failing_documents(
    store: GraphStore, extractions: Sequence[Extraction], quads: Mapping[str, Sequence[Quad]]
) -> list[SetAside]:
    """The documents whose graphs do not conform. ``quads`` are those of each, by document hash.

    A batch is checked as a whole, which is cheap; only where that fails, one by one.
    """
    if not any(extraction.claims for extraction in extractions):
        return []
    context = store.rdflib_graph()
    whole = [quad for listed in quads.values() for quad in listed]
    foresee_checks(store, whole)
    if validate(_graph(whole), context).conforms:
        return []
    failing = []
    for extraction in extractions:
        report = validate(_graph(quads[extraction.document.hash]), context)
        if not report.conforms:
            failing.append(SetAside(extraction.document, report))
    return failing


def _graph(quads: Sequence[Quad]) -> rdflib.Graph:
    triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    data = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return rdflib.Graph().parse(data=data, format="nt")
