"""Where the program's data files live: the one module that knows, in a checkout and in a wheel.

``ontology/`` (classes, shapes, schemes, lexicon), ``queries/`` and ``graph/reference/`` stand at
the top of a checkout, and below ``treatygraph/resources/`` in an installed wheel.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from treatygraph.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    installed = _PACKAGE / "resources"
    if installed.is_dir():
        return installed
    checkout = _PACKAGE.parent.parent
    if (checkout / "ontology").is_dir():
        return checkout
    raise ResourceError(
        f"The data files of treatygraph are missing beside {_PACKAGE}. Install the package again"
    )


def ontology() -> Path:
    """The folder of the ontology, the shapes, the concept schemes and the lexicon."""
    return _root() / "ontology"


def queries() -> Path:
    """The folder of the named queries."""
    return _root() / "queries"


def reference() -> Path:
    """The folder of the reference graph."""
    return _root() / "graph" / "reference"


def style_sheet() -> str:
    """The style of the explorer's pages, which files that stand alone carry, too."""
    return (_PACKAGE / "explorer" / "static" / "explorer.css").read_text("utf-8")


def bundled(name: str) -> str | None:
    """A script that was bundled from the sources in ``explorer/web/``; None where nothing was bundled."""
    path = _PACKAGE / "explorer" / "static" / "built" / name
    return path.read_text("utf-8") if path.is_file() else None
