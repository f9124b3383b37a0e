"""What is to be talked about, in Chromium: each flag leads to exactly its rows, and is answered with the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser_visits import ENGLISH, SEEN, grave, settle, sideways, visiting
from tkpkp_geo.store.database import Store
from tkpkp_geo.store.records import Change

DESA = "desa:63.03.05.2034"
PROGRAMS = {
    "G-1": {"kode_opd": "PUPR", "lokus": DESA, "fungsi_kawasan": "permukiman"},
    "G-2": {"kode_opd": "DPMD", "lokus": DESA, "fungsi_kawasan": "permukiman"},
    "P-1": {"kode_opd": "DPMD", "pagu": 4_000_000, "lokus": ""},
    "T-1": {
        "kode_opd": "DPMD",
        "lokus": "kawasan:KPP-TBL",
        "status": "berjalan",
        "pagu": 100,
        "realisasi": 90,
        "realisasi_fisik": 10.0,
    },
    "R-1": {"kode_opd": "PUPR", "lokus": "desa:63.09.05.2002", "program": "Pelatihan <b>pengolahan</b>"},
    "R-2": {"kode_opd": "PUPR", "lokus": "desa:63.09.05.2002", "program": "Rumah produksi"},
    "R-3": {"kode_opd": "DPMD", "lokus": "desa:63.09.05.2002", "program": "Pemasaran hasil"},
}
# By rule: the programs that its first flag rests on, and how many of them still need a place.
LEADS_TO = {
    "ganda": ({"G-1", "G-2"}, 0),
    "fungsi-kosong": (set(), 0),
    "pagu-tanpa-lokus": ({"P-1"}, 1),
    "lama-tidak-melapor": ({"UJI-002", "UJI-003"}, 2),
    "fisik-tertinggal": ({"T-1"}, 0),
    "rantai": ({"R-1", "R-2", "R-3"}, 0),
}


@pytest.fixture(scope="module")
def running(entry_app) -> tuple[str, Store]:
    base, store = entry_app
    usual = {"program": "Kegiatan", "tahun": "2026", "status": "rencana", "verifikasi": "terverifikasi"}
    store.save("dpmd", [Change("intervensi", kode, usual | row, None) for kode, row in PROGRAMS.items()])
    return base, store


@pytest.fixture
def page(running, chromium) -> Iterator[Page]:
    base, store = running
    with visiting(chromium, base, store, ".flags[data-count]") as visits:
        yield visits.open("/matriks", "dpmd", base_url=base)


def group(page: Page, aturan: str):
    found = page.locator(f".flags details[data-rule='{aturan}']")
    if found.get_attribute("open") is None:
        found.locator("summary").first.click()
    return found


@pytest.mark.parametrize("aturan", list(LEADS_TO))
def test_a_flag_opens_the_map_with_exactly_its_rows(page, aturan):
    ids, unplaced = LEADS_TO[aturan]
    flag = group(page, aturan).locator("li.flag-item").first
    if ids:
        flag.locator("summary").click()
        expect(flag.locator(".basis li")).to_have_count(len(ids))
    flag.get_by_role("link", name="Tampilkan di peta").click()
    expect(page.locator("[data-figure='Program'] dd")).to_have_text(str(len(ids)))
    expect(page.locator(".table[data-rows]")).to_have_attribute("data-rows", str(len(ids)))
    assert set(page.eval_on_selector_all(".table tr[data-id]", "rows => rows.map((row) => row.dataset.id)")) == ids
    if ids:
        expect(page.locator("section.panel h2", has_text="Belum berlokus").locator("b")).to_have_text(str(unplaced))
    frame = page.wait_for_selector("iframe[title='streamlit_folium.st_folium']").content_frame()
    frame.wait_for_function(f"document.querySelector('#map_div')?.dataset.program === '{len(ids)}'")
    assert urlsplit(page.url).path == "/"


def test_unreached_desa_open_their_kawasan(page):
    flag = group(page, "desa-belum").locator("li.flag-item", has_text="Agrowisata Hortikultura")
    expect(flag).to_contain_text("9 dari 10 desa anggota belum terjangkau")
    flag.get_by_role("link", name="Tampilkan di peta").click()
    expect(page.locator("[data-figure='Kawasan'] dd").first).to_have_text("1")
    # UJI-001 and T-1 are known to the kawasan only, the chain lies in one desa.
    expect(page.locator("[data-figure='Program'] dd").first).to_have_text("5")
    assert page.url.endswith("/?kawasan=KPP-TBL")


def test_typed_words_are_shown_as_they_are(page):
    flag = group(page, "rantai").locator("li.flag-item").first
    flag.locator("summary").click()
    expect(flag).to_contain_text("Pelatihan <b>pengolahan</b>")
    expect(flag.locator(".basis li b")).to_have_count(0)


def test_a_flag_is_answered_and_taken_back_with_the_keyboard(page, running):
    _, store = running
    group(page, "pagu-tanpa-lokus")
    flag = page.locator("li.flag-item[data-kode='pagu-tanpa-lokus;DPMD;2026']")
    title = flag.locator("h4").inner_text()
    flag.get_by_role("link").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(flag.get_by_label("Hasil atau alasan")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(flag.get_by_role("alert")).to_have_text("Tuliskan hasil atau alasannya.")
    page.keyboard.type("Lokus ditetapkan pada rapat berikutnya")
    # Somebody else saves meanwhile: the page is drawn anew, what is being typed stays.
    row = next(dict(row) for row in store.content().tables["intervensi"] if row["id"] == "T-1")
    store.save("dpmd", [Change("intervensi", "T-1", {"uraian": f"{row['uraian']}."}, row["revisi"])])
    expect(page.locator(".brand .age")).to_contain_text(f"revisi {store.revision()}")
    settle(page)
    expect(flag.get_by_label("Hasil atau alasan")).to_have_value("Lokus ditetapkan pada rapat berikutnya")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".flags details[data-rule='pagu-tanpa-lokus']")).to_have_count(0)
    past = group(page, "answered")
    expect(past.locator("h3")).to_contain_text("Sudah dibahas 1")
    expect(past.locator("li.flag-item")).to_contain_text(title)
    expect(past.locator("li.flag-item")).to_contain_text("oleh dpmd: Lokus ditetapkan pada rapat berikutnya")
    past.get_by_role("button", name="Buka kembali").focus()
    page.keyboard.press("Enter")
    expect(past).to_have_count(0)
    expect(group(page, "pagu-tanpa-lokus").locator("li.flag-item")).to_have_count(1)
    assert store.content().tables["tanggapan"] == []


def test_more_of_a_rule_are_shown_when_asked_for(page):
    empty = group(page, "fungsi-kosong")
    total = int(empty.locator("h3 b").inner_text())
    expect(empty.locator("li.flag-item")).to_have_count(10)
    empty.get_by_role("button", name=re.compile("^Tampilkan .* lainnya")).click()
    expect(empty.locator("li.flag-item")).to_have_count(total)
    expect(empty.get_by_role("button", name=re.compile("lainnya"))).to_have_count(0)


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (390, 844)])
def test_it_is_indonesian_accessible_and_fits(page, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("document.querySelectorAll('.flags details').forEach((fold) => (fold.open = true))")
    page.get_by_role("button", name="Sudah dibahas").first.click()
    settle(page)
    assert ENGLISH.findall(page.evaluate(SEEN)) == []
    assert sideways(page) <= 0
    sizes = page.eval_on_selector_all(
        ".flags :is(p, li, button, a, small, summary, label)",
        "all => all.map((e) => parseFloat(getComputedStyle(e).fontSize))",
    )
    assert min(sizes) >= 14.4
    assert grave(page) == []
