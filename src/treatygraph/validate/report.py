"""What validation found: results, and whether the graph conforms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from rdflib import SH, Literal, URIRef
from rdflib.term import Node


class Severity(Enum):
    """How bad a result is, by its SHACL name. Only violations keep a graph from conforming."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"

    @property
    def iri(self) -> URIRef:
        """``sh:Violation``, ``sh:Warning`` or ``sh:Info``."""
        return SH[self.value]


@dataclass(frozen=True, slots=True)
class Result:
    """One finding.

    ``focus`` is the node that was checked, ``path`` the way from it to what is wrong: the IRI of a
    property, or a SPARQL property path with prefixes where there is more than one step, None where the
    node itself is wrong. ``value`` is what stands there, None where something is missing.
    ``message`` says what is wrong and what to do. ``source_shape`` is the node shape of
    ``ontology/shapes.ttl``, ``constraint`` the SHACL constraint component that failed.
    """

    severity: Severity
    focus: Node
    path: str | None
    value: Node | None
    message: str
    source_shape: str
    constraint: str

    @property
    def order(self) -> tuple[object, ...]:
        """Where the result stands in a report: the worst first, then by message and place."""
        return (
            list(Severity).index(self.severity),
            self.message,
            str(self.focus),
            self.path or "",
            self.value.n3() if isinstance(self.value, URIRef | Literal) else str(self.value),
            self.source_shape,
            self.constraint,
        )


@dataclass(frozen=True)
class Report:
    """All results of a validation, sorted: the same graph gives the same report."""

    results: tuple[Result, ...] = ()

    @cached_property
    def conforms(self) -> bool:
        """Whether there is no violation. Warnings and remarks do not count."""
        return all(result.severity is not Severity.VIOLATION for result in self.results)

    @cached_property
    def counts(self) -> dict[Severity, int]:
        """How many results there are of each severity, zeros included."""
        found = Counter(result.severity for result in self.results)
        return {severity: found[severity] for severity in Severity}
