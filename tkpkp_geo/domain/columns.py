"""The columns of an OPD's sheet: their headings, what else they are called, and what a cell of them holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LOKUS = "lokus"


class ColumnKind(StrEnum):
    """What kind of value a column holds."""

    TEXT = "teks"
    CODE = "kode"
    LOKUS = "lokus"
    RUPIAH = "rupiah"
    NUMBER = "angka"
    PERCENT = "persen"
    DATE = "tanggal"
    # Shown, never taken from a sheet.
    NOTE = "catatan"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Parameters
    ----------
    name : str
        Name in the data dictionary.
    heading : str
        Heading in the sheet.
    kind : ColumnKind
        Kind of value.
    code_list : str
        Code list of a coded column.
    synonyms : tuple of str
        What the column is called elsewhere.
    hint : str
        One line for the person who fills it, in Indonesian.
    width : int
        Width in the sheet, in characters.
    """

    name: str
    heading: str
    kind: ColumnKind
    hint: str
    code_list: str = ""
    synonyms: tuple[str, ...] = ()
    width: int = 18


COLUMNS = (
    Column(
        "id",
        "ID",
        ColumnKind.TEXT,
        "Diberi aplikasi, jangan diubah. Baris baru: biarkan kosong.",
        synonyms=("id program", "nomor id", "id intervensi"),
        width=14,
    ),
    Column(
        "jenis_data",
        "Jenis data",
        ColumnKind.CODE,
        "Diberi aplikasi: resmi, atau contoh yang bukan data resmi.",
        "jenis_data",
        ("jenis",),
        11,
    ),
    Column(
        "kode_opd",
        "OPD",
        ColumnKind.CODE,
        "Pilih dari daftar. Wajib.",
        "opd",
        ("kode opd", "nama opd", "perangkat daerah", "skpd", "dinas", "instansi"),
        30,
    ),
    Column("program", "Program", ColumnKind.TEXT, "Nama menurut rencana. Wajib.", synonyms=("nama program",), width=38),
    Column("kegiatan", "Kegiatan", ColumnKind.TEXT, "Nama kegiatan.", synonyms=("nama kegiatan",), width=30),
    Column(
        "sub_kegiatan",
        "Sub kegiatan",
        ColumnKind.TEXT,
        "Nama sub kegiatan.",
        synonyms=("subkegiatan", "nama sub kegiatan"),
        width=24,
    ),
    Column("kode_sipd", "Kode SIPD", ColumnKind.TEXT, "Kode rekening kegiatan, bila ada.", synonyms=("kode rekening",)),
    Column(
        "uraian",
        "Uraian",
        ColumnKind.TEXT,
        "Penjelasan dengan bahasa sehari-hari.",
        synonyms=("deskripsi", "uraian kegiatan"),
        width=40,
    ),
    Column("fungsi_kawasan", "Fungsi kawasan", ColumnKind.CODE, "Pilih dari daftar.", "fungsi", ("fungsi",), 28),
    Column("tahun", "Tahun", ColumnKind.CODE, "Pilih dari daftar. Wajib.", "tahun", ("tahun anggaran", "ta", "thn"), 9),
    Column(
        "status",
        "Status",
        ColumnKind.CODE,
        "Pilih dari daftar. Wajib. Program yang gugur: batal, barisnya jangan dihapus.",
        "status",
        ("status program", "status kegiatan"),
        12,
    ),
    Column(
        LOKUS,
        "Lokus",
        ColumnKind.LOKUS,
        "Satu tempat satu kolom: pilih dari daftar atau ketik nama desanya; "
        "titik ditulis titik:bujur,lintang, misalnya titik:115.52,-1.98.",
        synonyms=("lokasi", "lokasi kegiatan"),
        width=36,
    ),
    Column("volume", "Volume", ColumnKind.NUMBER, "Angka saja.", synonyms=("vol",), width=11),
    Column("satuan", "Satuan", ColumnKind.TEXT, "Misalnya unit, ekor, km.", width=14),
    Column("sasaran", "Sasaran", ColumnKind.TEXT, "Siapa penerimanya.", synonyms=("penerima manfaat",), width=26),
    Column(
        "pagu",
        "Pagu (Rp)",
        ColumnKind.RUPIAH,
        "Rupiah bulat; biarkan kosong bila belum ada, jangan 0.",
        synonyms=("pagu", "pagu anggaran", "anggaran"),
        width=18,
    ),
    Column(
        "realisasi",
        "Realisasi (Rp)",
        ColumnKind.RUPIAH,
        "Rupiah bulat yang sudah dibelanjakan.",
        synonyms=("realisasi", "realisasi keuangan", "realisasi anggaran"),
        width=18,
    ),
    Column(
        "realisasi_fisik",
        "Realisasi fisik (%)",
        ColumnKind.PERCENT,
        "Angka 0 sampai 100.",
        synonyms=("realisasi fisik", "fisik", "progres fisik"),
        width=12,
    ),
    Column(
        "sumber_dana", "Sumber dana", ColumnKind.CODE, "Pilih dari daftar.", "dana", ("dana", "sumber anggaran"), 18
    ),
    Column(
        "penanggung_jawab", "Penanggung jawab", ColumnKind.TEXT, "Orang atau bidang.", synonyms=("pj", "pic"), width=24
    ),
    Column(
        "tenggat",
        "Tenggat",
        ColumnKind.DATE,
        "Tanggal, misalnya 4 Februari 2026.",
        synonyms=("batas waktu", "target selesai", "tanggal selesai"),
        width=18,
    ),
    Column("sumber", "Sumber", ColumnKind.TEXT, "Dokumen atau rapat asal data.", synonyms=("sumber data",), width=28),
    Column("verifikasi", "Verifikasi", ColumnKind.NOTE, "Diisi aplikasi.", synonyms=("status verifikasi",), width=13),
    Column(
        "catatan_verifikasi", "Catatan verifikasi", ColumnKind.NOTE, "Dari DPMD, bila program dikembalikan.", width=28
    ),
)
BY_NAME = {kolom.name: kolom for kolom in COLUMNS}
# Written apart for a place, in the sheets of offices that do not use ours.
LOKUS_PARTS = {
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
PROGRAM_SHEET = "Program"
HINT_SHEET = "Petunjuk"
LIST_SHEET = "Daftar"
ORIGIN_SHEET = "Asal"
