"""What can go wrong in drawing."""

from __future__ import annotations

from treatygraph.errors import ExportError


class ViewError(ExportError):
    """A picture cannot be drawn as asked: an unknown kind or suffix, or nothing to draw."""
