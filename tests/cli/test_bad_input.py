"""Bad input gets a clear error and loses nothing."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
GOOD = json.dumps({"id": "good", "text": "Chile ratified the Kyoto Protocol in 2002."})


def told(result: Result, code: int, *words: str) -> None:
    """The exit code, and on standard error each of the words; no traceback ever."""
    assert result.exit_code == code, (result.stdout, result.stderr, result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    for word in words:
        assert word in result.stderr, result.stderr
    assert "Traceback" not in result.output


def test_a_missing_file(run: Run) -> None:
    told(run("extract", "nowhere.txt"), 2, "nowhere.txt")


def test_a_missing_file_beside_a_good_one(run: Run, news: Path) -> None:
    result = run("extract", "nowhere.txt", news / "one.txt")
    told(result, 1, "nowhere.txt")
    assert "ratification" in result.stdout


def test_a_folder_without_documents(run: Run, tmp_path: Path) -> None:
    told(run("build", tmp_path, "--graph", tmp_path / "g"), 2, str(tmp_path))


def test_an_empty_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    told(run("extract", tmp_path / "empty.txt"), 2, "empty.txt", "empty")


def test_binary_rubbish(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rubbish.txt").write_bytes(bytes(range(256)) * 40)
    told(run("extract", tmp_path / "rubbish.txt"), 2, "rubbish.txt")


def test_broken_html_is_read_as_far_as_it_goes(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "broken.html"
    page.write_text(
        "<html><body><article><p>Chile ratified the Kyoto Protocol on 26 August 2002, a ministry "
        "said. The rest of this page is missing because somebody tripped over the cable.</p><p>Un"
    )
    assert "ratification" in run("extract", page).stdout


def test_a_text_in_another_encoding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(
        "Côte d'Ivoire ratified the Kyoto Protocol. Señor Núñez était présent.".encode("latin-1")
    )
    assert json.loads(run("extract", tmp_path / "latin.txt").stdout)["party"] == "CIV"


@pytest.mark.parametrize("packed", [False, True])
def test_a_bad_line_in_the_middle(run: Run, tmp_path: Path, packed: bool) -> None:
    file = tmp_path / ("news.jsonl.gz" if packed else "news.jsonl")
    data = f"{GOOD}\n{{not json\n{GOOD.replace('good', 'later')}\n".encode()
    file.write_bytes(gzip.compress(data) if packed else data)
    result = run("extract", file)
    told(result, 1, f"{file.name}:2")
    assert [json.loads(line)["doc"] for line in result.stdout.splitlines()] == ["good", "later"]


def test_a_file_above_the_limit(run: Run, news: Path) -> None:
    told(run("extract", news / "one.txt", "--max-bytes", "10"), 2, "--max-bytes")


def test_a_query_with_a_syntax_error(run: Run, graph: Path) -> None:
    result = run("query", "-", "--graph", graph, text="SELECT ?x {\n ?x ?y }")
    told(result, 2, "line 2", "column")


def test_an_unknown_parameter(run: Run, graph: Path) -> None:
    told(run("query", "timeline-of-state", "-p", "stat=RUS", "--graph", graph), 2, "stat")


def test_a_parameter_without_a_value(run: Run, graph: Path) -> None:
    told(run("query", "timeline-of-state", "-p", "RUS", "--graph", graph), 2, "name=value")


def test_an_unknown_query_has_suggestions(run: Run, graph: Path) -> None:
    told(run("query", "timeline-of-stat", "--graph", graph), 2, "Did you mean timeline-of-state")
    own = run("query", "-", "--limit", "5", "--graph", graph, text="SELECT * { ?x ?y ?z } LIMIT 1")
    told(own, 2, "LIMIT")


def test_a_graph_that_is_not_there(run: Run, tmp_path: Path) -> None:
    told(run("info", "--graph", tmp_path / "none"), 2, "There is no graph", "treatygraph build")


def test_a_graph_of_another_version(run: Run, graph: Path) -> None:
    (graph / "treatygraph-format").write_text("treatygraph-format: 999\n")
    told(run("info", "--graph", graph), 2, "format 999")


def test_a_folder_that_holds_something_else(run: Run, news: Path) -> None:
    told(run("build", news, "--graph", news), 2, "other files")


def test_removing_an_unknown_document(run: Run, graph: Path) -> None:
    told(run("remove", "never.txt", "--graph", graph), 2, "never.txt")


def test_a_view_of_an_unknown_kind_of_file(run: Run, graph: Path, tmp_path: Path) -> None:
    told(run("view", "network", "-o", tmp_path / "a.doc", "--graph", graph), 2, ".html")


def test_an_unknown_entity_has_suggestions(run: Run, graph: Path) -> None:
    told(run("export", "--format", "csv", "--about", "RUZ", "--graph", graph), 2, "RUZ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_that_cannot_be_written(run: Run, graph: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    told(run("export", "--format", "csv", "--graph", graph, "-o", tmp_path / "x.csv"), 2, "x.csv")


def test_an_output_in_a_folder_that_is_not_there(run: Run, graph: Path, tmp_path: Path) -> None:
    target = tmp_path / "no" / "x.csv"
    told(run("export", "--format", "csv", "--graph", graph, "-o", target), 2, "x.csv")


def test_a_file_that_is_no_rdf(run: Run, news: Path) -> None:
    told(run("validate", news / "one.txt"), 2, "one.txt")


def test_a_wrong_date(run: Run, news: Path) -> None:
    told(run("extract", news, "--published", "yesterday"), 2, "YYYY")
