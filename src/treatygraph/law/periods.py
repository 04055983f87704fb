"""Periods of final clauses: so many months from receipt, the first day of the month after, the end of a year."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum

from dateutil.relativedelta import relativedelta

# Stores write a duration in their own way: P12M comes back as P1Y, P18M as P1Y6M, P0D as PT0S.
_DURATION = re.compile(r"P(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,4})D)?(?:T0S)?\Z")
_ONE_DAY = dt.timedelta(days=1)
# Art. 7 of the Statute of the Council of Europe: notice in the first nine months of the financial year.
_EARLY_MONTHS = 9


class Counting(Enum):
    """From when a clause counts, and to which day it rounds."""

    DAY = "day"
    DAY_AFTER = "day-after"
    MONTH_AFTER = "month-after"
    YEAR_END = "year-end"
    YEAR_END_SAME = "year-end-same"
    FINANCIAL_YEAR = "financial-year"
    JUNE_30 = "june-30"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as clauses give it: so many days, months or years.

    >>> Duration.parse("P12M").after(dt.date(2025, 9, 29))
    datetime.date(2026, 9, 29)
    """

    count: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Duration:
        """An ISO 8601 duration of days, or of months and years: ``P90D``, ``P12M``, ``P1Y``.

        Raises ValueError for others.
        """
        match = _DURATION.match(text)
        years, months, days = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
        if not match or text == "P" or (days and (years or months)):
            raise ValueError(f"not a period: {text!r}. Write P12M, P90D or P1Y")
        if months:
            return cls(12 * years + months, "M")
        return cls(years, "Y") if years else cls(days, "D")

    def __str__(self) -> str:
        return f"P{self.count}{self.unit}"

    @property
    def words(self) -> str:
        """For people: "12 months"."""
        unit = {"D": "day", "M": "month", "Y": "year"}[self.unit]
        return f"{self.count} {unit}{'' if self.count == 1 else 's'}"

    def after(self, day: dt.date) -> dt.date:
        """The day on which the period has run from ``day``."""
        delta = {
            "D": relativedelta(days=self.count),
            "M": relativedelta(months=self.count),
            "Y": relativedelta(years=self.count),
        }[self.unit]
        moved: dt.date = day + delta
        return moved


def effect_day(received: dt.date, period: Duration | None, counting: Counting) -> dt.date:
    """The first day on which an exit, or an entry into force, has its effect, by the clause's counting.

    ``period`` is None where the counting alone decides (the end of a year).
    """
    run = period.after(received) if period is not None else received
    if counting is Counting.DAY_AFTER:
        return run + _ONE_DAY
    if counting is Counting.MONTH_AFTER:
        return Duration(1, "M").after(run.replace(day=1))
    if counting is Counting.YEAR_END:  # the end of the year that follows the one of notice
        return dt.date(received.year + 2, 1, 1)
    if counting is Counting.YEAR_END_SAME:
        return dt.date(run.year + 1, 1, 1)
    if counting is Counting.FINANCIAL_YEAR:
        late = received.month > _EARLY_MONTHS
        return dt.date(received.year + (2 if late else 1), 1, 1)
    if counting is Counting.JUNE_30:  # by notice before the first of January of that year
        next_year = received.year + 1 if (received.month, received.day) != (1, 1) else received.year
        return dt.date(next_year, 6, 30) + _ONE_DAY
    return run
