"""Map files that the office brings: any CRS, any of the formats, and everything done to them told."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
import shapely
from shapely import LineString, MultiPoint, Point, Polygon

from tests.support.layer_files import (
    AMUNTAI,
    BOW_TIE,
    MARTAPURA,
    PALANGKA_RAYA,
    features,
    frame,
    gpkg,
    only_layer,
    only_problem,
    shapefile,
    told,
    zipped,
)
from tkpkp_geo.intake.layer import read, shapes, worker


def transverse_mercator(lon: float, lat: float, centre: float, scale: float, east: float, north: float):
    """Project by Snyder's series (USGS PP 1395, eq. 8-9 to 8-15) on WGS 84, without PROJ."""
    a, f = 6378137.0, 1 / 298.257223563
    e2 = f * (2 - f)
    phi, e4, e6, ep2 = math.radians(lat), e2**2, e2**3, e2 / (1 - e2)
    n, t, c = a / math.sqrt(1 - e2 * math.sin(phi) ** 2), math.tan(phi) ** 2, ep2 * math.cos(phi) ** 2
    x = math.radians(lon - centre) * math.cos(phi)
    m = a * (
        (1 - e2 / 4 - 3 * e4 / 64 - 5 * e6 / 256) * phi
        - (3 * e2 / 8 + 3 * e4 / 32 + 45 * e6 / 1024) * math.sin(2 * phi)
        + (15 * e4 / 256 + 45 * e6 / 1024) * math.sin(4 * phi)
        - (35 * e6 / 3072) * math.sin(6 * phi)
    )
    easting = n * (x + (1 - t + c) * x**3 / 6 + (5 - 18 * t + t**2 + 72 * c - 58 * ep2) * x**5 / 120)
    northing = m + n * math.tan(phi) * (
        x**2 / 2 + (5 - t + 9 * c + 4 * c**2) * x**4 / 24 + (61 - 58 * t + t**2 + 600 * c - 330 * ep2) * x**6 / 720
    )
    return east + scale * easting, north + scale * northing


def mercator(lon: float, lat: float) -> tuple[float, float]:
    return 6378137 * math.radians(lon), 6378137 * math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


PROJECTIONS = {
    4326: lambda lon, lat: (lon, lat),
    9470: lambda lon, lat: (lon, lat),  # SRGI2013, the national datum
    3857: mercator,
    32750: lambda lon, lat: transverse_mercator(lon, lat, 117, 0.9996, 500_000, 10_000_000),
    23837: lambda lon, lat: transverse_mercator(lon, lat, 115.5, 0.9999, 200_000, 1_500_000),  # DGN95 / TM-3 50.1
    23836: lambda lon, lat: transverse_mercator(lon, lat, 112.5, 0.9999, 200_000, 1_500_000),  # DGN95 / TM-3 49.2
}


@pytest.mark.parametrize("epsg", PROJECTIONS)
@pytest.mark.parametrize("place", [AMUNTAI, MARTAPURA], ids=["amuntai", "martapura"])
def test_coordinates_come_back_from_any_crs(tmp_path, province, epsg, place):
    content = gpkg(tmp_path / "a.gpkg", sekolah=frame([Point(PROJECTIONS[epsg](*place))], epsg))
    found = only_layer(read.read_layers("a.gpkg", content, province))
    (shape,) = [item["geometry"] for item in features(found)]
    assert shape["type"] == "Point" and shape["coordinates"] == pytest.approx(place, abs=2e-6)
    assert found.crs.startswith(f"EPSG:{epsg} (") and found.kind == "titik" and found.name == "sekolah"
    assert ("koordinat diubah dari EPSG" in told(found)) == (epsg != 4326)


def test_shapefile_is_read_from_its_zip_with_the_crs_of_its_prj(tmp_path, province):
    layer = frame([LineString([PROJECTIONS[32750](*MARTAPURA), PROJECTIONS[32750](*AMUNTAI)])], 32750)
    found = only_layer(read.read_layers("jalan.zip", shapefile(tmp_path, layer), province))
    assert (found.name, found.kind, found.count, found.name_column) == ("jalan", "garis", 1, "nama")
    assert features(found)[0]["geometry"]["coordinates"] == [pytest.approx(MARTAPURA), pytest.approx(AMUNTAI)]
    assert features(found)[0]["properties"] == {"nama": "F0"}


def test_without_prj_the_crs_is_asked_for_and_may_be_given(tmp_path, province):
    content = shapefile(tmp_path, frame([Point(PROJECTIONS[23837](*AMUNTAI))], 23837), without=".prj")
    asked = read.read_layers("titik.zip", content, province)
    assert asked.needs_epsg and "EPSG" in only_problem(asked) and "sistem koordinat" in only_problem(asked)
    found = only_layer(read.read_layers("titik.zip", content, province, epsg=23837))
    assert features(found)[0]["geometry"]["coordinates"] == pytest.approx(AMUNTAI, abs=2e-6)
    assert "999999" in only_problem(read.read_layers("titik.zip", content, province, epsg=999999))


def test_a_geopackage_that_says_undefined_is_asked_too(tmp_path, province):
    asked = read.read_layers("a.gpkg", gpkg(tmp_path / "a.gpkg", titik=frame([Point(AMUNTAI)], None)), province)
    assert asked.needs_epsg and "sistem koordinat" in only_problem(asked)


def test_geojson_in_metres_without_a_word_on_it_is_asked_for_its_crs(province):
    x, y = PROJECTIONS[32750](*AMUNTAI)
    content = json.dumps({"type": "Point", "coordinates": [x, y]}).encode()
    assert read.read_layers("a.geojson", content, province).needs_epsg
    found = only_layer(read.read_layers("a.geojson", content, province, epsg=32750))
    assert features(found)[0]["geometry"]["coordinates"] == pytest.approx(AMUNTAI, abs=2e-6)


@pytest.mark.parametrize("wrapped", [False, True], ids=["kml", "kmz"])
def test_kml_and_kmz_give_their_names_and_lose_their_height(province, wrapped):
    lon, lat = MARTAPURA
    content = f"""<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>
        <name>Pasar Terapung</name><Point><coordinates>{lon},{lat},12</coordinates></Point>
        </Placemark></Document></kml>""".encode()
    content = zipped({"doc.kml": content, "files/icon.png": b"-"}) if wrapped else content
    found = only_layer(read.read_layers("pasar.kmz" if wrapped else "pasar.kml", content, province))
    assert features(found)[0]["properties"] == {"nama": "Pasar Terapung"}
    assert features(found)[0]["geometry"]["coordinates"] == list(MARTAPURA) and "ketinggian (Z) pada 1" in told(found)


def test_every_layer_of_a_geopackage_is_found_and_a_plain_table_is_told(tmp_path, province):
    roads, schools = frame([LineString([MARTAPURA, AMUNTAI])]), frame([Point(AMUNTAI), Point(MARTAPURA)])
    path = tmp_path / "a.gpkg"
    gpkg(path, jalan=roads, sekolah=schools)
    from pyogrio import write_dataframe

    write_dataframe(schools.drop(columns="geometry"), path, layer="keterangan", append=True)
    reading = read.read_layers("a.gpkg", path.read_bytes(), province)
    assert [(item.name, item.kind, item.count) for item in reading.layers] == [
        ("jalan", "garis", 1),
        ("sekolah", "titik", 2),
    ]
    assert ["keterangan" in str(item) and "tanpa bentuk" in str(item) for item in reading.problems] == [True]


def test_a_zip_may_hold_several_shapefiles(tmp_path, province):
    files = {}
    for name in ("jalan", "sungai"):
        frame([LineString([MARTAPURA, AMUNTAI])]).to_file(tmp_path / f"{name}.shp")
        files |= {f"data/{p.name.upper()}": p.read_bytes() for p in tmp_path.glob(f"{name}.*")}
    reading = read.read_layers("a.zip", zipped(files | {"baca.txt": b"-", "__MACOSX/._x.shp": b"-"}), province)
    assert [item.name for item in reading.layers] == ["JALAN", "SUNGAI"] and reading.problems == ()


def test_a_bow_tie_is_mended_and_told(tmp_path, province):
    content = gpkg(tmp_path / "a.gpkg", hutan=frame([BOW_TIE, Point(AMUNTAI).buffer(0.01)]))
    found = only_layer(read.read_layers("a.gpkg", content, province))
    assert found.count == 2 and "1 bentuk rusak diperbaiki" in told(found)
    mended = shapely.geometry.shape(features(found)[0]["geometry"])
    # Two triangles, each with a base of 0.1 and a height of 0.05 degrees.
    assert mended.is_valid and mended.geom_type == "MultiPolygon" and mended.area == pytest.approx(2 * 0.1 * 0.05 / 2)


def test_layers_are_clipped_to_the_province_itself_not_to_its_box(tmp_path, province):
    outline = province.layers["provinsi"].geometry.iloc[0]
    west, south, east, north = outline.bounds
    corner = Point(west + 0.05, north - 0.05)
    assert shapely.box(*outline.bounds).contains(corner) and not outline.intersects(corner)
    through = LineString([(west - 1, -3), (east + 1, -3)])
    content = gpkg(tmp_path / "a.gpkg", titik=frame([corner, Point(PALANGKA_RAYA), Point(AMUNTAI)]))
    found = only_layer(read.read_layers("a.gpkg", content, province))
    assert [item["properties"]["nama"] for item in features(found)] == ["F2"]
    assert "2 fitur di luar Kalimantan Selatan" in told(found)
    content = gpkg(tmp_path / "b.gpkg", jalan=frame([through]))
    found = only_layer(read.read_layers("b.gpkg", content, province))
    drawn = shapely.geometry.shape(features(found)[0]["geometry"])
    assert drawn.length == pytest.approx(through.intersection(outline).length, abs=1e-4)
    assert drawn.difference(outline.buffer(2e-6)).is_empty and "1 fitur dipotong" in told(found)


def test_mixed_geometry_becomes_a_layer_for_each_kind(tmp_path, province):
    both = shapely.GeometryCollection([MultiPoint([AMUNTAI, MARTAPURA]), LineString([AMUNTAI, MARTAPURA])])
    content = gpkg(tmp_path / "a.gpkg", campur=frame([both, Point(AMUNTAI).buffer(0.1), None]))
    reading = read.read_layers("a.gpkg", content, province)
    assert [(item.name, item.count) for item in reading.layers] == [
        ("campur (titik)", 1),
        ("campur (garis)", 1),
        ("campur (bidang)", 1),
    ]
    for item in reading.layers:
        assert "titik, garis dan bidang" in told(item) and "1 fitur tanpa bentuk" in told(item)


@pytest.mark.parametrize(
    ("columns", "column", "name"),
    [
        ({"NAMOBJ": ["Jl. A. Yani"], "REMARK": ["x"]}, "NAMOBJ", "Jl. A. Yani"),
        ({"Name": [None], "nama_jalan": ["  Jl.\tVeteran "]}, "nama_jalan", "Jl. Veteran"),
        ({"kode": [5]}, "", None),
        ({"nama": ["<script>alert(1)</script>"]}, "nama", "<script>alert(1)</script>"),
    ],
)
def test_names_come_from_the_likeliest_column_and_that_is_told(tmp_path, province, columns, column, name):
    content = gpkg(tmp_path / "a.gpkg", a=frame([Point(AMUNTAI)], **columns))
    found = only_layer(read.read_layers("a.gpkg", content, province))
    assert found.name_column == column and features(found)[0]["properties"].get("nama") == name
    assert (f"kolom “{column}”" if column else "tidak ada kolom nama") in told(found)


def test_crossed_axes_and_a_wrong_crs_are_told_apart(tmp_path, province):
    crossed = gpkg(tmp_path / "a.gpkg", a=frame([Point(AMUNTAI[::-1])]))
    assert "bujur dan lintang tertukar" in only_problem(read.read_layers("a.gpkg", crossed, province))
    elsewhere = gpkg(tmp_path / "b.gpkg", a=frame([Point(PROJECTIONS[32750](*AMUNTAI))], 32748))
    assert "tidak ada fitur di Kalimantan Selatan" in only_problem(read.read_layers("b.gpkg", elsewhere, province))


def test_what_is_huge_is_simplified_and_told(tmp_path, province):
    angle = np.linspace(0, 2 * np.pi, shapes.MAX_POINTS + 10)
    ring = np.column_stack([115.3 + 0.2 * np.cos(angle), -3.0 + 0.2 * np.sin(angle)])
    found = only_layer(read.read_layers("a.gpkg", gpkg(tmp_path / "a.gpkg", a=frame([Polygon(ring)])), province))
    drawn = shapely.geometry.shape(features(found)[0]["geometry"])
    assert shapely.get_num_coordinates(drawn) < 5_000 and "disederhanakan" in told(found)
    assert drawn.hausdorff_distance(Polygon(ring)) < 6 / 111_000  # 5 m, a metre for rounding


def test_more_features_than_the_map_draws_are_refused(tmp_path, province):
    points = [Point(AMUNTAI[0] + i * 1e-6, AMUNTAI[1]) for i in range(worker.MAX_DRAWN + 1)]
    problem = only_problem(read.read_layers("a.gpkg", gpkg(tmp_path / "a.gpkg", a=frame(points)), province))
    assert "20.001 fitur, paling banyak 20.000" in problem
