"""Entry in Chromium, as an OPD and DPMD do it: form, map, drafts, two people on one row, table, sheet."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import PROJECT
from tkpkp_geo.model import Akun, Peran
from tkpkp_geo.server.session import COOKIE
from tkpkp_geo.store import Store, accounts, open_store

PEOPLE = (
    Akun("dispar", "Kontak Dispar", Peran.OPD, "DISPAR"),
    Akun("dpmd", "Staf DPMD", Peran.DPMD),
)
DESA = "63.03.05.2034"
FRAME = "iframe[title='streamlit_folium.st_folium']"


@dataclass
class Office:
    """The running app, its store, and the way to sit down at it."""

    base: str
    store: Store
    browser: Browser
    contexts: list[BrowserContext]

    def sit(self, nama: str, path: str, size: tuple[int, int] = (1366, 768)) -> Page:
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]})
        self.contexts.append(context)
        secret = self.store.start_session(nama)
        context.add_cookies([{"name": COOKIE, "value": secret, "url": self.base}])
        page = context.new_page()
        page.goto(self.base + path)
        return page

    def row(self, kode: str) -> dict:
        return next(dict(row) for row in self.store.content().tables["intervensi"] if row["id"] == kode)


@pytest.fixture(scope="module")
def running(run_app, tmp_path_factory) -> tuple[str, Store]:
    folder = tmp_path_factory.mktemp("isian") / "data"
    shutil.copytree(PROJECT / "data", folder, ignore=shutil.ignore_patterns("lokal"))
    base = run_app(folder)
    store = open_store(f"sqlite:///{folder / 'lokal' / 'tkpkp.db'}")
    for akun in PEOPLE:
        accounts.install(store.engine, akun)
    return base, store


@pytest.fixture
def office(running, chromium) -> Iterator[Office]:
    found = Office(*running, chromium, [])
    yield found
    for context in found.contexts:
        context.close()


def settled(page: Page) -> None:
    page.wait_for_timeout(150)
    page.wait_for_function("!document.querySelector('[data-test-script-state=running]')")


def type_in(page: Page, label: str, value: str) -> None:
    page.get_by_label(label, exact=True).fill(value)
    page.keyboard.press("Tab")
    settled(page)


def choose(page: Page, label: str, value: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.click()
    field.fill(value)
    page.get_by_role("option", name=value).first.click()
    settled(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settled(page)


def click_desa(page: Page, kode: str) -> None:
    frame = page.wait_for_selector(FRAME).content_frame()
    frame.wait_for_function("window.tkpkp?.rinci && document.querySelector('#map_div').dataset.dilukis")
    page.wait_for_timeout(1_200)  # the flight to the kawasan
    x, y = frame.evaluate(
        """kode => { const d = window.tkpkp.desa.find((d) => d.kode === kode);
                    const p = window.tkpkp.map.latLngToContainerPoint([d.label_lat, d.label_lon]);
                    return [p.x, p.y]; }""",
        kode,
    )
    frame.click("#map_div", position={"x": x, "y": y})
    settled(page)


def test_a_new_program_gets_its_place_by_a_click_and_stands_on_the_map(office):
    page = office.sit("dispar", "/data")
    press(page, "Program baru")
    expect(page.locator(".tetap")).to_have_text("OPD Dinas Pariwisata")
    type_in(page, "Program (wajib)", "Dermaga wisata")
    choose(page, "Tahun (wajib)", "2027")
    choose(page, "Status (wajib)", "Rencana")
    type_in(page, "Pagu (Rp)", "1.250.000.000")
    expect(page.locator(".gema")).to_have_text("Rp1,25 miliar")
    click_desa(page, DESA)
    expect(page.locator(".tempat")).to_contain_text(DESA)
    choose(page, "Cari desa, kecamatan, atau kawasan", "Masingai II")
    expect(page.locator(".tempat")).to_have_count(2)
    page.locator(".st-key-bilah-isian").get_by_role("button", name="Simpan dan ajukan").click()
    expect(page.get_by_text("DISPAR-2027-0001")).to_be_visible()
    row = office.row("DISPAR-2027-0001")
    assert row["lokus"] == f"desa:{DESA};desa:63.09.10.2005" and row["pagu"] == 1_250_000_000
    assert (row["verifikasi"], row["jenis_data"], row["diubah_oleh"]) == ("diajukan", "resmi", "dispar")
    assert office.store.drafts("dispar") == {}
    page.goto(office.base + "/?tampil=semua&pilih=DISPAR-2027-0001")
    expect(page.locator(".st-key-pilihan h2").first).to_contain_text("Dermaga wisata")


def test_a_clicked_spot_may_be_kept_as_a_point_and_a_place_taken_out_again(office):
    page = office.sit("dispar", "/data?program=RSM-006")
    click_desa(page, DESA)
    press(page, "Pakai titik itu")
    expect(page.locator(".tempat")).to_contain_text("titik:114.")
    press(page, "Hapus")
    expect(page.get_by_text("Belum berlokus.")).to_be_visible()
    assert office.store.drafts("dispar") == {}, "a form that is as it was opened leaves no draft"


def test_every_problem_stands_beside_its_field(office):
    page = office.sit("dispar", "/data?program=baru-salah")
    page.wait_for_selector(".st-key-bilah-isian")
    assert page.locator("[data-galat]").count() == 0, "an empty field is no mistake before somebody saves"
    type_in(page, "Pagu (Rp)", "banyak")
    type_in(page, "Tenggat", "besok")
    page.locator(".st-key-simpan button").click()
    expect(page.locator("[data-galat]")).to_have_count(5)
    named = page.locator("[data-galat]").evaluate_all("items => items.map((item) => item.dataset.galat)")
    assert sorted(named) == ["pagu", "program", "status", "tahun", "tenggat"]
    press(page, "Kembali")
    press(page, "Buang")


def test_a_draft_survives_a_closed_browser(office):
    page = office.sit("dispar", "/data?program=RSM-004")
    type_in(page, "Sasaran", "Pemandu wisata desa")
    page.context.close()
    again = office.sit("dispar", "/data?program=RSM-004")
    expect(again.get_by_text("Ada isian yang belum disimpan")).to_be_visible()
    press(again, "Lanjutkan")
    expect(again.get_by_label("Sasaran", exact=True)).to_have_value("Pemandu wisata desa")
    again.locator(".st-key-simpan button").click()
    expect(again.get_by_text("disimpan.")).to_be_visible()
    assert office.row("RSM-004")["sasaran"] == "Pemandu wisata desa" and office.store.drafts("dispar") == {}


def test_the_second_of_two_people_sees_what_changed_and_chooses(office):
    first, second = office.sit("dpmd", "/data?program=RSM-005"), office.sit("dispar", "/data?program=RSM-005")
    for page in (first, second):
        page.wait_for_selector(".st-key-bilah-isian")
    type_in(first, "Pagu (Rp)", "300.000.000")
    type_in(first, "Sasaran", "Pokdarwis")
    first.locator(".st-key-simpan button").click()
    expect(first.get_by_text("disimpan.")).to_be_visible()
    type_in(second, "Pagu (Rp)", "250.000.000")
    type_in(second, "Satuan", "unit")
    second.locator(".st-key-simpan button").click()
    expect(second.locator(".banding")).to_have_count(3)
    assert office.row("RSM-005")["pagu"] == 300_000_000, "nothing is written before the choice"
    body = second.inner_text(".stMain")
    assert "dpmd" in body and "300.000.000" in body and "250.000.000" in body and "Pokdarwis" in body
    save = second.get_by_role("button", name="Simpan pilihan ini")
    expect(save).to_be_disabled()
    second.locator(".st-key-bentrok-pagu").get_by_text("Pakai isian saya").click()
    expect(save).to_be_enabled()
    save.click()
    expect(second.get_by_text("disimpan.")).to_be_visible()
    row = office.row("RSM-005")
    assert (row["pagu"], row["sasaran"], row["satuan"]) == (250_000_000, "Pokdarwis", "unit")


def test_withdrawing_asks_for_a_reason_and_keeps_the_row(office):
    page = office.sit("dispar", "/data?program=RSM-006")
    page.wait_for_selector(".st-key-bilah-isian")
    press(page, "Batalkan program")
    press(page, "Ya, batalkan program")
    expect(page.get_by_text("Tuliskan alasannya")).to_be_visible()
    type_in(page, "Alasan pembatalan (wajib)", "Dialihkan ke desa lain")
    press(page, "Ya, batalkan program")
    expect(page.get_by_text("dibatalkan.")).to_be_visible()
    assert office.row("RSM-006")["status"] == "batal"
    assert office.store.history(kunci="RSM-006")[0].kegiatan == "Program dibatalkan: Dialihkan ke desa lain"
    assert page.locator(".baris tr[data-id='RSM-006']").count() == 0
    page.get_by_text("Tampilkan yang batal").click()
    expect(page.locator(".baris tr[data-id='RSM-006']")).to_have_count(1)


def test_drafts_are_handed_in_together(office):
    page = office.sit("dispar", "/data")
    rows = page.locator(".baris tbody tr", has_text="Draf")
    expect(rows).not_to_have_count(0)
    ids = rows.evaluate_all("rows => rows.map((row) => row.dataset.id)")
    for kode in ids:
        page.locator(f".baris input[data-id='{kode}']").check()
    page.get_by_role("button", name=f"Ajukan ke DPMD ({len(ids)})").click()
    expect(page.get_by_text(f"{len(ids)} program diajukan ke DPMD.")).to_be_visible()
    assert {office.row(kode)["verifikasi"] for kode in ids} == {"diajukan"}


def edit_cell(page: Page, line: int, value: str) -> None:
    """Type into the column Pagu of a line of the table, counted from 0."""
    grid = page.locator("[data-testid=stDataFrameResizable]").bounding_box()
    y = grid["y"] + 52 + 35 * line
    page.mouse.click(grid["x"] + 60, y)  # a click on the cell that is chosen already would open it
    page.mouse.click(grid["x"] + 745, y)
    page.keyboard.press("Enter")
    editor = page.locator("#portal textarea")
    editor.fill(value)
    editor.press("Enter")
    settled(page)


def test_the_table_shows_what_would_change_and_keeps_what_somebody_else_was_faster_with(office):
    page = office.sit("dispar", "/data")
    page.get_by_text("Ubah dalam tabel").click()
    page.wait_for_selector("canvas td", state="attached")
    page.wait_for_timeout(1_000)
    edit_cell(page, 0, "125 juta")
    edit_cell(page, 1, "banyak")
    expect(page.get_by_role("button", name="Simpan perubahan pada 2 program")).to_be_disabled()
    edit_cell(page, 1, "90 juta")
    save = page.get_by_role("button", name="Simpan perubahan pada 2 program")
    expect(save).to_be_enabled()
    shown = page.locator("table.daftar td:first-child").all_inner_texts()
    by_name = {row["program"]: row for row in office.store.content().tables["intervensi"]}
    late, other = (by_name[name] for name in shown)
    other_page = office.sit("dpmd", f"/data?program={late['id']}")
    type_in(other_page, "Pagu (Rp)", "1.000")
    other_page.locator(".st-key-simpan button").click()
    expect(other_page.get_by_text("disimpan.")).to_be_visible()
    settled(page)
    save.click()
    expect(page.get_by_text("1 program disimpan.")).to_be_visible()
    assert office.row(other["id"])["pagu"] == 90_000_000
    assert office.row(late["id"])["pagu"] == 1_000, "the other's work stands"
    press(page, "Lanjutkan")
    expect(page.get_by_label("Pagu (Rp)")).to_have_value("125.000.000")
    press(page, "Kembali")
    press(page, "Buang")


def upload(page: Page, name: str, content: bytes) -> None:
    page.set_input_files(
        "[data-testid=stFileUploaderDropzoneInput]", {"name": name, "mimeType": "text/plain", "buffer": content}
    )


def changed(content: bytes, change: Callable[[openpyxl.worksheet.worksheet.Worksheet, dict[str, int]], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Program"]
    top = next(row for row in sheet.iter_rows(max_row=10) if "Program" in {cell.value for cell in row})
    change(sheet, {str(cell.value): cell.column for cell in top} | {"": top[0].row})
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_goes_out_comes_back_and_is_saved_only_after_its_differences_are_accepted(office):
    page = office.sit("dispar", "/lembar")
    with page.expect_download() as asked:
        page.get_by_role("button", name="Unduh lembar OPD").click()
    content = asked.value.path().read_bytes()
    assert asked.value.suggested_filename == "lembar-dispar.xlsx"
    upload(page, "sama.xlsx", content)
    expect(page.get_by_text("Tidak ada perbedaan")).to_be_visible()
    press(page, "Tutup berkas ini")

    def edit(sheet, column):
        first = column[""] + 1
        sheet.cell(first, column["Pagu (Rp)"]).value = "Rp2.000.000,00"
        sheet.cell(first + 1, column["Sasaran"]).value = "Pengunjung"
        sheet.cell(first + 2, column["Tahun"]).value = "1888"

    revisi = office.store.revision()
    upload(page, "ubah.xlsx", changed(content, edit))
    expect(page.locator(".baris tbody tr")).to_have_count(2)
    assert "1888" in page.inner_text(".masalah") and office.store.revision() == revisi
    second = page.locator(".baris tbody tr").nth(1)
    kept, left = page.locator(".baris tbody tr").evaluate_all("rows => rows.map((row) => row.dataset.id)")
    second.locator("input").uncheck()
    page.get_by_role("button", name="Terima dan simpan 1 program").click()
    expect(page.get_by_text("0 program baru dan 1 perubahan disimpan")).to_be_visible()
    assert office.store.revision() == revisi + 1
    assert office.row(kept)["pagu"] == 2_000_000 and office.row(left)["sasaran"] != "Pengunjung"
    assert office.store.history()[0].kegiatan == "Lembar OPD: ubah.xlsx"


def test_a_file_that_is_no_table_is_explained(office):
    page = office.sit("dispar", "/lembar")
    upload(page, "catatan.csv", b"halo, dunia\n1;2\n")
    expect(page.get_by_text("perlu diperbaiki dalam berkas")).to_be_visible()


def test_the_filter_of_the_map_is_there_when_one_comes_back_from_another_page(office):
    page = office.sit("dispar", "/?kawasan=KPP-TBL")
    page.wait_for_selector("[data-angka='Kawasan'] dd")
    page.get_by_role("link", name="Data", exact=True).click()
    page.wait_for_selector(".baris[data-jumlah]")
    page.get_by_role("link", name="Peta", exact=True).click()
    page.wait_for_url("**/?kawasan=KPP-TBL")
    expect(page.locator("[data-angka='Kawasan'] dd")).to_have_text("1")


def test_a_guest_and_another_opd_are_told_why_they_cannot_write(office):
    page = office.sit("dispar", "/data?program=RSM-002")
    expect(page.get_by_text("hanya diubah oleh OPD itu atau DPMD")).to_be_visible()
    page.context.clear_cookies()
    page.goto(office.base + "/data")
    expect(page.get_by_text("memerlukan akun")).to_be_visible()


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (390, 844)])
@pytest.mark.parametrize("path", ["/data", "/data?program=RSM-004", "/lembar"])
def test_pages_fit_their_screen_without_english_words(office, path, size):
    page = office.sit("dispar", path, size)
    page.wait_for_selector(".st-key-isian h1")
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    words = page.inner_text(".stMain")
    assert not [word for word in ("Choose", "Select", "Press Enter", "None", "Search") if word in words]
