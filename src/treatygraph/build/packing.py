"""Extractions on their way from one process to another.

A state has hundreds of names, and a claim has its states whole. What both processes have (the documents of
the load, and the entities of the catalogue) travels by its place or its key.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Sequence

from treatygraph.model import Catalogue, Document, Entity, Extraction


class _Pickler(pickle.Pickler):
    def __init__(
        self, file: io.BytesIO, documents: Sequence[Document], catalogue: Catalogue
    ) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._places = {id(document): place for place, document in enumerate(documents)}
        self._catalogue = catalogue

    def persistent_id(self, value: object) -> str | int | None:
        if isinstance(value, Document):
            return self._places.get(id(value))
        if isinstance(value, Entity) and self._catalogue.get(value.key) is value:
            return value.key
        return None


class _Unpickler(pickle.Unpickler):
    def __init__(
        self, file: io.BytesIO, documents: Sequence[Document], catalogue: Catalogue
    ) -> None:
        super().__init__(file)
        self._documents = documents
        self._catalogue = catalogue

    def persistent_load(self, told: str | int) -> Document | Entity:
        return self._documents[told] if isinstance(told, int) else self._catalogue[told]


def pack(
    extractions: Sequence[Extraction], documents: Sequence[Document], catalogue: Catalogue
) -> bytes:
    """The extractions of these documents, without the documents and the entities of the catalogue."""
    file = io.BytesIO()
    _Pickler(file, documents, catalogue).dump(list(extractions))
    return file.getvalue()


def unpack(packed: bytes, documents: Sequence[Document], catalogue: Catalogue) -> list[Extraction]:
    """What ``pack`` was given, with the documents and the entities of this process. The bytes come from a
    process that this one started, never from outside."""
    found: list[Extraction] = _Unpickler(io.BytesIO(packed), documents, catalogue).load()
    return found
