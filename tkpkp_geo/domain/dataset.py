"""All records of one revision, and the names they give to codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.meeting_records import AgendaFrame, Decision, Meeting
from tkpkp_geo.domain.province import Province
from tkpkp_geo.domain.records import OPD, AdminArea, Choice, Intervensi, Kawasan, KawasanDesa, MapLayer
from tkpkp_geo.domain.synergy_records import (
    ChainWord,
    FlagAnswer,
    IndexDefinition,
    IndexDimension,
    IndexValue,
    Milestone,
    OpdReport,
    ThresholdSetting,
)


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything read from one revision of the data; never changed, only replaced.

    Parameters
    ----------
    province : Province
        The province that the data are about.
    referensi : mapping of str to tuple of Choice
        Code lists by name: ``status``, ``fungsi``, ``dana``, ``tahun``, ``tonggak``.
    revisi : int
        Number of the data's revision; 0 for tables that no store holds yet.
    problems : tuple of Problem
        Everything that was found wrong while reading; the rows named there are not in `intervensi`.
    alias : mapping of str to str
        Other spellings of area names, with the code that each one means.
    lapisan : tuple of MapLayer
        Extra layers of the map, the lowest first.
    """

    province: Province
    kawasan: tuple[Kawasan, ...]
    kawasan_desa: tuple[KawasanDesa, ...]
    opd: tuple[OPD, ...]
    intervensi: tuple[Intervensi, ...]
    referensi: Mapping[str, tuple[Choice, ...]]
    wilayah: Mapping[str, AdminArea]
    revisi: int
    problems: tuple[Problem, ...] = ()
    laporan: tuple[OpdReport, ...] = ()
    alias: Mapping[str, str] = field(default_factory=dict)
    lapisan: tuple[MapLayer, ...] = ()
    ambang: tuple[ThresholdSetting, ...] = ()
    kata_rantai: tuple[ChainWord, ...] = ()
    tanggapan: tuple[FlagAnswer, ...] = ()
    tonggak: tuple[Milestone, ...] = ()
    indeks: tuple[IndexDefinition, ...] = ()
    dimensi: tuple[IndexDimension, ...] = ()
    nilai_indeks: tuple[IndexValue, ...] = ()
    rapat: tuple[Meeting, ...] = ()
    keputusan: tuple[Decision, ...] = ()
    bingkai_rapat: tuple[AgendaFrame, ...] = ()

    @cached_property
    def opd_by_kode(self) -> dict[str, OPD]:
        """Every OPD by its code."""
        return {item.kode_opd: item for item in self.opd}

    @cached_property
    def kawasan_by_kode(self) -> dict[str, Kawasan]:
        """Every kawasan by its code."""
        return {item.kode_kawasan: item for item in self.kawasan}

    @cached_property
    def rapat_by_kode(self) -> dict[str, Meeting]:
        """Every meeting by its code."""
        return {item.kode: item for item in self.rapat}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Give the id of every program, in order."""
        return tuple(row.id for row in self.intervensi)

    @cached_property
    def position(self) -> dict[str, int]:
        """Give the place of every program in `intervensi`, by its id."""
        return {kode: number for number, kode in enumerate(self.ids)}

    @cached_property
    def opd_active(self) -> tuple[OPD, ...]:
        """The OPD that have at least one program, in the order of the OPD table."""
        used = {row.kode_opd for row in self.intervensi}
        return tuple(item for item in self.opd if item.kode_opd in used)

    def area_name(self, kode: str) -> str:
        """Give the name of a kawasan or area, or the code itself where none is known."""
        if kode in self.kawasan_by_kode:
            return self.kawasan_by_kode[kode].nama
        return self.wilayah[kode].nama if kode in self.wilayah else kode

    def kabupaten_name(self, kode: str) -> str:
        """Give a kabupaten's name in its short form, ``Kab. Contoh``."""
        return self.area_name(kode).replace("Kabupaten ", "Kab. ")

    def choice_name(self, daftar: str, kode: str) -> str:
        """Give the display name of a code list's value, "belum diisi" for an empty one."""
        if not kode:
            return "belum diisi"
        return next((item.nama for item in self.referensi.get(daftar, ()) if item.kode == kode), kode)
