"""The explorer: pages, data and a SPARQL endpoint on a graph, as one ASGI application."""

from treatygraph.explorer.app import make_app
from treatygraph.explorer.settings import Settings

__all__ = ["Settings", "make_app"]
