"""A graph in Oxigraph or on a SPARQL server: named graphs that are replaced whole, transactions, SPARQL, rdflib."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from treatygraph.errors import QueryError, StoreError
from treatygraph.store import folder as folders
from treatygraph.store.binding import Term, asks_elsewhere, bind, names_dataset
from treatygraph.store.locking import lock, unlock
from treatygraph.store.places import Endpoint, Place
from treatygraph.store.prefixes import PREFIXES
from treatygraph.store.snapshots import Publisher, Snapshot

if TYPE_CHECKING:
    import rdflib

    from treatygraph.store.remote import Pattern, RemoteQuads

_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_NOTHING: Mapping[str, Term] = {}
_Form = TypeVar("_Form")


def open_store(
    path: Place | None = None,
    *,
    read_only: bool = False,
    create: bool = False,
    wait: float = 0,
    tell: Callable[[str], None] = lambda _: None,
) -> GraphStore:
    """Open the graph in a folder or on a server, or a new one in memory for ``None``.

    ``create`` makes the graph where there is none. A reader sees what was committed when it opened the graph,
    and keeps nobody from writing. One process writes at a time: another waits for it up to ``wait`` seconds. A
    graph of an older format is brought up to date by who writes. ``tell`` is told what takes time.

    Raises StoreVersionError if another version wrote the graph; StoreError if the folder is missing or no graph, or
    somebody else still writes to it.
    """
    if path is None:
        return GraphStore(ox.Store())
    if isinstance(path, Endpoint):
        return _open_remote(path, read_only=read_only, create=create, wait=wait, tell=tell)
    if read_only:
        snapshot = Snapshot(path)
        try:
            inner = _read_only(snapshot.folder, path)
            return GraphStore(inner, path=path, read_only=True, snapshot=snapshot)
        except StoreError:
            snapshot.close()
            raise
    if create:
        folders.make_folder(path)
    else:
        folders.check_folder(path, oldest=folders.OLDEST_FORMAT)
    handle = lock(path, wait, tell)
    try:
        publisher = Publisher(path)
        with folders.storage_errors(path):
            inner = ox.Store(str(folders.data_folder(path)))
        store = GraphStore(inner, path=path, lock=handle, publisher=publisher)
    except StoreError:
        unlock(handle)
        raise
    try:
        if folders.check_folder(path, oldest=folders.OLDEST_FORMAT) < folders.FORMAT_VERSION:
            from treatygraph.store.migration import migrate  # which needs this module

            migrate(store, path, tell)
        store.publish()
    except BaseException:
        store.close()
        raise
    return store


def _open_remote(
    endpoint: Endpoint,
    *,
    read_only: bool,
    create: bool = False,
    wait: float = 0,
    tell: Callable[[str], None] = lambda _: None,
) -> GraphStore:
    # Who keeps the graph on this machine needs no client of HTTP.
    from treatygraph.store.tenure import connect, release
    from treatygraph.store.updates import PENDING_GRAPH, SERVER_GRAPH

    quads, claim = connect(endpoint, read_only=read_only, create=create, wait=wait, tell=tell)

    def end() -> None:
        try:
            if claim is not None:
                release(quads, claim)
        finally:
            quads.wire.close()

    hidden = frozenset((SERVER_GRAPH, PENDING_GRAPH))
    return GraphStore(quads, path=endpoint, read_only=read_only, hidden=hidden, end=end)


def open_frozen(path: Place) -> GraphStore:
    """Open for reading a folder to which nobody writes: the compiled reference, a snapshot; or a server.

    Raises StoreError if it is missing or no graph.
    """
    if isinstance(path, Endpoint):
        return _open_remote(path, read_only=True)
    folders.check_folder(path)
    return GraphStore(_read_only(path, path), path=path, read_only=True)


def _read_only(folder: Path, name: Path) -> ox.Store:
    with folders.storage_errors(name):
        return ox.Store.read_only(str(folders.data_folder(folder)))


class GraphStore:
    """A set of named graphs. Queries see all of them as one graph.

    ``path`` is its folder or server, None in memory. Use it in a ``with`` statement, or `close` it, so that
    others can write. Every method raises StoreError if the disk fails or the store is closed.
    """

    def __init__(
        self,
        inner: ox.Store | RemoteQuads,
        *,
        path: Place | None = None,
        read_only: bool = False,
        lock: int | None = None,
        publisher: Publisher | None = None,
        snapshot: Snapshot | None = None,
        hidden: frozenset[NamedNode] = frozenset(),
        end: Callable[[], None] | None = None,
    ) -> None:
        self._inner: ox.Store | RemoteQuads | None = inner
        self._end = end
        self._lock = lock
        self._publisher = publisher
        self._snapshot = snapshot
        self._hidden = hidden
        self.path = path
        self.read_only = read_only

    @property
    def inner(self) -> ox.Store:
        """The Oxigraph store itself, or what stands for it: a server has the methods of it that are called."""
        if self._inner is None:
            raise StoreError(f"The graph at {self.path} was closed. Open it again")
        return self._inner  # type: ignore[return-value]  # as said

    @property
    def remote(self) -> RemoteQuads | None:
        """The quads on a server, if that is where the graph is. What is done there one by one takes long."""
        return self._inner if isinstance(self.path, Endpoint) else None  # type: ignore[return-value]  # as opened

    def foresee(self, patterns: Callable[[], Iterable[Pattern]]) -> None:
        """On a server, ask for patterns together that will be matched one by one; elsewhere nothing is done."""
        if self.remote is not None:
            self.remote.foresee(patterns())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __len__(self) -> int:
        if self.remote is not None:
            return self.remote.count(self._hidden)
        if self._hidden:
            return sum(1 for _ in self.quads())
        return len(self.inner)

    def close(self) -> None:
        """Write what is pending to disk and let others write. Closing twice does nothing."""
        if self._inner is None:
            return
        inner, self._inner = self._inner, None
        if isinstance(self.path, Endpoint):
            if self._end is not None:
                self._end()
            return
        try:
            if self.path and not self.read_only:
                with folders.storage_errors(self.path):
                    inner.flush()
        finally:
            # Oxigraph gives its own lock back when the last reference goes, so that goes first. The
            # graphs of rdflib that were read from it hold it in cycles, which nothing else breaks.
            del inner
            gc.collect()
            if self.path and not self.read_only:
                self._tidy(self.path)
            if self._publisher is not None:
                self._publisher.close()
            if self._snapshot is not None:
                self._snapshot.close()
            unlock(self._lock)
            self._lock = None

    @staticmethod
    def _tidy(path: Path) -> None:
        """Let the database drop the logs of what it has written to its tables: it does when it is opened. Readers
        would copy and read them each time."""
        with suppress(OSError):
            ox.Store(str(folders.data_folder(path)))

    def publish(self, every: float = 0) -> None:
        """Let readers see what was committed until now, unless that was done less than ``every`` seconds ago.

        In memory, and in a graph that was opened for reading, there is nothing to do.
        """
        if self._publisher is not None:
            self._publisher.publish(self.inner, every)

    # -- reading

    def graphs(self) -> list[NamedNode]:
        """The names of the graphs that hold something, sorted."""
        if self.remote is not None:
            found = (g for g in self.remote.named_graphs() if g not in self._hidden)
            return sorted(found, key=lambda g: g.value)
        names = [g for g in self.inner.named_graphs() if isinstance(g, NamedNode)]
        shown = (g for g in names if g not in self._hidden and self.contains_graph(g))
        return sorted(shown, key=lambda g: g.value)

    def without(self, graphs: Iterable[NamedNode]) -> GraphStore:
        """The same graph for reading, as if it did not have these named graphs: what is counted, listed,
        matched, exported and validated leaves them out; queries see them all the same."""
        hidden = self._hidden | frozenset(graphs)
        return GraphStore(self.inner, path=self.path, read_only=True, hidden=hidden)

    def contains_graph(self, graph: NamedNode) -> bool:
        """Whether there is anything in the named graph."""
        if self.remote is not None:
            return self.remote.contains_graph(graph)
        return next(self.inner.quads_for_pattern(None, None, None, graph), None) is not None

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """All quads, or those of one graph, in no particular order."""
        return self.matching(graph=graph)

    def matching(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  # the word of RDF
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """The quads that have the given terms; None stands for any."""
        with folders.storage_errors(self.path):
            if not self._hidden:
                yield from self.inner.quads_for_pattern(subject, predicate, object, graph)
            elif graph is not None:
                if graph not in self._hidden:
                    yield from self.inner.quads_for_pattern(subject, predicate, object, graph)
            elif subject is predicate is object is None and self.remote is not None:
                yield from self.remote.quads_beside(self._hidden)
            elif subject is predicate is object is None:
                for name in self.graphs():
                    yield from self.inner.quads_for_pattern(None, None, None, name)
            else:
                for quad in self.inner.quads_for_pattern(subject, predicate, object, None):
                    if quad.graph_name not in self._hidden:
                        yield quad

    def having(self, values: Mapping[NamedNode, Term], graph: NamedNode) -> list[NamedNode]:
        """The nodes of a graph that have all these values, sorted.

        A join of Oxigraph, which begins with the first value: give the one that the fewest nodes have.
        """
        if self.remote is not None:
            nodes = self.remote.nodes_having(values, graph)
            return sorted(nodes, key=lambda node: node.value)
        pattern = " . ".join(f"?node {predicate} {value}" for predicate, value in values.items())
        with folders.storage_errors(self.path):
            solutions = self.inner.query(f"SELECT ?node {{ GRAPH {graph} {{ {pattern} }} }}")
            found = {row["node"] for row in solutions}  # type: ignore[union-attr]
        return sorted((n for n in found if isinstance(n, NamedNode)), key=lambda node: node.value)

    # -- writing

    def apply(self, remove: Iterable[Quad], add: Iterable[Quad]) -> None:
        """Remove quads, then add quads, both or neither: a crash in between leaves all as it was.

        Raises StoreError if the store is read-only, for a quad with a blank node, which could not
        be found again, and for one without a named graph.
        """
        if self.read_only:
            raise StoreError(f"The graph at {self.path} was opened for reading only")
        removed, added = list(remove), list(add)
        for quad in (*removed, *added):
            if BlankNode in {type(quad.subject), type(quad.object)}:
                raise StoreError(f"A blank node cannot be kept; give it an IRI: {quad}")
            if not isinstance(quad.graph_name, NamedNode):
                raise StoreError(f"A quad must say which named graph it belongs to: {quad}")
        if self.remote is not None:
            self.remote.apply(removed, added)
            return
        with folders.storage_errors(self.path):
            if removed:
                # One update request is one transaction, whatever the number of its operations.
                self.inner.update(
                    f"DELETE DATA {{ {_data(removed)} }} ;\nINSERT DATA {{ {_data(added)} }}"
                )
            else:
                self.inner.extend(added)

    def replace_graph(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Let a named graph hold exactly these quads, in one transaction.

        Raises StoreError if one of them is of another graph.
        """
        new = set(quads)
        strange = next((quad for quad in new if quad.graph_name != graph), None)
        if strange is not None:
            raise StoreError(f"Not a quad of the graph {graph.value}: {strange}")
        old = set(self.quads(graph))
        self.apply(old - new, new - old)

    def reload_graph(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Let a named graph hold these quads, fast and not in one transaction: a crash in between leaves a part.

        For large graphs that are known by a mark which is written last.
        """
        if self.read_only:
            raise StoreError(f"The graph at {self.path} was opened for reading only")
        with folders.storage_errors(self.path):
            self.inner.clear_graph(graph)
            self.inner.bulk_extend(quads)

    def remove_graph(self, graph: NamedNode) -> None:
        """Remove a named graph with all it holds; one that is not there is no error."""
        self.apply(self.quads(graph), ())

    # -- asking

    def select(
        self, sparql: str, substitutions: Mapping[str, Term] = _NOTHING
    ) -> ox.QuerySolutions:
        """The solutions of a SELECT query. ``substitutions`` are terms for its ``$name``.

        This and the next two raise QueryError for a wrong query, or one of another form.
        """
        return self._answer(sparql, substitutions, ox.QuerySolutions, "SELECT")

    def ask(self, sparql: str, substitutions: Mapping[str, Term] = _NOTHING) -> bool:
        """The answer to an ASK query."""
        return bool(self._answer(sparql, substitutions, ox.QueryBoolean, "ASK"))

    def construct(
        self, sparql: str, substitutions: Mapping[str, Term] = _NOTHING
    ) -> Iterator[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, in no particular order."""
        return iter(self._answer(sparql, substitutions, ox.QueryTriples, "CONSTRUCT or DESCRIBE"))

    def query(
        self, sparql: str, substitutions: Mapping[str, Term] = _NOTHING
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The answer to a query of any form. Raises QueryError if it is wrong."""
        check_query(sparql)
        bound = bind(sparql, substitutions)
        with folders.storage_errors(self.path):
            try:
                return self.inner.query(
                    bound,
                    prefixes=dict(PREFIXES),
                    use_default_graph_as_union=not names_dataset(sparql),
                )
            except SyntaxError as error:
                raise QueryError(
                    "A parameter stands where only a variable can: in SELECT, behind AS, or in "
                    "BOUND(). Write BIND($name AS ?other) and use ?other there"
                ) from error
            except (RuntimeError, ValueError) as error:
                raise QueryError(f"The query cannot be answered: {error}") from error

    def _answer(
        self, sparql: str, values: Mapping[str, Term], form: type[_Form], name: str
    ) -> _Form:
        answer = self.query(sparql, values)
        if not isinstance(answer, form):
            raise QueryError(f"Not a {name} query: {sparql.strip()[:60]!r}")
        return answer

    def rdflib_graph(self) -> rdflib.Graph:
        """The union of all named graphs for rdflib, pySHACL and networkx: nothing is copied.

        It is for reading, shows later changes too, and is of use until the store closes.
        """
        # rdflib takes longer to load than most questions to answer.
        from treatygraph.store.union import union_graph

        return union_graph(self.inner, self._hidden)


def check_query(sparql: str) -> None:
    """That a text is a SPARQL query and asks this graph alone.

    Raises QueryError with line and column, both from 1.
    """
    try:
        ox.Store().query(sparql, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise _syntax_error(str(error)) from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"The query cannot be answered: {error}") from error
    if asks_elsewhere(sparql):
        raise QueryError("SERVICE asks another server. Queries are answered from this graph alone")


def _syntax_error(text: str) -> QueryError:
    match = _POSITION.match(text)
    if not match:
        return QueryError(f"The query is wrong: {text}")
    line, column, expected = int(match[1]), int(match[2]), match[3]
    if "Prefix not found" in expected:
        why = "a prefix is not declared. Known without a declaration are: " + ", ".join(PREFIXES)
    else:
        why = expected.replace("\n", " ")
    return QueryError(f"The query is wrong at line {line}, column {column}: {why}", line, column)


def _data(quads: Iterable[Quad]) -> str:
    """Quads in the notation of INSERT DATA. Terms are written by Oxigraph, which escapes them."""
    return "\n".join(
        f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}"
        for quad in quads
    )
