"""What stands with a noun that refers: "the climate accord" can be the one treaty and not the other."""

from __future__ import annotations

import re

from spacy.tokens import Token

from treatygraph.extract.parsing import Parsed
from treatygraph.model import Entity

# What may be said of anything: "this critical treaty", "the historic pact".
_OF_ANY = frozenset(
    (
        *("same", "whole", "entire", "new", "regional", "international", "critical", "important"),
        *(
            "historic",
            "landmark",
            "vital",
            "essential",
            "crucial",
            "controversial",
            "key",
            "original",
        ),
        *("flawed", "outdated", "unfair", "very", "current", "existing", "said", "agreed"),
    )
)
# What may be said of a body without its being in its name.
_OF_BODIES = frozenset(
    (
        *("political", "military", "economic", "defensive", "western", "transatlantic", "trading"),
        *("trade", "security", "defence", "defense", "global", "world", "intergovernmental"),
    )
)


def may_mean(token: Token, entity: Entity, parsed: Parsed) -> bool:
    """Whether what stands with "the pact" can be said of the entity: "the European text" of one that
    has "European" in a name, "the 46-nation body", "the pact, signed in Rome"; not "the trade pact"."""
    names = " ".join([entity.label, *(n.text for n in entity.names)]).lower()
    for child in token.children:
        if child.dep_ in ("acl", "relcl"):
            if token.i + 1 < len(parsed.doc) and parsed.doc[token.i + 1].text != ",":
                return False
        elif child.dep_ == "prep":
            accused = child.lower_ == "of" and token.head.lemma_ in ("accuse", "suspect")
            if child.lower_ in ("of", "between", "with", "on", "for") and not accused:
                return False
        elif child.dep_ in ("amod", "compound", "nmod", "poss", "nummod"):
            counted = any(t.text[:1].isdigit() for t in (child, *child.children))
            maker = parsed.mention(child)  # "the EU treaty", "the UN pact": whose it is
            if maker is not None and all(c.entity.kind.is_body for c in maker.candidates):
                continue
            word = parsed.text(child).lower()
            stem = word[: max(4, len(word) - 3)]
            known = re.search(rf"\b{re.escape(stem)}", names) is not None
            same = child.lower_ in _OF_ANY
            same = same or (entity.kind.is_body and child.lower_ in _OF_BODIES)
            if not (counted or known or same):
                return False
    return True
