"""What a cell of an index may say: an area, a dimension, a year, a number."""

from __future__ import annotations

import re

from tkpkp_geo.domain.codes import is_desa, kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.synergy_records import TOTAL
from tkpkp_geo.intake import values
from tkpkp_geo.intake.csv_table import Row

_YEAR = re.compile(r"20\d\d")
# ``65.123`` is 65123 to an Indonesian and 65,123 to a spreadsheet that speaks English.
_TWO_WAYS = re.compile(r"-?[1-9]\d{0,2}[.]\d{3}")
_FRACTION = re.compile(r"-?0\.\d+")
_LARGEST = 1e9


def index_areas(dataset: Dataset, kode_kawasan: str) -> dict[str, str]:
    """Give the areas of which an index may be kept on a kawasan's page, with their names: itself and its desa."""
    kawasan = dataset.kawasan_by_kode[kode_kawasan]
    desa = [kode for kode in dataset.wilayah if is_desa(kode) and kecamatan_of(kode) in kawasan.kecamatan]
    named = {kode: f"{dataset.area_name(kode)} ({dataset.area_name(kecamatan_of(kode))})" for kode in desa}
    return {kode_kawasan: f"Kawasan {kawasan.nama}"} | named


def index_dimensions(dataset: Dataset, kode_indeks: str) -> dict[str, str]:
    """Give what a value of an index may stand for, with its name: the whole, and each dimension."""
    return {TOTAL: "Total"} | {item.kode: item.nama for item in dataset.dimensi if item.kode_indeks == kode_indeks}


def read_year(row: Row, column: str) -> str:
    """Give the year of a cell, else "" and a report. A series may begin before the years that programs have."""
    typed = row.required(column)
    if typed and not _YEAR.fullmatch(typed):
        row.report(column, "seharusnya tahun empat angka, misalnya 2024", row.held_hint)
        return ""
    return typed


def read_number(row: Row, column: str) -> float | None:
    """Give the number of a cell that is filled in, else ``None`` and a report."""
    typed = row.text(column)
    if _TWO_WAYS.fullmatch(typed):
        row.report(column, "titiknya dapat berarti ribuan atau desimal", "Tulis desimal dengan koma, misalnya 65,123.")
        return None
    try:
        number = float(typed if _FRACTION.fullmatch(typed) else values.parse_number(typed))
    except ValueError:
        number = None
    if number is None or not abs(number) <= _LARGEST:
        row.report(column, "seharusnya angka, misalnya 0,655", row.held_hint)
        return None
    return number
