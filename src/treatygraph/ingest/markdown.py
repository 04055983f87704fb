"""Markdown: front matter, and the text as a reader sees it, without the marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from treatygraph.ingest.decoding import checked, decode
from treatygraph.ingest.documents import document, with_title
from treatygraph.ingest.metadata import metadata_of
from treatygraph.model import Document, PartialDate

_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(\S.*)")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+)\Z")
_TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*\Z")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]]+\]:\s*\S+.*\Z")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
# In this order; a sign with a backslash before it is no mark, and loses the backslash last. What a
# mark spans is bounded, so that a page of marks that never close is still read in linear time.
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<!\\)!\[[^\[\]]{0,1000}\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])"), ""),
    (re.compile(r"(?<!\\)\[\^[^\[\]]{1,200}\]"), ""),
    (re.compile(r"(?<!\\)\[([^\[\]]{1,1000})\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])"), r"\1"),
    (re.compile(r"(?<!\\)<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"(?<!\\)</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"(?<![\\`])`+([^`]+)`+"), r"\1"),
    (re.compile(r"(?<!\\)(\*{1,3})(?=\S)(.{1,1000}?)(?<=[^\s\\])\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(_{1,3})(?=\S)(.{1,1000}?)(?<=[^\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read_markdown(data: bytes, identifier: str | None, published: PartialDate | None) -> Document:
    """The document of a Markdown file.

    Front matter (between two lines ``---``) may tell title, date or published, source or publisher,
    url or address; other fields are left out. The title is that of the front matter, else the
    first heading if it stands before all text. The marks of headings, lists, links, emphasis and quotations are
    taken off, pictures left out, and each paragraph is one line: offsets point into the result.

    Raises BadDocumentError if it cannot be read.
    """
    lines = checked(decode(data)).split("\n")
    fields, body = _front_matter(lines)
    found = metadata_of(fields)
    source = "\n".join(lines[body:])
    text = checked("\n".join(_plain_lines(_COMMENT.sub("", source)))).strip("\n") + "\n"
    title = found.title or _first_heading(source)
    return document(
        with_title(text, title),
        identifier=identifier,
        title=title,
        published=found.published or published,
        publisher=found.publisher,
        address=found.address,
    )


def _front_matter(lines: list[str]) -> tuple[list[tuple[str, str, int | None]], int]:
    """The fields of the front matter, and the line behind it (from 0); none if it does not end."""
    if lines[0].rstrip() != "---":
        return [], 0
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        return [], 0
    fields: list[tuple[str, str, int | None]] = []
    for number, line in enumerate(lines[1:end], 2):
        name, colon, value = line.partition(":")
        if colon and name == name.strip():
            fields.append((name.lower(), _unquoted(value.strip()), number))
    return fields, end + 1


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _first_heading(source: str) -> str | None:
    """The heading that stands before all text."""
    line = next((line for line in source.split("\n") if line.strip()), "")
    match = _HEADING.match(line)
    return _heading_text(match) or None if match else None


def _plain_lines(source: str) -> Iterator[str]:
    """The lines of the text without marks, each paragraph, heading and list item being one."""
    paragraph: list[str] = []
    fenced = False
    for raw in [*source.split("\n"), ""]:
        if _FENCE.match(raw):
            fenced = not fenced
            raw = ""
        line = raw if fenced else re.sub(r"\A\s{0,3}(?:>\s?)+", "", raw)
        heading = None if fenced else _HEADING.match(line)
        dropped = _RULE.match(line) or _TABLE_RULE.match(line) or _DEFINITION.match(line)
        blank = not line.strip() or (not fenced and dropped)
        item = None if fenced else _ITEM.match(line)
        alone = fenced or heading or line.lstrip().startswith("|")
        if paragraph and (blank or item or alone):
            yield _inline(" ".join(paragraph))
            paragraph = []
        if blank:
            yield ""
        elif alone:
            yield _heading_text(heading) if heading else _inline(line.strip().strip("|"))
        else:
            paragraph.append((line[item.end() :] if item else line).strip().removesuffix("\\"))
            if raw.endswith(("  ", "\\")):  # a line break that is meant
                yield _inline(" ".join(paragraph))
                paragraph = []


def _heading_text(match: re.Match[str]) -> str:
    """The words of a heading without the signs that may close it."""
    return _inline(match[1].rstrip().rstrip("#"))


def _inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return html.unescape(text).strip()
