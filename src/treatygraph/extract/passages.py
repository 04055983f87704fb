"""The passages of a document: its lines and headlines, each read for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.lang.en import English

from treatygraph.extract.dates import DateExpression, find_opening_dates


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that is parsed for itself: a paragraph, or a headline.

    ``headline`` tells one in Title Case, ``heading`` one in any case: such lines sum up what stands below.
    ``titles`` are the places in it, as offsets in the document, where the document's own title
    is repeated in Title Case. ``opening`` is where the line begins: with its date in a
    chronology, ``day``, which is no part of the sentence that it dates.
    """

    start: int
    end: int
    text: str
    headline: bool
    titles: tuple[tuple[int, int], ...] = ()
    opening: int | None = None
    day: DateExpression | None = None
    heading: bool = False

    def is_title(self, place: int) -> bool:
        """Whether the offset in the document lies in a headline."""
        return self.headline or any(start <= place < end for start, end in self.titles)


_LINE_END = re.compile(r"[.!?…;:][\"'”’)]*\s*$")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "vs",
        "with",
        "its",
        "it",
    ]
)


# "GENEVA, June 3 (Agency) - ": where a report was written is no part of its first sentence.
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .'-]{2,}(?:, [A-Z][\w.]+){0,2}(?:,? \d{1,2}(?:, \d{4})?)?(?: \([\w ]+\))? [-–—]+ "
)


# "3 May 1996 – ", "* 1998: ", "[March 2004] ": the date of a line of a chronology.
_BULLET = r"(?:[-*•–·]\s+|\d{1,3}[.)]\s+)?[\[(]?"
_AFTER_DATE = re.compile(r"\]?\)?\s*(?:[–—:|]|-(?=\s)|\t|(?<=[\])])\s)\s*")


# "1998 Fiji joins": where many lines begin so, the date needs no stop behind it.
_BARE = re.compile(_AFTER_DATE.pattern + r"| +(?=[A-ZÀ-Þ])")
_OPENS_BARE = re.compile(
    r"^(?:[-*•–·]\s+)?[^\n]{0,18}\b(?:1[89]|20)\d\d (?=[A-ZÀ-Þ][^\n]*$)", re.MULTILINE
)


def _is_chronicle(text: str) -> bool:
    """Whether at least three lines of a text begin with a date without a stop behind it."""
    if text.count("\n") < 2:
        return False
    lines = (text[m.start() :].split("\n", 1)[0] for m in _OPENS_BARE.finditer(text))
    return sum(_line_date(0, line, _BARE)[1] is not None for line in lines) > 2


def _line_date(
    start: int, line: str, after: re.Pattern[str]
) -> tuple[int | None, DateExpression | None, str]:
    """Where a line of a chronology begins, its date, and the line behind it; else the line itself."""
    if _FIGURE.search(line) is None:
        return None, None, line
    bullet = re.match(_BULLET, line)
    begin = bullet.end() if bullet else 0
    for date in find_opening_dates(line[begin:], start + begin):
        behind = after.match(line, date.end - start)
        if behind and behind.end() < len(line):
            return start, date, line[behind.end() :]
    return None, None, line


# What each of these dates has.
_FIGURE = re.compile(r"\d")
_LINE = re.compile(r"(?:[^\n]*[^\n.!?:;]\n(?=[^\W\dA-ZÀ-Þ_]))*[^\n]+")


def passages(text: str, title: str | None) -> Iterator[Passage]:
    """The lines of a text that hold something to read, headlines marked as such.

    A line that goes on in lower case on the next one was broken by a page's width: they are one.
    """
    dated = _is_chronicle(text)
    repeated = re.escape(title.strip()) if title and title_case(title) else None
    for match in _LINE.finditer(text):
        raw = match.group()
        line = raw.strip()
        if not line:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        dateline = _DATELINE.match(line)
        if dateline:
            start, line = start + dateline.end(), line[dateline.end() :]
        for begin, part in _run_in(line):
            opening, day, rest = _line_date(start + begin, part, _BARE if dated else _AFTER_DATE)
            first = start + begin + len(part) - len(rest)
            headline = day is None and is_headline(rest, title)
            titles = re.finditer(repeated, rest) if repeated and not headline else ()
            places = tuple((first + m.start(), first + m.end()) for m in titles)
            heads = headline or (day is None and _heads(rest, match, title))
            yield Passage(first, first + len(rest), rest, headline, places, opening, day, heads)


# "1946: Treaty signed. 1992: Iceland leaves.": a chronology that is set as one paragraph.
_RUN_IN = re.compile(
    r"(?:^|(?<=[.;!?] ))(?:[0-3]?\d [A-Z][a-z]+ |[A-Z][a-z]+ )?(?:1[89]|20)\d\d(?:: | [–—] )(?=\S)"
)


def _run_in(line: str) -> Iterator[tuple[int, str]]:
    """The parts of a line, each with its place: the entries of a chronology that is set as one
    paragraph (at least two), else the whole line."""
    starts = [m.start() for m in _RUN_IN.finditer(line)] if _FIGURE.search(line) else []
    if len(starts) < 2:
        yield 0, line
        return
    for start, end in pairwise(sorted({0, *starts, len(line)})):
        yield start, line[start:end].rstrip()


def _heads(line: str, found: re.Match[str], title: str | None) -> bool:
    """Whether a line in ordinary case is the document's title, or stands above the rest like one."""
    text = found.string
    if _LINE_END.search(line) or not 2 < len(line.split()) < _LONG_TITLE:
        return False
    if title and line == title.strip():
        return text.strip() != line
    return not text[: found.start()].strip() and text[found.end() :].startswith("\n\n")


# Headlines have fewer words.
_LONG_TITLE = 20


def is_headline(line: str, title: str | None) -> bool:
    """A short line without a full stop, most of whose words have capitals."""
    if title and line == title.strip():
        return title_case(line)
    line = line.removesuffix("...").removesuffix("…")  # cut short by the page that shows it
    return len(line) < 160 and not _LINE_END.search(line) and title_case(line)


def title_case(line: str) -> bool:
    """Whether nearly all words but the small ones begin with a capital."""
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]*", line) if w.lower() not in _SMALL]
    return len(words) > 2 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_a-zß-öø-ÿ])")
# "Mali: The president resigns": what a sentence is about is no part of it; "the signatories are: Chile"
# goes on.
_TOPIC = re.compile(r"([^.:;!?\"“”\n]{2,60}:)\s+(?=[\"“‘]?[A-Z])")
_ANNOUNCES = re.compile(
    r"\b(?:sign|signed|part(?:y|ies)|members?|states?|nations?|list|following|names?|are|is|were|was|had|has|have|did|will|says?|said|before|after)\b|\b(?:signator|ratif|govern|countr|includ)",
    re.IGNORECASE,
)
# "Gen.", "Jan.": spaCy knows the abbreviations of English.
_ABBREVIATIONS = frozenset(
    text for text in English.Defaults.tokenizer_exceptions if text.endswith(".")
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the sentences of a passage, told by their stops, without the space between.

    The parser may divide them further; it never joins two.
    """
    start = 0
    topic = _TOPIC.match(text)
    if topic is not None and not _ANNOUNCES.search(topic.group()):
        yield 0, topic.end(1)
        start = topic.end()
    for match in _SENTENCE_END.finditer(text, start):
        if not _is_abbreviated(text[: match.end()]):
            yield start, match.start() + len(match.group().rstrip())
            start = match.end()
    yield start, len(text.rstrip())


def _is_abbreviated(text: str) -> bool:
    """Whether the stop at the end of a text belongs to its last word: "Gen.", "J.", "U.S."."""
    last = text.split()[-1].lstrip("\"'“‘([")
    return last in _ABBREVIATIONS or re.fullmatch(r"(?:[^\W\d_]\.)+", last) is not None
