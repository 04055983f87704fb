"""What XML cannot say, and how it says the rest."""

from __future__ import annotations

import re
from typing import BinaryIO

from pyoxigraph import Literal, Triple

from treatygraph.errors import ExportError
from treatygraph.store.prefixes import shorten

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no reference can stand for either (XML 1.0, section 2.2)."""


def checked(triple: Triple) -> Triple:
    """The triple itself. Raises ExportError for a literal that XML cannot hold."""
    found = NOT_XML.search(triple.object.value) if isinstance(triple.object, Literal) else None
    if found:
        subject, predicate = (shorten(t.value) for t in (triple.subject, triple.predicate))  # type: ignore[union-attr]  # our graphs have IRIs alone
        raise ExportError(
            f"XML cannot hold the character U+{ord(found[0]):04X}, which is in {predicate} of "
            f"{subject}. Use another format, such as turtle"
        )
    return triple


class CarriageReturns:
    """A stream that writes carriage returns as references.

    A reader of XML takes a bare one for a line feed (XML 1.0, section 2.11).
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, data: bytes) -> int:
        """Write all of it; the number is that of the bytes given."""
        self._out.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        """Pass on what the stream below still holds."""
        self._out.flush()
