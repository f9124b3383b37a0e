"""The profile of a kawasan, on a small dataset whose numbers were worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.two_kawasan import A1, A2, A3, small_dataset
from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.profile.build_profile import build_profile
from tkpkp_geo.analysis.profile.profile_records import Spending, Spread
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import DesaMembership


@pytest.fixture
def dataset() -> Dataset:
    return small_dataset()


def counts(groups) -> dict[str, int]:
    return {item.kode: item.program for item in groups}


def test_a_program_in_two_kawasan_counts_once_and_whole_in_each(dataset):
    alfa, beta = (build_profile(dataset, Filter(), kode) for kode in ("KPP-A", "KPP-B"))
    assert [row.id for row in alfa.rows] == ["1", "2", "3", "4"] and [row.id for row in beta.rows] == ["1", "5"]
    assert (alfa.totals.pagu, alfa.totals.realisasi, alfa.totals.spanning) == (450, 100, 1)
    assert (beta.totals.pagu, beta.totals.spanning) == (107, 1)


def test_area_and_membership(dataset):
    found = build_profile(dataset, Filter(), "KPP-A").area
    assert found.kecamatan == ("Utara", "Selatan")
    assert found.members == {DesaMembership.SK: 1, DesaMembership.BERITA: 1} and found.others == 1
    assert (found.member_count, found.km2, found.members_km2) == (2, 7.5, 3.5)
    unknown = build_profile(replace(dataset, wilayah={}), Filter(), "KPP-A").area
    assert unknown.km2 is None and unknown.members_km2 is None


def test_programs_by_opd_year_and_function(dataset):
    found = build_profile(dataset, Filter(), "KPP-A")
    assert counts(found.opd) == {"X": 2, "Y": 2}
    assert counts(found.years) == {"2026": 3, "2027": 1, "2028": 0}
    assert counts(found.fungsi) == {"ekonomi": 2, "permukiman": 0, "": 2}
    assert found.fungsi[-1].nama == "belum diisi"


def test_every_group_leads_to_exactly_its_programs(dataset):
    found = build_profile(dataset, Filter(), "KPP-A")
    for group in (*found.opd, *found.years, *found.fungsi):
        assert len(select.select_programs(dataset, group.flt)) == group.program, group


def test_money_by_source_and_year(dataset):
    table = build_profile(dataset, Filter(), "KPP-A").spending
    assert table.years == ("2026", "2027")
    assert {line.nama: line.years for line in table.lines} == {
        "APBN": (Spending(1, 100, 40), Spending()),
        "DAK": (Spending(1, 300, 60), Spending(1, 50, None)),
        "belum diisi": (Spending(1, None, None), Spending()),
    }
    assert [line.total for line in table.lines] == [
        Spending(1, 100, 40),
        Spending(2, 350, 60),
        Spending(1, None, None),
    ]
    assert table.total.years == (Spending(3, 400, 100), Spending(1, 50, None)) and table.total.total == Spending(
        4, 450, 100
    )


def test_progress_is_that_of_the_programs_which_give_it(dataset):
    found = build_profile(dataset, Filter(), "KPP-A").progress
    assert (found.spent_share, found.spent_of) == (25.0, 2)
    assert (found.physical_mean, found.physical_median, found.physical_of, found.physical_blank) == (55.0, 50.0, 3, 1)
    nobody = build_profile(dataset, Filter(tahun=("2027",)), "KPP-A").progress
    assert (nobody.spent_share, nobody.physical_mean, nobody.physical_median, nobody.physical_blank) == (
        None,
        None,
        None,
        1,
    )


def test_decisions_that_concern_the_kawasan_open_ones_first_in_the_order_of_every_page(dataset):
    found = build_profile(dataset, Filter(), "KPP-A").decisions
    assert [item.decision.kode for item in found] == ["K1", "K5", "K3", "K2"]
    assert [item.is_open for item in found] == [True, True, True, False]
    assert (found[0].meeting.kode, found[2].meeting.tanggal) == ("R1", "2026-02-04")


def test_a_milestone_of_which_nothing_is_kept_is_not_known(dataset):
    found = build_profile(dataset, Filter(), "KPP-A").milestones
    assert [(item.nama, str(item.milestone.keadaan)) for item in found] == [
        ("SK kawasan", "belum diketahui"),
        ("Perbup RPKP", "sudah ada"),
    ]


def test_index_series_hold_only_what_is_kept_of_the_kawasan_and_its_desa(dataset):
    ipkp, empty = build_profile(dataset, Filter(), "KPP-A").indices
    assert ipkp.years == ("2022", "2024") and [line.nama for line in ipkp.lines] == ["Total", "Ekonomi"]
    total, ekonomi = ipkp.lines
    assert total.kawasan == (0.4, 0.5) and total.desa == (None, Spread(3, 0.2, 0.3, 0.9))
    assert ekonomi.kawasan == (None, None) and ekonomi.desa[1] == Spread(1, 0.7, 0.7, 0.7)
    assert empty.index.kode == "ID" and empty.years == () and empty.lines == ()


def test_the_filter_holds_except_for_its_kawasan(dataset):
    found = build_profile(dataset, Filter(kawasan=("KPP-B",), opd=("X",), kecamatan=("01.01.01",)), "KPP-A")
    assert [row.id for row in found.rows] == ["1", "2"] and found.flt.kawasan == ("KPP-A",) and found.is_narrowed
    everything = build_profile(dataset, Filter(tampil=("semua",)), "KPP-A")
    assert everything.totals.program == 5 and everything.totals.samples == 1 and not everything.is_narrowed


def test_desa_that_a_program_reaches(dataset):
    assert build_profile(dataset, Filter(), "KPP-A").reached == {A1, A2, A3}
