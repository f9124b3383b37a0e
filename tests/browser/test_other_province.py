"""The app on the data folder of another province, as a leader there would open it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.map_landing import PAGE, land
from tests.support.map_page import MapPage
from tests.support.other_province import EAST, FIRST_PROVINCE, NORTH, SOUTH, WEST, hold_meeting, make_other_province

SIZE = {"width": 1366, "height": 768}
# Where a point inside a kawasan, given in degrees, stands in the window of the page.
_PLACE = "([lat, lon]) => tkpkp.map.latLngToContainerPoint([lat, lon])"


@pytest.fixture(scope="module")
def base(run_app, tmp_path_factory) -> str:
    """Give the address of the app on the other province, with a meeting behind it."""
    folder: Path = make_other_province(tmp_path_factory.mktemp("lain") / "data")
    hold_meeting(folder)
    return run_app(folder)


@pytest.fixture
def home(chromium, base) -> Iterator[MapPage]:
    page = MapPage(chromium, base)
    yield page
    page.close()


@pytest.fixture
def page(chromium) -> Iterator[Page]:
    context = chromium.new_context(viewport=SIZE)
    yield context.new_page()
    context.close()


def foreign(words: str) -> list[str]:
    """Give what is said of the first province."""
    return [match[0] for match in FIRST_PROVINCE.finditer(words)]


def test_the_first_page_is_about_the_other_province(home):
    words = home.page.inner_text("body") + home.frame.inner_text("body")
    assert "Nusa Contoh" in words and "Padi Sari" in words and "Bahari Sari" in words
    assert "Batas: BIG 2025" in words and foreign(words) == []
    assert "belum SK" not in words  # its members stand in a decree
    expect(home.page.locator(".kawasan-card svg")).to_have_count(2)
    land(home.frame, PAGE)
    drawn = home.frame.locator(".leaflet-kawasan-pane path")
    assert drawn.count() == 2
    frame = home.page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()
    for area in drawn.all():
        box = area.bounding_box()
        assert frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"]
        assert frame["y"] <= box["y"] and box["y"] + box["height"] <= frame["y"] + frame["height"]
    assert home.outside == [] and home.errors == []


def test_a_click_on_a_kawasan_opens_it(home):
    land(home.frame, PAGE)
    frame = home.page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()
    zoom = home.frame.evaluate("tkpkp.map.getZoom()")
    point = home.frame.evaluate(_PLACE, [-7.5, 111.1])
    home.page.mouse.click(frame["x"] + point["x"], frame["y"] + point["y"])
    expect(home.page).to_have_url(re.compile("kawasan=KPP-DUA"))
    land(home.frame, PAGE)
    assert home.frame.evaluate("tkpkp.map.getZoom()") > zoom


def test_the_presentation_is_about_the_other_province(page, base):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{base}/presentasi")
    page.wait_for_function("document.getElementById('map').dataset.drawn")
    land(page)
    assert "Nusa Contoh" in page.inner_text("body") and foreign(page.inner_text("body")) == []
    south, west, north, east = page.evaluate(
        "(b => [b.getSouth(), b.getWest(), b.getNorth(), b.getEast()])(deck.view.map.getBounds())"
    )
    assert south < SOUTH and north > NORTH and west < WEST and east > EAST
    assert errors == []
