"""One set of rules: what the form sends is judged as a cell of a sheet is."""

from __future__ import annotations

import pytest

from tests.support.filled_sheets import data, shapes
from tkpkp_geo.domain.records import DataKind
from tkpkp_geo.intake.program_rules import Context, check_program, program_cells

CONTEXT = Context.of(data(), shapes())
CELLS = {"id": "A-1", "kode_opd": "DKP", "program": "Kolam", "tahun": "2026", "status": "usulan", "jenis_data": "resmi"}


@pytest.mark.parametrize("row", data().intervensi, ids=lambda row: row.id)
def test_every_program_passes_as_its_own_cells(row):
    item, problems = check_program(program_cells(row), CONTEXT)
    assert problems == [] and program_cells(item) == program_cells(row) and item.lokus == row.lokus


def test_all_problems_are_told_at_once_and_nothing_is_taken():
    item, problems = check_program(
        {**CELLS, "tahun": "", "pagu": "1,5", "lokus": "desa:1;desa:2", "tenggat": "besok"}, CONTEXT
    )
    assert item is None and [problem.kolom for problem in problems] == ["tahun", "lokus", "lokus", "pagu", "tenggat"]
    assert all("ditahan" in problem.saran for problem in problems)


@pytest.mark.parametrize("kolom", ["kode_opd", "program", "tahun", "status"])
def test_what_a_program_cannot_be_without_is_asked_for(kolom):
    item, problems = check_program({**CELLS, kolom: " "}, CONTEXT)
    assert item is None and [problem.kolom for problem in problems] == [kolom]


def test_a_row_that_does_not_say_its_kind_is_a_sample():
    item, problems = check_program({**CELLS, "jenis_data": ""}, CONTEXT)
    assert problems == [] and item.jenis_data is DataKind.CONTOH
