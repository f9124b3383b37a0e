from __future__ import annotations

import pytest

from tests.importing.sheets import data
from tkpkp_geo.importing.kata import Words


@pytest.mark.parametrize(
    ("kolom", "value", "words"),
    [
        ("pagu", "1250000000", "Rp1.250.000.000"),
        ("pagu", "", "belum diisi"),
        ("lokus", "", "Belum berlokus"),
        ("lokus", "desa:63.09.05.2002;titik:115.5,-1.9", "Wirang (Haruai) — 63.09.05.2002; titik:115.5,-1.9"),
        ("kode_opd", "DKP", "Dinas Kelautan dan Perikanan — DKP"),
        ("fungsi_kawasan", "pertanian dan sumber daya alam", "Pertanian & SDA"),
        ("tenggat", "2026-02-04", "4 Februari 2026"),
        ("realisasi_fisik", "12.5", "12,5%"),
        ("volume", "12000", "12.000"),
        ("uraian", "apa adanya", "apa adanya"),
    ],
)
def test_a_cell_is_said_as_people_say_it(kolom, value, words):
    assert Words(data()).nilai(kolom, value) == words


def test_a_column_goes_by_its_heading():
    assert Words(data()).judul("pagu") == "Pagu (Rp)"
