"""What the parts of a matrix are called."""

from __future__ import annotations

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.analysis.matrix.matrix_records import (
    Arrangement,
    Blank,
    BlankReason,
    Level,
    MatrixColumn,
    format_blank,
    format_matrix_column,
    format_matrix_row,
)


@pytest.mark.parametrize(
    ("column", "name"),
    [
        (MatrixColumn(Level.KAWASAN, "KPP-TNB", "KPP-TNB"), "Agropolitan"),
        (MatrixColumn(Level.FUNGSI, ""), "belum diisi"),
        (MatrixColumn(Level.OUTSIDE), "Di luar kawasan"),
        (MatrixColumn(Level.UNPLACED), "Belum berlokus"),
    ],
)
def test_a_column_is_called_after_what_it_holds(column, name):
    assert format_matrix_column(workspace.current().dataset, column) == name


def test_a_row_is_called_after_its_opd_or_fungsi():
    dataset = workspace.current().dataset
    assert format_matrix_row(dataset, Arrangement.OPD_FUNGSI, "DISPAR") == "Pariwisata"
    assert format_matrix_row(dataset, Arrangement.FUNGSI_KAWASAN, "") == "belum diisi"


def test_a_blank_counts_the_opd_that_have_not_answered():
    assert format_blank(Blank(BlankReason.NOT_REPORTED, 3)) == "belum melapor (3 OPD)"
    assert format_blank(Blank(BlankReason.OUTSIDE_DUTIES)) == "di luar tugas"
