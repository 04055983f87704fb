"""Write docs/pictures/ anew: seven pages of the explorer on the graph of the demo, as a reader sees them.

    make demo web && .venv/bin/python scripts/pictures.py

Needs Chromium and, to start it, playwright.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from treatygraph.explorer import Settings, make_app
from treatygraph.explorer.serving import serving

_PROJECT = Path(__file__).resolve().parent.parent
_PAGES = (
    ("home", "/", "light", 900),
    ("state", "/id/state/RUS", "light", 1000),
    ("network", "/network/state/RUS?depth=2", "light", 900),
    ("act", "/id/act/withdrawal/LVA/mtdsg-XXVI-5", "light", 900),
    ("status", "/status?party=RUS&object=CETS-126&on=2024-01-15", "light", 900),
    ("query", "/query?name=acts-by-kind-and-status&ask=1", "light", 1000),
    ("treaty-dark", "/id/treaty/mtdsg-XXVI-5", "dark", 1000),
)


def main() -> None:
    """Serve the demo's graph, and take the pictures."""
    folder = _PROJECT / "demo" / "graph"
    target = _PROJECT / "docs" / "pictures"
    target.mkdir(exist_ok=True)
    app = make_app(folder, Settings(query_workers=1))
    with serving(app) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, path, scheme, height in _PAGES:
            page = browser.new_page(
                viewport={"width": 1200, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=target / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
