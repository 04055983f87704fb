"""What header lines, front matter and JSON fields tell of a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from treatygraph.ingest.problem import BadDocumentError
from treatygraph.ingest.published import parse_published
from treatygraph.model import PartialDate

_NAMES = {"date": "published", "source": "publisher", "url": "address"}


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title, date, publisher and address; None for what is not told."""

    title: str | None = None
    published: PartialDate | None = None
    publisher: str | None = None
    address: str | None = None


def metadata_of(fields: Iterable[tuple[str, str, int | None] | tuple[str, str, int]]) -> Metadata:
    """The metadata of fields (name in lower case, value, line); names it does not know are left out.

    ``date`` is another name of ``published``, ``source`` of ``publisher``, ``url`` of ``address``. Where
    a field is told twice, the first holds. Raises BadDocumentError for a date that is none: a
    wrong date would date every event of the text wrongly.
    """
    found: dict[str, str] = {}
    published: PartialDate | None = None
    for name, value, line in fields:
        name = _NAMES.get(name, name)
        value = value.strip()
        if not value or name in found:
            continue
        found[name] = value
        if name == "published":
            try:
                published = parse_published(value)
            except ValueError as error:
                raise BadDocumentError(f"The date of publication is {error}", line) from error
    return Metadata(found.get("title"), published, found.get("publisher"), found.get("address"))
