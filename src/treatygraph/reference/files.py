"""The files of the official record in the reference graph."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from treatygraph import resources
from treatygraph.catalogue import catalogue_files
from treatygraph.errors import ResourceError
from treatygraph.rdf.digest import DIGEST_GRAPH
from treatygraph.rdf.record import RECORD_GRAPH
from treatygraph.rdf.standings import RECORD_STANDINGS_GRAPH

REFERENCE_GRAPHS = (RECORD_GRAPH, RECORD_STANDINGS_GRAPH)
"""What every graph begins with beside the catalogue: the record and what follows from it alone. They are
large, and the same in every graph."""

_RULES = ("standing.toml", "stages.toml")


def beside(*, record: bool = False) -> tuple[ox.NamedNode, ...]:
    """The graphs that stand beside what a user put into a graph, and that are left out of what is exported,
    validated and counted: the digest of its claims, and the reference unless ``record`` is wanted."""
    return (DIGEST_GRAPH,) if record else (*REFERENCE_GRAPHS, DIGEST_GRAPH)


def record_files(folder: Path | None = None) -> list[Path]:
    """The files of the record by name. There may be none: a file can be taken away for its licence."""
    return sorted((folder or resources.reference()).glob("record-*.ttl.gz"))


def record_quads(folder: Path | None = None) -> Iterator[ox.Quad]:
    """All that the files of the record say, in its named graph. Raises ResourceError for a broken file."""
    for file in record_files(folder):
        try:
            data = gzip.decompress(file.read_bytes())
            for triple in ox.parse(data, format=ox.RdfFormat.TURTLE):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, RECORD_GRAPH)
        except (OSError, EOFError, SyntaxError) as error:
            raise ResourceError(
                f"{file}: cannot be read: {error}. Install the package again", file
            ) from error


@cache
def reference_hash(folder: Path | None = None) -> str:
    """32 hex digits that tell one state of catalogue, record and rules from another."""
    digest = hashlib.sha256()
    rules = [resources.ontology() / "rules" / name for name in _RULES]
    for file in (*catalogue_files(folder), *record_files(folder), *rules):
        data = file.read_bytes()
        digest.update(f"{file.name}\n{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()[:32]
