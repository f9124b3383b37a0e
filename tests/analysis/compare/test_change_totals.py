"""What changes of programs come to: once in every total, money only where it is known, and the map that shows them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analysis.compare.conftest import ALL, BJR, TBL, row
from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.compare.change_totals import (
    RupiahSum,
    build_map_filter,
    group_changes_by_kawasan,
    group_changes_by_opd,
    summarise_changes,
)
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import DataKind


@pytest.fixture
def summary(compared):
    return lambda *pairs, flt=ALL: summarise_changes(compared(*pairs).find_changes(flt))


def test_money_is_added_only_where_it_is_known_before_and_after(summary):
    found = summary(
        (row(id="1", pagu=100), row(id="1", pagu=250)),
        (row(id="2", pagu=100), row(id="2", pagu=40)),
        (row(id="3", pagu=None), row(id="3", pagu=1000)),
        (row(id="4", pagu=7), row(id="4", pagu=None)),
        (None, row(id="5", pagu=500)),
        (None, row(id="6", pagu=None)),
        (row(id="7", pagu=30), row(id="7", pagu=30, status="batal")),
        (row(id="8", pagu=None), row(id="8", pagu=None, status="batal")),
        (row(id="9", pagu=5, status="batal"), row(id="9", pagu=6)),
    )
    assert (
        found.growth == RupiahSum(90, 2) and found.filled_in == RupiahSum(1000, 1) and found.emptied == RupiahSum(-7, 1)
    )
    assert found.came == RupiahSum(506, 2) and found.left == RupiahSum(30, 1)
    assert found.program == 9 and found.kinds["pagu berubah"] == 5 and found.kinds["dibatalkan"] == 2


def test_what_comes_into_view_or_leaves_it_is_money_in_and_out(summary):
    found = summary(
        (row(id="1", verifikasi="draf", pagu=1), row(id="1", pagu=20)),
        (row(id="2", pagu=30), row(id="2", pagu=99, verifikasi="draf")),
        flt=Filter(),
    )
    assert (found.came, found.left, found.growth) == (RupiahSum(20, 1), RupiahSum(30, 1), RupiahSum())


def test_a_program_in_two_kawasan_is_in_both_groups_and_once_in_total(compared, dataset):
    pairs = (
        (row(id="1"), row(id="1", lokus=BJR)),
        (row(id="2", lokus=f"{TBL};{BJR}"), row(id="2", lokus=f"{TBL};{BJR}", pagu=1)),
        (None, row(id="3", lokus="", kode_opd="DISPAR")),
        (row(id="4", kode_opd="DISPAR"), row(id="4", kode_opd="DKP")),
    )
    found = compared(*pairs).find_changes(ALL)
    groups = group_changes_by_kawasan(dataset, found)
    assert {kode: [item.id for item in items] for kode, items in groups.items()} == {
        "KPP-BJR": ["1", "2"],
        "KPP-TBL": ["1", "2", "4"],
        "": ["3"],
    }
    assert list(groups) == ["KPP-BJR", "KPP-TBL", ""], "in the order of the kawasan"
    by_opd = group_changes_by_opd(dataset, found)
    assert {kode: [item.id for item in items] for kode, items in by_opd.items()} == {
        "DKP": ["1", "2", "4"],
        "DISPAR": ["3", "4"],
    }
    assert next(iter(by_opd)) == "DKP"
    assert summarise_changes(found + found).program == 4


def test_samples_are_counted(summary):
    assert summary((None, row(jenis_data="contoh")), (None, row(id="P-2"))).samples == 1


def test_the_map_shows_exactly_the_programs(compared, dataset):
    standing, sample = dataset.intervensi[0].id, next(item.id for item in dataset.intervensi if item.contoh)

    def shown(*ids: str) -> tuple[Filter, set[str]]:
        found = compared(*((row(id=kode, pagu=1), row(id=kode, pagu=2)) for kode in ids)).find_changes(ALL)
        flt = build_map_filter(dataset, found)
        return flt, {item.id for item in select.select_programs(dataset, flt)}

    assert shown(standing) == (Filter(id=(standing,)), {standing})
    assert shown(sample, standing) == (Filter(id=(standing, sample), tampil=("semua",)), {standing, sample})


def test_what_was_cancelled_is_listed_beside_the_map_too(compared, dataset):
    first = replace(dataset.intervensi[0], status="batal", jenis_data=DataKind.RESMI)
    changed = replace(dataset, intervensi=(first, *dataset.intervensi[1:]))
    found = compared((row(id=first.id), row(id=first.id, status="batal"))).find_changes(Filter())
    flt = build_map_filter(changed, found)
    assert [item.id for item in select.find_cancelled(changed, flt)] == [first.id]
