"""From bytes to documents: files, folders, patterns and standard input.

Knows nothing of treaties. What cannot be read is told as a :class:`Problem` beside the documents
that can; a source that cannot be used at all raises :class:`~treatygraph.errors.SourceError`.
"""

from treatygraph.ingest.boilerplate import ignored_spans
from treatygraph.ingest.documents import document
from treatygraph.ingest.problem import Problem, without_problems
from treatygraph.ingest.reading import LIMIT, read

__all__ = ["LIMIT", "Problem", "document", "ignored_spans", "read", "without_problems"]
