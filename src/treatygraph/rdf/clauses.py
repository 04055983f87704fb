"""What the catalogue tells of the terms of treaties and bodies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from treatygraph.law.periods import Counting, Duration
from treatygraph.law.terms import EntryClause, ExitClause, ExitKind, Terms
from treatygraph.model import PartialDate
from treatygraph.rdf.terms import key_of, tg, thing

_ENTRY_CLAUSE, _EXIT_CLAUSE = tg("entryClause"), tg("exitClause")
_NOTICE, _BARE = tg("notice"), tg("denunciationNotice")
Value = NamedNode | Literal


class TermsReader:
    """The terms of treaties and bodies, from the triples that describe them and their clauses."""

    def __init__(self, quads: Iterable[Quad | Triple]) -> None:
        self._told: dict[str, dict[str, list[Value]]] = {}
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                told = self._told.setdefault(subject.value, {})
                told.setdefault(quad.predicate.value, []).append(value)

    def terms(self, target: str, first_entry: PartialDate | None = None) -> Terms:
        """The terms of a treaty or body by key. ``first_entry`` stands for an entry into force of the treaty
        that the catalogue does not tell: the first that the record has for a state.

        Raises ValueError for a clause that is not understood.
        """
        node = thing(target).value
        is_body = target.startswith("body/")
        bare = self._text(node, _BARE)
        return Terms(
            target,
            is_body,
            in_force=self._date(node, "since" if is_body else "entryIntoForce") or first_entry,
            ended=self._date(node, "until"),
            entry=self._entry(node),
            exit=self._exit(node),
            bare_notice=Duration.parse(bare) if bare else None,
        )

    def constitution(self, body: str) -> str | None:
        """The treaty whose parties are the members of a body."""
        found = self._value(thing(body).value, tg("membershipBy"))
        return key_of(found) if found is not None else None

    def follows(self, target: str) -> tuple[str, ...]:
        """The keys of what a party leaves this together with."""
        clause = self.terms(target).exit
        return clause.follows if clause is not None else ()

    def _entry(self, node: str) -> EntryClause | None:
        clause = self._value(node, _ENTRY_CLAUSE)
        if clause is None:
            return None
        after = self._text(clause.value, tg("after"))
        return EntryClause(
            key_of(clause),
            self._text(clause.value, tg("article")) or "",
            Duration.parse(after) if after else None,
            Counting(self._text(clause.value, tg("counting")) or "day"),
            self._text(clause.value, tg("needs")) or "",
        )

    def _exit(self, node: str) -> ExitClause | None:
        clause = self._value(node, _EXIT_CLAUSE)
        if clause is None:
            return None
        place = clause.value

        def duration(name: str) -> Duration | None:
            text = self._text(place, tg(name))
            return Duration.parse(text) if text else None

        return ExitClause(
            key_of(clause),
            self._text(place, tg("article")) or "",
            ExitKind(self._text(place, tg("exitKind")) or "notice"),
            duration("notice"),
            Counting(self._text(place, tg("counting")) or "day"),
            later_named=self._text(place, tg("laterDayNamed")) == "true",
            not_before=duration("notBefore"),
            held_over=self._text(place, tg("heldOver")) or "",
            follows=tuple(sorted(key_of(v) for v in self._values(place, tg("follows")))),
            term=duration("term"),
            term_next=duration("nextTerm"),
        )

    def _values(self, node: str, predicate: NamedNode) -> list[Value]:
        return self._told.get(node, {}).get(predicate.value, [])

    def _value(self, node: str, predicate: NamedNode) -> Value | None:
        return next(iter(self._values(node, predicate)), None)

    def _text(self, node: str, predicate: NamedNode) -> str | None:
        found = self._value(node, predicate)
        return found.value if found is not None else None

    def _date(self, node: str, name: str) -> PartialDate | None:
        found = sorted(value.value for value in self._values(node, tg(name)))
        return PartialDate.parse(found[0]) if found else None


DESCRIBING: Final = (
    tg("entryIntoForce"),
    tg("since"),
    tg("until"),
    _BARE,
    _ENTRY_CLAUSE,
    _EXIT_CLAUSE,
    tg("membershipBy"),
)
"""The properties of a treaty or body that its terms are read from; its clauses are read whole."""
