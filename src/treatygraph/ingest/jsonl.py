"""JSON Lines: one document a line, read one at a time."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from treatygraph.ingest.decoding import checked
from treatygraph.ingest.documents import document
from treatygraph.ingest.metadata import metadata_of
from treatygraph.ingest.problem import BadDocumentError, Problem
from treatygraph.model import Document, PartialDate

_STRINGS = ("title", "published", "source", "address", "url")
# How much of a line that is too long is skipped before the rest of the file is given up.
_SKIPPED_LIMITS = 10
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_jsonl(
    stream: BinaryIO,
    source: str,
    identifier: str | None,
    published: PartialDate | None,
    limit: int,
) -> Iterator[Document | Problem]:
    """The documents of the lines, in order; a Problem for each line that is none.

    A line is an object with ``text``, and may have ``id``, ``title``, ``published``, ``source``
    (the publisher) and ``address`` or ``url``; other fields are left out. A document without id is called by
    file and line: ``news.jsonl#3``. Empty lines are passed over. Only one line is held in memory;
    ``limit`` is for one line, in bytes (of a compressed file: decompressed).
    """
    number = 0
    try:
        for number, line in _lines(stream, limit):
            try:
                if isinstance(line, BadDocumentError):
                    raise line
                name = f"{identifier}#{number}" if identifier is not None else None
                yield _document(line, name, published)
            except BadDocumentError as error:
                yield Problem(source, error.message, error.line or number)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Problem(
            source,
            f"The compressed file is damaged or cut short ({error}). What stands before is read; "
            "fetch the file again",
            number + 1,
        )


def parse_line(line: bytes) -> dict[str, object]:
    """The object of a line. Raises BadDocumentError if it is none."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadDocumentError(
            f"Byte {error.start + 1} of the line is not UTF-8. Save the file as UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        raise BadDocumentError(
            f"This is no JSON: {error.msg} at column {error.colno}. Write one object a line"
        ) from error
    except (ValueError, RecursionError) as error:  # numbers too long, nesting too deep
        raise BadDocumentError(f"This JSON cannot be read: {error}") from error
    if not isinstance(value, dict):
        raise BadDocumentError(
            'This is no JSON object. Write {"id": …, "text": …}, one object a line'
        )
    return value


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | BadDocumentError]]:
    """Each line that is not empty with its number, or what is wrong with it."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if number == 1 and line.startswith(_UTF16):
            yield number, BadDocumentError("This is UTF-16. Save the file as UTF-8")
            return
        if len(line.rstrip(b"\r\n")) <= limit:
            if line.strip():
                yield number, line
            continue
        message = f"The line is longer than {limit:,} bytes. Raise the limit with --max-bytes"
        if not _skip_line(stream, line, limit):
            yield number, BadDocumentError(f"{message}; what stands behind it is not read")
            return
        yield number, BadDocumentError(message)


def _skip_line(stream: BinaryIO, line: bytes, limit: int) -> bool:
    """Reads to the end of the line; False where it is so long that one had better give up."""
    for _ in range(_SKIPPED_LIMITS):
        if not line or line.endswith(b"\n"):
            return True
        line = stream.readline(limit + 1)
    return not line or line.endswith(b"\n")


def _document(line: bytes, identifier: str | None, published: PartialDate | None) -> Document:
    fields = parse_line(line)
    text = fields.get("text")
    if not isinstance(text, str):
        have = ", ".join(sorted(fields)[:8]) or "no fields"
        raise BadDocumentError(f'The field "text" is missing or no string; there are: {have}')
    told = {name: _string(fields, name) for name in _STRINGS}
    found = metadata_of((name, value, None) for name, value in told.items() if value)
    return document(
        checked(text),
        identifier=_identifier(fields) or identifier,
        title=found.title,
        published=found.published or published,
        publisher=found.publisher,
        address=found.address,
    )


def _identifier(fields: dict[str, object]) -> str | None:
    value = fields.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(fields, "id")


def _string(fields: dict[str, object], name: str) -> str | None:
    """A field that is a string; None if it is missing, null or empty."""
    value = fields.get(name)
    if value is None:
        return None
    if name == "published" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # a year that was written without quotes
    if not isinstance(value, str):
        raise BadDocumentError(f'The field "{name}" is {type(value).__name__}; write a string')
    return checked(value).strip() if value.strip() else None
