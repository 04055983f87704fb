"""Date expressions in a text, and what day they mean.

Absolute dates keep their precision. Relative ones are resolved against the day of publication,
or against another date of the text ("two years later"); without either they mean nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from treatygraph.model import PartialDate

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)|apr(?:il|\.)?|may|june?\.?|july?\.?|"
    r"aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAY = r"(?P<weekday>" + "|".join(_WEEKDAYS) + ")"
# A year that is told by its distance: "in May last year", "on 5 February of the following year".
_REL = r"(?:of )?(?:last|this|next) year|(?:of )?(?:that|the same|the following|the next|the previous) year|of that year|the year before|the year after|a year (?:later|earlier)"
# A number of days, months or years, as the group "count": "12", "twelve", "sixty-five".
_ONE = r"one|two|three|four|five|six|seven|eight|nine"
_TEN = r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
COUNT = rf"(?P<count>\d+|(?:{_TEN})(?:[-‑ ](?:{_ONE}))?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_COUNTS = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {"a": 1, "an": 1}
_COUNTS |= {word: 10 * n for n, word in enumerate(_TEN.split("|"), 2)}
# What tells that a count goes back from the date that it starts at.
BACKWARDS = ("earlier", "before", "previously", "previous", "preceding")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}

_PATTERNS = [
    ("iso", r"\b(?P<year>\d{4})-(?P<mm>\d\d)-(?P<day>\d\d)\b"),
    ("edge", rf"\bthe (?P<edge>first|last) day of (?:{_MONTH},? )?{_YEAR}\b"),
    ("edge", r"\b(?P<edge>first|last) of (?:the following|the next) month\b"),
    ("edge", rf"\b(?P<edge>New Year['’]s Day|New Year['’]s Eve)(?: (?:of|in))?,? {_YEAR}\b"),
    ("dmy", rf"\b{_DAY}(?: of)? {_MONTH},? {_YEAR}\b"),
    ("mdy", rf"\b{_MONTH} {_DAY},? {_YEAR}\b"),
    ("my", rf"\b{_MONTH},?(?: of)? {_YEAR}\b"),
    (
        "dm",
        rf"\b{_DAY}(?: of)? {_MONTH}(?! \d)(?:,? (?P<rel>{_REL}))?",
    ),
    ("md", rf"\b{_MONTH} {_DAY}\b(?!,? \d)(?:,? (?P<rel>{_REL}))?"),
    (
        "later",
        rf"\b{COUNT} (?P<unit>day|week|month|year)s? (?P<dir>later|earlier|afterwards|previously|(?:before|after)(?: that)?(?=[,.;:)\s]*$|[,.;:)]))",
    ),
    ("later", r"\bthe (?P<dir>previous|preceding) (?P<unit>day|month|year)\b"),
    ("later", r"\bthe (?P<unit>day|month|year) (?P<dir>before|after)(?=[,.;:)]|$)"),
    ("later", rf"(?:^|(?<=[.;:,] )){COUNT} (?P<unit>month|year)s? on\b(?! (?:the|an?|its?)\b)"),
    ("later", rf"\b{COUNT} (?P<unit>month|year)s on(?=[.;:,)]|$)"),
    (
        "nth",
        r"\bon the (?P<day>[0-3]?\d)(?:st|nd|rd|th)\b(?=[,.;:]|$| (?:and|it|its|by|in|at|but)\b| (?-i:[A-Z]))",
    ),
    ("day-ago", rf"\bon this day {COUNT} years ago\b"),
    (
        "day-ago",
        rf"\b{COUNT} years ago (?:today|on this day|this very day|this (?:morning|afternoon|evening))\b",
    ),
    ("same", rf"\b(?:a few|several|{COUNT}) (?:hour|minute)s? (?:later|earlier|before|after)\b"),
    ("ago", rf"\b{COUNT} (?P<unit>day|week|month|year)s? ago\b"),
    ("ahead", rf"\bin {COUNT} (?P<unit>day|week|month|year)(?:s?['’]s? (?P<time>time)|s?)\b"),
    ("same", r"\bbefore the (?P<unit>day|month|year) was out\b"),
    ("same", r"\b(?:(?:the|that) (?:very )?same|that(?: very)?) (?P<unit>day|month|year)\b"),
    ("following", rf"\b(?:the following|the next|that) (?:{_MONTH}\b|(?P<unit>day|month|year)\b)"),
    (
        "season",
        rf"\b(?P<which>last|this|next|in|in the|in (?:early|late)|since the|by the|until the) (?P<season>spring|summer|autumn|fall)(?:,? (?P<rel>{_REL}))?\b(?! of the\b| (?:of |in )?\d)",
    ),
    ("season", r"\bthe (?P<which>following|next) (?P<season>spring|summer|autumn|fall)\b"),
    ("season", r"\bthe (?P<season>spring|summer|autumn|fall) (?P<which>after)(?=[,.;:)]|$)"),
    (
        "in-year",
        r"\b(?:the )?(?:end|close|start|beginning|middle) of the (?P<unit>year|month)\b(?! \d)",
    ),
    ("in-year", r"\b(?:by|before|at) (?:the )?(?P<unit>year|month)(?:['’]s end|-end)\b"),
    ("in-year", r"\bbefore the (?P<unit>year|month) (?:is|'s) (?:out|over|up)\b"),
    ("in-year", r"\b(?:earlier|later) in the (?P<unit>year|month)\b"),
    (
        "which-month",
        rf"\b(?P<which>last|this|next|in|since|until|by|from|late|early|mid-?|(?:start|beginning|middle|end) of) {_MONTH}(?:,? (?P<rel>{_REL}))?\b(?! \d)",
    ),
    (
        "which-month",
        rf"(?:(?<=\bset )|(?<=\bplanned )|(?<=\bscheduled )|(?<=\bslated ))(?P<which>for) {_MONTH}\b(?! \d)",
    ),
    ("weekday", rf"\b(?P<which>last |next |this )?{_WEEKDAY}\b"),
    (
        "today",
        r"\b(?P<today>the day before yesterday|the day after tomorrow|today|tonight|tomorrow|yesterday|(?:at|as of|from|since) midnight(?! (?:on|of|between))|overnight|this morning|this afternoon|this evening)\b",
    ),
    (
        "daytime",
        r"\b(?:in the (?:morning|afternoon|evening)|(?:before|after|over|at) (?:lunch|noon|dawn|dinner))\b",
    ),
    ("unit", r"\b(?P<which>last|this|next) (?P<unit>week|month|year)\b"),
    (
        "year",
        rf"(?<![\w$£€.])(?<!(?<!mid)-)(?<!, )(?:(?<=\bin )|(?<=\byear )|(?<=\b[12]\d\d\d and )(?<!between \d\d\d\d and )(?<!for \d\d\d\d and )|(?<=\bearly )|(?<=\blate )|(?<=\bmid-)|(?<=\bduring )|(?<=\bspring )|(?<=\bsummer )|(?<=\bautumn )|(?<=\bwinter )|(?<=\bback in )|(?<=\bsince )|(?<=\bof )|(?<=\bby )|(?<=\bas )|(?<=\buntil )|(?<=\bfrom )|(?<=\bits )|(?<=['’]s )|(?<=\bthe )|(?<=\()){_YEAR}\b(?![-–]\d)",
    ),
]
_REGEX = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _PATTERNS]
# What a text must have for an expression of a sort; looking for it first saves most of the search.
_FIGURE = re.compile(r"\d")
_OF_MONTH = re.compile(_MONTH, re.IGNORECASE)
_OF_UNIT = re.compile(r"day|week|month|year|hour|minute", re.IGNORECASE)
_OF_SEASON = re.compile("|".join(_SEASONS), re.IGNORECASE)
_NEEDED = {
    **dict.fromkeys(("iso", "nth", "year"), _FIGURE),
    **dict.fromkeys(("dmy", "mdy", "my", "dm", "md", "which-month"), _OF_MONTH),
    **dict.fromkeys(
        ("later", "day-ago", "same", "ago", "ahead", "in-year", "weekday", "unit"), _OF_UNIT
    ),
    "season": _OF_SEASON,
    "following": re.compile(f"{_OF_MONTH.pattern}|{_OF_UNIT.pattern}", re.IGNORECASE),
}
_ALL_NEEDED = frozenset(_NEEDED.values())


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date in the text. ``anchored`` expressions count from another event ("two years later")."""

    start: int
    end: int
    kind: str
    groups: tuple[tuple[str, str], ...]

    def group(self, name: str) -> str | None:
        """A part of the expression, in lower case."""
        return dict(self.groups).get(name)

    @property
    def precise(self) -> bool:
        """Whether it tells a day."""
        return self.kind in ("iso", "dmy", "mdy", "dm", "md", "weekday", "today", "day-ago", "same")

    @property
    def anchored(self) -> bool:
        """Whether it counts from another date of the text."""
        counted = self.kind in ("later", "following", "same", "nth", "edge")
        return counted or self.distance is not None

    @property
    def distance(self) -> int | None:
        """How many years it lies from the date it counts from: 1 for "of the following year"."""
        words = (self.group("rel") or "").split()
        if not words or words[0] in ("last", "this", "next"):
            return None
        if {"before", "earlier", "previous"} & set(words):
            return -1
        return 0 if {"that", "same"} & set(words) else 1


@lru_cache(maxsize=4096)  # the passages of a window are asked for their dates several times
def find_dates(text: str, offset: int = 0) -> tuple[DateExpression, ...]:
    """The date expressions in a text, in order, the most specific where they overlap."""
    taken: list[tuple[int, int]] = []
    found = []
    has = {needed: needed.search(text) is not None for needed in _ALL_NEEDED}
    for kind, regex in _REGEX:
        needed = _NEEDED.get(kind)
        if needed is not None and not has[needed]:
            continue
        for match in regex.finditer(text):
            start, end = match.span()
            if any(start < e and s < end for s, e in taken) or not _plausible(match):
                continue
            taken.append((start, end))
            groups = tuple(
                (k, v.lower().removeprefix("of ")) for k, v in match.groupdict().items() if v
            )
            found.append(DateExpression(offset + start, offset + end, kind, groups))
    return tuple(sorted(found, key=lambda d: d.start))


_ABSOLUTE = ("iso", "dmy", "mdy", "my")
_OPENING = [
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in [
        *(p for p in _PATTERNS if p[0] in _ABSOLUTE),
        ("year", rf"{_YEAR}\b(?![-–]\d)"),
    ]
]


def find_opening_dates(text: str, offset: int = 0) -> list[DateExpression]:
    """The absolute date that a text begins with, if it does: at most one."""
    for kind, regex in _OPENING:
        match = regex.match(text)
        if match:
            groups = tuple((k, v.lower()) for k, v in match.groupdict().items() if v)
            return [DateExpression(offset, offset + match.end(), kind, groups)]
    return []


def _plausible(match: re.Match[str]) -> bool:
    """The verb "may" and "march" are no months."""
    month = match.groupdict().get("month")
    return not (month and month[0].islower())


def _month(text: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(text[:3]))


def resolve_date(
    expression: DateExpression,
    published: PartialDate | None,
    *,
    anchor: PartialDate | None = None,
    future: bool = False,
) -> PartialDate | None:
    """What day, month or year an expression means, or None where that cannot be known.

    ``anchor`` is the date that "two years later" counts from; ``future`` says that the clause
    speaks of what is to come, so that "on Monday" is the next one.
    """
    try:
        return _resolve(expression, published, anchor, future)
    except (ValueError, StopIteration, OverflowError):
        return None


def _resolve(
    e: DateExpression, published: PartialDate | None, anchor: PartialDate | None, future: bool
) -> PartialDate | None:
    year = int(e.group("year") or 0)
    if e.kind == "edge":
        return _edge(e, year, anchor)
    if e.distance is not None:
        if anchor is None:
            return None
        month = _month(e.group("month") or "")
        return PartialDate(anchor.year + e.distance, month, int(e.group("day") or 0))
    if e.kind == "same":
        return _at(anchor, e.group("unit") or "day")
    if e.kind == "iso":
        return PartialDate(year, int(e.group("mm") or 0), int(e.group("day") or 0))
    if e.kind in ("dmy", "mdy"):
        return PartialDate(year, _month(e.group("month") or ""), int(e.group("day") or 0))
    if e.kind in ("my", "year"):
        return PartialDate(year, _month(e.group("month") or "") if e.kind == "my" else 0)
    if e.kind == "later":
        return _shift(anchor, e, -1 if e.group("dir") in BACKWARDS else 1)
    if e.kind == "daytime" and anchor is not None and (anchor.day or published is None):
        return anchor if anchor.day else None
    if e.kind == "nth":
        return _nth(anchor, int(e.group("day") or 0))
    if e.kind == "season" and (e.group("which") or "") in ("following", "after"):
        return _following_season(e, anchor)
    if e.kind == "in-year" and anchor is not None and not future:
        return _at(anchor, e.group("unit") or "year")
    if e.kind == "following":
        return _following(e, anchor)
    if published is None:
        return None
    return _from_publication(e, published, anchor, future)


def _edge(e: DateExpression, year: int, anchor: PartialDate | None) -> PartialDate | None:
    """ "The first day of 1973", "the last day of May 1990", "the first of the following month"."""
    which = e.group("edge") or ""
    span: PartialDate | None = PartialDate(year) if year else None
    if month := e.group("month"):
        span = PartialDate(year, _month(month))
    elif not year and anchor is not None:
        span = moved(PartialDate(anchor.year, anchor.month), "month", 1)
    if span is None:
        return None
    return PartialDate.of(span.last if which.startswith("last") or "eve" in which else span.first)


def _at(date: PartialDate | None, unit: str) -> PartialDate | None:
    """The day, month or year of a date, where it is that precise."""
    if date is None or unit == "year":
        return date and PartialDate(date.year)
    if unit == "month":
        return PartialDate(date.year, date.month) if date.month else None
    return date if date.day else None


def _nth(month: PartialDate | None, day: int) -> PartialDate | None:
    """ "On the 16th", in the month that the text speaks of."""
    return PartialDate(month.year, month.month, day) if month and month.month else None


def _following_season(e: DateExpression, anchor: PartialDate | None) -> PartialDate | None:
    """ "The following summer", "the summer after": its year."""
    if anchor is None:
        return None
    begins = _SEASONS[e.group("season") or ""]
    return PartialDate(anchor.year + (begins <= (anchor.month or 12)))


def _season(e: DateExpression, published: PartialDate, future: bool) -> PartialDate:
    """ "Last autumn", "next summer", "in the spring": the year that it lies in."""
    told = _RELATIVE_YEARS.get(e.group("rel") or "")
    which = (e.group("which") or "").strip()
    begins = _SEASONS[e.group("season") or ""]
    month = published.month or 12
    if told is not None:
        return PartialDate(published.year + told)
    if which == "last":
        return PartialDate(published.year - (begins + 2 >= month))
    if which == "next" or (future and which != "this"):
        return PartialDate(published.year + (begins <= month))
    return PartialDate(published.year - (which != "this" and begins > month))


def _following(e: DateExpression, anchor: PartialDate | None) -> PartialDate | None:
    if anchor is None:
        return None
    if month := e.group("month"):
        number = _month(month)
        return PartialDate(anchor.year + (number <= (anchor.month or 12)), number)
    return _shift(anchor, e, 1)


def _shift(anchor: PartialDate | None, e: DateExpression, sign: int) -> PartialDate | None:
    if anchor is None:
        return None
    count = sign * number_of(e.group("count") or "one")
    return moved(anchor, e.group("unit") or "day", count)


def number_of(text: str) -> int:
    """What "12", "twelve" and "sixty-five" count to; KeyError for another word.

    >>> number_of("sixty-five")
    65
    """
    return int(text) if text.isdigit() else sum(_COUNTS[w] for w in re.split(r"[-‑ ]", text))


def moved(date: PartialDate, unit: str, count: int) -> PartialDate | None:
    """The date moved by so many units, no more precise than the unit and the date allow."""
    if unit == "year":
        return PartialDate(date.year + count)
    if unit == "month":
        if not date.month:
            return None
        months = date.year * 12 + date.month - 1 + count
        return PartialDate(months // 12, months % 12 + 1)
    if not date.day:
        return None
    days = count * (7 if unit == "week" else 1)
    return PartialDate.of(date.first + dt.timedelta(days=days))


def _from_publication(
    e: DateExpression, published: PartialDate, anchor: PartialDate | None, future: bool
) -> PartialDate | None:
    if e.kind in ("dm", "md"):
        return _nearest_day(e, published, future)
    if e.kind == "which-month":
        return _nearest_month(e, published, future)
    if e.kind == "unit" and e.group("unit") == "week":
        return _month_of_week(published, _direction(e))
    if e.kind in ("unit", "in-year"):
        return moved(published, e.group("unit") or "", _direction(e))
    if e.kind == "season":
        return _season(e, published, future)
    if e.kind == "day-ago":
        return years_before(published, number_of(e.group("count") or "one"))
    if e.kind == "ahead":
        return moved(published, e.group("unit") or "", number_of(e.group("count") or "one"))
    if e.kind == "ago":
        return moved(published, e.group("unit") or "", -number_of(e.group("count") or "one"))
    if not published.day:
        return None
    if e.kind == "daytime":  # the day of the news, unless the text tells of older times
        recent = anchor is None or (published.first - anchor.last).days < 366
        return published if recent else None
    if e.kind == "today":
        step = _STEPS.get((e.group("today") or "").lower(), 0)
        return PartialDate.of(published.first + dt.timedelta(days=step))
    if e.kind == "weekday":
        return _weekday(e, published, future)
    return None


# How many days a word is away from the day of the text.
_STEPS = {
    "tomorrow": 1,
    "yesterday": -1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def years_before(day: PartialDate, years: int) -> PartialDate:
    """The same day so many years earlier; the month where that year has no such day."""
    try:
        return PartialDate(day.year - years, day.month, day.day)
    except ValueError:
        return PartialDate(day.year - years, day.month)


_TENS = ["twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"]
_ONES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TEENS = ["tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"]
_TEENS += ["sixteenth", "seventeenth", "eighteenth", "nineteenth"]
_ORDINALS = {word: number for number, word in enumerate([*_ONES, *_TEENS], 1)}
for _place, _stem in enumerate(_TENS, 2):
    _ORDINALS[f"{_stem}ieth"] = 10 * _place
    _ORDINALS |= {f"{_stem}y-{word}": 10 * _place + n for n, word in enumerate(_ONES, 1)}


def ordinal_number(text: str) -> int | None:
    """What "25th" and "twenty-fifth" count to; None for another word.

    >>> ordinal_number("twenty-fifth")
    25
    """
    match = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", text.lower())
    return int(match.group(1)) if match else _ORDINALS.get(text.lower())


def _month_of_week(published: PartialDate, step: int) -> PartialDate | None:
    """The month of "last week", where the whole week lies in one."""
    if not published.day:
        return None
    monday = published.first + dt.timedelta(days=7 * step - published.first.weekday())
    sunday = monday + dt.timedelta(days=6)
    return PartialDate(monday.year, monday.month) if monday.month == sunday.month else None


def _direction(e: DateExpression) -> int:
    return {"last": -1, "next": 1}.get((e.group("which") or "").strip(), 0)


_RELATIVE_YEARS = {"last year": -1, "this year": 0, "next year": 1}


def _nearest_day(e: DateExpression, published: PartialDate, future: bool) -> PartialDate:
    month, day = _month(e.group("month") or ""), int(e.group("day") or 0)
    if (told := _RELATIVE_YEARS.get(e.group("rel") or "")) is not None:
        return PartialDate(published.year + told, month, day)
    candidates = [PartialDate(published.year + step, month, day) for step in (-1, 0, 1)]
    if future:
        return next(c for c in candidates if c.last >= published.first)
    return next(c for c in reversed(candidates) if c.first <= published.last)


def _nearest_month(e: DateExpression, published: PartialDate, future: bool) -> PartialDate:
    month = _month(e.group("month") or "")
    relative = _RELATIVE_YEARS.get(e.group("rel") or "")
    if relative is not None:
        return PartialDate(published.year + relative, month)
    forward = future or (e.group("which") or "").strip() in ("next", "until", "by")
    if forward:
        return PartialDate(published.year + (month < (published.month or 1)), month)
    last = (e.group("which") or "").strip() == "last"
    later = month > (published.month or 12) or (last and month == published.month)
    return PartialDate(published.year - later, month)


def _weekday(e: DateExpression, published: PartialDate, future: bool) -> PartialDate:
    wanted = _WEEKDAYS.index(e.group("weekday") or "")
    today = published.first
    if future or (e.group("which") or "").strip() == "next":
        return PartialDate.of(today + dt.timedelta(days=(wanted - today.weekday()) % 7 or 7))
    return PartialDate.of(today - dt.timedelta(days=(today.weekday() - wanted) % 7))
