"""A passage as it is before it is parsed: its words, and the names in it.

What needs no tree is read from here, so that the parser is not asked for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from treatygraph.extract.names import Mention
from treatygraph.extract.passages import Passage, sentences


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage with its names, in text order. ``source`` is the text of the whole document."""

    passage: Passage
    mentions: tuple[Mention, ...]
    source: str

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Half-open offsets of the sentence that holds a place of the document, told by its stops."""
        offset = self.passage.start
        spans = [(start + offset, end + offset) for start, end in sentences(self.passage.text)]
        return next((span for span in spans if place < span[1]), spans[-1])
