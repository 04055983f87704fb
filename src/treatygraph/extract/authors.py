"""Who speaks in a press release or a joint statement: the author of a text, who says "we" in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from treatygraph.extract.discourse import Discourse, choose
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


# "Statement by the High Representative on behalf of the Union".
_ON_BEHALF = re.compile(r"\b(?:statement|declaration|remarks)\b.*? on behalf of ", re.IGNORECASE)
# "Joint statement by the spokespersons of the foreign ministries of Chile and Peru".
_SPEAKING_TOGETHER = re.compile(
    r"\b(?:joint|common|trilateral|tripartite) (?:press )?(?:statement|communiqu[eé]|declaration)"
    r" (?:by|of|from)\b",
    re.IGNORECASE,
)
# What a joint statement is about.
_SUBJECT = re.compile(r"[:;–—] | (?:on|after|following|regarding|concerning|against) ")


def owners_of_statement(title: str | None, discourse: Discourse) -> list[Entity]:
    """In whose name a statement is made, by its title: a body, a state, or several states together."""
    line = title or ""
    behalf = _ON_BEHALF.search(line)
    if behalf is not None:
        return _named(line[behalf.end() :], discourse, {"body", "state"})[:1]
    together = _SPEAKING_TOGETHER.search(line)
    if together is None or _JOINT.search(line) is not None:
        return []
    by = _SUBJECT.split(line[together.end() :], maxsplit=1)[0]
    found = _named(by, discourse, {"state"})
    return found if len(found) > 1 else []


# Who publishes for a state: "Press release | Ministry of Foreign Affairs, Oslo".
_OFFICIAL = re.compile(
    r"\b(?:ministry|department|government|embassy|cabinet|foreign office|chancellery|presidency)\b",
    re.IGNORECASE,
)
# "SAN JOSÉ — The Ministry of Foreign Affairs": who opens a release by telling of itself.
_OWN_WORDS = re.compile(
    r"[A-ZÀ-Þ][^\n.;:]{2,40} [—–-]+ The (?:Ministry|Department|Government|Embassy|Cabinet)\b"
)
_HEADER_LINES = 4


def home_of(text: str, discourse: Discourse) -> Entity | None:
    """The state whose ministry publishes a release, by the lines above its first sentence."""
    words: list[str] = []
    for line in text.split("\n", _HEADER_LINES)[:_HEADER_LINES]:
        if len(line) > _BYLINE_LENGTH or line.rstrip().endswith((".", "!", "?", ":")):
            opening = _OWN_WORDS.match(line)
            words += [opening.group()] if opening is not None else []
            break
        words.append(line)
    head = "\n".join(words)
    if _OFFICIAL.search(head) is None:
        return None
    states = _named(head, discourse, {"state"})
    return states[0] if len(states) == 1 else None


def _named(words: str, discourse: Discourse, sorts: set[str]) -> list[Entity]:
    """The states or bodies that words name, in order, each once."""
    found = (choose(m, discourse, sorts) for m in discourse.index.find(words))
    return list(dict.fromkeys(entity for entity in found if entity is not None))


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
