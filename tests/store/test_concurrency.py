"""One process writes, many read: what each sees of the other, and what the second writer is told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.errors import StoreError
from treatygraph.store import GraphStore, open_store, snapshots
from treatygraph.store.snapshots import Snapshot, state_of

G = NamedNode("https://w3id.org/treatygraph/graph/acts")
NOTE = NamedNode("https://w3id.org/treatygraph/ontology#note")


def quad(text: str) -> Quad:
    return Quad(G, NOTE, Literal(text), G)


def notes(store: GraphStore) -> set[str]:
    return {each.object.value for each in store.quads()}  # type: ignore[union-attr]


def read(folder: Path) -> set[str]:
    with open_store(folder, read_only=True) as store:
        return notes(store)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "graph"
    with open_store(path, create=True) as store:
        store.apply((), [quad("old")])
    return path


WRITER = """
import pathlib, sys
from pyoxigraph import Literal, NamedNode, Quad
from treatygraph.store import open_store
G = NamedNode("https://w3id.org/treatygraph/graph/acts")
NOTE = NamedNode("https://w3id.org/treatygraph/ontology#note")
store = open_store(pathlib.Path(sys.argv[1]))
print("open", flush=True)
for line in sys.stdin:
    if line == "publish\\n":
        store.publish()
    elif line == "close\\n":
        store.close()
    else:
        store.apply((), [Quad(G, NOTE, Literal(line.strip()), G)])
    print("done", flush=True)
"""


class Writer:
    """A process of its own that has the graph open for writing and does what it is told."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"


@contextmanager
def writer(folder: Path) -> Iterator[Writer]:
    source = str(Path(__file__).resolve().parents[2] / "src")
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": source},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield Writer(process)
        process.kill()


def test_readers_see_what_was_published_while_another_process_writes(folder: Path) -> None:
    with writer(folder) as other:
        assert read(folder) == {"old"}
        other.tell("new")
        assert read(folder) == {"old"}
        other.tell("publish")
        with open_store(folder, read_only=True) as before:
            assert notes(before) == {"old", "new"}
            other.tell("newer")
            other.tell("publish")
            assert notes(before) == {"old", "new"}  # a reader's picture stays as it is
        assert read(folder) == {"old", "new", "newer"}
        other.tell("newest")
        other.tell("close")
    assert read(folder) == {"old", "new", "newer", "newest"}


def test_what_a_killed_writer_had_committed_is_read_at_once(folder: Path) -> None:
    with writer(folder) as other:
        other.tell("committed")
        other.process.send_signal(signal.SIGKILL)
        other.process.wait()
        assert read(folder) == {"old", "committed"}
        with open_store(folder) as store:
            assert notes(store) == {"old", "committed"}


def test_a_reader_keeps_nobody_from_writing(folder: Path) -> None:
    with open_store(folder, read_only=True) as reader:
        with open_store(folder) as store:
            store.apply([quad("old")], [quad("new")])
        assert notes(reader) == {"old"}
    assert read(folder) == {"new"}
    assert not list(folder.glob(".reading-*"))
    assert not (folder / "published").exists()


def test_a_second_writer_is_told_who_writes(folder: Path) -> None:
    with writer(folder) as other:
        number = other.process.pid
        with pytest.raises(StoreError, match=rf"in use: process {number} .*--wait SECONDS"):
            open_store(folder)
        with pytest.raises(StoreError, match="in use"):
            open_store(folder, wait=0.1)


def test_a_second_writer_waits_if_asked(folder: Path) -> None:
    told: list[str] = []
    with writer(folder) as other:
        waiting = threading.Thread(target=lambda: other.tell("close"))

        def tell(text: str) -> None:
            told.append(text)
            waiting.start()  # the first one ends only once the second is known to wait

        with open_store(folder, wait=60, tell=tell) as store:
            assert notes(store) == {"old"}
        waiting.join()
        assert len(told) == 1
        assert f"process {other.process.pid}" in told[0]


def test_pictures_that_a_killed_writer_left_are_not_taken_for_the_newest(folder: Path) -> None:
    with writer(folder) as other:
        other.tell("committed")
        other.process.send_signal(signal.SIGKILL)
        other.process.wait()
    assert (folder / "published").exists()
    assert read(folder) == {"old", "committed"}
    with open_store(folder):
        assert read(folder) == {"old", "committed"}


def test_many_read_while_one_publishes_without_pause(folder: Path) -> None:
    """Pictures go while they are being linked; a reader then takes the next."""
    seen: list[set[str]] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            seen.append(read(folder))

    with open_store(folder) as store:
        readers = [threading.Thread(target=look) for _ in range(3)]
        for each in readers:
            each.start()
        for number in range(40):
            store.apply((), [quad(f"{number:02}")])
            store.publish()
        time.sleep(0.2)
        stop.set()
        for each in readers:
            each.join()
    assert len(seen) > 3
    for found in seen:  # each saw a beginning of what was written, with nothing missing in between
        assert found == {"old", *(f"{number:02}" for number in range(len(found) - 1))}


def test_a_picture_that_is_being_removed_while_it_is_linked_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files go one by one: what is listed in between may lack some, and none that is listed."""

    def remove_one(path: Path, **_: object) -> None:
        for file in sorted(path.rglob("*.sst"))[:1]:
            file.unlink()

    newest = snapshots._newest

    def newest_and_publish(place: Path) -> Path | None:
        monkeypatch.setattr(snapshots, "_newest", newest)
        found = newest(place)
        with monkeypatch.context() as slow:
            slow.setattr(snapshots.shutil, "rmtree", remove_one)
            store.publish()
        return found

    with open_store(folder) as store:
        store.apply((), [quad("first")])
        store.publish()
        store.apply((), [quad("second")])
        monkeypatch.setattr(snapshots, "_newest", newest_and_publish)
        assert read(folder) == {"old", "first", "second"}


def test_the_state_changes_only_with_something_new(folder: Path) -> None:
    states = [state_of(folder)]
    assert state_of(folder) == states[0]
    with open_store(folder) as store:
        states.append(state_of(folder))
        store.apply((), [quad("new")])
        assert state_of(folder) == states[1]
        store.publish()
        states.append(state_of(folder))
    states.append(state_of(folder))
    assert len(set(states)) == len(states)


def test_what_a_killed_reader_left_is_swept_and_that_of_another_machine_is_not(
    folder: Path,
) -> None:
    left = folder / f".reading-999999999@{socket.gethostname()}-abc"
    elsewhere = folder / ".reading-999999999@another-machine-abc"
    for each in (left, elsewhere):
        each.mkdir()
    Snapshot(folder).close()
    assert not left.exists()
    assert elsewhere.exists()


@pytest.fixture
def read_only_medium(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this process could not write to the folder of the graph."""
    monkeypatch.setattr(snapshots, "_writable", lambda _: False)


@pytest.mark.usefixtures("read_only_medium")
def test_where_nothing_can_be_linked_the_graph_itself_is_read_and_kept_from_writers(
    folder: Path,
) -> None:
    before = sorted(each.name for each in folder.iterdir())
    with open_store(folder, read_only=True) as store:
        assert notes(store) == {"old"}
        assert sorted(each.name for each in folder.iterdir()) == before
        with pytest.raises(StoreError, match="another process reads it"):
            open_store(folder)
    with open_store(folder):
        pass


@pytest.mark.usefixtures("read_only_medium")
def test_where_nothing_can_be_linked_a_picture_is_copied_while_somebody_writes(
    folder: Path,
) -> None:
    with open_store(folder) as store:
        store.apply((), [quad("new")])
        assert read(folder) == {"old"}
