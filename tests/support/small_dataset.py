"""A dataset small enough to work out by hand: kawasan A (kecamatan 1 and 2) and B, OPD X, Y, Z."""

from __future__ import annotations

from dataclasses import replace

from tests.support.provinces import OWN
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import (
    OPD,
    AreaLevel,
    Choice,
    DataKind,
    DesaMembership,
    Intervensi,
    Kawasan,
    KawasanDesa,
    Lokus,
)
from tkpkp_geo.domain.synergy_records import OpdReport, Statement

A1, A2, A3, B1, OUT = "01.01.01.2001", "01.01.01.2002", "01.01.02.2001", "01.02.01.2001", "01.09.01.2001"
KEC1, KEC2, KEC_B = kecamatan_of(A1), kecamatan_of(A3), kecamatan_of(B1)
_KAWASAN = {KEC1: "KPP-A", KEC2: "KPP-A", KEC_B: "KPP-B"}


def desa(kode: str) -> Lokus:
    return Lokus(
        AreaLevel.DESA, kode, kode_desa=kode, kode_kec=kecamatan_of(kode), kode_kawasan=_KAWASAN.get(kecamatan_of(kode))
    )


def titik(kode: str) -> Lokus:
    return replace(desa(kode), tingkat=AreaLevel.TITIK, kode="", lon=115.0, lat=-3.0)


def kecamatan(kode: str) -> Lokus:
    return Lokus(AreaLevel.KECAMATAN, kode, kode_kec=kode, kode_kawasan=_KAWASAN[kode])


def kawasan(kode: str) -> Lokus:
    return Lokus(AreaLevel.KAWASAN, kode, kode_kawasan=kode)


def program(kode: str, opd: str, *places: Lokus, **fields) -> Intervensi:
    usual = {"tahun": "2026", "status": "rencana", "jenis_data": DataKind.RESMI, "verifikasi": "terverifikasi"}
    return Intervensi(id=kode, kode_opd=opd, program=kode, lokus=places, **usual | fields)


def said(opd: str, kode_kawasan: str, pernyataan: Statement, tahun: str = "2026") -> OpdReport:
    return OpdReport(opd, kode_kawasan, tahun, pernyataan, "2026-03-01")


ROWS = (
    program("1", "X", desa(A1), desa(B1), pagu=100, fungsi_kawasan="ekonomi"),
    program("2", "X", desa(A1), desa(A2), pagu=50, realisasi=20, fungsi_kawasan="ekonomi"),
    program("3", "X", titik(A3), desa(A3), fungsi_kawasan="sosial", tahun="2027"),
    program("4", "Y", kawasan("KPP-A"), pagu=0),
    program("5", "Y", kecamatan(KEC1), desa(OUT), pagu=7, fungsi_kawasan="sosial"),
    program("6", "Y", desa(OUT), pagu=9, fungsi_kawasan="sosial"),
    program("7", "X", pagu=30, fungsi_kawasan="ekonomi"),
)


def dataset(rows=ROWS, laporan=(), fungsi=None) -> Dataset:
    tasks = fungsi or {}
    return Dataset(
        province=OWN,
        kawasan=(
            Kawasan("KPP-A", "A", "01.01", (KEC1, KEC2), "", "", ""),
            Kawasan("KPP-B", "B", "01.02", (KEC_B,), "", "", ""),
        ),
        kawasan_desa=tuple(
            KawasanDesa(_KAWASAN[kecamatan_of(kode)], kode, DesaMembership.SK, "") for kode in (A1, A2, A3, B1)
        ),
        opd=tuple(
            OPD(k, k, "", (), "sk" if k in "XY" else "belum dikonfirmasi", "abu", "lingkaran", k, "", tasks.get(k, ()))
            for k in "XYZ"
        ),
        intervensi=tuple(rows),
        referensi={
            "fungsi": (Choice("ekonomi", "Ekonomi"), Choice("sosial", "Sosial")),
            "tahun": (Choice("2026", "2026"), Choice("2027", "2027")),
            "status": (Choice("rencana", "Rencana"), Choice("selesai", "Selesai")),
            "dana": (),
        },
        wilayah={},
        revisi=1,
        laporan=tuple(laporan),
    )


ALL = Filter(tampil=("semua",))
