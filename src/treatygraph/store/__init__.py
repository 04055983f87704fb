"""Keeping a graph: quads in named graphs, on disk or in memory, asked with SPARQL."""

from treatygraph.store.canonical import canonical_nquads, sorted_quads
from treatygraph.store.entities import find_entity
from treatygraph.store.folder import DEFAULT_PATH, FORMAT_VERSION
from treatygraph.store.graph import GraphStore, open_frozen, open_store
from treatygraph.store.prefixes import PREFIXES

__all__ = [
    "DEFAULT_PATH",
    "FORMAT_VERSION",
    "PREFIXES",
    "GraphStore",
    "canonical_nquads",
    "find_entity",
    "open_frozen",
    "open_store",
    "sorted_quads",
]
