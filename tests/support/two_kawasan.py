"""Two kawasan with a handful of programs, decisions, milestones and values of an index: small enough to add up."""

from __future__ import annotations

from tests.support.provinces import OWN
from tkpkp_geo.domain.codes import is_desa, kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Decision, DecisionStatus, Meeting
from tkpkp_geo.domain.records import (
    OPD,
    AdminArea,
    AreaLevel,
    Choice,
    DataKind,
    DesaMembership,
    Intervensi,
    Kawasan,
    KawasanDesa,
    Lokus,
)
from tkpkp_geo.domain.synergy_records import IndexDefinition, IndexDimension, IndexValue, Milestone, MilestoneState

A1, A2, A3, B1 = "01.01.01.2001", "01.01.01.2002", "01.01.03.2001", "01.01.02.2001"
OPEN, DONE = DecisionStatus.TERBUKA, DecisionStatus.SELESAI


def desa(kode: str) -> Lokus:
    kawasan = "KPP-B" if kode == B1 else "KPP-A"
    return Lokus(AreaLevel.DESA, kode, kode_desa=kode, kode_kec=kecamatan_of(kode), kode_kawasan=kawasan)


def program(kode: str, opd: str, *places: Lokus, **fields) -> Intervensi:
    usual = {"tahun": "2026", "status": "rencana", "jenis_data": DataKind.RESMI, "verifikasi": "terverifikasi"}
    return Intervensi(id=kode, kode_opd=opd, program=kode, lokus=places, **usual | fields)


def area(kode: str, nama: str, luas: float = 0) -> AdminArea:
    return AdminArea(kode, nama, "desa" if is_desa(kode) else "kecamatan", "desa", luas, 115, -3, 100)


def value(place: str, tahun: str, nilai: float, dimensi: str = "total") -> IndexValue:
    return IndexValue("IPKP", place, tahun, dimensi, nilai)


def small_dataset() -> Dataset:
    """Give the dataset."""
    rows = (
        # In both kawasan: whole in each, once in either.
        program(
            "1",
            "X",
            desa(A1),
            desa(B1),
            pagu=100,
            realisasi=40,
            fungsi_kawasan="ekonomi",
            sumber_dana="APBN",
            realisasi_fisik=50.0,
        ),
        program(
            "2",
            "X",
            desa(A1),
            desa(A2),
            pagu=300,
            realisasi=60,
            fungsi_kawasan="ekonomi",
            sumber_dana="DAK",
            realisasi_fisik=20.0,
        ),
        program("3", "Y", desa(A3), pagu=50, tahun="2027", sumber_dana="DAK"),
        program("4", "Y", Lokus(AreaLevel.KAWASAN, "KPP-A", kode_kawasan="KPP-A"), realisasi_fisik=95.0),
        program("5", "Z", desa(B1), pagu=7, sumber_dana="APBN"),
        program("6", "Z", pagu=9),
        program("7", "Z", desa(A1), pagu=1000, jenis_data=DataKind.CONTOH),
    )
    members = (
        (A1, "KPP-A", DesaMembership.SK),
        (A2, "KPP-A", DesaMembership.BUKAN),
        (A3, "KPP-A", DesaMembership.BERITA),
        (B1, "KPP-B", DesaMembership.SK),
    )
    return Dataset(
        province=OWN,
        kawasan=(
            Kawasan("KPP-A", "Alfa", "01.01", ("01.01.01", "01.01.03"), "2025-2029", "SK 1", ""),
            Kawasan("KPP-B", "Beta", "01.01", ("01.01.02",), "", "", ""),
        ),
        kawasan_desa=tuple(KawasanDesa(kawasan, kode, how, "") for kode, kawasan, how in members),
        opd=tuple(OPD(k, k, "", (), "", "abu", "lingkaran", k) for k in "XYZ"),
        intervensi=rows,
        referensi={
            "fungsi": (Choice("ekonomi", "Ekonomi"), Choice("permukiman", "Permukiman")),
            "tahun": (Choice("2026", "2026"), Choice("2027", "2027"), Choice("2028", "2028")),
            "status": (Choice("rencana", "Rencana"),),
            "dana": (Choice("APBN", "APBN"), Choice("DAK", "DAK")),
            "tonggak": (Choice("sk", "SK kawasan"), Choice("rpkp", "Perbup RPKP")),
        },
        wilayah={
            kode: area(kode, nama, luas)
            for kode, nama, luas in (
                ("01.01.01", "Utara", 0),
                ("01.01.03", "Selatan", 0),
                (A1, "Satu", 2.5),
                (A2, "Dua", 4),
                (A3, "Tiga", 1),
                (B1, "Empat", 9),
            )
        },
        revisi=1,
        tonggak=(
            Milestone("KPP-A", "rpkp", MilestoneState.ADA, dokumen="Perbup 1"),
            Milestone("KPP-B", "sk", MilestoneState.BELUM),
        ),
        indeks=(IndexDefinition("IPKP", "IPKP"), IndexDefinition("ID", "Indeks Desa")),
        dimensi=(IndexDimension("IPKP", "eko", "Ekonomi"), IndexDimension("IPKP", "sos", "Sosial")),
        nilai_indeks=(
            value("KPP-A", "2024", 0.5),
            value("KPP-A", "2022", 0.4),
            value(A1, "2024", 0.2),
            value(A2, "2024", 0.9),
            value(A3, "2024", 0.3),
            value(A1, "2024", 0.7, "eko"),
            value(B1, "2024", 0.1),
            value("KPP-B", "2021", 9),
        ),
        rapat=(Meeting("R1", "2025-01-01", "Awal", kawasan=("KPP-A",)), Meeting("R2", "2026-02-04", "Lanjut")),
        keputusan=(
            Decision("K1", "R1", "lama", kawasan=("KPP-A", "KPP-B")),
            Decision("K2", "R2", "selesai", kawasan=("KPP-A",), status=DONE),
            Decision("K3", "R2", "baru", kawasan=("KPP-A",)),
            Decision("K4", "R2", "lain", kawasan=("KPP-B",)),
            Decision("K5", "R1", "tanpa kawasan, dalam rapat kawasan"),
            Decision("K6", "R2", "umum"),
        ),
    )
