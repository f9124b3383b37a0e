"""The filter that opens exactly the programs of a cell on the map."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tkpkp_geo.analysis.matrix.matrix_arrays import MatrixArrays, build_arrays
from tkpkp_geo.analysis.matrix.matrix_records import Arrangement, Level, MatrixColumn
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import MOST_IDS, Filter


@dataclass(frozen=True, slots=True)
class CellFilter:
    """The filter of a cell; `is_exact` is whether it selects exactly the cell's programs.

    It does not where only their ids could name them, and they are more than `MOST_IDS`.
    """

    flt: Filter
    is_exact: bool


def build_cell_filter(
    dataset: Dataset, flt: Filter, arrangement: Arrangement, row: str | None, column: MatrixColumn | None
) -> CellFilter:
    """Build the filter of a cell; without `row` or `column`, that of a total.

    Parameters
    ----------
    row : str or None
        Code of the row, "" for "belum diisi".
    """
    table = build_arrays(dataset)
    axis = "fungsi" if arrangement is Arrangement.FUNGSI_KAWASAN else "opd"
    keys, mask = _split_keys(table, axis, row, column)
    near = replace(flt, **keys)
    if mask is None:
        return CellFilter(near, True)
    rows = np.flatnonzero(table.index.mask(near) & mask)
    if column is not None:
        rows = rows[np.isin(rows, _find_programs_of_column(table, flt, column))]
    if not 0 < len(rows) <= MOST_IDS:
        return CellFilter(near, False)
    return CellFilter(replace(near, id=tuple(dataset.ids[i] for i in rows)), True)


def _split_keys(
    table: MatrixArrays, axis: str, row: str | None, column: MatrixColumn | None
) -> tuple[dict[str, tuple[str, ...]], np.ndarray | None]:
    """Give the keys of a filter that say row and column; where they do not suffice, also the programs meant."""
    keys: dict[str, tuple[str, ...]] = {}
    mask = np.ones(len(table.outside), dtype=bool)
    whole = True
    wanted = [(axis, row)] + ([("fungsi", column.kode)] if column is not None and column.level is Level.FUNGSI else [])
    for key, kode in wanted:
        if kode is None:
            continue
        if kode in table.index.values[key]:
            keys[key] = (kode,)
        else:
            whole = False
            mask &= table.group[key] == table.axis[key].index(kode)
    if column is not None and column.level is not Level.FUNGSI:
        keys |= {key: (kode,) for key, kode in (("kawasan", column.kawasan), ("kecamatan", column.kecamatan)) if kode}
        whole &= column.level in (Level.KAWASAN, Level.KECAMATAN)
    return keys, None if whole else mask


def _find_programs_of_column(table: MatrixArrays, flt: Filter, column: MatrixColumn) -> np.ndarray:
    """Find the positions of the programs in a column, whatever the filter says of anything but their place."""
    number = table.index.values
    if column.level is Level.OUTSIDE:
        return np.flatnonzero(table.outside)
    if column.level is Level.UNPLACED:
        return np.flatnonzero(table.index.unplaced)
    if column.level is Level.FUNGSI:
        return np.flatnonzero(table.group["fungsi"] == table.axis["fungsi"].index(column.kode))
    alive = table.index.places(flt) & (table.place_kawasan == number["kawasan"].index(column.kawasan))
    if column.kecamatan:
        alive &= table.place_kecamatan == number["kecamatan"].index(column.kecamatan)
    if column.level is Level.KAWASAN_ONLY:
        alive &= table.place_kecamatan < 0
    elif column.level is Level.KECAMATAN_ONLY:
        alive &= table.place_desa < 0
    elif column.level is Level.DESA:
        alive &= table.place_desa == table.desa_code.index(column.kode)
    return np.unique(table.index.place_row[alive])


def needs_ids(arrangement: Arrangement, row: str | None, column: MatrixColumn | None, dataset: Dataset) -> bool:
    """Tell whether the programs of a cell can only be named one by one."""
    table = build_arrays(dataset)
    axis = "fungsi" if arrangement is Arrangement.FUNGSI_KAWASAN else "opd"
    return _split_keys(table, axis, row, column)[1] is not None
