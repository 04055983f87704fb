"""From claims of many documents to acts: the same event told by several is one act."""

from treatygraph.resolve.acts import resolve
from treatygraph.resolve.said import Said

__all__ = ["Said", "resolve"]
