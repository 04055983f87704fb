"""The matrix for the screen: a plain table that can be sorted, and tells more where one points."""

from __future__ import annotations

from treatygraph.reference.ground import StoreGround
from treatygraph.views.matrix import Cell, Matrix
from treatygraph.views.page import file_of, render
from treatygraph.views.standing_style import STANDING


def matrix_html(shown: Matrix, title: str, ground: StoreGround) -> str:
    """The page as HTML: one file, every fetch forbidden by its policy. Names stand in it as text."""
    rows = [
        (label, [_cell(cell, ground) for cell in cells])
        for (_, label), cells in zip(shown.parties, shown.cells, strict=True)
    ]
    columns = [
        (label, key.partition("/")[2], shown.bound(place))
        for place, (key, label) in enumerate(shown.objects)
    ]
    colours = "".join(
        f".{standing.value} {{ background: {look.colour}; color: {look.ink}; }}\n"
        for standing, look in STANDING.items()
    )
    return render(
        "matrix.html",
        script=file_of("treatygraph.views", "matrix.js"),
        style=file_of("treatygraph.views", "matrix.css") + colours,
        title=f"{title}: standings on {shown.on}",
        heading=title,
        shown=shown,
        rows=rows,
        columns=columns,
        looks=[(standing, STANDING[standing]) for standing in shown.standings],
        uncertain=any(not cell.certain for cells in shown.cells for cell in cells),
    )


def _cell(cell: Cell, ground: StoreGround) -> dict[str, str]:
    interval = cell.interval
    if interval is None:
        return {"letter": "", "look": "", "says": "no standing is known", "sort": "~"}
    look = STANDING[interval.standing]
    until = f", until {interval.end}" if interval.end else ""
    doubt = "; not certain" if not interval.certain else ""
    sources = sorted({_source(key, ground) for key in interval.basis} - {""})
    by = f" ({'; '.join(sources)})" if sources else ""
    return {
        "letter": look.letter + ("" if interval.certain else "?"),
        "look": interval.standing.value + ("" if interval.certain else " doubt"),
        "says": f"{interval.standing.words} since {interval.told_start}{until}{doubt}. "
        f"{interval.article}{by}",
        "sort": f"{look.letter}{interval.start}",
    }


def _source(key: str, ground: StoreGround) -> str:
    if key.startswith("record/"):
        return key.split("/")[5]
    return "" if not key.startswith("claim/") else ground.document_of(key)
