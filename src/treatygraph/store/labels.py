"""Names as people type them: case, accents, punctuation and "No." do not matter."""

from __future__ import annotations

import re
import unicodedata

_PART = re.compile(r"[^\W\d_]+|\d+")
_ARTICLES = frozenset(("the", "a", "an"))
_NUMBERED = frozenset(("no", "number", "nr"))
# Letters that Unicode does not take apart into a plain one and a mark.
_PLAIN = str.maketrans("łøđıßæœ", "lodisao")


def typed_form(text: str) -> str:
    """What two spellings of one name have in common.

    >>> typed_form("CETS No. 005") == typed_form("cets-5")
    True
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)|'", "", plain)  # U.S. is US; d'Ivoire is one word
    parts = _PART.findall(plain)
    if len(parts) > 1 and parts[0] in _ARTICLES:
        parts = parts[1:]
    followers = [*parts[1:], ""][: len(parts)]
    kept = [p for p, after in zip(parts, followers, strict=True) if not _is_no(p, after)]
    return " ".join(p.lstrip("0") or "0" if p.isdigit() else p for p in kept)


def _is_no(part: str, after: str) -> bool:
    return part in _NUMBERED and after.isdigit()
