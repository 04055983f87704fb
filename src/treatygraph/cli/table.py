"""Claims for people: one block a claim, its sentence with the words marked that decided it."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

import click

from treatygraph.model import (
    ActClaim,
    Anchor,
    Claim,
    Evidence,
    Extraction,
    RoleClaim,
    StatementClaim,
)

_WIDEST = 110
_COLOURS = {"trigger": "yellow", "party": "cyan", "object": "green", "date": "magenta"}
_PARTS = {"trigger": "act", "about": "about", "speaker": "speaker"}
# How a word came to stand for an entity, where it is not its name.
_HOW = {
    "reference": "named before",
    "implied": "not written; spoken of before",
    "capital": "a capital stands for its state",
    "metonym": "stands for its state",
    "demonym": "a people stands for its state",
    "organ": "an organ of the state",
    "person": "acts for the state",
    "author": "who speaks",
    "counterpart": "signs with the other",
    "described": "in no catalogue; described here",
    "listed": "in a list",
}


def table(extraction: Extraction) -> Iterator[str]:
    """The lines of a document's claims, with colours for a terminal that shows them."""
    width = min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)
    yield click.style(extraction.document.identifier, bold=True)
    if not extraction.claims:
        yield "  no claims"
    for claim in extraction.claims:
        yield f"  {click.style(line_of(claim), bold=True)}"
        for evidence in claim.evidence:
            yield from _wrapped(marked(claim, evidence), width)
        yield f"      {click.style(_reason(claim), dim=True)}"
        yield from (f"      {line}" for line in _references(claim, extraction.document.text))


def line_of(claim: Claim) -> str:
    """A claim on one line, for people."""
    if isinstance(claim, ActClaim):
        party = claim.party.label if claim.party else "—"
        date = f" {claim.date}" if claim.date else ""
        by = f", by {claim.by.label}" if claim.by else ""
        return (
            f"{claim.kind.value}: {party} → {claim.object.label} [{claim.status.value}{date}]{by}"
        )
    if isinstance(claim, StatementClaim):
        return f"{claim.stance.value}: {claim.speaker.label} → {claim.about.label}"
    if isinstance(claim, RoleClaim):
        return f"role: {claim.person.label}, {claim.role} of {claim.of.label}"
    raise TypeError(f"no claim: {claim!r}")


def marked(claim: Claim, evidence: Evidence) -> str:
    """The sentence on one line, each word that decided the claim in brackets with its part:
    ``[party Chile] [act ratified] the pact``."""
    inside = [
        a for a in claim.reason.anchors if evidence.start <= a.start and a.end <= evidence.end
    ]
    text, place = [], evidence.start
    for anchor in sorted(_apart(inside), key=lambda a: a.start):
        text.append(
            _one_line(evidence.quote[place - evidence.start : anchor.start - evidence.start])
        )
        text.append(_mark(anchor))
        place = anchor.end
    text.append(_one_line(evidence.quote[place - evidence.start :]))
    return f"“{''.join(text)}”"


def _apart(anchors: list[Anchor]) -> list[Anchor]:
    """Those that do not overlap; the first of two wins, and the party before the trigger."""
    kept: list[Anchor] = []
    for anchor in sorted(anchors, key=lambda a: (a.how == "implied", a.part == "trigger")):
        if not any(anchor.start < k.end and k.start < anchor.end for k in kept):
            kept.append(anchor)
    return kept


def _mark(anchor: Anchor) -> str:
    part = _PARTS.get(anchor.part, anchor.part)
    return click.style(f"[{part} {_one_line(anchor.quote)}]", fg=_COLOURS.get(anchor.part))


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _reason(claim: Claim) -> str:
    return f"rule {claim.reason.rule}, confidence {claim.confidence:.2f}"


def _references(claim: Claim, text: str) -> Iterator[str]:
    """How each word that is no name came to stand for an entity."""
    meant = {"party": "party", "object": "object", "speaker": "speaker", "about": "about"}
    for anchor in claim.reason.anchors:
        how = _HOW.get(anchor.how)
        entity = getattr(claim, meant.get(anchor.part, ""), None)
        if how is None or entity is None:
            continue
        far = anchor.antecedent
        at = f": “{_one_line(text[far.start : far.end])}”" if far is not None else ""
        yield click.style(
            f"{anchor.part} “{_one_line(anchor.quote)}” is {entity.label} ({how}{at})", dim=True
        )


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of at most so many columns; what colours take does not count."""
    plain = click.unstyle(text)
    if len(plain) + 6 <= width or plain != text:
        return [f"      {text}"]
    return textwrap.wrap(text, width, initial_indent="      ", subsequent_indent="       ")
