"""What the collections hold under a filter, held against the store."""

from __future__ import annotations

import pytest

from tests.support.sample_packets import random_filters
from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.filter_index import build_filter_index
from tkpkp_geo.domain.filter import Filter

SEMUA = [("tampil", "semua")]
EVERYTHING = Filter(tampil=("semua",))


def money(amounts) -> int | None:
    given = [amount for amount in amounts if amount is not None]
    return sum(given) if given else None


def test_totals_of_fifty_random_filters_equal_the_store(get, dataset):
    selected = 0
    for flt in random_filters(dataset, 50):
        rows = select.select_programs(dataset, flt)
        total = select.build_totals(rows)
        query = flt.to_query()
        programs = get("/collections/program/items", query).json()
        assert (programs["numberMatched"], programs["keterangan"]["angka"]["program"]) == (total.program,) * 2, flt
        assert money(item["properties"]["pagu"] for item in programs["features"]) == total.pagu, flt
        places = get("/collections/intervensi/items", query).json()
        once = {item["properties"]["id_program"]: item["properties"] for item in places["features"]}
        assert set(once) == {row.id for row in rows}, flt
        assert money(item["pagu"] for item in once.values()) == places["keterangan"]["angka"]["pagu"] == total.pagu, flt
        assert places["numberMatched"] == sum(max(1, len(select.find_places(row, flt))) for row in rows), flt
        selected += total.program
    assert selected > 100


def test_areas_add_up_what_reaches_them(pages, dataset):
    for flt in (Filter(), EVERYTHING, *random_filters(dataset, 6, seed=5)):
        rows = select.select_programs(dataset, flt)
        for item in pages("kawasan", flt.to_query()):
            found = item["properties"]
            total = select.build_kawasan_summary(dataset, rows, item["id"], flt).totals
            assert (found["jumlah_program"], found["pagu"], found["jumlah_contoh"], found["jumlah_opd"]) == (
                total.program,
                total.pagu,
                total.samples,
                total.opd,
            )
        found, mask = build_filter_index(dataset), build_filter_index(dataset).mask(flt)
        counts, pagu = found.by_desa(mask, "program"), found.by_desa(mask, "pagu")
        for item in pages("desa", flt.to_query()):
            assert item["properties"]["jumlah_program"] == counts[item["id"]]
            assert (item["properties"]["pagu"] or 0) == pagu[item["id"]]


def test_areas_follow_the_areas_of_the_filter(pages, dataset):
    assert len(pages("desa")) == 71 and len(pages("kecamatan")) == 156 and len(pages("kabupaten")) == 13
    query = [("kawasan", "KPP-TNB")]
    kawasan = dataset.kawasan_by_kode["KPP-TNB"]
    assert [item["id"] for item in pages("kecamatan", query)] == list(kawasan.kecamatan)
    assert {item["id"][:8] for item in pages("desa", query)} == set(kawasan.kecamatan)
    assert [item["id"] for item in pages("kabupaten", query)] == [kawasan.kode_kab]


def test_leaders_view_is_the_default_and_samples_are_marked(get, pages, dataset):
    shown = get("/collections/program/items").json()
    assert {item["properties"]["jenis_data"] for item in shown["features"]} == {"resmi"}
    assert {item["properties"]["verifikasi"] for item in shown["features"]} == {"terverifikasi"}
    assert shown["keterangan"]["tanda"] is None
    everything = get("/collections/program/items", SEMUA).json()
    marked = {item["id"] for item in everything["features"] if item["properties"]["contoh"]}
    assert marked == {row.id for row in dataset.intervensi if row.contoh and row.status != "batal"}
    cancelled = get("/collections/program/items", [*SEMUA, ("status", "batal")]).json()["features"]
    assert (
        {item["id"] for item in cancelled} == {row.id for row in dataset.intervensi if row.status == "batal"} != set()
    )
    assert everything["keterangan"]["tanda"] == "DATA CONTOH" and "contoh" in everything["keterangan"]
    described = get("/collections/program", SEMUA).json()["description"]
    assert "DATA CONTOH" in described and f"Revisi {dataset.revisi}" in described


def test_a_place_is_no_more_precise_than_it_is_known(pages, dataset):
    by_id = {item["id"]: item for item in pages("intervensi", SEMUA)}
    for row in (row for row in dataset.intervensi if row.status != "batal"):
        for number, place in enumerate(row.lokus, 1):
            found = by_id.pop(f"{row.id}.{number}")
            assert found["properties"]["tingkat_lokus"] == place.tingkat and found["geometry"]["type"] == "Point"
        if not row.lokus:
            assert by_id.pop(f"{row.id}.0")["geometry"] is None
    assert by_id == {}


@pytest.mark.parametrize("kode", ["intervensi", "program", "desa"])
def test_pages_give_everything_once_and_keep_the_filter(pages, kode):
    query = [*SEMUA, ("opd", "DPMD"), ("opd", "DISPAR"), ("opd", "DKP")]
    whole = [item["id"] for item in pages(kode, query)]
    assert [item["id"] for item in pages(kode, [*query, ("limit", "7")])] == whole
    assert len(set(whole)) == len(whole) > 14


def test_a_window_leaves_out_what_lies_outside_and_what_has_no_place(pages):
    window = (115.3, -2.2, 115.7, -1.8)
    found = {item["id"] for item in pages("intervensi", [*SEMUA, ("bbox", ",".join(map(str, window)))])}
    inside = {
        item["id"]
        for item in pages("intervensi", SEMUA)
        if item["geometry"]
        and window[0] <= item["geometry"]["coordinates"][0] <= window[2]
        and window[1] <= item["geometry"]["coordinates"][1] <= window[3]
    }
    assert found == inside and found


def test_an_item_is_found_only_where_the_filter_leaves_it(get):
    sample = "/collections/intervensi/items/UJC-001.1"
    assert get(sample).status_code == 404
    assert get(sample, SEMUA).json()["properties"]["id_program"] == "UJC-001"
    assert get(sample, [*SEMUA, ("opd", "DPMD")]).status_code == 404


def test_coordinates_come_in_metres_where_they_are_asked_for(get, pages):
    system = get("/collections/kawasan").json()["crs"]
    metres = next(item for item in system if item.endswith("/32750"))
    answer = get("/collections/intervensi/items", [*SEMUA, ("crs", metres)])
    assert answer.headers["content-crs"] == f"<{metres}>"
    degrees = {item["id"]: item["geometry"] for item in pages("intervensi", SEMUA)}
    checked = 0
    for item in answer.json()["features"]:
        if item["geometry"]:
            x, y = item["geometry"]["coordinates"]
            lon, lat = degrees[item["id"]]["coordinates"]
            # One degree is about 111 km here; the central meridian of zone 50 is 117 east.
            assert abs(500_000 + (lon - 117) * 111_195 - x) < 1_500 and abs(10_000_000 + lat * 110_574 - y) < 1_500
            checked += 1
    assert checked > 50
