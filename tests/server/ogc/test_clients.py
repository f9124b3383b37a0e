"""Two clients that know nothing of this project: OWSLib, and GDAL's OAPIF driver as QGIS and ogr2ogr have it."""

from __future__ import annotations

import pyogrio
import pytest
import shapely
from owslib.ogcapi.features import Features

from tkpkp_geo.analysis import select
from tkpkp_geo.domain.filter import Filter

COLLECTIONS = ["intervensi", "program", "desa", "kecamatan", "kawasan", "kabupaten"]


@pytest.fixture(scope="module")
def owslib(app) -> Features:
    return Features(f"{app}/ogc")


@pytest.fixture(scope="module")
def gdal(app):
    def read(query: str, layer: str, **options):
        return pyogrio.read_dataframe(f"OAPIF:{app}/ogc{query}", layer=layer, **options)

    return read


def test_owslib_lists_the_collections_and_what_they_can_be_asked_for(owslib):
    assert owslib.feature_collections() == COLLECTIONS
    assert owslib.collection("desa")["title"] == "Desa pada kecamatan kawasan"
    asked = owslib.collection_queryables("program")["properties"]
    assert {"kode_opd", "pagu", "opd", "fungsi", "tampil"} <= asked.keys() and "KPP-TBL" in asked["kawasan"]["enum"]
    assert owslib.collection_item("kawasan", "KPP-TBL")["properties"]["nama"] == "Agrowisata Hortikultura"


def test_owslib_filters_as_the_page_does(owslib, dataset):
    flt = Filter(opd=("DPMD", "DISPAR"), kawasan=("KPP-TBL",), tampil=("semua",))
    found = owslib.collection_items("program", opd="DPMD,DISPAR", kawasan="KPP-TBL", tampil="semua")
    assert {item["id"] for item in found["features"]} == {row.id for row in select.select_programs(dataset, flt)}


def test_gdal_lists_the_collections(app):
    listed = pyogrio.list_layers(f"OAPIF:{app}/ogc").tolist()
    assert [name for name, _ in listed] == COLLECTIONS
    assert dict(listed) | {"program": None} == {
        "intervensi": "Point",
        "program": None,
        "desa": "MultiPolygon",
        "kecamatan": "MultiPolygon",
        "kawasan": "MultiPolygon",
        "kabupaten": "MultiPolygon",
    }


def test_gdal_carries_the_filter_of_its_address_to_every_layer(gdal, dataset):
    query = "?tampil=semua&kawasan=KPP-TBL&kawasan=KPP-TNB"
    flt = Filter(kawasan=("KPP-TBL", "KPP-TNB"), tampil=("semua",))
    rows = select.select_programs(dataset, flt)
    programs = gdal(query, "program")
    assert sorted(programs["id_program"]) == sorted(row.id for row in rows)
    assert programs["pagu"].sum() == select.build_totals(rows).pagu
    places = gdal(query, "intervensi")
    assert len(places) == sum(len(select.find_places(row, flt)) for row in rows)
    assert places.crs.is_geographic and not places.geometry.isna().any()
    assert sorted(gdal(query, "kawasan")["kode"]) == ["KPP-TBL", "KPP-TNB"]


@pytest.mark.parametrize(
    ("where", "holds"),
    [
        ("kode_opd = 'DISPAR'", lambda row: row.kode_opd == "DISPAR"),
        ("tahun = '1999'", lambda row: False),
        ("contoh = 1 AND pagu > 500000000", lambda row: row.contoh and (row.pagu or 0) > 500_000_000),
        ("tenggat >= '2026/06/01' AND tenggat <= '2027/06/01'", lambda row: "2026-06" < row.tenggat <= "2027-06-01"),
        ("program = 'x'' OR 1=1 --'", lambda row: False),
    ],
)
def test_gdals_own_attribute_filter_means_what_it_says(gdal, dataset, where, holds):
    found = gdal("?tampil=semua", "program", where=where)
    assert sorted(found["id_program"]) == sorted(row.id for row in dataset.intervensi if holds(row))


def test_gdals_attribute_filter_never_shows_what_its_layer_does_not_hold(gdal, dataset):
    assert any(row.status == "batal" for row in dataset.intervensi)
    assert len(gdal("", "program", where="status = 'batal'")) == 0


def test_gdal_asks_for_a_window(gdal):
    window = (115.3, -2.2, 115.7, -1.8)
    whole = gdal("", "desa")
    expected = sorted(whole[whole.intersects(shapely.box(*window))]["kode"])
    assert 0 < len(expected) < len(whole)
    assert sorted(gdal("", "desa", bbox=window)["kode"]) == expected


def test_gdal_is_told_of_a_filter_that_means_nothing(gdal):
    with pytest.raises(pyogrio.errors.DataSourceError, match="kunci tidak dikenal: warna"):
        gdal("?warna=merah", "program")
