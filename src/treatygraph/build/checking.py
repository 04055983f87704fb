"""Which documents of a batch do not conform to the shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Quad

from treatygraph.build.foreseeing import foresee_checks
from treatygraph.model import Document, Extraction
from treatygraph.store import GraphStore
from treatygraph.validate import Report, validate_statements


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
    whole = [quad for listed in quads.values() for quad in listed]
    foresee_checks(store, whole)
    if validate_statements(whole, store.matching).conforms:
        return []
    failing = []
    for extraction in extractions:
        report = validate_statements(quads[extraction.document.hash], store.matching)
        if not report.conforms:
            failing.append(SetAside(extraction.document, report))
    return failing
