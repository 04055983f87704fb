"""RDF files as one graph to check."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import rdflib

from treatygraph.errors import SourceError


def read_rdf(files: Iterable[Path]) -> rdflib.Graph:
    """The triples of RDF files, whatever their named graphs; the suffix tells the format.

    Raises SourceError for a file that is not there, has another suffix, or is not what its suffix says.
    """
    triples: list[ox.Triple] = []
    for file in files:
        form = ox.RdfFormat.from_extension(file.suffix.removeprefix("."))
        if form is None:
            raise SourceError(
                f"{file}: no suffix of an RDF format. Known are .ttl .trig .nt .nq .rdf .jsonld",
                str(file),
            )
        try:
            triples += [quad.triple for quad in ox.parse(path=str(file), format=form)]
        except SyntaxError as error:
            place = f":{error.lineno}" if error.lineno else ""
            raise SourceError(
                f"{file}{place}: not readable as RDF: {error.msg}", str(file)
            ) from error
        except OSError as error:
            raise SourceError(
                f"{file}: cannot be read: {error.strerror or error}", str(file)
            ) from error
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return rdflib.Graph().parse(data=data, format="nt")
