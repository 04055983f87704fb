"""How kinds and stages look in print: never told apart by colour alone.

Colours are those of Okabe and Ito, which people with any colour vision can tell apart, darkened
where they stand on white. A status has a dash, a marker and a word; a kind has its word and the
colour of its family.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from treatygraph.model import ActKind, EntityKind, PartialDate, Status

INK: Final = "#1c2430"
SOFT: Final = "#5b6675"
GRID: Final = "#e3e7ec"
PAPER: Final = "#ffffff"
SHADE: Final = "#f5f7f9"
FAINT: Final = "#c6ccd4"


@dataclass(frozen=True, slots=True)
class Family:
    """A family of act kinds that share a colour."""

    label: str
    colour: str
    kinds: tuple[ActKind, ...]


FAMILIES: Final = (
    Family(
        "coming in",
        "#0072b2",
        (ActKind.SIGNATURE, ActKind.RATIFICATION, ActKind.ACCESSION, ActKind.JOINING),
    ),
    Family(
        "going out",
        "#c24e00",
        (ActKind.WITHDRAWAL, ActKind.LEAVING, ActKind.EXPULSION, ActKind.TERMINATION),
    ),
    Family(
        "holding back",
        "#9c4f7f",
        (
            ActKind.SUSPENSION,
            ActKind.MEMBERSHIP_SUSPENSION,
            ActKind.RESERVATION,
            ActKind.DEROGATION,
        ),
    ),
    Family(
        "making",
        "#00795a",
        (ActKind.ADOPTION, ActKind.OPENING, ActKind.ENTRY_INTO_FORCE, ActKind.ESTABLISHMENT),
    ),
)
COLOUR: Final[Mapping[ActKind, str]] = MappingProxyType(
    {kind: family.colour for family in FAMILIES for kind in family.kinds}
)


@dataclass(frozen=True, slots=True)
class StatusLook:
    """One status: its word, its dash and marker for matplotlib.

    ``dashes`` are lengths in line widths; empty is a whole line. ``filled`` is for the print marker.
    """

    label: str
    dashes: tuple[float, ...]
    marker: str
    filled: bool


STATUS: Final[Mapping[Status, StatusLook]] = MappingProxyType(
    {
        Status.DONE: StatusLook("done", (), "o", True),
        Status.UNDERWAY: StatusLook("under way", (5.0, 2.0), ">", True),
        Status.PROPOSED: StatusLook("proposed", (1.2, 1.8), "o", False),
        Status.NOT_DONE: StatusLook("not done", (5.0, 2.0, 1.2, 2.0), "X", True),
    }
)


@dataclass(frozen=True, slots=True)
class NodeLook:
    """One sort of node: its word, its fill and its shape for matplotlib."""

    label: str
    fill: str
    marker: str


_PARTY = NodeLook("state", "#d5e7f5", "o")
_TREATY = NodeLook("treaty", "#fbeecb", "s")
_BODY = NodeLook("body", "#d3ece3", "D")
_OTHER = NodeLook("other", "#e6e6ea", "^")
NODES: Final = (_PARTY, _TREATY, _BODY, _OTHER)


def node_look(kind: EntityKind) -> NodeLook:
    """How an entity of this kind is drawn."""
    if kind.is_state:
        return _PARTY
    if kind.is_treaty:
        return _TREATY
    return _BODY if kind.is_body else _OTHER


def words(value: ActKind | EntityKind) -> str:
    """The kind as a reader writes it: ``entry into force``."""
    return str(value.value).replace("-", " ")


def told_date(act_date: PartialDate | None) -> str:
    """A date for a reader, also where there is none."""
    return str(act_date) if act_date else "no date stated"


def shortened(text: str, length: int = 44) -> str:
    """The text, cut with an ellipsis where it is longer."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
