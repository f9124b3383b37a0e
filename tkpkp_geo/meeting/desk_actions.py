"""What the control desk of a meeting offers: programs to place or to commit, and usual deadlines. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import BATAL, KOMITMEN, USULAN, Intervensi
from tkpkp_geo.intake.form_row import seen_revision
from tkpkp_geo.intake.lokus import format_lokus
from tkpkp_geo.store.records import Change


def place_in_desa(row: Intervensi, kode_desa: str) -> list[Change]:
    """Build the change that gives a program a desa beside the places that it has."""
    places = [part for part in format_lokus(row.lokus).split(";") if part]
    lokus = ";".join(dict.fromkeys([*places, f"desa:{kode_desa}"]))
    return [Change("intervensi", row.id, {"lokus": lokus}, seen_revision(row))]


def commit_program(row: Intervensi) -> list[Change]:
    """Build the change that makes a proposal a commitment."""
    return [Change("intervensi", row.id, {"status": KOMITMEN}, seen_revision(row))]


def find_unplaced(dataset: Dataset) -> tuple[Intervensi, ...]:
    """Find the programs that still need a place and are not cancelled, samples last."""
    return _official_first(row for row in dataset.intervensi if not row.lokus and row.status != BATAL)


def find_proposals(dataset: Dataset) -> tuple[Intervensi, ...]:
    """Find the programs that are only proposed, samples last."""
    return _official_first(row for row in dataset.intervensi if row.status == USULAN)


def _official_first(rows: Iterable[Intervensi]) -> tuple[Intervensi, ...]:
    return tuple(sorted(rows, key=lambda row: row.contoh))


def build_deadlines(today: str) -> dict[str, str]:
    """Build the usual deadlines: ISO days by their names on screen.

    >>> build_deadlines("2026-01-31")["1 bulan"]
    '2026-02-28'
    """
    day = date.fromisoformat(today)
    next_month = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    month_after = (next_month + timedelta(days=31)).replace(day=1)
    # The same day of the next month, or its last one where it is shorter.
    month = min(next_month + timedelta(days=day.day - 1), month_after - timedelta(days=1))
    deadlines = {
        "1 minggu": day + timedelta(weeks=1),
        "2 minggu": day + timedelta(weeks=2),
        "1 bulan": month,
        "Akhir tahun": date(day.year, 12, 31),
    }
    return {words: deadline.isoformat() for words, deadline in deadlines.items()}
