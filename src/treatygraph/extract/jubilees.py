"""The day of what has its anniversary: "on the 25th anniversary of the signing", "turns 70"."""

from __future__ import annotations

from spacy.tokens import Token

from treatygraph.extract.dates import ordinal_number, years_before
from treatygraph.extract.membership import years_turned
from treatygraph.model import PartialDate

_JUBILEES = ("anniversary", "birthday")


def anniversary(trigger: Token, published: PartialDate | None) -> PartialDate | None:
    """The day of what has its 25th anniversary on the day of publication, the year of what celebrates
    one."""
    if published is None:
        return None
    if trigger.lemma_.lower() in _JUBILEES:
        number = _ordinal_of(trigger)
        return PartialDate(published.year - number) if number else None
    age = years_turned(trigger) if trigger.lemma_ == "turn" and trigger.tag_ != "VBD" else None
    if age is not None:
        today = any(t.lower_ in ("today", "midnight") for t in trigger.sent)
        return years_before(published, age) if today else PartialDate(published.year - age)
    for noun in trigger.ancestors:
        if noun.lemma_.lower() in _JUBILEES:
            number = _ordinal_of(noun)
            today = any(t.lower_ in ("today", "this") for t in noun.sent)
            return years_before(published, number) if number and today else None
    return None


def is_jubilee(noun: Token) -> bool:
    """ "Its 60th anniversary": a number of years, which is as good as a date."""
    return noun.lemma_.lower() in _JUBILEES and _ordinal_of(noun) is not None


def _ordinal_of(noun: Token) -> int | None:
    """The number of an anniversary; the parser may cut "twenty-fifth" into three words."""
    words = [t for t in noun.subtree if t.i < noun.i]
    joined = "".join(t.text for t in words[-3:])
    return next(
        (n for text in (joined, *(t.text for t in reversed(words))) if (n := ordinal_number(text))),
        None,
    )
