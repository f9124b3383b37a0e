"""A packet as a workbook: the programs in view, their places, matrices and totals as formulas over them."""

from __future__ import annotations

import io

from tkpkp_geo.analysis.flags.find_flags import find_flags
from tkpkp_geo.analysis.flags.rules import format_rule_title
from tkpkp_geo.domain import text
from tkpkp_geo.export.packet.facts import PacketNumber, packet_numbers, packet_source
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.export.xlsx import matrices, programs
from tkpkp_geo.export.xlsx.book import Cell, CellKind, Column, Formula, Table, TableBook, row_height

_WIDTHS = (42, 60, 44)  # of the first sheet
RINGKASAN, KAMUS = "Ringkasan", "Kamus data"
_ISI = {
    "Program": "satu baris satu program; saring dan urutkan di sini",
    "Lokus": "satu baris tiap program dan tempatnya",
    "Belum berlokus": "program yang masih menunggu tempat",
    "OPD × kawasan": "siapa mengerjakan apa di mana",
    "Fungsi × kawasan": "fungsi kawasan yang dilayani",
    "OPD × fungsi": "fungsi yang dilayani tiap OPD",
    "Menurut kawasan": "isi tiap kawasan",
    "Perlu dibahas": "hal yang patut dibicarakan, tanpa menghakimi",
    KAMUS: "arti tiap kolom",
}


def render_xlsx(item: Packet) -> bytes:
    """Draw a packet.

    Returns
    -------
    bytes
        An XLSX file that opens in Excel 2016 and LibreOffice. Numbers of `packet.numbers` stand on the first sheet in
        column B, their code in column D; each is a formula where the sheets hold what it counts.
    """
    lokus = programs.place_table(item)
    program = programs.program_table(item, lokus)
    unplaced = programs.unplaced_table(item)
    cancelled = [programs.cancelled_table(item)] if item.cancelled else []
    crossings = matrices.matrix_tables(item, program)
    tables = [
        program,
        lokus,
        unplaced,
        *cancelled,
        *crossings,
        matrices.kawasan_table(item, program, crossings[0]),
        _matters(item),
    ]
    buffer = io.BytesIO()
    book = TableBook(buffer, packet_source(item), item.today)
    _summary(book, item, program, unplaced)
    for table in tables:
        book.table(table)
    book.table(_dictionary(tables))
    book.close()
    return buffer.getvalue()


def _summary(book: TableBook, item: Packet, program: Table, unplaced: Table) -> None:
    sheet = book.page(RINGKASAN, f"{text.APP_TITLE} · {item.dataset.province.nama}")
    book.band(sheet, 3)
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.set_column(3, 3, 18, None, {"hidden": True})
    line = 4
    for title, rows in (
        ("Keterangan", [(fact.label, fact.words, "", "", CellKind.TEXT) for fact in packet_source(item).facts]),
        ("Angka pokok", [_number(number, program, unplaced) for number in packet_numbers(item)]),
    ):
        book.cell(sheet, line, 0, title, CellKind.TEXT, bold=True, font_size=12)
        for label, value, note, kode, kind in rows:
            line += 1
            book.cell(sheet, line, 0, label, CellKind.TEXT, border=1)
            book.cell(sheet, line, 1, value, kind, border=1, align="left", bold=bool(note))
            if note:
                book.cell(sheet, line, 2, note, CellKind.TEXT, border=1, italic=True)
                book.cell(sheet, line, 3, kode, CellKind.CODE)
            sheet.set_row(line, row_height([label, value, note], _WIDTHS))
        line += 2
    book.cell(sheet, line, 0, "Lembar", CellKind.TEXT, bold=True, font_size=12)
    for name, words in _ISI.items():
        line += 1
        sheet.write_url(line, 0, f"internal:'{name}'!A1", string=name)
        book.cell(sheet, line, 1, words, CellKind.TEXT)
    sheet.print_area(0, 0, line, 2)


def _number(number: PacketNumber, program: Table, unplaced: Table) -> tuple[str, Cell, str, str, CellKind]:
    def money(key: str) -> str:
        cells = program.ref(key)
        return f'IF(COUNT({cells})=0,"{text.NOT_FILLED_IN}",SUM({cells}))'

    def cells(key: str) -> str:
        return program.ref(key)

    every = f"COUNTA({cells('id')})"
    verified = text.VERIFIKASI_LABELS["terverifikasi"]
    formula, note = {
        "program": (every, "baris pada lembar Program"),
        "opd": (matrices.distinct_count(program, "kode_opd", 0).formula, "OPD yang berbeda pada lembar Program"),
        "pagu": (money("pagu"), "jumlah kolom Pagu; tiap program sekali"),
        "realisasi": (money("realisasi"), "jumlah kolom Realisasi; tiap program sekali"),
        "tanpa_pagu": (f"{every}-COUNT({cells('pagu')})", "baris yang kolom Pagu-nya belum diisi"),
        "lintas": (f'COUNTIF({cells(programs.JUMLAH_KAWASAN)},">1")', "kolom Jumlah kawasan lebih dari 1"),
        "belum_berlokus": (f"COUNTA({unplaced.ref('id')})", "baris pada lembar Belum berlokus"),
        "belum_terverifikasi": (f'{every}-COUNTIF({cells("verifikasi")},"{verified}")', "kolom Verifikasi"),
        "contoh": (f'COUNTIF({cells("jenis_data")},"{text.DATA_LABELS["contoh"]}")', "kolom Jenis data"),
    }[number.kode]
    value = Formula(formula, text.NOT_FILLED_IN if number.value is None else number.value)
    label = f"{number.label} (Rp)" if number.is_money else number.label
    return label, value, note, number.kode, CellKind.RUPIAH if number.is_money else CellKind.WHOLE


def _matters(item: Packet) -> Table:
    dataset, samples = item.dataset, {row.id for row in item.dataset.intervensi if row.contoh}
    flags = find_flags(dataset, item.flt, item.today)
    columns = (
        ("aturan", "Aturan", "Aturan yang menemukannya", 26),
        ("perihal", "Perihal", "Apa yang patut dibahas", 34),
        ("alasan", "Alasan", "Mengapa", 44),
        ("kawasan", "Kawasan", "Kawasan yang bersangkutan", 22),
        ("opd", "OPD", "OPD yang bersangkutan", 26),
        ("program", "ID program", "Program yang menjadi dasarnya; kosong bila dasarnya adalah ketiadaan", 22),
        ("tanda", "Tanda", "DATA CONTOH bila dasarnya termasuk program contoh", 13),
        ("tanggapan", "Tanggapan", "Sudah atau belum dibahas, dan catatannya", 26),
    )
    rows = []
    for flag in flags:
        answer = f"sudah dibahas: {flag.answer.catatan}" if flag.answer else "belum dibahas"
        rows.append(
            (
                format_rule_title(flag.rule, flag.is_opportunity),
                flag.title,
                flag.reason,
                ", ".join(dataset.area_name(kode) for kode in flag.kawasan),
                ", ".join(dataset.opd_by_kode[kode].ringkas for kode in flag.opd),
                ", ".join(flag.ids),
                text.SAMPLE_DATA if samples & set(flag.ids) else "",
                answer,
            )
        )
    return Table(
        "Perlu dibahas",
        "Perlu dibahas",
        tuple(Column(key, title, CellKind.TEXT, meaning, "aplikasi", width) for key, title, meaning, width in columns),
        tuple(rows),
        frozenset(number for number, flag in enumerate(flags) if samples & set(flag.ids)),
    )


def _dictionary(tables: list[Table]) -> Table:
    unit = {CellKind.RUPIAH: "rupiah", CellKind.PERCENT: "persen", CellKind.DATE: "hari"}
    head = (("Lembar", 18), ("Kolom", 30), ("Arti", 62), ("Jenis", 14), ("Satuan", 10), ("Sumber", 28))
    rows = [
        (
            table.name,
            " ".join(column.title.split()),
            column.meaning,
            str(column.kind),
            unit.get(column.kind, ""),
            column.source + ("" if column.printed else "; tidak dicetak"),
        )
        for table in tables
        for column in table.columns
    ]
    columns = tuple(Column(title, title, CellKind.TEXT, "", "", width) for title, width in head)
    return Table(KAMUS, "Kamus data: arti tiap kolom", columns, tuple(rows), frozen_columns=2)
