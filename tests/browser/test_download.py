"""The page Unduh in Chromium: one click, and the packet of what is on screen is saved."""

from __future__ import annotations

import json
import zipfile

import pytest
from playwright.sync_api import expect

from tests.support.browser_visits import ENGLISH, LAPTOP, SCHEMES, SEEN, SIZES, grave, settle, sideways, visiting
from tkpkp_geo import workspace

READY = ".packet-figures table"
SAVED_MS = 120_000


@pytest.fixture(scope="module")
def pages(chromium, app):
    with visiting(chromium, app, ready=READY) as visits:
        yield visits


def tick(page, *kept: str) -> None:
    """Leave only these files in the packet."""
    boxes = page.locator(".st-key-packet-formats .stCheckbox")
    for number in range(boxes.count()):
        box = boxes.nth(number)
        wanted = box.locator("strong").inner_text() in kept
        if box.locator("input").is_checked() != wanted:
            box.locator("label").click()
            settle(page)


def test_one_click_saves_what_is_on_screen_and_says_how_far_it_is(pages):
    page = pages.open("/unduh?kawasan=KPP-TBL&tampil=semua")
    tick(page, "GeoJSON", "Excel")
    with page.expect_download(timeout=SAVED_MS) as saving:
        page.get_by_role("button", name="Unduh paket").click()
        expect(page.locator(".download progress")).to_be_visible()
    name = "TKPKP_Kalsel_KPP-TBL_semua-data_rev1"
    assert saving.value.suggested_filename == f"{name}.zip"
    with zipfile.ZipFile(saving.value.path()) as archive:
        assert sorted(archive.namelist()) == [f"{name}.geojson", f"{name}.xlsx"]
        drawn = json.loads(archive.read(f"{name}.geojson"))
    inside = {row.id for row in workspace.current().dataset.intervensi if "KPP-TBL" in row.kawasan}
    assert {item["properties"]["id"] for item in drawn["features"]} == inside
    assert page.locator(".packet-figures td").first.inner_text() == str(len(inside))
    with page.expect_download() as one:
        page.locator(".download li a").first.click()
    assert one.value.suggested_filename in (f"{name}.geojson", f"{name}.xlsx")
    saved = []
    page.on("download", lambda item: saved.append(item.suggested_filename))
    page.get_by_role("link", name="Peta", exact=True).click()
    page.wait_for_url(lambda address: "unduh" not in address)
    page.get_by_role("link", name="Unduh", exact=True).click()
    expect(page.locator(".download .words")).to_have_text("Paket siap. Klik nama berkas untuk menyimpannya.")
    assert saved == []


def test_a_packet_of_an_earlier_choice_is_said_to_be_one_and_not_saved_again(pages):
    page = pages.open("/unduh?kawasan=KPP-TBL&tampil=semua")
    tick(page, "GeoJSON")
    with page.expect_download(timeout=SAVED_MS) as saving:
        page.get_by_role("button", name="Unduh paket").click()
    assert saving.value.suggested_filename == "TKPKP_Kalsel_KPP-TBL_semua-data_rev1.geojson"
    saved = []
    page.on("download", lambda item: saved.append(item.suggested_filename))
    expect(page.locator(".download .outdated")).to_be_hidden()
    page.locator("[data-testid=stSidebar] [data-testid=stButtonGroup] button", has_text="Agropolitan").first.click()
    expect(page.locator(".download .outdated")).to_be_visible()
    page.wait_for_timeout(1_000)  # long enough for a download that nobody asked for
    assert saved == [] and page.locator(".download li").count() == 1


def test_without_any_file_there_is_nothing_to_press(pages):
    page = pages.open("/unduh")
    tick(page)
    expect(page.get_by_role("button", name="Unduh paket")).to_be_disabled()


def test_it_comes_in_with_the_measure_and_filter_of_the_map(pages):
    page = pages.open("/unduh?opd=DISPAR")
    page.get_by_role("link", name="Peta", exact=True).click()
    page.get_by_role("radio", name="Pagu", exact=True).click()
    page.wait_for_url("**ukuran=pagu**")
    page.get_by_role("link", name="Unduh", exact=True).click()
    page.wait_for_selector(READY)
    expect(page.get_by_role("radio", name="Pagu", exact=True)).to_be_checked()
    assert "OPD: Dispar" in page.locator(".filter").first.inner_text()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_it_fits_and_speaks_indonesian(pages, size):
    page = pages.open("/unduh?tampil=semua", size=size)
    assert sideways(page) <= 0
    words = page.evaluate(SEEN)
    assert not ENGLISH.findall(words) and "DATA CONTOH" in words


@pytest.mark.parametrize("scheme", SCHEMES)
def test_everybody_can_use_it(pages, scheme):
    page = pages.open("/unduh?tampil=semua", size=LAPTOP, color_scheme=scheme)
    assert grave(page) == []
