"""What a matrix is made of, and what its rows, columns and blank cells are called in every file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset


class Arrangement(StrEnum):
    """Which matrix: rows × columns."""

    OPD_KAWASAN = "opd-kawasan"
    FUNGSI_KAWASAN = "fungsi-kawasan"
    OPD_FUNGSI = "opd-fungsi"


class Level(StrEnum):
    """What a column stands for; the two `…_ONLY` hold what is known no more precisely than that."""

    KAWASAN = "kawasan"
    KAWASAN_ONLY = "tingkat kawasan"
    KECAMATAN = "kecamatan"
    KECAMATAN_ONLY = "tingkat kecamatan"
    DESA = "desa"
    FUNGSI = "fungsi"
    OUTSIDE = "di luar kawasan"
    UNPLACED = "belum berlokus"


class BlankReason(StrEnum):
    """Why a cell holds no program."""

    FILTERED_OUT = "tidak dalam saringan"
    OUTSIDE_DUTIES = "di luar tugas"
    NO_PROGRAM = "tidak ada program"
    NOT_ENTERED = "dinyatakan ada, belum diisi"
    NOT_REPORTED = "belum melapor"
    NOT_HERE = "tidak ada program di sini"


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One column.

    Parameters
    ----------
    kode : str
        Code of the kawasan, kecamatan, desa or fungsi; of the area that a `…_ONLY` column belongs to; "" otherwise.
    kawasan, kecamatan : str
        Codes of the areas that hold it, "" where none does.
    is_open : bool or None
        Whether the columns of its parts follow; ``None`` where it has none.
    """

    level: Level
    kode: str = ""
    kawasan: str = ""
    kecamatan: str = ""
    is_open: bool | None = None


@dataclass(frozen=True, slots=True)
class CellSum:
    """What some programs add up to, each counted once. Money is ``None`` where no row gives any."""

    program: int
    pagu: int | None
    realisasi: int | None
    without_pagu: int


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell without programs; `missing` is the number of OPD that have not reported, where many could have."""

    reason: BlankReason
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix under a filter.

    Parameters
    ----------
    rows : tuple of str
        Codes of the rows, "" for "belum diisi".
    cells : tuple of tuple of (CellSum or Blank)
        One tuple a row, one cell a column.
    spanning : int
        Number of programs that reach more than one of the kawasan shown.
    years : tuple of str
        Years whose reports say why a cell is blank.
    hidden : int
        Number of OPD that have no row: no members, no report, no program in view.
    """

    arrangement: Arrangement
    rows: tuple[str, ...]
    columns: tuple[MatrixColumn, ...]
    cells: tuple[tuple[CellSum | Blank, ...], ...]
    row_sums: tuple[CellSum, ...]
    column_sums: tuple[CellSum, ...]
    total: CellSum
    spanning: int
    years: tuple[str, ...]
    hidden: int = 0


OUTSIDE_LABELS = {Level.OUTSIDE: text.OUTSIDE_KAWASAN, Level.UNPLACED: text.WITHOUT_LOKUS}


def format_matrix_row(dataset: Dataset, arrangement: Arrangement, kode: str) -> str:
    """Name a row by its code, "" being a fungsi that is not filled in."""
    if arrangement is Arrangement.FUNGSI_KAWASAN:
        return dataset.choice_name("fungsi", kode)
    return dataset.opd_by_kode[kode].nama_pendek


def format_matrix_column(dataset: Dataset, item: MatrixColumn) -> str:
    """Name a column of which no part is opened."""
    if item.level is Level.FUNGSI:
        return dataset.choice_name("fungsi", item.kode)
    return OUTSIDE_LABELS.get(item.level) or dataset.area_name(item.kode)


def format_blank(item: Blank) -> str:
    """Say why a cell holds no program, and of how many OPD that is an open question."""
    return item.reason.value + (f" ({item.missing} OPD)" if item.missing else "")
