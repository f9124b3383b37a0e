"""Building the boundary file: what is kept, what is simplified, what is refused."""

import csv
import sqlite3

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.support.provinces import OWN
from tkpkp_geo.domain.errors import DataFileError
from tkpkp_geo.store.build_boundaries import COLUMNS, build, main, write

KPP, NEAR, OTHER = "63.03.05.2001", "63.03.06.2001", "63.04.01.1001"
LATITUDES = np.linspace(-3.0, -3.05, 101)


def ragged(lon: float) -> list[tuple[float, float]]:
    """Give a north-south border whose 22 m teeth are too small to be seen."""
    return [(lon + 0.0002 * (row % 2), lat) for row, lat in enumerate(LATITUDES)]


def strip(west: float, east: float) -> shapely.Polygon:
    return shapely.Polygon(ragged(west) + ragged(east)[::-1])


def desa(**changes) -> gpd.GeoDataFrame:
    table = {
        "kode": [KPP, NEAR, OTHER],
        "nama": ["Rawa", "Ladang", "Muara"],
        "status": ["desa", "desa", "kelurahan"],
        "geometry": [strip(115.0, 115.05), strip(115.05, 115.1), strip(115.1, 115.15)],
    }
    return gpd.GeoDataFrame(table | changes, crs="EPSG:4326")


@pytest.fixture
def make(tmp_path):
    """Write an input file and give its path and the kawasan table's."""

    def write_source(layer: gpd.GeoDataFrame | None = None, kecamatan: str = "63.03.05", skip: str = "", extra=None):
        source, kawasan = tmp_path / "sumber.gpkg", tmp_path / "kawasan.csv"
        source.unlink(missing_ok=True)
        names = {
            "provinsi": {"63": "Kalimantan Selatan"},
            "kabupaten": {"63.03": "Kabupaten Banjar", "63.04": "Kabupaten Barito Kuala"},
            "kecamatan": {"63.03.05": "Martapura", "63.03.06": "Astambul", "63.04.01": "Tabunganen"},
        }
        layers = {
            tingkat: gpd.GeoDataFrame(
                {"kode": list(table), "nama": list(table.values())},
                geometry=[shapely.box(115, -3, 116, -2)] * len(table),
                crs="EPSG:4326",
            )
            for tingkat, table in names.items()
        }
        layers["desa"] = desa() if layer is None else layer
        for name, frame in (layers | (extra or {})).items():
            if name != skip:
                frame.to_file(source, layer=name, driver="GPKG")
        with kawasan.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["kode_kawasan", "kecamatan"], ["KPP-BJR", kecamatan]])
        return source, kawasan, OWN

    return write_source


def refused(paths) -> str:
    with pytest.raises(DataFileError) as caught:
        build(*paths)
    return str(caught.value)


def points(layer: gpd.GeoDataFrame, kode: str) -> set[tuple[float, float]]:
    shape = layer.set_index("kode").geometry[kode]
    return {tuple(point) for point in shapely.get_coordinates(shape).round(5)}


def test_kpp_border_keeps_every_vertex_on_both_sides(make):
    result = build(*make())["desa"]
    border = {(round(lon, 5), round(lat, 5)) for lon, lat in ragged(115.05)}
    coast = {(round(lon, 5), round(lat, 5)) for lon, lat in ragged(115.0)}
    assert border | coast <= points(result, KPP)
    assert border <= points(result, NEAR)


def test_border_outside_a_kpp_is_simplified_once_for_both_neighbours(make):
    result = build(*make())["desa"]
    border = {(round(lon, 5), round(lat, 5)) for lon, lat in ragged(115.1)}
    kept = points(result, NEAR) & border
    assert 2 <= len(kept) < 20
    assert kept == points(result, OTHER) & border
    assert shapely.coverage_is_valid(result.geometry.to_numpy())


def test_coast_outside_a_kpp_is_simplified(make):
    result = build(*make())["desa"]
    coast = {(round(lon, 5), round(lat, 5)) for lon, lat in ragged(115.15)}
    assert len(points(result, OTHER) & coast) < 20


def test_upper_levels_are_dissolved_from_the_desa(make):
    layers = build(*make())
    assert list(layers["kabupaten"]["nama"]) == ["Kabupaten Banjar", "Kabupaten Barito Kuala"]
    whole = shapely.union_all(layers["desa"].geometry.to_numpy())
    for tingkat in ("kecamatan", "kabupaten", "provinsi"):
        assert shapely.union_all(layers[tingkat].geometry.to_numpy()).equals(whole)


def test_every_layer_has_one_schema(make):
    for tingkat, layer in build(*make()).items():
        assert list(layer.columns) == COLUMNS
        assert set(layer["tingkat"]) == {tingkat}
        assert set(layer.geom_type) == {"MultiPolygon"}
        assert layer.crs == "EPSG:4326"


def test_area_is_measured_before_simplifying(make):
    expected = desa().to_crs("EPSG:6933").area / 1e6
    layers = build(*make())
    assert layers["desa"]["luas_km2"].to_numpy() == pytest.approx(expected.to_numpy(), abs=0.0006)
    assert layers["provinsi"]["luas_km2"][0] == pytest.approx(expected.sum(), abs=0.0006)


def test_label_circle_fits_inside_its_area(make):
    for layer in build(*make()).values():
        centres = gpd.GeoSeries(gpd.points_from_xy(layer["label_lon"], layer["label_lat"]), crs="EPSG:4326")
        circles = centres.to_crs("EPSG:32750").buffer(layer["radius_m"] - 1)
        assert layer.geometry.to_crs("EPSG:32750").contains(circles).all()


def test_other_crs_is_reprojected(make):
    expected = build(*make())["desa"]
    result = build(*make(desa().to_crs("EPSG:32750")))["desa"]
    assert result.geometry.geom_equals_exact(expected.geometry, 2e-5).all()


def test_overlapping_desa_are_cleaned(make):
    shapes = [strip(115.0, 115.0502), strip(115.05, 115.1), strip(115.1, 115.15)]
    result = build(*make(desa(geometry=shapes)))["desa"]
    assert shapely.coverage_is_valid(result.geometry.to_numpy())


def test_neighbour_meets_the_simplified_province_without_a_gap(make):
    border = gpd.GeoDataFrame(
        {"kode": ["62", "99"], "nama": ["Kalimantan Tengah", "Jauh"]},
        geometry=[strip(115.151, 115.4), shapely.box(140, 10, 141, 11)],
        crs="EPSG:4326",
    )
    layers = build(*make(extra={"provinsi_tetangga": border}))
    neighbours = layers["tetangga"]
    assert list(neighbours["kode"]) == ["62"]
    whole = neighbours.geometry[0].union(layers["provinsi"].geometry[0])
    inner = shapely.box(115.01, -3.045, 115.39, -3.005)
    assert gpd.GeoSeries([inner.difference(whole)], crs="EPSG:4326").to_crs("EPSG:32750").area[0] < 100


def test_same_input_gives_the_same_bytes(make, tmp_path):
    layers = build(*make())
    for name in ("satu.gpkg", "dua.gpkg"):
        write(layers, tmp_path / name)
    assert (tmp_path / "satu.gpkg").read_bytes() == (tmp_path / "dua.gpkg").read_bytes()


@pytest.mark.parametrize("layer", ["desa", "kecamatan", "kabupaten", "provinsi"])
def test_missing_layer_is_refused(make, layer):
    assert f"layer {layer} tidak ada" in refused(make(skip=layer))


def test_missing_column_is_refused(make):
    message = refused(make(desa().drop(columns="nama")))
    assert (
        "(nilai: “nama”)" in message and "WADMKD" not in message and "wadmkd" in message and "kode, status" in message
    )


@pytest.mark.filterwarnings("ignore:unable to read srs_id")
@pytest.mark.parametrize("srs_id", [-1, 0, 99999])
def test_undefined_crs_is_refused(make, srs_id):
    source, kawasan, _ = make()
    with sqlite3.connect(source) as connection:
        connection.execute("update gpkg_geometry_columns set srs_id = ? where table_name = 'desa'", (srs_id,))
    connection.close()
    assert "sistem koordinat layer desa tidak diketahui" in refused((source, kawasan, OWN))


def test_metres_declared_as_degrees_are_refused(make):
    metres = desa().to_crs("EPSG:32750").set_crs("EPSG:4326", allow_override=True)
    assert "sistem koordinat" in refused(make(metres))


def test_repeated_code_is_refused(make):
    message = refused(make(desa(kode=[KPP, KPP, OTHER])))
    assert "berulang" in message and KPP in message


def test_numeric_code_is_refused(make):
    assert "kode desa tidak dikenal" in refused(make(desa(kode=[6303052001, 6303062001, 6304011001])))


def test_unknown_status_is_refused(make):
    assert "status tidak dikenal" in refused(make(desa(status=["desa", "dusun", "desa"])))


@pytest.mark.parametrize(
    "shape", [None, shapely.Polygon(), shapely.Polygon([(115, -3), (115.05, -3), (115.1, -3), (115, -3)])]
)
def test_geometry_without_area_is_refused(make, shape):
    message = refused(make(desa(geometry=[strip(115.0, 115.05), shape, strip(115.1, 115.15)])))
    assert "kosong atau rusak" in message and NEAR in message


def test_kecamatan_without_name_is_refused(make):
    message = refused(make(desa(kode=[KPP, NEAR, "63.04.02.1001"])))
    assert "nama kecamatan tidak ada" in message and "63.04.02" in message


def test_kawasan_outside_the_input_is_refused(make):
    assert "63.09.05" in refused(make(kecamatan="63.03.05;63.09.05"))


def test_command_writes_the_file(make, tmp_path, capsys):
    source, kawasan, _ = make()
    target = tmp_path / "wilayah.gpkg"
    assert main([str(source), str(target), "--kawasan", str(kawasan)]) == 0
    assert "desa: 3 wilayah" in capsys.readouterr().out
    assert pd.api.types.is_string_dtype(gpd.read_file(target, layer="desa")["kode"])


def test_command_says_what_is_wrong_and_leaves_the_old_file(make, tmp_path, capsys):
    source, kawasan, _ = make(skip="desa")
    target = tmp_path / "wilayah.gpkg"
    target.write_bytes(b"lama")
    assert main([str(source), str(target), "--kawasan", str(kawasan)]) == 1
    assert "layer desa tidak ada" in capsys.readouterr().err
    assert target.read_bytes() == b"lama"
