"""The reasons of an answer, as a person would tell them: each step with its row or sentence, and the rule."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from treatygraph.law.derive import Derived, Step
from treatygraph.law.rules import EventKind, load_rules
from treatygraph.model import EntityKind, PartialDate
from treatygraph.reference.ground import StoreGround

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


_LONG = 48
_KINDS = {
    EntityKind.CONVENTION: "the Convention",
    EntityKind.PROTOCOL: "the Protocol",
    EntityKind.TREATY: "the Treaty",
    EntityKind.AGREEMENT: "the Agreement",
    EntityKind.ORGANISATION: "the organisation",
    EntityKind.COURT: "the Court",
    EntityKind.COMMITTEE: "the Committee",
}
_NUMBER = re.compile(r"\d|[IVXLC]+\b")
_COUNTED = frozenset(("named", "no clause", "rounding"))
_CLAUSES = ("/entry", "/exit")


@dataclass(frozen=True)
class Word:
    """On whose word: a row of the record, or a sentence of a document.

    ``agrees`` is False for one that gives another date than the step has.
    """

    key: str
    source: str
    date: str | None
    quote: str
    agrees: bool = True


@dataclass(frozen=True)
class Reason:
    """One step: when, what, by which rule and article, on whose word. ``counted`` is True for an effect that
    was counted by the clause of the treaty."""

    day: str
    text: str
    rule: str
    article: str
    certain: bool
    counted: bool
    words: tuple[Word, ...]
    verdict: str


def reasons_of(
    ground: StoreGround, party: str, target: str, derived: Derived, on: dt.date
) -> tuple[Reason, ...]:
    """The steps up to a day, and the first that changes the standing after it."""
    shown: list[Step] = []
    for step in derived.steps:
        shown.append(step)
        if step.day > on and step.after is not step.before and step.certain:
            break
    return tuple(_reason(ground, party, target, step) for step in _without_doubles(shown))


def _without_doubles(steps: list[Step]) -> list[Step]:
    """Steps that say the same but for certainty (a year that is told as a year) are one, the first."""
    found: list[Step] = []
    for step in steps:
        last = found[-1] if found else None
        again = last is not None and not last.certain and step.certain and last.rule == step.rule
        if again and last is not None and last.told == step.told:
            continue
        found.append(step)
    return found


def _reason(ground: StoreGround, party: str, target: str, step: Step) -> Reason:
    rule = load_rules()[step.rule]
    counted = step.note in _COUNTED or any(key.endswith(_CLAUSES) for key in step.basis)
    text = rule.says.format(
        party=ground.names.label(party), object=_called(ground, target), date=in_words(step.told)
    )
    text += _why(ground, target, step)
    words = tuple(
        word
        for key, agrees in (*((k, True) for k in step.basis), *((k, False) for k in step.also))
        if (word := word_of(ground, key, agrees=agrees)) is not None
    )
    return Reason(
        str(step.told),
        text,
        step.rule,
        _article(step.article),
        step.certain,
        counted,
        words,
        "counted" if counted else verdict(words),
    )


def _called(ground: StoreGround, target: str) -> str:
    """A treaty or body in the middle of a sentence: by its name, or where that is long by what it is."""
    label = ground.names.label(target)
    if len(label) <= _LONG:
        return label
    entity = ground.names.get(target)
    return _KINDS.get(entity.kind, label) if entity is not None else label


def _article(article: str) -> str:
    return f"art. {article}" if _NUMBER.match(article) else article


def _why(ground: StoreGround, target: str, step: Step) -> str:
    terms = ground.terms(target)
    entry, leave = terms.entry, terms.exit
    clause = step.basis[-1] if step.basis else ""
    if step.note == "no exit":
        return f". But {ground.names.label(target)} cannot be left: it has no clause for it"
    if step.note == "named":
        return ": the day that the notice names"
    if step.note == "rounding":
        notice = terms.bare_notice.words if terms.bare_notice else "a period"
        return f": {notice} of notice; whether the clause rounds it to a first of the month is not known"
    if step.note == "no clause" and step.kind is EventKind.ENTRY:
        if step.certain:
            return ", at the latest: its clause on later parties is not in the catalogue"
        return ", at the earliest: its clause on later parties is not in the catalogue"
    if step.note == "no clause":
        return (
            ", if at all: the catalogue has no clause on leaving, and the law then asks for at least "
            "twelve months' notice"
        )
    if clause.endswith("/entry") and entry is not None and entry.after is not None:
        after = f"{entry.after.words} after" if entry.after.count else "with"
        return f": {after} the deposit{_rounded(entry.counting.value)} (art. {entry.article})"
    if clause.endswith("/exit") and leave is not None:
        held = "; held over while it is in an armed conflict" if leave.held_over else ""
        if leave.notice is not None and step.kind is EventKind.OUT:
            return (
                f": {leave.notice.words} after receipt of the notice{_rounded(leave.counting.value)} "
                f"(art. {leave.article}){held}"
            )
        return f": by art. {leave.article}{held}"
    return ""


def _rounded(counting: str) -> str:
    return {
        "month-after": ", on the first day of the month that follows",
        "year-end": ", at the end of the year after the notice",
        "year-end-same": ", at the end of the year",
        "financial-year": ", at the end of the financial year",
        "june-30": ", on 30 June",
    }.get(counting, "")


def word_of(ground: StoreGround, key: str, *, agrees: bool = True) -> Word | None:
    """The row or the sentence behind a key; None for what is neither (a clause, a treaty)."""
    if key.startswith("record/"):
        row = ground.row(key)
        if row is None:
            return None
        names = ", ".join((row.source, *row.also_in))
        note = f" ({row.note})" if row.note else ""
        until = f" to {row.until}" if row.until else ""
        quote = f"{row.action.value.replace('-', ' ')} {row.date}{until}{note}"
        return Word(key, names, str(row.date), quote, agrees)
    if key.startswith("claim/"):
        claim = ground.claim(key)
        if claim is None:
            return None
        quote = " ".join(evidence.quote for evidence in claim.evidence)
        date = str(claim.date) if claim.date else None
        return Word(key, ground.document_name(claim.document), date, quote, agrees)
    return None


def verdict(words: tuple[Word, ...]) -> str:
    """Whether texts and record agree on a step, in the words of comparing datasets."""
    record = [w for w in words if w.key.startswith("record/")]
    texts = [w for w in words if w.key.startswith("claim/")]
    if record and texts:
        return "confirmed" if all(w.agrees for w in texts) else "conflict"
    if record:
        return "record only"
    if texts:
        return "conflict" if any(not w.agrees for w in texts) else "texts only"
    return "counted"


def in_words(date: PartialDate) -> str:
    """A date as a person writes it: "5 May 1998", "May 1998", "1998"."""
    if not date.month:
        return str(date.year)
    month = f"{_MONTHS[date.month - 1]} {date.year}"
    return f"{date.day} {month}" if date.day else month
