"""Entry in Chromium, as an OPD and DPMD do it: form, map, drafts, two people on one row."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.browser_visits import settle
from tests.support.entry_desk import DESA, choose, click_desa, press, type_in


def test_a_new_program_gets_its_place_by_a_click_and_stands_on_the_map(desk):
    page = desk.sit("dispar", "/data")
    press(page, "Program baru")
    expect(page.locator(".fixed")).to_have_text("OPD Dinas Pariwisata")
    type_in(page, "Program (wajib)", "Dermaga wisata")
    choose(page, "Tahun (wajib)", "2027")
    choose(page, "Status (wajib)", "Rencana")
    type_in(page, "Pagu (Rp)", "1.250.000.000")
    expect(page.locator(".echo")).to_have_text("Rp1,25 miliar")
    click_desa(page, DESA)
    expect(page.locator(".lokus-place")).to_contain_text(DESA)
    choose(page, "Cari desa, kecamatan, atau kawasan", "Masingai II")
    expect(page.locator(".lokus-place")).to_have_count(2)
    page.locator(".st-key-entry-bar").get_by_role("button", name="Simpan dan ajukan").click()
    expect(page.get_by_text("DISPAR-2027-0001")).to_be_visible()
    row = desk.row("DISPAR-2027-0001")
    assert row["lokus"] == f"desa:{DESA};desa:63.09.10.2005" and row["pagu"] == 1_250_000_000
    assert (row["verifikasi"], row["jenis_data"], row["diubah_oleh"]) == ("diajukan", "resmi", "dispar")
    assert desk.store.drafts("dispar") == {}
    page.goto(desk.base + "/?tampil=semua&pilih=DISPAR-2027-0001")
    expect(page.locator(".st-key-selection h2").first).to_contain_text("Dermaga wisata")


def test_a_clicked_spot_may_be_kept_as_a_point_and_a_place_taken_out_again(desk):
    page = desk.sit("dispar", "/data?program=UJI-006")
    click_desa(page, DESA)
    press(page, "Pakai titik itu")
    expect(page.locator(".lokus-place")).to_contain_text("titik:114.")
    press(page, "Hapus")
    expect(page.get_by_text("Belum berlokus.")).to_be_visible()
    assert desk.store.drafts("dispar") == {}, "a form that is as it was opened leaves no draft"


def test_every_problem_stands_beside_its_field(desk):
    page = desk.sit("dispar", "/data?program=baru-salah")
    page.wait_for_selector(".st-key-entry-bar")
    assert page.locator("[data-error]").count() == 0, "an empty field is no mistake before somebody saves"
    type_in(page, "Pagu (Rp)", "banyak")
    type_in(page, "Tenggat", "besok")
    page.locator(".st-key-save button").click()
    expect(page.locator("[data-error]")).to_have_count(5)
    named = page.locator("[data-error]").evaluate_all("items => items.map((item) => item.dataset.error)")
    assert sorted(named) == ["pagu", "program", "status", "tahun", "tenggat"]
    press(page, "Kembali")
    press(page, "Buang")


def test_a_draft_survives_a_closed_browser(desk):
    page = desk.sit("dispar", "/data?program=UJI-004")
    type_in(page, "Sasaran", "Pemandu wisata desa")
    page.context.close()
    again = desk.sit("dispar", "/data?program=UJI-004")
    expect(again.get_by_text("Ada isian yang belum disimpan")).to_be_visible()
    press(again, "Lanjutkan")
    expect(again.get_by_label("Sasaran", exact=True)).to_have_value("Pemandu wisata desa")
    again.locator(".st-key-save button").click()
    expect(again.get_by_text("disimpan.")).to_be_visible()
    assert desk.row("UJI-004")["sasaran"] == "Pemandu wisata desa" and desk.store.drafts("dispar") == {}


def test_the_second_of_two_people_sees_what_changed_and_chooses(desk):
    first, second = desk.sit("dpmd", "/data?program=UJI-005"), desk.sit("dispar", "/data?program=UJI-005")
    for page in (first, second):
        page.wait_for_selector(".st-key-entry-bar")
    type_in(first, "Pagu (Rp)", "300.000.000")
    type_in(first, "Sasaran", "Pokdarwis")
    first.locator(".st-key-save button").click()
    expect(first.get_by_text("disimpan.")).to_be_visible()
    type_in(second, "Pagu (Rp)", "250.000.000")
    type_in(second, "Satuan", "unit")
    second.locator(".st-key-save button").click()
    expect(second.locator(".comparison")).to_have_count(3)
    assert desk.row("UJI-005")["pagu"] == 300_000_000, "nothing is written before the choice"
    body = second.inner_text(".stMain")
    assert "dpmd" in body and "300.000.000" in body and "250.000.000" in body and "Pokdarwis" in body
    save = second.get_by_role("button", name="Simpan pilihan ini")
    expect(save).to_be_disabled()
    second.locator(".st-key-conflict-pagu").get_by_text("Pakai isian saya").click()
    expect(save).to_be_enabled()
    save.click()
    expect(second.get_by_text("disimpan.")).to_be_visible()
    row = desk.row("UJI-005")
    assert (row["pagu"], row["sasaran"], row["satuan"]) == (250_000_000, "Pokdarwis", "unit")


def test_withdrawing_asks_for_a_reason_and_keeps_the_row(desk):
    page = desk.sit("dispar", "/data?program=UJI-006")
    page.wait_for_selector(".st-key-entry-bar")
    press(page, "Batalkan program")
    press(page, "Ya, batalkan program")
    expect(page.get_by_text("Tuliskan alasannya")).to_be_visible()
    type_in(page, "Alasan pembatalan (wajib)", "Dialihkan ke desa lain")
    press(page, "Ya, batalkan program")
    expect(page.get_by_text("dibatalkan.")).to_be_visible()
    assert desk.row("UJI-006")["status"] == "batal"
    assert desk.store.history.rows(kunci="UJI-006")[0].kegiatan == "Program dibatalkan: Dialihkan ke desa lain"
    assert page.locator(".rows tr[data-id='UJI-006']").count() == 0
    page.get_by_text("Tampilkan yang batal").click()
    expect(page.locator(".rows tr[data-id='UJI-006']")).to_have_count(1)


def test_drafts_are_handed_in_together(desk):
    page = desk.sit("dispar", "/data")
    rows = page.locator(".rows tbody tr", has_text="Draf")
    expect(rows).not_to_have_count(0)
    ids = rows.evaluate_all("rows => rows.map((row) => row.dataset.id)")
    for kode in ids:
        page.locator(f".rows input[data-id='{kode}']").check()
    page.get_by_role("button", name=f"Ajukan ke DPMD ({len(ids)})").click()
    expect(page.get_by_text(f"{len(ids)} program diajukan ke DPMD.")).to_be_visible()
    assert {desk.row(kode)["verifikasi"] for kode in ids} == {"diajukan"}


def test_the_filter_of_the_map_is_there_when_one_comes_back_from_another_page(desk):
    page = desk.sit("dispar", "/?kawasan=KPP-TBL")
    page.wait_for_selector("[data-figure='Kawasan'] dd")
    page.get_by_role("link", name="Data", exact=True).click()
    page.wait_for_selector(".rows[data-count]")
    page.get_by_role("link", name="Peta", exact=True).click()
    page.wait_for_url("**/?kawasan=KPP-TBL")
    expect(page.locator("[data-figure='Kawasan'] dd")).to_have_text("1")


def test_a_guest_and_another_opd_are_told_why_they_cannot_write(desk):
    page = desk.sit("dispar", "/data?program=UJI-002")
    expect(page.get_by_text("hanya diubah oleh OPD itu atau DPMD")).to_be_visible()
    page.context.clear_cookies()
    page.goto(desk.base + "/data")
    expect(page.get_by_text("memerlukan akun")).to_be_visible()


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (390, 844)])
@pytest.mark.parametrize("path", ["/data", "/data?program=UJI-004", "/lembar"])
def test_pages_fit_their_screen_without_english_words(desk, path, size):
    page = desk.sit("dispar", path, size)
    page.wait_for_selector(".st-key-entry h1")
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    words = page.inner_text(".stMain")
    english = ("Choose", "Select", "Press Enter", "None", "Search", "Upload", "per file")
    assert [word for word in english if word in words] == []
