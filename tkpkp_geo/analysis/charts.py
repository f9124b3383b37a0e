"""The figures of the charts: what a chart draws is what its table says. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tkpkp_geo.analysis.filter_index import build_filter_index
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter

MOST_POINTS = 200  # programs drawn one by one; beyond that, by steps of `STEP` percent
STEP = 10
NEAR = (3, 6)  # percent of either measure within which two dots lie on one another, as the chart draws them


@dataclass(frozen=True, slots=True)
class OpdMoney:
    """Programs of one OPD and year. Money is ``None`` where no row gives any."""

    kode_opd: str
    tahun: str
    program: int
    pagu: int | None
    realisasi: int | None
    without_pagu: int


@dataclass(frozen=True, slots=True)
class ProgressPoint:
    """How far some programs are: physically, and in money spent of their pagu; both in percent.

    `id` and `kode_opd` are "" where the point stands for several programs.
    """

    physical: float
    financial: float
    count: int
    id: str = ""
    kode_opd: str = ""


@dataclass(frozen=True, slots=True)
class ProgressPoints:
    """Every program that gives both measures, and the number of those that do not."""

    points: tuple[ProgressPoint, ...]
    without: int

    @property
    def are_single(self) -> bool:
        """Whether every point is one program."""
        return all(item.id for item in self.points)


@dataclass(frozen=True, slots=True)
class FungsiCount:
    """Number of programs of one fungsi, "" for "belum diisi"."""

    fungsi: str
    count: int


def sum_money_by_opd(dataset: Dataset, flt: Filter) -> tuple[OpdMoney, ...]:
    """Add up the programs of each OPD and year, in the order of the OPD table."""
    index = build_filter_index(dataset)
    rows = np.flatnonzero(index.mask(flt))
    years = [*index.values["tahun"], ""]
    cells = index.row_code["opd"][rows] * len(years) + index.row_code["tahun"][rows] % len(years)
    size = len(index.values["opd"]) * len(years)
    program = np.bincount(cells, minlength=size)
    sums = {}
    for name in ("pagu", "realisasi"):
        total = np.zeros(size, dtype=np.int64)
        np.add.at(total, cells, index.money[name][rows])
        given = np.bincount(cells[index.given[name][rows]], minlength=size)
        sums[name] = [
            (amount if count else None, count) for amount, count in zip(total.tolist(), given.tolist(), strict=True)
        ]
    return tuple(
        OpdMoney(
            index.values["opd"][cell // len(years)],
            years[cell % len(years)],
            int(program[cell]),
            sums["pagu"][cell][0],
            sums["realisasi"][cell][0],
            int(program[cell]) - sums["pagu"][cell][1],
        )
        for cell in np.flatnonzero(program).tolist()
    )


def find_progress(dataset: Dataset, flt: Filter) -> ProgressPoints:
    """Find physical and financial progress of each program; by steps where there are too many to draw one by one."""
    rows = np.flatnonzero(build_filter_index(dataset).mask(flt))
    points, without = [], 0
    for row in (dataset.intervensi[i] for i in rows):
        if row.realisasi_fisik is None or row.realisasi is None or not row.pagu:
            without += 1
        else:
            points.append(ProgressPoint(row.realisasi_fisik, 100 * row.realisasi / row.pagu, 1, row.id, row.kode_opd))
    return ProgressPoints(tuple(points) if len(points) <= MOST_POINTS else _group_by_steps(points), without)


def _group_by_steps(points: list[ProgressPoint]) -> tuple[ProgressPoint, ...]:
    steps: dict[tuple[float, float], int] = {}
    for item in points:
        place = (STEP * round(item.physical / STEP), STEP * round(item.financial / STEP))
        steps[place] = steps.get(place, 0) + 1
    return tuple(ProgressPoint(*place, count) for place, count in sorted(steps.items()))


def group_into_heaps(points: Iterable[ProgressPoint]) -> tuple[tuple[ProgressPoint, ...], ...]:
    """Put points together that a drawing could not tell apart; one that stands for several programs stays alone.

    A point joins the first heap whose first point is within `NEAR` of it in both measures, else it begins its own.
    """
    heaps: list[list[ProgressPoint]] = []
    for item in points:
        near = (heap for heap in heaps if item.id and heap[0].id and _lie_together(heap[0], item))
        heap = next(near, None)
        if heap is None:
            heaps.append([item])
        else:
            heap.append(item)
    return tuple(map(tuple, heaps))


def _lie_together(one: ProgressPoint, other: ProgressPoint) -> bool:
    return abs(one.physical - other.physical) <= NEAR[0] and abs(one.financial - other.financial) <= NEAR[1]


def count_by_fungsi(dataset: Dataset, flt: Filter) -> tuple[FungsiCount, ...]:
    """Count the programs of each fungsi; "belum diisi" comes last, and only where there is one."""
    counted = dict.fromkeys(build_filter_index(dataset).values["fungsi"], 0)
    for i in np.flatnonzero(build_filter_index(dataset).mask(flt)):
        kode = dataset.intervensi[i].fungsi_kawasan
        counted[kode] = counted.get(kode, 0) + 1
    blank = counted.pop("", 0)
    listed = [FungsiCount(kode, count) for kode, count in counted.items()]
    return tuple(listed + ([FungsiCount("", blank)] if blank else []))
