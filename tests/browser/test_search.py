"""The search of the map page, with the keys and the mouse of somebody who looks for a name."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.support.browser_visits import grave, sideways
from tests.support.map_landing import PAGE, land
from tests.support.map_page import MapPage

CLOSE = """(kode) => tkpkp.map.getZoom() > 10
  && tkpkp.map.getBounds().contains(L.latLngBounds(tkpkp.kawasanByKode.get(kode).bounds))"""


class SearchPage(MapPage):
    """The map page as somebody sees it who uses its search."""

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("combobox", name="Cari desa, kecamatan, OPD, program…")

    @property
    def options(self) -> Locator:
        return self.page.get_by_role("listbox", name="Hasil pencarian").get_by_role("option")

    def type(self, text: str, waiting: bool = True) -> None:
        """Type into the field, and wait until the list answers all of it and not only its beginning."""
        self.field.click()
        self.page.keyboard.type(text, delay=20)
        if waiting:
            expect(self.page.locator(".search")).to_have_attribute("data-answered", text)

    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query)

    def wait_panel(self, title: str) -> None:
        expect(self.page.locator(".st-key-selection h2")).to_have_text(re.compile(f"^{re.escape(title)}"))


@pytest.fixture
def open_page(chromium, app):
    pages = []

    def open_(path: str = "/", **options) -> SearchPage:
        pages.append(SearchPage(chromium, app, path, **options))
        return pages[-1]

    yield open_
    for page in pages:
        page.close()
    assert [page.errors for page in pages if page.errors] == []
    assert [page.outside for page in pages if page.outside] == []


def test_a_desa_is_found_and_opened_with_the_keyboard_alone(open_page):
    shown = open_page()
    shown.type("desa wirnag")
    expect(shown.options).to_have_count(1)
    expect(shown.field).to_have_attribute("aria-expanded", "true")
    expect(shown.options.first).to_contain_text("Kec. Haruai · Agrowisata Hortikultura")
    shown.page.keyboard.press("ArrowDown")
    expect(shown.options.first).to_have_attribute("aria-selected", "true")
    assert shown.field.get_attribute("aria-activedescendant") == shown.options.first.get_attribute("id")
    shown.page.keyboard.press("Enter")
    shown.wait_panel("Desa Wirang")
    shown.page.wait_for_url("**pilih=63.09.05.2002**")
    assert shown.query() == {"kawasan": ["KPP-TBL"], "pilih": ["63.09.05.2002"]}
    shown.frame.wait_for_function(CLOSE, arg="KPP-TBL")
    land(shown.frame, PAGE)
    assert shown.frame.evaluate("tkpkp.state.selected") == "63.09.05.2002"
    expect(shown.field).to_be_focused()
    expect(shown.field).to_have_value("")
    # The same once more, from elsewhere on the map: it flies there again.
    shown.frame.evaluate("tkpkp.map.setView([-3.4, 116], 8, {animate: false})")
    shown.page.keyboard.type("wirang")
    shown.page.keyboard.press("Enter")  # before any answer
    shown.frame.wait_for_function(CLOSE, arg="KPP-TBL")


def test_arrows_go_round_and_escape_closes_then_clears(open_page):
    shown = open_page()
    shown.type("martapura")
    expect(shown.options).to_have_count(2)
    for key, chosen in (("ArrowUp", 1), ("ArrowUp", 0), ("ArrowUp", None), ("ArrowDown", 0), ("ArrowDown", 1)):
        shown.page.keyboard.press(key)
        states = [option.get_attribute("aria-selected") for option in shown.options.all()]
        assert states == ["true" if i == chosen else "false" for i in range(2)], key
    shown.page.keyboard.press("Escape")
    expect(shown.options).to_have_count(0)
    expect(shown.field).to_have_value("martapura")
    shown.page.keyboard.press("ArrowDown")
    expect(shown.options).to_have_count(2)
    shown.page.keyboard.press("Escape")
    shown.page.keyboard.press("Escape")
    expect(shown.field).to_have_value("")
    assert shown.query() == {}


def test_the_mouse_opens_kecamatan_kawasan_and_opd(open_page):
    shown = open_page("/?tampil=semua")
    shown.type("kec haruai")
    shown.options.first.click()
    shown.wait_panel("Kec. Haruai")
    shown.page.wait_for_url("**pilih=63.09.05")
    shown.type("agropol")
    shown.options.first.click()
    shown.wait_panel("Agropolitan")
    shown.frame.wait_for_function(CLOSE, arg="KPP-TNB")
    assert shown.query() == {"kawasan": ["KPP-TNB"], "tampil": ["semua"]}
    shown.type("dispar")
    shown.options.first.click()
    shown.page.wait_for_url("**opd=DISPAR**")
    expect(shown.pill("Pariwisata")).to_have_attribute("aria-pressed", "true")
    assert shown.query() == {"opd": ["DISPAR"], "kawasan": ["KPP-TNB"], "tampil": ["semua"]}


def test_a_program_is_found_once_the_view_lists_it_and_opened_where_it_lies(open_page):
    shown = open_page("/?opd=DPMD")
    shown.type("festival <b>buah")
    expect(shown.page.locator(".search-note")).to_have_text("Tidak ada yang cocok dengan “festival <b>buah”.")
    shown.page.get_by_role("button", name="Tampilkan semua", exact=True).click()
    shown.wait_figure("OPD", "1")
    shown.page.wait_for_url("**tampil=semua")
    shown.settle()
    shown.field.fill("")
    shown.type("festival buah")
    expect(shown.options).to_have_count(1)
    shown.page.keyboard.press("ArrowDown")
    shown.page.keyboard.press("Enter")
    shown.wait_panel("Festival Buah Lokal")
    shown.page.wait_for_url("**pilih=UJC-022")
    # The filter that would have kept it off the map is let go.
    assert shown.query() == {"kawasan": ["KPP-TBL"], "tampil": ["semua"], "pilih": ["UJC-022"]}
    shown.frame.wait_for_function(CLOSE, arg="KPP-TBL")
    expect(shown.page.locator("table.listing tr.selected")).to_have_attribute("data-id", "UJC-022")


def test_the_latest_question_is_answered_however_late_an_older_answer_comes(open_page):
    shown = open_page()
    shown.page.evaluate(
        """() => {
          const real = window.fetch;
          window.fetch = async (address, options) => {
            const answer = await real(address, options.signal ? {} : options);
            if (String(address).includes("q=wirang")) await new Promise((done) => setTimeout(done, 1200));
            return answer;
          };
        }"""
    )
    shown.type("wirang", waiting=False)
    shown.page.wait_for_timeout(300)
    shown.field.fill("hayup")
    expect(shown.options).to_have_text([re.compile("Hayup")])
    shown.page.wait_for_timeout(1300)
    expect(shown.options).to_have_text([re.compile("Hayup")])


def test_a_server_that_does_not_answer_is_told(open_page):
    shown = open_page()
    shown.context.route("**/api/cari?*", lambda route: route.abort())
    shown.type("wirang", waiting=False)
    expect(shown.page.locator(".search-note")).to_have_text("Pencarian tidak dapat dilakukan sekarang. Coba lagi.")


@pytest.mark.parametrize(
    ("size", "scheme"), [((1366, 768), "light"), ((1024, 768), "dark"), ((390, 844), "light"), ((390, 844), "dark")]
)
def test_field_and_list_fit_the_window_and_lie_over_the_map(open_page, size, scheme):
    shown = open_page("/?tampil=semua", size=size, color_scheme=scheme)
    shown.settle()
    if size[0] < 760 and shown.page.get_by_test_id("stSidebarCollapseButton").is_visible():
        shown.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    shown.type("pe")
    expect(shown.options).to_have_count(8)
    for box in (shown.field.bounding_box(), shown.page.get_by_role("listbox").bounding_box()):
        assert box["x"] >= 0 and box["x"] + box["width"] <= size[0], box
    hit = "e => { const b = e.getBoundingClientRect(); return e.contains(document.elementFromPoint(b.x + 9, b.y + 9)) }"
    assert [option.evaluate(hit) for option in shown.options.all()[:4]] == [True] * 4
    shown.page.keyboard.press("ArrowDown")
    assert sideways(shown.page) <= 0
    assert grave(shown.page) == []
