"""Named questions are the files of a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygraph.errors import QueryError, ResourceError
from treatygraph.query import named_queries, named_query


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "zebras.rq").write_text("#+ summary: Zebras\nSELECT ?z { ?z a tg:Zebra }")
    (tmp_path / "apes.rq").write_text("#+ summary: Apes\nSELECT ?a { ?a a tg:Ape }")
    (tmp_path / "README.md").write_text("no query")
    return tmp_path


def test_every_file_is_a_question_named_after_it(folder: Path) -> None:
    found = named_queries(folder)
    assert [(name, query.summary) for name, query in found.items()] == [
        ("apes", "Apes"),
        ("zebras", "Zebras"),
    ]


def test_a_wrong_name_is_told_with_the_nearest(folder: Path) -> None:
    with pytest.raises(QueryError, match=r"no query named 'zebra'\. Did you mean zebras\?"):
        named_query("zebra", folder)
    assert named_query("zebras", folder).summary == "Zebras"


def test_a_malformed_file_is_told_with_its_place(folder: Path) -> None:
    bad = folder / "bad.rq"
    bad.write_text("SELECT ?s { ?s ?p ?o }\n#+ oops: x")
    with pytest.raises(ResourceError, match="bad:2: unknown field 'oops'") as caught:
        named_queries(folder)
    assert (caught.value.path, caught.value.line) == (bad, 2)


def test_a_file_that_is_no_text_is_told(folder: Path) -> None:
    (folder / "bad.rq").write_bytes(b"\xff\xfe")
    with pytest.raises(ResourceError, match=r"bad\.rq cannot be read"):
        named_queries(folder)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no folder of queries"):
        named_queries(tmp_path / "none")
