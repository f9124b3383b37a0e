"""The freshness board as everybody sees it, and the statement that an OPD makes there."""

from __future__ import annotations

import pytest

from tests.pages.conftest import html
from tkpkp_geo import workspace
from tkpkp_geo.analysis.flags.find_flags import find_flags
from tkpkp_geo.analysis.flags.rules import Rule
from tkpkp_geo.analysis.reports import find_latest_days
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.text import format_date


def cell(test, kode_opd: str, kode_kawasan: str) -> str:
    body = html(test)
    row = body[body.index(f'<tr data-opd="{kode_opd}"') :]
    start = row.index(f'data-kawasan="{kode_kawasan}"')
    return row[start : row.index("</td>", start)]


@pytest.mark.parametrize("nama", ["", "kepala"])
def test_everybody_sees_the_board_and_only_those_who_report_a_form(open_as, nama):
    test = open_as("laporan", nama)
    assert "● ada program".replace("● ", "<i>●</i> ") in cell(test, "DPMD", "KPP-BJR")
    assert "<i>–</i> belum melapor" in cell(test, "PUPR", "KPP-BJR")
    assert len(test.button) == 0 and not test.exception


def test_an_opd_reports_for_itself(open_as):
    test = open_as("laporan", "dispar")
    assert len(test.selectbox) == 0
    test.button_group(key="report_kawasan").set_value(["KPP-BJR", "KPP-TNB"]).run()
    test.radio(key="report_pernyataan").set_value("tidak ada program").run()
    test.button(key="report-save").click().run()
    assert {(item.kode_opd, item.kode_kawasan) for item in workspace.current().dataset.laporan} == {
        ("DISPAR", "KPP-BJR"),
        ("DISPAR", "KPP-TNB"),
    }
    assert "<i>○</i> tidak ada program" in cell(test, "DISPAR", "KPP-BJR")


def test_dpmd_reports_for_any_and_a_denied_program_is_to_be_settled(open_as):
    test = open_as("laporan", "dpmd")
    test.selectbox[0].set_value("DPMD").run()
    test.button_group(key="report_kawasan").set_value(["KPP-BJR"]).run()
    test.radio(key="report_pernyataan").set_value("tidak ada program").run()
    test.button(key="report-save").click().run()
    assert "<i>≠</i> bertentangan" in cell(test, "DPMD", "KPP-BJR")
    test.button_group(key="report_kawasan").set_value(["KPP-BJR"]).run()
    test.radio(key="report_pernyataan").set_value("belum melapor").run()
    test.button(key="report-save").click().run()
    assert "<i>●</i> ada program" in cell(test, "DPMD", "KPP-BJR")


def test_an_opd_that_has_long_been_silent_is_named_as_it_is_among_the_flags(open_as):
    dataset = workspace.current().dataset
    flags = [item for item in find_flags(dataset, Filter(), workspace.today()) if item.rule is Rule.LONG_SILENT]
    body = html(open_as("laporan", ""))
    assert f"perlu dibahas <b>{len(flags)}</b>" in body and flags
    latest = find_latest_days(dataset)
    for opd in dataset.opd:
        start = body.index(f'<tr data-opd="{opd.kode_opd}"')
        row = body[start : body.index("</tr>", start)]
        reasons = [flag.reason for flag in flags if flag.opd == (opd.kode_opd,)]
        assert ("perlu dibahas" in row) is bool(reasons)
        if day := latest.get(opd.kode_opd):
            assert f"{format_date(day)}<small>" in row
            assert all(f"Laporan terakhir {format_date(day)}" in reason for reason in reasons)


def test_the_year_can_be_chosen(open_as):
    test = open_as("laporan", "")
    test.button_group(key="report_tahun").set_value("2029").run()
    assert "belum melapor" in cell(test, "DPMD", "KPP-BJR")
