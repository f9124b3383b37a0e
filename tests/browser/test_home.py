"""The map page in Chromium, as a leader would use it: paint, filter, click, link, no internet."""

from __future__ import annotations

import csv
import json
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.support.browser_visits import grave, sideways
from tests.support.map_landing import PAGE, land
from tests.support.map_page import MapPage

# Most of these tests want many rows: the samples, and what is not verified yet.
ALL = "tampil=semua"
# Whether the map has flown to a kawasan: near, and wholly in sight.
CLOSE = """(kode) => tkpkp.map.getZoom() > 10
  && tkpkp.map.getBounds().contains(L.latLngBounds(tkpkp.kawasanByKode.get(kode).bounds))"""


@pytest.fixture
def open_page(chromium, app):
    pages = []

    def open_(path: str = f"/?{ALL}", **options) -> MapPage:
        pages.append(MapPage(chromium, options.pop("base", app), path, **options))
        return pages[-1]

    yield open_
    for page in pages:
        page.close()


def api_programs(app: str, query: str) -> set[str]:
    with urllib.request.urlopen(f"{app}/api/intervensi.geojson?{query}") as answer:
        return {feature["properties"]["id"] for feature in json.load(answer)["features"]}


def test_first_page_shows_three_kawasan_and_asks_no_other_host(open_page):
    shown = open_page()
    text = shown.page.inner_text("body")
    assert all(name in text for name in ("Agrominapolitan", "Agrowisata Hortikultura", "Agropolitan"))
    assert shown.page.locator(".kawasan-card svg").count() == 3
    assert shown.page.locator(".kawasan-card svg path[data-desa]").count() == 71
    assert shown.frame.locator(".leaflet-kawasan-pane path").count() == 3
    assert shown.frame.locator(".callout").count() == 3
    assert shown.frame.locator(".leaflet-callouts-pane .symbol svg").count() >= 3
    assert shown.outside == [] and shown.errors == []


def test_link_with_one_opd_gives_the_same_count_everywhere(open_page, app):
    shown = open_page(f"/?{ALL}&opd=DISBUNNAK")
    expected = api_programs(app, f"{ALL}&opd=DISBUNNAK")
    assert expected and all(kode.startswith(("UJI", "UJC")) for kode in expected)
    assert shown.figure("Program") == str(len(expected))
    assert shown.map_programs() == shown.table_rows() == len(expected)
    assert shown.page.inner_text(".table h2") == f"Daftar program ({len(expected)})"
    per_card = [int(text) for text in shown.page.locator(".card-figures span:first-child b").all_inner_texts()]
    by_kawasan = [len(api_programs(app, f"{ALL}&opd=DISBUNNAK&kawasan={k}")) for k in ("KPP-BJR", "KPP-TBL", "KPP-TNB")]
    assert per_card == by_kawasan


def test_click_on_legend_filters_map_page_and_url(open_page, app):
    shown = open_page()
    shown.frame.click(".legend-opd button[data-opd=DISPAR]")
    expected = len(api_programs(app, f"{ALL}&opd=DISPAR"))
    assert shown.map_programs() == expected, "the map filters in the browser, before Python knows"
    shown.wait_figure("Program", str(expected))
    shown.page.wait_for_url(f"**/?opd=DISPAR&{ALL}")
    expect(shown.pill("Pariwisata")).to_have_attribute("aria-pressed", "true")
    shown.frame.click(".legend-opd button[data-opd=DISPAR]")
    shown.wait_figure("Program", str(len(api_programs(app, ALL))))
    shown.page.wait_for_function("query => location.search === query", arg=f"?{ALL}")


def test_rapid_clicks_on_legend_lose_none(open_page, app):
    shown = open_page()
    chosen = ["DISPAR", "DPMD", "PUPR", "DKP", "DISDAG"]
    for kode in chosen:
        shown.frame.click(f".legend-opd button[data-opd={kode}]")
    expected = len(api_programs(app, "&".join([ALL, *(f"opd={kode}" for kode in chosen)])))
    shown.wait_figure("Program", str(expected))
    shown.settle()
    assert shown.map_programs() == expected
    assert sorted(parse_qs(urlsplit(shown.page.url).query)["opd"]) == sorted(chosen)


def test_filter_never_remounts_the_map_and_pan_survives(open_page):
    shown = open_page(f"/?{ALL}&kawasan=KPP-TBL")
    shown.settle()
    shown.frame.evaluate("window.mark = 1; tkpkp.map.panBy([120, 40], {animate: false}); tkpkp.map.setZoom(12.5)")
    land(shown.frame, PAGE)
    before = shown.frame.evaluate("[tkpkp.map.getCenter().lat, tkpkp.map.getCenter().lng, tkpkp.map.getZoom()]")
    painted = int(shown.frame.evaluate("document.querySelector('#map_div').dataset.drawn"))
    shown.pill("2026").click()
    shown.frame.wait_for_function(f"Number(document.querySelector('#map_div').dataset.drawn) > {painted}")
    shown.settle()
    assert shown.frame.evaluate("window.mark") == 1
    assert shown.frame.evaluate("[tkpkp.map.getCenter().lat, tkpkp.map.getCenter().lng, tkpkp.map.getZoom()]") == before


def test_click_on_card_opens_the_kawasan_and_again_closes_it(open_page):
    shown = open_page()
    shown.page.click("[data-kawasan=KPP-TNB]")
    shown.page.wait_for_url(f"**/?kawasan=KPP-TNB&{ALL}")
    shown.wait_figure("Kawasan", "1")
    shown.frame.wait_for_function(CLOSE, arg="KPP-TNB")
    assert shown.page.locator("[data-kawasan=KPP-TNB]").get_attribute("aria-pressed") == "true"
    shown.page.click("[data-kawasan=KPP-TNB]")
    shown.wait_figure("Kawasan", "3")
    shown.page.wait_for_function(f"location.search === '?{ALL}'")
    shown.frame.wait_for_function("tkpkp.map.getZoom() < 10")
    land(shown.frame, PAGE)
    whole = "tkpkp.map.getBounds().contains(L.latLngBounds(tkpkp.content.bounds))"
    assert shown.frame.evaluate(whole), "the province is in sight again"


def test_card_lands_again_after_a_pan(open_page):
    shown = open_page(f"/?{ALL}&kawasan=KPP-TNB")
    shown.settle()
    shown.page.click("[data-kawasan=KPP-TNB]")
    shown.wait_figure("Kawasan", "3")
    shown.frame.wait_for_function("tkpkp.map.getZoom() < 10")
    land(shown.frame, PAGE)
    shown.frame.evaluate("tkpkp.map.setView([-2.0, 115.5], 9, {animate: false})")
    shown.page.click("[data-kawasan=KPP-TNB]")
    shown.wait_figure("Kawasan", "1")
    shown.frame.wait_for_function(CLOSE, arg="KPP-TNB")
    land(shown.frame, PAGE)
    assert shown.frame.evaluate(CLOSE, "KPP-TNB"), "it stays where it landed"


def test_click_on_kawasan_then_desa_in_the_map_selects_them(open_page):
    shown = open_page()
    shown.press_area("KPP-TBL")
    shown.page.wait_for_url(f"**/?kawasan=KPP-TBL&{ALL}")
    shown.frame.wait_for_function(CLOSE, arg="KPP-TBL")
    shown.press_area("63.09.05.2002")
    shown.page.wait_for_selector(".st-key-selection h2:has-text('Desa Wirang')")
    shown.page.wait_for_url("**pilih=63.09.05.2002**")
    assert shown.frame.evaluate("tkpkp.state.selected") == "63.09.05.2002"
    shown.page.get_by_role("button", name="Tutup pilihan").click()
    shown.page.wait_for_function("!location.search.includes('pilih')")
    expect(shown.page.locator(".st-key-selection h2:has-text('Desa Wirang')")).to_have_count(0)
    assert parse_qs(urlsplit(shown.page.url).query) == {"kawasan": ["KPP-TBL"], "tampil": ["semua"]}


def test_unknown_value_in_a_link_is_named_and_ignored(open_page, app):
    shown = open_page(f"/?{ALL}&opd=DISPAR&opd=TIDAKADA&warna=merah")
    notice = shown.page.inner_text("[data-testid=stAlert]")
    assert "opd=TIDAKADA" in notice and "warna" in notice
    assert shown.page.evaluate("document.documentElement.lang") == "id"
    assert shown.figure("Program") == str(len(api_programs(app, f"{ALL}&opd=DISPAR")))
    shown.page.get_by_role("button", name="Atur ulang").click()
    shown.page.wait_for_function(f"location.search === '?{ALL}'")
    shown.wait_figure("Program", str(len(api_programs(app, ALL))))
    expect(shown.page.locator("[data-testid=stAlert]")).to_have_count(0)


def test_only_what_stands_is_shown_until_the_rest_is_asked_for(open_page, app):
    shown = open_page("/")
    assert shown.figure("Program") == "6" == str(len(api_programs(app, "")))
    assert shown.map_programs() == shown.table_rows() == 6
    assert shown.page.locator(".st-key-ribbon").count() == 0
    assert shown.page.locator("span.sample, span.mark, mark").count() == 0
    assert "SITI HAWA LARI" in shown.page.inner_text("section.panel")
    shown.page.get_by_role("button", name="Tampilkan semua", exact=True).click()
    shown.wait_figure("Program", "64")
    shown.page.wait_for_url(f"**/?{ALL}")
    expect(shown.page.locator(".st-key-ribbon")).to_contain_text("DATA CONTOH")
    shown.page.wait_for_selector("span.sample")
    shown.page.wait_for_selector("span.mark")
    shown.page.get_by_role("button", name="Hanya yang resmi dan terverifikasi").click()
    shown.wait_figure("Program", "6")
    shown.settle()
    assert shown.map_programs() == shown.table_rows() == 6


def test_the_table_of_the_view_can_be_taken_along(open_page):
    shown = open_page(f"/?{ALL}&opd=DISPAR")
    shown.page.wait_for_selector(".table .csv-link")
    with shown.page.expect_download() as started:
        shown.page.click(".table .csv-link")
    lines = Path(started.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("ID;Jenis data;OPD;Program;") and len(lines) == shown.table_rows() + 1


def test_table_sorts_by_money_with_blanks_last(open_page):
    shown = open_page(f"/?{ALL}&kawasan=KPP-BJR")
    head = shown.page.locator("table.listing th", has_text="Pagu")
    for direction in (1, -1):
        head.locator("button").click()
        cells = shown.page.locator("table.listing tbody tr td:nth-child(8)").all_inner_texts()
        numbers = [int(cell.replace(".", "")) for cell in cells if cell != "belum diisi"]
        assert numbers == sorted(numbers, reverse=direction < 0) and len(numbers) > 5
        assert all(cell == "belum diisi" for cell in cells[len(numbers) :])


def test_online_ground_fails_quietly_and_the_map_stays(open_page):
    shown = open_page()
    shown.frame.get_by_role("button", name="OpenStreetMap").click()
    note = shown.frame.wait_for_selector(".notice:not([hidden])")
    assert "tetap lengkap" in note.inner_text()
    assert shown.outside and all("tile.openstreetmap.org" in url for url in shown.outside)
    assert shown.frame.locator(".leaflet-kawasan-pane path").count() == 3
    assert shown.frame.evaluate("tkpkp.tiles") is None


def test_typed_markup_is_shown_as_characters(open_page, own_app, data_copy):
    name = "<img src=x onerror=window.pwned=1>"
    path = data_copy / "intervensi.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    rows[1]["program"] = rows[1]["uraian"] = name
    rows[1]["lokus"] = "desa:63.09.05.2002"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    shown = open_page(f"/?{ALL}&kawasan=KPP-TBL&pilih={rows[1]['id']}", base=own_app(data_copy))
    assert name in shown.page.inner_text(".st-key-selection h2")
    assert name in shown.page.inner_text("table.listing")
    shown.frame.evaluate(
        "tkpkp.desaLayer.eachLayer(l => l.feature.properties.kode === '63.09.05.2002' && l.openTooltip())"
    )
    assert name in shown.frame.inner_text(".leaflet-tooltip")
    assert shown.page.evaluate("window.pwned") is None and shown.frame.evaluate("window.pwned") is None


def test_without_boundaries_the_page_says_so_and_still_counts(open_page, own_app, data_copy):
    (data_copy / "wilayah.gpkg").write_bytes(b"rusak")
    shown = open_page(base=own_app(data_copy))
    assert shown.figure("Program") == "64" and shown.table_rows() == 64 and shown.errors == []
    shown.page.get_by_text("masalah pada data perlu diperbaiki").click()
    assert "wilayah.gpkg" in shown.page.wait_for_selector("[data-testid=stExpanderDetails] li").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_has_no_serious_accessibility_violation(open_page, scheme):
    shown = open_page(f"/?{ALL}&kawasan=KPP-TBL", color_scheme=scheme)
    shown.settle()
    assert [*grave(shown.page), *grave(shown.frame)] == []


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (390, 844)])
def test_nothing_scrolls_sideways(open_page, size):
    shown = open_page(size=size)
    assert sideways(shown.page) <= 0
