"""The routes beside the page, asked over real HTTP."""

from __future__ import annotations

import csv
import io

import pytest
import requests

from tkpkp_geo import __version__, workspace
from tkpkp_geo.analysis import select
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi


@pytest.fixture(scope="module")
def get(app):
    return lambda path, **options: requests.get(app + path, timeout=20, **options)


@pytest.fixture(scope="module")
def dataset():
    return workspace.current().dataset


def test_health_names_version_and_revision(get, dataset):
    assert get("/api/sehat").json() == {"status": "ok", "versi": __version__, "revisi": dataset.revisi}


@pytest.mark.parametrize(
    ("path", "key", "count"),
    [
        ("provinsi.geojson", "kode", 1),
        ("kabupaten.geojson", "kode", 13),
        ("kecamatan.geojson", "kode", 156),
        ("kawasan.geojson", "kode_kawasan", 3),
        ("desa.geojson?kawasan=KPP-BJR", "kode", 39),
        ("desa.geojson?kawasan=KPP-BJR&kawasan=KPP-TBL&kawasan=KPP-TNB", "kode", 71),
        ("desa.geojson?kecamatan=63.10.11", "kode", 13),
        ("desa.geojson?kecamatan=63.01.01", "kode", 12),
    ],
)
def test_areas_are_served_with_their_codes(get, path, key, count):
    answer = get("/api/wilayah/" + path)
    features = answer.json()["features"]
    assert answer.headers["content-type"].startswith("application/geo+json")
    assert len({feature["properties"][key] for feature in features}) == len(features) == count


def test_every_desa_says_whether_it_is_a_member(get):
    features = get("/api/wilayah/desa.geojson?kawasan=KPP-TNB").json()["features"]
    kinds = [feature["properties"]["keanggotaan"] for feature in features]
    assert kinds.count("menurut berita") == 12 and kinds.count("bukan anggota") == 1


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/api/wilayah/desa.geojson", ["kawasan"]),
        ("/api/wilayah/desa.geojson?kawasan=KPP-XXX&warna=1", ["kawasan=KPP-XXX", "warna"]),
        ("/api/wilayah/kabupaten.geojson?kawasan=KPP-TBL", ["kawasan"]),
        ("/api/intervensi.geojson?opd=TIDAKADA&tahun=1999&warna=merah", ["opd=TIDAKADA", "tahun=1999", "warna"]),
    ],
)
def test_unknown_keys_and_values_are_refused_by_name(get, path, names):
    answer = get(path)
    assert answer.status_code == 400
    assert all(name in answer.text for name in names), answer.text


def test_the_table_holds_the_programs_of_the_filter(get, dataset):
    answer = get("/api/intervensi.csv?tampil=semua&opd=DISPAR")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    flt = Filter(opd=("DISPAR",), tampil=("semua",))
    assert [row["ID"] for row in rows] == [row.id for row in select.select_programs(dataset, flt)]
    assert {row["Jenis data"] for row in rows} == {"resmi", "contoh"}
    assert "attachment" in answer.headers["content-disposition"]
    assert get("/api/intervensi.csv?opd=TIDAKADA").status_code == 400


def test_a_layer_that_does_not_exist_is_not_found(get):
    assert get("/api/wilayah/rt.geojson").status_code == 404


def test_interventions_have_one_feature_for_each_place(get, dataset):
    features = get("/api/intervensi.geojson?tampil=semua").json()["features"]
    counted = [row for row in dataset.intervensi if row.status != "batal"]
    assert len(features) == sum(max(1, len(row.lokus)) for row in counted)
    unplaced = [feature for feature in features if feature["geometry"] is None]
    assert {f["properties"]["id"] for f in unplaced} == {row.id for row in counted if not row.lokus}
    names = set(Intervensi.__dataclass_fields__) - {"lokus"}
    assert all(names <= feature["properties"].keys() for feature in features)


@pytest.mark.parametrize(
    ("query", "flt"),
    [
        ("", Filter()),
        ("opd=DISBUNNAK", Filter(opd=("DISBUNNAK",))),
        ("tampil=semua&opd=DISBUNNAK", Filter(opd=("DISBUNNAK",), tampil=("semua",))),
        ("tampil=semua&kawasan=KPP-BJR&tahun=2026", Filter(kawasan=("KPP-BJR",), tahun=("2026",), tampil=("semua",))),
        ("data=resmi", Filter(data=("resmi",))),
        ("fungsi=pertanian+dan+sumber+daya+alam", Filter(fungsi=("pertanian dan sumber daya alam",))),
        ("kecamatan=63.09.05&tampil=semua", Filter(kecamatan=("63.09.05",), tampil=("semua",))),
        ("data=contoh&verifikasi=diajukan", Filter(data=("contoh",), verifikasi=("diajukan",))),
    ],
)
def test_interventions_obey_the_page_filter(get, dataset, query, flt):
    features = get("/api/intervensi.geojson?" + query).json()["features"]
    assert {f["properties"]["id"] for f in features} == {row.id for row in select.select_programs(dataset, flt)}
    if flt.kawasan:
        assert {f["properties"]["kode_kawasan"] for f in features} == set(flt.kawasan)


@pytest.mark.parametrize(
    "path", ["/api/wilayah/kecamatan.geojson", "/api/intervensi.geojson", "/api/peta.json", "/presentasi"]
)
def test_answers_are_compressed_and_not_sent_twice(get, path):
    answer = get(path)
    assert answer.headers["content-encoding"] == "gzip"
    again = get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304 and again.content == b""


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("peta-halaman.js", "Leaflet 1.9.3"),
        ("peta-halaman.js", "TKPKP.config"),
        ("peta-halaman.css", ".leaflet-container"),
        ("halaman-dark.css", "--land"),
        ("cards.js", "export default"),
        ("search.js", "export default"),
        ("simbol/DPMD.svg", "PMD"),
    ],
)
def test_front_end_files_come_from_this_server(get, path, holds):
    answer = get("/aset/" + path)
    assert answer.status_code == 200 and holds in answer.text


def test_the_letters_of_the_presentation_are_served_from_here(get):
    answer, page = get("/aset/huruf.woff2"), get("/presentasi").text
    assert answer.headers["content-type"] == "font/woff2" and answer.content[:4] == b"wOF2"
    assert 'src:url(aset/huruf.woff2) format("woff2")' in page and "font-src 'self'" in page


@pytest.mark.parametrize("path", ["/aset/../app.py", "/aset/tidak-ada.js", "/aset/simbol/TIDAKADA.svg"])
def test_nothing_else_is_served_as_a_file(get, path):
    answer = get(path)
    assert answer.status_code == 404 or "import streamlit" not in answer.text


def test_presentation_names_unknown_parts_of_its_link(get):
    answer = get("/presentasi?opd=TIDAKADA")
    assert answer.status_code == 200 and "opd=TIDAKADA" in answer.text
