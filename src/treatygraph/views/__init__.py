"""Pictures of the graph: networks and timelines, for the screen and for print."""

from treatygraph.views.network import Network, network
from treatygraph.views.timeline import Timeline, timeline
from treatygraph.views.writing import SUFFIXES, VIEWS, write_view

__all__ = ["SUFFIXES", "VIEWS", "Network", "Timeline", "network", "timeline", "write_view"]
