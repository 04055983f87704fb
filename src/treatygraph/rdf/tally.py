"""How many acts there are, and in which year: counted once, and changed with each act that comes or goes.

A question about all acts would have to look at each of them, a million in a large graph. Beside its digests a graph
keeps, for each treaty or body, how many acts and acting parties it has; for each kind and status, how many acts; and for
each year the acts that are dated to it. It is written in the transaction that writes the acts, and exported with them,
so that the named questions are answered the same wherever an export is loaded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.catalogue.terms import BASE
from treatygraph.model import PartialDate
from treatygraph.rdf.digest import Digest
from treatygraph.rdf.terms import date_literal, integer, tg, thing

TALLY_GRAPH: Final = NamedNode(BASE + "graph/tally")
ACT_COUNT, PARTY_COUNT = tg("actCount"), tg("partyCount")

_TALLY_OF, _KIND, _STATUS = tg("tallyOf"), tg("actKind"), tg("status")
_YEAR, _DATED = tg("year"), tg("dated")

Key = tuple[str, ...]
"""What is counted: ``("object", key)``, ``("kind", kind, status)`` or ``("year", year)``."""


class Tally:
    """The counts of what digests tell: of those that come, without those that go."""

    def __init__(self) -> None:
        self.acts: Counter[Key] = Counter()
        self.parties: Counter[Key] = Counter()
        self.dated: set[Quad] = set()
        """The acts that come, with their years."""
        self.undated: set[Quad] = set()
        """The acts that go, with theirs."""

    def come(self, digests: Iterable[Digest]) -> None:
        """Count what these tell."""
        for each in digests:
            self._count(each, 1, self.dated)

    def go(self, digests: Iterable[Digest]) -> None:
        """Count what these tell no longer."""
        for each in digests:
            self._count(each, -1, self.undated)

    def _count(self, digest: Digest, sign: int, dated: set[Quad]) -> None:
        kinds = {each.act: each.kind.value for each in digest.told}
        target = ("object", digest.object)
        self.acts[target] += sign * len(digest.acts)
        if digest.party and digest.acts:
            self.parties[target] += sign
        for each in digest.acts:
            self.acts["kind", kinds[each.act], each.status.value] += sign
            if each.date is not None:
                year = ("year", f"{each.date.year:04}")
                self.acts[year] += sign
                dated.add(Quad(tally_node(year), _DATED, thing(each.act), TALLY_GRAPH))

    def changed(self) -> list[Key]:
        """What has another count than before."""
        return sorted(key for key, change in self.acts.items() if change or self.parties[key])


def tally_node(key: Key) -> NamedNode:
    """The node that has the counts of a key."""
    return thing("/".join(("tally", *key)))


def count_quads(key: Key, acts: int, parties: int) -> Iterator[Quad]:
    """What the graph says of one key: nothing where no act is left."""
    if acts <= 0:
        return
    node = tally_node(key)
    yield Quad(node, ACT_COUNT, integer(acts), TALLY_GRAPH)
    match key:
        case ("object", target):
            yield Quad(node, PARTY_COUNT, integer(parties), TALLY_GRAPH)
            yield Quad(node, _TALLY_OF, thing(target), TALLY_GRAPH)
        case ("kind", kind, status):
            yield Quad(node, _KIND, thing(f"act-kind/{kind}"), TALLY_GRAPH)
            yield Quad(node, _STATUS, thing(f"status/{status}"), TALLY_GRAPH)
        case ("year", year):
            yield Quad(node, _YEAR, date_literal(PartialDate(int(year))), TALLY_GRAPH)


def tally_quads(tally: Tally) -> Iterator[Quad]:
    """All that a graph says whose digests are those that came."""
    for key in tally.changed():
        yield from count_quads(key, tally.acts[key], tally.parties[key])
    yield from tally.dated


def counted(quads: Iterable[Quad]) -> tuple[int, int]:
    """The numbers of acts and parties that quads of one node tell; 0 where they tell none."""
    numbers = {
        quad.predicate: int(quad.object.value) for quad in quads if isinstance(quad.object, Literal)
    }
    return numbers.get(ACT_COUNT, 0), numbers.get(PARTY_COUNT, 0)
