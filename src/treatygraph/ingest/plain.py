"""Plain text: a title, a header block, and the text."""

from __future__ import annotations

import re

from treatygraph.ingest.decoding import checked, decode
from treatygraph.ingest.documents import document, with_title
from treatygraph.ingest.metadata import metadata_of
from treatygraph.ingest.wrapping import unwrap
from treatygraph.model import Document, PartialDate

_LONGEST_TITLE = 160
_NO_TITLE_END = re.compile(r"[.:;,…]\Z")
_FIELD = re.compile(
    r"(title|published|date|source|publisher|address|url):[ \t]+(\S.*)", re.IGNORECASE
)


def read_plain(data: bytes, identifier: str | None, published: PartialDate | None) -> Document:
    """The document of a plain text file.

    Its title is the first line, if an empty line follows it, it is no longer than 160 characters
    and does not end like a sentence (with ``.`` ``:`` ``;`` ``,`` or ``…``). At the top, or right behind the title,
    may stand lines ``Title:``, ``Published:`` or ``Date:``, ``Source:`` or ``Publisher:``, ``Address:`` or ``URL:``:
    they are metadata and no part of the text. The title is part of the text, as its first line.
    Hard-wrapped paragraphs become one line each.

    Raises BadDocumentError if it cannot be read.
    """
    lines = checked(decode(data)).split("\n")
    first = _first(lines)
    fields, body = _header(lines, first)
    if not fields and _is_title(lines, first):
        fields, body = _header(lines, first + 1)
        lines = [lines[first], "", *lines[body:]] if fields else lines
    elif fields:
        lines = lines[body:]
    found = metadata_of(fields)
    text = checked("\n".join(lines))
    title = found.title
    if title is None and _is_title(lines, _first(lines)):
        title = lines[_first(lines)].strip()
    return document(
        unwrap(with_title(text, title)),
        identifier=identifier,
        title=title,
        published=found.published or published,
        publisher=found.publisher,
        address=found.address,
    )


def _first(lines: list[str]) -> int:
    """The first line that is not empty."""
    return next(place for place, line in enumerate(lines) if line.strip())


def _header(lines: list[str], place: int) -> tuple[list[tuple[str, str, int]], int]:
    """The fields (name, value, line from 1) of a header block, and the line behind it (from 0)."""
    while place < len(lines) and not lines[place].strip():
        place += 1
    fields: list[tuple[str, str, int]] = []
    while place < len(lines) and (match := _FIELD.fullmatch(lines[place].strip())):
        fields.append((match[1].lower(), match[2], place + 1))
        place += 1
    return fields, place


def _is_title(lines: list[str], first: int) -> bool:
    line = lines[first].strip()
    return (
        len(line) <= _LONGEST_TITLE
        and not _NO_TITLE_END.search(line)
        and first + 1 < len(lines)
        and not lines[first + 1].strip()
        and any(later.strip() for later in lines[first + 1 :])
    )
