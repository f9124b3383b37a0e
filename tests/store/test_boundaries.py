"""Codes, points and shapes of the committed boundaries."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from tkpkp_geo import workspace
from tkpkp_geo.domain.records import CRS_AREA, CRS_STORAGE


@pytest.fixture(scope="module")
def space():
    return workspace.current()


def test_every_label_point_is_found_in_its_own_desa(space):
    boundaries = space.boundaries
    for kode in boundaries.desa_in(["63.03.05", "63.03.14", "63.09.05", "63.09.10", "63.10.11"]):
        area = boundaries.wilayah[kode]
        assert boundaries.desa_at(area.lon, area.lat) == kode


def test_a_point_at_sea_is_in_no_desa(space):
    assert space.boundaries.desa_at(114.0, -5.0) is None


def test_kawasan_is_the_union_of_its_kecamatan(space):
    areas = {}
    for kawasan in space.dataset.kawasan:
        shape = space.boundaries.kawasan_shape(kawasan)
        areas[kawasan.kode_kawasan] = gpd.GeoSeries([shape], crs=CRS_STORAGE).to_crs(CRS_AREA).area.iloc[0] / 1e6
    assert areas == pytest.approx({"KPP-BJR": 166.24, "KPP-TBL": 454.96, "KPP-TNB": 214.41}, rel=0.01)


def test_features_are_geojson_with_valid_shapes_and_text_codes(space):
    for layer in ("provinsi", "kabupaten", "kecamatan", "tetangga"):
        for feature in space.boundaries.features(layer):
            assert isinstance(feature["properties"]["kode"], str)
            assert shapely.geometry.shape(feature["geometry"]).is_valid


def test_features_can_be_asked_for_by_code(space):
    found = space.boundaries.features("desa", ["63.09.05.2002", "99.99.99.9999"])
    assert [feature["properties"]["nama"] for feature in found] == ["Wirang"]
