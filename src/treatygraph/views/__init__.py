"""Pictures of the graph: networks, timelines and matrices, for the screen and for print."""

from treatygraph.views.errors import ViewError
from treatygraph.views.matrix import Chosen
from treatygraph.views.writing import SUFFIXES, VIEWS, write_matrix, write_view

__all__ = ["SUFFIXES", "VIEWS", "Chosen", "ViewError", "write_matrix", "write_view"]
