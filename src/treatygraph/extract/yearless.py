"""The year of a day or month told without one: "signed it in April 2019 and ratified it on 1 August".

Behind a day of an earlier year, in the same sentence, it lies in the months that follow that day.
"""

from __future__ import annotations

import dataclasses

from spacy.tokens import Token

from treatygraph.extract.dates import DateExpression, resolve_date
from treatygraph.model import PartialDate

_WITH_YEAR = {"dm": "dmy", "md": "mdy", "which-month": "my"}
_TOLD = ("dmy", "mdy", "my")
_OF_TODAY = ("last", "this", "next", "by", "until", "since", "from")
# Who tells a day so close to that of the text, means that one: "ratified it on Monday, 3 May".
_RECENT = 21


def with_year(
    date: Token,
    expression: DateExpression,
    before: tuple[Token, DateExpression] | None,
    today: PartialDate | None,
) -> DateExpression:
    """The expression with the year of the date ``before`` it, or the next, where it has none."""
    kind = _WITH_YEAR.get(expression.kind)
    which = (expression.group("which") or "").strip()
    bare = not expression.group("rel") and which not in _OF_TODAY
    if before is None or kind is None or not bare or before[1].kind not in _TOLD:
        return expression
    place, told = before
    day = resolve_date(told, None)
    plain = resolve_date(expression, today)
    if day is None or today is None or day.year >= today.year or place.sent != date.sent:
        return expression
    if plain is not None and (today.first - plain.first).days <= _RECENT:
        return expression
    if not (_is_told(place) and _is_told(date)):
        return expression
    for year in (day.year, day.year + 1):
        groups = (*expression.groups, ("year", str(year)))
        found = dataclasses.replace(expression, kind=kind, groups=groups)
        then = resolve_date(found, None)
        if then is not None and then.last >= day.first:
            return found
    return expression


def _is_told(date: Token) -> bool:
    """Whether a date stands in what the sentence itself tells: not in "the pact, signed in May 2016,"."""
    for above in date.ancestors:
        if above.dep_ in ("relcl", "acl", "advcl", "csubj", "ccomp"):
            return False
        if above.dep_ == "ROOT":
            return above.tag_ in ("VBD", "VBN")
    return False
