"""The sheets of programs: one row a program, one a place, and those that still need a place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import AreaLevel, Intervensi, Lokus
from tkpkp_geo.export.opd_sheet import FIRST_DAY
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.export.packet.tables import area_names, mark_words
from tkpkp_geo.export.packet.tables import place_words as place_names
from tkpkp_geo.export.xlsx.book import A3, FIRST, Cell, CellKind, Column, Formula, Table

ISIAN, APLIKASI = "isian OPD", "aplikasi"
_WILAYAH = "Kemendagri 300.2.2-2430/2025"


@dataclass(frozen=True, slots=True)
class _Given:
    """A column and what a row puts into it."""

    kolom: Column
    nilai: Callable[[Dataset, Intervensi], Cell]


def _given(
    kunci: str,
    judul: str,
    jenis: CellKind,
    arti: str,
    nilai: Callable[[Dataset, Intervensi], Cell],
    lebar: float = 14,
    sumber: str = ISIAN,
    cetak: bool = True,
) -> _Given:
    return _Given(Column(kunci, judul, jenis, arti, sumber, lebar, cetak), nilai)


def _day(value: str) -> Cell:
    # Spreadsheets do not agree on earlier days.
    return date.fromisoformat(value) if value > FIRST_DAY else value


def _year(value: str) -> Cell:
    return int(value) if value.isdigit() else value


def _known(value: float | None) -> Cell:
    return text.NOT_FILLED_IN if value is None else value


_CORE = (
    _given("id", "ID", CellKind.KODE, "Nomor program; tetap selama program ada", lambda d, r: r.id, 11, APLIKASI),
    _given(
        "tanda",
        "Tanda",
        CellKind.TEKS,
        "DATA CONTOH, draf, diajukan, atau batal; kosong bila resmi dan terverifikasi",
        lambda d, r: mark_words(r),
        13,
        APLIKASI,
    ),
    _given(
        "opd",
        "OPD",
        CellKind.TEKS,
        "Nama OPD penanggung jawab program",
        lambda d, r: d.opd_by_kode[r.kode_opd].nama_pendek,
        22,
        "daftar OPD",
    ),
    _given("program", "Program", CellKind.TEKS, "Nama program menurut rencana", lambda d, r: r.program, 40),
    _given("kegiatan", "Kegiatan", CellKind.TEKS, "Nama kegiatan", lambda d, r: r.kegiatan, 26),
    _given(
        "fungsi",
        "Fungsi kawasan",
        CellKind.TEKS,
        "Fungsi kawasan yang dilayani, atau “belum diisi”",
        lambda d, r: d.choice_name("fungsi", r.fungsi_kawasan),
        18,
    ),
)
_LOKUS = _given(
    "lokus",
    "Lokus",
    CellKind.TEKS,
    "Semua tempat program, setepat yang diketahui: titik, desa, kecamatan, atau kawasan",
    lambda d, r: place_names(d, r),
    30,
)
_COURSE = (
    _given("tahun", "Tahun", CellKind.TAHUN, "Tahun anggaran", lambda d, r: _year(r.tahun), 8),
    _given(
        "status",
        "Status",
        CellKind.TEKS,
        "Usulan, rencana, komitmen, berjalan, selesai, atau batal",
        lambda d, r: d.choice_name("status", r.status),
        11,
    ),
    _given(
        "dana",
        "Sumber dana",
        CellKind.TEKS,
        "Asal anggaran, atau “belum diisi”",
        lambda d, r: d.choice_name("dana", r.sumber_dana),
        14,
    ),
    _given(
        "pagu",
        "Pagu (Rp)",
        CellKind.RUPIAH,
        "Anggaran program seluruhnya, tidak dibagi menurut tempat; “belum diisi” bila tidak diketahui, bukan 0",
        lambda d, r: _known(r.pagu),
        18,
    ),
    _given(
        "realisasi",
        "Realisasi (Rp)",
        CellKind.RUPIAH,
        "Anggaran yang sudah dibelanjakan, atau “belum diisi”",
        lambda d, r: _known(r.realisasi),
        18,
    ),
    _given(
        "fisik",
        "Fisik (%)",
        CellKind.PERSEN,
        "Realisasi fisik, 0 sampai 100, atau “belum diisi”",
        lambda d, r: _known(r.realisasi_fisik),
        12,
    ),
    _given(
        "verifikasi",
        "Verifikasi",
        CellKind.TEKS,
        "Draf, diajukan, atau terverifikasi oleh DPMD",
        lambda d, r: text.VERIFIKASI_LABELS.get(r.verifikasi or "draf", r.verifikasi),
        13,
        APLIKASI,
    ),
)


def _detail(kunci: str, judul: str, arti: str, lebar: float = 18, **how: object) -> _Given:
    take = how.pop("nilai", lambda d, r: getattr(r, kunci))
    return _given(kunci, judul, how.pop("jenis", CellKind.TEKS), arti, take, lebar, cetak=False, **how)


_DETAIL = (
    _detail(
        "jenis_data",
        "Jenis data",
        "Resmi, atau contoh yang bukan data resmi",
        10,
        sumber=APLIKASI,
        nilai=lambda d, r: text.DATA_LABELS[r.jenis_data],
    ),
    _detail("kode_opd", "Kode OPD", "Kode OPD; dipakai rumus matriks", 12, jenis=CellKind.KODE, sumber="daftar OPD"),
    _detail(
        "nama_opd",
        "Nama lengkap OPD",
        "Nama OPD selengkapnya",
        34,
        sumber="daftar OPD",
        nilai=lambda d, r: d.opd_by_kode[r.kode_opd].nama,
    ),
    _detail("sub_kegiatan", "Sub kegiatan", "Nama sub kegiatan", 24),
    _detail("kode_sipd", "Kode SIPD", "Kode rekening kegiatan", 16, jenis=CellKind.KODE),
    _detail("uraian", "Uraian", "Penjelasan dengan bahasa sehari-hari", 40),
    _detail(
        "kode_fungsi",
        "Kode fungsi",
        "Kode fungsi kawasan, atau “belum diisi”; dipakai rumus matriks",
        18,
        jenis=CellKind.KODE,
        nilai=lambda d, r: r.fungsi_kawasan or text.NOT_FILLED_IN,
    ),
    _detail("volume", "Volume", "Banyaknya keluaran", 11, jenis=CellKind.ANGKA),
    _detail("satuan", "Satuan", "Satuan volume", 12),
    _detail("sasaran", "Sasaran", "Penerima manfaat", 24),
    _detail("penanggung_jawab", "Penanggung jawab", "Orang atau bidang", 22),
    _detail(
        "tenggat", "Tenggat", "Batas waktu selesai", 18, jenis=CellKind.TANGGAL, nilai=lambda d, r: _day(r.tenggat)
    ),
    _detail("sumber", "Sumber", "Dokumen atau rapat asal data", 28),
    _detail("catatan_verifikasi", "Catatan verifikasi", "Alasan DPMD bila program dikembalikan", 24, sumber="DPMD"),
    _detail(
        "diubah_pada",
        "Diubah pada",
        "Hari perubahan terakhir",
        18,
        jenis=CellKind.TANGGAL,
        sumber=APLIKASI,
        nilai=lambda d, r: _day(r.diubah_pada),
    ),
    _detail("revisi", "Revisi", "Revisi data yang terakhir mengubah program", 9, jenis=CellKind.BULAT, sumber=APLIKASI),
)
_LOKUS_KOLOM = (
    Column("id", "ID", CellKind.KODE, "Nomor program pada lembar Program", APLIKASI, 11),
    Column("tanda", "Tanda", CellKind.TEKS, "Tanda program", APLIKASI, 13),
    Column("opd", "OPD", CellKind.TEKS, "Nama OPD", "daftar OPD", 22),
    Column("program", "Program", CellKind.TEKS, "Nama program", ISIAN, 40),
    Column(
        "tingkat",
        "Tingkat",
        CellKind.TEKS,
        "Setepat apa tempatnya diketahui: titik, desa, kecamatan, kawasan",
        ISIAN,
        11,
    ),
    Column("lokus", "Lokus", CellKind.TEKS, "Nama tempat", ISIAN, 28),
    Column("kode_kawasan", "Kode kawasan", CellKind.KODE, "Kawasan tempat itu; kosong di luar kawasan", APLIKASI, 11),
    Column("kawasan", "Kawasan", CellKind.TEKS, "Nama kawasan", APLIKASI, 22),
    Column(
        "kode_kec", "Kode kecamatan", CellKind.KODE, "Kecamatan tempat itu; kosong bila setingkat kawasan", _WILAYAH, 11
    ),
    Column("kecamatan", "Kecamatan", CellKind.TEKS, "Nama kecamatan", _WILAYAH, 18),
    Column(
        "kode_desa",
        "Kode desa",
        CellKind.KODE,
        "Desa tempat itu; kosong bila hanya setingkat kecamatan atau kawasan",
        _WILAYAH,
        15,
    ),
    Column("desa", "Desa", CellKind.TEKS, "Nama desa atau kelurahan", _WILAYAH, 20),
    Column("bujur", "Bujur", CellKind.ANGKA, "Derajat EPSG:4326, hanya bila titiknya diketahui", ISIAN, 10),
    Column("lintang", "Lintang", CellKind.ANGKA, "Derajat EPSG:4326, hanya bila titiknya diketahui", ISIAN, 10),
)
JUMLAH_KAWASAN, LUAR, BELUM = "jumlah_kawasan", "di_luar", "belum_berlokus"


def kawasan_key(kode_kawasan: str) -> str:
    """Give the key of the column that says whether a program reaches a kawasan."""
    return f"di_{kode_kawasan}"


def place_table(packet: Packet) -> Table:
    """Give one row a program and place inside the filter's areas."""
    dataset, found, samples = packet.dataset, [], set()
    for row in packet.rows:
        for place in select.find_places(row, packet.flt):
            if row.contoh:
                samples.add(len(found))
            found.append(_place(dataset, row, place))
    return Table(
        "Lokus",
        "Lokus: satu baris untuk tiap program dan tempatnya",
        _LOKUS_KOLOM,
        tuple(found),
        frozenset(samples),
        tetap=1,
    )


def _place(dataset: Dataset, row: Intervensi, place: Lokus) -> tuple[Cell, ...]:
    def name(kode: str | None) -> str | None:
        return dataset.area_name(kode) if kode else None

    exact = place.tingkat is AreaLevel.TITIK
    return (
        row.id,
        mark_words(row),
        dataset.opd_by_kode[row.kode_opd].nama_pendek,
        row.program,
        str(place.tingkat),
        select.format_place_name(dataset, place),
        place.kode_kawasan,
        name(place.kode_kawasan),
        place.kode_kec,
        name(place.kode_kec),
        place.kode_desa,
        name(place.kode_desa),
        place.lon if exact else None,
        place.lat if exact else None,
    )


def program_table(packet: Packet, lokus: Table) -> Table:
    """Give one row a program; whether it reaches a kawasan is a formula over its rows in `lokus`."""
    given = (*_CORE, _LOKUS, *_COURSE, *_DETAIL)
    names = [
        Column("kawasan", "Kawasan", CellKind.TEKS, "Kawasan tempat-tempat program", APLIKASI, 24, False),
        Column("kecamatan", "Kecamatan", CellKind.TEKS, "Kecamatan tempat-tempat program", _WILAYAH, 24, False),
    ]
    rumus = "rumus dari lembar Lokus"
    helpers = [
        Column("jumlah_lokus", "Jumlah lokus", CellKind.BULAT, "Banyaknya baris pada lembar Lokus", rumus, 12, False),
        *(
            Column(
                kawasan_key(item.kode_kawasan),
                f"Di {item.nama}",
                CellKind.TANDA,
                "1 bila program mempunyai tempat di kawasan ini, juga bila beberapa; dipakai rumus matriks",
                rumus,
                16,
                False,
            )
            for item in packet.kawasan
        ),
        Column(
            JUMLAH_KAWASAN,
            "Jumlah kawasan",
            CellKind.BULAT,
            "Banyaknya kawasan yang dijangkau; lebih dari 1 berarti lintas kawasan",
            rumus,
            13,
            False,
        ),
        Column(LUAR, text.OUTSIDE_KAWASAN, CellKind.TANDA, "1 bila semua tempatnya di luar kawasan", rumus, 13, False),
        Column(BELUM, "Belum berlokus", CellKind.TANDA, "1 bila belum mempunyai tempat", rumus, 13, False),
    ]
    columns = (*(item.kolom for item in given), *names, *helpers)
    table = Table("Program", "", columns, ())
    found = []
    for number, row in enumerate(packet.rows):
        here = select.find_places(row, packet.flt)
        found.append(
            (
                *(item.nilai(packet.dataset, row) for item in given),
                area_names(packet.dataset, (place.kode_kawasan for place in here)),
                area_names(packet.dataset, (place.kode_kec for place in here)),
                *_helpers(packet, table, lokus, here, number),
            )
        )
    table = Table(
        "Program",
        "Program: satu baris satu program",
        columns,
        tuple(found),
        frozenset(number for number, row in enumerate(packet.rows) if row.contoh),
        tetap=1,
        kertas=A3,
    )
    return _with_sums(packet, table)


def _helpers(packet: Packet, table: Table, lokus: Table, here: tuple[Lokus, ...], number: int) -> list[Cell]:
    line = FIRST + number
    own = f"({lokus.ref('id')}=${table.letters('id')}{line})"
    count = f"{table.letters('jumlah_lokus')}{line}"
    kawasan = f"{table.letters(JUMLAH_KAWASAN)}{line}"
    reached = {place.kode_kawasan for place in here}
    flags = [
        Formula(
            f'IF(SUMPRODUCT({own}*({lokus.ref("kode_kawasan")}="{item.kode_kawasan}"))>0,1,0)',
            int(item.kode_kawasan in reached),
        )
        for item in packet.kawasan
    ]
    total = sum(flag.nilai for flag in flags)
    ends = [
        f"{table.letters(kawasan_key(item.kode_kawasan))}{line}" for item in (*packet.kawasan[:1], *packet.kawasan[-1:])
    ]
    return [
        Formula(f"SUMPRODUCT({own}*1)", len(here)),
        *flags,
        Formula(f"SUM({':'.join(ends)})", total) if flags else 0,
        Formula(f"IF(AND({count}>0,{kawasan}=0),1,0)", int(bool(here) and not total)),
        Formula(f"IF({count}=0,1,0)", int(not here)),
    ]


def _with_sums(packet: Packet, table: Table) -> Table:
    def shown(kunci: str) -> str:
        return table.ref(kunci).rpartition("!")[2]

    total = packet.totals
    sums = {"opd": Formula('"Yang tampak:"', "Yang tampak:")}
    sums["program"] = Formula(f'SUBTOTAL(103,{shown("id")})&" program"', f"{total.program} program")
    for kunci in ("pagu", "realisasi"):
        value = getattr(total, kunci)
        sums[kunci] = Formula(
            f'IF(SUBTOTAL(102,{shown(kunci)})=0,"{text.NOT_FILLED_IN}",SUBTOTAL(109,{shown(kunci)}))', _known(value)
        )
    return replace(table, tampak=sums)


def unplaced_table(packet: Packet) -> Table:
    """Give the programs that still need a place, in whatever kawasan they will be."""
    given = (*_CORE, *_COURSE)
    return Table(
        "Belum berlokus",
        "Program yang belum berlokus, di kawasan mana pun",
        tuple(item.kolom for item in given),
        tuple(tuple(item.nilai(packet.dataset, row) for item in given) for row in packet.unplaced),
        frozenset(number for number, row in enumerate(packet.unplaced) if row.contoh),
        tetap=1,
    )
