"""The columns of a program, in one table from which form, sheet, workbook, map files, OGC API and history derive.

To add a column:

1. an entry in `COLUMNS`, where it is to stand in the sheet of an OPD;
2. a field of the same name, with a default, in `records.Intervensi`;
3. the column in `store/schema.py` (its kind gives the type) and a migration that adds it.

Nothing else is needed: rules, form, sheet, workbook, CSV, GeoJSON, GeoPackage, OGC API, comparison and history follow.
What else a column may want is optional: a place of its own in the form (`pages/entry/form.py`, else it is the last
field), a line in the panel of the map, a flag. ``tests/domain/test_columns.py`` adds a column and looks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LOKUS = "lokus"


class ColumnKind(StrEnum):
    """What kind of value a column holds."""

    TEXT = "teks"
    CODE = "kode"
    LOKUS = "lokus"
    RUPIAH = "rupiah"
    NUMBER = "angka"
    WHOLE = "bilangan bulat"
    PERCENT = "persen"
    DATE = "tanggal"
    # Shown in a sheet, never taken from it.
    NOTE = "catatan"


class Outlet(StrEnum):
    """Where a column may stand."""

    FORM = "isian"
    SHEET = "lembar OPD"
    WORKBOOK = "buku kerja"
    MAP_FILES = "GeoJSON dan GeoPackage"
    OGC = "OGC API"


EVERYWHERE = frozenset(Outlet)
_SHOWN_NOT_TYPED = EVERYWHERE - {Outlet.FORM}
_STAMP = EVERYWHERE - {Outlet.FORM, Outlet.SHEET}
BY_OPD, BY_APP, OF_OPD_LIST = "isian OPD", "aplikasi", "daftar OPD"


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    """How a column stands in the workbook of an export.

    Parameters
    ----------
    meaning : str
        Its line in the workbook's data dictionary.
    width : float
        In characters.
    key : str
        Its name in the workbook's formulas, where that is not the column's.
    source : str
        Where its content comes from, in the words of the data dictionary.
    is_code : bool
        Whether its text is a code, not words.
    """

    meaning: str
    width: float = 18
    key: str = ""
    source: str = BY_OPD
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Parameters
    ----------
    name : str
        Name in the data dictionary; the record's field and the store's column are called so too.
    heading : str
        Heading in the sheet, label in the form, name in the history.
    kind : ColumnKind
        Kind of value.
    hint : str
        One line for the person who fills it, in Indonesian.
    code_list : str
        Code list of a coded column.
    synonyms : tuple of str
        What the column is called elsewhere.
    width : int
        Width in the sheet, in characters.
    required : bool
        Whether a program is none without it.
    example : str
        What an empty field of the form shows.
    is_long : bool
        Whether the form gives it several lines.
    bulk : int
        Its place in the table for many programs, from 1; 0 where it is not there.
    codes_are_numbers : bool
        Whether a spreadsheet takes its codes for numbers.
    workbook : WorkbookPart, optional
        How it stands in the workbook; where nothing is said, its hint is its meaning.
    titles : mapping of Outlet to str
        What it is called where that is not its heading.
    outlets : frozenset of Outlet
        Where it stands.
    """

    name: str
    heading: str
    kind: ColumnKind
    hint: str
    code_list: str = ""
    synonyms: tuple[str, ...] = ()
    width: int = 18
    required: bool = False
    example: str = ""
    is_long: bool = False
    bulk: int = 0
    codes_are_numbers: bool = False
    workbook: WorkbookPart | None = None
    titles: Mapping[Outlet, str] = field(default_factory=dict, compare=False)
    outlets: frozenset[Outlet] = EVERYWHERE

    def title(self, outlet: Outlet) -> str:
        """Give what the column is called in an outlet."""
        return self.titles.get(outlet, self.heading)


COLUMNS = (
    Column(
        "id",
        "ID",
        ColumnKind.TEXT,
        "Diberi aplikasi, jangan diubah. Baris baru: biarkan kosong.",
        synonyms=("id program", "nomor id", "id intervensi"),
        width=14,
        workbook=WorkbookPart("Nomor program; tetap selama program ada", 11, source=BY_APP, is_code=True),
        outlets=_SHOWN_NOT_TYPED - {Outlet.OGC},  # there it is `id_program`, since a feature has an id of its own
    ),
    Column(
        "jenis_data",
        "Jenis data",
        ColumnKind.CODE,
        "Diberi aplikasi: resmi, atau contoh yang bukan data resmi.",
        code_list="jenis_data",
        synonyms=("jenis",),
        width=11,
        workbook=WorkbookPart("Resmi, atau contoh yang bukan data resmi", 10, source=BY_APP),
        outlets=_SHOWN_NOT_TYPED,
    ),
    Column(
        "kode_opd",
        "OPD",
        ColumnKind.CODE,
        "Pilih dari daftar. Wajib.",
        code_list="opd",
        synonyms=("kode opd", "nama opd", "perangkat daerah", "skpd", "dinas", "instansi"),
        width=30,
        required=True,
        workbook=WorkbookPart("Kode OPD; dipakai rumus matriks", 12, source=OF_OPD_LIST, is_code=True),
        titles=dict.fromkeys((Outlet.WORKBOOK, Outlet.MAP_FILES, Outlet.OGC), "Kode OPD"),
    ),
    Column(
        "program",
        "Program",
        ColumnKind.TEXT,
        "Nama menurut rencana. Wajib.",
        synonyms=("nama program",),
        width=38,
        required=True,
        workbook=WorkbookPart("Nama program menurut rencana", 40),
    ),
    Column(
        "kegiatan",
        "Kegiatan",
        ColumnKind.TEXT,
        "Nama kegiatan.",
        synonyms=("nama kegiatan",),
        width=30,
        workbook=WorkbookPart("Nama kegiatan", 26),
    ),
    Column(
        "sub_kegiatan",
        "Sub kegiatan",
        ColumnKind.TEXT,
        "Nama sub kegiatan.",
        synonyms=("subkegiatan", "nama sub kegiatan"),
        width=24,
        workbook=WorkbookPart("Nama sub kegiatan", 24),
    ),
    Column(
        "kode_sipd",
        "Kode SIPD",
        ColumnKind.TEXT,
        "Kode rekening kegiatan, bila ada.",
        synonyms=("kode rekening",),
        workbook=WorkbookPart("Kode rekening kegiatan", 16, is_code=True),
    ),
    Column(
        "uraian",
        "Uraian",
        ColumnKind.TEXT,
        "Penjelasan dengan bahasa sehari-hari.",
        synonyms=("deskripsi", "uraian kegiatan"),
        width=40,
        is_long=True,
        workbook=WorkbookPart("Penjelasan dengan bahasa sehari-hari", 40),
    ),
    Column(
        "fungsi_kawasan",
        "Fungsi kawasan",
        ColumnKind.CODE,
        "Pilih dari daftar.",
        code_list="fungsi",
        synonyms=("fungsi",),
        width=28,
        bulk=3,
        workbook=WorkbookPart("Fungsi kawasan yang dilayani, atau “belum diisi”", 18, "fungsi"),
    ),
    Column(
        "tahun",
        "Tahun",
        ColumnKind.CODE,
        "Pilih dari daftar. Wajib.",
        code_list="tahun",
        synonyms=("tahun anggaran", "ta", "thn"),
        width=9,
        required=True,
        bulk=2,
        codes_are_numbers=True,
        workbook=WorkbookPart("Tahun anggaran", 8),
    ),
    Column(
        "status",
        "Status",
        ColumnKind.CODE,
        "Pilih dari daftar. Wajib. Program yang gugur: batal, barisnya jangan dihapus.",
        code_list="status",
        synonyms=("status program", "status kegiatan"),
        width=12,
        required=True,
        bulk=1,
        workbook=WorkbookPart("Usulan, rencana, komitmen, berjalan, selesai, atau batal", 11),
    ),
    Column(
        LOKUS,
        "Lokus",
        ColumnKind.LOKUS,
        "Satu tempat satu kolom: pilih dari daftar atau ketik nama desanya; "
        "titik ditulis titik:bujur,lintang, misalnya {titik}.",
        synonyms=("lokasi", "lokasi kegiatan"),
        width=36,
        workbook=WorkbookPart("Semua tempat program, setepat yang diketahui: titik, desa, kecamatan, atau kawasan", 30),
        outlets=EVERYWHERE - {Outlet.MAP_FILES, Outlet.OGC},  # there each place is a feature, or told in words
    ),
    Column(
        "volume",
        "Volume",
        ColumnKind.NUMBER,
        "Angka saja.",
        synonyms=("vol",),
        width=11,
        example="misalnya 24",
        workbook=WorkbookPart("Banyaknya keluaran", 11),
    ),
    Column(
        "satuan",
        "Satuan",
        ColumnKind.TEXT,
        "Misalnya unit, ekor, km.",
        width=14,
        example="misalnya unit",
        workbook=WorkbookPart("Satuan volume", 12),
    ),
    Column(
        "sasaran",
        "Sasaran",
        ColumnKind.TEXT,
        "Siapa penerimanya.",
        synonyms=("penerima manfaat",),
        width=26,
        workbook=WorkbookPart("Penerima manfaat", 24),
    ),
    Column(
        "pagu",
        "Pagu (Rp)",
        ColumnKind.RUPIAH,
        "Rupiah bulat; biarkan kosong bila belum ada, jangan 0.",
        synonyms=("pagu", "pagu anggaran", "anggaran"),
        width=18,
        example="misalnya 1.250.000.000",
        bulk=5,
        workbook=WorkbookPart(
            "Anggaran program seluruhnya, tidak dibagi menurut tempat; “belum diisi” bila tidak diketahui, bukan 0"
        ),
        titles={Outlet.OGC: "Pagu (rupiah)"},
    ),
    Column(
        "realisasi",
        "Realisasi (Rp)",
        ColumnKind.RUPIAH,
        "Rupiah bulat yang sudah dibelanjakan.",
        synonyms=("realisasi", "realisasi keuangan", "realisasi anggaran"),
        width=18,
        example="misalnya 775.000.000",
        bulk=6,
        workbook=WorkbookPart("Anggaran yang sudah dibelanjakan, atau “belum diisi”"),
        titles={Outlet.OGC: "Realisasi (rupiah)"},
    ),
    Column(
        "realisasi_fisik",
        "Realisasi fisik (%)",
        ColumnKind.PERCENT,
        "Angka 0 sampai 100.",
        synonyms=("realisasi fisik", "fisik", "progres fisik"),
        width=12,
        example="0 sampai 100",
        bulk=7,
        workbook=WorkbookPart("Realisasi fisik, 0 sampai 100, atau “belum diisi”", 12, "fisik"),
        titles={Outlet.WORKBOOK: "Fisik (%)"},
    ),
    Column(
        "sumber_dana",
        "Sumber dana",
        ColumnKind.CODE,
        "Pilih dari daftar.",
        code_list="dana",
        synonyms=("dana", "sumber anggaran"),
        width=18,
        bulk=4,
        workbook=WorkbookPart("Asal anggaran, atau “belum diisi”", 14, "dana"),
    ),
    Column(
        "penanggung_jawab",
        "Penanggung jawab",
        ColumnKind.TEXT,
        "Orang atau bidang.",
        synonyms=("pj", "pic"),
        width=24,
        bulk=9,
        workbook=WorkbookPart("Orang atau bidang", 22),
    ),
    Column(
        "tenggat",
        "Tenggat",
        ColumnKind.DATE,
        "Tanggal, misalnya 4 Februari 2026.",
        synonyms=("batas waktu", "target selesai", "tanggal selesai"),
        width=18,
        example="misalnya 18 Desember 2026",
        bulk=8,
        workbook=WorkbookPart("Batas waktu selesai"),
    ),
    Column(
        "sumber",
        "Sumber",
        ColumnKind.TEXT,
        "Dokumen atau rapat asal data.",
        synonyms=("sumber data",),
        width=28,
        workbook=WorkbookPart("Dokumen atau rapat asal data", 28),
    ),
    Column(
        "verifikasi",
        "Verifikasi",
        ColumnKind.NOTE,
        "Diisi aplikasi.",
        synonyms=("status verifikasi",),
        width=13,
        workbook=WorkbookPart("Draf, diajukan, atau terverifikasi oleh DPMD", 13, source=BY_APP),
        outlets=_SHOWN_NOT_TYPED,
    ),
    Column(
        "catatan_verifikasi",
        "Catatan verifikasi",
        ColumnKind.NOTE,
        "Dari DPMD, bila program dikembalikan.",
        width=28,
        workbook=WorkbookPart("Alasan DPMD bila program dikembalikan", 24, source="DPMD"),
        outlets=_SHOWN_NOT_TYPED,
    ),
    Column(
        "diubah_oleh",
        "Diubah oleh",
        ColumnKind.TEXT,
        "Diisi aplikasi.",
        # Which account wrote a row is for the office alone; `revisi` tells others whether it has changed.
        outlets=_STAMP - {Outlet.WORKBOOK, Outlet.OGC},
    ),
    Column(
        "diubah_pada",
        "Diubah pada",
        ColumnKind.DATE,
        "Diisi aplikasi.",
        workbook=WorkbookPart("Hari perubahan terakhir", source=BY_APP),
        outlets=_STAMP - {Outlet.OGC},
    ),
    Column(
        "revisi",
        "Revisi",
        ColumnKind.WHOLE,
        "Diisi aplikasi.",
        workbook=WorkbookPart("Revisi data yang terakhir mengubah program", 9, source=BY_APP),
        titles={Outlet.OGC: "Revisi baris"},
        outlets=_STAMP,
    ),
)
BY_NAME = {column.name: column for column in COLUMNS}


def columns_in(outlet: Outlet) -> tuple[Column, ...]:
    """Give the columns that stand in an outlet, in the order of the table."""
    return tuple(column for column in COLUMNS if outlet in column.outlets)


SHEET_COLUMNS = columns_in(Outlet.SHEET)
FORM_COLUMNS = tuple(column.name for column in columns_in(Outlet.FORM))
# What somebody fills, or the application for them, and a sheet gives back.
FILLED = tuple(column for column in SHEET_COLUMNS if column.kind is not ColumnKind.NOTE)
BULK_COLUMNS = tuple(column.name for column in sorted(COLUMNS, key=lambda column: column.bulk) if column.bulk)
REQUIRED = tuple(column for column in COLUMNS if column.required)
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
