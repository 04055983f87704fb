"""What all tests share: the folder beside the checkout, and skipping what cannot run here."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

# How long an example takes is the machine's affair: timings belong in benchmarks/.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

# Commands that build read in this process, which has loaded the parser, and not each in one of its own; the tests
# of limits set them.
os.environ["TREATYGRAPH_DOCUMENT_SECONDS"] = "0"

if TYPE_CHECKING:
    from treatygraph.extract.extractor import Extractor

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BUNDLE = ROOT / "src" / "treatygraph" / "explorer" / "static" / "built" / "explorer.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def find_browser() -> str | None:
    """The path of a browser that can run without a window, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason, the tests whose marker names something that is not here."""
    missing = {}
    if not SHARED.is_dir():
        missing["shared"] = "needs the folder ../shared beside the checkout, which is not there"
    if find_browser() is None:
        missing["browser"] = f"needs a browser on the path: {', '.join(BROWSERS)}"
    if not BUNDLE.is_file():
        missing["bundle"] = "needs the scripts of the explorer: make web"
    for item in items:
        for marker, reason in missing.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder ../shared. A test that uses it carries the marker ``shared``."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder ../shared beside the checkout, which is not there")
    return SHARED


@pytest.fixture(scope="session")
def browser() -> str:
    """The path of a browser. A test that uses it carries the marker ``browser``."""
    path = find_browser()
    if path is None:
        pytest.skip(f"needs a browser on the path: {', '.join(BROWSERS)}")
    return path


@pytest.fixture(scope="session")
def project_dir() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """One extractor for all tests: loading the parser takes a second."""
    from treatygraph.catalogue import load_catalogue
    from treatygraph.extract.extractor import Extractor

    return Extractor(load_catalogue())
