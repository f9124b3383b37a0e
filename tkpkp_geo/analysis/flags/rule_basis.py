"""What the rules look at: the programs that stand in one way of looking, and the names that their sentences use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from tkpkp_geo.analysis import select
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi


@dataclass(frozen=True, eq=False)
class Basis:
    """The programs that stand and the names of OPD and desa, as every rule asks for them.

    Parameters
    ----------
    flt : Filter
        The way of looking: its keys `data`, `verifikasi` and `tampil`, no other.
    today : date
        The day for which flags are found.
    kecamatan : tuple of str
        The kecamatan that it speaks of; of all where it is empty. A program that is known to its kawasan alone is in
        none of them.
    """

    dataset: Dataset
    flt: Filter
    today: date
    kecamatan: tuple[str, ...] = ()

    @cached_property
    def rows(self) -> tuple[Intervensi, ...]:
        """The programs that stand in the kecamatan that it speaks of; a cancelled one never does."""
        return select.select_programs(self.dataset, self.areas)

    @property
    def areas(self) -> Filter:
        """The way of looking, at these kecamatan alone."""
        return replace(self.flt, kecamatan=self.kecamatan)

    @cached_property
    def members(self) -> dict[str, list[str]]:
        """The member desa of each kawasan, in the kecamatan that it speaks of."""
        members: dict[str, list[str]] = {kode: [] for kode in self.dataset.kawasan_by_kode}
        for item in self.dataset.kawasan_desa:
            if item.is_member and (not self.kecamatan or kecamatan_of(item.kode_desa) in self.kecamatan):
                members[item.kode_kawasan].append(item.kode_desa)
        return members

    @cached_property
    def kawasan_of(self) -> dict[str, str]:
        """The kawasan of every desa that lies in one."""
        return {item.kode_desa: item.kode_kawasan for item in self.dataset.kawasan_desa}

    @cached_property
    def programs_of_desa(self) -> dict[str, list[Intervensi]]:
        """The programs of each desa of a kawasan that has any; a program counts by a lokus in the desa itself."""
        programs: dict[str, list[Intervensi]] = {kode: [] for kode in self.kawasan_of}
        for row in self.rows:
            for kode in {place.kode_desa or "" for place in row.lokus} & programs.keys():
                programs[kode].append(row)
        return {kode: rows for kode, rows in programs.items() if rows}

    @cached_property
    def programs_of_kawasan(self) -> dict[str, list[Intervensi]]:
        """The programs of each kawasan."""
        programs: dict[str, list[Intervensi]] = {kode: [] for kode in self.dataset.kawasan_by_kode}
        for row in self.rows:
            here = {place.kode_kawasan or "" for place in select.find_places(row, self.areas)}
            for kode in here & programs.keys():
                programs[kode].append(row)
        return programs

    def find_kecamatan(self, kawasan: str) -> tuple[str, ...]:
        """Give those of its kecamatan that a kawasan holds; none where it speaks of all."""
        return tuple(kode for kode in self.dataset.kawasan_by_kode[kawasan].kecamatan if kode in self.kecamatan)

    def format_area_name(self, kawasan: str) -> str:
        """Name a kawasan, and of it the kecamatan that it speaks of."""
        parts = [f"Kec. {self.dataset.area_name(kode)}" for kode in self.find_kecamatan(kawasan)]
        return ", ".join([self.dataset.area_name(kawasan), *parts])

    def find_kawasan(self, rows: Iterable[Intervensi]) -> tuple[str, ...]:
        """Give the kawasan that some programs reach, in their order."""
        codes = {kode for row in rows for kode in row.kawasan}
        return tuple(kode for kode in self.dataset.kawasan_by_kode if kode in codes)

    def find_opd(self, rows: Iterable[Intervensi]) -> tuple[str, ...]:
        """Give the OPD of some programs, in the order of the OPD table."""
        codes = {row.kode_opd for row in rows}
        return tuple(kode for kode in self.dataset.opd_by_kode if kode in codes)

    def format_opd_name(self, kode: str) -> str:
        """Give the short name of an OPD."""
        return self.dataset.opd_by_kode[kode].ringkas

    def format_opd_names(self, codes: Iterable[str], most: int) -> str:
        """Name OPD in a sentence, at most `most`; semicolons part them, for their names hold commas."""
        names = [self.format_opd_name(kode) for kode in codes]
        rest = [f"{len(names) - most} lainnya"] if len(names) > most else []
        return "; ".join(names[:most] + rest)

    def format_desa_name(self, kode: str) -> str:
        """Name a desa with its kind, as in "Kelurahan Loktabat"."""
        area = self.dataset.wilayah[kode]
        return f"{area.status.capitalize() or 'Desa'} {area.nama}"
