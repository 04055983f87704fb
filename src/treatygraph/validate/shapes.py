"""The shapes, and the class hierarchy that they need beside the data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rdflib import RDFS, Graph, URIRef

from treatygraph import resources
from treatygraph.errors import ResourceError
from treatygraph.store.prefixes import TG


@cache
def shapes_graph() -> Graph:
    """The SHACL shapes of ``ontology/shapes.ttl``. Read once; do not change it.

    Raises ResourceError if the file is missing or is no Turtle.
    """
    return _read(resources.ontology() / "shapes.ttl")


@cache
def class_hierarchy() -> tuple[tuple[URIRef, URIRef, URIRef], ...]:
    """The ``rdfs:subClassOf`` triples among our own classes, sorted.

    With these in the data graph ``sh:class`` and ``sh:targetClass`` know subclasses, and nothing has to
    be inferred. Raises ResourceError if ``ontology/treatygraph.ttl`` is missing or is no Turtle.
    """
    ontology = _read(resources.ontology() / "treatygraph.ttl")
    return tuple(
        (child, RDFS.subClassOf, parent)
        for child, parent in sorted(ontology.subject_objects(RDFS.subClassOf))
        if isinstance(child, URIRef)
        and isinstance(parent, URIRef)
        and child.startswith(TG)
        and parent.startswith(TG)
    )


def _read(path: Path) -> Graph:
    try:
        return Graph().parse(path, format="turtle")
    except OSError as error:
        raise ResourceError(
            f"{path} cannot be read: {error.strerror}. Install the package again", path
        ) from error
    except SyntaxError as error:  # what rdflib raises for bad Turtle
        line = getattr(error, "lines", None)
        number = line + 1 if isinstance(line, int) else None
        raise ResourceError(f"{path}: not valid Turtle: {error}", path, number) from error
