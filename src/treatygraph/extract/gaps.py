"""Acts told without a verb: "Chad ratified it in 2006, Angola in 2007", "Peru, too", "so did Fiji".

A state stands with nothing but the words that say when, or that it did the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from treatygraph.extract.parsing import Parsed
from treatygraph.model import NameKind

# What a state may have beside it, and still be told to do what the others did.
_SMALL = frozenset(
    (
        *("in", "on", "by", "of", "since", "during", "at", "the", "a", "an", "that", "this", "to"),
        *("same", "next", "following", "previous", "last", "early", "late", "end", "start", "it"),
        *("them", "only", "just", "some", "about", "again", "later", "afterwards", "earlier"),
        *("after", "before", "behind", "both", "and", ",", "(", ")"),
    )
)
_MONTHS = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
        *("october", "november", "december", "spring", "summer", "autumn", "fall", "winter"),
    )
)
_UNITS = frozenset(("day", "week", "month", "year", "decade", "fortnight"))
_TOO = frozenset(("too", "also", "likewise", "well", "similarly"))
_ENDS = frozenset((".", ";", ":", "!", ")", "-", "–", "—"))


def is_gap(token: Token, parsed: Parsed) -> bool:
    """A state with a date and no verb: "Chad ratified it in 2006, Angola in 2007 and Gabon, the last,
    a year later", "Mali three weeks behind it"; or one of a sentence without a verb: "Peru, too"."""
    if not is_state(token, parsed):
        return False
    if _stands_in_fragment(token, parsed) or _opens_fragment(token, parsed):
        return True
    if token.i == token.sent.start or token.i in (t.i for t in token.doc[:1]):
        return False
    before = token.nbor(-1)
    if before.lower_ == "the" and before.i > token.sent.start:
        before = before.nbor(-1)
    if before.text not in (",", ";", ":") and before.lower_ not in ("and", "then"):
        return False
    if _is_named_with(token, parsed):
        return False
    last = (*_row_after(token, parsed), token)
    dated = last[-2] if len(last) > 1 else token  # "Chad and Mali in May": the time is that of both
    return day_behind(dated, parsed) is not None or _time_behind(dated, parsed)


def _is_named_with(token: Token, parsed: Parsed) -> bool:
    """Whether a state is only the last of "was ratified by Chad and Mali in May", "the protocols for Chad, Fiji
    and Mali on Monday": the time is that of all. What was "followed by Chad and Mali" is told of them."""
    first = _list_of(token, parsed)[0]
    place = first.i - 1
    if place > token.sent.start and token.doc[place].lower_ == "the":
        place -= 1
    if first.i == token.i or place < token.sent.start:
        return False
    opening = token.doc[place]
    if opening.lower_ == "by" and opening.i > token.sent.start:
        return opening.nbor(-1).lemma_ not in ("follow", "join")
    return opening.lower_ in ("for", "with", "from", "to", "of", "between")


def _list_of(token: Token, parsed: Parsed) -> list[Token]:
    """The states that stand in one row up to a word: "Chad, Fiji and Mali"."""
    found = [token]
    place = token.i - 1
    begin = token.sent.start
    while place >= begin:
        word = token.doc[place]
        if is_state(word, parsed):
            found.insert(0, word)
        elif word.lower_ not in (",", "and", "the"):
            break
        place -= 1
    return found


def _row_after(token: Token, parsed: Parsed) -> list[Token]:
    """The states that stand in one row behind a word."""
    found: list[Token] = []
    for word in token.doc[token.i + 1 : token.sent.end]:
        if is_state(word, parsed):
            found.append(word)
        elif word.lower_ not in (",", "and", "the"):
            break
    return found


def day_behind(token: Token, parsed: Parsed) -> int | None:
    """The place of the date that stands right behind a state, or behind what is said of it in commas."""
    place = token.i + 1
    end = token.sent.end
    doc = token.doc
    if place + 1 < end and doc[place].text == "," and doc[place + 1].tag_ in ("WDT", "WP", "DT"):
        closing = next((t.i for t in doc[place + 1 : end] if t.text == ","), end)
        place = closing + 1
    if place < end and doc[place].lower_ in ("in", "on"):
        place += 1
    if place >= end or place not in parsed.days:
        return None
    behind = next((t for t in doc[place:end] if t.i not in parsed.days), None)
    closed = behind is None or behind.text in (",", ";", ".", ":", ")") or behind.lower_ == "and"
    closed = closed or (behind is not None and behind.pos_ in ("ADP", "SCONJ"))
    return place if closed else None


def is_undated(token: Token, parsed: Parsed) -> bool:
    """Whether a state without a verb has no date behind it, whatever dates stand further on: "Mali three
    weeks behind it; Chad needed two years, until May"."""
    segment = _segment(token)
    return not any(t.i in parsed.days for t in segment if t.i > token.i)


def is_state(token: Token, parsed: Parsed) -> bool:
    """Whether a word is the name of a state and of nothing else."""
    mention = parsed.mention(token)
    return mention is not None and all(c.entity.kind.is_state for c in mention.candidates)


def is_time(token: Token, parsed: Parsed) -> bool:
    """Whether a word names a time: "2007", "March", "three weeks"."""
    return token.i in parsed.days or is_season(token)


def is_season(token: Token) -> bool:
    """Whether a word is a part of a year: "the summer after", "three weeks later"."""
    return token.lower_ in _MONTHS or token.lemma_.lower() in _UNITS


def state_before(token: Token, parsed: Parsed) -> Token | None:
    """The state that stands right in front of a word: Hungary in "Hungary's did the same", Chad in
    "Chad, a signatory"."""
    place = token.i - 1
    while place >= token.sent.start and (
        token.doc[place].tag_ == "POS" or token.doc[place].lower_ in (",", "a", "an", "another")
    ):
        place -= 1
    found = token.doc[place] if place >= token.sent.start else None
    return found if found is not None and is_state(found, parsed) else None


def _says_when(token: Token, parsed: Parsed) -> bool:
    return is_time(token, parsed) or token.lower_ in _SMALL or token.like_num


def _time_behind(token: Token, parsed: Parsed) -> bool:
    """Whether nothing but a time stands behind a state in its clause: "in March of the next year"."""
    stretch: list[Token] = []
    for word in token.doc[token.i + 1 : token.sent.end]:
        if word.text in _ENDS or word.text == "," or word.lower_ in ("and", "but"):
            break
        stretch.append(word)
    if len(stretch) > 2 and is_state(stretch[-1], parsed) and companion(stretch[-2], parsed):
        del stretch[-1]  # "Gabon four months after Chad"
    if stretch and stretch[0].lower_ == "of":
        return False  # "the accession of Chad and Mali of 3 May"
    return any(is_time(t, parsed) for t in stretch) and all(_says_when(t, parsed) for t in stretch)


def _stands_in_fragment(token: Token, parsed: Parsed) -> bool:
    """Whether the sentence, or what stands behind its semicolon, has no verb and only names states and
    says when: "Peru signed it; Chile and Fiji, too.", "The Comoros, in September."."""
    segment = _segment(token)
    if segment[0].i == 0:
        return False  # "Paris, 12 May": where it was written
    mention = parsed.mention(token)
    if mention is None or mention.of_kind(NameKind.CAPITAL):
        return False
    rest = [t for t in segment if t.text not in _ENDS and not is_state(t, parsed)]
    if not any(is_time(t, parsed) or t.lower_ in _TOO for t in rest):
        return False
    behind = segment[[t.i for t in segment].index(token.i) - 1] if token.i > segment[0].i else None
    if behind is not None and behind.lower_ in ("in", "of", "to", "from"):
        return False
    return all(_says_when(t, parsed) or t.lower_ in _TOO or t.lower_ == "as" for t in rest)


def _opens_fragment(token: Token, parsed: Parsed) -> bool:
    """Whether a state stands at the head of a clause without a verb, with the others that did it and then a
    time: "Brunei in 1984, a week after its independence", "Chad and Mali together, in May"."""
    segment = _segment(token)
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.dep_ not in _BELOW for t in segment):
        return False
    if segment[0].i == 0 and not parsed.source[: parsed.passage.start].rstrip().endswith("?"):
        return False
    states, place = _listed(segment, parsed)
    if all(token.i != t.i for t in states):
        return False
    behind = segment[place : place + 3]
    dated = any(t.i in parsed.days or (t.like_num and is_season(t.nbor(1))) for t in behind[:-1])
    dated = dated or (len(behind) == 1 and behind[0].i in parsed.days)
    return dated or any(t.i in parsed.days for t in behind)


def _listed(segment: list[Token], parsed: Parsed) -> tuple[list[Token], int]:
    """The states that a clause begins with, and how many words name them."""
    place = 0
    while place < len(segment) and (
        is_state(segment[place], parsed) or segment[place].lower_ in _LISTING
    ):
        place += 1
    return [t for t in segment[:place] if is_state(t, parsed)], place


def beside_in_fragment(token: Token, parsed: Parsed) -> list[Token]:
    """The other states of "Chad and Mali together, in May": what is told when is told of all."""
    row = _row_after(token, parsed)
    if row and is_gap(row[-1], parsed):
        return row[-1:]
    states, _ = _listed(_segment(token), parsed)
    here = any(t.i == token.i for t in states) and _opens_fragment(token, parsed)
    return [t for t in states if t.i != token.i] if here else []


_LISTING = frozenset((",", "and", "the", "both", "together", "then", "finally", "jointly"))
# Where a verb says no more than when.
_BELOW = ("advcl", "relcl", "ccomp")


def _segment(token: Token) -> list[Token]:
    """The words between the semicolons, or the ends of the sentence, that a word stands between."""
    sentence = list(token.sent)
    place = token.i - sentence[0].i
    parts = [n for n, word in enumerate(sentence) if word.text == ";"]
    first = max((n + 1 for n in parts if n < place), default=0)
    last = min((n for n in parts if n > place), default=len(sentence))
    return sentence[first:last]


def before_aside(verb: Token) -> Token | None:
    """The word in front of a verb, past what stands between commas: "so" in "and so, a day later, does"."""
    place = verb.i - 1
    if place > verb.sent.start and verb.doc[place].text == ",":
        inner = range(place - 1, max(verb.sent.start, place - 8) - 1, -1)
        place = next((n - 1 for n in inner if verb.doc[n].text == ","), -1)
    return verb.doc[place] if place >= verb.sent.start else None


def inverted(token: Token, parsed: Parsed) -> Iterator[Token]:
    """Who is named behind a helping verb: Chad in "So did Chad", Peru in "nor has Peru"."""
    place = token.i
    if place == token.sent.start or place + 1 >= token.sent.end:
        return
    before = before_aside(token)
    if before is None or before.lower_ not in ("so", "nor", "neither"):
        return
    for word in token.doc[place + 1 : token.sent.end]:
        if is_state(word, parsed):
            yield word
        elif word.lower_ not in ("the", "and", "or", ","):
            break


def companion(word: Token, parsed: Parsed) -> Token | None:
    """Who did the same before or after: Qatar in "left it in 2020, a year after Qatar", Peru in "three
    weeks behind Peru"."""
    if word.lower_ not in ("after", "before", "behind") or word.i + 1 >= word.sent.end:
        return None
    place = word.i + 1
    if word.doc[place].lower_ == "the" and place + 1 < word.sent.end:
        place += 1
    named = word.doc[place]
    distant = word.i > 0 and any(is_time(t, parsed) for t in word.doc[max(0, word.i - 4) : word.i])
    ends = place + 1 >= word.sent.end or word.doc[place + 1].text in (*_ENDS, ",")
    return named if distant and ends and is_state(named, parsed) else None
