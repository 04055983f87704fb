"""What a worker of a cluster is told, tried without a cluster."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path

import pytest

from treatygraph.build.errand import Errand, load_of, read_load
from treatygraph.build.knowledge import OWN, Knowledge
from treatygraph.build.packing import unpack
from treatygraph.build.workers import Workers
from treatygraph.errors import ClusterError
from treatygraph.extract.extractor import Extractor
from treatygraph.extract.parsing import PIPELINE
from treatygraph.model import Document


def test_a_load_is_read_as_on_this_machine(documents: list[Document]) -> None:
    errand = pickle.loads(pickle.dumps(Errand.of(PIPELINE, OWN)))  # noqa: S301 - our own bytes
    told = unpack(read_load(errand, load_of(documents)), documents, OWN.catalogue())
    with Workers() as workers:
        assert told == list(workers.extract(documents))


def test_files_of_ones_own_travel_by_content(tmp_path: Path) -> None:
    """Two files of one name, which are gone when the worker reads."""
    paths = []
    for place, state in (("here", "Atlantis"), ("there", "Lilliput")):
        path = tmp_path / place / "names.csv"
        path.parent.mkdir()
        path.write_text(f"key,kind,label,names\nstate/{place},state,{state},\n")
        paths.append(path)
    knowledge = Knowledge((), tuple(paths))
    errand = Errand.of(PIPELINE, knowledge)
    documents = [Document("a", "Atlantis left NATO. Lilliput signed the Kyoto Protocol.")]
    catalogue = knowledge.catalogue()
    for path in paths:
        path.unlink()
    (told,) = unpack(read_load(errand, load_of(documents)), documents, catalogue)
    assert [claim.party.key for claim in told.claims] == ["state/here", "state/there"]


@pytest.mark.parametrize("field", ["treatygraph", "spacy", "pipeline", "catalogue", "lexicon"])
def test_a_worker_of_another_edition_does_not_read(field: str) -> None:
    errand = Errand.of(PIPELINE, OWN)
    other = dataclasses.replace(errand.edition, **{field: "another"})
    with pytest.raises(ClusterError, match=rf"it has {field} .*another"):
        read_load(dataclasses.replace(errand, edition=other), load_of([]))


def test_a_pipeline_that_a_worker_has_not_is_told() -> None:
    errand = dataclasses.replace(Errand.of(PIPELINE, OWN), pipeline="xx_not_there")
    with pytest.raises(ClusterError, match="it has pipeline no pipeline xx_not_there"):
        read_load(errand, load_of([]))


def test_an_error_that_cannot_travel_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is nested too deeply cannot be pickled; Dask then never answers."""

    def endless(self: Extractor, documents: list[Document]) -> list[Document]:
        return endless(self, documents)

    monkeypatch.setattr(Extractor, "pipe", endless)
    with pytest.raises(ClusterError, match="RecursionError") as caught:
        read_load(Errand.of(PIPELINE, OWN), load_of([]))
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - our own
    assert caught.value.__context__ is None
