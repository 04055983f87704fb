"""A newcomer's path in a real browser: nothing is fetched from elsewhere, no error is told, and nobody is shut out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Open = Callable[..., Any]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
]
pytest.importorskip("playwright", reason="playwright is not installed")


@pytest.mark.bundle
def test_a_newcomer_finds_the_sentence(open_page: Open) -> None:
    """Search, the state's page, its act, the document with the mark in view."""
    page = open_page("/")
    page.get_by_role("combobox", name="Search").press_sequentially("russ")
    page.get_by_role("listbox").get_by_role("option").first.wait_for()
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


@pytest.mark.bundle
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


PAGES = (
    "/",
    "/id/state/RUS",
    "/id/treaty/mtdsg-XXVI-5",
    "/id/act/leaving/RUS/council-of-europe",
    "/status?party=RUS&object=council-of-europe&on=2023-01-01",
    "/network/state/RUS?depth=2",
    "/standings/body/council-of-europe",
    "/compare?left=LVA&on=2003-01-01&then=2020-01-01",
    "/query?name=timeline-of-state&state=RUS&ask=1",
    "/ontology",
    "/search?q=council",
)


def settled(page: Any) -> None:
    """Waits until networks are drawn and the editor stands in its place."""
    page.wait_for_load_state("networkidle")
    for figure in page.locator(".network").all():
        figure.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")


def violations(page: Any) -> list[tuple[str, str, list[str]]]:
    """What axe-core finds of WCAG 2.2 A and AA and of good practice: rule, impact, and where."""
    from axe_playwright_python.sync_playwright import Axe

    settled(page)
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


@pytest.mark.parametrize("path", PAGES[1:6])
def test_nobody_is_shut_out_at_night(open_page: Open, path: str) -> None:
    assert not violations(open_page(path, bypass_csp=True, color_scheme="dark"))


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_on_a_narrow_screen(open_page: Open, path: str) -> None:
    page = open_page(path, viewport={"width": 320, "height": 800})
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
