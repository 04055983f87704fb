"""An act: every claim behind it, and how the conclusion was reached."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException

from treatygraph.drawing.lines import WORDS, ActLine
from treatygraph.explorer.answering import Answer
from treatygraph.explorer.pages.reading import Reader, Said, text
from treatygraph.explorer.state import View
from treatygraph.model import Status
from treatygraph.rdf.terms import ACTS_GRAPH, key_of, tg, thing


@dataclass(frozen=True)
class Stage:
    """The claims that say that an act had got as far as this."""

    status: Status
    words: str
    claims: tuple[Said, ...]


@dataclass(frozen=True)
class Dispute:
    """Two claims that cannot both be right."""

    message: str
    sides: tuple[Said, ...]


@dataclass(frozen=True)
class ActPage:
    """An act with all that is said of it. ``because`` tells in words how status and date were concluded."""

    act: ActLine
    words: str
    stages: tuple[Stage, ...]
    disputes: tuple[Dispute, ...]
    because: tuple[str, ...]


def act_page(view: View, key: str) -> Answer:
    """The page of an act. Raises HTTPException (404)."""
    reader = Reader(view)
    act = reader.act(key)
    if act is None:
        raise HTTPException(404, f"The graph has no act {key}")
    node = thing(key)
    said = reader.values(node, ACTS_GRAPH)
    claims = [c for value in said.get("claim", ()) if (c := reader.claim(key_of(value)))]
    claims.sort(key=lambda c: (str(c.source.published or "9999"), c.source.title, c.key))
    by_key = {claim.key: claim for claim in claims}
    disputes = []
    for quad in reader.store.matching(predicate=tg("inAct"), object=node, graph=ACTS_GRAPH):
        between = reader.values(quad.subject, ACTS_GRAPH)  # type: ignore[arg-type]
        keys = sorted(key_of(value) for value in between.get("between", ()))
        sides = tuple(found for k in keys if (found := by_key.get(k) or reader.claim(k)))
        disputes.append(Dispute(text(between.get("message")), sides))
    basis = {key_of(value) for value in said.get("basis", ())}
    stages = tuple(
        Stage(status, WORDS[status], tuple(c for c in claims if c.status is status))
        for status in Status
        if any(c.status is status for c in claims)
    )
    data = ActPage(
        act,
        sentence(act),
        stages,
        tuple(sorted(disputes, key=lambda d: d.message)),
        tuple(_because(act, claims, len(basis), len(disputes))),
    )
    return Answer("act.html", sentence(act), data, node)


def sentence(act: ActLine) -> str:
    """An act in words: "Russia: withdrawal, European Convention …, under way, 29 September 2025"."""
    party = f"{act.party.label}: " if act.party else ""
    return f"{party}{act.words}, {act.object.label}"


def _because(act: ActLine, claims: list[Said], basis: int, disputes: int) -> list[str]:
    count = len(claims)
    documents = len({claim.source.key for claim in claims})
    found = [
        f"{_number(count, 'claim')} in {_number(documents, 'document')} {'tells' if count == 1 else 'tell'} of this act.",
        (
            f"It counts as {WORDS[act.status]}: that is as far as a claim says that it had got, unless a later "
            "claim says that it was refused or taken back."
        ),
    ]
    if act.date is not None:
        found.append(
            f"The date, {act.date}, is the one that most of these claims support; {_number(basis, 'claim')} "
            f"{'agrees' if basis == 1 else 'agree'} with it."
        )
    else:
        found.append("No claim states a date for it.")
    if disputes:
        found.append(f"{_number(disputes, 'disagreement')} between claims: see below.")
    return found


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
