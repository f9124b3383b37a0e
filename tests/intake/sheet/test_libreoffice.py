"""Out of the app, through a real LibreOffice, and back in."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from openpyxl import load_workbook

from tests.support.filled_sheets import data, told, upload
from tkpkp_geo.domain.columns import SHEET_COLUMNS
from tkpkp_geo.export.opd_sheet import render_opd_sheet
from tkpkp_geo.intake.sheet.changes import ChangeKind
from tkpkp_geo.intake.sheet.rows import column_letters

JUDUL = [
    f"{k.heading} {n + 1}" if k.name == "lokus" else k.heading
    for k in SHEET_COLUMNS
    for n in range(5 if k.name == "lokus" else 1)
]


def cell(judul: str, baris: int) -> str:
    return f"{column_letters(JUDUL.index(judul))}{baris}"


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_saving_in_libreoffice_changes_nothing(libreoffice, kind):
    found = upload(libreoffice(render_opd_sheet(data()), kind=kind))
    assert found.problems == () and found.changes == () and found.held == (), told(found)
    assert found.unchanged == len(data().intervensi)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_is_typed_in_libreoffice_comes_back_and_nothing_else(libreoffice, kind):
    rows = data().intervensi
    lines = {row.id: number for number, row in enumerate(rows, 2)}
    fresh = len(rows) + 2
    edits = [
        ("Program", cell("Status", lines["UJC-001"]), "selesai"),
        ("Program", cell("Pagu (Rp)", lines["UJC-001"]), 1300000000.0),
        ("Program", cell("Lokus 1", lines["UJI-002"]), "Wirang (Haruai) — 63.09.05.2002"),
        ("Program", cell("Lokus 2", lines["UJI-002"]), "masingai dua"),
        ("Program", cell("Uraian", lines["UJC-002"]), ""),
        ("Program", cell("Tenggat", lines["UJC-003"]), "2027-10-01"),
        ("Program", cell("OPD", fresh), "DKP"),
        ("Program", cell("Program", fresh), "Tambak percontohan"),
        ("Program", cell("Tahun", fresh), "2026"),
        ("Program", cell("Status", fresh), "usulan"),
        ("Program", cell("Pagu (Rp)", fresh), "'Rp 1.250.000,00"),
        ("Program", cell("Lokus 1", fresh), "Kec. Haruai"),
    ]
    found = upload(libreoffice(render_opd_sheet(data()), edits, kind))
    assert found.problems == (), told(found)
    changes = {
        item.id: {name: (before, after) for name, before, after in item.columns}
        for item in found.changes
        if item.before
    }
    assert changes == {
        "UJC-001": {"status": ("berjalan", "selesai"), "pagu": ("1250000000", "1300000000")},
        "UJI-002": {"lokus": ("", "desa:63.09.05.2002;desa:63.09.10.2005")},
        "UJC-002": {"uraian": ("Penyaluran benih patin dan nila beserta pakan awal", "")},
        "UJC-003": {"tenggat": ("2027-09-30", "2027-10-01")},
    }
    (new,) = [item.after for item in found.changes if item.before is None]
    assert (new.program, new.pagu, new.lokus[0].kode, new.jenis_data) == (
        "Tambak percontohan",
        1250000,
        "63.09.05",
        "resmi",
    )
    assert found.unchanged == len(rows) - len(changes)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_merged_cells_notes_and_failed_formulas_are_seen_in_every_format(libreoffice, kind):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet("Data")
        page.merge_range("A1:F1", "DAFTAR PROGRAM")
        page.write_row("A2", ["OPD", "Program", "Kegiatan", "Tahun", "Status", "Pagu"])
        page.write_comment("B2", "nama program")
        page.merge_range("A3:A4", "DKP")
        page.merge_range("B3:B4", "Budidaya")
        page.write_row("C3", ["Kolam", 2026, "usulan"])
        page.write_row("C4", ["Pakan", 2026, "usulan"])
    edits = [("Data", "F3", "=1/0"), ("Data", "F4", "=2*3000")]
    found = upload(libreoffice(buffer.getvalue(), edits, kind))
    assert [(problem.sel, problem.nilai) for problem in found.problems] == [("F3", "#DIV/0!")]
    (item,) = [item.after for item in found.changes if item.kind is ChangeKind.NEW]
    assert (item.kode_opd, item.program, item.kegiatan, item.pagu) == ("DKP", "Budidaya", "Pakan", 6000)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_file_with_a_password_is_told_as_such(libreoffice, kind):
    found = upload(libreoffice(render_opd_sheet(data(), "DKP"), kind=kind, password="rahasia"))
    assert [problem.masalah for problem in found.problems] == ["berkas dikunci dengan kata sandi"]


def test_libreoffice_keeps_lists_locks_and_frozen_headings(libreoffice, tmp_path):
    (tmp_path / "out.xlsx").write_bytes(
        libreoffice(render_opd_sheet(data()), [("Program", cell("Status", 3), "batal")])
    )
    sheet = load_workbook(tmp_path / "out.xlsx")["Program"]
    assert sheet.protection.sheet and sheet["A1"].protection.locked
    assert not sheet[cell("Status", 3)].protection.locked and sheet.freeze_panes == "E2"
    covered = {str(area) for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges}
    assert any(area.startswith(cell("Lokus 1", 2)) for area in covered)
