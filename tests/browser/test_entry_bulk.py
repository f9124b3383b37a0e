"""Bulk entry in Chromium: the table that shows what would change, and the sheet that goes out and comes back."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
from playwright.sync_api import Page, expect

from tests.support.browser_visits import settle
from tests.support.entry_desk import press, type_in


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
    settle(page)


def test_the_table_shows_what_would_change_and_keeps_what_somebody_else_was_faster_with(desk):
    page = desk.sit("dispar", "/data")
    page.get_by_text("Ubah dalam tabel").click()
    page.wait_for_selector("canvas td", state="attached")
    page.wait_for_timeout(1_000)  # the grid does not say when it begins to take the mouse
    edit_cell(page, 0, "125 juta")
    edit_cell(page, 1, "banyak")
    expect(page.get_by_role("button", name="Simpan perubahan pada 2 program")).to_be_disabled()
    edit_cell(page, 1, "90 juta")
    save = page.get_by_role("button", name="Simpan perubahan pada 2 program")
    expect(save).to_be_enabled()
    shown = page.locator("table.listing td:first-child").all_inner_texts()
    by_name = {row["program"]: row for row in desk.store.content().tables["intervensi"]}
    late, other = (by_name[name] for name in shown)
    other_page = desk.sit("dpmd", f"/data?program={late['id']}")
    type_in(other_page, "Pagu (Rp)", "1.000")
    other_page.locator(".st-key-save button").click()
    expect(other_page.get_by_text("disimpan.")).to_be_visible()
    settle(page)
    save.click()
    expect(page.get_by_text("1 program disimpan.")).to_be_visible()
    assert desk.row(other["id"])["pagu"] == 90_000_000
    assert desk.row(late["id"])["pagu"] == 1_000, "the other's work stands"
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


def test_a_sheet_goes_out_comes_back_and_is_saved_only_after_its_differences_are_accepted(desk):
    page = desk.sit("dispar", "/lembar")
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

    revisi = desk.store.revision()
    upload(page, "ubah.xlsx", changed(content, edit))
    expect(page.locator(".rows tbody tr")).to_have_count(2)
    assert "1888" in page.inner_text(".problems") and desk.store.revision() == revisi
    second = page.locator(".rows tbody tr").nth(1)
    kept, left = page.locator(".rows tbody tr").evaluate_all("rows => rows.map((row) => row.dataset.id)")
    second.locator("input").uncheck()
    page.get_by_role("button", name="Terima dan simpan 1 program").click()
    expect(page.get_by_text("0 program baru dan 1 perubahan disimpan")).to_be_visible()
    assert desk.store.revision() == revisi + 1
    assert desk.row(kept)["pagu"] == 2_000_000 and desk.row(left)["sasaran"] != "Pengunjung"
    assert desk.store.history.rows()[0].kegiatan == "Lembar OPD: ubah.xlsx"


def test_a_file_that_is_no_table_is_explained(desk):
    page = desk.sit("dispar", "/lembar")
    upload(page, "catatan.csv", b"halo, dunia\n1;2\n")
    expect(page.get_by_text("perlu diperbaiki dalam berkas")).to_be_visible()
