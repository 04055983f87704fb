"""Where a graph is: in a folder of this machine, or behind the address of a SPARQL server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit, urlunsplit

from treatygraph.errors import StoreError

_SCHEMES = ("http", "https")


@dataclass(frozen=True, order=True)
class Endpoint:
    """A server that speaks SPARQL 1.1. ``address`` is that of a data set of it and never holds a secret."""

    address: str

    def __str__(self) -> str:
        return self.address


Place: TypeAlias = Path | Endpoint


def place_named(text: str) -> Place:
    """The place that ``--graph`` names: what begins with http:// or https:// is a server, all else a folder.

    Raises StoreError for an address that is none, has a fragment, or holds a name and password: others see the
    arguments of a command, and logs keep them.

    >>> str(place_named("http://localhost:7878/"))
    'http://localhost:7878'
    >>> place_named("graph/built")
    PosixPath('graph/built')
    """
    scheme, colon, rest = text.partition("://")
    if not colon:
        return Path(text)
    if scheme.lower() not in _SCHEMES:
        raise StoreError(
            f"A graph is a folder or an address that begins with http:// or https://, not {scheme}://"
        )
    if "@" in rest.partition("/")[0]:
        raise StoreError(
            "The address of a graph must not hold a name or password, which others could read. Put them into "
            "TREATYGRAPH_USER and TREATYGRAPH_PASSWORD, or a token into TREATYGRAPH_TOKEN"
        )
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise StoreError(f"The address of the graph is wrong: {error}") from error
    if not host or parts.query or parts.fragment or any(char.isspace() for char in text):
        raise StoreError(
            f"The address of the graph is wrong: {text!r}. It looks like http://localhost:7878 and has "
            "neither ? nor #"
        )
    return Endpoint(
        urlunsplit((parts.scheme.lower(), parts.netloc, parts.path.rstrip("/"), "", ""))
    )
