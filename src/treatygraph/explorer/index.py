"""All acts of one state of the graph in memory, by what they are about: read once, from the digests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from treatygraph.model import ActKind, PartialDate, Status
from treatygraph.rdf.digest import Digest
from treatygraph.store import GraphStore
from treatygraph.store.digests import all_digests


@dataclass(frozen=True, slots=True)
class Entry:
    """An act by its key, with the keys of party (empty: none) and object. ``claims`` counts."""

    key: str
    kind: ActKind
    status: Status
    date: PartialDate | None
    party: str
    object: str
    claims: int

    @property
    def order(self) -> tuple[bool, str, str]:
        """What a list that begins with the latest is sorted by, backwards: those without a date come last."""
        return (self.date is not None, str(self.date or ""), self.key)


class ActIndex:
    """The acts, the latest first."""

    def __init__(self, store: GraphStore) -> None:
        digests = all_digests(store)
        entries = [entry for digest in digests for entry in _entries(digest)]
        self.entries: Sequence[Entry] = sorted(entries, key=lambda e: e.order, reverse=True)
        self.disputes = [
            (dispute.act, dispute.message) for digest in digests for dispute in digest.disputes
        ]
        self._by_key = {entry.key: entry for entry in self.entries}
        self._about: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for key in {entry.party, entry.object} - {""}:
                self._about[key].append(entry)

    def about(self, key: str) -> Sequence[Entry]:
        """The acts of or on something, the latest first."""
        return self._about.get(key, ())

    def of_status(self, statuses: Iterable[Status], limit: int) -> list[Entry]:
        """The latest acts that have one of the statuses."""
        wanted = frozenset(statuses)
        found = []
        for entry in self.entries:
            if entry.status in wanted:
                found.append(entry)
                if len(found) == limit:
                    break
        return found

    def get(self, key: str) -> Entry | None:
        """An act by its key."""
        return self._by_key.get(key)

    def count(self, key: str) -> int:
        """How many acts are of or on something."""
        return len(self._about.get(key, ()))


def _entries(digest: Digest) -> Iterable[Entry]:
    claims: dict[str, int] = defaultdict(int)
    kinds: dict[str, ActKind] = {}
    for told in digest.told:
        claims[told.act] += 1
        kinds[told.act] = told.kind
    for act in digest.acts:
        if act.act in kinds:
            kind = kinds[act.act]
            count = claims[act.act]
            yield Entry(act.act, kind, act.status, act.date, digest.party, digest.object, count)
