"""A small office whose cases are worked out by hand: one kawasan of three member desa, four OPD, five fungsi."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tkpkp_geo import workspace
from tkpkp_geo.analysis.flags.find_flags import find_flags
from tkpkp_geo.analysis.flags.flag import Flag
from tkpkp_geo.analysis.flags.rules import Rule
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import AreaLevel, DataKind, DesaMembership, Intervensi, Lokus, Verification

TODAY = "2026-07-01"
KPP = "KPP-BJR"
D1, D2, D3 = "63.03.05.2034", "63.03.05.2036", "63.03.14.2003"
TANI, MUKIM, PEMERINTAHAN, SOSIAL, EKONOMI = FUNGSI = (
    "pertanian dan sumber daya alam",
    "permukiman",
    "layanan pemerintahan",
    "layanan sosial",
    "ekonomi",
)


def desa(kode: str) -> Lokus:
    return Lokus(AreaLevel.DESA, kode, kode_desa=kode, kode_kec=kecamatan_of(kode), kode_kawasan=KPP)


def point(kode: str) -> Lokus:
    return Lokus(AreaLevel.TITIK, lon=114.8, lat=-3.4, kode_desa=kode, kode_kec=kecamatan_of(kode), kode_kawasan=KPP)


KECAMATAN = Lokus(AreaLevel.KECAMATAN, "63.03.05", kode_kec="63.03.05", kode_kawasan=KPP)
WHOLE = Lokus(AreaLevel.KAWASAN, KPP, kode_kawasan=KPP)


def program(kode: str, opd: str = "PUPR", *places: Lokus, **given) -> Intervensi:
    """Give a verified program of 2026 without text that any rule would notice, reported today."""
    usual = {
        "program": f"Kegiatan {kode}",
        "tahun": "2026",
        "status": "rencana",
        "jenis_data": DataKind.RESMI,
        "verifikasi": Verification.TERVERIFIKASI,
        "diubah_pada": TODAY,
        "revisi": 1,
    }
    return Intervensi(id=kode, kode_opd=opd, lokus=places, **usual | given)


def dataset(*programs: Intervensi, kawasan: Iterable[str] = (KPP,), **given) -> Dataset:
    """Give the project's data with these programs only, and three member desa."""
    real = workspace.current().dataset
    members = tuple(
        replace(item, keanggotaan=DesaMembership.BERITA if item.kode_desa in (D1, D2, D3) else DesaMembership.BUKAN)
        for item in real.kawasan_desa
        if item.kode_kawasan in kawasan
    )
    return replace(
        real,
        intervensi=programs,
        kawasan=tuple(item for item in real.kawasan if item.kode_kawasan in kawasan),
        kawasan_desa=members,
        laporan=(),
        **given,
    )


def found(data: Dataset, aturan: Rule | None = None, flt: Filter | None = None, today: str = TODAY) -> list[Flag]:
    """Give the flags, of one rule where it is named."""
    every = find_flags(data, flt or Filter(), today)
    return [flag for flag in every if aturan in (None, flag.rule)]
