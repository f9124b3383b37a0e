"""What the parts of a matrix are called."""

from __future__ import annotations

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.analysis import matrix
from tkpkp_geo.analysis.matrix import Blank, Column, Kosong, Level, Susunan


@pytest.mark.parametrize(
    ("column", "name"),
    [
        (Column(Level.KAWASAN, "KPP-TNB", "KPP-TNB"), "Agropolitan"),
        (Column(Level.FUNGSI, ""), "belum diisi"),
        (Column(Level.LUAR), "Di luar kawasan"),
        (Column(Level.BELUM), "Belum berlokus"),
    ],
)
def test_a_column_is_called_after_what_it_holds(column, name):
    assert matrix.column_name(workspace.current().dataset, column) == name


def test_a_row_is_called_after_its_opd_or_fungsi():
    dataset = workspace.current().dataset
    assert matrix.row_name(dataset, Susunan.OPD_FUNGSI, "DISPAR") == "Pariwisata"
    assert matrix.row_name(dataset, Susunan.FUNGSI_KAWASAN, "") == "belum diisi"


def test_a_blank_counts_the_opd_that_have_not_answered():
    assert matrix.why_blank(Blank(Kosong.BELUM, 3)) == "belum melapor (3 OPD)"
    assert matrix.why_blank(Blank(Kosong.DI_LUAR)) == "di luar tugas"
