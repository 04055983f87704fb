"""The date of publication, as metadata write it."""

from __future__ import annotations

import calendar
import re

from treatygraph.model import PartialDate

_ISO = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ]\d\d:?\d\d.*)?\Z", re.DOTALL)
_DAY_FIRST = re.compile(
    r"(?:[A-Za-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})"
)
_MONTH_FIRST = re.compile(
    r"(?:[A-Za-z]{3,9},? )?([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?, (\d{4})"
)
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}


def parse_published(text: str) -> PartialDate:
    """The date that a metadata field tells; the time of day is left out.

    Reads ISO 8601 (``2025``, ``2025-08``, ``2025-08-25``, ``2025-08-25T10:00:00Z``), and days
    with the month in English: ``25 August 2025``, ``Aug 25, 2025``, ``Mon, 25 Aug 2025 10:00``.
    Raises ValueError for anything else: ``08/09/2025`` is two days, depending on who wrote it.
    """
    text = text.strip()
    if match := _ISO.match(text):
        return PartialDate.parse(match[1])
    if match := _DAY_FIRST.match(text):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.match(text):
        month, day, year = match.groups()
    else:
        raise ValueError(f"not a date: {text!r}. Write YYYY-MM-DD, YYYY-MM or YYYY")
    if month.lower() not in _MONTHS:
        raise ValueError(f"no such month: {month!r}. Write YYYY-MM-DD, YYYY-MM or YYYY")
    return PartialDate(int(year), _MONTHS[month.lower()], int(day))
