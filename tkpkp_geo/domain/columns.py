"""The columns of an OPD's sheet: their headings, what else they are called, and what a cell of them holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LOKUS = "lokus"


class Isi(StrEnum):
    """What kind of value a column holds."""

    TEKS = "teks"
    KODE = "kode"
    LOKUS = "lokus"
    RUPIAH = "rupiah"
    ANGKA = "angka"
    PERSEN = "persen"
    TANGGAL = "tanggal"
    # Shown, never taken from a sheet.
    CATATAN = "catatan"


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column.

    Parameters
    ----------
    nama : str
        Name in the data dictionary.
    judul : str
        Heading in the sheet.
    isi : Isi
        Kind of value.
    daftar : str
        Code list of a coded column.
    lain : tuple of str
        What the column is called elsewhere.
    petunjuk : str
        One line for the person who fills it, in Indonesian.
    lebar : int
        Width in the sheet, in characters.
    """

    nama: str
    judul: str
    isi: Isi
    petunjuk: str
    daftar: str = ""
    lain: tuple[str, ...] = ()
    lebar: int = 18


KOLOM = (
    Kolom(
        "id",
        "ID",
        Isi.TEKS,
        "Diberi aplikasi, jangan diubah. Baris baru: biarkan kosong.",
        lain=("id program", "nomor id", "id intervensi"),
        lebar=14,
    ),
    Kolom(
        "jenis_data",
        "Jenis data",
        Isi.KODE,
        "Diberi aplikasi: resmi, atau contoh yang bukan data resmi.",
        "jenis_data",
        ("jenis",),
        11,
    ),
    Kolom(
        "kode_opd",
        "OPD",
        Isi.KODE,
        "Pilih dari daftar. Wajib.",
        "opd",
        ("kode opd", "nama opd", "perangkat daerah", "skpd", "dinas", "instansi"),
        30,
    ),
    Kolom("program", "Program", Isi.TEKS, "Nama menurut rencana. Wajib.", lain=("nama program",), lebar=38),
    Kolom("kegiatan", "Kegiatan", Isi.TEKS, "Nama kegiatan.", lain=("nama kegiatan",), lebar=30),
    Kolom(
        "sub_kegiatan",
        "Sub kegiatan",
        Isi.TEKS,
        "Nama sub kegiatan.",
        lain=("subkegiatan", "nama sub kegiatan"),
        lebar=24,
    ),
    Kolom("kode_sipd", "Kode SIPD", Isi.TEKS, "Kode rekening kegiatan, bila ada.", lain=("kode rekening",)),
    Kolom(
        "uraian",
        "Uraian",
        Isi.TEKS,
        "Penjelasan dengan bahasa sehari-hari.",
        lain=("deskripsi", "uraian kegiatan"),
        lebar=40,
    ),
    Kolom("fungsi_kawasan", "Fungsi kawasan", Isi.KODE, "Pilih dari daftar.", "fungsi", ("fungsi",), 28),
    Kolom("tahun", "Tahun", Isi.KODE, "Pilih dari daftar. Wajib.", "tahun", ("tahun anggaran", "ta", "thn"), 9),
    Kolom(
        "status",
        "Status",
        Isi.KODE,
        "Pilih dari daftar. Wajib. Program yang gugur: batal, barisnya jangan dihapus.",
        "status",
        ("status program", "status kegiatan"),
        12,
    ),
    Kolom(
        LOKUS,
        "Lokus",
        Isi.LOKUS,
        "Satu tempat satu kolom: pilih dari daftar atau ketik nama desanya; "
        "titik ditulis titik:bujur,lintang, misalnya titik:115.52,-1.98.",
        lain=("lokasi", "lokasi kegiatan"),
        lebar=36,
    ),
    Kolom("volume", "Volume", Isi.ANGKA, "Angka saja.", lain=("vol",), lebar=11),
    Kolom("satuan", "Satuan", Isi.TEKS, "Misalnya unit, ekor, km.", lebar=14),
    Kolom("sasaran", "Sasaran", Isi.TEKS, "Siapa penerimanya.", lain=("penerima manfaat",), lebar=26),
    Kolom(
        "pagu",
        "Pagu (Rp)",
        Isi.RUPIAH,
        "Rupiah bulat; biarkan kosong bila belum ada, jangan 0.",
        lain=("pagu", "pagu anggaran", "anggaran"),
        lebar=18,
    ),
    Kolom(
        "realisasi",
        "Realisasi (Rp)",
        Isi.RUPIAH,
        "Rupiah bulat yang sudah dibelanjakan.",
        lain=("realisasi", "realisasi keuangan", "realisasi anggaran"),
        lebar=18,
    ),
    Kolom(
        "realisasi_fisik",
        "Realisasi fisik (%)",
        Isi.PERSEN,
        "Angka 0 sampai 100.",
        lain=("realisasi fisik", "fisik", "progres fisik"),
        lebar=12,
    ),
    Kolom("sumber_dana", "Sumber dana", Isi.KODE, "Pilih dari daftar.", "dana", ("dana", "sumber anggaran"), 18),
    Kolom("penanggung_jawab", "Penanggung jawab", Isi.TEKS, "Orang atau bidang.", lain=("pj", "pic"), lebar=24),
    Kolom(
        "tenggat",
        "Tenggat",
        Isi.TANGGAL,
        "Tanggal, misalnya 4 Februari 2026.",
        lain=("batas waktu", "target selesai", "tanggal selesai"),
        lebar=18,
    ),
    Kolom("sumber", "Sumber", Isi.TEKS, "Dokumen atau rapat asal data.", lain=("sumber data",), lebar=28),
    Kolom("verifikasi", "Verifikasi", Isi.CATATAN, "Diisi aplikasi.", lain=("status verifikasi",), lebar=13),
    Kolom("catatan_verifikasi", "Catatan verifikasi", Isi.CATATAN, "Dari DPMD, bila program dikembalikan.", lebar=28),
)
BY_NAMA = {kolom.nama: kolom for kolom in KOLOM}
# Written apart for a place, in the sheets of offices that do not use ours.
BAGIAN_LOKUS = {
    "desa": ("desa", "nama desa", "desa kelurahan", "kelurahan"),
    "kecamatan": ("kecamatan", "nama kecamatan"),
    "kawasan": ("kawasan", "kpp", "nama kawasan"),
}
# What the store writes into a row by itself at each change: nobody's wish to write it is heard.
STAMPED = frozenset({"revisi", "diubah_oleh", "diubah_pada"})
# What says nothing about the content of a row. `urut`, its place in the order, is given by the store to a new row,
# but a person may set it (the layers of the map are moved so): it is no content, and yet no stamp.
NOT_CONTENT = STAMPED | {"urut"}
# Nor does its way through verification say what a program is.
NOT_PROGRAM_CONTENT = NOT_CONTENT | {"verifikasi", "catatan_verifikasi"}
LEMBAR_PROGRAM = "Program"
LEMBAR_PETUNJUK = "Petunjuk"
LEMBAR_DAFTAR = "Daftar"
LEMBAR_ASAL = "Asal"
