"""Reports for people and for programs."""

from __future__ import annotations

import json

import pytest
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from treatygraph.validate import (
    Report,
    Result,
    Severity,
    report_json,
    report_text,
    report_turtle,
)

TG = "https://w3id.org/treatygraph/ontology#"
ID = "https://w3id.org/treatygraph/id/"


def result(
    name: str,
    severity: Severity = Severity.VIOLATION,
    *,
    path: str | None = TG + "rule",
    value: URIRef | Literal | None = None,
    message: str = "A claim has a rule. Add it.",
) -> Result:
    shape = "https://w3id.org/treatygraph/shapes#Claim"
    return Result(
        severity,
        URIRef(ID + name),
        path,
        value,
        message,
        shape,
        str(SH.MinCountConstraintComponent),
    )


def test_a_graph_without_faults() -> None:
    assert report_text(Report()) == "The graph conforms.\n"


def test_text_tells_what_is_wrong_and_where() -> None:
    report = Report(
        (
            result("claim/1"),
            result("claim/2", value=Literal("x")),
            result("state/RUR", Severity.WARNING, path=None, message="No code. Add one."),
        )
    )
    assert report_text(report) == (
        "The graph does not conform: 2 violations, 1 warning.\n"
        "\n"
        "VIOLATION: A claim has a rule. Add it.\n"
        "  at claim/1 tg:rule\n"
        '  at claim/2 tg:rule = "x"\n'
        "\n"
        "WARNING: No code. Add one.\n"
        "  at state/RUR\n"
    )


def test_text_counts_what_it_does_not_show() -> None:
    report = Report(tuple(result(f"claim/{n}") for n in range(9)))
    lines = report_text(report, limit=2).splitlines()
    assert lines[-3:] == ["  at claim/0 tg:rule", "  at claim/1 tg:rule", "  and 7 more"]


def test_text_names_things_by_their_keys() -> None:
    text = report_text(Report((result("claim/1", message=f"{ID}state/RUR is no treaty."),)))
    assert "VIOLATION: state/RUR is no treaty." in text


def test_text_shortens_long_values() -> None:
    text = report_text(Report((result("document/1", value=Literal("word\n" * 1000)),)))
    assert max(len(line) for line in text.splitlines()) < 250


def test_json_has_all_of_it() -> None:
    report = Report((result("claim/1", Severity.INFO, value=Literal("é")),))
    text = report_json(report)
    assert json.loads(text) == {
        "conforms": True,
        "counts": {"Violation": 0, "Warning": 0, "Info": 1},
        "results": [
            {
                "severity": "Info",
                "focus": ID + "claim/1",
                "path": TG + "rule",
                "value": "é",
                "message": "A claim has a rule. Add it.",
                "source_shape": "https://w3id.org/treatygraph/shapes#Claim",
                "constraint": str(SH.MinCountConstraintComponent),
            }
        ],
    }
    assert "é" in text


def test_turtle_is_a_shacl_report_without_blank_nodes() -> None:
    report = Report((result("claim/1", value=Literal("x")), result("claim/2", path="tg:a/tg:b")))
    graph = Graph().parse(data=report_turtle(report), format="turtle")
    top = graph.value(None, RDF.type, SH.ValidationReport)
    assert graph.value(top, SH.conforms) == Literal(False)
    found = {graph.value(node, SH.focusNode): node for node in graph.objects(top, SH.result)}
    first, second = found[URIRef(ID + "claim/1")], found[URIRef(ID + "claim/2")]
    assert graph.value(first, SH.resultPath) == URIRef(TG + "rule")
    assert graph.value(first, SH.value) == Literal("x")
    assert graph.value(first, SH.resultSeverity) == SH.Violation
    assert graph.value(second, SH.resultPath) is None
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]


@pytest.mark.parametrize("render", [report_text, report_json, report_turtle])
def test_the_same_report_gives_the_same_bytes(render) -> None:  # type: ignore[no-untyped-def]
    report = Report((result("claim/1"), result("claim/2", Severity.WARNING)))
    assert render(report) == render(Report(tuple(report.results)))
