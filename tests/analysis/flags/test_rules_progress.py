"""How work goes on: OPD that have gone quiet, physical progress behind money or time, each at its boundary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.support.planted_office import KPP, WHOLE, dataset, found, program
from tkpkp_geo.analysis.flags.rules import Rule
from tkpkp_geo.analysis.flags.rules_progress import compute_money_share, compute_time_share
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import DataKind, Verification
from tkpkp_geo.domain.synergy_records import OpdReport, Statement, ThresholdSetting

# 90 days before 1 July 2026 is 2 April; one day more is 1 April.
AT_90, AT_91 = "2026-04-02", "2026-04-01"


def quiet(data, flt=None):
    return [(flag.opd, flag.ids) for flag in found(data, Rule.LONG_SILENT, flt)]


@pytest.mark.parametrize(("day", "told"), [(AT_90, False), (AT_91, True), ("", True)])
def test_an_opd_is_quiet_when_its_last_report_is_more_than_90_days_old(day, told):
    assert quiet(dataset(program("A", diubah_pada=day))) == ([(("PUPR",), ("A",))] if told else [])


def test_the_office_may_set_the_days():
    assert quiet(dataset(program("A", diubah_pada=AT_90), ambang=(ThresholdSetting("laporan_hari", 89),)))
    assert not quiet(dataset(program("A", diubah_pada=AT_91), ambang=(ThresholdSetting("laporan_hari", 91),)))


def test_a_flag_names_the_programs_that_are_not_over():
    rows = [program(kode, diubah_pada=AT_91, status=kode) for kode in ("rencana", "selesai", "berjalan", "batal")]
    assert quiet(dataset(*rows)) == [(("PUPR",), ("rencana", "berjalan"))]
    assert quiet(dataset(rows[1], rows[3])) == []


@pytest.mark.parametrize(
    ("statement", "breaks"),
    [(Statement.ADA, True), (Statement.TIDAK_ADA, True), (Statement.DI_LUAR, True), (Statement.BELUM, False)],
)
def test_a_statement_on_any_year_breaks_the_silence(statement, breaks):
    data = dataset(program("A", diubah_pada=AT_91))
    data = replace(data, laporan=(OpdReport("PUPR", KPP, "2028", statement, AT_90),))
    assert quiet(data) == ([] if breaks else [(("PUPR",), ("A",))])


def test_a_newer_program_of_the_opd_breaks_the_silence_even_unplaced_or_over():
    old = program("A", diubah_pada=AT_91)
    assert quiet(dataset(old, program("B", diubah_pada=AT_90, status="selesai"))) == []
    assert quiet(dataset(old, program("B", "DPMD", diubah_pada=AT_90))) == [(("PUPR",), ("A",))]
    draft = program("B", diubah_pada=AT_90, verifikasi=Verification.DRAF)
    assert quiet(dataset(old, draft)) == [(("PUPR",), ("A",))]


def test_samples_neither_break_a_silence_nor_make_one():
    everything = Filter(tampil=("semua",))
    sample = program("S", "DISPAR", diubah_pada=AT_91, jenis_data=DataKind.CONTOH)
    fresh = program("T", diubah_pada=AT_90, jenis_data=DataKind.CONTOH)
    assert quiet(dataset(program("A", diubah_pada=AT_91), sample, fresh), everything) == [(("PUPR",), ("A",))]


def test_a_silence_after_a_new_report_is_something_new():
    row = program("A", diubah_pada=AT_91)
    before = found(dataset(row), Rule.LONG_SILENT)[0]
    later = replace(dataset(row), laporan=(OpdReport("PUPR", KPP, "2026", Statement.ADA, AT_90),))
    after = found(later, Rule.LONG_SILENT, today="2026-12-01")[0]
    assert before.kode == after.kode and before.fingerprint != after.fingerprint


def lagging(row, today="2026-01-01", **given):
    return found(dataset(row, **given), Rule.PHYSICAL_BEHIND, today=today)


@pytest.mark.parametrize(("fisik", "told"), [(37.0, True), (37.1, False), (0.0, True), (None, False)])
def test_physical_progress_25_points_behind_money_is_told(fisik, told):
    # 775 of 1,250 million is 62 %.
    row = program("A", "PUPR", WHOLE, status="berjalan", pagu=1_250, realisasi=775, realisasi_fisik=fisik)
    assert bool(lagging(row)) is told


def test_the_reason_says_which_and_how_much():
    row = program("A", "PUPR", WHOLE, status="berjalan", pagu=1_250, realisasi=775, realisasi_fisik=36.5)
    (flag,) = lagging(row)
    assert "fisik 36,5%, keuangan 62% (selisih 25,5 poin)." in flag.reason and "waktu" not in flag.reason
    assert flag.ids == ("A",) and flag.kawasan == (KPP,) and flag.opd == ("PUPR",)
    (flag,) = lagging(row, today="2026-12-31")
    assert "keuangan 62% (selisih 25,5 poin) dan waktu berjalan 100% (selisih 63,5 poin)." in flag.reason


@pytest.mark.parametrize(("today", "told"), [("2026-04-01", False), ("2026-04-02", True)])
def test_physical_progress_25_points_behind_time_is_told(today, told):
    # 1 January to 31 December are 364 days, a quarter of which has gone on 2 April.
    assert bool(lagging(program("A", status="komitmen", realisasi_fisik=0), today)) is told


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("usulan", False),
        ("rencana", False),
        ("komitmen", True),
        ("berjalan", True),
        ("selesai", False),
        ("batal", False),
    ],
)
def test_only_work_under_way_can_lag(status, told):
    assert bool(lagging(program("A", status=status, realisasi_fisik=1), "2026-12-31")) is told


def test_the_office_may_set_the_points():
    row = program("A", status="berjalan", pagu=100, realisasi=60, realisasi_fisik=50)
    assert not lagging(row) and lagging(row, ambang=(ThresholdSetting("selisih_fisik", 10),))


@pytest.mark.parametrize(
    ("given", "today", "share"),
    [
        ({}, "2026-01-01", 0),
        ({}, "2025-12-31", 0),
        ({}, "2027-03-01", 100),
        ({"tenggat": "2026-01-11"}, "2026-01-06", 50),
        ({"tenggat": "2026-01-11"}, "2026-01-11", 100),
        ({"tenggat": "2026-01-01"}, "2025-06-01", 0),
        ({"tenggat": "2027-06-30"}, "2026-12-31", 100),
        ({"tahun": ""}, "2026-07-01", None),
    ],
)
def test_time_runs_from_january_to_the_tenggat_of_the_same_year(given, today, share):
    assert compute_time_share(program("A", **given), date.fromisoformat(today)) == share


def test_money_that_is_not_filled_in_tells_nothing():
    assert (
        compute_money_share(program("A", pagu=100)) is None and compute_money_share(program("A", realisasi=5)) is None
    )
    assert compute_money_share(program("A", pagu=0, realisasi=5)) is None
    assert compute_money_share(program("A", pagu=200, realisasi=0)) == 0
