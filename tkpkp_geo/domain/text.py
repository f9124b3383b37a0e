"""Indonesian words, numbers and dates that more than one screen or export uses."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache

from babel import dates
from babel.numbers import format_decimal

LOCALE = "id_ID"

NOT_FILLED_IN = "belum diisi"
WITHOUT_LOKUS = "Belum berlokus"
OUTSIDE_KAWASAN = "Di luar kawasan"
SAMPLE_DATA = "DATA CONTOH"
APP_TITLE = "Peta Sinergi TKPKP"
MEMBERSHIP_SOURCE = "Keanggotaan desa menurut berita, belum SK"

FILTER_LABELS = {
    "opd": "OPD",
    "kawasan": "Kawasan",
    "kecamatan": "Kecamatan",
    "tahun": "Tahun",
    "status": "Status",
    "fungsi": "Fungsi kawasan",
    "dana": "Sumber dana",
    "data": "Data",
    "verifikasi": "Verifikasi",
    "tampil": "Tampilan",
    "id": "Program",
}
DATA_LABELS = {"resmi": "Resmi", "contoh": "Contoh"}
VERIFIKASI_LABELS = {"draf": "Draf", "diajukan": "Diajukan", "terverifikasi": "Terverifikasi"}
TAMPIL_LABELS = {"semua": "semua, juga yang belum terverifikasi"}

# What the store's tables are called in a sentence, and the columns that no sheet of an OPD has.
TABLE_LABELS = {
    "intervensi": "program",
    "laporan_opd": "laporan OPD",
    "masalah": "daftar masalah",
    "opd": "daftar OPD",
    "kawasan": "kawasan",
    "kawasan_desa": "keanggotaan desa",
    "referensi": "daftar pilihan",
    "alias_wilayah": "ejaan nama wilayah",
    "lapisan": "lapisan peta",
    "ambang": "ambang perlu dibahas",
    "kata_rantai": "kata mata rantai",
    "tanggapan": "tanggapan atas yang perlu dibahas",
    "tonggak": "tonggak RPKP",
    "indeks": "indeks",
    "dimensi_indeks": "dimensi indeks",
    "nilai_indeks": "nilai indeks",
    "rapat": "rapat",
    "keputusan": "keputusan rapat",
    "bingkai_rapat": "bingkai rapat",
    "akun": "akun",
}
COLUMN_LABELS = {
    "aktif": "Aktif",
    "alias": "Ejaan",
    "baris": "Baris",
    "berkas": "Berkas",
    "catatan": "Catatan",
    "catatan_verifikasi": "Catatan verifikasi",
    "daftar": "Daftar",
    "dimensi": "Dimensi",
    "dokumen": "Dokumen",
    "fungsi": "Fungsi yang dilayani",
    "gambar": "Gambar",
    "isi": "Isi",
    "jenis": "Jenis",
    "judul": "Judul",
    "kata": "Kata",
    "kawasan": "Kawasan",
    "keadaan": "Keadaan",
    "keanggotaan": "Keanggotaan",
    "kecamatan": "Kecamatan",
    "kode": "Kode",
    "kode_desa": "Desa",
    "kode_indeks": "Indeks",
    "kode_kab": "Kabupaten",
    "kode_kawasan": "Kawasan",
    "kode_rapat": "Rapat",
    "kode_wilayah": "Wilayah",
    "kolom": "Kolom",
    "masalah": "Masalah",
    "mata": "Mata rantai",
    "menit": "Menit",
    "monogram": "Monogram",
    "mulai": "Mulai",
    "nama": "Nama",
    "nama_lengkap": "Nama lengkap",
    "nilai": "Nilai",
    "nomor": "Nomor",
    "peran": "Peran",
    "periode": "Periode",
    "pernyataan": "Pernyataan",
    "peserta": "Peserta",
    "revisi_akhir": "Revisi akhir",
    "revisi_data": "Revisi data",
    "saran": "Saran",
    "saringan": "Saringan",
    "selesai": "Selesai",
    "sidik": "Sidik isi",
    "simbol": "Bentuk",
    "singkatan": "Singkatan",
    "surel": "Surel",
    "tampil": "Tampil",
    "tanggal": "Tanggal",
    "tebal": "Tebal garis",
    "tempat": "Tempat",
    "urusan": "Urusan",
    "urut": "Urutan",
    "warna": "Warna",
}
CHOICE_LIST_LABELS = {
    "status": "Status",
    "fungsi": "Fungsi kawasan",
    "dana": "Sumber dana",
    "tahun": "Tahun",
    "tonggak": "Tonggak RPKP",
}
ROLE_LABELS = {"pimpinan": "Pimpinan", "opd": "OPD", "dpmd": "DPMD", "admin": "Admin"}

_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# How spreadsheets and slides write numbers by themselves: points and months are Indonesian whatever the machine speaks.
CELL_WHOLE = "[$-421]#,##0"
CELL_DECIMAL = "[$-421]#,##0.###"
CELL_PERCENT = "[$-421]0.##"
CELL_DATE = "[$-421]d mmmm yyyy"
SLIDE_WHOLE = r"[>=1000000]#\.###\.##0;[>=1000]#\.##0;0"
SLIDE_WHOLE_OR_NOTHING = r"[>=1000]#\.##0;[>0]0;"
SLIDE_MILLIONS = r"[>=1000000000]#\.##0,,;0,,"
_SCALES = ((10**12, "triliun", "T"), (10**9, "miliar", "M"), (10**6, "juta", "jt"))


def format_number(value: float, most: int = 2) -> str:
    """Write a number with Indonesian separators and at most so many decimals: ``12.345,5``."""
    return format_decimal(value, format="#,##0." + "#" * most, locale=LOCALE)


@lru_cache(maxsize=8192)  # a matrix writes hundreds of amounts a click, mostly the same ones again
def format_rupiah(value: int | None, *, short: bool = False) -> str:
    """Write an amount of rupiah in words that can be read aloud.

    Parameters
    ----------
    value : int or None
        Whole rupiah; ``None`` is written "belum diisi".
    short : bool
        ``Rp1,3 M`` instead of ``Rp1,25 miliar``, for big figures.
    """
    if value is None:
        return NOT_FILLED_IN
    for scale, word, letter in _SCALES:
        if abs(value) >= scale:
            pattern = "#,##0.#" if short else "#,##0.##"
            number = format_decimal(value / scale, format=pattern, locale=LOCALE)
            return f"Rp{number} {letter if short else word}"
    return f"Rp{format_number(value)}"


def format_rupiah_in_full(value: int | None) -> str:
    """Write an amount to the last rupiah.

    Examples
    --------
    >>> format_rupiah_in_full(1_250_000_000), format_rupiah_in_full(None)
    ('Rp1.250.000.000', 'belum diisi')
    """
    return NOT_FILLED_IN if value is None else f"Rp{format_number(value)}"


def format_signed_rupiah(amount: int) -> str:
    """Write by how much an amount has changed, in short words with its sign.

    Examples
    --------
    >>> format_signed_rupiah(1_250_000_000), format_signed_rupiah(-50_000_000), format_signed_rupiah(0)
    ('+Rp1,2 M', '−Rp50 jt', 'Rp0')
    """
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{format_rupiah(abs(amount), short=True)}"


def format_percent(value: float | None) -> str:
    """Write a percentage from 0 to 100.

    Examples
    --------
    >>> format_percent(45.5), format_percent(None)
    ('45,5 %', 'belum diisi')
    """
    return NOT_FILLED_IN if value is None else f"{format_number(value)} %"


def format_points(value: float) -> str:
    """Write percentage points with one decimal at most; thirty times as fast as `format_number`.

    Examples
    --------
    >>> format_points(12.0), format_points(33.333)
    ('12', '33,3')
    """
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def axis_rupiah_expression(amount: str) -> str:
    """Give the Vega expression by which a browser writes an amount in short words on an axis.

    Vega itself writes numbers the English way.

    Parameters
    ----------
    amount : str
        The expression that gives the amount.
    """
    cases = (
        f"{amount} >= {scale:.0e} ? replace(format({amount} / {scale:.0e}, '.2~f'), '.', ',') + ' {letter}' : "
        for scale, _, letter in _SCALES
    )
    return "".join(cases).replace("e+0", "e").replace("e+", "e") + amount


def axis_percent_expression(value: str) -> str:
    """Give the Vega expression by which a browser writes a percentage on an axis."""
    return f"{value} + ' %'"


def format_date(value: date | str) -> str:
    """Write a date (or an ISO date) as ``4 Februari 2026``."""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    return dates.format_date(day, "d MMMM y", locale=LOCALE)


def format_weekday(value: str) -> str:
    """Write the weekday of an ISO date: ``Rabu``."""
    return dates.format_date(date.fromisoformat(value), "EEEE", locale=LOCALE)


def format_moment(value: str, zone: tzinfo) -> str:
    """Write a moment (UTC, ISO) as the clocks of a time zone show it: ``4 Februari 2026 pukul 14.05``."""
    return f"{format_date(local_time(value, zone).date())} pukul {format_time(value, zone)}"


def format_time(value: str, zone: tzinfo) -> str:
    """Write the time of day of a moment (UTC, ISO) in a time zone: ``14.05``."""
    return f"{local_time(value, zone):%H.%M}"


def local_time(value: str, zone: tzinfo) -> datetime:
    """Give a moment (ISO; UTC unless it says otherwise) in a time zone."""
    moment = datetime.fromisoformat(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone)


def escape_markdown(typed: str) -> str:
    r"""Make typed text show as its own characters inside Markdown, an address in it without becoming a link.

    >>> escape_markdown("![x](y)")
    '\\!\\[x\\]\\(y\\)'
    """
    # An address is made a link even where its signs are escaped; a sign that nobody sees parts it.
    parted = _ADDRESS.sub("\u2060", typed)
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$:~])", r"\\\1", parted)


def for_xml(words: str) -> str:
    """Leave out what XML cannot hold: office files, drawings and styles that bear it are broken."""
    return _NOT_IN_XML.sub("", words)


def join_names(names: list[str], most: int | None = None) -> str:
    """Join names as a sentence does; past `most` the rest is counted: ``A, B dan 3 lainnya``."""
    if most is not None and len(names) > most:
        names = [*names[:most], f"{len(names) - most} lainnya"]
    return names[0] if len(names) == 1 else " dan ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
