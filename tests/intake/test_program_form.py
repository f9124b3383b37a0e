"""The form follows the rules of the sheet: all problems at once, numbers and dates as people write them."""

from __future__ import annotations

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.domain.columns import FORM_COLUMNS
from tkpkp_geo.intake.program_form import form_rules, format_advice, format_cell
from tkpkp_geo.intake.program_rules import program_cells

SOUND = {"kode_opd": "DISPAR", "program": "Gazebo", "tahun": "2027", "status": "rencana"}


@pytest.fixture(scope="module")
def read():
    space = workspace.current()
    return form_rules(space.dataset, space.boundaries).read


@pytest.mark.parametrize("typed", ["1.250.000", "1250000", "Rp1.250.000,00", "1,25 juta"])
def test_money_may_be_typed_as_people_do(read, typed):
    assert read(SOUND | {"pagu": typed}).item.pagu == 1_250_000


def test_all_problems_come_at_once_each_with_its_column(read):
    found = read(
        {"kode_opd": "DISPAR", "pagu": "banyak", "tenggat": "besok", "realisasi_fisik": "140", "tahun": "1999"}
    )
    assert found.item is None
    assert set(found.problems) == {"program", "status", "tahun", "pagu", "tenggat", "realisasi_fisik"}
    assert all(format_advice(problem) and "baris" not in format_advice(problem) for problem in found.problems.values())


def test_an_unknown_place_is_a_problem_and_never_dropped(read):
    found = read(SOUND | {"lokus": "desa:63.03.05.2034;desa:99.99.99.9999"})
    assert found.item is None and set(found.problems) == {"lokus"}


def test_empty_places_mean_no_place_yet(read):
    assert read(SOUND).item.lokus == ()


def test_every_program_of_the_data_reads_back_as_shown(read):
    for item in workspace.current().dataset.intervensi:
        cells = program_cells(item)
        typed = {kolom: format_cell(kolom, cells[kolom]) for kolom in FORM_COLUMNS}
        found = read(typed, item.id, item.jenis_data)
        assert found.problems == {} and program_cells(found.item) == cells


@pytest.mark.parametrize(
    ("kolom", "cell", "expected"),
    [
        ("pagu", "1250000", "1.250.000"),
        ("volume", "12.5", "12,5"),
        ("volume", "0.125", "0,125"),
        ("volume", "1234.125", "1.234,125"),
        ("realisasi_fisik", "0.7", "0,7%"),
        ("tenggat", "2026-12-18", "18 Desember 2026"),
        ("pagu", "", ""),
        ("pagu", "banyak", "banyak"),
    ],
)
def test_cells_are_shown_as_people_write_them_and_read_back(read, kolom, cell, expected):
    assert format_cell(kolom, cell) == expected
    if cell and cell != "banyak":
        assert read(SOUND | {kolom: expected}).cells[kolom] == cell
