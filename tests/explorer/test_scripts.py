"""The scripts of the explorer in a real browser: the network, the editor, the appearance, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

Open = Callable[..., Any]
pytestmark = [pytest.mark.browser, pytest.mark.bundle, pytest.mark.slow]
pytest.importorskip("playwright", reason="playwright is not installed")

EXPULSION = "/id/act/expulsion/RUS/council-of-europe"
PATIENCE = 30_000
"""Milliseconds that something may take to appear on a slow machine."""


def drawn(page: Any, ties: str = "") -> Any:
    """The network once it is drawn, with so many ties if that is told."""
    box = page.locator(f'.network[data-ties="{ties}"]' if ties else ".network[data-ties]")
    page.locator("[data-network], .tied").first.scroll_into_view_if_needed()
    box.wait_for(timeout=PATIENCE)
    return box


def test_the_network_of_a_state_leads_by_keyboard_to_the_evidence(open_page: Open) -> None:
    page = open_page("/id/state/RUS")
    box = drawn(page)
    assert int(box.get_attribute("data-ties")) >= 3
    assert box.locator("canvas").count() > 0
    box.focus()
    page.keyboard.press("ArrowRight")
    told = page.locator(".told a")
    told.wait_for(timeout=PATIENCE)
    label, address = told.inner_text(), told.get_attribute("href")
    assert label.startswith("Russia: ")
    assert address.startswith("/id/act/")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}", timeout=PATIENCE)
    assert "Who says so" in page.locator("main").inner_text()


def test_a_thing_in_the_picture_leads_to_its_page(open_page: Open) -> None:
    page = open_page("/network/body/council-of-europe?kind=expulsion")
    box = drawn(page, "1").bounding_box()
    # A hand that goes over the middle of the picture, to and fro, meets both things and the tie.
    met = set()
    for row in range(38, 64, 2):
        for column in range(30, 90, 2):
            x, y = box["width"] * column / 100, box["height"] * row / 100
            page.mouse.move(box["x"] + x, box["y"] + y)
            link = page.locator(".told a")
            if link.count():
                met.add(link.get_attribute("href"))
    assert met == {"/id/state/RUS", "/id/body/council-of-europe", EXPULSION}


def test_filters_draw_the_network_anew(open_page: Open) -> None:
    page = open_page("/network/state/RUS")
    all_ties = int(drawn(page).get_attribute("data-ties"))
    page.get_by_label("Kind").select_option("expulsion")
    drawn(page, "1")
    page.get_by_label("Status").select_option("proposed")
    drawn(page, "0")
    assert "Nothing is tied" in page.locator(".told").inner_text()
    page.get_by_label("Status").select_option("")
    page.get_by_label("Kind").select_option("")
    drawn(page, str(all_ties))
    page.get_by_label("From", exact=True).fill("2023")
    page.keyboard.press("Tab")
    drawn(page, "0")
    page.get_by_label("From", exact=True).fill("2022")
    page.keyboard.press("Tab")
    page.locator('.network[data-ties]:not([data-ties="0"])').wait_for(timeout=PATIENCE)


def test_two_steps_show_more_than_one(open_page: Open) -> None:
    page = open_page("/network/body/council-of-europe")
    few = int(drawn(page).get_attribute("data-ties"))
    address = page.url + ".json?depth=2"
    many = len(page.request.get(address).json()["edges"])
    assert many > few
    page.get_by_label("Steps").select_option("2")
    drawn(page, str(many))


def test_the_editor_colours_and_completes(open_page: Open) -> None:
    page = open_page("/query")
    lines = page.locator(".cm-content")
    lines.wait_for(timeout=PATIENCE)
    word, variable = (
        lines.locator("span", has_text=text).first.evaluate("e => getComputedStyle(e).color")
        for text in ("SELECT", "?party")
    )
    assert word != variable
    lines.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?act ?party WHERE { ?act a tg:Expulsion ; tg:part")
    page.locator('.cm-tooltip-autocomplete li:has-text("tg:party")').first.wait_for(
        timeout=PATIENCE
    )
    page.keyboard.type("y")
    page.locator('.cm-tooltip-autocomplete li[aria-selected]:has-text("tg:party")').wait_for(
        timeout=PATIENCE
    )
    page.wait_for_timeout(300)  # a completion is not taken in the first moment, lest it surprise
    page.keyboard.press("Enter")
    page.keyboard.type(" ?party ")
    written = page.locator("#query").input_value()
    assert written.startswith("SELECT ?act ?party WHERE { ?act a tg:Expulsion ; tg:party ?party")
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", name="The answer").wait_for(timeout=PATIENCE)
    assert page.locator("tbody tr").count() == 1


def test_the_tab_key_leaves_the_editor(open_page: Open) -> None:
    page = open_page("/query")
    page.locator(".cm-content").click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"


def test_results_are_drawn_as_a_network(open_page: Open) -> None:
    query = "SELECT ?party ?act ?object WHERE { ?act tg:party ?party ; tg:object ?object ; a tg:Expulsion }"
    page = open_page(f"/query?query={quote(query)}")
    page.get_by_role("button", name="Draw as a network").click()
    box = drawn(page, "1")
    box.focus()
    page.keyboard.press("ArrowRight")
    address = page.locator(".told a").get_attribute("href")
    assert address == EXPULSION


def test_suggestions_close_with_escape_and_leave_the_text(open_page: Open) -> None:
    page = open_page("/")
    field = page.get_by_role("combobox", name="Search")
    field.press_sequentially("latv")
    suggestions = page.get_by_role("listbox", name="Suggestions")
    suggestions.get_by_role("option").first.wait_for(timeout=PATIENCE)
    page.keyboard.press("ArrowDown")
    chosen = page.locator('[role="option"][aria-selected="true"]')
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Escape")
    assert suggestions.count() == 0
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "latv"


def test_a_table_sorts_both_ways(open_page: Open) -> None:
    page = open_page("/network/state/RUS")
    head = page.get_by_role("columnheader", name="Date")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    up = page.locator("tbody td:last-child").all_inner_texts()
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert page.locator("tbody td:last-child").all_inner_texts() == up[::-1]


def test_a_dark_page_stays_dark(open_page: Open) -> None:
    page = open_page("/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_label("Appearance").select_option("dark")
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(page.url + "ontology")
    assert page.evaluate(ground) == dark
    page.get_by_label("Appearance").select_option("")
    assert page.evaluate(ground) == light
