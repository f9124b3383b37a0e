"""The matrices as sheets: every cell and total is a formula over the sheet Program, where a program is one row.

A program of two kawasan counts in both columns and once in the total: totals are never sums of cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from tkpkp_geo.analysis import reports, select
from tkpkp_geo.analysis.matrix.build_matrix import build_matrix
from tkpkp_geo.analysis.matrix.matrix_records import (
    Arrangement,
    Blank,
    CellSum,
    Level,
    MatrixColumn,
    format_blank,
    format_matrix_column,
    format_matrix_row,
)
from tkpkp_geo.analysis.view_words import rests_on_news
from tkpkp_geo.domain import text
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.export.packet.tables import MATRIX_NAMES
from tkpkp_geo.export.xlsx import programs
from tkpkp_geo.export.xlsx.book import A3, A4, FIRST, Cell, CellKind, Column, Formula, Table, quoted_sheet_name

_RUMUS = "rumus dari lembar Program"
_TOTAL = "jumlah_program"
_WIDE = 14  # columns that A4 still shows legibly


class Sums:
    """Formulas over the rows of the sheet Program that fulfil conditions, and the values they have now."""

    def __init__(self, program: Table) -> None:
        self._program = program

    def equals(self, key: str, other: str) -> str:
        """Give the condition that a column equals a cell or number; texts are compared whole."""
        return f"({self._program.ref(key)}={other})"

    def count(self, conditions: Sequence[str]) -> str:
        """Give the number of programs."""
        if not conditions:
            return f"COUNTA({self._program.ref('id')})"
        return f"SUMPRODUCT({'*'.join([*conditions, '1'])})"

    def money(self, conditions: Sequence[str], value: int | None, program: int, key: str = "pagu") -> Formula:
        """Give what they cost together: nothing where there is none, "belum diisi" where none says."""
        cells = self._program.ref(key)
        given = f"SUMPRODUCT({'*'.join([*conditions, f'ISNUMBER({cells})'])}*1)"
        total = f"SUMPRODUCT({'*'.join([*conditions, '1'])},{cells})" if conditions else f"SUM({cells})"
        shown = "" if not program else text.NOT_FILLED_IN if value is None else value
        formula = f'IF({self.count(conditions)}=0,"",IF({given}=0,"{text.NOT_FILLED_IN}",{total}))'
        return Formula(formula, shown)

    def missing(self, conditions: Sequence[str], value: int) -> Formula:
        """Give the number of programs whose pagu is not filled in."""
        cells = self._program.ref("pagu")
        given = f"SUMPRODUCT({'*'.join([*conditions, f'ISNUMBER({cells})'])}*1)"
        return Formula(f"{self.count(conditions)}-{given}", value)


def matrix_tables(packet: Packet, program: Table) -> list[Table]:
    """Give the matrices OPD × kawasan, fungsi × kawasan and OPD × fungsi, in this order."""
    return [_crossing(packet, program, arrangement) for arrangement in MATRIX_NAMES]


def _crossing(packet: Packet, program: Table, arrangement: Arrangement) -> Table:
    dataset, sums = packet.dataset, Sums(program)
    matrix = build_matrix(dataset, packet.flt, arrangement, reports.find_report_year(dataset, packet.today))
    of_fungsi = arrangement is Arrangement.FUNGSI_KAWASAN
    own = "kode_fungsi" if of_fungsi else "kode_opd"
    names = [format_matrix_column(dataset, item) for item in matrix.columns]
    kinds = [_condition(sums, item, number) for number, item in enumerate(matrix.columns)]
    rows: list[tuple[Cell, ...]] = []
    for number, (kode, cells, total) in enumerate(zip(matrix.rows, matrix.cells, matrix.row_sums, strict=True)):
        this = sums.equals(own, f"$A{FIRST + number}")
        line: list[Cell] = [kode or text.NOT_FILLED_IN, format_matrix_row(dataset, arrangement, kode)]
        for condition, cell in zip(kinds, cells, strict=True):
            line += _cell(sums, [this, condition], cell)
        rows.append((*line, *_total(sums, [this], total)))
    last: list[Cell] = ["Jumlah", ""]
    for condition, total in zip(kinds, matrix.column_sums, strict=True):
        last += [Formula(sums.count([condition]), total.program), sums.money([condition], total.pagu, total.program)]
    rows.append((*last, *_total(sums, [], matrix.total)))
    heads = [
        column
        for number, name in enumerate(names)
        for column in (
            Column(
                f"program_{number}",
                f"{name}\nProgram",
                CellKind.WHOLE,
                "Banyaknya program, atau alasan sel kosong",
                _RUMUS,
                15,
            ),
            Column(f"pagu_{number}", f"{name}\nPagu (Rp)", CellKind.RUPIAH, "Jumlah pagu program itu", _RUMUS, 17),
        )
    ]
    kind = "fungsi" if of_fungsi else "OPD"
    columns = (
        Column("kode", f"Kode {kind}", CellKind.CODE, f"Kode {kind}; acuan rumus baris ini", "aplikasi", 14),
        Column("nama", "Fungsi kawasan" if of_fungsi else "OPD", CellKind.TEXT, f"Nama {kind}", "aplikasi", 28),
        *heads,
        Column(
            _TOTAL,
            "Jumlah\nProgram",
            CellKind.WHOLE,
            "Tiap program dihitung sekali, jadi bukan jumlah sel di kirinya",
            _RUMUS,
            10,
        ),
        Column("jumlah_pagu", "Jumlah\nPagu (Rp)", CellKind.RUPIAH, "Pagu tiap program dihitung sekali", _RUMUS, 18),
        Column("tanpa_pagu", "Pagu belum diisi", CellKind.WHOLE, "Program yang pagunya belum diisi", _RUMUS, 10),
    )
    title = f"{MATRIX_NAMES[arrangement]}: program dan pagu; tiap program dihitung sekali dalam jumlah"
    paper = A3 if len(columns) > _WIDE else A4
    return Table(MATRIX_NAMES[arrangement], title, columns, tuple(rows), has_totals=True, frozen_columns=2, paper=paper)


def _condition(sums: Sums, item: MatrixColumn, number: int) -> str:
    if item.level is Level.FUNGSI:
        # The fungsi stand in the same order as the rows of that matrix.
        return sums.equals(
            "kode_fungsi", f"{quoted_sheet_name(MATRIX_NAMES[Arrangement.FUNGSI_KAWASAN])}!$A${FIRST + number}"
        )
    elsewhere = {Level.OUTSIDE: programs.LUAR, Level.UNPLACED: programs.BELUM}
    return sums.equals(elsewhere.get(item.level) or programs.kawasan_key(item.kode), "1")


def _cell(sums: Sums, conditions: Sequence[str], cell: CellSum | Blank) -> list[Cell]:
    count = sums.count(conditions)
    if isinstance(cell, Blank):
        why = format_blank(cell)
        return [Formula(f'IF({count}=0,"{why}",{count})', why), sums.money(conditions, None, 0)]
    return [Formula(count, cell.program), sums.money(conditions, cell.pagu, cell.program)]


def _total(sums: Sums, conditions: Sequence[str], total: CellSum) -> list[Cell]:
    return [
        Formula(sums.count(conditions), total.program),
        sums.money(conditions, total.pagu, total.program),
        sums.missing(conditions, total.without_pagu),
    ]


def kawasan_table(packet: Packet, program: Table, crossing: Table) -> Table:
    """Give what each kawasan has; its OPD are counted in the columns of `crossing` (OPD × kawasan)."""
    dataset, sums = packet.dataset, Sums(program)
    rows: list[tuple[Cell, ...]] = []
    for number, item in enumerate(packet.kawasan):
        summary = select.build_kawasan_summary(dataset, packet.rows, item.kode_kawasan, packet.flt)
        total, here = summary.totals, [sums.equals(programs.kawasan_key(item.kode_kawasan), "1")]
        cells = f"{quoted_sheet_name(crossing.name)}!${crossing.letters(f'program_{number}')}${FIRST}"
        end = f"${crossing.letters(f'program_{number}')}${FIRST + len(crossing.rows) - 2}"
        opd = Formula(f'COUNTIF({cells}:{end},">0")', total.opd) if len(crossing.rows) > 1 else total.opd
        rows.append(
            (
                item.kode_kawasan,
                item.nama,
                dataset.kabupaten_name(item.kode_kab),
                summary.members,
                summary.members - len(summary.unreached),
                opd,
                Formula(sums.count(here), total.program),
                sums.money(here, total.pagu, total.program),
                sums.money(here, total.realisasi, total.program, "realisasi"),
                sums.missing(here, total.without_pagu),
            )
        )
    total = packet.totals
    rows.append(
        (
            "Jumlah",
            "",
            "",
            None,
            None,
            distinct_count(program, "kode_opd", total.opd),
            Formula(sums.count([]), total.program),
            sums.money([], total.pagu, total.program),
            sums.money([], total.realisasi, total.program, "realisasi"),
            sums.missing([], total.without_pagu),
        )
    )
    members = text.MEMBERSHIP_SOURCE if rests_on_news(packet.dataset) else "Desa yang menjadi anggota kawasan"
    columns = (
        Column("kode", "Kode kawasan", CellKind.CODE, "Kode kawasan", "aplikasi", 12),
        Column("nama", "Kawasan", CellKind.TEXT, "Nama kawasan", "aplikasi", 26),
        Column("kabupaten", "Kabupaten", CellKind.TEXT, "Kabupaten kawasan itu", "aplikasi", 18),
        Column("anggota", "Desa anggota", CellKind.WHOLE, members, "aplikasi", 10),
        Column(
            "terjangkau",
            "Desa anggota terjangkau",
            CellKind.WHOLE,
            "Desa anggota yang menjadi lokus sebuah program; "
            "program setingkat kecamatan atau kawasan belum dianggap menjangkau desanya",
            "aplikasi",
            12,
        ),
        Column("opd", "OPD", CellKind.WHOLE, "OPD yang mempunyai program di kawasan itu", _RUMUS, 8),
        Column(
            "program",
            "Program",
            CellKind.WHOLE,
            "Program yang mempunyai tempat di kawasan itu; yang lintas kawasan "
            "ada pada tiap kawasannya dan sekali dalam jumlah",
            _RUMUS,
            10,
        ),
        Column("pagu", "Pagu (Rp)", CellKind.RUPIAH, "Pagu utuh program-program itu", _RUMUS, 19),
        Column("realisasi", "Realisasi (Rp)", CellKind.RUPIAH, "Realisasi program-program itu", _RUMUS, 19),
        Column("tanpa_pagu", "Pagu belum diisi", CellKind.WHOLE, "Program yang pagunya belum diisi", _RUMUS, 10),
    )
    title = "Menurut kawasan; jumlahnya menghitung tiap program sekali, juga yang di luar kawasan atau belum berlokus"
    return Table("Menurut kawasan", title, columns, tuple(rows), has_totals=True, frozen_columns=2)


def distinct_count(program: Table, key: str, value: int) -> Formula:
    """Count the different codes in a column of the sheet Program."""
    cells = program.ref(key)
    return Formula(f'ROUND(SUMPRODUCT(({cells}<>"")/COUNTIF({cells},{cells}&"")),0)', value)
