"""Map files that cannot be used: wrong, broken, huge or hostile ones are explained and harm nothing."""

from __future__ import annotations

import json

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import LineString, Point

from tests.support.layer_files import AMUNTAI, MARTAPURA, features, frame, gpkg, only_problem, shapefile, told, zipped
from tkpkp_geo.intake.layer import read, unpack


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.gpkg", b"", "berkas kosong"),
        ("a.gpkg", b"bukan peta", "jenis berkas tidak dikenal"),
        ("a.pdf", b"%PDF-1.7", "jenis berkas tidak dikenal"),
        ("a.zip", b"PK\x03\x04" + b"x" * 50, "ZIP rusak"),
        ("a.shp", b"\x00\x00\x27\x0a" + bytes(96), "satu berkas .shp saja tidak cukup"),
        ("a.gpkg", b"SQLite format 3\x00" + bytes(200), "rusak"),
        ("a.json", b'{"a": 1}', "rusak"),
        ("a.geojson", b'{"type":"FeatureCollection","features":[]}', "tidak berisi"),
        ("a.geojson", b'{"type":"FeatureCollection","features":[{"type":"Fea', "rusak"),
        ("a.geojson", b'{"type":"Feature","properties":{},"geometry":null}', "tidak berisi"),
        ("a.kml", b"<kml></kml>", "rusak"),
        ("a.kml", b'<OGRVRTDataSource><!-- <kml > --><OGRVRTLayer name="x"/></OGRVRTDataSource>', "rusak"),
        ("a.zip", zipped({"baca.txt": b"-"}), "tidak ada berkas peta di dalam ZIP"),
        ("a.zip", zipped({"../../jalan.geojson": b"{}"}), "menunjuk ke luar ZIP"),
        ("a.zip", zipped({"/etc/jalan.geojson": b"{}"}), "menunjuk ke luar ZIP"),
        ("a.zip", zipped({"jalan.shp": b"\x00\x00\x27\x0a"}), "tidak ada .shx"),
        ("a.zip", zipped({"jalan.kml": b"<OGRVRTDataSource/>"}), "tidak sesuai jenisnya"),
        ("a.zip", zipped({f"{i}.geojson": b"{}" for i in range(501)}), "paling banyak 500"),
    ],
)
def test_a_wrong_file_is_explained(province, name, content, words):
    assert words in only_problem(read.read_layers(name, content, province))


def test_a_zip_bomb_is_stopped_while_it_unpacks(province):
    bomb = zipped({"jalan.geojson": b"{" + b" " * (unpack.MAX_UNPACKED + 1)})
    assert len(bomb) < 500_000
    assert "isi ZIP lebih dari 300 MB" in only_problem(read.read_layers("a.zip", bomb, province))


def test_too_large_an_upload_is_refused_before_it_is_read(province):
    problem = only_problem(read.read_layers("a.gpkg", bytes(unpack.MAX_UPLOAD + 1), province))
    assert "paling besar 50 MB" in problem


def test_a_virtual_file_is_never_followed(tmp_path, province):
    secret = tmp_path / "rahasia.geojson"
    frame([Point(AMUNTAI)]).to_file(secret)
    layer = f'<OGRVRTLayer name="rahasia"><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer>'
    content = f"<OGRVRTDataSource><!-- <kml > -->{layer}</OGRVRTDataSource>".encode()
    assert read.read_layers("a.kml", content, province).layers == ()


def test_a_reader_that_hangs_or_dies_is_told(tmp_path, province, monkeypatch):
    content = json.dumps({"type": "Point", "coordinates": AMUNTAI}).encode()
    with monkeypatch.context() as patched:
        patched.setattr(read, "_CLOCK", 0.05)
        assert "belum selesai dibaca" in only_problem(read.read_layers("a.geojson", content, province))
    monkeypatch.setattr(read, "PROJECT", tmp_path)  # where Python does not find the reader
    assert "pembacaan terhenti" in only_problem(read.read_layers("a.geojson", content, province))


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("utuh")
    layer = frame([LineString([MARTAPURA, (115 + i / 100, -3), AMUNTAI]) for i in range(40)])
    layer.to_file(folder / "b.geojson")
    layer.to_file(folder / "c.kml", driver="LIBKML")
    return {
        "a.gpkg": gpkg(folder / "a.gpkg", jalan=layer),
        "b.geojson": (folder / "b.geojson").read_bytes(),
        "c.kml": (folder / "c.kml").read_bytes(),
        "d.zip": shapefile(folder, layer, "d"),
    }


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_file_never_crashes_and_never_loses_in_silence(sound, province, data):
    name = data.draw(st.sampled_from(sorted(sound)))
    content = bytearray(sound[name])
    if cut := data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    else:
        for _ in range(data.draw(st.integers(1, 30))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    reading = read.read_layers(name, bytes(content), province)
    assert all(str(item) and item.saran for item in reading.problems)
    for found in reading.layers:
        shapes = [shapely.geometry.shape(item["geometry"]) for item in features(found)]
        assert len(shapes) == found.count and all(shape.is_valid for shape in shapes)
    if cut and sum(item.count for item in reading.layers) < 40:
        words = " ".join(told(item) for item in reading.layers)
        assert reading.problems or "terbaca" in words or "tidak dipakai" in words
