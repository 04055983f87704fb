"""A newcomer's path in a real browser: nothing is fetched from elsewhere, no error is told, and nobody is shut out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest

from treatygraph.explorer.answering import web_address

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]
pytest.importorskip("playwright", reason="playwright is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


Open = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, site: str) -> Iterator[Open]:
    """Opens a page; what it logs as an error, and what it asks of other hosts, fails the test."""
    wrong: list[str] = []
    contexts = []

    def opened(path: str, **options: Any) -> Any:
        context = browser.new_context(bypass_csp=options.pop("bypass_csp", False), **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request", lambda r: None if r.url.startswith((site, "data:")) else wrong.append(r.url)
        )
        page.goto(site + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong


def test_a_newcomer_finds_the_sentence(open_page: Open) -> None:
    """Search, the state's page, its act, the document with the mark in view."""
    page = open_page("/")
    page.get_by_role("combobox", name="Search").press_sequentially("russ")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/state/RUS")
    assert "former member since 2022-03-16" in page.locator("main").inner_text()
    page.get_by_role("link", name="expulsion").first.click()
    assert "Who says so" in page.locator("main").inner_text()
    page.get_by_role("link", name="Expelled").first.click()
    page.wait_for_url("**/id/document/*")
    mark = page.locator("mark").first
    assert mark.inner_text().startswith("Russia was expelled from the Council of Europe")
    box = mark.bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"]


def test_a_question_is_asked_by_its_form_and_downloaded(open_page: Open) -> None:
    page = open_page("/query")
    page.get_by_label("A ready question").select_option("timeline-of-state")
    page.get_by_role("button", name="Take it").click()
    page.locator("#p-state").fill("RUS")
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("heading", name="The answer").wait_for()
    rows = page.locator("tbody tr")
    assert rows.count() == 2
    page.get_by_role("button", name="kind", exact=True).click()
    assert rows.first.inner_text().split("\t")[1] == "expulsion"
    address = page.get_by_role("link", name="CSV").first.get_attribute("href")
    assert (
        page.request.get(page.url.partition("/query")[0] + address).text().startswith("date,kind")
    )


def test_the_keyboard_leads_past_the_head(open_page: Open) -> None:
    page = open_page("/id/state/RUS")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"


def test_the_pages_work_without_script(open_page: Open) -> None:
    page = open_page("/id/state/RUS", java_script_enabled=False)
    assert page.locator(".timeline a.mark").count() >= 2
    page.get_by_role("link", name="expulsion").first.click()
    assert "Who says so" in page.locator("main").inner_text()


built = pytest.mark.skipif(
    web_address("network") is None, reason="what the pages load from npm was not built: make web"
)


def network(page: Any) -> Any:
    """The drawn network of a page."""
    section = page.locator("[data-network]")
    section.locator("canvas").first.wait_for(timeout=30_000)
    page.wait_for_function("document.querySelector('[data-network] output').textContent")
    return section


@built
def test_the_network_shows_the_acts_and_leads_to_who_says_so(open_page: Open) -> None:
    page = open_page("/id/state/RUS")
    section = network(page)
    assert section.locator("output").inner_text() == "2 acts between 2 things."
    drawn = "document.querySelector('[data-network]').network"
    x, y = page.evaluate(
        f"""(() => {{ const edge = {drawn}.edges().filter((each) => each.data("kind") === "expulsion")[0];
        const place = edge.renderedMidpoint(); return [place.x, place.y]; }})()"""
    )
    canvas = section.locator(".canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.wait_for_url("**/id/act/expulsion/RUS/council-of-europe")


@built
def test_the_network_is_filtered_and_reaches_further(open_page: Open) -> None:
    page = open_page("/id/state/LVA")
    section = network(page)
    told = section.locator("output")
    first = told.inner_text()
    assert first == "1 acts between 2 things."
    section.get_by_label("done", exact=True).uncheck()
    assert told.inner_text() == "0 acts between 1 things."
    section.get_by_label("done", exact=True).check()
    section.get_by_label("from").fill("2030")
    section.get_by_label("from").press("Tab")
    assert told.inner_text() == "0 acts between 1 things."
    section.get_by_label("from").fill("2020")
    section.get_by_label("from").press("Tab")
    assert told.inner_text() == first
    section.get_by_label("Acts", exact=True).select_option("withdrawal")
    assert told.inner_text() == first
    with page.expect_response("**/network/state/LVA?depth=2*"):
        section.get_by_label("Reaching").select_option("2")


@built
def test_the_editor_completes_a_term_and_asks(open_page: Open) -> None:
    page = open_page("/query")
    content = page.locator(".code-editor .cm-content")
    content.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("SELECT ?act { ?act a tg:Withdr")
    page.locator(".cm-tooltip-autocomplete li", has_text="tg:Withdrawal").first.wait_for()
    page.wait_for_timeout(300)  # the editor takes no choice in the first moments of a list
    page.keyboard.press("Enter")
    page.keyboard.type(" }")
    assert page.locator(".cm-line span").count() > 2  # what is told apart by colour
    page.keyboard.press("ControlOrMeta+Enter")
    page.get_by_role("heading", name="The answer").wait_for()
    assert "withdrawal/LVA/mtdsg-XXVI-5" in page.locator("main").inner_text()


@built
def test_an_answer_is_drawn_where_things_stand_side_by_side(open_page: Open) -> None:
    text = "SELECT ?party ?object { ?act a tg:Act ; tg:party ?party ; tg:object ?object }"
    page = open_page("/query?query=" + quote(text))
    drawn = page.locator("[data-answer-network]")
    drawn.locator("canvas").first.wait_for()
    assert "ties between" in drawn.locator("output").inner_text()
    page = open_page("/query?query=" + quote("SELECT ?act { ?act a tg:Act }"))
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-answer-network]").is_hidden()


@built
def test_tab_leaves_the_editor(open_page: Open) -> None:
    page = open_page("/query")
    page.locator(".code-editor .cm-content").click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"


PAGES = (
    "/",
    "/network/state/RUS",
    "/query",
    "/id/state/RUS",
    "/id/treaty/mtdsg-XXVI-5",
    "/id/act/leaving/RUS/council-of-europe",
    "/status?party=RUS&object=council-of-europe&on=2023-01-01",
    "/standings/body/council-of-europe",
    "/compare?left=LVA&on=2003-01-01&then=2020-01-01",
    "/query?name=timeline-of-state&state=RUS&ask=1",
    "/ontology",
    "/search?q=council",
)


def violations(page: Any) -> list[tuple[str, str, list[str]]]:
    """What axe-core finds of WCAG 2.2 A and AA and of good practice: rule, impact, and where."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    return [
        (each["id"], each["impact"], [node["html"][:160] for node in each["nodes"][:3]])
        for each in found.response["violations"]
    ]


# The policy is lifted for axe alone, which is put into the page.


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_shut_out(open_page: Open, path: str) -> None:
    assert not violations(open_page(path, bypass_csp=True))


@pytest.mark.parametrize("path", PAGES[1:7])
def test_nobody_is_shut_out_at_night(open_page: Open, path: str) -> None:
    assert not violations(open_page(path, bypass_csp=True, color_scheme="dark"))


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_on_a_narrow_screen(open_page: Open, path: str) -> None:
    page = open_page(path, viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
