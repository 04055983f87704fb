"""What whoever runs the explorer can set."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of the explorer.

    ``hosts`` are the names it answers to (a page elsewhere that has its own name led here is refused); one that
    is ``*`` allows all. ``origins`` may read the answers from pages of theirs (CORS); none by default.
    ``query_seconds``, ``query_bytes`` and ``query_memory`` (bytes) bound one query, ``query_workers`` and
    ``query_queue`` how many run and wait. ``body_bytes`` and ``address_bytes`` bound a request.
    ``refresh_seconds`` is how often the graph is looked at for something new.
    """

    hosts: tuple[str, ...] = LOOPBACK
    origins: tuple[str, ...] = ()
    query_seconds: float = 10.0
    query_bytes: int = 32_000_000
    query_memory: int = 2_000_000_000
    query_workers: int = 2
    query_queue: int = 64
    body_bytes: int = 262_144
    address_bytes: int = 16_384
    refresh_seconds: float = 2.0
