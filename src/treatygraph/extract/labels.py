"""The treaties that a line names in front of a colon, or that a line of its own names above others.

Lists of what states have done are written so: "Basel Convention: Fiji signed; Nepal acceded". What
stands behind is about the label's treaty, whatever else the text named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from treatygraph.extract.names import Mention
from treatygraph.extract.passages import Passage
from treatygraph.model import EntityKind

# What may stand before a label, and between the names of one: "3. The Basel Convention and the …".
_BULLET = re.compile(r"(?:[-*•–·]\s+|\(?\d{1,3}[.)]\s+)?(?:[Tt]he )?")
_BETWEEN = re.compile(r"(?:, (?:and )?| and | & |/|; )(?:the )?")
# What may stand behind a name: its short form, its place and day.
_NOTE = re.compile(
    r"(?: \([^()\n]{1,40}\))?(?:,? (?:of )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:19|20)\d\d)?"
)
_COLON = re.compile(r"\s?:\s+(?=\S)")
_END = re.compile(r"\s?[:.—–-]?\s*$")
_STOPS = re.compile(r"[.!?;,:…][\"'”’)]*\s*$")


def headings(
    passages: Iterable[Passage], mentions: Sequence[Mention]
) -> dict[int, tuple[Mention, ...]]:
    """The treaties that each passage stands under, by where the passage begins.

    A line of names alone heads the lines that follow, until another heading.
    """
    found: dict[int, tuple[Mention, ...]] = {}
    above: tuple[Mention, ...] = ()
    for passage in passages:
        named = [m for m in mentions if passage.start <= m.start < passage.end]
        label, end = _label(passage, named)
        behind = passage.text[end:]
        if label and _END.fullmatch(behind):
            above = label
        elif label and _COLON.match(behind):
            found[passage.start] = label
            above = ()
        elif above and not named and not _STOPS.search(passage.text):
            above = ()  # "Other matters"
        elif above:
            found[passage.start] = above
    return found


def _label(passage: Passage, named: Sequence[Mention]) -> tuple[tuple[Mention, ...], int]:
    """The treaties that a passage opens with, and where in it their names end."""
    bullet = _BULLET.match(passage.text)
    place = bullet.end() if bullet is not None else 0
    label: list[Mention] = []
    end = 0
    for mention in named:
        if mention.start != passage.start + place or not _is_treaty(mention):
            break
        label.append(mention)
        note = _NOTE.match(passage.text, mention.end - passage.start)
        end = note.end() if note is not None else mention.end - passage.start
        between = _BETWEEN.match(passage.text, end)
        if between is None:
            break
        place = between.end()
    return tuple(label), end


def _is_treaty(mention: Mention) -> bool:
    """Whether a name is that of a treaty, and not only of the place where it was made."""
    kinds: set[EntityKind] = {c.entity.kind for c in mention.candidates}
    return any(k.is_treaty for k in kinds) and not any(k.is_state for k in kinds)
