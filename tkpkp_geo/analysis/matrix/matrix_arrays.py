"""The programs of a dataset as integer columns, and sums of many cells over them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from tkpkp_geo.analysis import reports
from tkpkp_geo.analysis.filter_index import FilterIndex, build_filter_index
from tkpkp_geo.analysis.matrix.matrix_records import CellSum
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset

MONEY_COLUMNS = ("pagu", "realisasi")
_MOST_MARKS = 5_000_000


class MatrixArrays:
    """What the matrices need of a dataset besides its `FilterIndex`.

    Attributes
    ----------
    axis : dict of str to tuple of str
        Codes of the rows of a matrix, ``opd`` or ``fungsi``; the last fungsi is "", for "belum diisi".
    group : dict of str to ndarray of int
        Position on that axis of every program.
    desa : dict of str to list of int
        Positions (`desa_code`) of the desa of each kecamatan.
    place_desa : ndarray of int
        Position of every place's desa, -1 where it is known less precisely.
    outside : ndarray of bool
        Programs that have a place, and none of them in a kawasan.
    handed_in : ndarray of bool
        Programs that count as a report.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.index: FilterIndex = build_filter_index(dataset)
        rows = dataset.intervensi
        known = dict.fromkeys(self.index.values["fungsi"])
        fungsi = {
            kode: i
            for i, kode in enumerate([*(known | dict.fromkeys(r.fungsi_kawasan for r in rows if r.fungsi_kawasan)), ""])
        }
        self.axis = {"opd": self.index.values["opd"], "fungsi": tuple(fungsi)}
        self.group = {
            "opd": self.index.row_code["opd"],
            "fungsi": np.array([fungsi[row.fungsi_kawasan] for row in rows], dtype=int),
        }
        places = [place for row in rows for place in row.lokus]
        of_desa = {item.kode_desa: kecamatan_of(item.kode_desa) for item in dataset.kawasan_desa}
        of_desa |= {place.kode_desa: place.kode_kec for place in places if place.kode_desa and place.kode_kec}
        self.desa_code = tuple(of_desa)
        self.desa: dict[str, list[int]] = {}
        number = {kode: i for i, kode in enumerate(of_desa)}
        for kode, kecamatan in of_desa.items():
            self.desa.setdefault(kecamatan, []).append(number[kode])
        self.place_desa = np.array([number.get(place.kode_desa or "", -1) for place in places], dtype=int)
        self.place_kawasan = self.index.place_code["kawasan"]
        self.place_kecamatan = self.index.place_code["kecamatan"]
        inside = np.zeros(len(rows), dtype=bool)
        inside[self.index.place_row[self.place_kawasan >= 0]] = True
        self.outside = ~inside & ~self.index.unplaced
        self.handed_in = np.array([reports.is_handed_in(row) for row in rows], dtype=bool)

    def sums(self, rows: np.ndarray, cells: np.ndarray, count: int) -> CellSums:
        """Add up programs by cell: that of ``rows[i]`` goes into ``cells[i]``, one of ``range(count)``."""
        money = {name: np.zeros(count, dtype=np.int64) for name in MONEY_COLUMNS}
        for name in MONEY_COLUMNS:
            np.add.at(money[name], cells, self.index.money[name][rows])
        given = {name: np.bincount(cells[self.index.given[name][rows]], minlength=count) for name in MONEY_COLUMNS}
        return CellSums(np.bincount(cells, minlength=count), money, given)


class CellSums:
    """The sums of many cells: programs, money, and how many of the programs give any."""

    def __init__(self, program: np.ndarray, money: dict[str, np.ndarray], given: dict[str, np.ndarray]) -> None:
        self.program, self.money, self.given = program, money, given

    def take(self, cells: Sequence[int] | np.ndarray) -> list[CellSum]:
        """Give the sums of some cells, one by one."""
        columns = [
            self.program,
            *(self.money[name] for name in MONEY_COLUMNS),
            *(self.given[name] for name in MONEY_COLUMNS),
        ]
        return [
            CellSum(program, pagu if with_pagu else None, spent if with_spent else None, program - with_pagu)
            for program, pagu, spent, with_pagu, with_spent in zip(
                *(column[cells].tolist() for column in columns), strict=True
            )
        ]


@lru_cache(maxsize=4)
def build_arrays(dataset: Dataset) -> MatrixArrays:
    """Build the arrays of a dataset, once a revision."""
    return MatrixArrays(dataset)


def find_distinct(keys: np.ndarray, size: int) -> np.ndarray:
    """Find the distinct numbers among `keys`, all from ``range(size)``; rising."""
    if size > _MOST_MARKS:
        return np.unique(keys)
    # To mark every possible number takes a third of the time that sorting does.
    marks = np.zeros(size, dtype=bool)
    marks[keys] = True
    return np.flatnonzero(marks)
