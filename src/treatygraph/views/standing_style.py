"""How standings look: a colour, and a letter where there is room, so that no colour is needed to read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from treatygraph.law.standings import Standing


@dataclass(frozen=True, slots=True)
class StandingLook:
    """One standing: its letter, its colour, and the ink that can be read on it, on a light page and a dark one."""

    letter: str
    colour: str
    ink: str = "#1b232f"


# A little off the paper and the ink of pages, which change places on a dark page: a bar's own do not.
_WHITE: Final = "#fefefe"
STANDING: Final[Mapping[Standing, StandingLook]] = MappingProxyType(
    {
        Standing.PARTY: StandingLook("P", "#0072b2", _WHITE),
        Standing.MEMBER: StandingLook("M", "#0072b2", _WHITE),
        Standing.WITHDRAWING: StandingLook("W", "#c24e00", _WHITE),
        Standing.SUSPENDED: StandingLook("U", "#9c4f7f", _WHITE),
        Standing.SUSPENDED_MEMBER: StandingLook("U", "#9c4f7f", _WHITE),
        Standing.PROVISIONAL: StandingLook("V", "#00795a", _WHITE),
        Standing.CONTRACTING_STATE: StandingLook("C", "#8fc6e8"),
        Standing.SIGNATORY: StandingLook("S", "#d5e7f5"),
        Standing.APPLICANT: StandingLook("A", "#d5e7f5"),
        Standing.OBSERVER: StandingLook("O", "#d3ece3"),
        Standing.ASSOCIATE_MEMBER: StandingLook("T", "#a9dcc8"),
        Standing.SIGNATURE_WITHDRAWN: StandingLook("X", "#e3e7ec"),
        Standing.FORMER_PARTY: StandingLook("F", "#f2c6a5"),
        Standing.FORMER_MEMBER: StandingLook("F", "#f2c6a5"),
    }
)
