"""A few short documents of our own, and workers that load the parser once for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from treatygraph.build.workers import Workers
from treatygraph.model import Document, PartialDate

STORIES = {
    "proposal.txt": (
        "Latvia plans to leave the Ottawa Convention, its president said.",
        "2025-03-01",
    ),
    "law.txt": (
        "The Latvian parliament passed a bill to leave the Ottawa Convention on Tuesday.",
        "2025-04-17",
    ),
    "done.txt": ("Latvia left the Ottawa Convention on 27 December 2025.", "2025-12-28"),
    "expelled.txt": ("Russia was expelled from the Council of Europe in March 2022.", "2022-03-20"),
    "left.txt": (
        "Russia left the Council of Europe in March 2022. Spain condemned Russia.",
        "2022-03-21",
    ),
    "unesco-1984.txt": ("The United States left UNESCO in 1984 and rejoined UNESCO in 2003.", None),
    "unesco-2018.txt": ("In December 2018 the United States left UNESCO.", None),
    "role.txt": ("Chilean President Rosa Vidal signed the Escazu Agreement in 2022.", "2022-06-01"),
    "nothing.txt": ("The krill are unaffected.", None),
}


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    return [
        Document(name, text, published=PartialDate.parse(date) if date else None)
        for name, (text, date) in STORIES.items()
    ]


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    with Workers() as made:
        yield made
