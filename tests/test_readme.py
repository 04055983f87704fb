"""What the README shows is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import treatygraph
from treatygraph.cli import main

README = (Path(__file__).resolve().parents[1] / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"```console\n\$ treatygraph ([^\n]+)\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[c for c, _ in EXAMPLES])
def test_a_console_example_prints_what_is_shown(
    command: str, shown: str, project_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project_dir)
    result = CliRunner().invoke(main, command.split())
    assert result.exit_code == 0
    assert result.stdout.startswith(shown)


def test_there_is_an_example() -> None:
    assert EXAMPLES


def test_every_command_is_in_the_table() -> None:
    for name in main.list_commands(None):  # type: ignore[arg-type]  # the list needs no context
        assert f"| `treatygraph {name}" in README


def test_the_python_example_runs(
    project_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    monkeypatch.chdir(project_dir)
    exec(code.group(1).replace("graph/built", str(tmp_path / "graph")), {})  # noqa: S102  # our own page
    assert "Kyoto Protocol" in capsys.readouterr().out


def test_a_graph_in_memory_answers() -> None:
    with treatygraph.open() as graph:
        assert graph.query("documents").rows == ()
        assert graph.query("ASK { ?x a tg:State }").answer is False
