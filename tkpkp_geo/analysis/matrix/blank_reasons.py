"""Why a cell is blank: what the OPD have reported, for each kawasan and year.

`reports.build_report` is the rule. It is called only where there is a statement; without one, programs decide.
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
from tkpkp_geo.domain.synergy_records import Statement

_STATEMENTS = tuple(Statement)
_ADA, _TIDAK, _BELUM, _LUAR = (
    _STATEMENTS.index(item) for item in (Statement.ADA, Statement.TIDAK_ADA, Statement.BELUM, Statement.DI_LUAR)
)
_REPORTED = np.array([reports.has_reported(item) for item in _STATEMENTS])
_REASONS = tuple(BlankReason)
_REASON_CODE = {item: number for number, item in enumerate(_REASONS)}


@lru_cache(maxsize=32)
def find_statements(dataset: Dataset, tahun: str) -> np.ndarray:
    """Find what each OPD has said of each kawasan in a year: by a statement, or by programs that it handed in.

    Returns
    -------
    ndarray of int, shape (OPD, kawasan)
        Position of the statement in ``tuple(Statement)``.
    """
    table = build_arrays(dataset)
    with_programs, without = (_STATEMENTS.index(reports.said_by_programs(handed_in)) for handed_in in (True, False))
    statements = np.where(_find_reached(table, "opd", (tahun,)), with_programs, without)
    number = {key: {kode: i for i, kode in enumerate(table.index.values[key])} for key in ("opd", "kawasan")}
    for item in dataset.laporan:
        if item.tahun == tahun and item.kode_opd in number["opd"] and item.kode_kawasan in number["kawasan"]:
            at = number["opd"][item.kode_opd], number["kawasan"][item.kode_kawasan]
            if reports.has_reported(item.pernyataan):
                statements[at] = _STATEMENTS.index(reports.build_report(item.kode_kawasan, item, ()).pernyataan)
    return statements


def _in_years(table: MatrixArrays, tahun: Sequence[str]) -> np.ndarray:
    """Tell for every program whether it was handed in for one of these years; for any where none is named."""
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
    reached = np.zeros(size, dtype=bool)
    reached[cells] = True
    return reached.reshape(len(table.axis[axis]), width)


def _combine_statements(statements: np.ndarray) -> np.ndarray:
    """Combine what was said, along the first axis, into the codes of the reasons of blank cells."""
    return np.select(
        [(statements == _ADA).any(axis=0), (statements == _BELUM).any(axis=0), (statements == _LUAR).all(axis=0)],
        [
            _REASON_CODE[BlankReason.NOT_ENTERED],
            _REASON_CODE[BlankReason.NOT_REPORTED],
            _REASON_CODE[BlankReason.OUTSIDE_DUTIES],
        ],
        _REASON_CODE[BlankReason.NO_PROGRAM],
    )


class BlankFinder:
    """Finds why cells are blank under a filter; `tahun` are the years whose reports say so."""

    def __init__(self, dataset: Dataset, flt: Filter, tahun: Sequence[str]) -> None:
        self.dataset = dataset
        self._flt = flt
        self._tahun = tahun
        self._table = build_arrays(dataset)
        self._statements = np.stack([find_statements(dataset, year) for year in tahun])

    def have_reported(self) -> np.ndarray:
        """Tell for every OPD whether it has said anything."""
        reported: np.ndarray = _REPORTED[self._statements].any(axis=(0, 2))
        return reported

    def by_opd(self) -> list[list[Blank]]:
        """Give the blank of every OPD and kawasan."""
        reasons = _combine_statements(self._statements)
        reasons[_find_reached(self._table, "opd", self._flt.tahun)] = _REASON_CODE[BlankReason.FILTERED_OUT]
        return [[_PLAIN_BLANKS[code] for code in line] for line in reasons.tolist()]

    def by_fungsi(self) -> list[list[Blank]]:
        """Give the blank of every fungsi and kawasan; where no OPD could serve a fungsi, nobody has answered for it."""
        hidden = _find_reached(self._table, "fungsi", self._flt.tahun)
        waiting = (_combine_statements(self._statements) == _REASON_CODE[BlankReason.NOT_REPORTED]).astype(int)
        blanks = []
        for fungsi, line in zip(self._table.axis["fungsi"], hidden.tolist(), strict=True):
            concerned = np.array([self._concerns(kode, fungsi) for kode in self._table.axis["opd"]], dtype=bool)
            missing = waiting[concerned].sum(axis=0).tolist()
            answered = _blank(BlankReason.NO_PROGRAM if concerned.any() else BlankReason.NOT_REPORTED)
            blanks.append(
                [
                    _blank(BlankReason.FILTERED_OUT)
                    if there
                    else Blank(BlankReason.NOT_REPORTED, count)
                    if count
                    else answered
                    for there, count in zip(line, missing, strict=True)
                ]
            )
        return blanks

    def _concerns(self, kode_opd: str, fungsi: str) -> bool:
        opd = self.dataset.opd_by_kode[kode_opd]
        if self._flt.opd and kode_opd not in self._flt.opd:
            return False
        if fungsi and opd.fungsi:
            return fungsi in opd.fungsi
        return opd.is_member

    def opd_by_fungsi(self, kawasan: Sequence[int]) -> list[list[Blank]]:
        """Give the blank of every OPD and fungsi, over the kawasan at these positions."""
        table = self._table
        hidden = np.zeros((len(table.axis["opd"]), len(table.axis["fungsi"])), dtype=bool)
        alive = _in_years(table, self._flt.tahun)
        hidden[table.group["opd"][alive], table.group["fungsi"][alive]] = True
        statements = self._statements[:, :, list(kawasan)]
        silent = (statements == _BELUM).any(axis=(0, 2)) | (statements.size == 0)
        elsewhere = (statements == _LUAR).all(axis=(0, 2)) & (statements.size > 0)
        reasons = np.select(
            [silent, elsewhere],
            [_REASON_CODE[BlankReason.NOT_REPORTED], _REASON_CODE[BlankReason.OUTSIDE_DUTIES]],
            _REASON_CODE[BlankReason.NO_PROGRAM],
        ).tolist()
        blanks = []
        for kode, reason, line in zip(table.axis["opd"], reasons, hidden.tolist(), strict=True):
            own = self.dataset.opd_by_kode[kode].fungsi
            blanks.append(
                [
                    _blank(BlankReason.FILTERED_OUT)
                    if there
                    else _blank(BlankReason.OUTSIDE_DUTIES)
                    if _is_denied(own, fungsi)
                    else _PLAIN_BLANKS[reason]
                    for fungsi, there in zip(table.axis["fungsi"], line, strict=True)
                ]
            )
        return blanks


_PLAIN_BLANKS = tuple(Blank(item) for item in _REASONS)  # made once: there are as many blanks as cells


def _blank(reason: BlankReason) -> Blank:
    return _PLAIN_BLANKS[_REASON_CODE[reason]]


def _is_denied(known: Sequence[str], fungsi: str) -> bool:
    return bool(known and fungsi) and fungsi not in known
