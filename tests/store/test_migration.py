"""A graph of an older format is told to readers, and brought up to date by who writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from treatygraph.build.builder import Builder
from treatygraph.build.standings import settle
from treatygraph.cli.main import main
from treatygraph.errors import StoreVersionError
from treatygraph.model import Document
from treatygraph.rdf.agreement import AGREEMENT_GRAPH
from treatygraph.rdf.digest import DIGEST_GRAPH
from treatygraph.rdf.tally import TALLY_GRAPH
from treatygraph.reference.compiled import seed
from treatygraph.reference.files import REFERENCE_GRAPHS
from treatygraph.store import GraphStore, migration, open_store
from treatygraph.store.canonical import canonical_nquads
from treatygraph.store.folder import FORMAT_VERSION

DOCUMENT = Document("a.txt", "Chile ratified the Kyoto Protocol on 26 August 2002.")


def own(store: GraphStore) -> bytes:
    """All that a graph holds beside the record, which no migration touches."""
    return canonical_nquads(store.without(REFERENCE_GRAPHS))


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    """What the graph in ``old`` holds in the format of this version."""
    seed(tmp_path / "old")
    with open_store(tmp_path / "old") as store:
        Builder(store).build([DOCUMENT])
        text = own(store)
        store.remove_graph(DIGEST_GRAPH)
        store.remove_graph(AGREEMENT_GRAPH)
        store.remove_graph(TALLY_GRAPH)
    (tmp_path / "old" / "treatygraph-format").write_text("treatygraph-format: 1\n")
    return text


def test_readers_are_told_what_to_do(whole: bytes, tmp_path: Path) -> None:
    advice = r"format 1; .*reads format 4.*treatygraph migrate --graph .*old"
    with pytest.raises(StoreVersionError, match=advice):
        open_store(tmp_path / "old", read_only=True)


def test_who_writes_brings_it_up_to_date(whole: bytes, tmp_path: Path) -> None:
    told: list[str] = []
    with open_store(tmp_path / "old", tell=told.append) as store:
        settle(store)
        assert own(store) == whole
    place = tmp_path / "old"
    assert told == [f"Bringing the graph at {place} from format {n} to {n + 1}" for n in (1, 2, 3)]
    with open_store(tmp_path / "old", read_only=True) as store:
        assert own(store) == whole


def test_an_interrupted_migration_is_done_again(
    whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(store: GraphStore) -> None:
        migration.refresh_digests(store)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(migration, "STEPS", dict.fromkeys(migration.STEPS, interrupted))
        with pytest.raises(KeyboardInterrupt):
            open_store(tmp_path / "old")
    with pytest.raises(StoreVersionError):
        open_store(tmp_path / "old", read_only=True)
    with open_store(tmp_path / "old") as store:
        settle(store)
        assert own(store) == whole


def test_every_older_format_has_a_step() -> None:
    assert sorted(migration.STEPS) == list(range(1, FORMAT_VERSION))


def test_the_command_says_what_it_did(whole: bytes, tmp_path: Path) -> None:
    for words in ("has format 4 now", "has format 4 already"):
        result = CliRunner().invoke(main, ["migrate", "--graph", str(tmp_path / "old")])
        assert result.exit_code == 0
        assert words in result.stderr
    with open_store(tmp_path / "old", read_only=True) as store:
        assert own(store) == whole
