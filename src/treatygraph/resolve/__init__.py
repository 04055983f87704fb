"""From claims of many documents to acts: the same event told by several is one act."""

from treatygraph.resolve.acts import resolve

__all__ = ["resolve"]
