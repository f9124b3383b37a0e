"""The freshness board: what a statement and programs say together, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.analysis import reports
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import AreaLevel, DataKind, Intervensi, Lokus, OpdMembership, Verification
from tkpkp_geo.domain.synergy_records import OpdReport, Statement

BJR = (Lokus(AreaLevel.KAWASAN, "KPP-BJR", kode_kawasan="KPP-BJR"),)


def program(**given) -> Intervensi:
    usual = {
        "id": "P-1",
        "kode_opd": "PUPR",
        "program": "Jalan",
        "tahun": "2026",
        "status": "rencana",
        "jenis_data": DataKind.RESMI,
        "lokus": BJR,
        "verifikasi": Verification.DIAJUKAN,
        "diubah_pada": "2026-03-05",
    }
    return Intervensi(**usual | given)


def statement(pernyataan: Statement, tanggal: str = "2026-02-01", tahun: str = "2026") -> OpdReport:
    return OpdReport("PUPR", "KPP-BJR", tahun, pernyataan, tanggal)


def dataset(*programs: Intervensi, laporan: tuple[OpdReport, ...] = ()) -> Dataset:
    return replace(workspace.current().dataset, intervensi=programs, laporan=laporan)


def report(data: Dataset, opd: str = "PUPR", kawasan: str = "KPP-BJR") -> reports.Report:
    row = next(row for row in reports.build_board(data, "2026") if row.opd.kode_opd == opd)
    return next(item for item in row.reports if item.kode_kawasan == kawasan)


def test_neither_statement_nor_program_is_no_report():
    found = report(dataset())
    assert (found.pernyataan, found.tanggal, found.program) == (Statement.BELUM, "", 0)


def test_programs_handed_in_report_by_themselves_as_of_the_newest():
    data = dataset(program(), program(id="P-2", diubah_pada="2026-04-01"))
    found = report(data)
    assert (found.pernyataan, found.tanggal, found.program) == (Statement.ADA, "2026-04-01", 2)
    assert not found.is_stated and report(data, kawasan="KPP-TBL").pernyataan is Statement.BELUM
    assert report(data, opd="DPMD").pernyataan is Statement.BELUM


@pytest.mark.parametrize(
    "silent",
    [
        {"verifikasi": Verification.DRAF},
        {"jenis_data": DataKind.CONTOH},
        {"status": "batal"},
        {"tahun": "2027"},
        {"lokus": ()},
    ],
)
def test_drafts_samples_cancelled_and_unplaced_programs_report_nothing(silent):
    assert report(dataset(program(**silent))).pernyataan is Statement.BELUM


def test_a_statement_stands_with_its_day():
    found = report(dataset(laporan=(statement(Statement.TIDAK_ADA),)))
    assert (found.pernyataan, found.tanggal) == (Statement.TIDAK_ADA, "2026-02-01")
    assert found.is_stated and not found.is_contradicted


def test_later_work_makes_a_statement_of_programs_fresher():
    data = dataset(program(), laporan=(statement(Statement.ADA),))
    assert report(data).tanggal == "2026-03-05"
    data = dataset(program(), laporan=(statement(Statement.ADA, "2026-05-01"),))
    assert report(data).tanggal == "2026-05-01"


def test_denied_programs_are_to_be_settled():
    found = report(dataset(program(), laporan=(statement(Statement.TIDAK_ADA),)))
    assert found.is_contradicted and found.program == 1 and found.tanggal == "2026-02-01"


def test_claimed_programs_without_a_row_are_told():
    assert report(dataset(laporan=(statement(Statement.ADA),))).lacks_programs


def test_a_withdrawn_statement_says_nothing():
    assert report(dataset(laporan=(statement(Statement.BELUM),))).pernyataan is Statement.BELUM
    assert report(dataset(program(), laporan=(statement(Statement.BELUM),))).pernyataan is Statement.ADA


def test_a_statement_on_another_year_says_nothing_about_this_one():
    assert report(dataset(laporan=(statement(Statement.ADA, tahun="2027"),))).pernyataan is Statement.BELUM


def test_members_of_the_tkpkp_come_first_and_unplaced_programs_are_counted():
    data = dataset(program(), program(id="P-2", lokus=()))
    rows = reports.build_board(data, "2026")
    assert [row.opd.kode_opd for row in rows[:4]] == ["DPMD", "DISBUNNAK", "DISPAR", "PUPR"]
    assert [row.opd.is_member for row in rows[:4]] == [True, True, True, False]
    assert rows[3].unplaced == 1 and not rows[3].is_silent and rows[0].is_silent
    bound = [replace(opd, keanggotaan=OpdMembership.SK) if opd.kode_opd == "BPBD" else opd for opd in data.opd]
    assert reports.build_board(replace(data, opd=tuple(bound)), "2026")[3].opd.kode_opd == "BPBD"


def test_days_since_a_report():
    assert reports.count_days_since("2026-02-04", "2026-03-04") == 28
    assert reports.count_days_since("", "2026-03-04") is None


def test_the_latest_report_of_an_opd_is_a_statement_or_a_program_handed_in():
    data = dataset(
        program(),
        program(id="P-2", diubah_pada="2026-04-01", lokus=(), tahun="2027"),
        program(id="P-3", diubah_pada="2026-05-01", verifikasi=Verification.DRAF),
        program(id="P-4", kode_opd="DPMD", jenis_data=DataKind.CONTOH),
    )
    assert reports.find_latest_days(data) == {"PUPR": "2026-04-01"}
    told = replace(data, laporan=(statement(Statement.TIDAK_ADA, "2026-06-01"),))
    assert reports.find_latest_days(told) == {"PUPR": "2026-06-01"}
    withdrawn = replace(data, laporan=(statement(Statement.BELUM, "2026-06-01"),))
    assert reports.find_latest_days(withdrawn) == {"PUPR": "2026-04-01"}
