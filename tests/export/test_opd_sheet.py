"""The OPD's workbook: filled in, locked where it must be, lists to choose from, and nothing that runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.support.filled_sheets import data, told, upload
from tkpkp_geo.domain.columns import SHEET_COLUMNS
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import AreaLevel, Lokus
from tkpkp_geo.export.opd_sheet import BLANK_ROWS, render_opd_sheet
from tkpkp_geo.export.program_csv import render_csv
from tkpkp_geo.intake.program_rules import TEXT, clean_text, program_cells

DANGEROUS = [
    "=1+1",
    "+62 812",
    "-5 persen",
    "@SUM(A1)",
    "'=1",
    "''@x",
    "- satu\n- dua",
    '=HYPERLINK("x")',
    "\t=1",
    "\r=1",
]


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def headings(content: bytes) -> dict[str, int]:
    return {cell.value: cell.column for cell in opened(content)["Program"][1]}


def with_texts(texts: dict[str, str]) -> Dataset:
    row = replace(data().intervensi[10], **{name: clean_text(text) for name, text in texts.items()})
    return replace(data(), intervensi=(row, *data().intervensi[11:13]))


def test_headings_ids_and_samples_are_locked_and_the_rest_is_open():
    content = render_opd_sheet(data(), "DKP")
    sheet = opened(content)["Program"]
    column = headings(content)
    assert sheet.protection.sheet
    assert all(cell.protection.locked for cell in sheet[1])
    locked = {name for name, number in column.items() if sheet.cell(2, number).protection.locked}
    assert locked == {"ID", "Jenis data", "Verifikasi", "Catatan verifikasi"}
    letters = {sheet.cell(1, number).column_letter: name for name, number in column.items()}
    beyond = {name for letter, name in letters.items() if sheet.column_dimensions[letter].protection.locked}
    assert "Program" not in beyond and "ID" in beyond


def test_every_coded_column_has_its_list_down_to_the_last_prepared_row():
    content = render_opd_sheet(data(), "DKP")
    sheet, lists = opened(content)["Program"], opened(content)["Daftar"]
    column = headings(content)
    rows = sum(row.kode_opd == "DKP" for row in data().intervensi)
    found = {}
    for rule in sheet.data_validations.dataValidation:
        (area,) = rule.sqref.ranges
        if rule.type == "list":
            found[sheet.cell(1, area.min_col).value] = rule.formula1
            assert (area.min_row, area.max_row) == (2, rows + 1 + BLANK_ROWS)
    coded = {kolom.heading for kolom in SHEET_COLUMNS if kolom.code_list}
    places = {name for name in column if name.startswith("Lokus")}
    assert set(found) == coded | places and len(places) >= 5
    names = [cell.value for cell in lists[found["Lokus 1"].split("$")[1]]]
    assert "Wirang (Haruai) — 63.09.05.2002" in names and "Kec. Haruai (Tabalong) — 63.09.05" in names
    assert names[1] == "Kawasan Agrominapolitan — KPP-BJR" and len(names) > 2000


def test_a_program_with_many_places_has_a_column_for_each_and_one_to_spare():
    places = tuple(Lokus(AreaLevel.DESA, f"63.09.05.20{n:02d}") for n in range(1, 9))
    dataset = replace(data(), intervensi=(replace(data().intervensi[0], lokus=places),))
    assert {f"Lokus {n}" for n in range(1, 10)} <= set(headings(render_opd_sheet(dataset)))


def test_the_instruction_sheet_speaks_of_samples_only_where_there_are_any():
    def words(dataset: Dataset) -> str:
        cells = opened(render_opd_sheet(dataset, downloaded=date(2026, 11, 24)))["Petunjuk"].iter_rows(values_only=True)
        return "\n".join(str(value) for line in cells for value in line if value)

    assert "DATA CONTOH" in words(data()) and "24 November 2026" in words(data())
    official = replace(data(), intervensi=tuple(row for row in data().intervensi if not row.contoh))
    assert "DATA CONTOH" not in words(official)


def test_money_and_dates_are_numbers_with_a_format():
    content = render_opd_sheet(data(), "DKP")
    sheet, column = opened(content)["Program"], headings(content)
    money, day = sheet.cell(2, column["Pagu (Rp)"]), sheet.cell(2, column["Tenggat"])
    assert (money.value, money.number_format) == (1250000000, "#,##0")
    assert day.is_date and day.number_format == "d mmmm yyyy"
    assert sheet.freeze_panes == "E2"


def test_no_text_of_an_export_runs_and_all_of_it_comes_back():
    for text in DANGEROUS:
        dataset = with_texts({"program": "x " + text, "uraian": text, "sasaran": text, "sumber": text})
        content = render_opd_sheet(dataset)
        for sheet in opened(content):
            cells = [cell for line in sheet.iter_rows() for cell in line]
            assert all(cell.data_type != "f" for cell in cells)
            assert not any(
                isinstance(c.value, str) and c.value.startswith(("=", "+", "-", "@", "\t", "\r")) for c in cells
            )
        table = render_csv(dataset, dataset.intervensi)
        fields = [field for line in csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";") for field in line]
        assert not any(field.startswith(("=", "+", "-", "@", "\t", "\r")) for field in fields)
        for found in (upload(content, dataset), upload(table, dataset, "a.csv")):
            assert found.problems == () and found.changes == () and found.unchanged == 3, told(found)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(DANGEROUS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    texts=st.fixed_dictionaries({name: WORDS for name in TEXT}),
    volume=st.none() | st.floats(0, 1e12),
    pagu=st.none() | st.integers(0, 10**15),
    fisik=st.none() | st.floats(0, 100),
    tenggat=st.just("") | st.dates(min_value=date(1000, 1, 1)).map(date.isoformat),
)
def test_whatever_a_program_holds_comes_back_as_it_went(texts, volume, pagu, fisik, tenggat):
    dataset = with_texts(texts)
    row = replace(dataset.intervensi[0], volume=volume, pagu=pagu, realisasi_fisik=fisik, tenggat=tenggat)
    dataset = replace(dataset, intervensi=(row, *dataset.intervensi[1:]))
    for name, content in (("a.xlsx", render_opd_sheet(dataset)), ("a.csv", render_csv(dataset, dataset.intervensi))):
        found = upload(content, dataset, name)
        assert found.problems == () and found.changes == (), (told(found), found.changes, program_cells(row))
