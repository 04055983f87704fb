"""One function for all formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import BinaryIO

from pyoxigraph import RdfFormat

from treatygraph.errors import ExportError
from treatygraph.export.network import write_gexf, write_graphml
from treatygraph.export.rdf import write_quads, write_rdfxml, write_triples
from treatygraph.export.selection import about_entity
from treatygraph.export.table import write_csv
from treatygraph.store import GraphStore

Writer = Callable[[GraphStore, BinaryIO], None]

FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "turtle": partial(write_triples, format=RdfFormat.TURTLE),
        "trig": partial(write_quads, format=RdfFormat.TRIG),
        "ntriples": partial(write_triples, format=RdfFormat.N_TRIPLES),
        "nquads": partial(write_quads, format=RdfFormat.N_QUADS),
        "jsonld": partial(write_triples, format=RdfFormat.JSON_LD),
        "rdfxml": write_rdfxml,
        "graphml": write_graphml,
        "gexf": write_gexf,
        "csv": write_csv,
    }
)
"""The writer of each format, by its name."""


def write_export(
    store: GraphStore,
    format: str,  # noqa: A002  # the word of the command line
    out: BinaryIO,
    about: str | None = None,
) -> None:
    """Write a graph to a binary stream; the same graph gives the same bytes.

    ``format`` is one of `FORMATS`. ``trig`` and ``nquads`` keep the named graphs; the other RDF
    formats write their union. ``graphml``, ``gexf`` and ``csv`` hold the acts, without their
    claims. ``about`` is a code (``RUS``), key, name or IRI: only the part about that entity.

    Raises ExportError for an unknown format, or where a format cannot hold the graph; QueryError
    if ``about`` names nothing in the graph.
    """
    if format not in FORMATS:
        raise ExportError(f"Unknown format {format!r}; known are {', '.join(FORMATS)}")
    selected = about_entity(store, about) if about is not None else store
    try:
        FORMATS[format](selected, out)
    except (BrokenPipeError, ExportError):
        raise
    except OSError as error:
        raise ExportError(f"The export could not be written: {error}") from error
