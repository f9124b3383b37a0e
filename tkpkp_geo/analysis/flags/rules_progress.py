"""Rules about how work goes on: an OPD that has gone quiet, physical progress that lags behind money or time."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tkpkp_geo.analysis import reports
from tkpkp_geo.analysis.flags.flag import Flag, build_fingerprint
from tkpkp_geo.analysis.flags.rule_basis import Basis
from tkpkp_geo.analysis.flags.rules import Rule
from tkpkp_geo.domain import text
from tkpkp_geo.domain.records import BATAL, Intervensi
from tkpkp_geo.domain.thresholds import LAPORAN_HARI, SELISIH_FISIK, find_threshold

SELESAI = "selesai"
_UNDER_WAY = frozenset({"komitmen", "berjalan"})
_DECIMALS = 6  # decimals of a gap, so that 25 points computed in floats are 25 points


def find_quiet_opd(basis: Basis) -> list[Flag]:
    """Find OPD with unfinished programs that have not reported for long, or never, the longest silence first.

    A sample neither breaks a silence nor makes one, even where samples are shown: it is no report and nobody's program.
    """
    longest = find_threshold(basis.dataset, LAPORAN_HARI)
    newest = reports.find_latest_days(basis.dataset)
    groups: dict[str, list[Intervensi]] = defaultdict(list)
    for row in basis.rows:
        if row.status not in (SELESAI, BATAL) and not row.contoh:
            groups[row.kode_opd].append(row)
    silent = []
    for opd, rows in groups.items():
        days = reports.count_days_since(newest.get(opd, ""), basis.today.isoformat())
        if days is None or days > longest:
            silent.append((days, opd, rows))
    silent.sort(key=lambda item: (item[0] is not None, -(item[0] or 0)))
    return [_build_quiet_flag(basis, opd, rows, newest.get(opd, ""), days) for days, opd, rows in silent]


def _build_quiet_flag(basis: Basis, opd: str, rows: list[Intervensi], day: str, days: int | None) -> Flag:
    since = "belum pernah melapor" if days is None else f"{text.format_number(days)} hari tanpa laporan"
    last = f"Laporan terakhir {text.format_date(day)}; " if day else "Belum ada laporan; "
    return Flag(
        Rule.LONG_SILENT,
        (opd,),
        f"{basis.format_opd_name(opd)}: {since}",
        f"{last}{text.format_number(len(rows))} programnya belum selesai.",
        ids=tuple(row.id for row in rows),
        kawasan=basis.find_kawasan(rows),
        opd=(opd,),
        # A report and a new silence are something new to talk about, though no row has changed.
        fingerprint=build_fingerprint(rows, (day,)),
    )


def find_lagging_programs(basis: Basis) -> list[Flag]:
    """Find programs whose physical progress is far behind their money or their time, the widest gap first."""
    least = find_threshold(basis.dataset, SELISIH_FISIK)
    lagging = []
    for row in basis.rows:
        done = row.realisasi_fisik
        if done is None or row.status not in _UNDER_WAY:
            continue
        measured = {"keuangan": compute_money_share(row), "waktu": compute_time_share(row, basis.today)}
        behind = {
            name: share
            for name, share in measured.items()
            if share is not None and round(share - done, _DECIMALS) >= least
        }
        if behind:
            lagging.append((max(behind.values()) - done, row, done, behind))
    lagging.sort(key=lambda item: -item[0])
    return [_build_lagging_flag(basis, row, done, behind) for _, row, done, behind in lagging]


def compute_money_share(row: Intervensi) -> float | None:
    """Compute how much of a program's pagu is spent, in percent; ``None`` where either is not filled in."""
    return row.realisasi / row.pagu * 100 if row.pagu and row.realisasi is not None else None


def compute_time_share(row: Intervensi, today: date) -> float | None:
    """Compute how much of a program's time has gone, in percent; ``None`` where it gives no year.

    Its time runs from 1 January of its year to its tenggat; to 31 December where the tenggat is not in that year.
    """
    if not row.tahun.isdecimal():
        return None
    start, end = date(int(row.tahun), 1, 1), date(int(row.tahun), 12, 31)
    if row.tenggat.startswith(row.tahun):
        end = date.fromisoformat(row.tenggat)
    if today >= end:
        return 100.0
    return (today - start).days / (end - start).days * 100 if today > start else 0.0


def _build_lagging_flag(basis: Basis, row: Intervensi, done: float, behind: dict[str, float]) -> Flag:
    words = {"keuangan": "keuangan {}", "waktu": "waktu berjalan {}"}
    gaps = [
        f"{words[name].format(_format_percent(share))} (selisih {text.format_points(share - done)} poin)"
        for name, share in behind.items()
    ]
    return Flag(
        Rule.PHYSICAL_BEHIND,
        (row.id,),
        row.program,
        f"{basis.format_opd_name(row.kode_opd)}, {row.tahun}: fisik {_format_percent(done)}, {text.join_names(gaps)}.",
        ids=(row.id,),
        kawasan=basis.find_kawasan((row,)),
        opd=(row.kode_opd,),
        tahun=row.tahun,
        fungsi=row.fungsi_kawasan,
        fingerprint=build_fingerprint((row,)),
    )


def _format_percent(share: float) -> str:
    return f"{text.format_points(share)}%"
