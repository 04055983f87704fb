"""Writing a graph, or the part of it about one entity, in the formats of other programs."""

from treatygraph.export.selection import about_entity
from treatygraph.export.write import FORMATS, write_export

__all__ = ["FORMATS", "about_entity", "write_export"]
