"""Why a cell is blank: what the OPD have reported, for each kawasan and year.

`reporting.judge` is the rule; it is asked only where there is a statement, everything else is a count.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from tkpkp_geo.analysis import reports
from tkpkp_geo.analysis.matrix.matrix_arrays import MatrixArrays, build_arrays
from tkpkp_geo.analysis.matrix.matrix_records import Blank, BlankReason
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import OpdMembership
from tkpkp_geo.domain.synergy_records import Statement

_STATEMENTS = tuple(Statement)
_ADA, _TIDAK, _BELUM, _LUAR = (
    _STATEMENTS.index(item) for item in (Statement.ADA, Statement.TIDAK_ADA, Statement.BELUM, Statement.DI_LUAR)
)
_REASONS = tuple(BlankReason)
_REASON_CODE = {item: number for number, item in enumerate(_REASONS)}


@lru_cache(maxsize=32)
def find_statements(dataset: Dataset, tahun: str) -> np.ndarray:
    """Give what each OPD has said of each kawasan in a year.

    Returns
    -------
    ndarray of int, shape (OPD, kawasan)
        Position of the statement in ``tuple(Statement)``.
    """
    there = _find_reached(build_arrays(dataset), "opd", (tahun,))
    found = np.where(there, _ADA, _BELUM)
    number = {
        key: {kode: i for i, kode in enumerate(build_arrays(dataset).index.values[key])} for key in ("opd", "kawasan")
    }
    for item in dataset.laporan:
        if item.tahun == tahun and item.kode_opd in number["opd"] and item.kode_kawasan in number["kawasan"]:
            at = number["opd"][item.kode_opd], number["kawasan"][item.kode_kawasan]
            if item.pernyataan is not Statement.BELUM:
                found[at] = _STATEMENTS.index(reports.build_report(item.kode_kawasan, item, ()).pernyataan)
    return found


def _in_years(table: MatrixArrays, tahun: Sequence[str]) -> np.ndarray:
    """Tell which programs were handed in for these years, any year where none is named."""
    if not tahun:
        return table.handed_in
    return table.handed_in & np.isin(
        table.index.row_code["tahun"], [i for i, kode in enumerate(table.index.values["tahun"]) if kode in tahun]
    )


def _find_reached(table: MatrixArrays, axis: str, tahun: Sequence[str]) -> np.ndarray:
    """Tell which kawasan the programs handed in by an OPD, or for a fungsi, reach; shape (axis, kawasan)."""
    width = len(table.index.values["kawasan"])
    size = len(table.axis[axis]) * width
    alive = _in_years(table, tahun)[table.index.place_row] & (table.place_kawasan >= 0)
    cells = table.group[axis][table.index.place_row[alive]] * width + table.place_kawasan[alive]
    found = np.zeros(size, dtype=bool)
    found[cells] = True
    return found.reshape(len(table.axis[axis]), width)


def _combine_statements(statements: np.ndarray) -> np.ndarray:
    """Combine what was said, along the first axis, into the reason of a blank."""
    return np.select(
        [(statements == _ADA).any(axis=0), (statements == _BELUM).any(axis=0), (statements == _LUAR).all(axis=0)],
        [_REASON_CODE[BlankReason.TANPA_BARIS], _REASON_CODE[BlankReason.BELUM], _REASON_CODE[BlankReason.DI_LUAR]],
        _REASON_CODE[BlankReason.TIDAK_ADA],
    )


class BlankFinder:
    """The reasons under a filter; `tahun` are the years whose reports are asked."""

    def __init__(self, dataset: Dataset, flt: Filter, tahun: Sequence[str]) -> None:
        self.dataset = dataset
        self._flt = flt
        self._tahun = tahun
        self._table = build_arrays(dataset)
        self._statements = np.stack([find_statements(dataset, year) for year in tahun])

    def reported(self) -> np.ndarray:
        """Tell which OPD have said anything."""
        return (self._statements != _BELUM).any(axis=(0, 2))

    def by_opd(self) -> list[list[Blank]]:
        """Give the reason of every OPD and kawasan."""
        why = _combine_statements(self._statements)
        why[_find_reached(self._table, "opd", self._flt.tahun)] = _REASON_CODE[BlankReason.TERSARING]
        return [[_PLAIN_BLANKS[code] for code in line] for line in why.tolist()]

    def by_fungsi(self) -> list[list[Blank]]:
        """Give the reason of every fungsi and kawasan: silence of no one counts as an answer."""
        hidden = _find_reached(self._table, "fungsi", self._flt.tahun)
        waiting = (_combine_statements(self._statements) == _REASON_CODE[BlankReason.BELUM]).astype(int)
        found = []
        for fungsi, line in zip(self._table.axis["fungsi"], hidden.tolist(), strict=True):
            asked = np.array([self._concerns(kode, fungsi) for kode in self._table.axis["opd"]], dtype=bool)
            missing = waiting[asked].sum(axis=0).tolist()
            quiet = BlankReason.TIDAK_ADA if asked.any() else BlankReason.BELUM
            found.append(
                [
                    _PLAIN_BLANKS[_REASON_CODE[BlankReason.TERSARING]]
                    if there
                    else Blank(BlankReason.BELUM, count)
                    if count
                    else Blank(quiet)
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
        alive = _in_years(table, self._flt.tahun)
        hidden[table.group["opd"][alive], table.group["fungsi"][alive]] = True
        said = self._statements[:, :, list(kawasan)]
        silent = (said == _BELUM).any(axis=(0, 2)) | (said.size == 0)
        elsewhere = (said == _LUAR).all(axis=(0, 2)) & (said.size > 0)
        reason = np.select(
            [silent, elsewhere],
            [_REASON_CODE[BlankReason.BELUM], _REASON_CODE[BlankReason.DI_LUAR]],
            _REASON_CODE[BlankReason.TIDAK_ADA],
        ).tolist()
        return [
            [
                _PLAIN_BLANKS[_REASON_CODE[BlankReason.TERSARING if there else BlankReason.DI_LUAR]]
                if there or _is_denied(opd, fungsi)
                else _PLAIN_BLANKS[why]
                for fungsi, there in zip(table.axis["fungsi"], line, strict=True)
            ]
            for opd, why, line in zip(
                (self.dataset.opd_by_kode[kode].fungsi for kode in table.axis["opd"]),
                reason,
                hidden.tolist(),
                strict=True,
            )
        ]


_PLAIN_BLANKS = tuple(Blank(item) for item in _REASONS)


def _is_denied(known: Sequence[str], fungsi: str) -> bool:
    return bool(known and fungsi) and fungsi not in known
