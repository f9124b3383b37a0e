"""What a matrix is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Susunan(StrEnum):
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


class Kosong(StrEnum):
    """Why a cell holds no program."""

    TERSARING = "tidak dalam saringan"
    DI_LUAR = "di luar tugas"
    TIDAK_ADA = "tidak ada program"
    TANPA_BARIS = "dinyatakan ada, belum diisi"
    BELUM = "belum melapor"
    SINI = "tidak ada program di sini"


@dataclass(frozen=True, slots=True)
class Column:
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
class Sum:
    """What some programs add up to, each counted once. Money is ``None`` where no row gives any."""

    program: int
    pagu: int | None
    realisasi: int | None
    tanpa_pagu: int


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell without programs; `kurang` is the number of OPD that have not reported, where many could have."""

    alasan: Kosong
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

    susunan: Susunan
    baris: tuple[str, ...]
    kolom: tuple[Column, ...]
    sel: tuple[tuple[Sum | Blank, ...], ...]
    jumlah_baris: tuple[Sum, ...]
    jumlah_kolom: tuple[Sum, ...]
    jumlah: Sum
    lintas: int
    tahun: tuple[str, ...]
    tak_tampil: int = 0
