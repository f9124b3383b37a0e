"""What the rules look at: the programs that stand in one way of looking, and the names that their sentences use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tkpkp_geo.analysis import select
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import BATAL, Intervensi


@dataclass(frozen=True, eq=False)
class Basis:
    """Everything that a rule may ask.

    Parameters
    ----------
    saringan : Filter
        The way of looking: its keys `data`, `verifikasi` and `tampil`, no other.
    today : date
        The day on which it is asked.
    """

    dataset: Dataset
    saringan: Filter
    today: date

    @cached_property
    def rows(self) -> tuple[Intervensi, ...]:
        """The programs that stand; a cancelled one never does."""
        return tuple(row for row in select.select_programs(self.dataset, self.saringan) if row.status != BATAL)

    @cached_property
    def kawasan_of(self) -> dict[str, str]:
        """The kawasan of every desa that lies in one."""
        return {item.kode_desa: item.kode_kawasan for item in self.dataset.kawasan_desa}

    @cached_property
    def of_desa(self) -> dict[str, list[Intervensi]]:
        """The programs of each desa of the kawasan that any reaches, by a lokus in it (desa or titik)."""
        found: dict[str, list[Intervensi]] = {kode: [] for kode in self.kawasan_of}
        for row in self.rows:
            for kode in {place.kode_desa for place in row.lokus} & found.keys():
                found[kode].append(row)
        return {kode: rows for kode, rows in found.items() if rows}

    @cached_property
    def of_kawasan(self) -> dict[str, list[Intervensi]]:
        """The programs of each kawasan."""
        found: dict[str, list[Intervensi]] = {kode: [] for kode in self.dataset.kawasan_by_kode}
        for row in self.rows:
            for kode in row.kawasan & found.keys():
                found[kode].append(row)
        return found

    def reached(self, rows: Iterable[Intervensi]) -> tuple[str, ...]:
        """Give the kawasan that some programs reach, in their order."""
        codes = {kode for row in rows for kode in row.kawasan}
        return tuple(kode for kode in self.dataset.kawasan_by_kode if kode in codes)

    def opd_of(self, rows: Iterable[Intervensi]) -> tuple[str, ...]:
        """Give the OPD of some programs, in the order of the OPD table."""
        codes = {row.kode_opd for row in rows}
        return tuple(kode for kode in self.dataset.opd_by_kode if kode in codes)

    def opd_name(self, kode: str) -> str:
        """Name an OPD as briefly as it is known by."""
        return self.dataset.opd_by_kode[kode].ringkas

    def opd_names(self, codes: Iterable[str], most: int) -> str:
        """Name some OPD in a sentence; their names hold commas, so that semicolons part them."""
        names = [self.opd_name(kode) for kode in codes]
        rest = [f"{len(names) - most} lainnya"] if len(names) > most else []
        return "; ".join(names[:most] + rest)

    def desa_name(self, kode: str) -> str:
        """Name a desa or kelurahan with its kind."""
        area = self.dataset.wilayah[kode]
        return f"{area.status.capitalize() or 'Desa'} {area.nama}"
