"""The contract of the command line: what each command does with good input."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import rdflib
from click.testing import Result

from treatygraph.cli.main import _COMMANDS, main

Run = Callable[..., Result]
COMMANDS = [
    "extract",
    "build",
    "remove",
    "validate",
    "query",
    "queries",
    "status",
    "due",
    "contradictions",
    "export",
    "view",
    "serve",
    "import",
    "backup",
    "restore",
    "check",
    "migrate",
    "lexicon",
    "info",
]


def ok(result: Result) -> Result:
    assert result.exit_code == 0, (result.stdout, result.stderr, result.exception)
    return result


def test_the_commands_are_those_of_the_contract() -> None:
    assert list(_COMMANDS) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_each_help_has_an_example(run: Run, name: str) -> None:
    assert f"Example: treatygraph {name}" in " ".join(ok(run(name, "--help")).stdout.split())


def test_extract_writes_records(run: Run, news: Path) -> None:
    lines = ok(run("extract", news / "one.txt")).stdout.splitlines()
    assert len(lines) == 1
    record = json.loads(lines[0])
    assert (record["kind"], record["doc"], record["act"]) == ("act", "one.txt", "ratification")
    assert (record["party"], record["status"], record["date"]) == ("CHL", "done", "2002-08-26")
    assert "Kyoto Protocol" in record["object_names"]
    assert "Chile" in record["party_names"]
    quote = record["evidence"][0]
    text = (news / "one.txt").read_text()
    assert text[quote["start"] : quote["end"]] == quote["quote"]
    assert record["reason"]["rule"] == "ratify"


def test_extract_reads_standard_input(run: Run) -> None:
    result = ok(run("extract", "-", "--format", "table", text="Qatar left OPEC in 2019."))
    assert "leaving: Qatar" in result.stdout
    assert "“[party Qatar] [act left] [object OPEC] in [date 2019].”" in result.stdout


def test_extract_takes_a_date_for_those_without(run: Run) -> None:
    result = ok(
        run("extract", "-", "--published", "2019-01-07", text="Qatar left OPEC on Tuesday.")
    )
    assert json.loads(result.stdout)["date"] == "2019-01-01"


def test_extract_writes_turtle(run: Run, news: Path) -> None:
    result = ok(run("extract", news, "--format", "turtle"))
    assert len(rdflib.Graph().parse(data=result.stdout, format="turtle")) > 50


def test_a_build_tells_what_to_do_next(run: Run, news: Path, tmp_path: Path) -> None:
    result = ok(run("build", news, "--graph", tmp_path / "g"))
    assert result.stdout == ""
    assert "3 documents added with" in result.stderr
    assert "treatygraph info" in result.stderr


def test_a_second_build_adds_nothing(run: Run, news: Path, tmp_path: Path) -> None:
    ok(run("build", news, "--graph", tmp_path / "g"))
    result = ok(run("build", news, "--graph", tmp_path / "g"))
    assert "0 documents added" in result.stderr
    assert "3 known already" in result.stderr


def test_remove_takes_out_what_only_that_document_says(run: Run, graph: Path) -> None:
    ok(run("remove", "three.txt", "--graph", graph))
    found = ok(run("query", "timeline-of-state", "-p", "state=RUS", "--graph", graph)).stdout
    assert "leaving" in found
    assert "expulsion" not in found


def test_validate_a_graph_and_a_file(run: Run, graph: Path, tmp_path: Path) -> None:
    assert ok(run("validate", "--graph", graph)).stdout.startswith("The graph conforms")
    file = tmp_path / "all.ttl"
    ok(run("export", "--format", "turtle", "--graph", graph, "-o", file))
    assert ok(run("validate", file, "--limit", "1")).stdout.startswith("The graph conforms")
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        "@prefix tg: <https://w3id.org/treatygraph/ontology#> . <urn:a> a tg:Document ."
    )
    result = run("validate", broken, "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["conforms"] is False


def test_query_by_name_file_and_standard_input(run: Run, graph: Path, tmp_path: Path) -> None:
    assert "one.txt" in ok(run("query", "documents", "--graph", graph)).stdout
    file = tmp_path / "mine.rq"
    file.write_text("ASK { ?x a tg:Act }")
    assert "true" in ok(run("query", file, "--graph", graph)).stdout
    counted = ok(
        run(
            "query",
            "-",
            "--graph",
            graph,
            "--format",
            "csv",
            text="SELECT (COUNT(*) AS ?n) { ?x a tg:ActClaim }",
        )
    )
    assert counted.stdout.split() == ["n", "3"]


def test_queries_are_listed_with_their_parameters(run: Run) -> None:
    listed = ok(run("queries")).stdout
    assert "timeline-of-state" in listed
    assert "-p state=" in listed


@pytest.mark.parametrize(
    "form",
    ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml", "graphml", "gexf", "csv"],
)
def test_exports_are_the_same_bytes_each_time(run: Run, graph: Path, form: str) -> None:
    first = ok(run("export", "--format", form, "--graph", graph)).stdout_bytes
    assert first
    assert ok(run("export", "--format", form, "--graph", graph)).stdout_bytes == first


def test_export_about_a_state(run: Run, graph: Path) -> None:
    part = ok(run("export", "--format", "csv", "--about", "CHL", "--graph", graph)).stdout
    assert "ratification" in part
    assert "council-of-europe" not in part


@pytest.mark.parametrize("kind", ["network", "timeline"])
@pytest.mark.parametrize("suffix", ["html", "svg", "png"])
def test_views(run: Run, graph: Path, tmp_path: Path, kind: str, suffix: str) -> None:
    out = tmp_path / f"picture.{suffix}"
    ok(run("view", kind, "-o", out, "--graph", graph))
    assert out.stat().st_size > 1000


def test_info_counts(run: Run, graph: Path) -> None:
    told = dict(
        line.split(None, 1) for line in ok(run("info", "--graph", graph)).stdout.splitlines()
    )
    assert told["documents"] == "3"
    assert told["disagreements"] != "0"


def test_the_program_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "treatygraph", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("treatygraph, version")


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    context = click.Context(main)
    formatter = click.HelpFormatter(width=200)
    main.format_commands(context, formatter)
    listed = formatter.getvalue()
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str(limit=200) in listed
