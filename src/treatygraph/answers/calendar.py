"""What is due, as a calendar (RFC 5545): one all-day event for each change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from treatygraph.answers.due import Due

_LONGEST: Final = 75
_ESCAPED: Final = str.maketrans(
    {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None}
    | {chr(c): " " for c in range(32) if chr(c) not in "\n\r"}
)


def calendar(changes: Iterable[Due], asked: dt.date) -> str:
    """The changes as the text of an ``.ics`` file, its lines ended by CRLF and at most 75 octets long.

    ``asked`` is the day that is asked about: it stands as the stamp of each event, so that the same question gives the
    same bytes. An event is known by the party, the object and the day: told again, it takes its own place in a calendar.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Treatygraph//due//EN"]
    for each in changes:
        lines += _event(each, asked)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(change: Due, asked: dt.date) -> list[str]:
    doubt = "" if change.certain else " (not certain)"
    summary = f"{change.party_label} – {change.object_label}: {change.change}{doubt}"
    told = [
        f"{change.change}{doubt}",
        f"Rule: {change.rule} ({change.article})",
        f"On the word of: {', '.join(change.words) or 'nobody named'}",
    ]
    return [
        "BEGIN:VEVENT",
        f"UID:{change.key.replace('/', '-')}@treatygraph",
        f"DTSTAMP:{_basic(asked)}T000000Z",
        f"DTSTART;VALUE=DATE:{_basic(change.day)}",
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(chr(10).join(told))}",
        f"STATUS:{'CONFIRMED' if change.certain else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _basic(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    return text.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, none of which parts a character; all but the first begin with a space."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > _LONGEST:
            yield piece
            piece = " "
        piece += character
    yield piece
