"""Indonesian words, numbers and dates that more than one screen or export uses."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import dates
from babel.numbers import format_decimal

LOCALE = "id_ID"

NOT_FILLED_IN = "belum diisi"
WITHOUT_LOKUS = "Belum berlokus"
OUTSIDE_KAWASAN = "Di luar kawasan"
SAMPLE_DATA = "DATA CONTOH"
APP_TITLE = "Peta Sinergi TKPKP"
SUBJECT = "Kawasan Perdesaan Prioritas (KPP)"
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
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))
ROUNDED = "pembulatan"  # where shown parts do not add up to the shown sum


def format_number(value: float | Decimal, most: int = 2) -> str:
    """Write a number with Indonesian separators and at most so many decimals; a half goes up.

    Examples
    --------
    >>> format_number(12345.5), format_number(14.845), format_number(0.5, 0)
    ('12.345,5', '14,85', '1')
    """
    return format_decimal(round_half_up(value, most), format="#,##0." + "#" * most, locale=LOCALE)


def round_half_up(value: float | Decimal, most: int) -> Decimal:
    """Round to so many decimals as people do: a half goes away from zero."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)


@lru_cache(maxsize=8192)  # a matrix writes hundreds of amounts a click, mostly the same ones again
def format_rupiah(value: int | None) -> str:
    """Write an amount of rupiah in words that can be read aloud; ``None`` is written "belum diisi".

    Examples
    --------
    >>> format_rupiah(12_315_000_000), format_rupiah(999_999_999), format_rupiah(None)
    ('Rp12,32 miliar', 'Rp1 miliar', 'belum diisi')
    """
    if value is None:
        return NOT_FILLED_IN
    number, scale = _scale_down(value)
    return f"Rp{format_number(number)} {scale}" if scale else f"Rp{format_number(number)}"


def _scale_down(value: int) -> tuple[Decimal, str]:
    """Give an amount as it is shown, in the largest unit of which it shows at least one, and that unit's word."""
    for scale, word in _SCALES:
        number = round_half_up(Decimal(value) / scale, 2)
        # 999,999 juta is 1 miliar as it is shown; what is below a million is shown to the last rupiah.
        if abs(value) >= scale or (abs(number) >= 1 and word != _SCALES[-1][1]):
            return number, word
    return Decimal(value), ""


def is_off_by_rounding(parts: Iterable[int | None], total: int | None) -> bool:
    """Tell whether amounts add up to a total, but not as both are shown; the place then says `ROUNDED`.

    Amounts that are no parts of the total, such as those of programs that are in two kawasan, are not off by rounding.

    Examples
    --------
    >>> is_off_by_rounding([1_004_000_000] * 3, 3_012_000_000), is_off_by_rounding([10**9, 10**9], 10**9)
    (True, False)
    """
    amounts = [part or 0 for part in parts]
    if sum(amounts) != (total or 0):
        return False
    scales = {word: scale for scale, word in _SCALES} | {"": 1}

    def shown(value: int) -> Decimal:
        number, word = _scale_down(value)
        return number * scales[word]

    return sum(map(shown, amounts)) != shown(total or 0)


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
    ('+Rp1,25 miliar', '−Rp50 juta', 'Rp0')
    """
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{format_rupiah(abs(amount))}"


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
    >>> format_points(12.0), format_points(33.333), format_points(12.25)
    ('12', '33,3', '12,3')
    """
    # Past what floats tell apart, so that a half that is written exactly goes up.
    return f"{math.copysign(math.floor(abs(value) * 10 + 0.5 + 1e-9) / 10, value):.1f}".removesuffix(".0").replace(
        ".", ","
    )


def axis_rupiah_expression(amount: str) -> str:
    """Give the Vega expression by which a browser writes an amount in short words on an axis.

    Vega itself writes numbers the English way.

    Parameters
    ----------
    amount : str
        The expression that gives the amount.
    """
    cases = (
        f"{amount} >= {scale:.0e} ? replace(format(round({amount} / {scale // 100:.0e}) / 100, '.2~f'), '.', ',')"
        f" + ' {word}' : "
        for scale, word in _SCALES
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
