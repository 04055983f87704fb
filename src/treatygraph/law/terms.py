"""What a treaty or body says of itself: when it is in force, how one comes in, how one gets out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from treatygraph.law.periods import Counting, Duration, effect_day
from treatygraph.model import PartialDate


class ExitKind(Enum):
    """Whether a treaty lets its parties go."""

    NOTICE = "notice"
    NONE = "none"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class EntryClause:
    """How a treaty enters into force for a state that joins when it is in force already.

    ``after`` counts from the deposit. ``needs`` is how many had to consent at first, as far as it is known.
    """

    key: str
    article: str
    after: Duration | None
    counting: Counting = Counting.DAY
    needs: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ExitClause:
    """How a party leaves. ``follows`` are the keys of what one leaves this together with.

    ``not_before`` counts from the entry into force for the state that gives notice.
    """

    key: str
    article: str
    kind: ExitKind = ExitKind.NOTICE
    notice: Duration | None = None
    counting: Counting = Counting.DAY
    later_named: bool = False
    not_before: Duration | None = None
    held_over: str = ""
    follows: tuple[str, ...] = ()
    term: Duration | None = None
    term_next: Duration | None = None
    source: str = ""

    def effect(self, received: dt.date) -> dt.date | None:
        """The day from which a notice received on a day has effect; None where the clause does not tell."""
        needs_notice = self.counting in (Counting.DAY, Counting.DAY_AFTER, Counting.MONTH_AFTER)
        if self.kind is not ExitKind.NOTICE or (needs_notice and self.notice is None):
            return None
        return effect_day(received, self.notice, self.counting)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one treaty or body.

    ``in_force`` is its own entry into force (for a body its founding), ``ended`` its end. ``bare_notice`` is
    a period of notice that is known without the clause that it stands in: how it rounds is not known.
    """

    object: str
    is_body: bool = False
    in_force: PartialDate | None = None
    ended: PartialDate | None = None
    entry: EntryClause | None = None
    exit: ExitClause | None = None
    bare_notice: Duration | None = None
