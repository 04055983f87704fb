"""The named questions: every ``.rq`` file of a folder, under the name of its file."""

from __future__ import annotations

import difflib
from pathlib import Path

from treatygraph import resources
from treatygraph.errors import QueryError, ResourceError
from treatygraph.query.header import NamedQuery, parse_query


def named_queries(folder: Path | None = None) -> dict[str, NamedQuery]:
    """The questions of a folder by name, sorted; those of the program for None.

    Raises ResourceError if the folder or a header in it cannot be read.
    """
    place = folder or resources.queries()
    if not place.is_dir():
        raise ResourceError(f"There is no folder of queries at {place}", place)
    return {path.stem: _read(path) for path in sorted(place.glob("*.rq"))}


def named_query(name: str, folder: Path | None = None) -> NamedQuery:
    """One question by its name. Raises QueryError with the nearest names if there is none."""
    known = named_queries(folder)
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=3)
    hint = f"Did you mean {', '.join(near)}? " if near else ""
    raise QueryError(f"There is no query named {name!r}. {hint}`treatygraph queries` lists them")


def _read(path: Path) -> NamedQuery:
    try:
        return parse_query(path.read_text(encoding="utf-8"), path.stem)
    except QueryError as error:
        raise ResourceError(str(error), path, error.line) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"The query {path} cannot be read: {error}", path) from error
