"""Commands on a graph that a SPARQL server keeps: what they say is what they say of one on disk."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from tests.servers import OXIGRAPH, between, oxigraph

from treatygraph.store import wire
from treatygraph.store.places import Endpoint

Run = Callable[..., Result]


@pytest.fixture
def server(run: Run, news: Path, seeded: Endpoint) -> Endpoint:
    """A server with the graph of the three documents."""
    result = run("build", *sorted(news.iterdir()), "--graph", seeded)
    assert result.exit_code == 0, result.stderr
    assert f"The graph is in {seeded}" in " ".join(result.stderr.split())
    return seeded


READING = [
    ("query", "acts-underway"),
    ("query", "timeline-of-state", "-p", "state=RUS", "--format", "json"),
    ("status", "RUS", "CETS-005", "--on", "2023-01-01"),
    ("status", "CHL", "Kyoto Protocol", "--on", "2010-01-01", "--format", "json"),
    ("status", "-", "Council of Europe", "--on", "2023-01-01"),
    ("due", "--from", "2024-01-01"),
    ("contradictions",),
    ("contradictions", "--about", "RUS", "--format", "json"),
    ("export", "--format", "turtle"),
    ("export", "--format", "nquads"),
    ("export", "--format", "csv"),
    ("export", "--format", "jsonld", "--about", "RUS"),
]


@pytest.mark.slow
def test_what_reads_a_graph_says_the_same(run: Run, graph: Path, server: Endpoint) -> None:
    for command in READING:
        local, there = run(*command, "--graph", graph), run(*command, "--graph", server)
        assert there.exit_code == local.exit_code, (command, there.stderr)
        assert there.stdout_bytes == local.stdout_bytes, command


def test_pictures_are_the_same(run: Run, graph: Path, server: Endpoint, tmp_path: Path) -> None:
    for kind, options in (
        ("network", ()),
        ("timeline", ("--about", "RUS")),
        ("matrix", ("--on", "2020-01-01", "--states", "RUS,CHL", "--treaties", "CETS-005")),
    ):
        files = [tmp_path / f"{kind}-{name}.html" for name in ("local", "server")]
        for place, file in zip((graph, server), files, strict=True):
            result = run("view", kind, *options, "-o", file, "--graph", place)
            assert result.exit_code == 0, result.stderr
        assert files[0].read_bytes() == files[1].read_bytes()


def test_info_counts_and_names_the_server(run: Run, graph: Path, server: Endpoint) -> None:
    local, there = run("info", "--graph", graph).stdout, run("info", "--graph", server).stdout
    assert there == local.replace(str(graph), str(server))


@pytest.mark.slow
def test_a_graph_on_a_server_is_validated_and_checked(
    run: Run, graph: Path, server: Endpoint
) -> None:
    for command in (("validate", "--jobs", "2"), ("check",)):
        local, there = run(*command, "--graph", graph), run(*command, "--graph", server)
        assert (there.exit_code, there.stdout) == (local.exit_code, local.stdout)


def test_documents_are_removed_and_tables_imported(
    run: Run, graph: Path, server: Endpoint, tmp_path: Path
) -> None:
    table = tmp_path / "own.csv"
    table.write_text("party,object,action,date\nCHL,CETS-005,accession,2024-05-01\n")
    for place in (graph, server):
        for command in (
            ("remove", "three.txt"),
            ("import", table, "--source", "own", "--dry-run"),
            ("import", table, "--source", "own"),
        ):
            result = run(*command, "--graph", place)
            assert result.exit_code == 0, (command, result.stderr)
    export = ("export", "--format", "nquads")
    local, there = run(*export, "--graph", graph), run(*export, "--graph", server)
    assert there.stdout_bytes == local.stdout_bytes
    assert b"imported" in there.stdout_bytes or b"/own" in there.stdout_bytes


def test_an_export_that_was_loaded_by_other_means_can_be_read(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    file = tmp_path / "all.nq"
    assert run("export", "--format", "nquads", "-o", file, "--graph", graph).exit_code == 0
    database = tmp_path / "loaded"
    subprocess.run([OXIGRAPH, "load", "--location", database, "--file", file], check=True)
    with oxigraph(database) as endpoint:
        for command in (("query", "documents"), ("contradictions",), ("export", "--format", "csv")):
            there = run(*command, "--graph", endpoint)
            assert there.stdout_bytes == run(*command, "--graph", graph).stdout_bytes, command
        assert run("remove", "one.txt", "--graph", endpoint).exit_code == 2


def test_the_address_can_stand_in_the_environment(
    run: Run, server: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TREATYGRAPH_GRAPH", str(server))
    assert run("query", "documents").stdout.count("one.txt") == 1


@pytest.mark.parametrize("command", [("backup", "copy"), ("restore", "copy"), ("migrate",)])
def test_what_works_on_files_says_so(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--graph", "http://127.0.0.1:1")
    assert result.exit_code == 2
    assert "works on the folder of a graph" in " ".join(result.stderr.split())


def test_a_wrong_address_is_told_and_no_secret_with_it(run: Run) -> None:
    result = run("info", "--graph", "http://me:hush-hush@localhost:7878")
    assert result.exit_code == 2
    assert "TREATYGRAPH_PASSWORD" in result.stderr
    assert "hush-hush" not in result.output
    assert run("info", "--graph", "ftp://localhost").exit_code == 2


def test_a_server_that_is_down_is_an_error_of_one_line(
    run: Run, news: Path, seeded: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "_PAUSE", 0.001)
    with between(seeded) as (address, _):
        pass
    for command in (("info",), ("build", news), ("status", "RUS", "CETS-005"), ("serve",)):
        result = run(*command, "--graph", address)
        assert result.exit_code == 2, command
        assert re.fullmatch(rf"Error: The server at {address} does not answer .*\n", result.stderr)
