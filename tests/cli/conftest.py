"""A graph built once through the command line, and a runner that keeps the two outputs apart."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.servers import beginning, seeded

from treatygraph.cli import main

__all__ = ["beginning", "seeded"]

Run = Callable[..., Result]

NEWS = {
    "one.txt": "Chile ratified the Kyoto Protocol on 26 August 2002.",
    "two.md": "# Russia leaves\n\nRussia left the Council of Europe in March 2022.",
    "three.txt": "Russia was expelled from the Council of Europe in March 2022.",
}


@pytest.fixture
def run() -> Run:
    """Run a command in this process: ``run("query", "documents", input=…)``."""

    def call(*arguments: object, text: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], input=text)

    return call


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with three documents."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in NEWS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("session")
    for name, text in NEWS.items():
        (folder / name).write_text(text, encoding="utf-8")
    graph = folder / "graph"
    sources = [str(folder / name) for name in NEWS]
    result = CliRunner().invoke(main, ["build", *sources, "--graph", str(graph)])
    assert result.exit_code == 0, result.stderr
    return graph


@pytest.fixture
def graph(_built: Path, tmp_path: Path) -> Path:
    """A graph of the three documents, for this test alone."""
    return Path(shutil.copytree(_built, tmp_path / "graph"))
