"""What the act claims of a graph say, and where they disagree, in short: one literal for each party and object.

Concluding acts and standings anew, and comparing all claims with each other and with the record, needs a few
facts of each. Read one by one from where they belong they take a store most of its time: each is a string that
is looked up for itself. So a graph keeps them a second time beside its acts, one line a claim, in a graph that
is written in the same transaction and that exports, counts and validation leave out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.catalogue.terms import BASE
from treatygraph.law.stages import Stage
from treatygraph.law.told import Told
from treatygraph.model import Act, ActKind, PartialDate, Status
from treatygraph.rdf.terms import tg, thing

DIGEST_GRAPH: Final = NamedNode(BASE + "graph/digest")
HAS_DIGEST: Final = tg("digest")

_KINDS = {kind.value: kind for kind in ActKind}
_STATUSES = {status.value: status for status in Status}
_STAGES = {stage.value: stage for stage in Stage}
_parsed = lru_cache(maxsize=None)(PartialDate.parse)


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two claims of an act that cannot both be right. ``kind`` and ``message`` are those of the disagreement; the
    others are keys."""

    act: str
    kind: str
    message: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Concluded:
    """What the claims of an act, given by its key, amount to."""

    act: str
    status: Status
    date: PartialDate | None


@dataclass(frozen=True, slots=True)
class Digest:
    """What is told of one party and one object, by their keys. ``told`` are claims, ``acts`` what they amount to."""

    party: str
    object: str
    told: tuple[Told, ...]
    disputes: tuple[Dispute, ...] = ()
    acts: tuple[Concluded, ...] = ()


def digests(acts: Iterable[Act], claims: Mapping[str, Told]) -> list[Digest]:
    """The digest of each party (empty: none) and object that acts are about, sorted.

    ``claims`` are what claims say, by their hashes; those of the acts must be among them.
    """
    told: dict[tuple[str, str], list[Told]] = defaultdict(list)
    disputes: dict[tuple[str, str], list[Dispute]] = defaultdict(list)
    concluded: dict[tuple[str, str], list[Concluded]] = defaultdict(list)
    for act in acts:
        pair = (act.party.key if act.party is not None else "", act.object.key)
        concluded[pair].append(Concluded(act.key, act.status, act.date))
        for key in act.claims:
            told[pair].append(replace(claims[key], act=act.key))
        for each in act.disagreements:
            one, other = sorted(f"claim/{claim}" for claim in each.claims)
            disputes[pair].append(Dispute(act.key, each.kind, each.message, one, other))
    return [
        digest_of(*pair, told[pair], disputes[pair], concluded[pair]) for pair in sorted(concluded)
    ]


def digest_of(
    party: str,
    target: str,
    told: Iterable[Told],
    disputes: Iterable[Dispute],
    concluded: Iterable[Concluded],
) -> Digest:
    """A digest in its own order, which is that of the keys."""
    return Digest(
        party,
        target,
        tuple(sorted(told, key=lambda each: (each.act, each.claim))),
        tuple(sorted(disputes, key=lambda each: (each.act, each.kind, each.one, each.other))),
        tuple(sorted(concluded, key=lambda each: each.act)),
    )


def digest_quads(made: Iterable[Digest]) -> list[Quad]:
    """One quad for each digest."""
    return [
        Quad(digest_node(each.party, each.object), HAS_DIGEST, Literal(_text(each)), DIGEST_GRAPH)
        for each in made
    ]


def digest_node(party: str, target: str) -> NamedNode:
    """The node that has what is told of a party (empty: none) and an object, given by their keys."""
    return thing(f"digest/{party or 'none'}/{target}")


def _text(digest: Digest) -> str:
    lines = [f"{digest.party}\t{digest.object}"]
    for each in digest.told:
        stage = each.stage.value if each.stage else ""
        dates = (_written(each.date), _written(each.effective))
        cells = (each.act, each.claim, each.document, each.kind.value, each.status.value)
        lines.append("\t".join((*cells, *dates, stage)))
    # A line of three cells, and one of five. A message never has a tab or a line break: it is made of words and dates.
    lines += ["\t".join((each.act, each.status.value, _written(each.date))) for each in digest.acts]
    lines += [
        "\t".join((each.act, each.one, each.other, each.kind, each.message))
        for each in digest.disputes
    ]
    return "\n".join(lines)


def _written(date: PartialDate | None) -> str:
    return str(date) if date else ""


def read_digest(text: str) -> Digest:
    """What a literal of `digest_quads` says. Raises ValueError or KeyError for what is none."""
    head, *lines = text.split("\n")
    party, target = head.split("\t")
    told: list[Told] = []
    disputes: list[Dispute] = []
    acts: list[Concluded] = []
    for line in lines:
        cells = line.split("\t")
        if len(cells) == 3:  # as it writes what an act amounts to
            act, status, date = cells
            acts.append(Concluded(act, _STATUSES[status], _read(date)))
            continue
        if len(cells) == 5:  # as _text writes a dispute
            act, one, other, sort, message = cells
            disputes.append(Dispute(act, sort, message, one, other))
            continue
        act, claim, document, kind, status, date, effective, stage = cells
        told.append(
            Told(
                claim,
                document,
                act,
                _KINDS[kind],
                party,
                target,
                _STATUSES[status],
                _read(date),
                _read(effective),
                _STAGES[stage] if stage else None,
            )
        )
    return Digest(party, target, tuple(told), tuple(disputes), tuple(acts))


def _read(date: str) -> PartialDate | None:
    return _parsed(date) if date else None
