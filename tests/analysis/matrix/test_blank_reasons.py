"""Why a cell is blank."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.small_dataset import A1, ALL, B1, KEC1, KEC2, OUT, dataset, desa, kawasan, program, said
from tkpkp_geo import workspace
from tkpkp_geo.analysis import reports
from tkpkp_geo.analysis.matrix.blank_reasons import find_statements
from tkpkp_geo.analysis.matrix.build_matrix import build_matrix
from tkpkp_geo.analysis.matrix.matrix_records import Arrangement, Blank, BlankReason, CellSum
from tkpkp_geo.domain.records import DataKind
from tkpkp_geo.domain.synergy_records import Statement

ADA, TIDAK, BELUM, LUAR = (
    Statement.ADA,
    Statement.TIDAK_ADA,
    Statement.BELUM,
    Statement.DI_LUAR,
)


def cell(data, flt, baris, kolom, susunan=Arrangement.OPD_KAWASAN, opened=()):
    found = build_matrix(data, flt, susunan, "2026", opened)
    column = next(i for i, item in enumerate(found.columns) if item.kode == kolom)
    return found.cells[found.rows.index(baris)][column]


@pytest.mark.parametrize(
    ("laporan", "tahun", "why"),
    [
        ((), (), BlankReason.NOT_REPORTED),
        ((said("Y", "KPP-B", TIDAK),), (), BlankReason.NO_PROGRAM),
        ((said("Y", "KPP-B", LUAR),), (), BlankReason.OUTSIDE_DUTIES),
        ((said("Y", "KPP-B", BELUM),), (), BlankReason.NOT_REPORTED),
        ((said("Y", "KPP-B", ADA),), (), BlankReason.NOT_ENTERED),
        ((said("Y", "KPP-B", TIDAK, "2027"),), (), BlankReason.NOT_REPORTED),
        ((said("Y", "KPP-B", TIDAK, "2027"),), ("2027",), BlankReason.NO_PROGRAM),
        ((said("Y", "KPP-B", TIDAK),), ("2026", "2027"), BlankReason.NOT_REPORTED),
        ((said("Y", "KPP-B", TIDAK), said("Y", "KPP-B", LUAR, "2027")), ("2026", "2027"), BlankReason.NO_PROGRAM),
        ((said("Y", "KPP-B", LUAR), said("Y", "KPP-B", LUAR, "2027")), ("2026", "2027"), BlankReason.OUTSIDE_DUTIES),
        ((said("Y", "KPP-B", ADA, "2027"),), ("2026", "2027"), BlankReason.NOT_ENTERED),
    ],
)
def test_a_blank_says_what_the_opd_has_reported(laporan, tahun, why):
    assert cell(dataset(laporan=laporan), replace(ALL, tahun=tahun), "Y", "KPP-B") == Blank(why)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, BlankReason.FILTERED_OUT),
        ({"verifikasi": "diajukan"}, BlankReason.FILTERED_OUT),
        ({"verifikasi": "draf"}, BlankReason.NOT_REPORTED),
        ({"jenis_data": DataKind.CONTOH}, BlankReason.NOT_REPORTED),
        ({"tahun": "2027"}, BlankReason.FILTERED_OUT),
    ],
)
def test_programs_handed_in_that_the_filter_leaves_out_are_told(fields, why):
    data = dataset((program("1", "X", desa(A1), **fields), program("2", "X", desa(B1), status="selesai")))
    assert cell(data, replace(ALL, status=("selesai",)), "X", "KPP-A") == Blank(why)


def test_a_program_of_another_year_than_asked_is_no_report_of_this_one():
    data = dataset((program("1", "X", desa(A1), tahun="2027"),))
    assert cell(data, replace(ALL, tahun=("2026",)), "X", "KPP-A") == Blank(BlankReason.NOT_REPORTED)


def test_a_program_beside_the_asked_kecamatan_is_out_of_the_filter():
    data = dataset((program("1", "X", desa(A1)),))
    assert cell(data, replace(ALL, kecamatan=(KEC2,)), "X", "KPP-A") == Blank(BlankReason.FILTERED_OUT)


def test_parts_of_a_kawasan_speak_as_it_does_unless_it_has_programs():
    data = dataset((program("1", "X", desa(A1)),), (said("Y", "KPP-A", TIDAK),))
    assert cell(data, ALL, "X", KEC2, opened={"KPP-A"}) == Blank(BlankReason.NOT_HERE)
    assert cell(data, ALL, "Y", KEC2, opened={"KPP-A"}) == Blank(BlankReason.NO_PROGRAM)
    assert cell(data, ALL, "Y", A1, opened={"KPP-A", KEC1}) == Blank(BlankReason.NO_PROGRAM)


def test_no_one_is_asked_about_what_lies_outside_or_waits_for_a_place():
    data = dataset((program("1", "X", desa(OUT)), program("2", "X")))
    found = build_matrix(data, ALL, Arrangement.OPD_KAWASAN, "2026")
    assert found.cells[found.rows.index("Y")][2:] == (Blank(BlankReason.NOT_HERE), Blank(BlankReason.NOT_HERE))


def test_a_function_is_unserved_only_when_everybody_concerned_has_reported():
    answers = [said(opd, kode, TIDAK) for opd in "XY" for kode in ("KPP-A", "KPP-B")]
    rows = (program("1", "X", kawasan("KPP-A"), fungsi_kawasan="ekonomi"),)
    kind = Arrangement.FUNGSI_KAWASAN
    assert cell(dataset(rows), ALL, "sosial", "KPP-A", kind) == Blank(BlankReason.NOT_REPORTED, 1)
    assert cell(dataset(rows), ALL, "sosial", "KPP-B", kind) == Blank(BlankReason.NOT_REPORTED, 2)
    assert cell(dataset(rows, answers), ALL, "sosial", "KPP-B", kind) == Blank(BlankReason.NO_PROGRAM)
    tasks = {"Y": ("ekonomi",), "Z": ("sosial",)}
    known = dataset(rows, answers, tasks)
    assert cell(known, ALL, "sosial", "KPP-B", kind) == Blank(BlankReason.NOT_REPORTED, 1), "Z serves it and is silent"
    assert cell(known, ALL, "ekonomi", "KPP-B", kind) == Blank(BlankReason.NO_PROGRAM)
    assert cell(known, replace(ALL, status=("selesai",)), "ekonomi", "KPP-A", kind) == Blank(BlankReason.FILTERED_OUT)


def test_opd_and_function_meet_only_where_the_task_says_so():
    rows = (program("1", "X", kawasan("KPP-A"), fungsi_kawasan="ekonomi"),)
    kind = Arrangement.OPD_FUNGSI
    assert cell(dataset(rows, fungsi={"Y": ("ekonomi",)}), ALL, "Y", "sosial", kind) == Blank(
        BlankReason.OUTSIDE_DUTIES
    )
    assert cell(dataset(rows), ALL, "Y", "sosial", kind) == Blank(BlankReason.NOT_REPORTED)
    everywhere = [said("Y", "KPP-A", TIDAK), said("Y", "KPP-B", LUAR)]
    assert cell(dataset(rows, everywhere), ALL, "Y", "sosial", kind) == Blank(BlankReason.NO_PROGRAM)
    assert cell(dataset(rows, everywhere[1:]), replace(ALL, kawasan=("KPP-B",)), "Y", "sosial", kind) == Blank(
        BlankReason.OUTSIDE_DUTIES
    )
    assert cell(dataset(rows), replace(ALL, status=("selesai",)), "X", "ekonomi", kind) == Blank(
        BlankReason.FILTERED_OUT
    )
    assert isinstance(cell(dataset(rows), ALL, "X", "ekonomi", kind), CellSum)


@pytest.mark.parametrize("tahun", ["2025", "2026", "2027"])
def test_reasons_rest_on_the_board_that_everybody_sees(tahun):
    statements = [said("DPMD", "KPP-BJR", TIDAK, tahun), said("PUPR", "KPP-TBL", ADA, tahun)]
    data = replace(workspace.current().dataset, laporan=tuple(statements))
    board = {
        row.opd.kode_opd: [list(Statement).index(item.pernyataan) for item in row.reports]
        for row in reports.build_board(data, tahun)
    }
    assert [board[item.kode_opd] for item in data.opd] == find_statements(data, tahun).tolist()
