"""The workbook of a packet: its numbers are those of the rows, as values and as formulas; nothing typed runs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import pypdf
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from tests.support.expected_rows import expected, inside, money
from tests.support.sample_packets import EVERYTHING, NOTHING, crowded, packet, random_filters
from tkpkp_geo import workspace
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.export.xlsx import render
from tkpkp_geo.export.xlsx.book import FIRST, HEADING

SHEETS = [
    "Ringkasan",
    "Program",
    "Lokus",
    "Belum berlokus",
    "Dibatalkan",
    "OPD × kawasan",
    "Fungsi × kawasan",
    "OPD × fungsi",
    "Menurut kawasan",
    "Perlu dibahas",
    "Kamus data",
]
UNKNOWN = "belum diisi"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return workspace.current().dataset


@pytest.fixture(scope="module")
def everything() -> bytes:
    return render.render_xlsx(packet())


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def values(content: bytes) -> dict[str, list[list]]:
    """Read what stands in the cells, without calculating."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def told(sheets: dict[str, list[list]]) -> dict[str, int | None]:
    rows = [row for row in sheets["Ringkasan"] if len(row) > 3 and row[3]]
    return {row[3]: None if row[1] == UNKNOWN else int(row[1]) for row in rows}


def records(sheet: list[list]) -> list[dict]:
    head = [" ".join(str(cell).split()) for cell in sheet[HEADING - 1]]
    return [dict(zip(head, row, strict=True)) for row in sheet[FIRST - 1 :] if row[0] != ""]


def pair(rows: Iterable[Intervensi]) -> tuple[int | str, int | str]:
    """Count programs and their pagu as a matrix shows them."""
    rows = list(rows)
    total = money(row.pagu for row in rows)
    return len(rows), "" if not rows else UNKNOWN if total is None else total


def shown(record: dict, name: str) -> tuple[int | str, int | str]:
    count, pagu = record[f"{name} Program"], record[f"{name} Pagu (Rp)"]
    return 0 if isinstance(count, str) else count, pagu  # words where there is none


def differences(sheets: dict[str, list[list]], dataset: Dataset, flt: Filter) -> list[tuple[object, ...]]:
    """Give where a workbook says otherwise than the rows: the place, what stands there, and what should."""
    wanted = expected(dataset, flt)
    told_and_wanted = [
        ("Ringkasan", told(sheets), wanted.numbers),
        ("Program", [row["ID"] for row in records(sheets["Program"])], [row.id for row in wanted.rows]),
        (
            "Dibatalkan",
            [row["ID"] for row in records(sheets.get("Dibatalkan", [[]] * HEADING))],
            [row.id for row in wanted.cancelled],
        ),
        ("Lokus", len(records(sheets["Lokus"])), sum(bool(place[1]) for place in wanted.places)),
    ]
    names = {item.nama: item.kode_kawasan for item in dataset.kawasan}
    for title, field in (("OPD × kawasan", "kode_opd"), ("Fungsi × kawasan", "fungsi_kawasan")):
        *lines, last = records(sheets[title])
        for record in lines:
            kode = next(iter(record.values()))
            mine = [row for row in wanted.rows if (getattr(row, field) or UNKNOWN) == kode]
            told_and_wanted.append(((title, kode), shown(record, "Jumlah"), pair(mine)))
            for name in names.keys() & {key.removesuffix(" Program") for key in record}:
                here = [row for row in mine if any(p.kode_kawasan == names[name] for p in inside(row, flt))]
                told_and_wanted.append(((title, kode, name), shown(record, name), pair(here)))
        told_and_wanted.append((title, shown(last, "Jumlah"), pair(wanted.rows)))
    *lines, last = records(sheets["Menurut kawasan"])
    for record in lines:
        kode = record["Kode kawasan"]
        here = [row for row in wanted.rows if any(p.kode_kawasan == kode for p in inside(row, flt))]
        opd = len({row.kode_opd for row in here})
        told_and_wanted.append((kode, (record["Program"], record["Pagu (Rp)"], record["OPD"]), (*pair(here), opd)))
    told_and_wanted.append(("Menurut kawasan", last["OPD"], wanted.numbers["opd"]))
    return [item for item in told_and_wanted if item[1] != item[2]]


def test_the_numbers_of_fifty_filters_are_those_of_the_rows(dataset):
    for flt in (*random_filters(dataset, 50), EVERYTHING, NOTHING):
        assert differences(values(render.render_xlsx(packet(flt))), dataset, flt) == [], flt


def without_values(content: bytes) -> bytes:
    """Leave the formulas alone, so that whoever opens it has to calculate."""
    kept = io.BytesIO()
    opened(content).save(kept)
    return kept.getvalue()


def test_libreoffice_calculates_the_same_numbers(in_calc, dataset):
    filters = [EVERYTHING, NOTHING, *random_filters(dataset, 6, seed=5)]
    contents = [render.render_xlsx(packet(flt)) for flt in filters]
    for flt, content, again in zip(filters, contents, in_calc(list(map(without_values, contents))), strict=True):
        assert differences(values(again), dataset, flt) == [], flt
        formulas, before, after = opened(content), values(content), values(again)
        for sheet in formulas:
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                row, column = cell.row - 1, cell.column - 1
                old, new = before[sheet.title][row][column], after[sheet.title][row][column]
                assert old == new, (flt, sheet.title, cell.coordinate, cell.value)


def test_formulas_follow_what_is_edited(in_calc, dataset):
    """A place that moves and a pagu that is typed change helpers, matrix and totals."""
    (row,) = [r for r in dataset.intervensi if len(r.kawasan) == 1 and r.pagu is None and r.lokus][:1]
    other = next(item for item in dataset.kawasan if item.kode_kawasan not in row.kawasan)
    book = opened(render.render_xlsx(packet()))
    column = {cell.value: cell.column for cell in book["Program"][HEADING]}
    (line,) = [cells[0].row for cells in book["Program"].iter_rows(min_row=FIRST) if cells[0].value == row.id]
    book["Program"].cell(line, column["Pagu (Rp)"]).value = 5_000
    places = {cell.value: cell.column for cell in book["Lokus"][HEADING]}
    for cells in book["Lokus"].iter_rows(min_row=FIRST):
        if cells[0].value == row.id:
            cells[places["Kode kawasan"] - 1].value = other.kode_kawasan
    kept = io.BytesIO()
    book.save(kept)
    (again,) = in_calc([kept.getvalue()])
    before, after = expected(dataset, EVERYTHING).numbers, told(values(again))
    assert after == before | {"pagu": before["pagu"] + 5_000, "tanpa_pagu": before["tanpa_pagu"] - 1}
    old = {r["Kode kawasan"]: r["Program"] for r in records(values(render.render_xlsx(packet()))["Menurut kawasan"])}
    new = {r["Kode kawasan"]: r["Program"] for r in records(values(again)["Menurut kawasan"])}
    (left,) = row.kawasan
    assert new == old | {other.kode_kawasan: old[other.kode_kawasan] + 1, left: old[left] - 1}


def test_every_number_of_the_first_sheet_and_every_matrix_cell_is_a_formula(everything):
    book = opened(everything)
    assert book.sheetnames == SHEETS
    numbers = [row for row in book["Ringkasan"].iter_rows() if row[3].value]
    assert len(numbers) == 9 and all(row[1].data_type == "f" for row in numbers)
    for title in SHEETS[5:8]:
        for row in book[title].iter_rows(min_row=FIRST, min_col=3):
            assert all(cell.data_type == "f" for cell in row), title
    text = " ".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    )
    assert set(re.findall(r"([A-Z]+)\(", text)) <= {
        "IF",
        "SUM",
        "SUMPRODUCT",
        "COUNT",
        "COUNTA",
        "COUNTIF",
        "ISNUMBER",
        "SUBTOTAL",
        "AND",
        "ROUND",
    }


def test_a_program_of_two_kawasan_stands_in_both_and_counts_once(everything, dataset):
    (_, *_), sheets = [row for row in dataset.intervensi if len(row.kawasan) > 1], values(everything)
    last = records(sheets["OPD × kawasan"])[-1]
    cells = sum(last[f"{item.nama} Program"] for item in dataset.kawasan)
    beside = sum(last.get(f"{name} Program", 0) for name in ("Di luar kawasan", "Belum berlokus"))
    more = sum(max(0, len(row.kawasan) - 1) for row in dataset.intervensi)
    assert more and cells + beside == last["Jumlah Program"] + more


def test_cells_have_their_type_and_headings_stay(everything, dataset):
    sheet = opened(everything)["Program"]
    column = {cell.value: cell.column for cell in sheet[HEADING]}
    line = next(cells[0].row for cells in sheet.iter_rows(min_row=FIRST) if cells[0].value == "UJC-001")
    row = next(row for row in dataset.intervensi if row.id == "UJC-001")

    def cell(judul: str):
        return sheet.cell(line, column[judul])

    assert (cell("Pagu (Rp)").value, cell("Tahun").value) == (row.pagu, int(row.tahun))
    assert cell("Pagu (Rp)").number_format.endswith("#,##0") and cell("Pagu (Rp)").data_type == "n"
    assert cell("Tenggat").is_date and cell("Tenggat").value == datetime.fromisoformat(row.tenggat)
    assert cell("Kode OPD").data_type == "s" and cell("Kode OPD").number_format == "@"
    assert sheet.freeze_panes == f"B{FIRST}" and sheet.auto_filter.ref.startswith(f"A{HEADING}:")
    assert sheet.print_title_rows == f"$3:${HEADING}" and sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and "&P" in sheet.oddFooter.right.text
    unknown = next(r for r in dataset.intervensi if r.pagu is None)
    (found,) = [cells for cells in sheet.iter_rows(min_row=FIRST) if cells[0].value == unknown.id]
    assert found[column["Pagu (Rp)"] - 1].value == UNKNOWN


def test_samples_are_marked_on_every_sheet_and_not_where_there_are_none(everything):
    for sheet in opened(everything):
        assert str(sheet["A3"].value).startswith("DATA CONTOH"), sheet.title
    marked = [r["Tanda"] for r in records(values(everything)["Program"]) if r["Jenis data"] == "Contoh"]
    assert marked and all(mark.startswith("DATA CONTOH") for mark in marked)
    official = opened(render.render_xlsx(packet(Filter(data=("resmi",), tampil=("semua",)))))
    assert all(not sheet["A3"].value for sheet in official)


def test_the_file_says_where_it_comes_from_and_what_its_columns_mean(everything, dataset):
    book, sheets = opened(everything), values(everything)
    assert book.properties.title == book.properties.creator == "Peta Sinergi TKPKP"
    facts = {row[0]: row[1] for row in sheets["Ringkasan"] if row[0]}
    assert facts["Revisi data"] == str(dataset.revisi) and facts["Sumber"] and facts["Saringan"]
    described = {(row["Lembar"], row["Kolom"]) for row in records(sheets["Kamus data"])}
    there = {(name, " ".join(str(cell).split())) for name in SHEETS[1:-1] for cell in sheets[name][HEADING - 1] if cell}
    assert described == there and all(row["Arti"] and row["Sumber"] for row in records(sheets["Kamus data"]))


@pytest.mark.parametrize("name", ["=1+1", '=HYPERLINK("http://x")', "<&\"'>\x07", "@SUM(A1)", "{=1}", "x" * 40_000])
def test_no_text_runs(dataset, name):
    rows = (replace(dataset.intervensi[0], program=name, uraian=name, kode_sipd=name), *dataset.intervensi[1:9])
    content = render.render_xlsx(packet(dataset=replace(dataset, intervensi=rows)))
    cells = [cell for cell in opened(content)["Program"][FIRST]]
    typed = [cell for cell in cells if cell.data_type == "s"]
    assert sum(str(cell.value).lstrip("'").startswith(name.replace("\x07", "")[:30]) for cell in typed) == 3
    assert not any(str(cell.value).startswith(("=", "+", "@")) for cell in typed)
    assert all("HYPERLINK" not in str(cell.value) for cell in cells if cell.data_type == "f")
    assert opened(content)["Program"]._hyperlinks == []


def test_libreoffice_prints_it_with_its_source_and_page_numbers_on_every_page(in_calc, dataset):
    crowd = packet(Filter(opd=("DKP", "PUPR"), tampil=("semua",)), crowded(dataset, 120))
    for content in in_calc([render.render_xlsx(packet()), render.render_xlsx(crowd)], "pdf"):
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
        assert len(pages) >= len(SHEETS)
        for number, words in enumerate(pages, 1):
            assert f"{number}/{len(pages)}" in words and "Revisi" in words and "DATA CONTOH" in words
        assert "#" not in "".join(pages).replace("#,##0", "")  # no number that its column is too narrow for
