"""Which state continues, succeeds or joined which, and the days on which a state exists."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pyoxigraph import NamedNode

from treatygraph.law.derive import Life
from treatygraph.rdf.terms import key_of, tg, thing
from treatygraph.reference.ground import life_of
from treatygraph.store import GraphStore
from treatygraph.store.catalogue import StoredCatalogue


@dataclass(frozen=True)
class Continuity:
    """What became of a state. ``continued_by`` is the same legal person under another name or code."""

    party: str
    life: Life
    continued_by: str | None
    succeeded_by: tuple[str, ...]
    predecessors: tuple[str, ...]

    def exists(self, on: dt.date) -> bool:
        """Whether the state exists on a day."""
        return self.life.since <= on < self.life.until

    def sentence(self, names: StoredCatalogue, on: dt.date) -> str:
        """Why a day lies outside the state's life."""
        name = names.label(self.party)
        if on < self.life.since:
            before = " and ".join(names.label(key) for key in self.predecessors)
            of = f"; before it there was {before}" if before else ""
            return f"{name} exists since {self.life.since}{of}."
        after = [*([self.continued_by] if self.continued_by else []), *self.succeeded_by]
        became = " and ".join(names.label(key) for key in after)
        return f"{name} ended on {self.life.until}{f'; after it came {became}' if became else ''}."


def continuity_of(store: GraphStore, party: str) -> Continuity:
    """What the catalogue tells of a state's life."""
    node = thing(party)

    def keys(*names: str) -> tuple[str, ...]:
        found = {
            key_of(quad.object)
            for name in names
            for quad in store.matching(node, tg(name))
            if isinstance(quad.object, NamedNode)
        }
        return tuple(sorted(found))

    before = {
        key_of(quad.subject)
        for name in ("continuedBy", "succeededBy", "joinedInto")
        for quad in store.matching(predicate=tg(name), object=node)
    }
    continued = keys("continuedBy")
    return Continuity(
        party,
        life_of(store, party),
        continued[0] if continued else None,
        tuple(key for key in keys("succeededBy", "joinedInto") if key not in continued),
        tuple(sorted(before)),
    )
