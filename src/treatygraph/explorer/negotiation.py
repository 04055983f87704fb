"""Which form of an answer is wanted: by the end of the address, else by the Accept header (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which something can be answered: its name, which ends addresses, and its media type."""

    name: str
    media: str

    @property
    def content_type(self) -> str:
        """The Content-Type header."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


HTML = Form("html", "text/html")
JSON = Form("json", "application/json")
TURTLE = Form("ttl", "text/turtle")
JSON_LD = Form("jsonld", "application/ld+json")
N_TRIPLES = Form("nt", "application/n-triples")
RDF_XML = Form("rdf", "application/rdf+xml")
CSV = Form("csv", "text/csv")
RDF_FORMS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
PAGE_FORMS = (HTML, JSON, *RDF_FORMS)


def accepted(header: str | None, forms: Sequence[Form]) -> Form | None:
    """The form that the header likes best; of those that it likes as well the first. None: it takes none of them."""
    if not header or not header.strip():
        return forms[0]
    ranges = [_range(part) for part in header.split(",") if part.strip()]
    best: Form | None = None
    most = 0.0
    for form in forms:
        quality = _quality(form.media, ranges)
        if quality > most:
            best, most = form, quality
    return best


def _range(text: str) -> tuple[str, float]:
    media, *parameters = (part.strip() for part in text.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return media.lower(), quality


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality that the most specific range gives."""
    kind = media.partition("/")[0]
    for wanted in (media, f"{kind}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0


def by_ending(path: str, forms: Sequence[Form]) -> tuple[str, Form | None]:
    """The path without the ending that names a form, and that form; None where it has none."""
    stem, dot, ending = path.rpartition(".")
    for form in forms:
        if dot and stem and ending == form.name:
            return stem, form
    return path, None
