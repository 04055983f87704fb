"""A graph put aside and put in place again is the same graph, or there is an error and nothing is left."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.errors import StoreError
from treatygraph.store import backup, canonical_nquads, open_store

G = NamedNode("https://w3id.org/treatygraph/graph/acts")
NAMES = ["aside", "aside.tar", "aside.tar.gz", "aside.tgz"]


def quad(text: str) -> Quad:
    return Quad(G, NamedNode("https://w3id.org/treatygraph/ontology#note"), Literal(text), G)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "graph"
    with open_store(path, create=True) as store:
        store.apply((), [quad(str(number)) for number in range(1000)])
    return path


def content(folder: Path) -> bytes:
    with open_store(folder, read_only=True) as store:
        return canonical_nquads(store)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_put_aside_comes_back(folder: Path, tmp_path: Path, name: str) -> None:
    size = backup.backup(folder, tmp_path / name)
    assert size > 1000
    backup.restore(tmp_path / name, tmp_path / "again")
    assert content(tmp_path / "again") == content(folder) != b""
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(["again", "graph", name])


def test_a_backup_that_is_a_folder_is_a_graph(folder: Path, tmp_path: Path) -> None:
    backup.backup(folder, tmp_path / "aside")
    assert content(tmp_path / "aside") == content(folder)


def test_its_sums_are_those_of_the_standard_tool(folder: Path, tmp_path: Path) -> None:
    backup.backup(folder, tmp_path / "aside")
    subprocess.run(
        ["sha256sum", "--check", "--quiet", backup.SUMS],  # noqa: S607  # found on the path
        cwd=tmp_path / "aside",
        check=True,
    )


def test_a_backup_shares_no_file_with_the_graph(folder: Path, tmp_path: Path) -> None:
    backup.backup(folder, tmp_path / "aside")
    for file in (tmp_path / "aside").rglob("*"):
        assert file.is_dir() or file.stat().st_nlink == 1


def test_a_backup_can_be_made_while_somebody_writes(folder: Path, tmp_path: Path) -> None:
    before = content(folder)
    with open_store(folder) as store:
        store.apply((), [quad("not published yet")])
        backup.backup(folder, tmp_path / "aside.tar")
    backup.restore(tmp_path / "aside.tar", tmp_path / "again")
    assert content(tmp_path / "again") == before


def test_nothing_is_overwritten(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "taken.tar").write_text("x")
    with pytest.raises(StoreError, match="is there already"):
        backup.backup(folder, tmp_path / "taken.tar")
    backup.backup(folder, tmp_path / "aside.tar")
    before = content(folder)
    with pytest.raises(StoreError, match="holds something already"):
        backup.restore(tmp_path / "aside.tar", folder)
    assert content(folder) == before


def test_an_empty_folder_can_be_restored_into(folder: Path, tmp_path: Path) -> None:
    backup.backup(folder, tmp_path / "aside.tar")
    (tmp_path / "again").mkdir()
    backup.restore(tmp_path / "aside.tar", tmp_path / "again")
    assert content(tmp_path / "again") == content(folder)


@pytest.mark.parametrize("damage", ["changed", "missing", "added"])
def test_a_damaged_backup_is_not_put_in_place(folder: Path, tmp_path: Path, damage: str) -> None:
    backup.backup(folder, tmp_path / "aside")
    file = next((tmp_path / "aside" / "data").glob("MANIFEST*"))
    if damage == "changed":
        file.write_bytes(file.read_bytes()[:-1] + b"x")
    elif damage == "missing":
        file.unlink()
    else:
        (file.parent / "more").write_text("x")
    name = "more" if damage == "added" else "MANIFEST"
    with pytest.raises(StoreError, match=f"is damaged: data/{name}"):
        backup.restore(tmp_path / "aside", tmp_path / "again")
    assert not (tmp_path / "again").exists()
    assert not list(tmp_path.glob(".*"))


def test_a_file_cut_short_is_not_put_in_place(folder: Path, tmp_path: Path) -> None:
    backup.backup(folder, tmp_path / "aside.tar.gz")
    whole = (tmp_path / "aside.tar.gz").read_bytes()
    (tmp_path / "aside.tar.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match="damaged"):
        backup.restore(tmp_path / "aside.tar.gz", tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_what_is_no_backup_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.tar").write_text("my notes")
    with tarfile.open(tmp_path / "other.tar", "w") as archive:
        archive.add(tmp_path / "notes.tar", arcname="notes")
    for source, told in [
        (tmp_path / "none", "There is no backup"),
        (tmp_path / "notes.tar", "is no backup of a graph"),
        (tmp_path / "other.tar", "is no backup of a graph"),
        (folder, "is no backup of a graph"),
    ]:
        with pytest.raises(StoreError, match=told):
            backup.restore(source, tmp_path / "again")
    with pytest.raises(StoreError, match="no graph at"):
        backup.backup(tmp_path / "none", tmp_path / "aside")
    assert not (tmp_path / "aside").exists()


def test_a_hostile_archive_writes_nothing_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with tarfile.open(tmp_path / "hostile.tar", "w") as archive:
        archive.add(tmp_path / "file", arcname="../escaped")
    with pytest.raises(StoreError):
        backup.restore(tmp_path / "hostile.tar", tmp_path / "in" / "again")
    assert not list(tmp_path.rglob("escaped"))
