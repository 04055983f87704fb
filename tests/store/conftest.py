"""Servers for the tests of graphs that are on one."""

from tests.servers import beginning, empty, seeded

__all__ = ["beginning", "empty", "seeded"]
