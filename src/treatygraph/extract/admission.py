"""Treaties that let a state into a treaty or body: "Malta's accession treaty", "the protocol on the
accession of Malta to the Union", "the accession protocol".

They have a title of their own, and ratifying one is no accession of who ratifies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from treatygraph.extract.discourse import Discourse, choose, sort_of
from treatygraph.extract.naming import slug
from treatygraph.extract.parsing import Parsed
from treatygraph.extract.referents import Referent, anchor_at
from treatygraph.extract.tree import children, noun_lemma
from treatygraph.model import ActKind, Entity, EntityKind, Name, NameKind

# The nouns for such a treaty, and what an entity of the sort is.
ADMITTING = {
    "protocol": EntityKind.PROTOCOL,
    "treaty": EntityKind.TREATY,
    "agreement": EntityKind.AGREEMENT,
    "pact": EntityKind.TREATY,
}
ADMISSIONS = ("accession", "membership")
_JOINS = (ActKind.ACCESSION, ActKind.JOINING)


def admitting_treaty(
    token: Token,
    parties: Sequence[Entity],
    called: Sequence[str],
    parsed: Parsed,
    discourse: Discourse,
) -> Referent | None:
    """The accession treaty that a noun phrase describes; None if it describes something else.

    ``parties`` are those who act on it; ``called`` are the words that the text uses for it. Who accedes to what it takes from the phrase
    itself, else from the accession that the text told last.
    """
    if noun_lemma(token) not in ADMITTING or not is_admitting(token):
        return None
    inside = list(_within(token, parsed, discourse))
    joining = [e for e in inside if e.kind.is_state]
    joined = [e for e in inside if not e.kind.is_state]
    if not joining and any(c.lower_ in ("its", "their") for c in children(token, "poss")):
        joining = [e for e in parties if e.kind.is_state]
    for act in reversed(discourse.acts):
        fits = act.kind in _JOINS and (not joined or act.object in joined)
        if fits and act.party is not None and not (joining and joined):
            joining = joining or [act.party]
            joined = joined or [act.object]
    if not joining and not joined and len(called) == 0:
        return None
    entity = _entity(noun_lemma(token), joining, joined, called)
    return Referent(entity, anchor_at("object", parsed, token, "described"))


def is_admitting(token: Token) -> bool:
    """Whether "accession" or "membership" says what a treaty is about."""
    if any(c.lower_ in ADMISSIONS for c in children(token, "compound", "amod", "nmod")):
        return True
    behind = [
        t for p in children(token, "prep") if p.lower_ in ("on", "of", "for") for t in p.children
    ]
    return any(t.lower_ in ADMISSIONS for t in behind)


def _within(token: Token, parsed: Parsed, discourse: Discourse) -> Iterable[Entity]:
    """The states, treaties and bodies that the phrase names, in text order."""
    found: dict[str, Entity] = {}
    clauses = {t.i for c in children(token, "relcl", "acl") for t in c.subtree}
    for part in token.subtree:
        mention = parsed.mention(part) if part.i not in clauses else None
        if mention is not None:
            entity = choose(mention, discourse, {"state"}) or choose(
                mention, discourse, {"treaty", "body"}
            )
            if entity is not None and sort_of(entity) != "other":
                found.setdefault(entity.key, entity)
    return found.values()


def _entity(
    noun: str, joining: Sequence[Entity], joined: Sequence[Entity], called: Sequence[str]
) -> Entity:
    whom = " and ".join(e.label for e in sorted(joining, key=lambda e: e.label))
    what = joined[0] if joined else None
    title = noun.capitalize() + " on the accession"
    title += f" of {whom}" if whom else ""
    names = [f"{title} to {what.label}" if what is not None else title]
    if what is not None:
        shorter = [n.text for n in what.names if n.kind in (NameKind.ABBREVIATION, NameKind.SHORT)]
        for name in (what.label, *shorter):
            names += [f"{title} to {name}", f"{whom} {name} accession {noun}".strip()]
    names += [f"{whom} accession {noun}".strip(), f"accession {noun}", *called]
    codes = sorted(e.code.lower() for e in joining)
    where = slug(what.label) if what is not None else ""
    return Entity(
        f"treaty/unlisted-{slug('-'.join(filter(None, [*codes, where, 'accession', noun])))}",
        ADMITTING[noun],
        names[0],
        names=tuple(Name(n, NameKind.COMMON) for n in dict.fromkeys(names)),
        unlisted=True,
    )
