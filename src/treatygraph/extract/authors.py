"""Who speaks in a press release or a joint statement: the author of a text, who says "we" in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from treatygraph.extract.naming import group, person
from treatygraph.model import Entity, RoleClaim

_BYLINE = re.compile(r"^(?:press )?(?:statement|remarks|message) (?:of|by|from)\b", re.IGNORECASE)
_BYLINE_LENGTH = 120
# "Joint communiqué of the Benelux trade ministers, Ghent": they say "we" in it.
_JOINT = re.compile(
    r"(?:(?:joint|final|press) )*(?:statement|communiqu[eé]|declaration) (?:of|by|from) (?:the )?"
    r"([^,:;–—]*?\b(?:ministers|leaders|presidents|ambassadors|heads of state(?: and government)?)\b"
    r"(?: of [^,:;–—]+?)?)(?=[,:;–—]| on | after | following | in | at |$)",
    re.IGNORECASE,
)


def author(text: str, title: str | None, roles: Iterable[RoleClaim]) -> Entity | None:
    """Who speaks in a press release: the person of its byline, its title or its signature."""
    first = text.split("\n", 1)[0].strip()
    claims = list(roles)
    byline = len(first) < _BYLINE_LENGTH and not first.endswith((".", "!", "?"))
    for claim in claims:
        if byline and claim.person.label in first and first.startswith(claim.person.label):
            return claim.person
    together = _JOINT.match(title or "") or _JOINT.match(first if byline else "")
    if together is not None:
        return group(together.group(1).strip())
    if title and _BYLINE.match(title):
        for claim in claims:
            if claim.person.label.split()[-1] in title:
                return claim.person
        match = re.search(
            r"(?:President|Secretary|Minister|Chancellor) ((?:[A-Z][\w.-]+ ?){2,3})", title
        )
        if match:
            return person(match.group(1).strip())
    last = text.rstrip().rsplit("\n", 1)[-1].strip()
    if (
        last.isupper()
        and 2 <= len(last.split()) <= 5
        and last.replace(".", "").replace(" ", "").isalpha()
    ):
        return person(" ".join(w.capitalize() for w in last.split()))
    return None
