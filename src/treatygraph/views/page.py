"""Pages that work offline: one file, its script inlined, every fetch forbidden by its policy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from typing import TypeAlias

import jinja2
from markupsafe import Markup

from treatygraph.model import ActKind
from treatygraph.views.acts import Quote
from treatygraph.views.library import plotly_script
from treatygraph.views.listing import Listed
from treatygraph.views.style import COLOUR, DARK, GRID, INK, PAPER, SOFT, STATUS, words

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
Trace: TypeAlias = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Note:
    """What the page tells when one points at something."""

    title: str
    lines: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """An entry of the legend: a shape that the template knows, its colour, and what it means."""

    shape: str
    colour: str
    label: str


@dataclass(frozen=True, slots=True)
class Page:
    """A figure of plotly as plain data, what is told of each thing in it, and the list of acts.

    A trace's ``customdata`` are places in ``notes``. A trace with ``meta`` (kind and status) is
    shown while both are ticked. ``lines`` says whether a status is a dash or a marker.
    """

    title: str
    view: str
    subtitle: str
    traces: tuple[Trace, ...]
    layout: Mapping[str, Json]
    notes: tuple[Note, ...]
    acts: tuple[Listed, ...]
    signs: tuple[Sign, ...]
    lines: bool


def render(page: Page) -> str:
    """The page as HTML. Text of documents stands in it as text, whatever it holds."""
    templates = resources.files("treatygraph.views") / "templates"
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.from_string((templates / "page.html").read_text("utf-8"))
    data = {
        "traces": page.traces,
        "layout": page.layout,
        "notes": [_as_json(note) for note in page.notes],
        "dark": dict(DARK),
    }
    return template.render(
        page=page,
        dark=DARK,
        kinds=_kinds({act.kind.value for act in page.acts}),
        statuses=_statuses({status for act in page.acts for status in act.shown_for}),
        data=_code(in_script(data)),
        style=_code((templates / "page.css").read_text("utf-8")),
        script=_code((templates / "page.js").read_text("utf-8")),
        plotly=_code(plotly_script()),
    )


def _code(text: str) -> Markup:
    """What stands in the page as it is: code of ours and of plotly, and what `in_script` wrote."""
    return Markup(text)  # noqa: S704  # none of these holds text of documents unescaped


def in_script(value: object) -> str:
    """JSON that can stand in a script element: nothing in it can end the element.

    >>> in_script("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def label_text(lines: Iterable[str]) -> str:
    """Text for a label in plotly, which reads some HTML: every line is escaped."""
    return "<br>".join(escape(line) for line in lines)


def base_layout() -> dict[str, Json]:
    """What the figures of all pages have in common."""
    return {
        "dragmode": "pan",
        # Drawing again, with other filters or colours, leaves the reader where they had moved to.
        "uirevision": "kept",
        "hovermode": "closest",
        "hoverdistance": 14,
        "showlegend": False,
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"family": "system-ui, sans-serif", "size": 12, "color": INK},
        "margin": {"l": 10, "r": 10, "t": 10, "b": 10},
        "modebar": {"color": SOFT, "activecolor": INK, "bgcolor": "rgba(0,0,0,0)"},
        "xaxis": {"gridcolor": GRID},
    }


def _as_json(note: Note) -> dict[str, Json]:
    quotes = [[quote.text, quote.source] for quote in note.quotes]
    return {"title": note.title, "lines": note.lines, "quotes": quotes}


def _kinds(present: set[str]) -> list[tuple[str, str, str]]:
    """Value, words and colour of each kind that is in the picture, in the model's order."""
    return [(k.value, words(k), COLOUR[k]) for k in ActKind if k.value in present]


def _statuses(present: set[str]) -> list[tuple[str, str, str, str]]:
    """Value, words, dashes (in line widths) and marker of each status that is in the picture."""
    return [
        (s.value, look.label, " ".join(str(2 * d) for d in look.dashes), look.screen_marker)
        for s, look in STATUS.items()
        if s.value in present
    ]
