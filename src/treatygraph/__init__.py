"""Treatygraph: from what is written about states and treaties to a graph that can be asked."""

__version__ = "0.1.0"
