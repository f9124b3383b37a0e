"""Rules about how work goes on: an OPD that has gone quiet, physical progress that lags behind money or time."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tkpkp_geo.analysis import reports
from tkpkp_geo.analysis.flags.basis import Basis
from tkpkp_geo.analysis.flags.records import Aturan, Flag, sidik_of
from tkpkp_geo.domain import text
from tkpkp_geo.domain.records import BATAL, Intervensi
from tkpkp_geo.domain.thresholds import LAPORAN_HARI, SELISIH_FISIK, value

SELESAI = "selesai"
_UNDER_WAY = frozenset({"komitmen", "berjalan"})
_EXACT = 6  # decimals of a gap, so that 25 points computed in floats are 25 points


def quiet(basis: Basis) -> list[Flag]:
    """Find OPD with unfinished programs that have not reported for long, or never; the longest silence first.

    A sample is nobody's report and nobody's program: it neither breaks a silence nor makes one, also where samples
    are shown.
    """
    longest = value(basis.dataset, LAPORAN_HARI)
    newest = reports.latest(basis.dataset)
    groups: dict[str, list[Intervensi]] = defaultdict(list)
    for row in basis.rows:
        if row.status not in (SELESAI, BATAL) and not row.contoh:
            groups[row.kode_opd].append(row)
    silent = []
    for opd, rows in groups.items():
        days = reports.days_since(newest.get(opd, ""), basis.today.isoformat())
        if days is None or days > longest:
            silent.append((days, opd, rows))
    silent.sort(key=lambda item: (item[0] is not None, -(item[0] or 0)))
    return [_quiet(basis, opd, rows, newest.get(opd, ""), days) for days, opd, rows in silent]


def _quiet(basis: Basis, opd: str, rows: list[Intervensi], day: str, days: int | None) -> Flag:
    since = "belum pernah melapor" if days is None else f"{text.format_number(days)} hari tanpa laporan"
    last = f"Laporan terakhir {text.format_date(day)}; " if day else "Belum ada laporan; "
    return Flag(
        Aturan.LAMA_TIDAK_MELAPOR,
        (opd,),
        f"{basis.opd_name(opd)}: {since}",
        f"{last}{text.format_number(len(rows))} programnya belum selesai.",
        ids=tuple(row.id for row in rows),
        kawasan=basis.reached(rows),
        opd=(opd,),
        # A report and a new silence are something new to talk about, though no row has changed.
        sidik=sidik_of(rows, (day,)),
    )


def lagging(basis: Basis) -> list[Flag]:
    """Find programs whose physical progress is far behind their money or their time; the widest gap first."""
    least = value(basis.dataset, SELISIH_FISIK)
    found = []
    for row in basis.rows:
        if row.realisasi_fisik is None or row.status not in _UNDER_WAY:
            continue
        measured = {"keuangan": money_share(row), "waktu": time_share(row, basis.today)}
        behind = {
            name: share
            for name, share in measured.items()
            if share is not None and round(share - row.realisasi_fisik, _EXACT) >= least
        }
        if behind:
            found.append((max(behind.values()) - row.realisasi_fisik, row, behind))
    found.sort(key=lambda item: -item[0])
    return [_lagging(basis, row, behind) for _, row, behind in found]


def money_share(row: Intervensi) -> float | None:
    """Give how much of a program's pagu is spent, in percent; ``None`` where either is not filled in."""
    return row.realisasi / row.pagu * 100 if row.pagu and row.realisasi is not None else None


def time_share(row: Intervensi, today: date) -> float | None:
    """Give how much of a program's time has gone, in percent; ``None`` where it gives no year.

    Its time is from 1 January of its year to its tenggat, where that is in the same year, else to 31 December.
    """
    if not row.tahun.isdecimal():
        return None
    start, end = date(int(row.tahun), 1, 1), date(int(row.tahun), 12, 31)
    if row.tenggat.startswith(row.tahun):
        end = date.fromisoformat(row.tenggat)
    if today >= end:
        return 100.0
    return (today - start).days / (end - start).days * 100 if today > start else 0.0


def _lagging(basis: Basis, row: Intervensi, behind: dict[str, float]) -> Flag:
    words = {"keuangan": "keuangan {}", "waktu": "waktu berjalan {}"}
    gaps = [
        f"{words[name].format(_percent(share))} (selisih {_points(share - row.realisasi_fisik)} poin)"
        for name, share in behind.items()
    ]
    return Flag(
        Aturan.FISIK_TERTINGGAL,
        (row.id,),
        row.program,
        f"{basis.opd_name(row.kode_opd)}, {row.tahun}: fisik {_percent(row.realisasi_fisik)}, {text.join_names(gaps)}.",
        ids=(row.id,),
        kawasan=basis.reached((row,)),
        opd=(row.kode_opd,),
        tahun=row.tahun,
        fungsi=row.fungsi_kawasan,
        sidik=sidik_of((row,)),
    )


def _percent(share: float) -> str:
    return f"{_points(share)}%"


def _points(share: float) -> str:
    # Babel takes thirty times as long, and there may be thousands of them.
    return f"{share:.1f}".removesuffix(".0").replace(".", ",")
