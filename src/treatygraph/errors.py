"""The errors of Treatygraph.

TreatygraphError
├── ResourceError      a file of ontology/, queries/, graph/ or the lexicon is missing or wrong
├── SourceError        a document source cannot be read
├── QueryError         a query is wrong: syntax, parameters, or it cannot be answered
├── StoreError         a graph cannot be opened, read or written
│   └── StoreVersionError   it was written by another version
├── ClusterError       the machines that should extract cannot do it
└── ExportError        a graph cannot be written as asked
"""

from __future__ import annotations

from pathlib import Path


class TreatygraphError(Exception):
    """What happened, where, and what to do next. Exit code 2 on the command line."""


class ResourceError(TreatygraphError):
    """A resource of the program is missing or malformed. ``path`` is the file, ``line`` from 1."""

    def __init__(self, message: str, path: Path | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.line = line


class SourceError(TreatygraphError):
    """A source of documents cannot be read. ``source`` is what was asked for, ``line`` from 1."""

    def __init__(self, message: str, source: str, line: int | None = None) -> None:
        super().__init__(message)
        self.source = source
        self.line = line


class QueryError(TreatygraphError):
    """A query cannot be run. ``line`` and ``column`` count from 1 where they are known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class StoreError(TreatygraphError):
    """A graph cannot be opened, read or written."""


class StoreVersionError(StoreError):
    """The graph was written by a version of the program that this one does not read."""


class ClusterError(TreatygraphError):
    """The cluster that should extract is not there, has gone, or is another edition of the program."""


class ExportError(TreatygraphError):
    """The graph cannot be written as asked."""
