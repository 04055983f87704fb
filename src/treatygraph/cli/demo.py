"""``make demo``: the whole journey with the example documents, each step shown as it is done."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from treatygraph.cli.main import main

_EXAMPLES = Path("examples/documents")
_FOLDER = Path("demo")


def run() -> int:
    """Run the steps, each a command of the program; the first that fails ends the demo."""
    if not _EXAMPLES.is_dir():
        click.echo(
            f"There is no {_EXAMPLES} here. Run `make demo` at the top of a checkout.", err=True
        )
        return 2
    shutil.rmtree(_FOLDER, ignore_errors=True)
    _FOLDER.mkdir()
    graph = str(_FOLDER / "graph")
    turtle, page, picture = (
        str(_FOLDER / n) for n in ("graph.ttl", "timeline.html", "network.png")
    )
    steps = (
        (
            "What one document says, with the sentence behind each claim",
            ["extract", str(_EXAMPLES / "turkey-istanbul-convention.txt"), "--format", "table"],
        ),
        ("All example documents into a graph", ["build", str(_EXAMPLES), "--graph", graph]),
        ("Does the graph conform to the shapes?", ["validate", "--graph", graph, "--limit", "1"]),
        ("The acts of Russia", ["query", "timeline-of-state", "-p", "state=RUS", "--graph", graph]),
        (
            "Is Russia bound by the anti-torture convention on a day, and why?",
            ["status", "RUS", "CETS-126", "--on", "2024-01-15", "--graph", graph],
        ),
        ("Where the documents disagree", ["query", "disagreements", "--graph", graph]),
        ("The graph as Turtle", ["export", "--format", "turtle", "--graph", graph, "-o", turtle]),
        (
            "A timeline that opens in any browser",
            ["view", "timeline", "--graph", graph, "-o", page],
        ),
        ("A network for a paper", ["view", "network", "--graph", graph, "-o", picture]),
    )
    for title, arguments in steps:
        click.secho(f"\n== {title}", bold=True)
        click.echo(f"$ treatygraph {' '.join(arguments)}\n")
        code = main.main(arguments, prog_name="treatygraph", standalone_mode=False)
        if code:
            return int(code)
    click.secho("\nWritten:", bold=True)
    for name in (graph, turtle, page, picture):
        click.echo(f"  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(run())
