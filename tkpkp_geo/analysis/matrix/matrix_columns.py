"""The columns of a matrix, and which programs belong into each of them."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.matrix.matrix_arrays import MatrixArrays, find_distinct
from tkpkp_geo.analysis.matrix.matrix_records import Level, MatrixColumn
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter


def build_fungsi_columns(
    table: MatrixArrays, flt: Filter, chosen: np.ndarray
) -> tuple[list[MatrixColumn], np.ndarray, np.ndarray]:
    """Build a column for each fungsi shown; give the columns, and program and column of every pair."""
    codes = table.axis["fungsi"]
    shown = find_shown_fungsi(table, flt, chosen)
    position = np.full(len(codes), -1)
    position[shown] = range(len(shown))
    rows = np.flatnonzero(chosen)
    return [MatrixColumn(Level.FUNGSI, codes[i]) for i in shown], rows, position[table.group["fungsi"][rows]]


def find_shown_fungsi(table: MatrixArrays, flt: Filter, chosen: np.ndarray) -> list[int]:
    """Find the positions of the fungsi that the filter leaves; "belum diisi" is one only where a program needs it."""
    used = np.bincount(table.group["fungsi"][chosen], minlength=len(table.axis["fungsi"])) > 0
    regular = set(table.index.values["fungsi"])
    return [
        i
        for i, kode in enumerate(table.axis["fungsi"])
        if used[i] or (kode in regular and (not flt.fungsi or kode in flt.fungsi))
    ]


class PlaceColumns:
    """Kawasan, opened into kecamatan and desa, and what lies in none of them.

    Parameters
    ----------
    opened : collection of str
        Codes of the kawasan and kecamatan whose parts are shown.
    chosen : ndarray of bool
        The programs in view.
    """

    def __init__(
        self, dataset: Dataset, table: MatrixArrays, flt: Filter, opened: Collection[str], chosen: np.ndarray
    ) -> None:
        self.table = table
        self.columns: list[MatrixColumn] = []
        self._opened = opened
        index = table.index
        number = {key: {kode: i for i, kode in enumerate(index.values[key])} for key in ("kawasan", "kecamatan")}
        # Column of each area, and of what is known no more precisely. A place without such an area has position -1
        # and so reads the last element, which stays -1: no column.
        self._of_kawasan = np.full((2, len(number["kawasan"]) + 1), -1)
        self._of_kecamatan = np.full((2, len(number["kecamatan"]) + 1), -1)
        self._of_desa = np.full(len(table.desa_code) + 1, -1)
        alive = np.flatnonzero(chosen[index.place_row] & index.places(flt))
        self._place = alive
        self._program = index.place_row[alive]
        only_kawasan = set(table.place_kawasan[alive[table.place_kecamatan[alive] < 0]].tolist())
        only_kecamatan = set(table.place_kecamatan[alive[table.place_desa[alive] < 0]].tolist())
        for item in dataset.kawasan:
            if not select.shows_kawasan(flt, item):
                continue
            kode, i = item.kode_kawasan, number["kawasan"][item.kode_kawasan]
            parts = [kec for kec in item.kecamatan if not flt.kecamatan or kec in flt.kecamatan]
            self._of_kawasan[0, i] = self._add(MatrixColumn(Level.KAWASAN, kode, kode, "", kode in opened))
            if kode not in opened:
                continue
            for kec in parts:
                self._add_kecamatan(kode, kec, number["kecamatan"][kec], number["kecamatan"][kec] in only_kecamatan)
            if i in only_kawasan:
                self._of_kawasan[1, i] = self._add(MatrixColumn(Level.KAWASAN_ONLY, kode, kode))
        self._rest = []
        if not (flt.kawasan or flt.kecamatan):
            for level, mask in ((Level.OUTSIDE, table.outside), (Level.UNPLACED, index.unplaced)):
                if len(rows := np.flatnonzero(chosen & mask)):
                    self._rest.append((rows, self._add(MatrixColumn(level))))

    def _add(self, column: MatrixColumn) -> int:
        self.columns.append(column)
        return len(self.columns) - 1

    def _add_kecamatan(self, kawasan: str, kode: str, position: int, with_rest: bool) -> None:
        self._of_kecamatan[0, position] = self._add(
            MatrixColumn(Level.KECAMATAN, kode, kawasan, kode, kode in self._opened)
        )
        if kode not in self._opened:
            return
        for desa in self.table.desa.get(kode, ()):
            self._of_desa[desa] = self._add(MatrixColumn(Level.DESA, self.table.desa_code[desa], kawasan, kode))
        if with_rest:
            self._of_kecamatan[1, position] = self._add(MatrixColumn(Level.KECAMATAN_ONLY, kode, kawasan, kode))

    def pairs(self) -> tuple[np.ndarray, np.ndarray]:
        """Give program and column of every pair, as two arrays: each pair once, the programs rising."""
        width = max(1, len(self.columns))
        keys = [self._program[at] * width + column for column, at in self._levels()]
        keys += [rows * width + column for rows, column in self._rest]
        pairs = find_distinct(np.concatenate(keys), width * len(self.table.outside))
        return np.divmod(pairs, width)

    def _levels(self) -> list[tuple[np.ndarray, np.ndarray]]:
        kawasan = self.table.place_kawasan[self._place]
        columns = [self._of_kawasan[0, kawasan]]
        if self._opened:
            kecamatan = self.table.place_kecamatan[self._place]
            desa = self.table.place_desa[self._place]
            columns.append(np.where(kecamatan >= 0, self._of_kecamatan[0, kecamatan], self._of_kawasan[1, kawasan]))
            columns.append(np.where(desa >= 0, self._of_desa[desa], self._of_kecamatan[1, kecamatan]))
        return [(column[column >= 0], column >= 0) for column in columns]

    def count_spanning(self, program: np.ndarray, column: np.ndarray) -> int:
        """Count, among pairs, the programs that reach more than one of the kawasan shown."""
        whole = np.array([item.level is Level.KAWASAN for item in self.columns], dtype=bool)
        reached = program[whole[column]]
        return int((np.bincount(reached, minlength=1) > 1).sum())
