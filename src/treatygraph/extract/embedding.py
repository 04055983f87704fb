"""What the network of a spaCy pipeline makes of a word before it looks at the words beside it.

That rests on the word alone, words recur, and to work it out takes a third of the network's time. So it is
remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc
from thinc.api import Model

_Rows = npt.NDArray[np.float32]

# So many words are remembered at most: 400 bytes for each.
_MOST = 20_000
_PARTS = 5


def remember_words(nlp: Language) -> None:
    """Let the network of a pipeline remember what it makes of each word; its results are the same, bit for
    bit. A network of another make is left as it is."""
    pipe = nlp.get_pipe("tok2vec") if nlp.has_pipe("tok2vec") else None
    if type(pipe) is not Tok2Vec or len(pipe.model.layers) != 2:
        return
    embed = pipe.model.layers[0]
    made_so = embed.name.startswith("extract_features>>list2ragged>>with_array(")
    if made_so and len(embed.layers) == _PARTS and embed.name.endswith(">>ragged2list"):
        words = _Words(embed)
        pipe.model.layers[0] = Model(
            "remembered_words", words.forward, layers=[embed], dims={"nO": None}
        )


class _Words:
    """The vectors of words by their features, which are all that the network sees of a word."""

    def __init__(self, embed: Model[Any, Any]) -> None:
        self._embed = embed
        self._features, _, self._tables, self._mixed, _ = embed.layers
        self._places: dict[bytes, int] = {}
        self._vectors: _Rows | None = None

    def forward(
        self, _model: Model[Any, Any], docs: Sequence[Doc], is_train: bool
    ) -> tuple[list[_Rows], Callable[..., Any]]:
        """The vectors of the words of each doc, of shape (words, width)."""
        if is_train:
            made: tuple[list[_Rows], Callable[..., Any]] = self._embed(docs, is_train)
            return made
        features = self._features.predict(docs)
        bounds = [0]
        for each in features:
            bounds.append(bounds[-1] + len(each))
        vectors = self._of(np.ascontiguousarray(np.concatenate(features)))
        return [vectors[start:end] for start, end in pairwise(bounds)], _no_way_back

    def _of(self, features: npt.NDArray[np.uint64]) -> _Rows:
        """The vectors of words, of shape (words, width), by their features, of shape (words, features)."""
        whole = np.dtype((np.void, features.dtype.itemsize * features.shape[1]))
        keys = cast(list[bytes], features.view(whole).ravel().tolist())
        places = self._places
        new = {key: row for row, key in enumerate(keys) if key not in places}
        if len(new) + len(places) > _MOST:
            places.clear()
            if len(set(keys)) > _MOST:
                return self._made(features)
            new = {key: row for row, key in enumerate(keys)}
        if new:
            made = self._made(features[list(new.values())])
            if self._vectors is None:
                self._vectors = np.empty((_MOST, made.shape[1]), made.dtype)
            self._vectors[len(places) : len(places) + len(made)] = made
            for key in new:
                places[key] = len(places)
        if self._vectors is None:  # no words at all
            return self._made(features)
        return self._vectors[[places[key] for key in keys]]

    def _made(self, features: npt.NDArray[np.uint64]) -> _Rows:
        made: _Rows = self._mixed.predict(self._tables.predict(features))
        return made


def _no_way_back(_vectors: object) -> list[Doc]:
    raise NotImplementedError("what is remembered is not trained")
