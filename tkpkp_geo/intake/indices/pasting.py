"""A table as Excel copies it → changes, or every problem with its row and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.synergy_records import TOTAL
from tkpkp_geo.intake import values
from tkpkp_geo.intake.csv_table import Row
from tkpkp_geo.intake.form_row import seen_revision
from tkpkp_geo.intake.indices.cells import index_areas, index_dimensions, read_number, read_year
from tkpkp_geo.intake.names import Names, fold
from tkpkp_geo.intake.program_rules import StrictRow, clean_text
from tkpkp_geo.store.records import Change

BERKAS = "Tabel tempelan"
WILAYAH, TAHUN = "Wilayah", "Tahun"
_LEVEL = re.compile(r"(?:desa|ds|kelurahan|kel|kawasan)\b\.?\s+", re.IGNORECASE)


class _PastedRow(StrictRow):
    emptied_hint = held_hint = placeless_hint = "Perbaiki pada Excel, lalu tempel lagi."


@dataclass(frozen=True, slots=True)
class PastedValues:
    """What a pasted table says.

    Parameters
    ----------
    changes : list of Change
        Empty where there is a problem.
    new, changed, unchanged : int
        How many values are new, differ from what is kept, and are kept already.
    """

    changes: list[Change]
    problems: list[Problem]
    new: int = 0
    changed: int = 0
    unchanged: int = 0


def parse_pasted(dataset: Dataset, kode_kawasan: str, kode_indeks: str, table: str, sumber: str) -> PastedValues:
    """Read a table as Excel copies it: a heading, then one row an area and year, one column a dimension.

    Parameters
    ----------
    table : str
        Cells divided by tabs. The heading names `Wilayah`, `Tahun`, and dimensions by name or code; an empty cell
        says nothing, it takes no value out.
    sumber : str
        Where the values come from, kept with each of them.
    """
    problems: list[Problem] = []
    lines = _lines(table)
    if not lines:
        return PastedValues(
            [], [Problem(BERKAS, "kosong atau tidak terbaca", "Salin tabel dari Excel beserta baris judulnya.")]
        )
    if not clean_text(sumber):
        problems.append(Problem(BERKAS, "sumber belum diisi", "Tulis dokumen atau instansi asal nilai ini."))
    (first, heading), *body = lines
    columns = _columns(dataset, kode_indeks, first, heading, problems)
    if columns is None:
        return PastedValues([], problems)
    places = _Places(dataset, kode_kawasan)
    values_of: dict[tuple[str, str, str], float] = {}
    rows: dict[tuple[str, str], int] = {}
    for baris, line in body:
        row = _PastedRow(BERKAS, baris, dict(zip(heading, line, strict=False)), problems)
        if any(cell for number, cell in enumerate(line) if not "".join(heading[number : number + 1])):
            row.report("", "ada isi pada kolom tanpa judul", "Beri judul kolom itu, atau hapus isinya.")
        area = places.read(row, columns[WILAYAH])
        tahun = read_year(row, columns[TAHUN])
        if area and tahun and rows.setdefault((area, tahun), baris) != baris:
            row.report(columns[WILAYAH], f"tahun {tahun} sudah ada pada baris {rows[area, tahun]}", row.held_hint)
        for dimensi, column in columns.items():
            if dimensi in (WILAYAH, TAHUN) or row.text(column).casefold() in values.KOSONG:
                continue
            number = read_number(row, column)
            if area and tahun and number is not None:
                values_of[area, tahun, dimensi] = number
    if not problems and not values_of:
        problems.append(Problem(BERKAS, "tidak memuat nilai", "Isi paling sedikit satu nilai di bawah baris judul."))
    return PastedValues([], problems) if problems else _wanted(dataset, kode_indeks, values_of, clean_text(sumber))


def _lines(table: str) -> list[tuple[int, list[str]]]:
    """Give the rows that hold something, each with its number; Excel quotes a cell that has a line break."""
    try:
        cells = [[cell.strip() for cell in line] for line in csv.reader(io.StringIO(table, newline=""), "excel-tab")]
    except csv.Error:
        return []
    return [(number, line) for number, line in enumerate(cells, 1) if any(line)]


def _wanted(dataset: Dataset, kode: str, values_of: Mapping[tuple[str, str, str], float], sumber: str) -> PastedValues:
    kept = {(v.kode_wilayah, v.tahun, v.dimensi): v for v in dataset.nilai_indeks if v.kode_indeks == kode}
    changes, changed = [], 0
    for place, number in values_of.items():
        seen = kept.get(place)
        if seen and seen.nilai == number:
            continue
        changed += seen is not None
        content = {"nilai": number, "sumber": sumber}
        changes.append(Change("nilai_indeks", "|".join((kode, *place)), content, seen_revision(seen)))
    return PastedValues(changes, [], len(changes) - changed, changed, len(values_of) - len(changes))


def _columns(
    dataset: Dataset, kode_indeks: str, line: int, heading: Sequence[str], problems: list[Problem]
) -> dict[str, str] | None:
    """Give the heading of each column that has a meaning, by that meaning; ``None`` where the heading is not sound."""
    known = index_dimensions(dataset, kode_indeks)
    meaning = {fold(WILAYAH): WILAYAH, fold("Desa"): WILAYAH, fold(TAHUN): TAHUN, fold("Nilai"): TOTAL}
    meaning |= {fold(name): kode for kode, nama in known.items() for name in (kode, nama)}
    sound = len(problems)
    advice = f"Judul yang dikenal: {', '.join((WILAYAH, TAHUN, *known.values()))}. Hapus kolom lain."
    columns: dict[str, str] = {}
    for column in filter(None, heading):
        kode = meaning.get(fold(column))
        if kode is None:
            problems.append(Problem(BERKAS, "judul kolom tidak dikenal", advice, line, column))
        elif kode in columns:
            problems.append(Problem(BERKAS, f"kolom ini sudah ada: {columns[kode]}", "Hapus salah satu.", line, column))
        else:
            columns[kode] = column
    missing = [name for name in (WILAYAH, TAHUN) if name not in columns]
    if missing:
        problems.append(Problem(BERKAS, f"kolom tidak ada: {', '.join(missing)}", advice, line))
    elif not set(columns) - {WILAYAH, TAHUN}:
        problems.append(Problem(BERKAS, "tidak ada kolom nilai", advice, line))
    return columns if len(problems) == sound else None


class _Places:
    """The areas of one kawasan by what people call them. A slip of the pen is asked about, never mended."""

    def __init__(self, dataset: Dataset, kode_kawasan: str) -> None:
        self._known = index_areas(dataset, kode_kawasan)
        self._kawasan = dataset.area_name(kode_kawasan)
        names = [(kode, (kode, label, dataset.area_name(kode))) for kode, label in self._known.items()]
        other = [(kode, (alias,)) for alias, kode in dataset.alias.items() if kode in self._known]
        self._names = Names([*names, *other])

    def read(self, row: Row, column: str) -> str:
        """Give the code of the area that a cell names, else "" and a report."""
        typed = row.required(column)
        if not typed or typed in self._known:
            return typed
        finding = self._names.find(typed)
        if not finding.codes:
            finding = self._names.find(_LEVEL.sub("", typed))
        if len(finding.codes) == 1 and not finding.guessed:
            return finding.codes[0]
        near = " atau ".join(f"“{self._known[kode]}”" for kode in (finding.codes or finding.near)[:3])
        if len(finding.codes) > 1:
            row.report(column, f"nama ini dipakai {len(finding.codes)} wilayah", f"Tulis {near}.")
        else:
            hint = f"Mungkin maksudnya {near}. " if near else ""
            row.report(column, f"bukan desa kawasan {self._kawasan}", hint + row.held_hint)
        return ""
