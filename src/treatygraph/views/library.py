"""The JavaScript of plotly, as its Python package carries it, made to know no address."""

from __future__ import annotations

import re
from functools import cache

from plotly.offline import get_plotlyjs

# Addresses in strings of the code: tiles and fonts of maps, and a cloud, none of which is used here.
# Those of w3.org are names of XML, never fetched; those in comments belong to licences.
_ADDRESS = re.compile(r"(?<=[\"'`])https?://(?!www\.w3\.org/)[^\"'`\\\s]*")


@cache
def plotly_script() -> str:
    """plotly.js without the addresses that it could fetch from or send to.

    The policy of the page forbids all of that anyway; this way there is nothing to forbid.
    """
    script: str = get_plotlyjs()
    return _ADDRESS.sub("about:blank", script)
