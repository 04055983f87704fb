"""A build that is killed anywhere, and run again, gives the graph of one that was left alone."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from treatygraph.build.integrity import check_graph
from treatygraph.catalogue.terms import CATALOGUE_GRAPH
from treatygraph.rdf.terms import DOCUMENT_GRAPHS
from treatygraph.reference.files import REFERENCE_GRAPHS
from treatygraph.store import open_store

KILLS = 50  # on five graphs
NEWS = [
    "{state} plans to leave the Ottawa Convention, its president said.",
    "The parliament of {state} passed a bill to leave the Ottawa Convention on Tuesday.",
    "{state} left the Ottawa Convention on 27 December 2024.",
    "{state} condemned Belarus over its withdrawal from the Optional Protocol.",
    "{state} ratified the Kyoto Protocol on 26 August 2002.",
]
STATES = ["Chile", "Peru", "Spain", "Norway", "Latvia", "Kenya", "Japan", "Italy"]
STORIES = len(NEWS) * len(STATES)

# Loads the parser once, then begins a build in a process of its own as often as it is told to. The builds are as
# the command does them, but for the number of documents in a transaction: more transactions, more places to break.
DRIVER = """
import json, os, sys
from pathlib import Path
from treatygraph.build import builder
from treatygraph.build.workers import Workers, extractor
from treatygraph.model import Document, PartialDate
from treatygraph.reference.compiled import seed
from treatygraph.store import open_store

builder.BATCH, builder.PUBLISHED_EVERY = 2, 0.05
documents = [Document(name, text, published=PartialDate(2025, 1, 1)) for name, text in json.loads(sys.argv[1])]
list(extractor().pipe(documents))
print("ready", flush=True)
for line in sys.stdin:
    folder = Path(line.strip())
    number = os.fork()
    if number == 0:
        seed(folder)
        with open_store(folder, create=True, wait=30) as store:
            builder.Builder(store, Workers()).build(documents)
        os._exit(0)
    print(number, flush=True)
    print(os.waitpid(number, 0)[1], flush=True)
"""


class Driver:
    """Begins builds, each in a process of its own that can be killed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def build(self, folder: Path, kill_after: float | None = None) -> bool:
        """Build into the folder; True if the build came to its end before it was killed."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{folder}\n")
        self._process.stdin.flush()
        number = int(self._line())
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        return int(self._line()) == 0


@pytest.fixture(scope="module")
def driver() -> Iterator[Driver]:
    stories = [
        (f"{state}-{number}.txt", text.format(state=state))
        for number, text in enumerate(NEWS)
        for state in STATES
    ]
    source = str(Path(__file__).resolve().parents[2] / "src")
    with subprocess.Popen(
        [sys.executable, "-c", DRIVER, json.dumps(stories)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": source},
    ) as process:
        driver = Driver(process)
        assert driver._line() == "ready"
        yield driver
        process.kill()


def known(folder: Path) -> int:
    """How many documents the graph has; it can be read whatever happened. Nought before there is a graph."""
    if not (folder / "data").exists():
        return 0
    with open_store(folder, read_only=True) as store:
        return sum(graph.value.startswith(DOCUMENT_GRAPHS) for graph in store.inner.named_graphs())


def content(folder: Path) -> tuple[set[str], int]:
    """All that the build wrote, and how much there is with catalogue and record. The graph is whole."""
    with open_store(folder, read_only=True) as store:
        assert check_graph(store, store).faults == []
        own = set(store.graphs()) - {*REFERENCE_GRAPHS, NamedNode(CATALOGUE_GRAPH)}
        return {str(quad) for graph in own for quad in store.quads(graph)}, len(store)


def test_fifty_kills_leave_nothing_behind(driver: Driver, tmp_path: Path) -> None:
    began = time.monotonic()
    assert driver.build(tmp_path / "undisturbed")
    seconds = time.monotonic() - began
    expected = content(tmp_path / "undisturbed")
    assert any("withdrawal/LVA/mtdsg-XXVI-5" in quad for quad in expected[0])
    choose = random.Random(5)  # noqa: S311  # not for secrets
    killed, partial = 0, set()
    while killed < KILLS:
        folder = tmp_path / "graph"
        before, ended, enough = 0, False, killed + KILLS // 5
        while not ended and killed < enough:
            # The nearer a graph is to its end, the shorter a build goes on.
            left = max(0.2, seconds * (1 - before / STORIES))
            ended = driver.build(folder, kill_after=choose.uniform(0, left))
            killed += not ended
            assert known(folder) >= before  # what was committed stays
            before = known(folder)
            partial.add(before)
        assert ended or driver.build(folder)
        assert content(folder) == expected
        shutil.rmtree(folder)
    assert len(partial) > 5  # the kills fell into the midst of builds


def test_the_command_can_be_killed_with_its_processes_at_work(tmp_path: Path) -> None:
    """No process is left behind that nobody waits for, and the command goes on where it was killed."""
    news = tmp_path / "news.jsonl"
    news.write_text(
        "\n".join(
            json.dumps({"id": f"{state}-{number}", "text": f"{state} joined NATO in {number}."})
            for number in range(1990, 2015)
            for state in STATES
        )
    )
    command = [sys.executable, "-m", "treatygraph", "build", str(news), "--jobs", "2", "--graph"]
    environment = {**os.environ, "TREATYGRAPH_DOCUMENT_SECONDS": "60"}
    source = str(Path(__file__).resolve().parents[2] / "src")
    environment["PYTHONPATH"] = source
    subprocess.run([*command, str(tmp_path / "undisturbed")], env=environment, check=True)
    graph = tmp_path / "graph"
    with subprocess.Popen([*command, str(graph)], env=environment) as process:
        children = _children_at_work(process.pid)
        process.kill()
    deadline = time.monotonic() + 60
    while any(_lives(child) for child in children):
        assert time.monotonic() < deadline, "processes are left that nobody waits for"
        time.sleep(0.1)
    subprocess.run([*command, str(graph)], env=environment, check=True)
    assert content(graph) == content(tmp_path / "undisturbed")


def _children_at_work(parent: int) -> list[int]:
    """The processes of a build, once there are three (two that extract, and one that Python keeps beside them)."""
    place = Path(f"/proc/{parent}/task/{parent}/children")
    if not place.exists():
        pytest.skip("this system does not list the processes of a process")
    deadline = time.monotonic() + 60
    while len(children := [int(each) for each in place.read_text().split()]) < 3:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    time.sleep(1)
    return children


def _lives(number: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
