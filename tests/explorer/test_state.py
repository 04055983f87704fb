"""A build can go on while the explorer reads, and what it commits is seen."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

from treatygraph.build.builder import Builder
from treatygraph.build.workers import Workers
from treatygraph.errors import StoreError
from treatygraph.explorer.settings import Settings
from treatygraph.explorer.state import Rendered, State
from treatygraph.model import Document
from treatygraph.store import open_store

LATER = Document("later.txt", "Chile ratified the Kyoto Protocol on 26 August 2002.")


@pytest.fixture
def folder(graph_folder: Path, tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns(".reading-*")
    shutil.copytree(graph_folder, tmp_path / "graph", ignore=ignored)
    return tmp_path / "graph"


def acts(state: State) -> int:
    return sum(1 for _ in state.view().store.select("SELECT ?act { ?act a tg:Act }"))


def test_what_is_built_meanwhile_is_seen_afterwards(folder: Path) -> None:
    state = State(folder, Settings(refresh_seconds=0))
    before, version = acts(state), state.view().version
    with Workers() as workers, open_store(folder) as store:  # nobody is kept from writing
        Builder(store, workers).build([LATER])
        assert acts(state) == before
    assert acts(state) == before + 1
    assert state.view().version != version
    state.close()
    assert not list(folder.glob(".reading-*"))


def test_what_a_build_has_committed_is_seen_while_it_goes_on(folder: Path) -> None:
    with Workers() as workers, open_store(folder) as store:
        state = State(folder, Settings(refresh_seconds=0))
        before = acts(state)
        Builder(store, workers).build([LATER])
        assert acts(state) == before  # not published yet: that is done every few seconds
        store.publish()
        assert acts(state) == before + 1
    state.close()


def test_what_a_killed_process_left_is_swept(folder: Path) -> None:
    left = folder / f".reading-999999999@{socket.gethostname()}-abc"
    left.mkdir()
    State(folder, Settings()).close()
    assert not left.exists()


def test_no_graph_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graph"):
        State(tmp_path / "none", Settings())


def test_answers_are_kept_up_to_a_size() -> None:
    kept = Rendered(most=10)
    kept.put(("/a", "html"), b"12345")
    kept.put(("/b", "html"), b"12345")
    assert kept.get(("/a", "html")) == b"12345"
    kept.put(("/c", "html"), b"1")
    assert kept.get(("/b", "html")) is None  # it was not asked for the longest
    assert kept.get(("/a", "html")) == b"12345"
