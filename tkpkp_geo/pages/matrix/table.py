"""What the browser is told of a matrix: numbers and codes, and the words round it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from tkpkp_geo.analysis.matrix.cell_filter import needs_ids
from tkpkp_geo.analysis.matrix.matrix_records import (
    OUTSIDE_LABELS,
    Arrangement,
    Blank,
    BlankReason,
    CellSum,
    Level,
    Matrix,
    MatrixColumn,
)
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import MOST_IDS, Filter
from tkpkp_geo.domain.synergy_records import Statement
from tkpkp_geo.pages.shared import figures, links
from tkpkp_geo.pages.shared.markup import join

# Never by colour alone.
SIGNS = {
    BlankReason.NO_PROGRAM: figures.PERNYATAAN[Statement.TIDAK_ADA],
    BlankReason.NOT_REPORTED: figures.PERNYATAAN[Statement.BELUM],
    BlankReason.OUTSIDE_DUTIES: figures.PERNYATAAN[Statement.DI_LUAR],
    BlankReason.FILTERED_OUT: "·",
    BlankReason.NOT_ENTERED: figures.PERNYATAAN[Statement.ADA],
    BlankReason.NOT_HERE: "",
}
_ORDER = tuple(SIGNS)
_BESIDE = {"program": "pagu", "pagu": "pagu", "realisasi": "realisasi"}
_CORNER = {Arrangement.FUNGSI_KAWASAN: "Fungsi kawasan"}
_TITLES = {
    Arrangement.OPD_KAWASAN: "Program menurut OPD dan kawasan",
    Arrangement.FUNGSI_KAWASAN: "Program menurut fungsi kawasan dan kawasan",
    Arrangement.OPD_FUNGSI: "Program menurut OPD dan fungsi kawasan",
}


def build_payload(dataset: Dataset, flt: Filter, matrix: Matrix, tampak: str) -> dict[str, object]:
    """Describe a matrix in plain JSON types.

    Parameters
    ----------
    tampak : {"program", "pagu", "realisasi"}
        What the cells show.

    Returns
    -------
    dict
        A cell with programs is ``[programs, class, money, without pagu]``, one without ``[-1 - reason, missing]``.
    """
    measured = [_measure(cell, tampak) for line in matrix.cells for cell in line if isinstance(cell, CellSum)]
    ends = style.breaks(measured)
    money = _BESIDE[tampak]

    def build_cell(item: CellSum | Blank, total: bool = False) -> list[object]:
        if isinstance(item, Blank):
            return [-1 - _ORDER.index(item.reason), item.missing]
        amount = getattr(item, money)
        grade = 0 if total else style.classify(_measure(item, tampak), ends)
        return [
            item.program,
            grade,
            None if amount is None else text.format_rupiah(amount),
            item.without_pagu,
        ]

    blank = {item.reason for line in matrix.cells for item in line if isinstance(item, Blank)}
    rows = [
        [kode, _format_row_name(dataset, matrix.arrangement, kode), needs_ids(matrix.arrangement, kode, None, dataset)]
        for kode in matrix.rows
    ]
    return {
        "title": _TITLES[matrix.arrangement],
        "corner": _CORNER.get(matrix.arrangement, "OPD"),
        "symbols": matrix.arrangement is not Arrangement.FUNGSI_KAWASAN,
        "arrangement": matrix.arrangement.value,
        "shown": tampak,
        "rows": rows,
        "columns": [_build_column(dataset, matrix, item) for item in matrix.columns],
        "cells": [[build_cell(item) for item in line] for line in matrix.cells],
        "row_totals": [build_cell(item, total=True) for item in matrix.row_sums],
        "column_totals": [build_cell(item, total=True) for item in matrix.column_sums],
        "total": build_cell(matrix.total, total=True),
        "blanks": [[SIGNS[item], item.value, item in blank] for item in _ORDER],
        "legend": list(style.legend_labels(tampak, ends)[1:]),
        "query": flt.to_query(),
        "most": MOST_IDS,
    }


def _is_off_by_rounding(line: Iterable[CellSum | Blank], total: CellSum | Blank) -> bool:
    cells = [cell for cell in line if isinstance(cell, CellSum)]
    return isinstance(total, CellSum) and any(
        text.is_off_by_rounding([getattr(cell, money) for cell in cells], getattr(total, money))
        for money in ("pagu", "realisasi")
    )


def _measure(cell: CellSum, tampak: str) -> int:
    return getattr(cell, tampak) or 0


def _format_row_name(dataset: Dataset, susunan: Arrangement, kode: str) -> str:
    if susunan is Arrangement.FUNGSI_KAWASAN:
        return dataset.choice_name("fungsi", kode) if kode else text.NOT_FILLED_IN.capitalize()
    return dataset.opd_by_kode[kode].nama_pendek


def _build_column(dataset: Dataset, matrix: Matrix, item: MatrixColumn) -> list[object]:
    names = {
        Level.KAWASAN_ONLY: "Tingkat kawasan",
        Level.KECAMATAN_ONLY: "Tingkat kecamatan",
        **OUTSIDE_LABELS,
    }
    if item.level is Level.FUNGSI:
        name = _format_row_name(dataset, Arrangement.FUNGSI_KAWASAN, item.kode)
    elif item.level in names:
        name = names[item.level]
    else:
        name = ("Kec. " if item.level is Level.KECAMATAN else "") + dataset.area_name(item.kode)
    by_id = needs_ids(matrix.arrangement, None, item, dataset)
    return [item.level.value, item.kode, name, item.kawasan, item.kecamatan, item.is_open, by_id]


def build_notes(dataset: Dataset, flt: Filter, matrix: Matrix) -> Markup:
    """Say how the totals count, and what year the blanks speak of."""
    lines = []
    if matrix.spanning:
        lines.append(f"{text.format_number(matrix.spanning)} program lintas kawasan dihitung sekali pada jumlah.")
    if any(item.is_open for item in matrix.columns):
        lines.append("Program yang menjangkau beberapa kecamatan atau desa dihitung sekali pada jumlahnya.")
    lines_and_sums = [*zip(matrix.cells, matrix.row_sums, strict=True), (matrix.column_sums, matrix.total)]
    if any(_is_off_by_rounding(line, total) for line, total in lines_and_sums):
        lines.append(f"Jumlah dihitung dari angka penuh; selisihnya dengan angka yang tampak adalah {text.ROUNDED}.")
    years = text.join_names(list(matrix.years))
    current = "" if flt.tahun else " (tahun berjalan, karena saringan tidak memilih tahun)"
    lines.append(f"Keterangan sel kosong menurut laporan OPD tahun {years}{current}.")
    if matrix.hidden:
        lines.append(
            f"{text.format_number(matrix.hidden)} OPD lain tidak dimuat: keanggotaan TKPKP belum dikonfirmasi, "
            "belum melapor, dan tanpa program dalam saringan ini."
        )
    board = Markup('<a href="{}" target="_self">Laporan OPD</a>').format(links.build_path("laporan", []))
    return Markup('<div class="matrix-notes">{}</div>').format(join(map(Markup("<p>{}</p>").format, [*lines, board])))
