"""Builds the matrix of a filter: its columns, its rows, the sums of its cells and why some are blank."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.matrix.blank_reasons import BlankFinder
from tkpkp_geo.analysis.matrix.matrix_arrays import CellSums, MatrixArrays, build_arrays
from tkpkp_geo.analysis.matrix.matrix_columns import PlaceColumns, build_fungsi_columns, find_shown_fungsi
from tkpkp_geo.analysis.matrix.matrix_records import (
    Arrangement,
    Blank,
    BlankReason,
    CellSum,
    Level,
    Matrix,
    MatrixColumn,
)
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter

_ELSEWHERE = Blank(BlankReason.NOT_HERE)


def build_matrix(
    dataset: Dataset, flt: Filter, arrangement: Arrangement, report_years: str, opened: Collection[str] = ()
) -> Matrix:
    """Build the matrix of a filter.

    Parameters
    ----------
    report_years : str
        Year whose reports say why a cell is blank, where the filter names none.
    opened : collection of str
        Codes of kawasan and kecamatan whose parts get columns of their own.
    """
    table = build_arrays(dataset)
    tahun = flt.tahun or (report_years,)
    blanks = BlankFinder(dataset, flt, tahun)
    chosen = table.index.mask(flt)
    axis = "fungsi" if arrangement is Arrangement.FUNGSI_KAWASAN else "opd"
    spanning = 0
    if arrangement is Arrangement.OPD_FUNGSI:
        columns, rows, column = build_fungsi_columns(table, flt, chosen)
    else:
        places = PlaceColumns(dataset, table, flt, opened, chosen)
        columns = places.columns
        rows, column = places.pairs()
        spanning = places.count_spanning(rows, column)
    width, height = len(columns), len(table.axis[axis])
    group = table.group[axis]
    every = np.flatnonzero(chosen)
    row_sums = table.sums(every, group[every], height)
    if axis == "fungsi":
        shown = find_shown_fungsi(table, flt, chosen)
    else:
        shown = _find_shown_opd(dataset, flt, table, blanks, row_sums.program)
    sums = table.sums(rows, group[rows] * width + column, height * width)
    return Matrix(
        arrangement=arrangement,
        rows=tuple(table.axis[axis][i] for i in shown),
        columns=tuple(columns),
        cells=_build_cells(*_find_blanks(table, blanks, arrangement, dataset, flt), sums, columns, shown),
        row_sums=tuple(row_sums.take(shown)),
        column_sums=tuple(table.sums(rows, column, width).take(range(width))),
        total=table.sums(every, np.zeros(len(every), dtype=int), 1).take([0])[0],
        spanning=spanning,
        years=tuple(tahun),
        hidden=height - len(shown) if axis == "opd" and not flt.opd else 0,
    )


def _find_shown_opd(
    dataset: Dataset, flt: Filter, table: MatrixArrays, blanks: BlankFinder, program: np.ndarray
) -> list[int]:
    """Find the OPD that have a row: those of the filter; without any, members and whoever has a program or report."""
    if flt.opd:
        return [i for i, kode in enumerate(table.axis["opd"]) if kode in flt.opd]
    reported = blanks.have_reported()
    return [i for i, item in enumerate(dataset.opd) if item.is_member or program[i] or reported[i]]


def _find_blanks(
    table: MatrixArrays, blanks: BlankFinder, arrangement: Arrangement, dataset: Dataset, flt: Filter
) -> tuple[list[list[Blank]], dict[str, int]]:
    """Find the blanks of all rows, and where in a row the one of a kawasan or fungsi stands."""
    kawasan = {kode: i for i, kode in enumerate(table.index.values["kawasan"])}
    if arrangement is Arrangement.OPD_KAWASAN:
        return blanks.by_opd(), kawasan
    if arrangement is Arrangement.FUNGSI_KAWASAN:
        return blanks.by_fungsi(), kawasan
    shown = [kawasan[item.kode_kawasan] for item in dataset.kawasan if select.shows_kawasan(flt, item)]
    return blanks.opd_by_fungsi(shown), {kode: i for i, kode in enumerate(table.axis["fungsi"])}


def _build_cells(
    blanks: Sequence[Sequence[Blank]],
    position: dict[str, int],
    sums: CellSums,
    columns: Sequence[MatrixColumn],
    shown: Sequence[int],
) -> tuple[tuple[CellSum | Blank, ...], ...]:
    """Build the cells of the rows shown, row by row; `position` says where a row of `blanks` keeps a column's."""
    width = len(columns)
    cells = []
    for row in shown:
        line: list[CellSum | Blank] = []
        there: set[str] = set()  # kawasan where the row has programs: why their other columns are blank is no question
        for column, cell in zip(columns, sums.take(np.arange(row * width, (row + 1) * width)), strict=True):
            if cell.program:
                line.append(cell)
                if column.level is Level.KAWASAN:
                    there.add(column.kode)
            elif column.level in (Level.OUTSIDE, Level.UNPLACED) or column.kawasan in there:
                line.append(_ELSEWHERE)
            else:
                line.append(blanks[row][position[column.kawasan or column.kode]])
        cells.append(tuple(line))
    return tuple(cells)
