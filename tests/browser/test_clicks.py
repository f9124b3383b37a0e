"""Every desa answers a real mouse: on the page, in the presentation, at every size."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser_visits import LAPTOP, PROJECTOR
from tests.support.map_landing import DECK_VIEW, PAGE_VIEW, land
from tests.support.map_page import MapPage, press_area
from tkpkp_geo import workspace
from tkpkp_geo.domain.filter import Filter

# The desa whose middle is off the map, or under a control or box, or under something of another desa.
_OUT_OF_REACH = """(codes) => codes.filter((kode) => {
  const desa = tkpkp.desa.find((one) => one.kode === kode), box = tkpkp.container.getBoundingClientRect();
  const point = tkpkp.map.latLngToContainerPoint([desa.label_lat, desa.label_lon]);
  const top = document.elementFromPoint(box.x + point.x, box.y + point.y);
  const area = tkpkp.desaLayer.getLayers().find((layer) => layer.feature.properties.kode === kode);
  if (top === area.getElement()) return false;
  const marker = top?.closest(".leaflet-symbols-pane .leaflet-marker-icon"), own = marker?.getBoundingClientRect();
  return !own || Math.hypot(own.x + own.width / 2 - box.x - point.x, own.y + own.height / 2 - box.y - point.y) > 6;
})"""
# The members without a program whose names fit into them, and all names that are drawn.
_UNREACHED_NAMES = """(kawasan) => {
  const reached = new Set(tkpkp.shown.flatMap(({ places }) => places.map((place) => place.desa)));
  const scale = tkpkp.symbols.pxPerMetre(), px = tkpkp.config.font;
  const fitting = tkpkp.desa.filter((desa) => desa.kode_kawasan === kawasan && desa.keanggotaan !== "bukan anggota"
    && !reached.has(desa.kode) && desa.radius_m * scale > tkpkp.symbols.textWidth(desa.nama, px) * 0.3);
  const names = [...document.querySelectorAll(".leaflet-names-pane .name")].map((name) => name.textContent);
  return [fitting.map((desa) => desa.nama), names];
}"""
KAWASAN = ("KPP-BJR", "KPP-TBL", "KPP-TNB")
_EVERYTHING = Filter(tampil=("semua",))


def desa_of(kawasan: str) -> list[tuple[str, str]]:
    """Give code and name of each desa of a kawasan."""
    dataset = workspace.current().dataset
    return [
        (item.kode_desa, dataset.wilayah[item.kode_desa].nama)
        for item in dataset.kawasan_desa
        if item.kode_kawasan == kawasan
    ]


@pytest.mark.parametrize("kawasan", KAWASAN)
def test_a_press_on_each_desa_of_the_page_opens_that_very_desa(chromium, app, kawasan):
    shown = MapPage(chromium, app, f"/?tampil=semua&kawasan={kawasan}", LAPTOP)
    shown.settle()
    for kode, nama in desa_of(kawasan):
        shown.press_area(kode)
        shown.page.wait_for_url(f"**pilih={kode}**")
        heading = shown.page.locator(".st-key-selection h2")
        expect(heading).to_have_text(re.compile(f"{re.escape(nama)}$"))
        assert heading.inner_text() in (f"Desa {nama}", f"Kelurahan {nama}")
    shown.close()


@pytest.mark.parametrize("kawasan", KAWASAN)
def test_a_press_on_each_desa_of_the_presentation_opens_that_very_desa(open_deck, kawasan):
    page = open_deck(LAPTOP, _EVERYTHING)
    page.evaluate("kode => { location.hash = kode }", kawasan.lower())
    page.wait_for_function("kode => document.body.dataset.frame === kode", arg=kawasan.lower())
    land(page)
    for kode, nama in desa_of(kawasan):
        press_area(page, page, DECK_VIEW, kode)
        page.wait_for_function("kode => deck.view.state.selected === kode", arg=kode)
        assert nama in page.inner_text("#sheet h1")


@pytest.mark.parametrize("kawasan", KAWASAN[1:])  # those of the first are too small for their names
def test_members_that_nothing_reaches_are_named_where_their_name_fits(chromium, app, kawasan):
    shown = MapPage(chromium, app, f"/?tampil=semua&kawasan={kawasan}", LAPTOP)
    land(shown.frame, f"{PAGE_VIEW}.map")
    fitting, named = shown.frame.evaluate(_UNREACHED_NAMES, kawasan)
    assert fitting and set(fitting) <= set(named)
    shown.close()


@pytest.mark.parametrize("size", [PROJECTOR, LAPTOP, (1024, 768)], ids=str)
@pytest.mark.parametrize("kawasan", KAWASAN)
def test_a_kawasan_opens_with_all_its_desa_drawn_and_within_reach(chromium, app, kawasan, size):
    shown = MapPage(chromium, app, f"/?tampil=semua&kawasan={kawasan}", size)
    land(shown.frame, f"{PAGE_VIEW}.map")
    assert shown.frame.evaluate("tkpkp.detailed")
    assert shown.frame.evaluate(_OUT_OF_REACH, [kode for kode, _ in desa_of(kawasan)]) == []
    shown.close()
