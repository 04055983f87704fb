"""Answers as text for people, as JSON, and as Turtle."""

from __future__ import annotations

import datetime as dt
import io
import json
import textwrap
from collections.abc import Sequence

import pyoxigraph as ox

from treatygraph.answers.reasons import Reason, in_words
from treatygraph.answers.status import Place, Status
from treatygraph.law.standings import Answer, Standing
from treatygraph.model import PartialDate
from treatygraph.rdf.standings import interval_quads
from treatygraph.reference.ground import StoreGround
from treatygraph.store import PREFIXES

_WIDTH = 96
_QUOTE = 240


def _day(day: dt.date | str) -> str:
    return in_words(PartialDate.parse(str(day)))


def status_text(status: Status) -> str:
    """The answer as a person would tell it: one line, then the reasons in order of time, then the caveats."""
    lines = [
        f"{status.party_label} — {status.object_label}",
        "",
        f"On {_day(status.on)}: {status.answer.value.upper()}{_standing(status)}",
    ]
    if status.reasons:
        lines += ["", "Why:"]
        for reason in status.reasons:
            lines += _reason_lines(reason, status)
    if status.caveats:
        lines += ["", "Note:"]
        lines += [line for caveat in status.caveats for line in _wrapped(caveat, "  ")]
    return "\n".join(lines) + "\n"


def _standing(status: Status) -> str:
    since = f" since {_day(status.since)}" if status.since else ""
    until = f" until {_day(status.until)}" if status.until else ""
    if status.standing is None:
        return f"{since}{until} (no standing is known)"
    doubt = ", but that is not certain" if status.answer is Answer.UNCERTAIN else ""
    began = f" since {_day(status.standing_since)}" if status.standing_since else ""
    return f"{since}{until} ({status.standing.words}{began}{doubt})"


def _reason_lines(reason: Reason, status: Status) -> list[str]:
    lines = _wrapped(
        f"{status.party_label} {reason.text}. [{reason.article}; {reason.verdict}]",
        f"  {reason.day:<10}  ",
    )
    for word in reason.words:
        quote = textwrap.shorten(word.quote, _QUOTE, placeholder=" …")
        other = "" if word.agrees else f" — says {word.date}"
        said = f"“{quote}”" if word.key.startswith("claim/") else quote
        lines += _wrapped(f"{word.source}: {said}{other}", " " * 14)
    return lines


def _wrapped(text: str, start: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
    )


def status_json(status: Status) -> dict[str, object]:
    """The answer for programs. Dates are as precise as they are known."""
    return {
        "party": status.party,
        "party_label": status.party_label,
        "object": status.object,
        "object_label": status.object_label,
        "on": str(status.on),
        "answer": status.answer.value,
        "standing": status.standing.value if status.standing else None,
        "standing_since": status.standing_since,
        "since": status.since,
        "until": status.until,
        "reasons": [
            {
                "date": reason.day,
                "text": reason.text,
                "rule": reason.rule,
                "article": reason.article,
                "certain": reason.certain,
                "verdict": reason.verdict,
                "sources": [
                    {
                        "key": word.key,
                        "source": word.source,
                        "date": word.date,
                        "quote": word.quote,
                        "agrees": word.agrees,
                    }
                    for word in reason.words
                ],
            }
            for reason in status.reasons
        ],
        "caveats": list(status.caveats),
        "intervals": [
            {
                "standing": interval.standing.value,
                "from": str(interval.start),
                "to": str(interval.end) if interval.end else None,
                "certain": interval.certain,
                "told": interval.told_start,
                "rule": interval.rule,
                "rests_on": list(interval.basis),
            }
            for interval in status.intervals
        ],
    }


def status_turtle(status: Status) -> str:
    """The intervals behind the answer, as they stand in the graph."""
    triples = [
        ox.Triple(q.subject, q.predicate, q.object) for q in interval_quads(status.intervals)
    ]
    out = io.BytesIO()
    ox.serialize(sorted(triples, key=str), out, ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    return out.getvalue().decode()


def places_text(
    ground: StoreGround, asked: str, places: Sequence[Place], on: dt.date, form: str
) -> str:
    """Standings in a list: of a state on a day, or of all parties of a treaty or body."""
    of_state = asked.startswith("state/") or all(place.party == asked for place in places)
    names = [
        (ground.names.label(place.object if of_state else place.party), place) for place in places
    ]
    if form == "turtle":
        quads = interval_quads(place.interval for place in places)
        triples = [ox.Triple(q.subject, q.predicate, q.object) for q in quads]
        out = io.BytesIO()
        ox.serialize(sorted(triples, key=str), out, ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES))
        return out.getvalue().decode()
    if form == "json":
        rows = [
            {
                "party": place.party,
                "object": place.object,
                "label": label,
                "standing": place.interval.standing.value,
                "answer": place.interval.answer.value,
                "since": place.interval.told_start,
                "until": str(place.interval.end) if place.interval.end else None,
            }
            for label, place in names
        ]
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    lines = [f"{ground.names.label(asked)} on {_day(on)}: {len(places)} standings", ""]
    by_standing: dict[Standing, list[str]] = {}
    for label, place in sorted(names, key=lambda item: (item[0].casefold(), item[1].party)):
        interval = place.interval
        doubt = "" if interval.certain else ", not certain"
        until = f", until {interval.end}" if interval.end else ""
        key = place.object if of_state else place.party
        text = f"  {label} ({key.partition('/')[2]}), since {interval.told_start}{until}{doubt}"
        by_standing.setdefault(interval.standing, []).append(text)
    for standing in Standing:
        if standing in by_standing:
            lines += [f"{standing.words} ({len(by_standing[standing])})"]
            lines += by_standing[standing]
    return "\n".join(lines) + "\n"
