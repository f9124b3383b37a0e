"""Why a cell is blank: what the OPD have reported, for each kawasan and year.

`reporting.judge` is the rule; it is asked only where there is a statement, everything else is a count.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from tkpkp_geo.analysis import reports
from tkpkp_geo.analysis.matrix.arrays import Arrays, arrays
from tkpkp_geo.analysis.matrix.records import Blank, Kosong
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import OpdMembership
from tkpkp_geo.domain.synergy_records import Statement

_TOLD = tuple(Statement)
_ADA, _TIDAK, _BELUM, _LUAR = (
    _TOLD.index(item) for item in (Statement.ADA, Statement.TIDAK_ADA, Statement.BELUM, Statement.DI_LUAR)
)
_WHY = tuple(Kosong)
_CODE = {item: number for number, item in enumerate(_WHY)}


@lru_cache(maxsize=32)
def told(dataset: Dataset, tahun: str) -> np.ndarray:
    """Give what each OPD has said of each kawasan in a year.

    Returns
    -------
    ndarray of int, shape (OPD, kawasan)
        Position of the statement in ``tuple(Statement)``.
    """
    there = _reached(arrays(dataset), "opd", (tahun,))
    found = np.where(there, _ADA, _BELUM)
    number = {key: {kode: i for i, kode in enumerate(arrays(dataset).index.values[key])} for key in ("opd", "kawasan")}
    for item in dataset.laporan:
        if item.tahun == tahun and item.kode_opd in number["opd"] and item.kode_kawasan in number["kawasan"]:
            at = number["opd"][item.kode_opd], number["kawasan"][item.kode_kawasan]
            if item.pernyataan is not Statement.BELUM:
                found[at] = _TOLD.index(reports.judge(item.kode_kawasan, item, ()).pernyataan)
    return found


def _years(table: Arrays, tahun: Sequence[str]) -> np.ndarray:
    """Tell which programs were handed in for these years, any year where none is named."""
    if not tahun:
        return table.handed_in
    return table.handed_in & np.isin(
        table.index.row_code["tahun"], [i for i, kode in enumerate(table.index.values["tahun"]) if kode in tahun]
    )


def _reached(table: Arrays, axis: str, tahun: Sequence[str]) -> np.ndarray:
    """Tell which kawasan the programs handed in by an OPD, or for a fungsi, reach; shape (axis, kawasan)."""
    width = len(table.index.values["kawasan"])
    size = len(table.axis[axis]) * width
    alive = _years(table, tahun)[table.index.place_row] & (table.place_kawasan >= 0)
    cells = table.group[axis][table.index.place_row[alive]] * width + table.place_kawasan[alive]
    found = np.zeros(size, dtype=bool)
    found[cells] = True
    return found.reshape(len(table.axis[axis]), width)


def _combined(statements: np.ndarray) -> np.ndarray:
    """Combine what was said, along the first axis, into the reason of a blank."""
    return np.select(
        [(statements == _ADA).any(axis=0), (statements == _BELUM).any(axis=0), (statements == _LUAR).all(axis=0)],
        [_CODE[Kosong.TANPA_BARIS], _CODE[Kosong.BELUM], _CODE[Kosong.DI_LUAR]],
        _CODE[Kosong.TIDAK_ADA],
    )


class Blanks:
    """The reasons under a filter; `tahun` are the years whose reports are asked."""

    def __init__(self, dataset: Dataset, flt: Filter, tahun: Sequence[str]) -> None:
        self.dataset = dataset
        self._flt = flt
        self._tahun = tahun
        self._table = arrays(dataset)
        self._statements = np.stack([told(dataset, year) for year in tahun])

    def reported(self) -> np.ndarray:
        """Tell which OPD have said anything."""
        return (self._statements != _BELUM).any(axis=(0, 2))

    def by_opd(self) -> list[list[Blank]]:
        """Give the reason of every OPD and kawasan."""
        why = _combined(self._statements)
        why[_reached(self._table, "opd", self._flt.tahun)] = _CODE[Kosong.TERSARING]
        return [[_PLAIN[code] for code in line] for line in why.tolist()]

    def by_fungsi(self) -> list[list[Blank]]:
        """Give the reason of every fungsi and kawasan: silence of no one counts as an answer."""
        hidden = _reached(self._table, "fungsi", self._flt.tahun)
        waiting = (_combined(self._statements) == _CODE[Kosong.BELUM]).astype(int)
        found = []
        for fungsi, line in zip(self._table.axis["fungsi"], hidden.tolist(), strict=True):
            asked = np.array([self._concerns(kode, fungsi) for kode in self._table.axis["opd"]], dtype=bool)
            missing = waiting[asked].sum(axis=0).tolist()
            quiet = Kosong.TIDAK_ADA if asked.any() else Kosong.BELUM
            found.append(
                [
                    _PLAIN[_CODE[Kosong.TERSARING]] if there else Blank(Kosong.BELUM, count) if count else Blank(quiet)
                    for there, count in zip(line, missing, strict=True)
                ]
            )
        return found

    def _concerns(self, kode_opd: str, fungsi: str) -> bool:
        opd = self.dataset.opd_by_kode[kode_opd]
        if self._flt.opd and kode_opd not in self._flt.opd:
            return False
        if fungsi and opd.fungsi:
            return fungsi in opd.fungsi
        return opd.keanggotaan in (OpdMembership.SK, OpdMembership.RAPAT)

    def opd_by_fungsi(self, kawasan: Sequence[int]) -> list[list[Blank]]:
        """Give the reason of every OPD and fungsi, over the kawasan at these positions."""
        table = self._table
        hidden = np.zeros((len(table.axis["opd"]), len(table.axis["fungsi"])), dtype=bool)
        alive = _years(table, self._flt.tahun)
        hidden[table.group["opd"][alive], table.group["fungsi"][alive]] = True
        said = self._statements[:, :, list(kawasan)]
        silent = (said == _BELUM).any(axis=(0, 2)) | (said.size == 0)
        elsewhere = (said == _LUAR).all(axis=(0, 2)) & (said.size > 0)
        reason = np.select(
            [silent, elsewhere], [_CODE[Kosong.BELUM], _CODE[Kosong.DI_LUAR]], _CODE[Kosong.TIDAK_ADA]
        ).tolist()
        return [
            [
                _PLAIN[_CODE[Kosong.TERSARING if there else Kosong.DI_LUAR]]
                if there or _denied(opd, fungsi)
                else _PLAIN[why]
                for fungsi, there in zip(table.axis["fungsi"], line, strict=True)
            ]
            for opd, why, line in zip(
                (self.dataset.opd_by_kode[kode].fungsi for kode in table.axis["opd"]),
                reason,
                hidden.tolist(),
                strict=True,
            )
        ]


_PLAIN = tuple(Blank(item) for item in _WHY)


def _denied(known: Sequence[str], fungsi: str) -> bool:
    return bool(known and fungsi) and fungsi not in known
