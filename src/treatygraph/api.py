"""The Python interface: the words of the command line, as functions.

>>> import treatygraph
>>> claims = treatygraph.extract("Chile ratified the Kyoto Protocol on 26 August 2002.")
>>> [(claim.kind.value, str(claim.date)) for claim in claims]
[('ratification', '2002-08-26')]
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from treatygraph.ingest import LIMIT, Problem, document, read
from treatygraph.model import Claim, Document
from treatygraph.store import GraphStore, open_store
from treatygraph.store.places import Place, place_named

# What only some calls need is imported in them: opening a graph to ask it loads no parser.
if TYPE_CHECKING:
    from treatygraph.build.builder import Built
    from treatygraph.query import Page, Results
    from treatygraph.validate import Report


def extract(text: Document | str) -> tuple[Claim, ...]:
    """The claims that a document makes, in text order. A plain string is a document without metadata."""
    from treatygraph.build.workers import extractor

    return extractor().extract(document(text) if isinstance(text, str) else text).claims


def open_graph(path: str | Place | None = None, *, read_only: bool = False) -> Graph:
    """The graph in a folder or at the http address of a SPARQL server, made where there is none; without a path, one
    in memory.

    Raises StoreError if the folder holds something else, or somebody else writes to it.
    """
    place = place_named(path) if isinstance(path, str) else path
    if place is not None and not read_only:
        from treatygraph.reference.compiled import seed

        seed(place)
    store = open_store(place, read_only=read_only, create=not read_only)
    if store.remote is not None:
        from treatygraph.reference.uploading import lean_on_reference, upload

        (lean_on_reference if read_only else upload)(store)
    return Graph(store)


class Graph:
    """A graph that documents can be put into and that can be asked. Use it in a ``with`` statement."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write what is pending and let others write. Closing twice does nothing."""
        self.store.close()

    def build(
        self,
        *sources: str | Path | Document,
        jobs: int = 1,
        scheduler: str | None = None,
        max_bytes: int = LIMIT,
    ) -> Built:
        """Add documents: paths, folders and patterns as on the command line, or documents.

        They are read by ``jobs`` processes, or on the Dask cluster whose ``scheduler`` has that address.
        """
        from treatygraph.build.builder import Builder
        from treatygraph.build.extracting import extracting

        def items() -> Iterator[Document | Problem]:
            for source in sources:
                if isinstance(source, Document):
                    yield source
                else:
                    yield from read(str(source), limit=max_bytes)

        with extracting(jobs, scheduler) as workers:
            return Builder(self.store, workers).build(items())

    def remove(self, name: str) -> int:
        """Take a document out, by identifier, IRI or hash; gives how many statements went."""
        from treatygraph.build.builder import Builder

        builder = Builder(self.store)
        return builder.remove([builder.find(name)])

    def query(self, question: str, /, page: Page | None = None, **params: str) -> Results:
        """The answer to a named question, or to the text of a query (anything with a brace); all of it, or a page.

        Raises QueryError for an unknown name, wrong SPARQL or wrong parameters.
        """
        from treatygraph.query import named_query, run_query

        asked = question if "{" in question else named_query(question)
        return run_query(self.store, asked, params, page)

    def validate(self) -> Report:
        """What the shapes find wrong with the graph, the record that the program carries left out."""
        from treatygraph.reference.files import beside
        from treatygraph.validate import validate_statements

        return validate_statements(self.store.without(beside()).quads())

    def export(
        self,
        form: str,
        path: str | Path | None = None,
        about: str | None = None,
        *,
        record: bool = False,
    ) -> bytes:
        """The graph, or what concerns one entity, in a format of the command line; also written to
        ``path`` if there is one. ``record``: with the record and the standings that follow from it."""
        from treatygraph.export import write_export
        from treatygraph.reference.files import beside

        out = io.BytesIO()
        write_export(self.store.without(beside(record=record)), form, out, about)
        if path is not None:
            Path(path).write_bytes(out.getvalue())
        return out.getvalue()

    def view(self, kind: str, path: str | Path, about: str | None = None) -> None:
        """Draw a ``network`` or a ``timeline`` into a file: .html, .svg or .png."""
        from treatygraph.views import write_view

        write_view(self.store, kind, about, Path(path))
