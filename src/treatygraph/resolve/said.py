"""What acts are concluded from."""

from __future__ import annotations

from typing import Protocol

from treatygraph.model import ActKind, Entity, PartialDate, Status


class Said(Protocol):
    """What acts need to know of a claim: an `ActClaim`, or what a graph keeps of one in short."""

    @property
    def hash(self) -> str:
        """Identifies the claim."""

    @property
    def kind(self) -> ActKind:
        """What is done."""

    @property
    def party(self) -> Entity | None:
        """Who does it."""

    @property
    def object(self) -> Entity:
        """What it is done to."""

    @property
    def status(self) -> Status:
        """How far it got."""

    @property
    def date(self) -> PartialDate | None:
        """When."""
