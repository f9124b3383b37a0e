"""The matrix page in Chromium: from a cell to the map, by mouse and by keyboard, on every screen."""

from __future__ import annotations

import json
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.support.browser_visits import grave, settle, sideways, visiting

ALL = "tampil=semua"


class Opened:
    """The matrix as a test reads it."""

    def __init__(self, page: Page):
        self.page = page

    def figure(self, row: str, column: str) -> int:
        """Give the number of programs in a cell, by its keys."""
        return int(self.page.inner_text(f"[data-key='cell-figures {row}~{column}'] b"))

    def wait_map(self, count: int) -> None:
        """Wait for the map page with this number of programs."""
        wait_map(self.page, count)


def wait_map(page: Page, count: int) -> None:
    figure = "n => document.querySelector(`[data-figure='Program'] dd`)?.innerText === n"
    page.wait_for_function(figure, arg=str(count), timeout=30_000)


@pytest.fixture
def open_matrix(chromium, app):
    with visiting(chromium, app, ready=".synergy-matrix td") as visits:
        yield lambda query=ALL, **options: Opened(visits.open(f"/matriks?{query}", **options))


def api_programs(app: str, query: str) -> int:
    with urllib.request.urlopen(f"{app}/api/intervensi.geojson?{query}") as answer:
        return len({feature["properties"]["id"] for feature in json.load(answer)["features"]})


def test_click_on_a_cell_lands_on_the_map_with_its_filter_and_count(open_matrix, app):
    shown = open_matrix()
    shown.page.evaluate("window.mark = 'same document'")
    cell = "DISBUNNAK~kawasan~KPP-TBL~KPP-TBL"
    count = shown.figure(*cell.split("~", 1))
    shown.page.click(f"[data-key='cell-figures {cell}']")
    shown.wait_map(count)
    query = urlsplit(shown.page.url).query
    assert parse_qs(query) == {"opd": ["DISBUNNAK"], "kawasan": ["KPP-TBL"], "tampil": ["semua"]}
    assert api_programs(app, query) == count
    assert shown.page.evaluate("window.mark") == "same document", "the session goes on"
    shown.page.get_by_role("link", name="Matriks", exact=True).click()
    shown.page.wait_for_selector(".synergy-matrix td")
    assert shown.page.locator(".synergy-matrix tbody tr").count() == 1, "the map's filter holds here"


@pytest.mark.parametrize("way", ["link", "browser"])
def test_the_way_back_from_the_map_finds_the_matrix_as_it_was_left(open_matrix, way):
    shown = open_matrix(f"{ALL}&buka=KPP-BJR")
    before = shown.page.inner_text(".synergy-matrix")
    shown.page.click("[data-key='cell-figures DKP~kawasan~KPP-BJR~KPP-BJR']")
    shown.page.wait_for_selector("iframe[title='streamlit_folium.st_folium']")
    link = shown.page.get_by_role("link", name="Kembali ke Matriks")
    link.wait_for()
    if way == "link":
        link.click()
    else:
        shown.page.go_back()
    shown.page.wait_for_url("**/matriks?tampil=semua&buka=KPP-BJR")
    shown.page.wait_for_selector(".synergy-matrix td")
    same = "before => document.querySelector('.synergy-matrix').innerText === before"
    shown.page.wait_for_function(same, arg=before)
    shown.page.get_by_role("link", name="Peta", exact=True).click()
    shown.page.wait_for_selector("iframe[title='streamlit_folium.st_folium']")
    assert link.count() == 0, "one way back, once"


def test_keyboard_alone_opens_a_kawasan_and_a_desa_on_the_map(open_matrix, app):
    shown = open_matrix(f"{ALL}&opd=DKP")
    keyboard = shown.page.keyboard

    def go_to(kunci: str) -> None:
        for _ in range(150):
            if shown.page.evaluate("document.activeElement?.dataset?.key ?? ''") == kunci:
                return
            keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {kunci}")

    go_to("open KPP-BJR")
    keyboard.press("Enter")
    shown.page.wait_for_selector("[data-key='open KPP-BJR'][aria-expanded=true]")
    assert shown.page.evaluate("document.activeElement.dataset.key") == "open KPP-BJR", "focus stays where it was"
    go_to("open 63.03.05")
    keyboard.press("Enter")
    shown.page.wait_for_selector("[data-key='open 63.03.05'][aria-expanded=true]")
    kunci = shown.page.locator("tbody [data-key*='~desa~']").first.get_attribute("data-key")
    count = shown.figure(*kunci.removeprefix("cell-figures ").split("~", 1))
    go_to(kunci)
    keyboard.press("Enter")
    shown.wait_map(count)
    query = parse_qs(urlsplit(shown.page.url).query)
    assert len(query["id"]) == count and query["kecamatan"] == ["63.03.05"]


def test_address_of_every_cell_leads_to_its_count(open_matrix, app):
    shown = open_matrix(f"{ALL}&opd=DISPAR")
    links = shown.page.locator("tbody .cell-figures")
    found = [(a.get_attribute("href"), int(a.locator("b").inner_text())) for a in links.all()]
    assert len(found) >= 4
    for href, count in found:
        if urlsplit(href).path == "/":
            assert api_programs(app, urlsplit(href).query) == count
        else:
            page = shown.page.context.new_page()
            page.goto(href)
            page.wait_for_function(
                "n => document.querySelector(`[data-figure='Program'] dd`)?.innerText === n",
                arg=str(count),
                timeout=30_000,
            )
            page.close()


def test_head_of_a_row_and_of_a_column_open_the_map(open_matrix, app):
    for kunci, query in (("title DPMD~*~~", "opd=DPMD"), ("title *~kawasan~KPP-TNB~KPP-TNB", "kawasan=KPP-TNB")):
        shown = open_matrix()
        shown.page.click(f"[data-key='{kunci}']")
        shown.wait_map(api_programs(app, f"{ALL}&{query}"))
        assert parse_qs(urlsplit(shown.page.url).query) == parse_qs(f"{ALL}&{query}")


def test_view_choices_stand_in_the_url_and_come_back(open_matrix):
    shown = open_matrix()
    shown.page.get_by_role("radio", name="Fungsi × kawasan").or_(
        shown.page.get_by_role("button", name="Fungsi × kawasan")
    ).click()
    shown.page.wait_for_url("**susunan=fungsi-kawasan**")
    shown.page.click("[data-key='open KPP-TBL']")
    shown.page.wait_for_url("**buka=KPP-TBL**")
    again = open_matrix(urlsplit(shown.page.url).query)
    assert again.page.inner_text(".corner") == "Fungsi kawasan"
    assert again.page.get_attribute("[data-key='open KPP-TBL']", "aria-expanded") == "true"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_has_no_serious_accessibility_violation(open_matrix, scheme):
    shown = open_matrix(f"{ALL}&buka=KPP-TNB", color_scheme=scheme)
    shown.page.wait_for_selector("[data-testid=stVegaLiteChart] svg")
    settle(shown.page)
    assert grave(shown.page) == []


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (390, 844)])
def test_nothing_scrolls_sideways_and_nothing_leaves_the_machine(open_matrix, size):
    shown = open_matrix(f"{ALL}&buka=KPP-BJR~63.03.05&grafik=kemajuan", size=size)
    shown.page.wait_for_selector("[data-testid=stVegaLiteChart] svg")
    assert sideways(shown.page) <= 0


@pytest.mark.parametrize("chart", ["pagu", "kemajuan", "fungsi"])
def test_charts_speak_indonesian(open_matrix, chart):
    shown = open_matrix(f"{ALL}&grafik={chart}")
    drawn = shown.page.wait_for_selector("[data-testid=stVegaLiteChart] svg")
    assert drawn.text_content().strip()
    labelled = shown.page.locator(".vega-embed[aria-label], .vega-embed [aria-label]")
    spoken = labelled.evaluate_all("l => l.map((e) => e.ariaLabel)")
    assert len(spoken) == 1 and spoken[0].startswith("Grafik ")
    assert shown.page.locator("[data-testid=stElementToolbar]:visible, .vega-embed summary:visible").count() == 0
    mark = shown.page.locator("[data-testid=stVegaLiteChart] .role-mark path").last
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    shown.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = shown.page.wait_for_selector("#vg-tooltip-element.visible").inner_text()
    assert "Program" in tip and not any(word in tip for word in ("mulai", "undefined", "null", "NaN"))
    shown.page.click(".chart-figures summary")
    assert shown.page.locator(".chart-figures tbody tr").count() > 0
