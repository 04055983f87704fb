"""One extractor for all tests of extraction: loading the parser takes a second."""

from __future__ import annotations

import pytest

from treatygraph.catalogue import load_catalogue
from treatygraph.extract.extractor import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(load_catalogue())
