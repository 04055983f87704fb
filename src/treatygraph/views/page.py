"""Pages that stand alone: one file, its style and its script inside, every fetch forbidden by its policy."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib import resources
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from treatygraph.resources import style_sheet


def render(template: str, script: str = "", style: str = "", **told: object) -> str:
    """The page as HTML. Text of documents stands in it as text, whatever it holds.

    The policy allows the one script and the one style by their hashes, pictures that stand in the page itself, and
    nothing else: no address is asked, no script or style that a name might smuggle in is run. ``style`` is added to that of
    the explorer's pages.
    """
    # What ends a script element within a string of it is written so that it does not.
    script = script.replace("</script", "<\\/script")
    styles = style_sheet() + style
    rules = [
        "default-src 'none'",
        f"style-src {_hashed(styles)}",
        *([f"script-src {_hashed(script)}"] if script else []),
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return (
        _environment()
        .get_template(template)
        .render(
            policy=_code("; ".join(rules)),
            style=_code(styles),
            script=_code(script),
            **told,
        )
    )


def _hashed(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _environment() -> jinja2.Environment:
    """The templates, among them the parts that the explorer's pages are made of. Links lead to places in the page."""
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.PackageLoader("treatygraph.views", "templates"),
                jinja2.PackageLoader("treatygraph.drawing", "templates"),
            ]
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["href"] = lambda key: "#" + quote(key, safe="/:@!$&'()*+,;=~")
    made.filters["in_script"] = lambda value: _code(in_script(value))
    return made


def file_of(package: str, name: str) -> str:
    """The text of a template, a style or a script of ours."""
    return (resources.files(package) / "templates" / name).read_text("utf-8")


def _code(text: str) -> Markup:
    """What stands in the page as it is: code of ours, and what `in_script` wrote."""
    return Markup(text)  # noqa: S704  # none of these holds text of documents unescaped


def in_script(value: object) -> str:
    """JSON that can stand in a script element: nothing in it can end the element.

    >>> in_script("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
