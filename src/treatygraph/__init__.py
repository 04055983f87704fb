"""Treatygraph: from what is written about states and treaties to a graph that can be asked.

``extract(document)`` gives the claims of a text; ``open(path)`` a graph to build, ask, validate,
export and draw.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from treatygraph.api import Graph, extract
    from treatygraph.api import open_graph as open  # noqa: A004  # the word of the contract

__all__ = ["Graph", "__version__", "extract", "open"]

_FROM_API = {"Graph": "Graph", "extract": "extract", "open": "open_graph"}


def __getattr__(name: str) -> Any:
    """What the package offers, loaded when it is first asked for: `treatygraph --help` needs none."""
    if name not in _FROM_API:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from treatygraph import api

    return getattr(api, _FROM_API[name])


class _Package(ModuleType):
    """Keeps ``treatygraph.extract`` the function, where importing the station of that name would put
    its module. The station is found by import statements as any other."""

    def __setattr__(self, name: str, value: object) -> None:
        if name != "extract" or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
