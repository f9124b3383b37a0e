"""The tables of slides and paper, as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tkpkp_geo.analysis import reports, select, view_words
from tkpkp_geo.analysis.flags.find_flags import find_flags
from tkpkp_geo.analysis.flags.rules import format_rule_title
from tkpkp_geo.analysis.matrix.build_matrix import build_matrix
from tkpkp_geo.analysis.matrix.matrix_records import (
    Arrangement,
    Blank,
    CellSum,
    Matrix,
    format_blank,
    format_matrix_column,
    format_matrix_row,
)
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.grid import Grid
from tkpkp_geo.domain.records import DataKind, Intervensi
from tkpkp_geo.export.packet.facts import packet_numbers
from tkpkp_geo.export.packet.packet import Area, Packet

MATRIX_NAMES = {
    Arrangement.OPD_KAWASAN: "OPD × kawasan",
    Arrangement.FUNGSI_KAWASAN: "Fungsi × kawasan",
    Arrangement.OPD_FUNGSI: "OPD × fungsi",
}

CANCELLED_PROGRAMS = "Program yang dibatalkan, tidak ikut dihitung"


def summary_table(packet: Packet) -> Grid:
    """Give the packet's numbers, to their last digit."""
    return Grid(
        title="Angka pokok",
        head=("Angka", "Nilai"),
        rows=tuple((item.label, item.words) for item in packet_numbers(packet)),
        widths=(3.0, 2.0),
        right=(1,),
    )


def kawasan_table(packet: Packet) -> Grid:
    """Give what each kawasan has; a program of two kawasan stands in both and counts once in the total."""
    rows = []
    for item in packet.kawasan:
        here = packet.rows_in(Area.of_kawasan(item.kode_kawasan))
        summary = select.build_kawasan_summary(packet.dataset, here, item.kode_kawasan, packet.flt)
        reached = summary.members - len(summary.unreached)
        rows.append(
            (
                item.nama,
                packet.dataset.kabupaten_name(item.kode_kab),
                f"{reached} dari {summary.members}",
                text.format_number(summary.totals.opd),
                text.format_number(summary.totals.program),
                _money(summary.totals.pagu, summary.totals.program),
            )
        )
    total = packet.totals
    last = (
        "Jumlah",
        "",
        "",
        text.format_number(total.opd),
        text.format_number(total.program),
        _money(total.pagu, total.program),
    )
    return Grid(
        title="Menurut kawasan",
        head=("Kawasan", "Kabupaten", "Desa anggota terjangkau", "OPD", "Program", "Pagu"),
        rows=(*rows, last),
        widths=(3.2, 2.2, 1.8, 0.8, 1.1, 2.4),
        right=(2, 3, 4, 5),
        has_total=True,
    )


def matrix_table(packet: Packet, arrangement: Arrangement) -> Grid | None:
    """Give a matrix with totals that count each program once; ``None`` where it has no row or column."""
    year = reports.find_report_year(packet.dataset, packet.today)
    matrix = build_matrix(packet.dataset, packet.flt, arrangement, year)
    if not matrix.rows or not matrix.columns:
        return None
    return matrix_grid(
        packet.dataset, matrix, f"Program dan pagu: {MATRIX_NAMES[arrangement]}", text.format_rupiah_in_full
    )


def matrix_grid(dataset: Dataset, matrix: Matrix, title: str, money: Callable[[int], str]) -> Grid:
    """Give a matrix as a table; `money` writes its pagu, in words or to the last rupiah."""

    def cell(item: CellSum | Blank) -> str:
        return _cell(item, money)

    rows = [
        (format_matrix_row(dataset, matrix.arrangement, kode), *map(cell, cells), cell(total))
        for kode, cells, total in zip(matrix.rows, matrix.cells, matrix.row_sums, strict=True)
    ]
    return Grid(
        title=title,
        head=(
            MATRIX_NAMES[matrix.arrangement].partition(" ")[0],
            *(format_matrix_column(dataset, item) for item in matrix.columns),
            "Jumlah",
        ),
        rows=(*rows, ("Jumlah", *map(cell, matrix.column_sums), cell(matrix.total))),
        widths=(1.9, *(1.95 for _ in matrix.columns), 1.85),
        has_total=True,
    )


def _cell(item: CellSum | Blank, money: Callable[[int], str]) -> str:
    if isinstance(item, Blank):
        return format_blank(item)
    lines = [f"{text.format_number(item.program)} program"]
    if item.program:
        lines.append(f"pagu {text.NOT_FILLED_IN}" if item.pagu is None else money(item.pagu))
    if item.pagu is not None and item.without_pagu:
        lines.append(f"pagu {text.format_number(item.without_pagu)} program {text.NOT_FILLED_IN}")
    return "\n".join(lines)


def program_table(packet: Packet, rows: Iterable[Intervensi], title: str = "Daftar program") -> Grid:
    """List programs OPD by OPD, each with its places, no more precisely than they are known."""
    dataset = packet.dataset
    ordered = [row for _, group in select.group_by_opd(dataset, rows) for row in group]
    return Grid(
        title=title,
        head=("No.", "OPD", "Program", "Lokus", "Tahun", "Status", "Sumber dana", "Pagu"),
        rows=tuple(
            (
                text.format_number(number),
                dataset.opd_by_kode[row.kode_opd].nama_pendek,
                program_words(row),
                place_words(dataset, row),
                row.tahun,
                dataset.choice_name("status", row.status),
                dataset.choice_name("dana", row.sumber_dana),
                text.format_rupiah_in_full(row.pagu),
            )
            for number, row in enumerate(ordered, 1)
        ),
        widths=(0.6, 1.9, 3.6, 2.6, 0.8, 1.1, 1.2, 1.9),
        right=(0, 7),
    )


def program_words(row: Intervensi) -> str:
    """Give a program's name, and under it what does not stand as it is."""
    return row.program + (f"\n({marks})" if (marks := mark_words(row)) else "")


def mark_words(row: Intervensi) -> str:
    """Say what of a program does not stand as it is, "" for most."""
    return ", ".join(text.SAMPLE_DATA if mark == DataKind.CONTOH else mark for mark in row.tanda)


def place_words(dataset: Dataset, row: Intervensi) -> str:
    """Name all places of a program."""
    return ", ".join(select.format_place_name(dataset, place) for place in row.lokus) or text.WITHOUT_LOKUS


def area_names(dataset: Dataset, codes: Iterable[str | None]) -> str:
    """Name areas, each once and in their order; a place that lies in none has ``None``."""
    return ", ".join(dataset.area_name(kode) for kode in dict.fromkeys(codes) if kode)


def matters_table(packet: Packet) -> Grid | None:
    """Give what is to be talked about, rule by rule; ``None`` where there is nothing."""
    flags = find_flags(packet.dataset, packet.flt, packet.today)
    if not flags:
        return None
    return Grid(
        title="Perlu dibahas",
        head=("Aturan", "Perihal", "Alasan", "Tanggapan"),
        rows=tuple(
            (
                format_rule_title(flag.rule, flag.is_opportunity),
                flag.title,
                flag.reason,
                "sudah dibahas" if flag.answer else "belum dibahas",
            )
            for flag in flags
        ),
        widths=(2.2, 3.0, 3.6, 1.2),
    )


def brief_words(rows: tuple[Intervensi, ...]) -> str:
    """Sum programs up in one line, with their pagu to the last rupiah."""
    total = select.build_totals(rows)
    words = view_words.format_brief(rows)
    return f"{words} · pagu {text.format_rupiah_in_full(total.pagu)}" if total.program else words


def _money(value: int | None, count: int) -> str:
    return (text.format_rupiah_in_full(value) if value is not None else f"pagu {text.NOT_FILLED_IN}") if count else "–"
