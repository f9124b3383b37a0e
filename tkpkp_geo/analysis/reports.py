"""Who has reported what: the freshness board. Pure.

An OPD reports in two ways: by a statement on one kawasan and year, and by handing in programs. The rule:

- a statement stands, with its day; where it is "ada program", later work on the programs makes it fresher;
- without one, programs that were handed in (official, submitted or verified, not cancelled) say "ada program",
  as of the day on which one of them was last changed;
- with neither nobody knows: "belum melapor". Drafts, samples and withdrawn statements say nothing;
- "tidak ada program" or "di luar tugas" beside programs that were handed in contradict each other: people settle it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import BATAL, OPD, Intervensi, Verification
from tkpkp_geo.domain.synergy_records import OpdReport, Statement


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of one OPD in one kawasan and year.

    Parameters
    ----------
    tanggal : str
        ISO day of the newest report, "" where there is none.
    program : int
        Number of programs handed in.
    is_stated : bool
        Whether the OPD itself has made a statement.
    """

    kode_kawasan: str
    pernyataan: Statement
    tanggal: str
    program: int
    is_stated: bool

    @property
    def is_contradicted(self) -> bool:
        """Whether the statement denies programs that were handed in."""
        return self.pernyataan in (Statement.TIDAK_ADA, Statement.DI_LUAR) and self.program > 0

    @property
    def lacks_programs(self) -> bool:
        """Whether the OPD says that it has programs, and none was handed in."""
        return self.pernyataan is Statement.ADA and self.program == 0


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One OPD on the board; `unplaced` are its programs of the year that no place puts into a kawasan."""

    opd: OPD
    reports: tuple[Report, ...]
    unplaced: int

    @property
    def is_silent(self) -> bool:
        """Whether nothing was reported for the year; a program that waits for its place was handed in all the same."""
        return not self.unplaced and not any(item.tanggal for item in self.reports)


def build_report(kode_kawasan: str, statement: OpdReport | None, programs: Sequence[Intervensi]) -> Report:
    """Build the report that the statement and the programs of one OPD, kawasan and year make together.

    Parameters
    ----------
    programs : sequence of Intervensi
        The programs handed in (`is_handed_in`) that reach the kawasan in that year.
    """
    newest = max((item.diubah_pada for item in programs), default="")
    if statement is not None and has_reported(statement.pernyataan):
        day = max(statement.tanggal, newest) if statement.pernyataan is Statement.ADA else statement.tanggal
        return Report(kode_kawasan, statement.pernyataan, day, len(programs), True)
    return Report(kode_kawasan, said_by_programs(bool(programs)), newest, len(programs), False)


def has_reported(statement: Statement) -> bool:
    """Tell whether a statement says anything: one that was withdrawn says that nobody knows."""
    return statement is not Statement.BELUM


def said_by_programs(handed_in: bool) -> Statement:
    """Give what an OPD without a statement says: that it has programs, as soon as it has handed one in."""
    return Statement.ADA if handed_in else Statement.BELUM


def is_handed_in(item: Intervensi) -> bool:
    """Tell whether a program counts as a report: official, past its draft, not cancelled."""
    return not item.contoh and item.status != BATAL and item.verifikasi != Verification.DRAF


def build_board(dataset: Dataset, tahun: str) -> tuple[BoardRow, ...]:
    """Build the board of one year: the OPD of the TKPKP first, each with one report a kawasan."""
    statements = {(item.kode_opd, item.kode_kawasan): item for item in dataset.laporan if item.tahun == tahun}
    programs = [item for item in dataset.intervensi if item.tahun == tahun and is_handed_in(item)]
    rows = []
    for opd in dataset.opd:
        own = [item for item in programs if item.kode_opd == opd.kode_opd]
        reports = tuple(
            build_report(kode, statements.get((opd.kode_opd, kode)), [item for item in own if kode in item.kawasan])
            for kode in dataset.kawasan_by_kode
        )
        rows.append(BoardRow(opd, reports, sum(not item.kawasan for item in own)))
    return tuple(sorted(rows, key=lambda row: not row.opd.is_member))


def find_concerned(dataset: Dataset) -> tuple[OPD, ...]:
    """Find the OPD that a meeting reckons with: members of the TKPKP, and whoever has programs."""
    active = {item.kode_opd for item in dataset.opd_active}
    return tuple(item for item in dataset.opd if item.kode_opd in active or item.is_member)


def find_latest_days(dataset: Dataset) -> dict[str, str]:
    """Find the ISO day of the newest report of each OPD that has made any, on whatever kawasan and year.

    Here a program counts as soon as it was handed in, even while it has no place in a kawasan.
    """
    newest: dict[str, str] = {}
    reported = [(item.kode_opd, item.tanggal) for item in dataset.laporan if has_reported(item.pernyataan)]
    reported += [(item.kode_opd, item.diubah_pada) for item in dataset.intervensi if is_handed_in(item)]
    for kode, day in reported:
        if day > newest.get(kode, ""):
            newest[kode] = day
    return newest


def count_days_since(tanggal: str, today: str) -> int | None:
    """Count the days between two ISO days, ``None`` where the first is "".

    >>> count_days_since("2026-02-04", "2026-02-14")
    10
    """
    return (date.fromisoformat(today) - date.fromisoformat(tanggal)).days if tanggal else None


def find_report_year(dataset: Dataset, today: str) -> str:
    """Find the year whose reports count where a filter names none: that of `today`, or the first the office lists."""
    years = [item.kode for item in dataset.referensi.get("tahun", ())]
    return today[:4] if today[:4] in years or not years else years[0]
