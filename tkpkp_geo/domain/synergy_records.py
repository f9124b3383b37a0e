"""Records of the work that brings programs together: reports, thresholds, answers, milestones, indices.

Codes are ``str``, days are ISO. `revisi` is the revision that last wrote the row.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TOTAL = "total"  # the dimension that is an index as a whole


class Statement(StrEnum):
    """What an OPD has said about one kawasan and year, so that a blank says why it is blank."""

    ADA = "ada program"
    TIDAK_ADA = "tidak ada program"
    BELUM = "belum melapor"
    DI_LUAR = "di luar tugas"


class MilestoneState(StrEnum):
    """How far a milestone of a kawasan has come."""

    BELUM_DIKETAHUI = "belum diketahui"
    BELUM = "belum ada"
    PROSES = "dalam proses"
    ADA = "sudah ada"


class ChainLink(StrEnum):
    """A link of a chain that fits together in one desa: people, a facility, and a way to the market."""

    PELATIHAN = "pelatihan"
    SARANA = "sarana"
    PASAR = "pasar"


@dataclass(frozen=True, slots=True)
class OpdReport:
    """What one OPD has said about one kawasan and year; `tanggal` is the ISO day on which it did."""

    kode_opd: str
    kode_kawasan: str
    tahun: str
    pernyataan: Statement
    tanggal: str
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class ThresholdSetting:
    """A threshold that the office has set otherwise than `flags.thresholds` proposes."""

    kode: str
    nilai: int
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class ChainWord:
    """A word in a program's text by which it is recognised as a link of a chain."""

    kata: str
    mata: ChainLink
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class FlagAnswer:
    """The answer to a flag: it was talked about. It holds while the flag still rests on the same rows.

    Parameters
    ----------
    kode : str
        The flag's code.
    sidik : str
        Fingerprint of the rows that the flag rested on when it was answered.
    catatan : str
        Why it is settled, in words.
    """

    kode: str
    sidik: str
    catatan: str
    diubah_oleh: str = ""
    diubah_pada: str = ""
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone of one kawasan; `kode` is a value of the code list ``tonggak``."""

    kode_kawasan: str
    kode: str
    keadaan: MilestoneState
    tanggal: str = ""
    dokumen: str = ""
    sumber: str = ""
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class IndexDefinition:
    """An index that the office follows, IPKP or Indeks Desa for example. None is built in."""

    kode: str
    nama: str
    sumber: str = ""
    catatan: str = ""
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class IndexDimension:
    """One dimension of an index: sources disagree on them, so they are data."""

    kode_indeks: str
    kode: str
    nama: str
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class IndexValue:
    """A value of an index in one area and year.

    Parameters
    ----------
    kode_wilayah : str
        Code of a kawasan or of a desa.
    dimensi : str
        Code of a `IndexDimension`, or `TOTAL`.
    """

    kode_indeks: str
    kode_wilayah: str
    tahun: str
    dimensi: str
    nilai: float
    sumber: str = ""
    revisi: int = 0
