"""Two kawasan with a handful of programs, decisions, milestones and values of an index: small enough to add up."""

from __future__ import annotations

from tkpkp_geo.domain import (
    OPD,
    Dataset,
    DimensiIndeks,
    Indeks,
    Intervensi,
    JenisData,
    Kawasan,
    KawasanDesa,
    KeadaanTonggak,
    Keanggotaan,
    Keputusan,
    Lokus,
    NilaiIndeks,
    Pilihan,
    Rapat,
    StatusKeputusan,
    Tingkat,
    Tonggak,
    Wilayah,
)

A1, A2, A3, B1 = "01.01.01.2001", "01.01.01.2002", "01.01.03.2001", "01.01.02.2001"
OPEN, DONE = StatusKeputusan.TERBUKA, StatusKeputusan.SELESAI


def desa(kode: str) -> Lokus:
    kawasan = "KPP-B" if kode == B1 else "KPP-A"
    return Lokus(Tingkat.DESA, kode, kode_desa=kode, kode_kec=kode[:8], kode_kawasan=kawasan)


def program(kode: str, opd: str, *places: Lokus, **fields) -> Intervensi:
    usual = {"tahun": "2026", "status": "rencana", "jenis_data": JenisData.RESMI, "verifikasi": "terverifikasi"}
    return Intervensi(id=kode, kode_opd=opd, program=kode, lokus=places, **usual | fields)


def area(kode: str, nama: str, luas: float = 0) -> Wilayah:
    return Wilayah(kode, nama, "desa" if len(kode) == 13 else "kecamatan", "desa", luas, 115, -3, 100)


def value(place: str, tahun: str, nilai: float, dimensi: str = "total") -> NilaiIndeks:
    return NilaiIndeks("IPKP", place, tahun, dimensi, nilai)


def small_dataset() -> Dataset:
    """Give the dataset."""
    rows = (
        # In both kawasan: whole in each, once in either.
        program("1", "X", desa(A1), desa(B1), pagu=100, realisasi=40, fungsi_kawasan="ekonomi", sumber_dana="APBN",
                realisasi_fisik=50.0),
        program("2", "X", desa(A1), desa(A2), pagu=300, realisasi=60, fungsi_kawasan="ekonomi", sumber_dana="DAK",
                realisasi_fisik=20.0),
        program("3", "Y", desa(A3), pagu=50, tahun="2027", sumber_dana="DAK"),
        program("4", "Y", Lokus(Tingkat.KAWASAN, "KPP-A", kode_kawasan="KPP-A"), realisasi_fisik=95.0),
        program("5", "Z", desa(B1), pagu=7, sumber_dana="APBN"),
        program("6", "Z", pagu=9),
        program("7", "Z", desa(A1), pagu=1000, jenis_data=JenisData.CONTOH),
    )  # fmt: skip
    members = (
        (A1, "KPP-A", Keanggotaan.SK), (A2, "KPP-A", Keanggotaan.BUKAN), (A3, "KPP-A", Keanggotaan.BERITA),
        (B1, "KPP-B", Keanggotaan.SK),
    )  # fmt: skip
    return Dataset(
        kawasan=(
            Kawasan("KPP-A", "Alfa", "01.01", ("01.01.01", "01.01.03"), "2025-2029", "SK 1", ""),
            Kawasan("KPP-B", "Beta", "01.01", ("01.01.02",), "", "", ""),
        ),
        kawasan_desa=tuple(KawasanDesa(kawasan, kode, how, "") for kode, kawasan, how in members),
        opd=tuple(OPD(k, k, "", (), "", "abu", "lingkaran", k) for k in "XYZ"),
        intervensi=rows,
        referensi={
            "fungsi": (Pilihan("ekonomi", "Ekonomi"), Pilihan("permukiman", "Permukiman")),
            "tahun": (Pilihan("2026", "2026"), Pilihan("2027", "2027"), Pilihan("2028", "2028")),
            "status": (Pilihan("rencana", "Rencana"),),
            "dana": (Pilihan("APBN", "APBN"), Pilihan("DAK", "DAK")),
            "tonggak": (Pilihan("sk", "SK kawasan"), Pilihan("rpkp", "Perbup RPKP")),
        },
        wilayah={
            kode: area(kode, nama, luas)
            for kode, nama, luas in (
                ("01.01.01", "Utara", 0), ("01.01.03", "Selatan", 0), (A1, "Satu", 2.5), (A2, "Dua", 4),
                (A3, "Tiga", 1), (B1, "Empat", 9),
            )
        },
        revisi=1,
        tonggak=(Tonggak("KPP-A", "rpkp", KeadaanTonggak.ADA, dokumen="Perbup 1"),
                 Tonggak("KPP-B", "sk", KeadaanTonggak.BELUM)),
        indeks=(Indeks("IPKP", "IPKP"), Indeks("ID", "Indeks Desa")),
        dimensi=(DimensiIndeks("IPKP", "eko", "Ekonomi"), DimensiIndeks("IPKP", "sos", "Sosial")),
        nilai_indeks=(
            value("KPP-A", "2024", 0.5), value("KPP-A", "2022", 0.4), value(A1, "2024", 0.2), value(A2, "2024", 0.9),
            value(A3, "2024", 0.3), value(A1, "2024", 0.7, "eko"), value(B1, "2024", 0.1), value("KPP-B", "2021", 9),
        ),
        rapat=(Rapat("R1", "2025-01-01", "Awal", kawasan=("KPP-A",)), Rapat("R2", "2026-02-04", "Lanjut")),
        keputusan=(
            Keputusan("K1", "R1", "lama", kawasan=("KPP-A", "KPP-B")),
            Keputusan("K2", "R2", "selesai", kawasan=("KPP-A",), status=DONE),
            Keputusan("K3", "R2", "baru", kawasan=("KPP-A",)),
            Keputusan("K4", "R2", "lain", kawasan=("KPP-B",)),
            Keputusan("K5", "R1", "tanpa kawasan, dalam rapat kawasan"),
            Keputusan("K6", "R2", "umum"),
        ),
    )  # fmt: skip
