"""What is known before anything is read: the lexicon and the catalogue, with what the user adds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from treatygraph import __version__
from treatygraph.catalogue import catalogue_hash, catalogue_quads, load_catalogue
from treatygraph.extract.lexicon import Lexicon, load_lexicon
from treatygraph.model import Catalogue
from treatygraph.rdf import Run


@dataclass(frozen=True)
class Knowledge:
    """The program's lexicon and catalogue with the user's own files: ``lexicons`` in TOML,
    ``catalogues`` in Turtle or CSV. Every method raises ResourceError where one of them is wrong."""

    lexicons: tuple[Path, ...] = ()
    catalogues: tuple[Path, ...] = ()

    def lexicon(self) -> Lexicon:
        """The words that tell of acts."""
        return load_lexicon(None, self.lexicons)

    def catalogue(self) -> Catalogue:
        """What can be named."""
        return self._catalogue

    @cached_property
    def _catalogue(self) -> Catalogue:
        return load_catalogue(None, self.catalogues)

    def __reduce__(self) -> tuple[type[Knowledge], tuple[tuple[Path, ...], tuple[Path, ...]]]:
        """Another process reads the files itself: the catalogue is larger than all that is asked of it."""
        return Knowledge, (self.lexicons, self.catalogues)

    def quads(self) -> list[ox.Quad]:
        """The catalogue as it stands in a graph."""
        return catalogue_quads(None, self.catalogues)

    def run(self, pipeline: str) -> Run:
        """The run that this version of program, catalogue and lexicon is."""
        return Run(
            version=__version__,
            pipeline=pipeline,
            catalogue_hash=catalogue_hash(None, self.catalogues),
            lexicon_hash=self.lexicon().hash,
        )


OWN = Knowledge()
