"""Sheets as offices keep them → differences; what the sheet may not do is told."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
import xlsxwriter
from openpyxl import load_workbook

from tests.support.filled_sheets import data, told, upload, xlsx
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import DataKind
from tkpkp_geo.export.opd_sheet import render_opd_sheet
from tkpkp_geo.export.program_csv import render_csv
from tkpkp_geo.intake.sheet.changes import ChangeKind, RowChange
from tkpkp_geo.intake.sheet.upload import SheetReading

HEAD = ["ID", "OPD", "Program", "Tahun", "Status", "Lokus 1", "Lokus 2", "Pagu (Rp)", "Tenggat"]


def new(found: SheetReading) -> list[RowChange]:
    return [item for item in found.changes if item.kind is ChangeKind.NEW]


def altered(found: SheetReading) -> dict[str, dict[str, tuple[str, str]]]:
    return {
        item.id: {name: (before, after) for name, before, after in item.columns}
        for item in found.changes
        if item.kind is ChangeKind.CHANGED
    }


def accepted(found: SheetReading, dataset: Dataset) -> Dataset:
    taken = {item.id: item.after for item in found.changes if item.after}
    known = {row.id for row in dataset.intervensi}
    rows = [taken.get(row.id, row) for row in dataset.intervensi] + [
        row for kode, row in taken.items() if kode not in known
    ]
    return replace(dataset, intervensi=tuple(rows))


def with_program(**columns: object) -> Dataset:
    row = replace(next(row for row in data().intervensi if row.id == "UJC-001"), **columns)
    return replace(data(), intervensi=tuple(row if item.id == row.id else item for item in data().intervensi))


@pytest.mark.parametrize("kode_opd", [None, *(item.kode_opd for item in data().opd)])
def test_out_and_in_unchanged_is_no_difference(kode_opd):
    found = upload(render_opd_sheet(data(), kode_opd), kode_opd=kode_opd)
    assert (found.problems, found.changes, found.held) == ((), (), ()), told(found)
    assert found.unchanged == sum(kode_opd in (None, row.kode_opd) for row in data().intervensi)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_comes_in_any_delimiter_and_encoding(delimiter, encoding):
    lines = [
        ["Rekap – program"],
        HEAD,
        ["", "dkp", "Café “ikan”", "2026", "USULAN", '"Wirang, Haruai"', "", '"Rp 1.250.000,00"', "4 Februari 2026"],
    ]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    found = upload(content, berkas="rekap.csv")
    assert found.problems == (), told(found)
    (item,) = new(found)
    assert (item.after.program, item.after.pagu, item.after.tenggat) == ("Café “ikan”", 1250000, "2026-02-04")
    assert item.after.lokus[0].kode == "63.09.05.2002" and item.line == 3


def test_the_csv_of_the_programs_comes_back_without_a_difference():
    found = upload(render_csv(data(), data().intervensi), berkas="program.csv")
    assert (found.problems, found.changes) == ((), ()) and found.unchanged == len(data().intervensi), told(found)


def test_a_table_of_an_office_is_read_with_all_its_habits():
    head = ["No", "Catatan bidang", "NAMA DESA", "Kecamatan", "perangkat  daerah", "Nama Program"]
    head += ["pagu anggaran", "Thn", "STATUS", "Batas Waktu", "Realisasi Fisik"]
    opd = "Dinas Kelautan dan Perikanan"
    lines = [
        ["LAPORAN PROGRAM"],
        [],
        [],
        head,
        list(range(1, 12)),
        [1, "x", "wirang", "HARUAI", opd, "Kolam", "Rp1,25 miliar", 2026, "Berjalan", date(2026, 12, 1), "70%"],
        [],
        [2, "", "", "Upau", "dkp", "Benih", 5000000, "2026", "rencana", "4-2-2026", ""],
        head,
        [3, "", "", "", "DKP", "Pakan", "-", 2027, "usulan", 46057, ""],
        ["", "", "", "", "", "JUMLAH", 1255000000, "", "", "", ""],
    ]
    found = upload(xlsx(lines, "Rekap 2026", Petunjuk=[["Cara mengisi"]]))
    assert found.problems == (), told(found)
    assert [(i.after.program, i.after.pagu, i.after.tenggat, i.after.realisasi_fisik, i.line) for i in new(found)] == [
        ("Kolam", 1250000000, "2026-12-01", 70.0, 6),
        ("Benih", 5000000, "2026-02-04", None, 8),
        ("Pakan", None, "2026-02-04", None, 10),
    ]
    assert [[place.kode for place in i.after.lokus] for i in new(found)] == [["63.09.05.2002"], ["63.09.10"], []]
    assert "Catatan bidang" in found.notes[0]


def test_merged_cells_count_in_every_row_that_they_cover():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet("Data")
        page.merge_range("A1:F1", "DAFTAR PROGRAM TAHUN 2026")
        page.write_row("A2", ["OPD", "Program", "Kegiatan", "Tahun", "Status"])
        page.merge_range("F2:G2", "Lokus")
        page.merge_range("A3:A4", "DKP")
        page.merge_range("B3:B4", "Budidaya")
        page.write_row("C3", ["Kolam", 2026, "usulan", "Wirang", "Nawin"])
        page.write_row("C4", ["Pakan", 2026, "usulan"])
    found = upload(buffer.getvalue())
    assert found.problems == (), told(found)
    assert [(i.after.kode_opd, i.after.program, i.after.kegiatan, len(i.after.lokus)) for i in new(found)] == [
        ("DKP", "Budidaya", "Kolam", 2),
        ("DKP", "Budidaya", "Pakan", 0),
    ]


def test_several_sheets_are_read_and_a_foreign_one_is_named():
    row = ["", "DKP", "Tambak", 2026, "usulan"]
    found = upload(xlsx([HEAD, row], "Satu", Dua=[HEAD, [*row[:2], "Kolam", *row[3:]]], Tiga=[["Resep", "kopi"]]))
    assert [(item.after.program, item.sheet) for item in new(found)] == [("Tambak", "Satu"), ("Kolam", "Dua")]
    assert any("Tiga" in note for note in found.notes)


def test_columns_that_are_not_in_the_file_are_no_change():
    found = upload(xlsx([["Status", "ID", "Program"], ["selesai", "UJC-001", "Pengembangan Kolam Ikan Patin Terpadu"]]))
    assert found.problems == () and altered(found) == {"UJC-001": {"status": ("berjalan", "selesai")}}, told(found)


def test_cells_with_a_formula_give_their_result():
    row = ["", "DKP", "Tambak", 2026, "usulan", "", "", {"rumus": "=5*1000", "hasil": 5000}]
    (item,) = new(upload(xlsx([HEAD, row])))
    assert item.after.pagu == 5000


def test_a_slip_of_the_pen_is_mended_and_told():
    found = upload(xlsx([HEAD, ["", "dinas kesehtan", "Posyandu", 2026, "rencna", "Wirangg"]]))
    (item,) = new(found)
    assert (item.after.kode_opd, item.after.status, item.after.lokus[0].kode) == ("DINKES", "rencana", "63.09.05.2002")
    assert [(guess.typed, guess.taken_for) for guess in found.guesses] == [
        ("dinas kesehtan", "DINKES"),
        ("rencna", "rencana"),
        ("Wirangg", "Wirang (Haruai) — 63.09.05.2002"),
    ]


def test_all_problems_of_a_row_are_told_and_its_other_changes_are_held_with_it():
    found = upload(xlsx([HEAD, ["UJC-001", "DKP", "Kolam baru", 2031, "jalan", "Antah", "Wirang", "banyak", "besok"]]))
    assert [problem.sel for problem in found.problems] == ["D2", "E2", "F2", "H2", "I2"]
    assert altered(found) == {}
    (held,) = found.held
    assert ("program", "Pengembangan Kolam Ikan Patin Terpadu", "Kolam baru") in held.columns and held.after is None
    assert "UJC-001" not in [item.id for item in found.changes]


def test_rows_that_are_not_in_the_file_are_told_only_for_its_opd():
    found = upload(xlsx([HEAD, ["UJC-001", "DKP", "Pengembangan Kolam Ikan Patin Terpadu", 2026, "berjalan"]]))
    gone = [item for item in found.changes if item.kind is ChangeKind.MISSING]
    assert gone and all(item.before.kode_opd == "DKP" and item.after is None for item in gone)
    assert len(gone) == sum(row.kode_opd == "DKP" for row in data().intervensi) - 1


def test_the_same_file_twice_proposes_the_same_and_after_acceptance_nothing():
    row = ["", "DKP", "Tambak", 2026, "usulan", "Wirang", "", 5000, ""]
    content = xlsx([HEAD, row, row, [*row[:2], "Kolam", *row[3:]]])
    first, second = upload(content), upload(content)
    assert [item.id for item in new(first)] == [item.id for item in new(second)]
    assert len({item.id for item in new(first)}) == 3
    after = accepted(first, data())
    again = upload(content, after)
    assert new(again) == [] and altered(again) == {} and again.unchanged == 3
    moved = replace(
        after, intervensi=tuple(replace(r, lokus=()) if r.program == "Tambak" else r for r in after.intervensi)
    )
    assert len(altered(upload(content, moved))) == 2 and new(upload(content, moved)) == []


def test_an_opd_finds_only_its_own_rows_taken():
    lines = [
        HEAD,
        ["UJC-004", "", "Sentra", 2027, "usulan"],
        ["", "DISPERIN", "Sentra", 2027, "usulan"],
        ["", "", "Tambak", 2026, "usulan"],
    ]
    found = upload(xlsx(lines), kode_opd="DKP")
    assert [(problem.sel, problem.masalah) for problem in found.problems] == [
        ("A2", "ID milik program DISPERIN"),
        ("B3", "baris milik OPD lain"),
    ]
    assert [item.after.kode_opd for item in new(found)] == ["DKP"]


def test_a_sheet_never_writes_what_the_store_keeps():
    found = upload(
        xlsx(
            [
                ["ID", "Program", "Status", "Verifikasi", "Diubah pada", "Revisi"],
                ["UJI-002", "SITI HAWA LARI", "usulan", "draf", "2020-01-01", 99],
            ]
        )
    )
    assert found.problems == () and altered(found) == {"UJI-002": {"status": ("rencana", "usulan")}}
    (item,) = [item for item in found.changes if item.kind is ChangeKind.CHANGED]
    assert (item.after.verifikasi, item.after.diubah_pada) == (item.before.verifikasi, item.before.diubah_pada)


def test_a_sample_does_not_become_official_by_a_sheet():
    head = ["ID", "Program", "Tahun", "Status", "Jenis data", "OPD"]
    found = upload(
        xlsx([head, ["UJC-001", "Kolam", 2026, "usulan", "resmi", "DKP"], ["", "Tambak", 2026, "usulan", "", "DKP"]])
    )
    assert "tidak menjadi resmi" in told(found) and found.problems[0].sel == "E2"
    assert [item.after.jenis_data for item in new(found)] == [DataKind.RESMI]


def test_a_heading_that_stands_there_twice_holds_the_sheet():
    found = upload(xlsx([[*HEAD, "Status"], ["", "DKP", "Tambak", 2026, "usulan", "", "", "", "", "batal"]]))
    assert found.problems[0].sel == "J1" and found.changes == ()


def test_only_what_was_typed_since_the_download_is_a_change():
    content = render_opd_sheet(with_program(pagu=1, sasaran="lama"), "DKP")
    now = with_program(pagu=2, sasaran="baru dari rapat")
    assert altered(upload(content, now, kode_opd="DKP")) == {}


def test_what_both_changed_is_marked_for_the_person_to_choose(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(render_opd_sheet(with_program(pagu=1, sasaran="lama"), "DKP"))
    book = load_workbook(tmp_path / "a.xlsx")
    heading = {cell.value: cell.column for cell in book["Program"][1]}
    line = next(cells[0].row for cells in book["Program"].iter_rows(min_row=2) if cells[0].value == "UJC-001")
    book["Program"].cell(line, heading["Pagu (Rp)"]).value = 3
    book.save(tmp_path / "b.xlsx")
    found = upload((tmp_path / "b.xlsx").read_bytes(), with_program(pagu=2, sasaran="baru dari rapat"), kode_opd="DKP")
    assert altered(found) == {"UJC-001": {"pagu": ("2", "3")}}
    assert [item.conflicts for item in found.changes] == [("pagu",)]


def test_times_and_other_types_are_read_as_people_mean_them():
    row = ["", "DKP", "Tambak", 2026, True, "", "", "Rp 5.000.000,-", datetime(2026, 2, 4, 13, 30)]
    found = upload(xlsx([HEAD, row]))
    assert [(problem.sel, problem.nilai) for problem in found.problems] == [("E2", "BENAR")]


def test_dates_of_an_english_spreadsheet_are_recognised_by_the_column():
    lines = [
        HEAD,
        *(["", "DKP", f"Tambak {day}", "2026", "usulan", "", "", "", day] for day in ("12/18/2026", "03/04/2026")),
    ]
    found = upload("\n".join(",".join(line) for line in lines).encode(), berkas="a.csv")
    assert [item.after.tenggat for item in new(found)] == ["2026-12-18", "2026-03-04"]
    assert any("bulan/hari" in note for note in found.notes)
