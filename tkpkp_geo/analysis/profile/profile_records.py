"""What a profile is made of: plain data, for a screen or paper to draw."""

from __future__ import annotations

from dataclasses import dataclass

from tkpkp_geo.analysis.meetings import MeetingDecision
from tkpkp_geo.analysis.select import Totals
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import DesaMembership, Intervensi, Kawasan
from tkpkp_geo.domain.synergy_records import IndexDefinition, Milestone


@dataclass(frozen=True, slots=True)
class KawasanArea:
    """Where the kawasan lies and how large it is.

    Parameters
    ----------
    anggota : mapping of DesaMembership to int
        Number of member desa by the ground on which they count as members.
    bukan : int
        Number of desa of its kecamatan that are no members.
    luas, luas_anggota : float or None
        km² of the desa of its kecamatan, and of the members among them; ``None`` where no boundary is known.
    """

    kabupaten: str
    kecamatan: tuple[str, ...]
    anggota: dict[DesaMembership, int]
    bukan: int
    luas: float | None
    luas_anggota: float | None

    @property
    def desa_anggota(self) -> int:
        """Number of member desa on whatever ground."""
        return sum(self.anggota.values())


@dataclass(frozen=True, slots=True)
class ProgramGroup:
    """The programs that share an OPD, year or function; `flt` selects exactly these."""

    kode: str
    nama: str
    program: int
    flt: Filter


@dataclass(frozen=True, slots=True)
class Spending:
    """What some programs cost and have spent; ``None`` where none of them says."""

    program: int = 0
    pagu: int | None = None
    realisasi: int | None = None


@dataclass(frozen=True, slots=True)
class SpendingLine:
    """One source of money over the years of its table."""

    kode: str
    nama: str
    tahun: tuple[Spending, ...]
    jumlah: Spending


@dataclass(frozen=True, slots=True)
class SpendingTable:
    """Money by source and year; the last line adds up the years."""

    tahun: tuple[str, ...]
    baris: tuple[SpendingLine, ...]
    jumlah: SpendingLine


@dataclass(frozen=True, slots=True)
class ProfileProgress:
    """How far the programs have come.

    Parameters
    ----------
    serapan : float or None
        Percent of the pagu that is spent, over the `serapan_dari` programs that give both.
    fisik_rata, fisik_tengah : float or None
        Mean and median of the physical progress (percent) of the `fisik_dari` programs that give it.
    fisik_kosong : int
        How many programs do not give it.
    """

    serapan: float | None
    serapan_dari: int
    fisik_rata: float | None
    fisik_tengah: float | None
    fisik_dari: int
    fisik_kosong: int


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """One milestone and what is kept of it."""

    nama: str
    tonggak: Milestone


@dataclass(frozen=True, slots=True)
class Spread:
    """Values of several desa: how many, and how they lie."""

    jumlah: int
    terendah: float
    tengah: float
    tertinggi: float


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One dimension of an index over the years of its series: the kawasan's own value, and its desa's."""

    kode: str
    nama: str
    kawasan: tuple[float | None, ...]
    desa: tuple[Spread | None, ...]


@dataclass(frozen=True, slots=True)
class IndexSeries:
    """What is kept of one index in a kawasan; no years where nothing is."""

    indeks: IndexDefinition
    tahun: tuple[str, ...]
    baris: tuple[IndexLine, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is known of one kawasan under a filter (`build_profile`)."""

    kawasan: Kawasan
    flt: Filter
    rows: tuple[Intervensi, ...]
    totals: Totals
    wilayah: KawasanArea
    opd: tuple[ProgramGroup, ...]
    tahun: tuple[ProgramGroup, ...]
    fungsi: tuple[ProgramGroup, ...]
    uang: SpendingTable
    kemajuan: ProfileProgress
    keputusan: tuple[MeetingDecision, ...]
    tonggak: tuple[MilestoneLine, ...]
    indeks: tuple[IndexSeries, ...]
    terjangkau: frozenset[str]
    disaring: bool
