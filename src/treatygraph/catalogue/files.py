"""The Turtle files of the reference graph: which they are, what they hold, and their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from treatygraph import resources
from treatygraph.catalogue.tables import Triple, Value, table_triples
from treatygraph.catalogue.terms import CATALOGUE_GRAPH
from treatygraph.errors import ResourceError


def catalogue_files(folder: Path | None = None, extra: Sequence[Path] = ()) -> list[Path]:
    """The catalogue's files, by name, and behind them the user's own (``extra``: Turtle, or tables of
    names in CSV). ``folder`` is the reference graph's own where it is None.

    Files that begin with ``record`` are the official record, which is no part of the catalogue.
    Raises ResourceError where there is none.
    """
    folder = folder or resources.reference()
    files = sorted(p for p in folder.glob("*.ttl") if not p.name.startswith("record"))
    if not files:
        raise ResourceError(
            f"{folder} has no Turtle files of the catalogue. "
            "Write them with scripts/build_reference.py, or install the package again",
            folder,
        )
    return [*files, *extra]


def read_triples(file: Path) -> Iterator[Triple]:
    """The triples of a Turtle file or a table of names: subject and predicate as IRIs, and the object.

    Raises ResourceError, with the line where it is known, for a file that is not Turtle or has
    blank nodes.
    """
    if file.suffix.lower() == ".csv":
        yield from table_triples(file)
        return
    try:
        for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            subject, value = triple.subject, triple.object
            if not isinstance(subject, ox.NamedNode) or not isinstance(value, Value):
                raise ResourceError(f"{file}: a blank node ({triple}). Give it an IRI", file)
            yield subject.value, triple.predicate.value, value
    except SyntaxError as error:
        line = error.lineno or None
        raise ResourceError(
            f"{file}:{line or '?'}: not Turtle: {error.msg}. "
            "Do not edit the file; correct its table and write it again",
            file,
            line,
        ) from error
    except OSError as error:
        raise ResourceError(f"{file}: cannot be read: {error}", file) from error


def catalogue_quads(folder: Path | None = None, extra: Sequence[Path] = ()) -> list[ox.Quad]:
    """All that the files say, in the named graph of the catalogue, in the files' order."""
    graph = ox.NamedNode(CATALOGUE_GRAPH)
    return [
        ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, graph)
        for file in catalogue_files(folder, extra)
        for subject, predicate, value in read_triples(file)
    ]


def catalogue_hash(folder: Path | None = None, extra: Sequence[Path] = ()) -> str:
    """32 hex digits that tell one state of the catalogue's files from another."""
    digest = hashlib.sha256()
    for file in catalogue_files(folder, extra):
        data = file.read_bytes()
        digest.update(f"{file.name}\n{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()[:32]
