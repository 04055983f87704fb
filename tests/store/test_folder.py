"""The folder of a graph: what is one, who uses it, and what each mistake is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.errors import StoreError, StoreVersionError
from treatygraph.store import canonical_nquads, open_store
from treatygraph.store.folder import FORMAT_VERSION

G = NamedNode("https://w3id.org/treatygraph/graph/acts")
QUAD = Quad(G, NamedNode("https://w3id.org/treatygraph/ontology#note"), Literal("x"), G)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "graph"
    with open_store(path, create=True) as store:
        store.replace_graph(G, [QUAD])
    return path


def test_what_was_written_is_there_after_reopening(folder: Path) -> None:
    with open_store(folder) as store:
        assert list(store.quads()) == [QUAD]
    with open_store(folder, read_only=True) as store:
        assert list(store.quads()) == [QUAD]


def test_the_folder_says_its_format(folder: Path) -> None:
    assert (folder / "treatygraph-format").read_text() == "treatygraph-format: 4\n"


def test_creating_where_a_graph_is_opens_it(folder: Path) -> None:
    with open_store(folder, create=True) as store:
        assert len(store) == 1


def test_a_missing_folder_is_not_made_unless_asked(tmp_path: Path) -> None:
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"no graph at .*treatygraph build SOURCE"):
            open_store(tmp_path / "none", read_only=read_only)
    assert not (tmp_path / "none").exists()


def test_a_file_is_no_graph(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("x")
    for create in (False, True):
        with pytest.raises(StoreError, match="is a file"):
            open_store(path, create=create)


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.txt").write_text("x")
    with pytest.raises(StoreError, match="holds no graph"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match=r"other files \(holiday.txt\)"):
        open_store(tmp_path, create=True)
    assert [item.name for item in tmp_path.iterdir()] == ["holiday.txt"]


@pytest.mark.parametrize(
    ("version", "advice"), [(FORMAT_VERSION + 1, "Use a newer treatygraph"), (0, "Build it")]
)
def test_another_version_is_not_touched(folder: Path, version: int, advice: str) -> None:
    (folder / "treatygraph-format").write_text(f"treatygraph-format: {version}\n")
    for create in (False, True):
        with pytest.raises(StoreVersionError, match=f"format {version}.*reads format 4.*{advice}"):
            open_store(folder, create=create)


def test_an_unreadable_format_is_told_with_the_line_expected(folder: Path) -> None:
    (folder / "treatygraph-format").write_bytes(b"\xff\x00?")
    with pytest.raises(StoreVersionError, match="`treatygraph-format: 4`"):
        open_store(folder)


def test_a_graph_whose_making_was_interrupted_can_be_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    folder.mkdir()
    (folder / "treatygraph-format.new").write_text("treaty")
    (folder / "lock").write_text("")
    with open_store(folder, create=True) as store:
        assert len(store) == 0


def test_a_graph_without_its_database_is_told(folder: Path) -> None:
    for item in (folder / "data").iterdir():
        item.unlink()
    with pytest.raises(StoreError, match="cannot be read or written"):
        open_store(folder, read_only=True)


def test_one_writer_at_a_time(folder: Path) -> None:
    with open_store(folder), pytest.raises(StoreError, match="in use: this process writes"):
        open_store(folder)
    with open_store(folder) as store:
        assert len(store) == 1


def test_many_readers(folder: Path) -> None:
    with open_store(folder, read_only=True) as one, open_store(folder, read_only=True) as two:
        assert canonical_nquads(one) == canonical_nquads(two) != b""


def test_a_reader_cannot_write(folder: Path) -> None:
    with open_store(folder, read_only=True) as store:
        with pytest.raises(StoreError, match="reading only"):
            store.replace_graph(G, [])
        assert len(store) == 1


WRITER = """
import os, pathlib, sys
from treatygraph.store import open_store
store = open_store(pathlib.Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
os._exit(9)  # as if killed: nothing is closed
"""


def test_another_process_is_named_and_its_death_frees_the_graph(folder: Path) -> None:
    source = str(Path(__file__).resolve().parents[2] / "src")
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": source},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        with pytest.raises(StoreError, match=rf"in use: process {process.pid} \(-c .*\) writes"):
            open_store(folder)
        process.communicate(b"\n")
    with open_store(folder) as store:
        assert list(store.quads()) == [QUAD]
