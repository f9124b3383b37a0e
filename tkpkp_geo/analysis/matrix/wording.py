"""What the rows, columns and blanks of a matrix are called, the same in every file."""

from __future__ import annotations

from tkpkp_geo.analysis.matrix.records import Blank, Column, Level, Susunan
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset

ELSEWHERE = {Level.LUAR: text.OUTSIDE_KAWASAN, Level.BELUM: text.WITHOUT_LOKUS}


def row_name(dataset: Dataset, susunan: Susunan, kode: str) -> str:
    """Name a row by its code, "" being a fungsi that is not filled in."""
    if susunan is Susunan.FUNGSI_KAWASAN:
        return dataset.choice_name("fungsi", kode)
    return dataset.opd_by_kode[kode].nama_pendek


def column_name(dataset: Dataset, item: Column) -> str:
    """Name a column of which no part is opened."""
    if item.level is Level.FUNGSI:
        return dataset.choice_name("fungsi", item.kode)
    return ELSEWHERE.get(item.level) or dataset.area_name(item.kode)


def why_blank(item: Blank) -> str:
    """Say why a cell holds no program, and of how many OPD that is an open question."""
    return item.alasan.value + (f" ({item.kurang} OPD)" if item.kurang else "")
