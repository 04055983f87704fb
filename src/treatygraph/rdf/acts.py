"""Acts as quads, and the direct edges that follow from those that are done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.model import Act, ActKind, Status, content_hash
from treatygraph.rdf import terms
from treatygraph.rdf.terms import tg, thing

# The class of each kind of act, and the direct edge of one that is done.
CLASSES = {kind: "".join(part.capitalize() for part in kind.value.split("-")) for kind in ActKind}
EDGES = {
    ActKind.SIGNATURE: "signed",
    ActKind.RATIFICATION: "ratified",
    ActKind.ACCESSION: "accededTo",
    ActKind.WITHDRAWAL: "withdrewFrom",
    ActKind.SUSPENSION: "suspendedTreaty",
    ActKind.RESERVATION: "madeReservationTo",
    ActKind.DEROGATION: "derogatedFrom",
    ActKind.JOINING: "joined",
    ActKind.LEAVING: "left",
    ActKind.EXPULSION: "wasExpelledFrom",
    ActKind.MEMBERSHIP_SUSPENSION: "wasSuspendedFrom",
}
# What lasts until something ends it: the edge, what begins it, what ends it.
_LASTING = (
    ("partyTo", (ActKind.RATIFICATION, ActKind.ACCESSION), (ActKind.WITHDRAWAL,)),
    ("memberOf", (ActKind.JOINING,), (ActKind.LEAVING, ActKind.EXPULSION)),
)


def act_quads(acts: Iterable[Act]) -> list[Quad]:
    """The quads of acts and of the disagreements in them, sorted."""
    quads = {
        Quad(subject, predicate, value, terms.ACTS_GRAPH)
        for act in acts
        for subject, predicate, value in _act(act)
    }
    return sorted(quads, key=str)


def _act(act: Act) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    node = thing(act.key)
    yield node, terms.TYPE, tg("Act")
    yield node, terms.TYPE, tg(CLASSES[act.kind])
    yield node, tg("actKind"), thing(f"act-kind/{act.kind.value}")
    yield node, tg("status"), thing(f"status/{act.status.value}")
    yield node, tg("object"), thing(act.object.key)
    if act.party is not None:
        yield node, tg("party"), thing(act.party.key)
    if act.date is not None:
        yield node, tg("date"), terms.date_literal(act.date)
    for claim in act.claims:
        yield node, tg("claim"), thing(f"claim/{claim}")
    for claim in act.basis:
        yield node, tg("basis"), thing(f"claim/{claim}")
    for each in act.disagreements:
        # Two acts can disagree over the same two claims: each has a node of its own.
        place = thing(f"disagreement/{content_hash(act.key, each.kind, sorted(each.claims))}")
        yield place, terms.TYPE, tg("Disagreement")
        yield place, tg("inAct"), node
        yield place, tg("disagreementKind"), Literal(each.kind)
        yield place, tg("message"), Literal(each.message)
        for claim in each.claims:
            yield place, tg("between"), thing(f"claim/{claim}")


def derived_quads(acts: Iterable[Act]) -> list[Quad]:
    """The direct edges, party to object, of acts that are done, sorted.

    A state is ``partyTo`` a treaty that it ratified or acceded to, and ``memberOf`` a body that it
    joined, unless the last dated act of the two ended it. An end without a date counts as later
    than what began it: nothing is claimed to last that a text says has ended.
    """
    done: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in acts:
        if act.status is Status.DONE and act.party is not None:
            done[act.party.key, act.object.key].append(act)
    quads: set[Quad] = set()
    for (party, target), between in done.items():
        kinds = {act.kind for act in between}
        quads.update(_edge(party, EDGES[kind], target) for kind in kinds & EDGES.keys())
        for edge, begins, ends in _LASTING:
            if _lasts(between, begins, ends):
                quads.add(_edge(party, edge, target))
    return sorted(quads, key=str)


def _lasts(acts: list[Act], begins: tuple[ActKind, ...], ends: tuple[ActKind, ...]) -> bool:
    begun = [act.date for act in acts if act.kind in begins]
    ended = [act.date for act in acts if act.kind in ends]
    if not begun or not ended:
        return bool(begun)
    if None in ended:
        return False
    last_begun = max((d for d in begun if d is not None), default=None)
    return last_begun is not None and last_begun > max(d for d in ended if d is not None)


def _edge(party: str, name: str, target: str) -> Quad:
    return Quad(thing(party), tg(name), thing(target), terms.DERIVED_GRAPH)
