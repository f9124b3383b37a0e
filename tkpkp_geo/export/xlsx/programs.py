"""The sheets of programs: one row a program, one a place, and those that still need a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.columns import BY_APP, BY_NAME, BY_OPD, OF_OPD_LIST, ColumnKind, Outlet, WorkbookPart, columns_in
from tkpkp_geo.domain.columns import Column as ProgramColumn
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import AreaLevel, Intervensi, Lokus
from tkpkp_geo.export.opd_sheet import FIRST_DAY
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.export.packet.tables import CANCELLED_PROGRAMS, area_names, mark_words
from tkpkp_geo.export.packet.tables import place_words as place_names
from tkpkp_geo.export.xlsx.book import A3, FIRST, Cell, CellKind, Column, Formula, Table


@dataclass(frozen=True, slots=True)
class _Given:
    """A column and what a row puts into it."""

    column: Column
    value: Callable[[Dataset, Intervensi], Cell]


def _given(
    key: str,
    title: str,
    kind: CellKind,
    meaning: str,
    value: Callable[[Dataset, Intervensi], Cell],
    width: float = 14,
    sumber: str = BY_OPD,
    printed: bool = True,
) -> _Given:
    return _Given(Column(key, title, kind, meaning, sumber, width, printed), value)


def _day(value: str) -> Cell:
    # Spreadsheets do not agree on earlier days.
    return date.fromisoformat(value) if value > FIRST_DAY else value


def _year(value: str) -> Cell:
    return int(value) if value.isdigit() else value


def _known(value: float | None) -> str | float:
    return text.NOT_FILLED_IN if value is None else value


_KINDS = {
    ColumnKind.RUPIAH: CellKind.RUPIAH,
    ColumnKind.NUMBER: CellKind.NUMBER,
    ColumnKind.WHOLE: CellKind.WHOLE,
    ColumnKind.PERCENT: CellKind.PERCENT,
    ColumnKind.DATE: CellKind.DATE,
}
_WORDS = {
    "jenis_data": lambda row: text.DATA_LABELS[row.jenis_data],
    "verifikasi": lambda row: text.VERIFIKASI_LABELS.get(row.verifikasi or "draf", row.verifikasi),
}


def _column(name: str, printed: bool = True) -> _Given:
    """Give a column of the table of columns as the workbook has it."""
    column = BY_NAME[name]
    part = column.workbook or WorkbookPart(column.hint.rstrip("."))
    kind = _KINDS.get(column.kind, CellKind.TEXT)
    if part.is_code:
        kind = CellKind.CODE
    elif column.codes_are_numbers:
        kind = CellKind.YEAR
    return _given(
        part.key or name,
        column.title(Outlet.WORKBOOK),
        kind,
        part.meaning,
        partial(_cell, column),
        part.width,
        part.source,
        printed,
    )


def _cell(column: ProgramColumn, dataset: Dataset, row: Intervensi) -> Cell:
    value = getattr(row, column.name)
    if column.name in _WORDS:
        return _WORDS[column.name](row)
    if column.kind is ColumnKind.LOKUS:
        return place_names(dataset, row)
    if column.codes_are_numbers:
        return _year(value)
    if column.kind is ColumnKind.CODE and column.name != "kode_opd":
        return dataset.choice_name(column.code_list, value)
    if column.kind is ColumnKind.DATE:
        return _day(value)
    return _known(value) if column.kind in (ColumnKind.RUPIAH, ColumnKind.PERCENT) else value


_CORE = (
    _column("id"),
    _given(
        "tanda",
        "Tanda",
        CellKind.TEXT,
        "DATA CONTOH, draf, diajukan, atau batal; kosong bila resmi dan terverifikasi",
        lambda d, r: mark_words(r),
        13,
        BY_APP,
    ),
    _given(
        "opd",
        "OPD",
        CellKind.TEXT,
        "Nama OPD penanggung jawab program",
        lambda d, r: d.opd_by_kode[r.kode_opd].nama_pendek,
        22,
        OF_OPD_LIST,
    ),
    *map(_column, ("program", "kegiatan", "fungsi_kawasan")),
)
_LOKUS = _column("lokus")
_COURSE = tuple(map(_column, ("tahun", "status", "sumber_dana", "pagu", "realisasi", "realisasi_fisik", "verifikasi")))
# Beside a column: what the workbook tells of it besides.
_BESIDE = {
    "kode_opd": _given(
        "nama_opd",
        "Nama lengkap OPD",
        CellKind.TEXT,
        "Nama OPD selengkapnya",
        lambda d, r: d.opd_by_kode[r.kode_opd].nama,
        34,
        OF_OPD_LIST,
        False,
    ),
    "fungsi_kawasan": _given(
        "kode_fungsi",
        "Kode fungsi",
        CellKind.CODE,
        "Kode fungsi kawasan, atau “belum diisi”; dipakai rumus matriks",
        lambda d, r: r.fungsi_kawasan or text.NOT_FILLED_IN,
        18,
        printed=False,
    ),
}


def _detail() -> Iterator[_Given]:
    """Give what is not printed: every column that does not stand further left, in the order of the table."""
    left = {item.column.key for item in (*_CORE, _LOKUS, *_COURSE)}
    for column in columns_in(Outlet.WORKBOOK):
        given = _column(column.name, printed=False)
        if given.column.key not in left:
            yield given
        if column.name in _BESIDE:
            yield _BESIDE[column.name]


_DETAIL = tuple(_detail())
JUMLAH_KAWASAN, LUAR, BELUM = "jumlah_kawasan", "di_luar", "belum_berlokus"


def kawasan_key(kode_kawasan: str) -> str:
    """Give the key of the column that says whether a program reaches a kawasan."""
    return f"di_{kode_kawasan}"


def _build_lokus_columns(areas: str) -> tuple[Column, ...]:
    """Give the columns of the sheet of places; `areas` says where codes and names of areas come from."""
    return (
        Column("id", "ID", CellKind.CODE, "Nomor program pada lembar Program", BY_APP, 11),
        Column("tanda", "Tanda", CellKind.TEXT, "Tanda program", BY_APP, 13),
        Column("opd", "OPD", CellKind.TEXT, "Nama OPD", "daftar OPD", 22),
        Column("program", "Program", CellKind.TEXT, "Nama program", BY_OPD, 40),
        Column(
            "tingkat",
            "Tingkat",
            CellKind.TEXT,
            "Setepat apa tempatnya diketahui: titik, desa, kecamatan, kawasan",
            BY_OPD,
            11,
        ),
        Column("lokus", "Lokus", CellKind.TEXT, "Nama tempat", BY_OPD, 28),
        Column("kode_kawasan", "Kode kawasan", CellKind.CODE, "Kawasan tempat itu; kosong di luar kawasan", BY_APP, 11),
        Column("kawasan", "Kawasan", CellKind.TEXT, "Nama kawasan", BY_APP, 22),
        Column(
            "kode_kec",
            "Kode kecamatan",
            CellKind.CODE,
            "Kecamatan tempat itu; kosong bila setingkat kawasan",
            areas,
            11,
        ),
        Column("kecamatan", "Kecamatan", CellKind.TEXT, "Nama kecamatan", areas, 18),
        Column(
            "kode_desa",
            "Kode desa",
            CellKind.CODE,
            "Desa tempat itu; kosong bila hanya setingkat kecamatan atau kawasan",
            areas,
            15,
        ),
        Column("desa", "Desa", CellKind.TEXT, "Nama desa atau kelurahan", areas, 20),
        Column("bujur", "Bujur", CellKind.NUMBER, "Derajat EPSG:4326, hanya bila titiknya diketahui", BY_OPD, 10),
        Column("lintang", "Lintang", CellKind.NUMBER, "Derajat EPSG:4326, hanya bila titiknya diketahui", BY_OPD, 10),
    )


def place_table(packet: Packet) -> Table:
    """Give one row a program and place inside the filter's areas."""
    dataset = packet.dataset
    rows: list[tuple[Cell, ...]] = []
    samples: set[int] = set()
    for row in packet.rows:
        for place in select.find_places(row, packet.flt):
            if row.contoh:
                samples.add(len(rows))
            rows.append(_place(dataset, row, place))
    return Table(
        "Lokus",
        "Lokus: satu baris untuk tiap program dan tempatnya",
        _build_lokus_columns(dataset.province.sumber_batas),
        tuple(rows),
        frozenset(samples),
        frozen_columns=1,
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
    areas = packet.dataset.province.sumber_batas
    names = [
        Column("kawasan", "Kawasan", CellKind.TEXT, "Kawasan tempat-tempat program", BY_APP, 24, False),
        Column("kecamatan", "Kecamatan", CellKind.TEXT, "Kecamatan tempat-tempat program", areas, 24, False),
    ]
    formula = "rumus dari lembar Lokus"
    helpers = [
        Column("jumlah_lokus", "Jumlah lokus", CellKind.WHOLE, "Banyaknya baris pada lembar Lokus", formula, 12, False),
        *(
            Column(
                kawasan_key(item.kode_kawasan),
                f"Di {item.nama}",
                CellKind.MARK,
                "1 bila program mempunyai tempat di kawasan ini, juga bila beberapa; dipakai rumus matriks",
                formula,
                16,
                False,
            )
            for item in packet.kawasan
        ),
        Column(
            JUMLAH_KAWASAN,
            "Jumlah kawasan",
            CellKind.WHOLE,
            "Banyaknya kawasan yang dijangkau; lebih dari 1 berarti lintas kawasan",
            formula,
            13,
            False,
        ),
        Column(LUAR, text.OUTSIDE_KAWASAN, CellKind.MARK, "1 bila semua tempatnya di luar kawasan", formula, 13, False),
        Column(BELUM, "Belum berlokus", CellKind.MARK, "1 bila belum mempunyai tempat", formula, 13, False),
    ]
    columns = (*(item.column for item in given), *names, *helpers)
    table = Table("Program", "", columns, ())
    rows = []
    for number, row in enumerate(packet.rows):
        here = select.find_places(row, packet.flt)
        rows.append(
            (
                *(item.value(packet.dataset, row) for item in given),
                area_names(packet.dataset, (place.kode_kawasan for place in here)),
                area_names(packet.dataset, (place.kode_kec for place in here)),
                *_helpers(packet, table, lokus, here, number),
            )
        )
    table = Table(
        "Program",
        "Program: satu baris satu program",
        columns,
        tuple(rows),
        frozenset(number for number, row in enumerate(packet.rows) if row.contoh),
        frozen_columns=1,
        paper=A3,
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
    total = sum(item.kode_kawasan in reached for item in packet.kawasan)
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
    def shown(key: str) -> str:
        return table.ref(key).rpartition("!")[2]

    total = packet.totals
    sums = {"opd": Formula('"Yang tampak:"', "Yang tampak:")}
    sums["program"] = Formula(f'SUBTOTAL(103,{shown("id")})&" program"', f"{total.program} program")
    for key in ("pagu", "realisasi"):
        value = getattr(total, key)
        sums[key] = Formula(
            f'IF(SUBTOTAL(102,{shown(key)})=0,"{text.NOT_FILLED_IN}",SUBTOTAL(109,{shown(key)}))', _known(value)
        )
    return replace(table, shown_sums=sums)


def unplaced_table(packet: Packet) -> Table:
    """Give the programs that still need a place, in whatever kawasan they will be."""
    title = "Program yang belum berlokus, di kawasan mana pun"
    return _list(packet, packet.unplaced, "Belum berlokus", title, (*_CORE, *_COURSE))


def cancelled_table(packet: Packet) -> Table:
    """Give the cancelled programs, which no other sheet counts."""
    return _list(packet, packet.cancelled, "Dibatalkan", CANCELLED_PROGRAMS, (*_CORE, _LOKUS, *_COURSE))


def _list(packet: Packet, rows: tuple[Intervensi, ...], name: str, title: str, given: tuple[_Given, ...]) -> Table:
    return Table(
        name,
        title,
        tuple(item.column for item in given),
        tuple(tuple(item.value(packet.dataset, row) for item in given) for row in rows),
        frozenset(number for number, row in enumerate(rows) if row.contoh),
        frozen_columns=1,
    )
