"""A small graph of documents of our own, the explorer on it, and a browser that looks at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.servers import beginning, seeded

from treatygraph.build.builder import Builder
from treatygraph.build.workers import Workers
from treatygraph.explorer import Settings, make_app
from treatygraph.explorer.serving import serving
from treatygraph.model import Document, PartialDate
from treatygraph.reference.compiled import seed
from treatygraph.store import open_store

Open = Callable[..., Any]
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
__all__ = ["beginning", "seeded"]

HOSTILE = (
    '<script>alert("x")</script> Latvia left the Ottawa Convention on 27 December 2025. '
    "<img src=x onerror=alert(1)> \u202egnirts\u202c " + "w" * 5000
)
STORIES = {
    "proposal.txt": (
        "Latvia plans to leave the Ottawa Convention, its president said.",
        "Latvia weighs an exit",
        "2025-03-01",
    ),
    "hostile.txt": (HOSTILE, '"><script>alert(2)</script>', "2025-12-28"),
    "expelled.txt": (
        "Russia was expelled from the Council of Europe in March 2022.",
        "Expelled",
        "2022-03-20",
    ),
    "left.txt": (
        "Russia left the Council of Europe in March 2022. Spain condemned Russia.",
        "Gone",
        "2022-03-21",
    ),
    "role.txt": (
        "Chilean President Rosa Vidal signed the Escazu Agreement in 2022.",
        "Signed in Santiago",
        "2022-06-01",
    ),
}


@pytest.fixture(scope="session")
def graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph on disk. Read only."""
    folder = tmp_path_factory.mktemp("explorer") / "graph"
    seed(folder)
    documents = [
        Document(name, text, title=title, published=PartialDate.parse(day))
        for name, (text, title, day) in STORIES.items()
    ]
    with Workers() as workers, open_store(folder) as store:
        assert not Builder(store, workers).build(documents).failed
    return folder


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(hosts=("testserver", "127.0.0.1"), query_seconds=3.0, query_workers=1)


@pytest.fixture(scope="session")
def client(graph_folder: Path, settings: Settings) -> Iterator[TestClient]:
    """Asks the explorer, and follows no redirects."""
    app = make_app(graph_folder, settings)
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="session")
def site(graph_folder: Path) -> Iterator[str]:
    """The address of the explorer on this machine, for clients that are no part of these tests."""
    with serving(make_app(graph_folder, Settings(query_workers=1))) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def open_page(browser: Any, site: str) -> Iterator[Open]:
    """Opens a page; what it logs as an error, and what it asks of other hosts, fails the test."""
    wrong: list[str] = []
    contexts = []

    def opened(path: str, **options: Any) -> Any:
        context = browser.new_context(bypass_csp=options.pop("bypass_csp", False), **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request", lambda r: None if r.url.startswith((site, "data:")) else wrong.append(r.url)
        )
        page.goto(site + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong
