"""The Python interface: the words of the command line, as functions."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import treatygraph
from treatygraph.errors import QueryError, StoreError
from treatygraph.model import Document, PartialDate

TEXT = "Qatar left OPEC on Tuesday."


def test_extract_is_the_function_whatever_was_imported() -> None:
    importlib.import_module("treatygraph.extract.extractor")
    assert len(treatygraph.extract(TEXT)) == 1
    document = Document("a", TEXT, published=PartialDate(2019, 1, 7))
    (claim,) = treatygraph.extract(document)
    assert str(claim.date) == "2019-01-01"  # type: ignore[attr-defined]  # an act claim


def test_a_graph_from_build_to_picture(tmp_path: Path) -> None:
    with treatygraph.open(tmp_path / "graph") as graph:
        built = graph.build(Document("a", TEXT, published=PartialDate(2019, 1, 7)))
        assert (built.added, built.failed) == (1, False)
        assert len(graph.query("timeline-of-state", state="QAT").rows) == 1
        assert b"leaving" in graph.export("csv", tmp_path / "acts.csv")
        assert (tmp_path / "acts.csv").stat().st_size > 0
        assert graph.validate().conforms
        graph.view("timeline", tmp_path / "acts.svg", about="QAT")
        assert graph.remove("a") > 0
        assert graph.query("documents").rows == ()
    with treatygraph.open(tmp_path / "graph", read_only=True) as graph:
        assert graph.query("documents").rows == ()


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    with treatygraph.open() as graph:
        with pytest.raises(QueryError, match="Did you mean"):
            graph.query("timeline-of-stat")
        with pytest.raises(StoreError, match="no document"):
            graph.remove("nothing")
    with pytest.raises(StoreError, match="no graph"):
        treatygraph.open(tmp_path / "none", read_only=True)


def test_there_is_nothing_else() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        treatygraph.nonsense  # noqa: B018  # that it is not there
