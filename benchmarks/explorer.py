"""How the explorer holds under load: pages read by many at once, alone and beside heavy queries. Needs ``wrk``.

    python benchmarks/explorer.py                 100,000 claims; some minutes
    python benchmarks/explorer.py --claims 20000 --requests 20000
    python benchmarks/explorer.py --graph DIR     a graph that is there already

All requests stay on this machine. Addresses are drawn from those of states, treaties and acts that the claims are
about; the first round of each is cold.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from law import invented
from treatygraph.explorer.index import ActIndex
from treatygraph.law.told import told_by
from treatygraph.model import ActClaim
from treatygraph.rdf import Run, act_quads, document_quads
from treatygraph.rdf.digest import digest_quads, digests
from treatygraph.rdf.record import read_rows
from treatygraph.reference.compiled import seed
from treatygraph.reference.files import record_quads
from treatygraph.resolve import resolve
from treatygraph.store import open_store

_HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def build(folder: Path, count: int) -> None:
    """A graph of invented claims."""
    seed(folder)
    run = Run(version="0", pipeline="none", catalogue_hash="0", lexicon_hash="0")
    made = list(invented(read_rows(record_quads()), count))
    told = [c for e in made for c in e.claims if isinstance(c, ActClaim)]
    with open_store(folder) as store:
        store.inner.bulk_extend(q for e in made for q in document_quads(e, run))
        acts = resolve(told)
        store.inner.bulk_extend(act_quads(acts))
        store.inner.bulk_extend(
            digest_quads(digests(acts, {claim.hash: told_by(claim) for claim in told}))
        )
        store.inner.optimize()


def addresses(folder: Path, count: int) -> list[str]:
    """Addresses of things that acts are about, and of acts."""
    with open_store(folder, read_only=True) as store:
        index = ActIndex(store)
    keys = {key for entry in index.entries for key in (entry.party, entry.object) if key}
    keys |= {entry.key for entry in index.entries[:2000]}
    dice = random.Random(20)  # noqa: S311 - no secret hangs on it
    return [f"/id/{key}" for key in dice.sample(sorted(keys), min(count, len(keys)))]


class Server:
    """The explorer in a process of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "treatygraph",
            "serve",
            "--port",
            str(self.port),
            "-g",
            str(folder),
        ]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 - our own command
        start = time.perf_counter()
        while True:
            try:
                self.get("/healthz")
                break
            except OSError:
                if time.perf_counter() - start > 120:
                    raise
                time.sleep(0.1)
        print(f"started in {time.perf_counter() - start:.1f} s, {self.megabytes():.0f} MB")

    def get(self, path: str) -> float:
        """Seconds that an answer takes."""
        start = time.perf_counter()
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as answer:
            answer.read()
        return time.perf_counter() - start

    def megabytes(self) -> float:
        """The memory of the server itself."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024  # type: ignore[index]


def load(server: Server, paths: list[str], seconds: int) -> str:
    """What wrk says of some seconds of requests over the paths, each connection in an order of its own."""
    with tempfile.TemporaryDirectory() as place:
        script = Path(place) / "paths.lua"
        script.write_text(
            f"local paths = {{{', '.join(json.dumps(p) for p in paths)}}}\n"
            "math.randomseed(os.time())\n"
            "request = function() return wrk.format('GET', paths[math.random(#paths)]) end\n"
        )
        wrk = shutil.which("wrk") or "wrk"
        command = [
            wrk,
            "-t1",
            "-c8",
            f"-d{seconds}",
            "--latency",
            "-s",
            str(script),
            f"http://127.0.0.1:{server.port}",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    keep = re.findall(
        r"(?:50|90|99)%.*|\d+ requests in.*|Requests/sec.*|Non-2xx.*|Socket errors.*", done.stdout
    )
    return "; ".join(" ".join(line.split()) for line in keep)


def heavy(server: Server, paths: list[str]) -> None:
    """Pages while fifty heavy queries are asked."""
    stop = threading.Event()
    codes: dict[int, int] = {}

    def ask() -> None:
        query = urllib.parse.urlencode({"query": _HEAVY})
        try:
            server.get(f"/sparql?{query}")
            code = 200
        except urllib.error.HTTPError as error:
            code = error.code
        except OSError:
            code = 0
        codes[code] = codes.get(code, 0) + 1
        stop.is_set()

    askers = [threading.Thread(target=ask, daemon=True) for _ in range(50)]
    for each in askers:
        each.start()
    time.sleep(1)
    times = sorted(server.get(path) for path in paths[:40])
    print(
        f"beside 50 heavy queries: pages take {times[len(times) // 2] * 1000:.0f} ms (median), "
        f"{times[-1] * 1000:.0f} ms (longest of {len(times)})"
    )


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--graph", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.graph or Path(made) / "graph"
        if options.graph is None:
            build(folder, options.claims)
        paths = addresses(folder, options.pages)
        server = Server(folder)
        try:
            cold = sorted(server.get(path) for path in paths)
            print(
                f"{len(paths)} entity pages, each for the first time: median {cold[len(cold) // 2] * 1000:.0f} ms, "
                f"99% {cold[int(len(cold) * 0.99)] * 1000:.0f} ms, longest {cold[-1] * 1000:.0f} ms"
            )
            print(f"load: {load(server, paths, 10)}")
            before, asked = server.megabytes(), 0
            while asked < options.requests:
                said = load(server, paths, 20)
                asked += int(re.search(r"(\d+) requests", said)[1])  # type: ignore[index]
            print(
                f"memory: {before:.0f} MB, after {asked:,} more requests {server.megabytes():.0f} MB"
            )
            heavy(server, paths)
        finally:
            server.process.terminate()
            server.process.wait(30)


if __name__ == "__main__":
    os.chdir(Path(__file__).parent.parent)
    main()
