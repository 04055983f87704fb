"""Pictures of the graph: networks and timelines, for the screen and for print."""

from treatygraph.views.errors import ViewError
from treatygraph.views.writing import SUFFIXES, VIEWS, write_view

__all__ = ["SUFFIXES", "VIEWS", "ViewError", "write_view"]
