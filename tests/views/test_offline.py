"""Files that stand alone, in a real browser from ``file:``: nothing is asked of anybody, and names stay text."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode
from tests.views.conftest import GraphBuilder, fill_small

from treatygraph.reference.opening import Opened, open_ground
from treatygraph.store import GraphStore
from treatygraph.views import Chosen, write_matrix, write_view, writing

Open = Callable[..., Any]
SCHEMA_URL = NamedNode("https://schema.org/url")
RTL = "\u202edesrever\u202c"


@pytest.fixture(scope="module")
def told() -> GraphStore:
    """The small graph, in which one document tells where it can be read, another an address that is none."""
    b = fill_small(GraphBuilder())
    b.add("document/d1", "document/d1", (SCHEMA_URL, Literal("https://news.example/exit?a=1&b=2")))
    b.add("document/d3", "document/d3", (SCHEMA_URL, Literal("javascript:alert(1)")))
    return b.store


@pytest.fixture
def open_file(browser: str, tmp_path: Path) -> Iterator[Open]:
    """Writes a view and opens it from ``file:`` with no network; an error or a request fails the test."""
    sync_api = pytest.importorskip("playwright.sync_api")
    wrong: list[str] = []
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])

        def opened(
            store: GraphStore | Opened, kind: str, about: str | None = None, **options: Any
        ) -> Any:
            file = tmp_path / f"{kind}.html"
            if isinstance(store, Opened):
                chosen = Chosen(dt.date(2022, 8, 1), "Albania, Malta, Norway", about)
                write_matrix(store, chosen, file)
            else:
                write_view(store, kind, about, file)
            context = made.new_context(offline=True, **options)
            page = context.new_page()
            page.on("console", lambda m: wrong.append(m.text))
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("dialog", lambda dialog: wrong.append(dialog.message))
            page.on(
                "request",
                lambda r: (
                    None if r.url.startswith((file.as_uri(), "data:")) else wrong.append(r.url)
                ),
            )
            page.goto(file.as_uri())
            return page

        yield opened
        made.close()
    assert not wrong


def drawn(page: Any, ties: int) -> Any:
    box = page.locator(f'.network[data-ties="{ties}"]')
    box.wait_for(timeout=30_000)
    return box


in_browser = [pytest.mark.browser, pytest.mark.slow]
with_scripts = [*in_browser, pytest.mark.bundle]


def marked(marks: list[pytest.MarkDecorator]) -> Callable[[Any], Any]:
    def put(test: Any) -> Any:
        for mark in marks:
            test = mark(test)
        return test

    return put


@marked(with_scripts)
def test_a_tie_shows_its_sentences_and_where_they_stand(open_file: Open, told: GraphStore) -> None:
    page = open_file(told, "network", "ARD")
    drawn(page, 1).focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".told a").inner_text().startswith("Ardenia: withdrawal")
    page.keyboard.press("Enter")
    evidence = page.locator("#evidence")
    assert "Ardenia's senate voted on 19 April to leave the pact." in evidence.inner_text()
    assert "Vote on the Salt Roads, published 2031-04-20" in evidence.inner_text()
    (link,) = evidence.locator("a").all()
    assert link.inner_text() == "Cabinet backs exit"
    assert link.get_attribute("href") == "https://news.example/exit?a=1&b=2"


@marked(with_scripts)
def test_an_address_that_is_none_of_the_web_is_no_link(open_file: Open, told: GraphStore) -> None:
    page = open_file(told, "network")
    hrefs = {a.get_attribute("href") for a in page.locator("table a").all()}
    assert hrefs == {"https://news.example/exit?a=1&b=2"}


@marked(with_scripts)
def test_the_choices_draw_anew_and_the_table_follows(open_file: Open, told: GraphStore) -> None:
    page = open_file(told, "network", "salt-1")
    drawn(page, 2)
    rows = page.locator("#ties tbody tr:visible")
    assert rows.count() == 2
    page.get_by_label("Steps").select_option("2")
    drawn(page, 3)
    page.get_by_label("Kind").select_option("ratification")
    drawn(page, 1)
    assert rows.count() == 1
    assert "1 of the 3 ties" in page.locator("#ties caption").inner_text()
    page.get_by_label("Status").select_option("proposed")
    drawn(page, 0)
    assert "Nothing is tied" in page.locator(".told").inner_text()
    page.get_by_label("Status").select_option("")
    page.get_by_label("Kind").select_option("")
    page.get_by_label("From", exact=True).fill("2031")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    drawn(page, 1)
    page.get_by_label("From", exact=True).fill("")
    page.keyboard.press("Tab")
    page.get_by_label("Middle").select_option(label="Belmora")
    drawn(page, 4 - 1)


@marked(with_scripts)
def test_a_thing_is_put_in_the_middle(open_file: Open, told: GraphStore) -> None:
    page = open_file(told, "network", "ARD")
    box = drawn(page, 1).bounding_box()
    for row, column in itertools.product(range(38, 64, 2), range(10, 90, 2)):
        x, y = box["x"] + box["width"] * column / 100, box["y"] + box["height"] * row / 100
        page.mouse.move(x, y)
        link = page.locator(".told a")
        if link.count() and link.inner_text().startswith("Convention on the Salt Roads"):
            page.mouse.click(x, y)
            break
    drawn(page, 2)
    assert page.get_by_label("Middle").input_value() == "treaty/salt-1"


@marked(with_scripts)
def test_hostile_names_stay_text(
    open_file: Open, hostile: GraphStore, builder: GraphBuilder
) -> None:
    builder.entity("state/RTL", "State", RTL + "<b>x</b>")
    builder.act("joining", "state/RTL", "treaty/evl", "done", None, ("d1", "done", None, RTL))
    for kind in ("network", "timeline"):
        page = open_file(hostile, kind)
        if kind == "network":
            drawn(page, 2).focus()
            page.keyboard.press("ArrowRight")
            page.keyboard.press("Enter")
        assert "States and treaties" in page.title()
        assert page.locator("main img, main svg[onload], main b").count() == 0
        assert "</script><script>document.title='broken'</script>" in page.inner_text("table")


@marked(with_scripts)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["network", "timeline"])
def test_nobody_is_shut_out(open_file: Open, told: GraphStore, kind: str, scheme: str) -> None:
    page = open_file(told, kind, "salt-1", color_scheme=scheme, bypass_csp=True)
    if kind == "network":
        drawn(page, 2).focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
    assert not violations(page)


@marked(in_browser)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_matrix_is_sorted_and_shuts_nobody_out(open_file: Open, scheme: str) -> None:
    with open_ground(None) as ground:
        page = open_file(
            ground, "matrix", "CETS 126, CETS 197", color_scheme=scheme, bypass_csp=True
        )
    first = page.locator("tbody th").first
    assert first.inner_text() == "Albania"
    page.get_by_role("button", name="State or body").click()
    assert first.inner_text() == "Norway"
    colour = "getComputedStyle(document.querySelector('td.party')).backgroundColor"
    assert page.evaluate(colour) == "rgb(0, 114, 178)"
    assert not violations(page)


def violations(page: Any) -> list[tuple[str, str]]:
    """What axe-core finds: the rule, and where."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found.response["violations"]]


@marked(with_scripts)
@pytest.mark.parametrize("kind", ["network", "timeline"])
def test_nothing_is_cut_off_on_a_narrow_screen(
    open_file: Open, told: GraphStore, kind: str
) -> None:
    page = open_file(told, kind, "salt-1", viewport={"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@marked(in_browser)
@pytest.mark.parametrize("kind", ["network", "timeline"])
def test_the_file_can_be_read_without_script(open_file: Open, told: GraphStore, kind: str) -> None:
    page = open_file(told, kind, java_script_enabled=False)
    assert "In June Belmora became a member of the River Union." in page.inner_text("table")
    assert page.locator("form:visible").count() == 0
    if kind == "timeline":
        page.locator(".timeline a.mark").first.click()
        assert page.locator("tr:target").count() == 1


@marked(in_browser)
def test_without_the_bundle_the_file_says_so_and_shows_a_still_picture(
    open_file: Open, told: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("writing", "network_page"):
        monkeypatch.setattr(f"treatygraph.views.{module}.bundled", lambda name: None)
    page = open_file(told, "network")
    assert "The interactive picture is not in this file" in page.inner_text("main")
    assert page.evaluate("document.querySelector('img.still').naturalWidth") > 300
    assert page.locator("script").count() == 0
    assert page.locator("#ties tbody tr").count() == 5


@marked(with_scripts)
def test_the_file_chooses_as_the_explorer_does(
    open_file: Open, tmp_path: Path, told: GraphStore
) -> None:
    """The same ties, of a thing with more of them than there is room for, by both ways of choosing."""
    from treatygraph.drawing.ties import Choice, Selection
    from treatygraph.views.acts import find_acts
    from treatygraph.views.pool import pool

    b = GraphBuilder()
    b.document("d1", "A list")
    b.entity("treaty/mid", "Convention", "Middle")
    for n in range(32):
        b.entity(f"state/S{n:02}", "State", f"State {n}")
        b.entity(f"treaty/t{n:02}", "Convention", f"Treaty {n}")
    kinds = ("signature", "ratification", "withdrawal", "reservation")
    for n in range(32):
        for kind in kinds[: 1 + n % 4]:
            status = ("done", "underway")[n % 2]
            quote = ("d1", status, None, "It did.")
            b.act(kind, f"state/S{n:02}", "treaty/mid", status, str(1990 + n), quote)
            b.act(kind, f"state/S{n:02}", f"treaty/t{n * 7 % 32:02}", status, None, quote)
            b.act(kind, f"state/S{n:02}", f"treaty/t{n * 5 % 11:02}", status, str(2000 + n), quote)
    acts = find_acts(b.store)
    ties = pool(b.store, acts, None).ties

    def around(key: str) -> list[Any]:
        return [tie for tie in ties if key in (tie.source, tie.target)]

    page = open_file(b.store, "network", "mid")
    for choice in (
        Choice(),
        Choice(depth=2),
        Choice(depth=2, kind="withdrawal"),
        Choice(depth=2, status="underway", since=2001),
        Choice(depth=1, since=1995, until=2003),
    ):
        wanted = Selection(around, "treaty/mid", choice)
        for name, value in (("Steps", str(choice.depth)), ("Kind", choice.kind)):
            page.get_by_label(name, exact=True).select_option(value)
        page.get_by_label("Status", exact=True).select_option(choice.status)
        for name, year in (("From", choice.since), ("to", choice.until)):
            page.get_by_label(name, exact=True).fill(str(year or ""))
            page.keyboard.press("Tab")
        drawn(page, len(wanted.ties))
        shown = {row.get_attribute("id") for row in page.locator("#ties tbody tr:visible").all()}
        assert shown == {tie.key for tie in wanted.ties}
        said = page.locator(".told").inner_text()
        assert (f"{wanted.ties_left_off} more" in said) == bool(wanted.ties_left_off)


def test_the_policy_names_what_is_inside_by_its_hash_and_nothing_else(
    told: GraphStore, tmp_path: Path
) -> None:
    file = tmp_path / "a.html"
    write_view(told, "timeline", "salt-1", file)
    text = file.read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    assert "<script" not in text
    assert not re.search(r"\son\w+=|<link|style=", text)


def test_the_same_graph_gives_the_same_file(told: GraphStore, tmp_path: Path) -> None:
    for kind in writing.VIEWS:
        files = [tmp_path / f"{kind}{n}.html" for n in (1, 2)]
        for file in files:
            write_view(told, kind, None, file)
        assert files[0].read_bytes() == files[1].read_bytes()


def test_what_there_is_no_room_for_is_counted(
    told: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from treatygraph.views.acts import find_acts
    from treatygraph.views.pool import pool

    few = pool(told, find_acts(told), None, most=2)
    assert (len(few.ties), few.left_out) == (2, 3)
    monkeypatch.setattr("treatygraph.views.timeline_page.LISTED", 4)
    write_view(told, "timeline", None, tmp_path / "a.html")
    assert "<strong>2 more were left out" in (tmp_path / "a.html").read_text("utf-8")


def test_drawing_loads_no_application() -> None:
    import subprocess
    import sys

    code = "import sys, treatygraph.views; print([m for m in sys.modules if m.startswith(('starlette', 'uvicorn', 'plotly', 'treatygraph.explorer'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
