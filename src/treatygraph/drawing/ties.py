"""What a thing is tied to, as a network: things with the acts, offices and statements between them, one or two steps far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from treatygraph.drawing.lines import WORDS, Link
from treatygraph.errors import QueryError
from treatygraph.model import ActKind, PartialDate, Status

OFFICE = "office"
STATEMENT = "statement"
KINDS: Mapping[str, str] = {
    **{kind.value: kind.value.replace("-", " ") for kind in ActKind},
    OFFICE: "office held",
    STATEMENT: "statement",
}
"""What a tie can be: the kinds of acts, and what documents tell of persons and of what was said. With words for people."""

FIRST = 24
SECOND = 36
BESIDE = 6
BESIDE_FAR = 3
"""What there is room for: things around the middle and behind them, and ties between two things, near and far."""


@dataclass(frozen=True)
class Choice:
    """Which ties are wanted. ``depth`` is 1 or 2 steps; ``kind`` and ``status`` empty: any. ``since`` and ``until`` are
    years, both included; where one is given, ties without a date are left out."""

    depth: int = 1
    kind: str = ""
    status: str = ""
    since: int | None = None
    until: int | None = None

    def wants(self, tie: Tie) -> bool:
        """Whether a tie is among them."""
        if self.kind not in ("", tie.kind) or self.status not in ("", tie.status):
            return False
        if self.since is None and self.until is None:
            return True
        if tie.date is None:
            return False
        return (self.since or 0) <= tie.date.year <= (self.until or tie.date.year)


@dataclass(frozen=True, slots=True)
class Tie:
    """Something between two things. ``key`` has the page that is the evidence: an act, or the claim in its document.

    ``said`` are its words where the kind does not tell all: a role, a stance.
    """

    key: str
    kind: str
    status: str
    date: PartialDate | None
    source: str
    target: str
    said: str = ""

    def other(self, key: str) -> str:
        """The other end."""
        return self.target if self.source == key else self.source


@dataclass(frozen=True)
class Node:
    """A thing. ``steps`` is how far it is from the one in the middle."""

    key: str
    label: str
    kind: str
    steps: int


@dataclass(frozen=True)
class Edge:
    """A tie that is drawn, with the keys of its ends. ``year`` is that of its date; ``label`` tells it in a line."""

    key: str
    kind: str
    words: str
    status: str
    date: PartialDate | None
    year: int | None
    source: str
    target: str
    label: str


def chosen(params: Mapping[str, str]) -> Choice:
    """The choice that an address tells. Raises QueryError."""
    depth, kind, status = (params.get(name, "") for name in ("depth", "kind", "status"))
    if depth not in ("", "1", "2"):
        raise QueryError(f"depth is 1 or 2, not {depth!r}")
    if kind and kind not in KINDS:
        raise QueryError(f"There is no kind {kind!r}. There are: {', '.join(KINDS)}")
    if status and status not in {each.value for each in Status}:
        names = ", ".join(each.value for each in Status)
        raise QueryError(f"There is no status {status!r}. There are: {names}")
    return Choice(int(depth or 1), kind, status, _year(params, "since"), _year(params, "until"))


def _year(params: Mapping[str, str], name: str) -> int | None:
    value = params.get(name, "").strip()
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) == 4 and int(value)):
        raise QueryError(f"{name} is a year such as 1994, not {value!r}")
    return int(value)


def kinds_of(ties: Iterable[Tie]) -> tuple[tuple[str, str], ...]:
    """The kinds of some ties, with their words, in the order of words."""
    found = {tie.kind for tie in ties}
    return tuple(sorted(((k, KINDS[k]) for k in found), key=lambda pair: pair[1]))


class Selection:
    """The things and ties that there is room for, the most tied first, and how many are left off.

    ``ties`` gives those of a thing by its key. ``seen`` are all that were looked at, whether wanted or not; ``steps``
    are the things that were taken, with how far they are.
    """

    def __init__(self, ties: Callable[[str], Sequence[Tie]], key: str, choice: Choice) -> None:
        self.seen: list[Tie] = [*ties(key)]
        self.steps = {key: 0}
        self.ties: list[Tie] = []
        self.things_left_off = 0
        self.ties_left_off = 0
        first = _by_other(filter(choice.wants, self.seen), key)
        near = sorted(first, key=lambda other: -len(first[other]))
        self._take({other: [first[other]] for other in near}, FIRST, 1, BESIDE)
        if choice.depth == 2:
            self._second_step(ties, key, choice, near[:FIRST])

    def _second_step(
        self,
        ties: Callable[[str], Sequence[Tie]],
        key: str,
        choice: Choice,
        ring: Sequence[str],
    ) -> None:
        between: dict[frozenset[str], list[Tie]] = {}
        beyond: dict[str, list[list[Tie]]] = defaultdict(list)
        for each in ring:
            found = ties(each)
            self.seen += found
            for other, shared in _by_other(filter(choice.wants, found), each).items():
                if other not in self.steps:
                    beyond[other].append(shared)
                elif other != key:
                    between[frozenset((each, other))] = shared
        for shared in between.values():
            self._draw(shared, BESIDE_FAR)

        def order(other: str) -> tuple[int, int, str]:
            return (-len(beyond[other]), -sum(map(len, beyond[other])), other)

        ranked = {other: beyond[other] for other in sorted(beyond, key=order)}
        self._take(ranked, SECOND, 2, BESIDE_FAR)

    def _take(
        self, ranked: Mapping[str, Sequence[Sequence[Tie]]], most: int, steps: int, beside: int
    ) -> None:
        for place, (other, groups) in enumerate(ranked.items()):
            if place < most:
                self.steps[other] = steps
                for group in groups:
                    self._draw(group, beside)
            else:
                self.things_left_off += 1
                self.ties_left_off += sum(map(len, groups))

    def _draw(self, ties: Sequence[Tie], beside: int) -> None:
        self.ties += ties[:beside]
        self.ties_left_off += len(ties[beside:])


def _by_other(ties: Iterable[Tie], key: str) -> dict[str, list[Tie]]:
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        found.setdefault(tie.other(key), []).append(tie)
    return found


def edge_of(tie: Tie, links: Mapping[str, Link]) -> Edge:
    """A tie with its words. ``links`` has both its ends."""
    words = tie.said or KINDS[tie.kind]
    status = f", {WORDS[Status(tie.status)]}" if tie.status else ""
    when = f", {tie.date}" if tie.date else ""
    label = f"{links[tie.source].label}: {words}, {links[tie.target].label}{status}{when}"
    year = tie.date.year if tie.date else None
    return Edge(tie.key, tie.kind, words, tie.status, tie.date, year, tie.source, tie.target, label)
