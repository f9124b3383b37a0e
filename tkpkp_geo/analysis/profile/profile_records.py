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
    members : mapping of DesaMembership to int
        Number of member desa by the ground on which they count as members.
    others : int
        Number of desa of its kecamatan that are no members.
    km2, members_km2 : float or None
        km² of the desa of its kecamatan, and of the members among them; ``None`` where no boundary is known.
    """

    kabupaten: str
    kecamatan: tuple[str, ...]
    members: dict[DesaMembership, int]
    others: int
    km2: float | None
    members_km2: float | None

    @property
    def member_count(self) -> int:
        """Number of member desa on whatever ground."""
        return sum(self.members.values())


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
    years: tuple[Spending, ...]
    total: Spending


@dataclass(frozen=True, slots=True)
class SpendingTable:
    """Money by source and year; the last line adds up the years."""

    years: tuple[str, ...]
    lines: tuple[SpendingLine, ...]
    total: SpendingLine


@dataclass(frozen=True, slots=True)
class ProfileProgress:
    """How far the programs have come.

    Parameters
    ----------
    spent_share : float or None
        Percent of the pagu that is spent, over the `spent_of` programs that give both.
    physical_mean, physical_median : float or None
        Mean and median of the physical progress (percent) of the `physical_of` programs that give it.
    physical_blank : int
        How many programs do not give it.
    """

    spent_share: float | None
    spent_of: int
    physical_mean: float | None
    physical_median: float | None
    physical_of: int
    physical_blank: int


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """One milestone and what is kept of it."""

    nama: str
    milestone: Milestone


@dataclass(frozen=True, slots=True)
class Spread:
    """Values of several desa: how many, and how they lie."""

    count: int
    lowest: float
    median: float
    highest: float


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

    index: IndexDefinition
    years: tuple[str, ...]
    lines: tuple[IndexLine, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is known of one kawasan under a filter (`build_profile`)."""

    kawasan: Kawasan
    flt: Filter
    rows: tuple[Intervensi, ...]
    totals: Totals
    area: KawasanArea
    opd: tuple[ProgramGroup, ...]
    years: tuple[ProgramGroup, ...]
    fungsi: tuple[ProgramGroup, ...]
    spending: SpendingTable
    progress: ProfileProgress
    decisions: tuple[MeetingDecision, ...]
    milestones: tuple[MilestoneLine, ...]
    indices: tuple[IndexSeries, ...]
    reached: frozenset[str]
    is_narrowed: bool
