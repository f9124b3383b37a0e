"""The figures of the charts, on a dataset worked out by hand."""

from __future__ import annotations

from dataclasses import replace

from tests.support.small_dataset import A1, ALL, dataset, desa, program
from tkpkp_geo.analysis import charts
from tkpkp_geo.analysis.charts import FungsiCount, OpdMoney, ProgressPoint


def test_money_is_added_up_by_opd_and_year_and_unknown_is_not_nought():
    assert charts.sum_money_by_opd(dataset(), ALL) == (
        OpdMoney("X", "2026", 3, 180, 20, 0),
        OpdMoney("X", "2027", 1, None, None, 1),
        OpdMoney("Y", "2026", 3, 16, None, 0),
    )


def test_a_year_that_the_list_has_lost_is_kept():
    rows = (program("1", "X", desa(A1), tahun="1999", pagu=5),)
    assert charts.sum_money_by_opd(dataset(rows), ALL) == (OpdMoney("X", "", 1, 5, None, 0),)


def test_progress_needs_both_measures_and_a_pagu_to_divide_by():
    rows = (
        program("1", "X", realisasi_fisik=80.0, realisasi=50, pagu=200),
        program("2", "X", realisasi_fisik=80.0, pagu=200),
        program("3", "X", realisasi=50, pagu=200),
        program("4", "X", realisasi_fisik=10.0, realisasi=0, pagu=0),
        program("5", "X", realisasi_fisik=0.0, realisasi=0, pagu=10),
    )
    found = charts.find_progress(dataset(rows), ALL)
    assert found.points == (ProgressPoint(80.0, 25.0, 1, "1", "X"), ProgressPoint(0.0, 0.0, 1, "5", "X"))
    assert found.without == 3 and found.are_single


def test_too_many_programs_are_drawn_by_steps(monkeypatch):
    monkeypatch.setattr(charts, "MOST_POINTS", 2)
    rows = tuple(
        program(str(n), "X", realisasi_fisik=float(fisik), realisasi=50, pagu=100)
        for n, fisik in enumerate((48, 52, 90))
    )
    found = charts.find_progress(dataset(rows), ALL)
    assert found.points == (ProgressPoint(50, 50, 2), ProgressPoint(90, 50, 1)) and not found.are_single


def test_programs_are_counted_by_fungsi_with_the_blank_last():
    assert charts.count_by_fungsi(dataset(), ALL) == (
        FungsiCount("ekonomi", 3),
        FungsiCount("sosial", 3),
        FungsiCount("", 1),
    )
    assert charts.count_by_fungsi(dataset(), replace(ALL, fungsi=("sosial",))) == (
        FungsiCount("ekonomi", 0),
        FungsiCount("sosial", 3),
    )


def test_dots_that_would_lie_on_one_another_are_one_heap_and_every_program_is_in_one():
    def at(fisik: float, keuangan: float, kode: str) -> charts.ProgressPoint:
        return charts.ProgressPoint(fisik, keuangan, 1, kode, "X")

    points = [at(100, 100, "a"), at(50, 60, "b"), at(97, 94, "c"), at(96.5, 100, "d"), at(50, 66.5, "e")]
    heaps = charts.group_into_heaps(points)
    assert [[item.id for item in heap] for heap in heaps] == [["a", "c"], ["b"], ["d"], ["e"]]
    many = charts.ProgressPoint(100, 100, 7)
    assert charts.group_into_heaps([many, *points[:1]]) == ((many,), (points[0],))
