"""Extra layers in Chromium: under the programs, fetched when switched on, named, by mouse and by keyboard."""

from __future__ import annotations

import gzip
import json

import pytest
import requests

from tests.support import stored_layers
from tests.support.browser_visits import grave
from tests.support.data_folders import copy_data
from tests.support.map_landing import PAGE, land
from tests.support.map_page import MapPage

CORNERS = [[114.9, -3.3], [115.1, -3.3], [115.1, -3.5], [114.9, -3.5], [114.9, -3.3]]
HUTAN = {"type": "Polygon", "coordinates": [CORNERS]}
SDN = {"type": "Point", "coordinates": [115, -3.35]}
NAKAL = "<img src=x onerror='window.pwned=1'>"
ROWS = [
    stored_layers.row("jalan", "Jalan", "garis", stored_layers.many_lines(20_000), warna="cokelat", tebal=1.0),
    stored_layers.row("hutan", NAKAL, "bidang", [stored_layers.feature("Hutan lindung", HUTAN)]),
    stored_layers.row(
        "sungai", "Sungai", "garis", [stored_layers.line(NAKAL, (114.6, -3.4), (115.3, -3.4))], tampil=True
    ),
    stored_layers.row("sekolah", "Sekolah", "titik", [stored_layers.feature("SDN 1", SDN)]),
]
DRAWN = "(kode) => Boolean(tkpkp.layers.list.find((l) => l.kode === kode).drawn)"


@pytest.fixture(scope="module")
def layered(run_app, tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("berlapis") / "data"
    copy_data(folder)
    stored_layers.seed(folder, ROWS)
    return run_app(folder)


@pytest.fixture
def open_page(chromium, layered):
    pages = []

    def open_(path="/", size=(1366, 768), **options) -> MapPage:
        pages.append(MapPage(chromium, layered, path, size, **options))
        pages[-1].asked = []
        pages[-1].page.on("request", lambda request: pages[-1].asked.append(request.url))
        return pages[-1]

    yield open_
    for shown in pages:
        shown.close()
        assert shown.outside == [] and shown.errors == []


def switch(shown: MapPage, kode: str) -> None:
    shown.frame.locator(f"input[data-layer={kode}]").click()
    shown.frame.wait_for_function(DRAWN, arg=kode)


def point_at(shown: MapPage, lon: float, lat: float) -> str:
    """Move the mouse over a place of the map; gives the name that shows."""
    shown.frame.evaluate("([lat, lon]) => tkpkp.map.setView([lat, lon + 0.05], 12, { animate: false })", [lat, lon])
    x, y = shown.frame.evaluate(
        "([lat, lon]) => { const p = tkpkp.map.latLngToContainerPoint([lat, lon]); return [p.x, p.y]; }", [lat, lon]
    )
    shown.frame.locator("#map_div").hover(position={"x": x, "y": y})
    return shown.frame.inner_text(".layer-tip")


def test_a_layer_is_fetched_when_it_is_switched_on_and_never_twice(open_page):
    shown = open_page()
    frame = shown.frame
    frame.wait_for_function(DRAWN, arg="sungai")
    assert frame.inner_text(".legend-layers summary") == "Lapisan (1/4)"
    assert not frame.locator("input[data-layer=sekolah]").is_visible()
    frame.locator(".legend-layers summary").click()
    switch(shown, "sekolah")
    assert frame.inner_text(".legend-layers summary") == "Lapisan (2/4)"
    frame.locator("input[data-layer=sekolah]").click()
    assert not frame.evaluate(DRAWN, "sekolah")
    switch(shown, "sekolah")
    assert len([url for url in shown.asked if "/api/lapisan/sekolah" in url]) == 1
    assert [url for url in shown.asked if "/api/lapisan/jalan" in url] == []


def test_layers_lie_in_their_order_between_the_ground_and_the_programs(open_page):
    shown = open_page()
    shown.frame.locator(".legend-layers summary").click()
    for kode in ("sekolah", "hutan"):
        switch(shown, kode)
    order = shown.frame.evaluate(
        "['desa', 'kecamatan', 'layers', 'kawasan', 'symbols'].map((n) => Number(tkpkp.map.getPane(n).style.zIndex))"
    )
    assert order == sorted(order)
    drawn = "[...tkpkp.map.getPane('layers').children].map((e) => e.querySelectorAll('canvas').length)"
    assert shown.frame.evaluate(drawn) == [0, 1, 1, 1]


def test_what_lies_under_the_pointer_is_named_and_typed_text_stays_text(open_page):
    shown = open_page()
    shown.frame.locator(".legend-layers summary").click()
    for kode in ("sekolah", "hutan"):
        switch(shown, kode)
    assert point_at(shown, 115.2, -3.4) == NAKAL
    assert point_at(shown, 115.0, -3.45) == "Hutan lindung"
    assert point_at(shown, 115.0, -3.35) == "SDN 1"
    assert NAKAL in shown.frame.inner_text(".legend-layers")
    assert shown.frame.evaluate("window.pwned") is None


def test_a_desa_under_a_layer_can_still_be_clicked(open_page):
    shown = open_page("/?kawasan=KPP-BJR")
    shown.frame.locator(".legend-layers summary").click()
    switch(shown, "jalan")
    shown.settle()
    kode, x, y = shown.frame.evaluate(
        """() => { const isi = tkpkp.container.getBoundingClientRect();
        for (const d of tkpkp.desa) {
          const p = tkpkp.map.latLngToContainerPoint([d.label_lat, d.label_lon]);
          const apa = document.elementFromPoint(p.x + isi.left, p.y + isi.top);
          if (p.x > 0 && p.y > 0 && apa?.closest(".leaflet-desa-pane")) return [d.kode, p.x, p.y]; } }"""
    )
    shown.frame.locator("#map_div").click(position={"x": x, "y": y})
    shown.page.wait_for_function("(kode) => location.search.includes(kode)", arg=kode)
    assert f"pilih={kode}" in shown.page.url


def test_switching_never_mounts_the_map_anew_and_a_filter_leaves_the_layers_alone(open_page):
    shown = open_page()
    shown.frame.evaluate("window.tanda = 1")
    shown.frame.locator(".legend-layers summary").click()
    switch(shown, "sekolah")
    shown.pill("Pariwisata").click()
    shown.settle()
    assert shown.frame.evaluate("window.tanda") == 1 and shown.frame.evaluate(DRAWN, "sekolah")
    assert shown.frame.locator("input[data-layer=sekolah]").is_checked()


def test_the_switches_work_by_keyboard(open_page):
    shown = open_page()
    shown.frame.locator(".legend-layers summary").focus()
    shown.page.keyboard.press("Enter")
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.press("Tab")
    assert shown.frame.evaluate("document.activeElement.dataset.layer") == "hutan"
    shown.page.keyboard.press("Space")
    shown.frame.wait_for_function(DRAWN, arg="hutan")


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
@pytest.mark.parametrize("path", ["/", "/?kawasan=KPP-TBL"])
def test_the_switches_cover_no_callout(open_page, size, path):
    shown = open_page(path, size)
    shown.settle()
    shown.frame.locator(".legend-layers summary").click()
    shown.frame.locator(".legend-layers details[open] ul").wait_for()
    land(shown.frame, PAGE)
    covered = shown.frame.evaluate(
        """() => { const a = document.querySelector(".legend-layers").getBoundingClientRect();
        return [...document.querySelectorAll(".callout")].filter((e) => { const b = e.getBoundingClientRect();
          return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom; }).length; }"""
    )
    box = shown.frame.locator(".legend-layers").bounding_box()
    assert covered == 0 and box["x"] >= 0 and box["x"] + box["width"] <= size[0]


def test_a_layer_that_cannot_be_fetched_says_so_and_is_off(open_page):
    shown = open_page()
    shown.context.route("**/api/lapisan/sekolah*", lambda route: route.fulfill(status=500))
    shown.frame.locator(".legend-layers summary").click()
    shown.frame.locator("input[data-layer=sekolah]").click()
    shown.frame.wait_for_selector(".legend-layers .notice:not([hidden])")
    assert "Sekolah: tidak dapat dimuat" in shown.frame.inner_text(".legend-layers .notice")
    assert not shown.frame.locator("input[data-layer=sekolah]").is_checked()


def test_twenty_thousand_lines_can_be_moved_smoothly(open_page):
    shown = open_page()
    shown.frame.locator(".legend-layers summary").click()
    switch(shown, "jalan")
    shown.settle()
    middle = shown.frame.evaluate(
        """async () => { const jarak = []; let lalu = performance.now(); const akhir = lalu + 900;
        tkpkp.map.panBy([250, 80], { animate: true, duration: 0.8 });
        while (lalu < akhir) { await new Promise(requestAnimationFrame);
          const kini = performance.now(); jarak.push(kini - lalu); lalu = kini; }
        return jarak.sort((a, b) => a - b)[Math.floor(jarak.length / 2)]; }"""
    )
    assert middle < 50, f"{middle:.0f} ms a frame"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_switches_have_no_serious_accessibility_violation(open_page, scheme):
    shown = open_page(color_scheme=scheme)
    shown.settle()
    shown.frame.locator(".legend-layers summary").click()
    assert grave(shown.frame) == []


def test_without_layers_there_is_nothing_to_switch(chromium, app):
    shown = MapPage(chromium, app)
    assert shown.frame.locator(".legend-layers").count() == 0
    shown.close()


def test_a_layer_is_sent_compressed_kept_and_not_sent_twice(layered):
    row = ROWS[2]
    address = f"{layered}/api/lapisan/sungai.geojson"
    answer = requests.get(address, params={"v": row["sidik"]}, timeout=20)
    assert answer.json() == json.loads(gzip.decompress(row["isi"]))
    assert answer.headers["content-encoding"] == "gzip" and "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("application/geo+json")
    again = requests.get(address, headers={"If-None-Match": answer.headers["etag"]}, timeout=20)
    assert again.status_code == 304 and again.content == b"" and again.headers["cache-control"] == "no-cache"
    plain = requests.get(address, headers={"Accept-Encoding": "identity"}, timeout=20)
    assert plain.json() == answer.json() and "content-encoding" not in plain.headers
    assert requests.get(f"{layered}/api/lapisan/tidak-ada.geojson", timeout=20).status_code == 404
