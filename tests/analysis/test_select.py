"""What a filter selects and what it adds up to, on cases worked out by hand and on random filters."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.provinces import OWN
from tkpkp_geo import workspace
from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.filter_index import build_filter_index
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import FILTER_KEYS, Filter, filter_values
from tkpkp_geo.domain.records import (
    OPD,
    AreaLevel,
    Choice,
    DataKind,
    DesaMembership,
    Intervensi,
    Kawasan,
    KawasanDesa,
    Lokus,
)

A1, A2, B1 = "01.01.01.2001", "01.01.01.2002", "01.01.02.2001"


def desa(kode: str) -> Lokus:
    kawasan = "KPP-A" if kode.startswith("01.01.01") else "KPP-B"
    return Lokus(AreaLevel.DESA, kode, kode_desa=kode, kode_kec=kecamatan_of(kode), kode_kawasan=kawasan)


def program(kode: str, opd: str, *places: Lokus, **fields) -> Intervensi:
    usual = {"tahun": "2026", "status": "rencana", "jenis_data": DataKind.RESMI, "verifikasi": "terverifikasi"}
    return Intervensi(id=kode, kode_opd=opd, program=kode, lokus=places, **usual | fields)


def everything(**keys) -> Filter:
    return Filter(tampil=("semua",), **keys)


@pytest.fixture
def dataset() -> Dataset:
    rows = (
        program("1", "X", desa(A1), desa(B1), pagu=100, fungsi_kawasan="ekonomi"),
        program("2", "X", desa(A1), desa(A2), pagu=50, realisasi=20, fungsi_kawasan="ekonomi"),
        program("3", "Y", Lokus(AreaLevel.KAWASAN, "KPP-A", kode_kawasan="KPP-A"), fungsi_kawasan="permukiman"),
        program("4", "Y", tahun="2027", jenis_data=DataKind.CONTOH),
    )
    members = (
        (A1, "KPP-A", DesaMembership.BERITA),
        (A2, "KPP-A", DesaMembership.BUKAN),
        (B1, "KPP-B", DesaMembership.SK),
    )
    return Dataset(
        province=OWN,
        kawasan=(
            Kawasan("KPP-A", "A", "01.01", ("01.01.01",), "", "", ""),
            Kawasan("KPP-B", "B", "01.01", ("01.01.02",), "", "", ""),
        ),
        kawasan_desa=tuple(KawasanDesa(kawasan, kode, how, "") for kode, kawasan, how in members),
        opd=tuple(OPD(k, k, "", (), "", "abu", "lingkaran", k) for k in "XYZ"),
        intervensi=rows,
        referensi={
            "fungsi": (Choice("ekonomi", "Ekonomi"), Choice("permukiman", "Permukiman")),
            "tahun": (Choice("2026", "2026"), Choice("2027", "2027")),
            "status": (Choice("rencana", "Rencana"),),
            "dana": (),
        },
        wilayah={},
        revisi=1,
    )


def ids(rows) -> str:
    return "".join(row.id for row in rows)


@pytest.mark.parametrize(
    ("flt", "expected"),
    [
        (everything(), "1234"),
        (everything(kawasan=("KPP-B",)), "1"),
        (everything(kawasan=("KPP-A",)), "123"),
        (everything(kecamatan=("01.01.01",)), "12"),
        (everything(kawasan=("KPP-B",), kecamatan=("01.01.01",)), ""),
        (everything(opd=("Y",), tahun=("2026",)), "3"),
        (everything(data=("resmi",)), "123"),
        (everything(opd=("X", "Y"), fungsi=("permukiman",)), "3"),
    ],
)
def test_filter_selects(dataset, flt, expected):
    assert ids(select.select_programs(dataset, flt)) == expected


def test_program_in_two_kawasan_counts_once_in_a_spanning_total(dataset):
    total = select.build_totals(select.select_programs(dataset, everything()))
    assert (total.program, total.opd, total.pagu, total.realisasi) == (4, 2, 150, 20)
    assert (total.without_pagu, total.spanning, total.samples) == (2, 1, 1)


def test_money_that_nobody_gave_is_unknown_not_zero(dataset):
    total = select.build_totals(select.select_programs(dataset, everything(opd=("Y",))))
    assert total.pagu is None and total.realisasi is None


def test_places_outside_the_asked_area_are_left_out(dataset):
    (row,) = select.select_programs(dataset, everything(kawasan=("KPP-B",)))
    assert [place.kode for place in select.find_places(row, everything(kawasan=("KPP-B",)))] == [B1]


def test_unplaced_programs_are_found_whatever_the_area(dataset):
    assert ids(select.find_unplaced(dataset, everything(kawasan=("KPP-A",)))) == "4"
    assert ids(select.find_unplaced(dataset, everything(opd=("X",)))) == ""


@pytest.mark.parametrize(
    ("measure", "expected"),
    [("program", [2, 1, 1]), ("opd", [1, 1, 1]), ("pagu", [150, 50, 100]), ("realisasi", [20, 20, 0])],
)
def test_desa_are_measured(dataset, measure, expected):
    mask = build_filter_index(dataset).mask(everything())
    assert list(build_filter_index(dataset).by_desa(mask, measure).values()) == expected


def test_kawasan_summary_names_what_is_missing(dataset):
    summary = select.build_kawasan_summary(dataset, dataset.intervensi, "KPP-B")
    assert summary.totals.program == 1 and summary.members == 1
    assert summary.unreached == () and summary.unserved_fungsi == ("permukiman",)
    only_area = [row for row in dataset.intervensi if row.id == "3"]
    assert select.build_kawasan_summary(dataset, only_area, "KPP-A").unreached == (A1,)


def test_a_kawasan_counts_only_places_inside_the_filter(dataset):
    flt = everything(kecamatan=("01.01.02",))
    rows = select.select_programs(dataset, flt)
    assert ids(rows) == "1", "it reaches kawasan A too, outside the kecamatan asked for"
    assert select.build_kawasan_summary(dataset, rows, "KPP-B", flt).totals.program == 1
    beside = select.build_kawasan_summary(dataset, rows, "KPP-A", flt)
    assert beside.totals.program == 0 and beside.members == 0 and beside.unreached == ()
    assert not select.shows_kawasan(flt, dataset.kawasan[0]) and select.count_spanning(rows, flt) == 0


def test_a_page_says_what_does_not_stand_and_how_old_its_rows_are(dataset):
    rows = (replace(dataset.intervensi[0], diubah_pada="2026-02-04", verifikasi="diajukan"), *dataset.intervensi[1:])
    data = replace(dataset, intervensi=rows)
    assert select.build_view_facts(data, everything()) == select.ViewFacts(1, 1, "2026-02-04")
    assert select.build_view_facts(data, everything(kawasan=("KPP-B",))) == select.ViewFacts(1, 1, "2026-02-04")
    assert select.build_view_facts(data, Filter()) == select.ViewFacts(0, 0, "")


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, True),
        ({"jenis_data": DataKind.CONTOH}, False),
        ({"verifikasi": "diajukan"}, False),
        ({"verifikasi": ""}, False),
        ({"status": "batal"}, False),
    ],
)
def test_without_being_asked_only_what_stands_is_shown(dataset, fields, shown):
    row = program("9", "X", desa(A1), **fields)
    status = (Choice("rencana", "Rencana"), Choice("batal", "Batal"))
    data = replace(dataset, intervensi=(row,), referensi=dataset.referensi | {"status": status})
    assert bool(select.select_programs(data, Filter())) is shown
    counted, cancelled = ((), (row,)) if row.status == "batal" else ((row,), ())
    assert select.select_programs(data, everything()) == counted
    assert select.find_cancelled(data, everything()) == cancelled and select.find_cancelled(data, Filter()) == ()
    assert select.count_hidden(data, Filter()) == (0 if shown else 1)
    asked = {"data": (row.jenis_data,), "verifikasi": (row.verifikasi or "draf",), "status": (row.status,)}
    assert select.select_programs(data, Filter(**asked)) == (counted if row.verifikasi else ())
    assert select.find_cancelled(data, Filter(**asked)) == cancelled


def test_a_desa_is_reached_from_its_kecamatan_and_kawasan_too(dataset):
    rows = select.select_programs(dataset, everything())
    for kode in (A1, A2, B1):
        kawasan = {item.kode_kawasan for item in dataset.kawasan_desa if item.kode_desa == kode}
        expected = [
            row
            for row in rows
            if any(
                place.tingkat in ("kecamatan", "kawasan") and place.kode in {kode[:8], *kawasan} for place in row.lokus
            )
        ]
        assert list(select.find_wide_programs(dataset, rows, kode)) == expected


def filters(dataset: Dataset):
    values = filter_values(dataset)
    return st.builds(
        Filter, **{k: st.lists(st.sampled_from(values[k]), unique=True, max_size=3).map(tuple) for k in FILTER_KEYS}
    )


REAL = workspace.current().dataset


@settings(max_examples=200, deadline=None)
@given(filters(REAL))
def test_index_agrees_with_reading_the_rows_one_by_one(flt):
    def selected(row: Intervensi) -> bool:
        pairs = (
            (flt.opd, row.kode_opd),
            (flt.tahun, row.tahun),
            (flt.status, row.status),
            (flt.fungsi, row.fungsi_kawasan),
            (flt.dana, row.sumber_dana),
            (flt.data, row.jenis_data),
            (flt.verifikasi, row.verifikasi),
            (flt.id, row.id),
        )
        if not flt.tampil:
            standing = (
                (flt.data, row.jenis_data == "resmi"),
                (flt.verifikasi, row.verifikasi == "terverifikasi"),
                (flt.status, row.status != "batal"),
            )
            if any(not wanted and not stands for wanted, stands in standing):
                return False
        if any(wanted and value not in wanted for wanted, value in pairs):
            return False
        return not (flt.kawasan or flt.kecamatan) or bool(select.find_places(row, flt))

    rows = select.select_programs(REAL, flt)
    assert list(rows) == [row for row in REAL.intervensi if selected(row) and row.status != "batal"]
    assert list(select.find_cancelled(REAL, flt)) == [
        row for row in REAL.intervensi if selected(row) and row.status == "batal"
    ]
    for key in ("opd", "kawasan", "status"):
        for value, count in build_filter_index(REAL).counts(flt, key).items():
            alone = Filter(**{name: (value,) if name == key else getattr(flt, name) for name in FILTER_KEYS})
            assert count == len(select.select_programs(REAL, alone)), (key, value)


def test_a_program_counts_once_in_each_area_that_it_reaches_and_nowhere_below_what_is_known(dataset):
    flt = everything()
    rows = select.select_programs(dataset, flt)
    by_desa = select.build_totals_by_area(rows, flt, attrgetter("kode_desa"))
    assert {kode: (total.program, total.pagu) for kode, total in by_desa.items()} == {
        A1: (2, 150),
        A2: (1, 50),
        B1: (1, 100),
    }
    by_kawasan = select.build_totals_by_area(rows, flt, attrgetter("kode_kawasan"))
    assert {kode: (total.program, total.pagu) for kode, total in by_kawasan.items()} == {
        "KPP-A": (3, 150),
        "KPP-B": (1, 100),
    }
    narrowed = everything(kecamatan=("01.01.02",))
    found = select.build_totals_by_area(select.select_programs(dataset, narrowed), narrowed, attrgetter("kode_desa"))
    assert list(found) == [B1]
