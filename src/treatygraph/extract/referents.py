"""What a word of a frame stands for: an entity, and how the word came to stand for it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from treatygraph.extract.names import Mention
from treatygraph.extract.parsing import Parsed
from treatygraph.model import Anchor, Entity, Span


@dataclass(frozen=True, slots=True)
class Referent:
    """An entity, and how the words came to stand for it. ``by`` is who acted for a state."""

    entity: Entity
    anchor: Anchor
    by: Entity | None = None


def anchor_at(
    part: str, parsed: Parsed, token: Token, how: str, antecedent: Mention | None = None
) -> Anchor:
    """An anchor at a word; ``antecedent`` is the name that it refers to."""
    start, end = parsed.span([token])
    place = Span(antecedent.start, antecedent.end) if antecedent else None
    return Anchor(part, start, end, parsed.source[start:end], how, place)
