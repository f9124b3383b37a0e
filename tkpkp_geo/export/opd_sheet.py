"""An OPD's sheet as a workbook: filled in, with lists to choose from, to come back through `intake.sheet.upload`."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tkpkp_geo.domain import style
from tkpkp_geo.domain.columns import (
    HINT_SHEET,
    LIST_SHEET,
    LOKUS,
    ORIGIN_SHEET,
    PROGRAM_SHEET,
    SHEET_COLUMNS,
    Column,
    ColumnKind,
)
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.domain.text import SAMPLE_DATA, format_date
from tkpkp_geo.domain.text_safety import disarm
from tkpkp_geo.export.xlsx.book import write_cell
from tkpkp_geo.intake.lokus import format_lokus
from tkpkp_geo.intake.place_names import PlaceNames
from tkpkp_geo.intake.sheet.cells import code_names, opd_label
from tkpkp_geo.intake.sheet.origin import base_table
from tkpkp_geo.intake.sheet.rows import column_letters
from tkpkp_geo.intake.values import with_comma

BLANK_ROWS = 300
FEWEST_PLACES = 5
FIRST_DAY = "1900-03-01"  # spreadsheets do not agree on earlier ones
_QUIET = style.THEMES["light"]["neighbour"]
_FORMATS = {
    ColumnKind.RUPIAH: "#,##0",
    ColumnKind.NUMBER: "#,##0.###",
    ColumnKind.PERCENT: "0.##",
    ColumnKind.DATE: "d mmmm yyyy",
    ColumnKind.TEXT: "@",
}
_PETUNJUK = (
    "Isi atau perbaiki lembar Program, simpan sebagai .xlsx, lalu unggah kembali lewat aplikasi.",
    "Sel berlatar putih boleh diisi; judul kolom, ID dan jenis data dikunci.",
    "Program baru ditulis pada baris kosong di bawah. ID dibiarkan kosong, aplikasi yang memberinya.",
    "Kolom berdaftar (OPD, tahun, status, fungsi, sumber dana, lokus) diisi dengan memilih dari daftarnya.",
    "Satu lokus satu kolom. Pilih tempatnya dari daftar, atau ketik nama desa dan kecamatannya: Wirang (Haruai). "
    "Titik ditulis titik:bujur,lintang. Bila tempat belum pasti, biarkan kosong.",
    "Rupiah ditulis tanpa singkatan. Yang belum diketahui dibiarkan kosong, bukan 0.",
    "Baris yang dihapus dari lembar ini tidak menghapus program; untuk membatalkannya, pilih status batal.",
    "Setelah diunggah, semua perbedaan ditunjukkan dahulu. Tidak ada yang berubah sebelum disetujui.",
)


def render_opd_sheet(dataset: Dataset, kode_opd: str | None = None, downloaded: date | None = None) -> bytes:
    """Make the workbook of one OPD, or of all.

    Parameters
    ----------
    dataset : Dataset
        The present data.
    kode_opd : str, optional
        The OPD; all where it is not given.
    downloaded : date, optional
        Day of the download, named on the instruction sheet; today by default.

    Returns
    -------
    bytes
        An XLSX file.
    """
    rows = [row for row in dataset.intervensi if kode_opd is None or row.kode_opd == kode_opd]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheets = [book.add_worksheet(nama) for nama in (PROGRAM_SHEET, HINT_SHEET, LIST_SHEET, ORIGIN_SHEET)]
        writer = _Writer(book, dataset, kode_opd)
        writer.lists(sheets[2])
        writer.programs(sheets[0], rows)
        writer.instructions(sheets[1], rows, downloaded or date.today())
        _write_table(sheets[3], base_table(rows))
        sheets[3].very_hidden()
    return buffer.getvalue()


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, dataset: Dataset, kode_opd: str | None) -> None:
        self._book = book
        self._dataset = dataset
        self._kode_opd = kode_opd
        self._places = PlaceNames(dataset)
        self._lists: dict[str, str] = {}
        self._formats: dict[tuple[ColumnKind, bool, bool], Format] = {}
        self._heading = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": _QUIET}
        )

    def lists(self, sheet: Worksheet) -> None:
        """Write the lists that the dropdowns point to."""
        lists = {list_name: [code for code, _ in entries] for list_name, entries in code_names(self._dataset).items()}
        lists["opd"] = [opd_label(self._dataset, kode) for kode in lists["opd"] if self._kode_opd in (None, kode)]
        lists[LOKUS] = self._places.labels()
        title = {field.code_list or field.name: field.heading for field in SHEET_COLUMNS}
        for column, (name, values) in enumerate(lists.items()):
            sheet.write_string(0, column, title.get(name, name), self._heading)
            for number, value in enumerate(values, 1):
                sheet.write_string(number, column, disarm(value))
            sheet.set_column(column, column, 34 if name in (LOKUS, "opd") else 22)
            letters = column_letters(column)
            self._lists[name] = f"='{LIST_SHEET}'!${letters}$2:${letters}${max(len(values), 1) + 1}"
        sheet.freeze_panes(1, 0)
        sheet.protect()

    def programs(self, sheet: Worksheet, rows: Sequence[Intervensi]) -> None:
        """Write the sheet that is filled in."""
        many = max([FEWEST_PLACES, *(len(row.lokus) + 1 for row in rows)])
        columns = [(field, number) for field in SHEET_COLUMNS for number in range(many if field.name == LOKUS else 1)]
        last = len(rows) + BLANK_ROWS
        for column, (field, number) in enumerate(columns):
            title = f"{field.heading} {number + 1}" if field.name == LOKUS else field.heading
            sheet.write_string(0, column, title, self._heading)
            # Beyond the prepared rows a sheet goes on: those cells may be filled too.
            given = field.name == "id" or field.kind is ColumnKind.NOTE
            sheet.set_column(column, column, field.width, self._format(field.kind, given, False))
            self._validate(sheet, column, field, last)
        for number, row in enumerate(rows, 1):
            for column, (field, place) in enumerate(columns):
                self._cell(sheet, number, column, field, row, place)
        sheet.set_row(0, 32)
        sheet.freeze_panes(1, [field.name for field, _ in columns].index("program") + 1)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})

    def instructions(self, sheet: Worksheet, rows: Sequence[Intervensi], downloaded: date) -> None:
        """Write what to do, in words."""
        bold, wrap = self._book.add_format({"bold": True}), self._book.add_format({"text_wrap": True, "valign": "top"})
        name = opd_label(self._dataset, self._kode_opd) if self._kode_opd else "Semua OPD"
        sheet.set_column(0, 0, 24, wrap)
        sheet.set_column(1, 1, 90, wrap)
        lines = [("Lembar OPD", name), ("Diunduh", f"{format_date(downloaded)}, data revisi {self._dataset.revisi}")]
        samples = sum(row.contoh for row in rows)
        if samples:
            lines.append((SAMPLE_DATA, f"{samples} baris bertanda contoh pada kolom Jenis data, bukan data resmi."))
        lines += [("", ""), *((f"{number}.", text) for number, text in enumerate(_PETUNJUK, 1)), ("", "")]
        point = self._dataset.province.example_point
        lines += [(column.heading, column.hint.replace("{titik}", point)) for column in SHEET_COLUMNS]
        for number, (label, words) in enumerate(lines):
            sheet.write_string(number, 0, label, bold)
            sheet.write_string(number, 1, words, wrap)
        sheet.protect()

    def _format(self, kind: ColumnKind, locked: bool, samples: bool) -> Format:
        key = (kind, locked, samples)
        if key not in self._formats:
            look: dict[str, object] = {
                "locked": locked,
                "valign": "top",
                "num_format": _FORMATS.get(kind, "General"),
            }
            if kind in (ColumnKind.TEXT, ColumnKind.LOKUS):
                look["text_wrap"] = True
            if locked:
                look["bg_color"] = _QUIET
            if samples:
                look["italic"] = True
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]

    def _validate(self, sheet: Worksheet, column: int, field: Column, last: int) -> None:
        source = self._lists.get(field.code_list or field.name)
        if source:
            # A warning only: a titik, or a name in other letters, may be typed; the upload reads or refuses it.
            rule: dict[str, object] = {
                "validate": "list",
                "source": source,
                "error_type": "warning",
                "error_title": "Tidak ada dalam daftar",
                "error_message": "Periksa lagi, atau pilih dari daftar.",
            }
        elif field.kind in (ColumnKind.RUPIAH, ColumnKind.NUMBER):
            rule = {
                "validate": "decimal",
                "criteria": ">=",
                "value": 0,
                "error_type": "warning",
                "error_title": field.heading,
                "error_message": field.hint,
            }
        elif field.kind is ColumnKind.PERCENT:
            rule = {
                "validate": "decimal",
                "criteria": "between",
                "minimum": 0,
                "maximum": 100,
                "error_type": "warning",
                "error_title": field.heading,
                "error_message": field.hint,
            }
        else:
            return
        sheet.data_validation(1, column, last, column, rule)

    def _cell(self, sheet: Worksheet, number: int, column: int, field: Column, row: Intervensi, place: int) -> None:
        look = self._format(field.kind, field.name in ("id", "jenis_data") or field.kind is ColumnKind.NOTE, row.contoh)
        write_cell(sheet, number, column, self._value(field, row, place), look)

    def _value(self, column: Column, row: Intervensi, place: int) -> str | float | date | None:
        if column.name == LOKUS:
            return self._places.label(format_lokus(row.lokus[place : place + 1])) if place < len(row.lokus) else None
        value = getattr(row, column.name)
        if column.name == "kode_opd":
            return opd_label(self._dataset, value)
        if column.kind is ColumnKind.DATE and value > FIRST_DAY:
            return date.fromisoformat(value)
        if column.codes_are_numbers and value.isdigit():
            return int(value)
        if column.kind is ColumnKind.PERCENT and value is not None and 0 < value < 1:
            return with_comma(value) + "%"  # a bare fraction would be read as a share of one
        if isinstance(value, float) and float(f"{value:.15g}") != value:
            return with_comma(value)  # a spreadsheet keeps fifteen digits
        return str(value) if isinstance(value, str) else value


def _write_table(sheet: Worksheet, table: Sequence[Sequence[str]]) -> None:
    for number, line in enumerate(table):
        for column, value in enumerate(line):
            if value:
                sheet.write_string(number, column, value)
