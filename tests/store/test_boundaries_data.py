"""The boundary file that is delivered with the tool."""

import csv
from itertools import combinations

import geopandas as gpd
import pytest
import shapely

from tests.support.data_folders import PROJECT
from tkpkp_geo.domain.codes import kabupaten_of, kecamatan_of

DATA = PROJECT / "data"
# km², measured in the source with another tool
AREA = {"63.03.05": 55.33, "63.03.14": 110.91, "63.09.05": 272.02, "63.09.10": 182.94, "63.10.11": 214.41}
COUNT = {"provinsi": 1, "kabupaten": 13, "kecamatan": 156, "desa": 2008}


@pytest.fixture(scope="module")
def layers():
    return {name: gpd.read_file(DATA / "wilayah.gpkg", layer=name) for name in [*COUNT, "tetangga"]}


@pytest.fixture(scope="module")
def kpp(layers):
    """Give the desa of the five kecamatan in UTM 50S."""
    desa = layers["desa"]
    return desa[desa["kode"].map(kecamatan_of).isin(AREA)].to_crs("EPSG:32750")


def test_every_area_is_there_once(layers):
    for name, count in COUNT.items():
        assert len(layers[name]) == layers[name]["kode"].nunique() == count
    assert list(layers["desa"]["status"].value_counts().sort_index()) == [1864, 144]


def test_geometry_is_valid(layers):
    for layer in layers.values():
        assert layer.is_valid.all() and not layer.is_empty.any()
        assert set(layer.geom_type) == {"MultiPolygon"}
        assert layer.crs == "EPSG:4326"


@pytest.mark.parametrize("name", COUNT)
def test_neighbours_share_their_borders(layers, name):
    assert shapely.coverage_is_valid(layers[name].geometry.to_numpy())


def test_levels_fit_together(layers):
    province = layers["provinsi"].geometry[0]
    for name in ("kabupaten", "kecamatan", "desa"):
        assert shapely.coverage_union_all(layers[name].geometry.to_numpy()).normalize() == province.normalize()


@pytest.mark.parametrize("kode", AREA)
def test_kecamatan_of_a_kpp_has_the_area_of_the_source(layers, kode):
    kecamatan = layers["kecamatan"].set_index("kode").to_crs("EPSG:32750")
    assert kecamatan.geometry[kode].area / 1e6 == pytest.approx(AREA[kode], rel=0.01)
    assert kecamatan["luas_km2"][kode] == pytest.approx(AREA[kode], rel=0.0005)


def test_desa_of_the_kpp_are_those_of_the_membership_table(kpp):
    with (DATA / "kawasan_desa.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(kpp) == 71
    assert {(row["kode_desa"], row["nama_desa"]) for row in rows} == set(zip(kpp["kode"], kpp["nama"], strict=True))


def test_desa_of_a_kpp_do_not_overlap(kpp):
    shapes = kpp.geometry.to_numpy()
    assert max(a.intersection(b).area for a, b in combinations(shapes, 2) if a.intersects(b)) < 1


def test_no_gap_between_the_desa_of_a_kpp(kpp):
    for _, group in kpp.groupby(kpp["kode"].map(kabupaten_of)):
        whole = shapely.union_all(group.geometry.to_numpy())
        holes = [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]
        assert all(hole.area < 1 for hole in holes)


def test_label_points_lie_inside(layers):
    for layer in layers.values():
        points = shapely.points(layer["label_lon"], layer["label_lat"])
        assert shapely.contains_properly(layer.geometry.to_numpy(), points).all()
        assert (layer["radius_m"] > 0).all()


def test_neighbours_do_not_cover_the_province(layers):
    shared = layers["tetangga"].intersection(layers["provinsi"].geometry[0]).to_crs("EPSG:32750")
    assert shared.area.sum() < 2_000  # rounding to 1 m along 1,000 km of border


def test_coordinates_carry_no_false_precision(layers):
    for layer in layers.values():
        coordinates = shapely.get_coordinates(layer.geometry.to_numpy())
        assert (abs(coordinates - coordinates.round(5)) < 1e-9).all()
