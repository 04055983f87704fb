"""The reference as a graph on disk, made once and kept in the user's cache by its content."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.catalogue import catalogue_hash, catalogue_quads
from treatygraph.catalogue.terms import CATALOGUE_GRAPH
from treatygraph.errors import StoreError
from treatygraph.law.participation import participation
from treatygraph.law.standings import Interval
from treatygraph.rdf.record import RECORD_GRAPH, read_rows, recorded_by
from treatygraph.rdf.standings import RECORD_STANDINGS_GRAPH, interval_quads
from treatygraph.rdf.terms import tg
from treatygraph.reference.files import record_quads, reference_hash
from treatygraph.reference.ground import RecordGround
from treatygraph.reference.names import collect_names, write_names
from treatygraph.reference.table import write_table
from treatygraph.store.digests import DIGEST_MARK
from treatygraph.store.folder import FORMAT_VERSION, data_folder, make_folder, storage_errors
from treatygraph.store.places import Endpoint, Place
from treatygraph.store.snapshots import link

_CATALOGUE = NamedNode(CATALOGUE_GRAPH)
# Counts the ways in which this module writes what it compiles: another way, another folder.
_LAYOUT = 7
_KEPT = 2  # compiled references that stay in the cache: this version's and the one before


def cache_folder() -> Path:
    """Where compiled things are kept: ``TREATYGRAPH_CACHE``, else the cache of the user (XDG)."""
    if own := os.environ.get("TREATYGRAPH_CACHE"):
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "treatygraph"


def compiled_reference(tell: Callable[[str], None] = lambda _: None) -> Path:
    """The folder of the compiled reference, which any process may open for reading.

    It is made where it is not there yet (half a minute); ``tell`` is told so. Raises ResourceError for
    broken files of the reference, StoreError where the cache cannot be written.
    """
    cache = cache_folder()
    target = cache / f"reference-{FORMAT_VERSION}.{_LAYOUT}-{reference_hash()}"
    if target.is_dir():
        return target
    with storage_errors(cache):
        cache.mkdir(parents=True, exist_ok=True)
    with _alone(cache / "reference.lock"):
        if not target.is_dir():
            tell("Compiling the reference: once, half a minute")
            draft = Path(tempfile.mkdtemp(prefix="draft-", dir=cache))
            try:
                _compile(draft)
                draft.chmod(0o755)
                draft.replace(target)
            finally:
                shutil.rmtree(draft, ignore_errors=True)
            _forget_old(cache)
    return target


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process compiles, the others wait for it."""
    with storage_errors(path.parent), path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _forget_old(cache: Path) -> None:
    folders = sorted(cache.glob("reference-*/"), key=lambda path: path.stat().st_mtime)
    for folder in folders[:-_KEPT]:
        shutil.rmtree(folder, ignore_errors=True)


def _compile(folder: Path) -> None:
    make_folder(folder)
    catalogue, record = catalogue_quads(), list(record_quads())
    inner = ox.Store(str(data_folder(folder)))
    inner.bulk_extend(catalogue)
    inner.bulk_extend(record)
    for graph, content in ((RECORD_GRAPH, reference_hash()), (_CATALOGUE, catalogue_hash())):
        inner.add(Quad(graph, tg("contentHash"), Literal(content), graph))
    inner.add(DIGEST_MARK)
    write_names(collect_names(catalogue), folder)
    rows = read_rows(record)
    write_table(rows, folder)
    inner.bulk_extend(recorded_by(rows, RECORD_GRAPH))
    ground = RecordGround(catalogue, rows)
    inner.bulk_extend(interval_quads(record_standings(ground), RECORD_STANDINGS_GRAPH))
    inner.optimize()
    inner.flush()


def record_standings(ground: RecordGround) -> Iterator[Interval]:
    """The intervals that follow from the record alone, for every party with every treaty and body."""
    for party, target in ground.pairs():
        yield from participation(ground, party, target).intervals


def seed(folder: Place, tell: Callable[[str], None] = lambda _: None) -> None:
    """Let a new graph on disk begin with the compiled reference; one that holds something is left as it is. (To a
    server it is sent when that is open: `uploading`.)

    The files of the database never change once they are written, so they are linked, not copied, where the
    file system can. Raises StoreError where the folder cannot be written.
    """
    if isinstance(folder, Endpoint):
        return
    make_folder(folder)
    data = data_folder(folder)
    if data.exists():
        return
    source = data_folder(compiled_reference(tell))
    draft = folder / "data.new"
    with storage_errors(folder):
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        for file in sorted(source.iterdir()):
            if file.suffix == ".sst":
                link(file, draft / file.name)
            elif file.name != "LOCK":
                shutil.copyfile(file, draft / file.name)
        if data.exists():
            raise StoreError(f"The graph at {folder} was made by somebody else meanwhile")
        draft.replace(data)
