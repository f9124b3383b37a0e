"""What changed beside the programs, in words: never accounts, and only what the filter speaks of."""

from __future__ import annotations

import pytest

from tkpkp_geo.analysis.compare.other_changes import find_other_changes
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.store.records import NetChange

REPORT = {"kode_opd": "DISPAR", "kode_kawasan": "KPP-BJR", "tahun": "2026", "pernyataan": "belum melapor"}
DECISION = {"kode": "K-1", "isi": "Bahas lokus", "kawasan": "KPP-TBL;KPP-TNB", "status": "terbuka", "kode_rapat": "R"}
MILESTONE = {"kode_kawasan": "KPP-TNB", "kode": "perbup-rpkp", "keadaan": "belum ada"}
CHANGES = (
    NetChange("laporan_opd", "DISPAR|KPP-BJR|2026", REPORT, REPORT | {"pernyataan": "ada program", "revisi": 9}),
    NetChange("keputusan", "K-1", DECISION, DECISION | {"status": "selesai"}),
    NetChange("tonggak", "KPP-TNB|perbup-rpkp", None, MILESTONE),
    NetChange("akun", "dkp", {"nama": "dkp", "surel": None}, {"nama": "dkp", "surel": "a@b.test"}),
)


def test_reports_decisions_and_milestones_are_told_and_accounts_never(dataset):
    found = find_other_changes(dataset, CHANGES, Filter())
    assert [(item.table, item.is_new) for item in found] == [
        ("laporan_opd", False),
        ("keputusan", False),
        ("tonggak", True),
    ]
    assert found[0].name == "Pariwisata · Agrominapolitan · 2026" and found[1].name == "Bahas lokus"
    assert [(d.name, d.before, d.after) for d in found[0].fields] == [("Pernyataan", "belum melapor", "ada program")]


@pytest.mark.parametrize(
    ("flt", "tables"),
    [
        (Filter(kawasan=("KPP-BJR",)), ["laporan_opd"]),
        (Filter(kawasan=("KPP-TNB",)), ["keputusan", "tonggak"]),
        (Filter(opd=("DKP",)), ["keputusan", "tonggak"]),
        (Filter(tahun=("2027",)), ["keputusan", "tonggak"]),
    ],
)
def test_the_filter_holds_for_them_too(dataset, flt, tables):
    assert [item.table for item in find_other_changes(dataset, CHANGES, flt)] == tables
