"""What stands in the cells and totals, on a dataset worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.small_dataset import A1, A2, A3, ALL, KEC1, KEC2, KEC_B, dataset, desa, program
from tkpkp_geo.analysis.matrix.build_matrix import build_matrix
from tkpkp_geo.analysis.matrix.matrix_records import Arrangement, CellSum, Level, Matrix
from tkpkp_geo.domain.filter import Filter

DATA = dataset()


def built(flt: Filter = ALL, susunan: Arrangement = Arrangement.OPD_KAWASAN, opened=(), data=DATA) -> Matrix:
    return build_matrix(data, flt, susunan, "2026", opened)


def counts(found: Matrix) -> dict[str, list[int]]:
    return {
        kode: [cell.program if isinstance(cell, CellSum) else 0 for cell in line]
        for kode, line in zip(found.rows, found.cells, strict=True)
    }


def heads(found: Matrix) -> list[str]:
    return [column.kode or column.level.value for column in found.columns]


def test_a_program_counts_once_in_each_kawasan_and_once_in_the_totals():
    found = built()
    assert heads(found) == ["KPP-A", "KPP-B", "di luar kawasan", "belum berlokus"]
    assert counts(found) == {"X": [3, 1, 0, 1], "Y": [2, 0, 1, 0]}
    assert found.cells[0][0] == CellSum(3, 150, 20, 1)
    assert [item.program for item in found.row_sums] == [4, 3]
    assert [item.program for item in found.column_sums] == [5, 1, 1, 1]
    assert found.total == CellSum(7, 196, 20, 1) and found.spanning == 1


def test_money_that_nobody_gave_is_unknown_and_a_given_nought_is_nought():
    found = built(replace(ALL, opd=("Y",)))
    assert found.cells[0][0] == CellSum(2, 7, None, 0) and found.total.realisasi is None
    assert built(replace(ALL, id=("4",))).total == CellSum(1, 0, None, 0)
    assert built(replace(ALL, id=("3",))).total == CellSum(1, None, None, 1)


def test_a_kawasan_opens_into_kecamatan_and_desa_with_what_is_known_less_precisely():
    found = built(opened={"KPP-A"})
    assert heads(found)[:4] == ["KPP-A", KEC1, KEC2, "KPP-A"]
    assert [column.level for column in found.columns[:4]] == [
        Level.KAWASAN,
        Level.KECAMATAN,
        Level.KECAMATAN,
        Level.KAWASAN_ONLY,
    ]
    assert counts(found) == {"X": [3, 2, 1, 0, 1, 0, 1], "Y": [2, 1, 0, 1, 0, 1, 0]}
    deeper = built(opened={"KPP-A", KEC1, KEC2})
    assert heads(deeper)[:8] == ["KPP-A", KEC1, A1, A2, KEC1, KEC2, A3, "KPP-A"]
    assert counts(deeper)["X"][:8] == [3, 2, 2, 1, 0, 1, 1, 0], (
        "a point counts in its desa, once beside the desa itself"
    )
    assert counts(deeper)["Y"][:8] == [2, 1, 0, 0, 1, 0, 0, 1]
    assert [column.is_open for column in deeper.columns[:3]] == [True, True, None]


def test_a_kecamatan_stays_closed_while_its_kawasan_is():
    assert heads(built(opened={KEC1})) == heads(built())


@pytest.mark.parametrize(
    ("flt", "columns", "expected", "total", "across"),
    [
        (replace(ALL, kawasan=("KPP-B",)), ["KPP-B"], {"X": [1], "Y": [0]}, 1, 0),
        (replace(ALL, kecamatan=(KEC2,)), ["KPP-A"], {"X": [1], "Y": [0]}, 1, 0),
        (replace(ALL, kecamatan=(KEC1, KEC_B)), ["KPP-A", "KPP-B"], {"X": [2, 1], "Y": [1, 0]}, 3, 1),
        (replace(ALL, kawasan=("KPP-A",), kecamatan=(KEC_B,)), [], {"X": [], "Y": []}, 0, 0),
    ],
)
def test_under_an_area_only_its_columns_and_places_count(flt, columns, expected, total, across):
    found = built(flt)
    assert heads(found) == columns and counts(found) == expected
    assert (found.total.program, found.spanning) == (total, across)


def test_an_opened_kawasan_shows_only_the_kecamatan_of_the_filter():
    assert heads(built(replace(ALL, kecamatan=(KEC2,)), opened={"KPP-A"})) == ["KPP-A", KEC2]


def test_functions_are_rows_or_columns_and_what_gives_none_has_its_own():
    rows = built(susunan=Arrangement.FUNGSI_KAWASAN)
    assert counts(rows) == {"ekonomi": [2, 1, 0, 1], "sosial": [2, 0, 1, 0], "": [1, 0, 0, 0]}
    columns = built(susunan=Arrangement.OPD_FUNGSI)
    assert heads(columns) == ["ekonomi", "sosial", "fungsi"] and columns.columns[2].kode == ""
    assert counts(columns) == {"X": [3, 1, 0], "Y": [0, 2, 1]} and columns.spanning == 0
    assert built(replace(ALL, fungsi=("sosial",)), Arrangement.FUNGSI_KAWASAN).rows == ("sosial",)


def test_a_function_that_the_list_has_lost_keeps_its_programs_in_sight():
    data = dataset((program("1", "X", desa(A1), fungsi_kawasan="lama"),))
    assert built(susunan=Arrangement.FUNGSI_KAWASAN, data=data).rows == ("ekonomi", "sosial", "lama")


def test_opd_without_membership_report_and_program_have_no_row_but_are_counted():
    found = built()
    assert found.rows == ("X", "Y") and found.hidden == 1
    asked = built(replace(ALL, opd=("Z",)))
    assert asked.rows == ("Z",) and asked.hidden == 0


def test_without_any_program_there_is_still_a_matrix():
    for susunan in Arrangement:
        found = built(susunan=susunan, data=dataset(()), opened={"KPP-A"})
        assert found.total == CellSum(0, None, None, 0) and found.rows
