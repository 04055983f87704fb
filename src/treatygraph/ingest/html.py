"""HTML pages: the article without the furniture around it."""

from __future__ import annotations

import copy
import logging
import re

from trafilatura import bare_extraction
from trafilatura.settings import DEFAULT_CONFIG
from trafilatura.settings import Document as Page

from treatygraph.ingest.decoding import checked, decode_page
from treatygraph.ingest.documents import document, with_title
from treatygraph.ingest.problem import BadDocumentError
from treatygraph.ingest.published import parse_published
from treatygraph.model import Document, PartialDate

# Short pages are pages, too: below its own limit trafilatura would run all of the page, menus and
# share bars with it, into one line.
_CONFIG = copy.deepcopy(DEFAULT_CONFIG)
_CONFIG["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"
# Only a date that the page declares. The extensive search would take the first date of the text
# for that of publication. The bounds are fixed, so that the result does not hang on today's date.
_DATES = {
    "extensive_search": False,
    "original_date": True,
    "min_date": "1900-01-01",
    "max_date": "2100-12-31",
}
_LANGUAGE = re.compile(
    r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}(?![A-Za-z0-9]))*)(?![A-Za-z])",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^[ \t]*- (?=\S)", re.MULTILINE)
_ROW = re.compile(r"^\| ?(.*?) ?\|?[ \t]*$", re.MULTILINE)

# They log each page without text as an error; we tell it as a Problem.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_html(data: bytes, identifier: str | None, published: PartialDate | None) -> Document:
    """The document of an HTML page, however broken: its article, with what the page tells of it.

    The title is the first line of the text. Paragraphs, list items and table rows are a line each.

    Raises BadDocumentError if no text is found.
    """
    source = checked(decode_page(data))
    page = bare_extraction(
        source if "html" in source[:50].lower() else f"<html>{source}",  # it takes no fragments
        with_metadata=True,
        include_comments=False,
        date_extraction_params=_DATES,
        config=_CONFIG,
    )
    if not isinstance(page, Page) or not (page.text or "").strip():
        raise BadDocumentError(
            "No text is found in this page. It may be made by a script: save it as a browser shows it"
        )
    text = _ROW.sub(r"\1", _ITEM.sub("", str(page.text)))
    language = _LANGUAGE.search(source[:20_000])
    title = " ".join(page.title.split()) if page.title else None
    return document(
        checked(with_title(text, title)),
        identifier=identifier,
        title=title or None,
        published=(parse_published(page.date) if page.date else None) or published,
        publisher=page.sitename or None,
        address=page.url or None,
        language=language[1] if language else None,
    )
