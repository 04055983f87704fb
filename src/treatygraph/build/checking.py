"""Whether documents of a batch, and the acts and standings that they change, conform to the shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from treatygraph.build.foreseeing import foresee_changes, foresee_checks
from treatygraph.model import Document, Extraction
from treatygraph.rdf.standings import RECORD_STANDINGS_GRAPH, STANDINGS_GRAPH
from treatygraph.rdf.terms import ACTS_GRAPH
from treatygraph.store import GraphStore
from treatygraph.validate import Report, validate_statements

_CONCLUDED = (ACTS_GRAPH, STANDINGS_GRAPH, RECORD_STANDINGS_GRAPH)


@dataclass(frozen=True)
class SetAside:
    """A document whose claims, or the acts that follow, do not conform: nothing of it was stored."""

    document: Document
    report: Report


def failing_documents(
    store: GraphStore, extractions: Sequence[Extraction], quads: Mapping[str, Sequence[Quad]]
) -> list[SetAside]:
    """The documents whose graphs do not conform. ``quads`` are those of each, by document hash.

    A batch is checked as a whole, which is cheap; only where that fails, one by one. A document without claims has
    but its text and what is told about it, which `document_quads` writes as the shapes ask for: of these only the
    language can be wrong, since it is taken as it comes. Most news is of this sort.
    """
    judged = [each for each in extractions if each.claims or each.document.language is not None]
    if not judged:
        return []
    whole = [quad for each in judged for quad in quads[each.document.hash]]
    foresee_checks(store, whole)
    if validate_statements(whole, store.matching).conforms:
        return []
    failing = []
    for extraction in judged:
        report = validate_statements(quads[extraction.document.hash], store.matching)
        if not report.conforms:
            failing.append(SetAside(extraction.document, report))
    return failing


def check_changes(
    store: GraphStore, documents: Sequence[Quad], removed: Iterable[Quad], added: Iterable[Quad]
) -> Report:
    """What is wrong with the acts, disagreements and standings that a batch changes: as they will be.

    ``documents`` are the quads of its documents, ``removed`` and ``added`` what changes beside them; none of it is in
    the store yet. Edges need no check of their own: they lead where the acts lead.
    """
    judged = [quad for quad in added if quad.graph_name in _CONCLUDED]
    if not judged:
        return Report()
    gone = set(removed)
    told: dict[object, list[Quad]] = defaultdict(list)
    for quad in documents:
        told[quad.subject].append(quad)

    def look(node: NamedNode, name: NamedNode | None) -> Iterator[Quad]:
        yield from (quad for quad in store.matching(node, name) if quad not in gone)
        yield from (quad for quad in told.get(node, ()) if name is None or quad.predicate == name)

    foresee_changes(store, judged)
    return validate_statements(judged, look)
