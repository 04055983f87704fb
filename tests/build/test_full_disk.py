"""A disk that fills up during a build: what was committed is there, and the same command goes on when there is room."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from treatygraph.build.integrity import check_graph
from treatygraph.catalogue.terms import CATALOGUE_GRAPH
from treatygraph.rdf.terms import DOCUMENT_GRAPHS
from treatygraph.reference.compiled import compiled_reference
from treatygraph.reference.files import REFERENCE_GRAPHS
from treatygraph.store import open_store

MEGABYTE = 1_000_000
SOURCE = str(Path(__file__).resolve().parents[2] / "src")

Resize = Callable[[int], None]


def _mount(*arguments: str) -> bool:
    command = ["mount", *arguments]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Resize]]:
    """A file system of its own with room for the record and little else, and how to give it more megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    files = (compiled_reference() / "data").iterdir()
    record = sum(file.stat().st_size + 4096 for file in files)
    if not _mount("-t", "tmpfs", "-o", f"size={record + 12 * MEGABYTE}", "none", str(place)):
        pytest.skip("no file system of its own can be mounted here")

    def resize(megabytes: int) -> None:
        assert _mount("-o", f"remount,size={record + megabytes * MEGABYTE}", str(place))

    try:
        yield place, resize
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)  # noqa: S607


def build(news: Path, graph: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "treatygraph", "build", str(news), "--graph", str(graph)],
        env={**os.environ, "PYTHONPATH": SOURCE},
        capture_output=True,
        text=True,
        check=False,
    )


def own(graph: Path) -> set[str]:
    """What documents have brought into a graph, which is whole."""
    with open_store(graph, read_only=True) as store:
        assert check_graph(store, store).faults == []
        graphs = set(store.graphs()) - {*REFERENCE_GRAPHS, NamedNode(CATALOGUE_GRAPH)}
        return {str(quad) for each in graphs for quad in store.quads(each)}


def test_a_full_disk_costs_what_was_not_committed(
    disk: tuple[Path, Resize], tmp_path: Path
) -> None:
    place, resize = disk
    weather = "The krill are unaffected by the weather of the southern winter. " * 2000
    stories = [f"Chile joined NATO in {year}." for year in range(1990, 2000)]
    texts = [*stories, *(f"{number}. {weather}" for number in range(200)), *stories[::-1]]
    news = tmp_path / "news.jsonl"
    lines = (json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts))
    news.write_text("".join(lines))
    first = build(news, place / "graph")
    assert first.returncode == 2
    assert "the disk is full" in first.stderr
    assert "Traceback" not in first.stderr
    kept = {quad for quad in own(place / "graph") if f"<{DOCUMENT_GRAPHS}" in quad}
    again = build(news, place / "graph")  # nobody has made room
    assert again.returncode == 2
    assert "the disk is full" in again.stderr
    resize(200)
    assert build(news, place / "graph").returncode == 0
    assert build(news, tmp_path / "undisturbed").returncode == 0
    whole = own(place / "graph")
    assert kept
    assert kept < whole
    assert whole == own(tmp_path / "undisturbed")
