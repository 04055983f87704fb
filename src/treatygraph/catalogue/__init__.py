"""The catalogue station: what can be named (states, treaties, bodies), with all names.

``graph/reference/*.ttl`` in, :class:`treatygraph.model.Catalogue` out.
"""

from __future__ import annotations

from treatygraph.catalogue.files import catalogue_files, catalogue_hash, catalogue_quads
from treatygraph.catalogue.loading import load_aliases, load_catalogue

__all__ = [
    "catalogue_files",
    "catalogue_hash",
    "catalogue_quads",
    "load_aliases",
    "load_catalogue",
]
