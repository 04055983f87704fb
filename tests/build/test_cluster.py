"""Reading on a Dask cluster: a real scheduler, and workers in processes of their own that may be lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import treatygraph
from treatygraph.build.builder import Builder
from treatygraph.build.extracting import extracting
from treatygraph.build.workers import Workers
from treatygraph.cli import main
from treatygraph.errors import ClusterError
from treatygraph.ingest import Problem
from treatygraph.model import Document, Extraction
from treatygraph.store import open_store

distributed = pytest.importorskip(
    "distributed", reason="needs Dask, which treatygraph[distributed] installs"
)

from treatygraph.build import cluster as module  # noqa: E402 - it needs Dask, too
from treatygraph.build.cluster import Cluster  # noqa: E402

pytestmark = pytest.mark.slow

SOURCES = Path(treatygraph.__file__).resolve().parents[1]
# What is loaded into each worker of the tests: texts that it does not survive, or that it cannot read.
DEADLY = "Cuba left the treaty that nobody reads twice."
SLOW = "Cuba left the treaty that takes its time."
ENDLESS = "Cuba left the treaty that goes round and round."
PRELOADED = f"""
import os, signal, time
from treatygraph.extract.extractor import Extractor

def wrapped(draft):
    def watching(self, document):
        if {DEADLY!r} in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if {SLOW!r} in document.text:
            time.sleep(600)
        if {ENDLESS!r} in document.text:
            return watching(self, document)
        return draft(self, document)
    return watching

Extractor._draft = wrapped(Extractor._draft)
"""
PLACES = ("Chile", "Peru", "Fiji", "Norway", "Latvia", "Qatar", "Spain", "Ghana")
DEEDS = ("ratified the Kyoto Protocol", "left OPEC", "signed the Ottawa Convention", "left UNESCO")


def many(count: int) -> list[Document]:
    """Short documents, each another, most with a claim."""
    return [
        Document(
            f"{n}.txt",
            f"{PLACES[n % 8]} {DEEDS[n // 8 % 4]} in {1990 + n % 30}. The krill, {n} of them, are unaffected. "
            f"{PLACES[n % 7]} condemned {PLACES[(n + 3) % 8]} over it.",
        )
        for n in range(count)
    ]


def start(module: str, log: Path, *arguments: str, first: str = "") -> subprocess.Popen[bytes]:
    """A scheduler or a worker; ``first`` is a folder in which it looks for packages first."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (first, str(SOURCES)))),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    }
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
    with log.open("wb") as out:
        return subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd=log.parent)


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def until(what: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def start_scheduler(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A scheduler on a free port of this machine, and its address."""
    file = folder / "scheduler.json"
    process = start(
        "dask_scheduler",
        folder / "scheduler.log",
        *("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)),
    )
    until(file.is_file)
    until(file.read_text)
    return process, json.loads(file.read_text())["address"]


def start_worker(
    folder: Path, address: str, name: str, *arguments: str, first: str = ""
) -> subprocess.Popen[bytes]:
    return start(
        "dask_worker",
        folder / f"{name}.log",
        *(address, "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--name", name),
        *("--local-directory", str(folder), *arguments),
        first=first,
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A cluster with two workers, each of which is started again when it is lost."""
    folder = tmp_path_factory.mktemp("cluster")
    preloaded = folder / "preloaded.py"
    preloaded.write_text(PRELOADED)
    scheduler, where = start_scheduler(folder)
    workers = [
        start_worker(folder, where, name, "--preload", str(preloaded)) for name in ("one", "two")
    ]
    yield where
    for process in (*workers, scheduler):
        stop(process)


@pytest.fixture
def watcher(address: str) -> Iterator[distributed.Client]:
    """Looks at the cluster while others use it; there are two workers when the test begins."""
    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        yield client


class Killer(threading.Thread):
    """Stops a worker as soon as it has a load, so that it cannot finish it, and then kills it."""

    def __init__(self, watcher: distributed.Client) -> None:
        super().__init__()
        self.watcher = watcher
        self.pids: dict[str, int] = watcher.run(os.getpid)
        self.lost: list[str] = []

    def loads(self) -> dict[str, list[str]]:
        under_way = self.watcher.processing()
        return {
            where: [str(key) for key in keys if "load" in str(key)]
            for where, keys in under_way.items()
            if where in self.pids
        }

    def run(self) -> None:
        until(lambda: any(self.loads().values()))
        victim = next(where for where, keys in self.loads().items() if keys)
        os.kill(self.pids[victim], signal.SIGSTOP)
        until(lambda: self.loads()[victim])
        self.lost = self.loads()[victim]
        os.kill(self.pids[victim], signal.SIGKILL)


def test_a_lost_workers_documents_are_read_again_once(
    address: str, watcher: distributed.Client
) -> None:
    documents = many(200)
    killer = Killer(watcher)
    told: list[Extraction | Problem] = []
    with Cluster(address, load=5) as cluster:
        for each in cluster.extract(iter(documents)):
            told.append(each)
            if len(told) == 20:
                killer.start()
    killer.join()
    assert killer.lost, "the worker had nothing to lose"
    with Workers() as workers:
        assert told == list(workers.extract(documents))


def test_a_document_that_ends_its_workers_is_named_and_the_others_are_read(
    address: str, watcher: distributed.Client
) -> None:
    documents = many(24)
    documents.insert(9, Document("deadly.txt", DEADLY))
    store = open_store()
    with Cluster(address, load=4) as cluster:
        built = Builder(store, cluster).build(documents)
    assert [problem.source for problem in built.problems] == ["deadly.txt"]
    assert built.added == len(documents) - 1


def test_a_document_that_takes_too_long_is_named(address: str, watcher: distributed.Client) -> None:
    documents = [*many(2), Document("slow.txt", SLOW)]
    with Cluster(address, seconds=2) as cluster:
        told = list(cluster.extract(documents))
    assert [each.source for each in told if isinstance(each, Problem)] == ["slow.txt"]
    assert "takes more than 2 seconds" in told[2].message
    assert len(told) == 3


def test_a_reading_that_fails_is_told(address: str, watcher: distributed.Client) -> None:
    with Cluster(address) as cluster, pytest.raises(ClusterError, match="RecursionError"):
        list(cluster.extract([Document("endless.txt", ENDLESS)]))


def test_the_commands_write_the_same_bytes_when_a_worker_is_lost(
    address: str,
    watcher: distributed.Client,
    tmp_path: Path,
    project_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(Cluster.__init__.__kwdefaults__, "load", 4)  # enough loads to lose some
    news = tmp_path / "news.jsonl"
    lines = [json.dumps({"id": d.identifier, "text": d.text}) for d in many(40)]
    lines.append(json.dumps({"id": "own", "text": "Norway tiptoed out of the Zadar agreement."}))
    news.write_text("\n".join(lines))
    own = ("--lexicon", project_dir / "examples" / "lexicon.toml")
    own += ("--catalogue", project_dir / "examples" / "names.csv")

    def run(*arguments: object) -> bytes:
        result = CliRunner().invoke(main, [str(a) for a in arguments])
        assert result.exit_code == 0, result.output
        return result.stdout_bytes

    def graph(*arguments: object) -> bytes:
        folder = tmp_path / f"graph {arguments[0]}"
        run("build", news, *own, "--graph", folder, *arguments)
        return run("export", "--format", "nquads", "--graph", folder)

    here = run("extract", news, *own, "--jobs", 1)
    assert b'"doc": "own"' in here
    assert run("extract", news, *own, "--scheduler", address) == here
    killer = Killer(watcher)
    killer.start()
    there = graph("--scheduler", address)
    killer.join()
    assert killer.lost, "the worker had nothing to lose"
    assert b"Zadar" in there
    assert there == graph("--jobs", 1)


def test_a_worker_with_another_version_is_refused(
    address: str, watcher: distributed.Client, tmp_path: Path
) -> None:
    told = tmp_path / "older" / "treatygraph-0.0.1.dist-info" / "METADATA"
    told.parent.mkdir(parents=True)
    told.write_text("Metadata-Version: 2.1\nName: treatygraph\nVersion: 0.0.1\n")
    older = start_worker(tmp_path, address, "older", first=str(tmp_path / "older"))
    try:
        watcher.wait_for_workers(3, timeout=60)
        with pytest.raises(ClusterError, match=r"has treatygraph 0\.0\.1, here is"):
            Cluster(address)
    finally:
        stop(older)
        until(lambda: len(watcher.nthreads()) == 2)


@pytest.fixture
def deserted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A scheduler that has no workers, and little patience with that."""
    monkeypatch.setattr(module, "_LOOK", 0.1)
    monkeypatch.setattr(module, "_PATIENCE", 0.5)
    process, where = start_scheduler(tmp_path)
    yield process, where
    stop(process)


def test_a_cluster_without_workers_is_told(deserted: tuple[subprocess.Popen[bytes], str]) -> None:
    with Cluster(deserted[1]) as cluster, pytest.raises(ClusterError, match="has had no worker"):
        list(cluster.extract(many(2)))


@pytest.mark.parametrize("look", [0.1, 30])
def test_a_scheduler_that_goes_is_told(
    deserted: tuple[subprocess.Popen[bytes], str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    look: float,
) -> None:
    """Whether that is seen in looking for workers or in waiting for a load; Dask's own trace is not shown."""
    monkeypatch.setattr(module, "_LOOK", look)
    monkeypatch.setattr(module, "_PATIENCE", 60)
    with Cluster(deserted[1]) as cluster:
        threading.Timer(0.5, deserted[0].kill).start()
        with pytest.raises(ClusterError, match="does not answer any more"):
            list(cluster.extract(many(2)))
    assert "Traceback" not in caplog.text


def test_nobody_at_the_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REACH", 1)
    result = CliRunner().invoke(main, ["extract", "-", "--scheduler", "127.0.0.1:1"], input="x")
    assert result.exit_code == 2
    assert "No Dask scheduler answers at '127.0.0.1:1'" in result.stderr


@pytest.mark.parametrize("option", ["--jobs", "--document-megabytes"])
def test_what_a_cluster_does_not_use_cannot_be_given(option: str, tmp_path: Path) -> None:
    arguments = ["build", "-", "--graph", str(tmp_path / "g"), option, "2", "--scheduler", "x:1"]
    result = CliRunner().invoke(main, arguments, input="x")
    assert result.exit_code == 2
    assert f"{option} and --scheduler exclude each other" in result.stderr


@pytest.mark.parametrize("text", ["", "nonsense", "http://127.0.0.1:1/"])
def test_what_is_no_address_is_told(text: str) -> None:
    with pytest.raises(ClusterError, match="No Dask scheduler answers"):
        Cluster(text)


def test_a_worker_is_no_scheduler(address: str, watcher: distributed.Client) -> None:
    with pytest.raises(ClusterError, match="of a Dask cluster"):
        Cluster(next(iter(watcher.nthreads())))


def test_without_dask_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ClusterError, match=r"treatygraph\[distributed\]"):
        extracting(scheduler="127.0.0.1:8786")
