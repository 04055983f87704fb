"""Things and acts as pictures and lists show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from treatygraph.model import ActKind, PartialDate, Status

WORDS: Final[Mapping[Status, str]] = MappingProxyType(
    {
        Status.DONE: "done",
        Status.UNDERWAY: "under way",
        Status.PROPOSED: "proposed",
        Status.NOT_DONE: "not done",
    }
)
"""A status as a reader writes it."""
KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "state": "state",
        "territory": "territory",
        "treaty": "treaty",
        "body": "body",
        "person": "person",
    }
)
"""What the first part of a key is called."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something with a page of its own: its key and its name."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act in a line. ``words`` is its kind for people. ``date`` None: none is stated; ``reported`` is then the day on
    which it was first told, if that is known."""

    key: str
    kind: ActKind
    words: str
    status: Status
    date: PartialDate | None
    party: Link | None
    object: Link
    claims: int
    reported: PartialDate | None = None


def kind_of(key: str) -> str:
    """What a thing is, for people, by its key."""
    return KINDS.get(key.partition("/")[0], key.partition("/")[0])
