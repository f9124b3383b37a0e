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
    """What a column stands for; the two `…_SAJA` hold what is known no more precisely than that."""

    KAWASAN = "kawasan"
    KAWASAN_SAJA = "tingkat kawasan"
    KECAMATAN = "kecamatan"
    KECAMATAN_SAJA = "tingkat kecamatan"
    DESA = "desa"
    FUNGSI = "fungsi"
    LUAR = "di luar kawasan"
    BELUM = "belum berlokus"


class BlankReason(StrEnum):
    """Why a cell holds no program."""

    TERSARING = "tidak dalam saringan"
    DI_LUAR = "di luar tugas"
    TIDAK_ADA = "tidak ada program"
    TANPA_BARIS = "dinyatakan ada, belum diisi"
    BELUM = "belum melapor"
    SINI = "tidak ada program di sini"


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One column.

    Parameters
    ----------
    kode : str
        Code of the kawasan, kecamatan, desa or fungsi; of the area that a `…_SAJA` column belongs to; "" otherwise.
    kawasan, kecamatan : str
        Codes of the areas that hold it, "" where none does.
    dibuka : bool or None
        Whether the columns of its parts follow; ``None`` where it has none.
    """

    level: Level
    kode: str = ""
    kawasan: str = ""
    kecamatan: str = ""
    dibuka: bool | None = None


@dataclass(frozen=True, slots=True)
class CellSum:
    """What some programs add up to, each counted once. Money is ``None`` where no row gives any."""

    program: int
    pagu: int | None
    realisasi: int | None
    tanpa_pagu: int


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell without programs; `kurang` is the number of OPD that have not reported, where many could have."""

    alasan: BlankReason
    kurang: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix under a filter.

    Parameters
    ----------
    baris : tuple of str
        Codes of the rows, "" for "belum diisi".
    sel : tuple of tuple of (Sum or Blank)
        One tuple a row, one cell a column.
    lintas : int
        Number of programs that reach more than one of the kawasan shown.
    tahun : tuple of str
        Years whose reports say why a cell is blank.
    tak_tampil : int
        Number of OPD that have no row: no members, no report, no program in view.
    """

    susunan: Arrangement
    baris: tuple[str, ...]
    kolom: tuple[MatrixColumn, ...]
    sel: tuple[tuple[CellSum | Blank, ...], ...]
    jumlah_baris: tuple[CellSum, ...]
    jumlah_kolom: tuple[CellSum, ...]
    jumlah: CellSum
    lintas: int
    tahun: tuple[str, ...]
    tak_tampil: int = 0


OUTSIDE_LABELS = {Level.LUAR: text.OUTSIDE_KAWASAN, Level.BELUM: text.WITHOUT_LOKUS}


def format_matrix_row(dataset: Dataset, susunan: Arrangement, kode: str) -> str:
    """Name a row by its code, "" being a fungsi that is not filled in."""
    if susunan is Arrangement.FUNGSI_KAWASAN:
        return dataset.choice_name("fungsi", kode)
    return dataset.opd_by_kode[kode].nama_pendek


def format_matrix_column(dataset: Dataset, item: MatrixColumn) -> str:
    """Name a column of which no part is opened."""
    if item.level is Level.FUNGSI:
        return dataset.choice_name("fungsi", item.kode)
    return OUTSIDE_LABELS.get(item.level) or dataset.area_name(item.kode)


def format_blank(item: Blank) -> str:
    """Say why a cell holds no program, and of how many OPD that is an open question."""
    return item.alasan.value + (f" ({item.kurang} OPD)" if item.kurang else "")
