"""The compiled reference, opened once for the tests that ask it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from treatygraph.reference.opening import Opened, open_ground


@pytest.fixture(scope="session")
def opened() -> Iterator[Opened]:
    """The reference alone, without any text."""
    with open_ground(None) as found:
        yield found
