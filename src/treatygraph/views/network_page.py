"""The network in a file: the explorer's, with the sentences of each tie in the file."""

from __future__ import annotations

from dataclasses import asdict

from treatygraph.drawing.lines import Link, kind_of
from treatygraph.drawing.ties import (
    BESIDE,
    BESIDE_FAR,
    FIRST,
    SECOND,
    Choice,
    Edge,
    edge_of,
    kinds_of,
)
from treatygraph.resources import bundled
from treatygraph.views.acts import Thing
from treatygraph.views.page import file_of, render
from treatygraph.views.pool import Pool, most_tied

SCRIPT = "offline.js"


def network_html(
    found: Pool, middle: Thing | None, title: str, of_nobody: int = 0, picture: str = ""
) -> str:
    """The page as HTML. Where the scripts were not bundled it has ``picture``, an address of data, instead.

    Without a ``middle`` the thing with the most ties stands there at first. ``of_nobody`` counts acts without a party.
    """
    links = {key: Link(key, thing.label) for key, thing in found.things.items()}
    edges = [edge_of(tie, links) for tie in found.ties]
    kinds = kinds_of(found.ties)
    first = middle.key if middle else most_tied(found)
    count = len(edges)
    return render(
        "network.html",
        script=(bundled(SCRIPT) or "") if edges else "",
        style=file_of("treatygraph.views", "offline.css"),
        title=f"{title}: network",
        heading=title,
        count=f"{count} tie{'' if count == 1 else 's'} of {len(links)} things.",
        left_out=found.left_out,
        of_nobody=of_nobody,
        choices=sorted(links.values(), key=lambda link: (link.label.casefold(), link.key)),
        middle=first,
        kinds=kinds,
        choice=Choice(depth=1 if middle else 2),
        edges=edges,
        things=links,
        quotes=found.quotes,
        picture=picture,
        pool={
            "ties": [_drawn(edge) for edge in edges],
            "things": {
                key: {"label": link.label, "kind": kind_of(key)} for key, link in links.items()
            },
            "kinds": kinds,
            "bounds": {
                "first": FIRST,
                "second": SECOND,
                "beside": BESIDE,
                "beside_far": BESIDE_FAR,
            },
        },
    )


def _drawn(edge: Edge) -> dict[str, str | int | None]:
    """What the script needs of a tie: the words of the line are those of its row."""
    told = asdict(edge)
    return {name: told[name] for name in told if name != "date"}
