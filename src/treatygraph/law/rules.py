"""The rules of standing, read from ``ontology/rules/standing.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from treatygraph import resources
from treatygraph.errors import ResourceError
from treatygraph.law.standings import Standing


class EventKind(Enum):
    """What can happen to a standing. `rank` orders what falls on one day."""

    DOMESTIC = "domestic"
    ANNOUNCEMENT = "announcement"
    OUT = "out"
    SIGNATURE = "signature"
    APPLICATION = "application"
    CONSENT = "consent"
    PROVISIONAL = "provisional"
    OBSERVATION = "observation"
    ASSOCIATION = "association"
    ENTRY = "entry"
    JOINING = "joining"
    NOTICE = "notice"
    REVOCATION = "revocation"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    END = "end"

    @property
    def rank(self) -> int:
        """Its place among the events of one day: who leaves and comes back on a day is in."""
        return _RANKS[self]


_RANKS = {kind: number for number, kind in enumerate(EventKind)}
_NONE, _SAME = "none", "same"


@dataclass(frozen=True, slots=True)
class Rule:
    """What an event does to a standing. ``to`` is None where it leaves it as it is."""

    id: str
    article: str
    on: EventKind
    to: Standing | None
    says: str


class Rules:
    """All rules, by treaty or body, event, and standing before (None: no standing)."""

    def __init__(self, table: Mapping[tuple[bool, EventKind, Standing | None], Rule]) -> None:
        self._table = table
        self._by_id = {rule.id: rule for rule in table.values()}

    def find(self, is_body: bool, kind: EventKind, before: Standing | None) -> Rule | None:
        """The rule that fires, or None: then nothing changes."""
        return self._table.get((is_body, kind, before))

    def __getitem__(self, name: str) -> Rule:
        return self._by_id[name]

    def __iter__(self):  # type: ignore[no-untyped-def]  # Iterator[Rule]
        return iter(self._by_id.values())


@cache
def load_rules() -> Rules:
    """The rules of the program. Raises ResourceError, with the rule, for a file that is not understood."""
    file = resources.ontology() / "rules" / "standing.toml"
    return Rules(_read(file))


def _read(file: Path) -> dict[tuple[bool, EventKind, Standing | None], Rule]:
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))["rule"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ResourceError(f"{file}: no rules can be read: {error}", file) from error
    table: dict[tuple[bool, EventKind, Standing | None], Rule] = {}
    for each in told:
        try:
            rule = Rule(
                id=each["id"],
                article=each["article"],
                on=EventKind(each["on"]),
                to=None if each["to"] == _SAME else Standing(each["to"]),
                says=each["says"],
            )
            before = [None if name == _NONE else Standing(name) for name in each["from"]]
            is_body = {"treaty": False, "body": True}[each["for"]]
        except (KeyError, ValueError) as error:
            raise ResourceError(f"{file}: rule {each.get('id')!r}: {error}", file) from error
        for standing in before:
            place = (is_body, rule.on, standing)
            if place in table:
                raise ResourceError(
                    f"{file}: the rules {table[place].id!r} and {rule.id!r} are for the same case",
                    file,
                )
            table[place] = rule
    return table
