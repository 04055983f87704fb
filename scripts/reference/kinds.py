"""What the tables' words for kinds mean: data, and the errors for words that are not known."""

from __future__ import annotations

import re
from typing import Final

from treatygraph.model import EntityKind, NameKind

from .tables import Row

STATES: Final = {
    "un-member": EntityKind.STATE,
    "non-member": EntityKind.STATE,
    "territory": EntityKind.TERRITORY,
    "historic": EntityKind.HISTORIC_STATE,
    "organisation": EntityKind.ORGANISATION,
}
TREATIES: Final = {
    "convention": EntityKind.CONVENTION,
    "protocol": EntityKind.PROTOCOL,
    "agreement": EntityKind.AGREEMENT,
    "arrangement": EntityKind.AGREEMENT,
    **dict.fromkeys(
        (
            "treaty",
            "amendment",
            "annex",
            "charter",
            "code",
            "constitution",
            "covenant",
            "declaration",
            "other",
            "regulation",
            "statute",
        ),
        EntityKind.TREATY,
    ),
}
BODIES: Final = {
    **dict.fromkeys(("organisation", "bank"), EntityKind.ORGANISATION),
    **dict.fromkeys(("court", "tribunal"), EntityKind.COURT),
    **dict.fromkeys(
        ("committee", "treaty-body", "monitoring-body", "commission", "organ"),
        EntityKind.COMMITTEE,
    ),
    "office": EntityKind.OFFICE,
    "state-organ": EntityKind.STATE_ORGAN,
}
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NAMES: Final = {kind.value: kind for kind in NameKind}


def entity_kind(row: Row, column: str, table: dict[str, EntityKind]) -> EntityKind:
    """The kind that a row's word means. Raises ResourceError for one that is not in ``table``."""
    try:
        return table[row[column]]
    except KeyError:
        raise row.error(
            f"{column} {row[column]!r} is not known. Known are: {', '.join(sorted(table))}"
        ) from None


def language(row: Row) -> str:
    """A row's language tag, ``en`` where it is empty. Raises ResourceError for no tag."""
    tag = row["lang"] or "en"
    if not _LANGUAGE.fullmatch(tag):
        raise row.error(f"lang {tag!r} is no language tag: en, fr, pt-BR, or und if not known")
    return tag


def name_kind(row: Row) -> NameKind | None:
    """The kind of a name; None for a data set's code, which is no name."""
    if row["kind"] == "code":
        return None
    try:
        return _NAMES[row["kind"]]
    except KeyError:
        raise row.error(
            f"kind {row['kind']!r} is not known. Known are: {', '.join(sorted(_NAMES))}"
        ) from None
