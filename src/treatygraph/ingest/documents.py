"""Making a Document of a text: the last step that all formats share."""

from __future__ import annotations

import hashlib

from treatygraph.ingest.boilerplate import ignored_spans
from treatygraph.model import Document, PartialDate


def normalise_newlines(text: str) -> str:
    r"""The text with ``\n`` for every line end, and without a byte order mark before it."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def document(
    text: str,
    *,
    identifier: str | None = None,
    title: str | None = None,
    published: PartialDate | None = None,
    publisher: str | None = None,
    address: str | None = None,
    language: str | None = None,
) -> Document:
    r"""A Document of a text, as ``read`` makes it: line ends are ``\n``, boilerplate is ignored.

    Nothing else in the text changes, and no title is guessed or put before it. Offsets are code
    points of the result's ``text``. Without an identifier, one is derived from the text. Any
    text is taken, even an empty one.

    >>> document("Norway signed.\r\nAll rights reserved.").ignored
    (Span(start=15, end=35),)
    """
    text = normalise_newlines(text)
    if identifier is None:
        data = text.encode("utf-8", "surrogatepass")
        identifier = f"text-{hashlib.sha256(data).hexdigest()[:12]}"
    return Document(
        identifier=identifier,
        text=text,
        title=title,
        published=published,
        publisher=publisher,
        address=address,
        language=language,
        ignored=ignored_spans(text),
    )


def with_title(text: str, title: str | None) -> str:
    """The text with the title as its first line, unless it begins with it already.

    A title may stand in the metadata only; what a reader sees includes the headline.
    """
    if not title or text.lstrip().startswith(title):
        return text
    return f"{title}\n\n{text.lstrip()}"
