"""A SPARQL server that is not ours, and what can stand between it and the program."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from treatygraph.reference.compiled import seed
from treatygraph.store.folder import data_folder
from treatygraph.store.places import Endpoint

OXIGRAPH = Path(sys.executable).with_name("oxigraph")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def oxigraph(location: Path, *arguments: str) -> Iterator[Endpoint]:
    """Oxigraph's own server on a folder of its database, as long as the block lasts."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [OXIGRAPH, "serve", "--location", location, "--bind", f"127.0.0.1:{port}", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/query?query=ASK%7B%7D").close()  # noqa: S310  # ours
                break
            except urllib.error.URLError:
                assert process.poll() is None, "the server has ended"
                time.sleep(0.05)
        yield Endpoint(address)
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="session")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph on disk that holds the reference and nothing else."""
    folder = tmp_path_factory.mktemp("beginning") / "graph"
    seed(folder)
    return folder


@pytest.fixture
def seeded(beginning: Path, tmp_path: Path) -> Iterator[Endpoint]:
    """A server whose database has the reference already, as after the first build."""
    shutil.copytree(data_folder(beginning), tmp_path / "server")
    with oxigraph(tmp_path / "server") as endpoint:
        yield endpoint


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Endpoint]:
    """A server without anything."""
    with oxigraph(tmp_path / "server") as endpoint:
        yield endpoint


@dataclass
class Seen:
    """A request as it came to the server."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Reply:
    """An answer instead of the server's own."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


CUT = "cut"  # the connection ends before the server hears of the request
CUT_AFTER = "cut after"  # the server does what is asked, and nobody hears of it
CUT_WITHIN = "cut within"  # the answer ends in the middle

Decide = Callable[[Seen], "Seen | Reply | str | None"]


class Between:
    """Stands before a server, remembers what is asked, and lets a test decide what becomes of it: pass it on (None), or
    another request in its place, answer otherwise, or cut the connection."""

    def __init__(self, target: Endpoint, decide: Decide) -> None:
        self.target = target
        self.decide = decide
        self.seen: list[Seen] = []

    def updates(self) -> int:
        return sum(1 for each in self.seen if each.path.endswith("/update"))


@contextmanager
def between(
    target: Endpoint, decide: Decide = lambda _: None
) -> Iterator[tuple[Endpoint, Between]]:
    """The address of something that stands before a server, and that itself."""
    made = Between(target, decide)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name
            """Nothing is written to standard error."""

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            parts = urlsplit(self.path)
            seen = Seen(self.command, parts.path, parts.query, dict(self.headers), body)
            made.seen.append(seen)
            decided = made.decide(seen)
            if isinstance(decided, Seen):
                seen, decided = decided, None
            if decided == CUT:
                self.close_connection = True
                return
            reply = decided if isinstance(decided, Reply) else self.passed_on(seen)
            if decided == CUT_AFTER:
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if decided == CUT_WITHIN:
                self.close_connection = True
                self.wfile.write(reply.body[: len(reply.body) // 2])
            elif self.command != "HEAD":
                self.wfile.write(reply.body)

        def passed_on(self, seen: Seen) -> Reply:
            request = urllib.request.Request(  # noqa: S310  # ours
                f"{made.target}{seen.path}?{seen.query}",
                data=seen.body if seen.method == "POST" else None,
                headers={k: v for k, v in seen.headers.items() if k in ("Content-Type", "Accept")},
                method=seen.method,
            )
            try:
                with urllib.request.urlopen(request) as found:  # noqa: S310  # ours
                    kind = found.headers.get("Content-Type", "text/plain")
                    return Reply(found.status, {"Content-Type": kind}, found.read())
            except urllib.error.HTTPError as error:
                return Reply(error.code, {}, error.read())

        do_GET = do_HEAD = do_POST = answer  # noqa: N815  # as http.server calls them

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Endpoint(f"http://127.0.0.1:{server.server_address[1]}"), made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
