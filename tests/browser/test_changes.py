"""Apa yang berubah in Chromium: in words, on the map, by keyboard, and where the next meeting starts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser_visits import ENGLISH, LONG_MS, LOOKS, SEEN, grave, settle, sideways, visiting
from tkpkp_geo import workspace
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store.database import Store
from tkpkp_geo.store.records import Change

WIRANG = "desa:63.09.05.2002"
FRAME = "iframe[title='streamlit_folium.st_folium']"


@dataclass
class Office:
    """The running app, its store, and pages opened at it."""

    base: str
    store: Store
    open: Callable[..., Page]

    def change(self, kode: str, **isi: object) -> int:
        row = next(row for row in self.store.rows("intervensi") if row["id"] == kode)
        return self.store.save("dpmd", [Change("intervensi", kode, isi, row["revisi"])], "Isian")


@pytest.fixture
def office(data_copy, monkeypatch, own_app, chromium):
    monkeypatch.setenv("TKPKP_DATA_DIR", str(data_copy))
    store = workspace.store()
    store.accounts.install(Account("dpmd", "Petugas DPMD", Role.DPMD))
    with visiting(chromium, own_app(data_copy), store, ".foot") as visits:
        found = Office(visits.base, store, visits.open)
        new = {"kode_opd": "DPMD", "program": "Pelatihan ikan", "tahun": "2026", "status": "rencana", "lokus": WIRANG}
        store.save("dpmd", [Change("intervensi", "N-1", new | {"verifikasi": "terverifikasi"})], "Isian")
        found.change("UJI-002", lokus=WIRANG, pagu=400_000_000)
        found.change("UJI-004", status="batal")
        yield found


def on_map(page: Page, number: int) -> set[str]:
    """Wait until the map and its table count so many programs, and give those that the table lists."""
    page.wait_for_function(
        "(n) => document.querySelector('.table')?.dataset.rows === n && document.querySelector(\"iframe[title='"
        "streamlit_folium.st_folium']\")?.contentDocument?.querySelector('#map_div')?.dataset.program === n",
        arg=str(number),
        timeout=LONG_MS,
    )
    return {row.get_attribute("data-id") for row in page.locator(".table tr[data-id]").all()}


def test_changes_are_told_in_words_and_the_map_shows_exactly_their_programs(office):
    page = office.open("/perubahan")
    lines = page.locator("ul.program-changes > li")
    expect(lines).to_have_count(3)
    expect(lines.filter(has_text="SITI HAWA LARI")).to_contain_text("mendapat lokus: Wirang; pagu diisi Rp400 juta.")
    expect(lines.filter(has_text="Pelatihan ikan")).to_contain_text("ditambahkan, lokus Wirang, pagu belum diisi.")
    expect(lines.filter(has_text="dibatalkan")).to_have_count(1)
    page.get_by_role("link", name="Tampilkan 3 program di peta").click()
    assert on_map(page, 2) == {"N-1", "UJI-002", "UJI-004"}, "the cancelled one is listed apart and counts nowhere"
    expect(page.locator(".st-key-ribbon-selection")).to_contain_text("Hanya 3 program")
    assert "tampil=semua" in page.url, "the cancelled one is not on the usual map"


def test_a_group_and_a_single_program_open_on_the_map(office):
    page = office.open("/perubahan?kawasan=KPP-TBL")
    page.get_by_role("link", name="Lihat kelompok ini di peta").click()
    assert on_map(page, 2) == {"N-1", "UJI-002"}
    page.go_back()
    page.wait_for_selector("ul.program-changes")
    page.get_by_role("link", name="Lihat di peta Pelatihan ikan").click()
    assert on_map(page, 1) == {"N-1"}
    expect(page.locator(".st-key-selection h2")).to_contain_text("Pelatihan ikan")


def test_the_end_is_chosen_and_opened_by_keyboard_alone(office):
    page = office.open("/perubahan")
    page.get_by_role("combobox", name="Dari").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settle(page)
    now = office.store.revision()
    page.wait_for_url(f"**/perubahan?dari={now}")
    expect(page.locator(".empty")).to_contain_text(f"dari revisi {now} sampai sekarang")
    page.get_by_role("combobox", name="Dari").press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/perubahan?dari={now - 1}")
    link = page.get_by_role("link", name="Tampilkan 1 program di peta")
    link.wait_for()
    for _ in range(30):
        page.keyboard.press("Tab")
        if link.evaluate("(e) => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    assert on_map(page, 0) == {"UJI-004"}, "it was cancelled"


def test_what_others_write_meanwhile_appears_and_the_choice_stays(office):
    seen = office.store.revision()
    page = office.open(f"/perubahan?dari={seen - 1}&kelompok=opd")
    expect(page.locator("ul.program-changes > li")).to_have_count(1)
    office.change("UJI-003", pagu=7_000_000)
    expect(page.locator("ul.program-changes > li")).to_have_count(2, timeout=LONG_MS)
    settle(page)
    assert f"dari={seen - 1}" in page.url and "kelompok=opd" in page.url
    expect(page.locator("p.time-span")).to_contain_text(f"Dari revisi {seen - 1} sampai sekarang (revisi {seen + 1})")


def test_dpmd_records_a_meeting_and_the_next_comparison_starts_there(office):
    page = office.open("/perubahan", "dpmd")
    page.get_by_role("button", name="Catat rapat").click()
    page.get_by_label("Judul").fill("Rapat koordinasi kedua")
    page.get_by_label("Judul").press("Tab")
    page.get_by_role("button", name="Agropolitan", exact=True).last.click()
    settle(page)
    page.get_by_role("button", name="Simpan rapat").click()
    expect(page.get_by_text("tercatat pada revisi")).to_be_visible()
    expect(page.locator(".empty")).to_contain_text("Rapat koordinasi kedua")
    expect(page.get_by_role("combobox", name="Dari")).to_have_value(
        re.compile("^Rapat terakhir: Rapat koordinasi kedua")
    )
    (row,) = [row for row in office.store.rows("rapat") if row["judul"] == "Rapat koordinasi kedua"]
    assert row["kawasan"] == "KPP-TNB" and row["revisi_data"] == office.store.revision() - 1
    office.change("UJI-003", pagu=7_000_000)
    expect(page.locator("ul.program-changes > li")).to_have_count(1, timeout=LONG_MS)
    assert ENGLISH.findall(page.evaluate(SEEN)) == []


def test_it_reads_at_every_size_and_for_everybody(office):
    # One app for all of them: starting one for each takes longer than looking.
    for size, scheme in LOOKS:
        page = office.open("/perubahan?tampil=semua", "dpmd", size, color_scheme=scheme)
        assert sideways(page) <= 0
        assert grave(page) == []
        assert ENGLISH.findall(page.evaluate(SEEN)) == []
        small = page.evaluate(
            "[...document.querySelectorAll('ul.program-changes p, .change-table td, .change-summary li, p.time-span')]"
            ".filter(e => parseFloat(getComputedStyle(e).fontSize) < 15).map(e => e.outerHTML.slice(0, 80))"
        )
        assert small == []
