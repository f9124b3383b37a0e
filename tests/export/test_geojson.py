"""The GeoJSON file: what the route gives, with what it has to say of itself; read by GDAL too."""

from __future__ import annotations

import json
from dataclasses import replace

import pyogrio
import pytest

from tests.support.expected_rows import expected
from tests.support.sample_packets import EVERYTHING, NOTHING, packet, random_filters
from tkpkp_geo import workspace
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.export import geojson


@pytest.fixture(scope="module")
def dataset():
    return workspace.current().dataset


def drawn(flt: Filter) -> dict:
    return json.loads(geojson.render_geojson(packet(flt)))


def test_the_numbers_and_features_of_fifty_filters_are_those_of_the_rows(dataset):
    for flt in (*random_filters(dataset, 50), EVERYTHING, NOTHING):
        found, wanted = drawn(flt), expected(dataset, flt)
        assert {item["kode"]: item["nilai"] for item in found["keterangan"]["angka"]} == wanted.numbers, flt
        pairs = [
            (f["properties"]["id"], f["properties"].get("tingkat_lokus", ""), f["properties"].get("kode_lokus") or "")
            for f in found["features"]
        ]
        assert sorted(pairs) == sorted(wanted.places + (wanted.cancelled_places if "batal" in flt.status else [])), flt


def test_a_program_without_a_place_has_no_geometry_and_no_place_lies_outside_the_province(dataset):
    unplaced = {row.id for row in dataset.intervensi if not row.lokus and row.status != "batal"}
    features = drawn(EVERYTHING)["features"]
    assert {f["properties"]["id"] for f in features if f["geometry"] is None} == unplaced and unplaced
    for feature in features:
        if feature["geometry"]:
            lon, lat = feature["geometry"]["coordinates"]
            assert 114 < lon < 117 and -5 < lat < -1


def test_a_place_known_to_its_area_alone_stands_at_the_label_point_and_says_so(dataset):
    (row,) = [row for row in dataset.intervensi if row.id == "UJI-001"]
    found = [f for f in drawn(EVERYTHING)["features"] if f["properties"]["id"] == row.id]
    assert {f["properties"]["tingkat_lokus"] for f in found} == {"kawasan"} and len(found) == 3


def test_the_file_says_where_it_comes_from(dataset):
    facts = {item["kode"]: item["isi"] for item in drawn(EVERYTHING)["keterangan"]["fakta"]}
    assert facts["revisi"] == str(dataset.revisi) and "25 November 2026" in facts["dibuat"] and facts["contoh"]
    assert drawn(EVERYTHING)["keterangan"]["tanda"] == "DATA CONTOH"
    assert drawn(Filter(data=("resmi",), tampil=("semua",)))["keterangan"]["tanda"] == ""


def test_names_of_any_letters_come_through_gdal(dataset, tmp_path):
    name = '=1+1 <&"\n' + "panjang " * 25
    rows = (replace(dataset.intervensi[0], program=name), *dataset.intervensi[1:])
    (tmp_path / "a.geojson").write_bytes(geojson.render_geojson(packet(dataset=replace(dataset, intervensi=rows))))
    frame = pyogrio.read_dataframe(tmp_path / "a.geojson")
    assert name in set(frame["program"])
    assert (
        len(frame) == sum(max(1, len(row.lokus)) for row in rows if row.status != "batal") and frame.crs == "EPSG:4326"
    )
