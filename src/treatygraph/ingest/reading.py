"""Reading a SOURCE: its documents, and a problem for each that cannot be read."""

from __future__ import annotations

import gzip
import itertools
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import BinaryIO, cast

from treatygraph.ingest.jsonl import parse_line, read_jsonl
from treatygraph.ingest.markdown import read_markdown
from treatygraph.ingest.plain import read_plain
from treatygraph.ingest.problem import BadDocumentError, Problem
from treatygraph.ingest.sources import NOT_SUPPORTED, READ, File, find_files, is_address, suffix_of
from treatygraph.model import Document, PartialDate

LIMIT = 20_000_000
"""The most bytes of one document: of a file, or of a line of JSON Lines (decompressed)."""

Reader = Callable[[bytes, str | None, PartialDate | None], Document]
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def read(
    source: str,
    *,
    published: PartialDate | None = None,
    limit: int = LIMIT,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Problem]:
    """The documents of a source, in the order of their identifiers, each as soon as it is read.

    ``source`` is a file (``.txt .md .html .jsonl .jsonl.gz``; another name is read as plain text),
    a folder with all below it, a pattern, or ``-`` for standard input: text, or JSON Lines if the first line
    that is not empty is a JSON object. ``published`` is for documents that do not tell their date.
    ``limit`` is the most bytes of one document. ``stdin`` replaces standard input.

    One document that cannot be read never raises: it is told as a Problem and the others are
    read. Raises SourceError at once, before anything is read, if the source cannot be used at
    all: a file that is not there, a folder without documents, a pattern without matches.
    """
    if source == "-":
        return _read_stream(stdin or sys.stdin.buffer, published, limit)
    if is_address(source):
        return iter(
            [Problem(source, "Addresses are not supported. Save the page and give its file")]
        )
    return _read_files(find_files(source), published, limit)


def _read_files(
    files: Iterable[File | Problem], published: PartialDate | None, limit: int
) -> Iterator[Document | Problem]:
    for file in files:
        if isinstance(file, Problem):
            yield file
            continue
        try:
            yield from _read_file(file, published, limit)
        except OSError as error:
            reason = error.strerror or str(error)
            yield Problem(str(file.path), f"It cannot be opened: {reason}. Check its permissions")
        except BadDocumentError as error:
            yield Problem(str(file.path), error.message, error.line)


def _read_file(
    file: File, published: PartialDate | None, limit: int
) -> Iterator[Document | Problem]:
    suffix = suffix_of(file.path)
    if suffix in NOT_SUPPORTED:
        raise BadDocumentError(NOT_SUPPORTED[suffix])
    with file.path.open("rb") as stream:
        if suffix in (".jsonl", ".jsonl.gz"):
            packed = suffix.endswith(".gz")
            lines = cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if packed else stream
            with closing(lines):
                yield from _or_empty(
                    read_jsonl(lines, str(file.path), file.identifier, published, limit)
                )
            return
        data = _bounded(stream, limit)
    yield _reader(suffix, data)(data, file.identifier, published)


def _read_stream(
    stream: BinaryIO, published: PartialDate | None, limit: int
) -> Iterator[Document | Problem]:
    try:
        head = _first_line(stream, limit)
        rest = _Chained(head, stream)
        if _is_json(head):
            yield from read_jsonl(cast(BinaryIO, rest), "-", None, published, limit)
        else:
            data = _bounded(cast(BinaryIO, rest), limit)
            yield _reader("", data)(data, None, published)
    except BadDocumentError as error:
        yield Problem("-", error.message, error.line)


def _reader(suffix: str, data: bytes) -> Reader:
    if suffix in (".html", ".htm") or (suffix not in READ and _PAGE.match(data)):
        # Imported here: a run over other formats need not load the page reader and its libraries.
        from treatygraph.ingest.html import read_html

        return read_html
    return read_markdown if suffix in (".md", ".markdown") else read_plain


def _bounded(stream: BinaryIO, limit: int) -> bytes:
    """All bytes. Raises BadDocumentError if there are more than the limit, or none."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise BadDocumentError(
            f"It is larger than {limit:,} bytes. Raise the limit with --max-bytes"
        )
    if not data:
        raise BadDocumentError("It is empty. Give it some text, or leave it out")
    return data


def _or_empty(found: Iterator[Document | Problem]) -> Iterator[Document | Problem]:
    first = next(found, None)
    if first is None:
        raise BadDocumentError("It holds no lines. Give it some, or leave it out")
    return itertools.chain([first], found)


def _first_line(stream: BinaryIO, limit: int) -> bytes:
    """What the stream begins with: empty lines, and the first that is not."""
    head = b""
    while len(head) <= limit and (line := stream.readline(limit + 1)):
        head += line
        if line.strip():
            break
    return head


def _is_json(head: bytes) -> bool:
    line = head.removeprefix(b"\xef\xbb\xbf").strip()
    if not line.startswith(b"{"):
        return False
    try:
        parse_line(line)
    except BadDocumentError:
        return False
    return True


class _Chained:
    """A stream that gives back its beginning first: standard input cannot be wound back."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def read(self, size: int) -> bytes:
        taken, self._head = self._head[:size], self._head[size:]
        return taken + self._stream.read(size - len(taken))

    def readline(self, size: int) -> bytes:
        if not self._head:
            return self._stream.readline(size)
        line, end, _ = self._head.partition(b"\n")
        taken = (line + end)[:size]
        self._head = self._head[len(taken) :]
        return taken
