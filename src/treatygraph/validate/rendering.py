"""A report as text for people, as JSON, and as a SHACL report in Turtle."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from treatygraph.model import content_hash
from treatygraph.store.prefixes import ID, PREFIXES, shorten
from treatygraph.validate.report import Report, Result, Severity

_WIDEST = 160
_PLURALS = {
    Severity.VIOLATION: ("violation", "violations"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("remark", "remarks"),
}


def report_text(report: Report, limit: int = 10) -> str:
    """The report for a person: what is wrong and what to do, then each place where it is so.

    The worst comes first. Of the places with one and the same message the first ``limit`` are shown and
    the rest counted.
    """
    lines = [_headline(report)]
    for (severity, message), group in groupby(report.results, lambda r: (r.severity, r.message)):
        results = list(group)
        lines += ["", f"{severity.value.upper()}: {message.replace(ID, '')}"]
        lines += [f"  at {_place(result)}" for result in results[:limit]]
        if len(results) > limit:
            lines.append(f"  and {len(results) - limit} more")
    return "\n".join(lines) + "\n"


def report_json(report: Report) -> str:
    """The report as one JSON object: ``conforms``, ``counts``, and ``results`` in order."""
    content = {
        "conforms": report.conforms,
        "counts": {severity.value: count for severity, count in report.counts.items()},
        "results": [
            {
                "severity": result.severity.value,
                "focus": str(result.focus),
                "path": result.path,
                "value": None if result.value is None else str(result.value),
                "message": result.message,
                "source_shape": result.source_shape,
                "constraint": result.constraint,
            }
            for result in report.results
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def report_turtle(report: Report) -> str:
    """The report in the terms of SHACL, without blank nodes and in a stable order.

    As the command line has it, ``sh:conforms`` is true where there are only warnings and remarks. A path
    of several steps is left out: its text is in the JSON report.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (*PREFIXES.items(), ("sh", str(SH))):
        graph.bind(prefix, namespace)
    names = [_result_iri(result) for result in report.results]
    top = URIRef(f"{ID}validation/{content_hash(*names)}")
    graph.add((top, RDF.type, SH.ValidationReport))
    graph.add((top, SH.conforms, Literal(report.conforms)))
    for name, result in zip(names, report.results, strict=True):
        graph.add((top, SH.result, name))
        for predicate, value in _described(result):
            graph.add((name, predicate, value))
    return graph.serialize(format="turtle")


def _described(result: Result) -> Sequence[tuple[URIRef, Node]]:
    found: list[tuple[URIRef, Node]] = [
        (RDF.type, SH.ValidationResult),
        (SH.resultSeverity, result.severity.iri),
        (SH.focusNode, result.focus),
        (SH.resultMessage, Literal(result.message, lang="en")),
        (SH.sourceShape, URIRef(result.source_shape)),
        (SH.sourceConstraintComponent, URIRef(result.constraint)),
    ]
    if result.path is not None and "://" in result.path:
        found.append((SH.resultPath, URIRef(result.path)))
    if result.value is not None:
        found.append((SH.value, result.value))
    return found


def _result_iri(result: Result) -> URIRef:
    return URIRef(f"{ID}validation-result/{content_hash(*result.order)}")


def _headline(report: Report) -> str:
    counts = [
        f"{count} {_PLURALS[severity][count != 1]}"
        for severity, count in report.counts.items()
        if count
    ]
    verdict = "The graph conforms" if report.conforms else "The graph does not conform"
    return f"{verdict}: {', '.join(counts)}." if counts else f"{verdict}."


def _place(result: Result) -> str:
    parts = [_short(result.focus)]
    if result.path is not None:
        parts.append(shorten(result.path))
    if result.value is not None and result.value != result.focus:
        parts.append(f"= {_short(result.value)}")
    return " ".join(parts)


def _short(node: Node) -> str:
    if isinstance(node, URIRef):
        return shorten(node)
    text = str(node).replace("\n", " ")
    return f'"{text[:_WIDEST]}…"' if len(text) > _WIDEST else f'"{text}"'
