"""Reading a document: what it says of acts, statements and roles, with the evidence."""

from treatygraph.extract.extractor import Extractor

__all__ = ["Extractor"]
