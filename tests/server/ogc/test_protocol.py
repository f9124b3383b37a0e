"""What the service says of itself, and what it refuses."""

from __future__ import annotations

import json
import logging
import re
import socket
from urllib.parse import urlsplit

import pytest
import requests
from openapi_spec_validator import validate

from tkpkp_geo.server.ogc.records import OgcRequest
from tkpkp_geo.server.ogc.service import answer_request

ITEMS = "/collections/program/items"
PATHS = [
    "",
    "/",
    "/conformance",
    "/openapi",
    "/collections",
    "/collections/desa",
    "/collections/desa/schema",
    "/collections/desa/queryables",
    ITEMS,
    f"{ITEMS}/UJI-001",
]


def links(content: object):
    """Give every link in a document."""
    if isinstance(content, dict):
        yield from (item for item in content.get("links", ()) if "href" in item)
        content = list(content.values())
    if isinstance(content, list):
        for item in content:
            yield from links(item)


def test_the_openapi_document_is_one_and_complete_in_itself(get):
    document = get("/openapi").json()
    validate(document)
    assert [ref for ref in re.findall(r'"\$ref": "([^"]*)"', json.dumps(document)) if not ref.startswith("#/")] == []
    assert {method for path in document["paths"].values() for method in path} == {"get"}
    assert f"{ITEMS}/{{featureId}}" in document["paths"] and not any("job" in path for path in document["paths"])


def test_only_what_holds_is_declared(get):
    classes = get("/conformance").json()["conformsTo"]
    assert len(classes) == len(set(classes))
    ends = {item.partition("/conf/")[2] for item in classes}
    assert {"core", "geojson", "oas30", "crs", "queryables", "schemas"} <= ends
    assert not ends & {"html", "create-replace-delete"}
    assert get("/conformance").json()["conformsTo"] == classes


@pytest.mark.parametrize("path", PATHS)
def test_every_document_is_json_and_all_its_links_lead_to_json_here(app, get, path):
    answer = get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200 and "json" in answer.headers["content-type"]
    for link in links(answer.json()):
        assert "html" not in link["type"] and link["href"].startswith(f"{app}/ogc")
        assert requests.get(link["href"], timeout=20).headers["content-type"].startswith(link["type"].split(";")[0])


def test_links_name_the_host_that_was_asked_and_the_proxys_scheme(get):
    headers = {"Host": "peta.kalsel.example:8443", "X-Forwarded-Proto": "https"}
    found = get("/collections", headers=headers).json()
    assert {urlsplit(link["href"])[:2] for link in links(found)} == {("https", "peta.kalsel.example:8443")}


def test_links_keep_the_filter(get):
    found = get("/collections", [("tampil", "semua"), ("opd", "DPMD"), ("opd", "DKP")]).json()
    assert all(link["href"].endswith("?opd=DPMD&opd=DKP&tampil=semua") for link in links(found))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["", ITEMS, f"{ITEMS}/UJI-001"])
def test_nothing_can_be_written(get, method, path):
    answer = get(path, method=method, data='{"type":"Feature","geometry":null,"properties":{}}')
    assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["galat"] == "layanan ini hanya dapat dibaca"


def test_head_and_options_are_answered(get):
    assert get(ITEMS, method="HEAD").status_code == 200 and get(ITEMS, method="HEAD").content == b""
    assert get(ITEMS, method="OPTIONS").headers["allow"] == "GET, HEAD, OPTIONS"


def test_an_unchanged_answer_is_not_sent_twice(get):
    answer = get(ITEMS)
    assert answer.headers["cache-control"] == "no-cache"
    again = get(ITEMS, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304 and again.content == b""


@pytest.mark.parametrize(
    ("path", "query", "status", "words"),
    [
        (ITEMS, [("warna", "merah"), ("opd", "TIDAKADA")], 400, "kunci tidak dikenal: warna"),
        (ITEMS, [("warna", "merah"), ("opd", "TIDAKADA")], 400, "nilai tidak dikenal: opd=TIDAKADA"),
        (ITEMS, [("opd", "DPMD' OR '1'='1")], 400, "nilai tidak dikenal: opd=DPMD' OR '1'='1"),
        (ITEMS, [("opd", "")], 400, "nilai kosong: opd"),
        (ITEMS, [("id", "UJI-001; DROP TABLE intervensi")], 400, "nilai tidak dikenal: id"),
        (ITEMS, [("f", "html")], 400, "f=json"),
        (ITEMS, [("lang", "en")], 400, "kunci tidak dikenal: lang"),
        (ITEMS, [("filter", "1=1")], 400, "kunci tidak dikenal: filter"),
        (ITEMS, [("sortby", "-pagu")], 400, "kunci tidak dikenal: sortby"),
        (ITEMS, [("limit", "0")], 400, "limit harus"),
        (ITEMS, [("limit", "banyak")], 400, "limit harus"),
        (ITEMS, [("limit", "1"), ("limit", "2")], 400, "disebut lebih dari sekali: limit"),
        (ITEMS, [("offset", "-1")], 400, "offset harus"),
        (ITEMS, [("bbox", "1,2,3")], 400, "bbox harus"),
        (ITEMS, [("bbox", "a,b,c,d")], 400, "bbox harus"),
        (ITEMS, [("bbox", "nan,0,inf,1")], 400, "bbox harus"),
        (ITEMS, [("bbox", "1,4,3,2")], 400, "bbox harus"),
        (ITEMS, [("crs", "EPSG:9999")], 400, "crs harus"),
        (ITEMS, [("bbox-crs", "x")], 400, "bbox-crs"),
        (ITEMS, [("datetime", "kemarin")], 400, "datetime harus"),
        (ITEMS, [("properties", "rahasia")], 400, "properties"),
        (ITEMS + "/UJI-001", [("limit", "1")], 400, "kunci tidak dikenal: limit"),
        (ITEMS + "/UJI-001%27%20OR%201=1", [], 404, "fitur tidak ditemukan"),
        (ITEMS + "/%3Cscript%3E%27%23", [], 404, "fitur tidak ditemukan"),
        ("/collections/rahasia", [], 404, "koleksi tidak dikenal"),
        ("/collections/rahasia/items", [("kode", "1")], 404, "koleksi tidak dikenal"),
        ("/collections/rahasia/schema", [], 404, "koleksi tidak dikenal"),
        ("/collections/akun/queryables", [], 404, "koleksi tidak dikenal"),
        ("/processes", [], 404, "alamat tidak dikenal"),
        ("", [("warna", "merah")], 400, "kunci tidak dikenal: warna"),
    ],
)
def test_what_means_nothing_is_refused_in_words(get, path, query, status, words):
    answer = get(path, query)
    assert answer.status_code == status, answer.text
    content = answer.json()
    assert content.keys() == {"code", "description", "galat", "rincian"}
    assert words in content["description"] and "Traceback" not in answer.text


@pytest.mark.parametrize("fid", ["..%2F..%2Fetc%2Fpasswd", "%00"])
def test_paths_that_climb_are_not_found(get, fid):
    assert get(f"{ITEMS}/{fid}").status_code in (400, 404)


def test_a_property_is_asked_for_by_its_value(get):
    query = [("nama", "Takisung"), ("properties", "nama"), ("skipGeometry", "true")]
    found = get("/collections/kecamatan/items", query).json()["features"]
    assert [(item["properties"], item["geometry"]) for item in found] == [({"nama": "Takisung"}, None)]
    assert get("/collections/kecamatan/items", [("nama", "' OR 1=1")]).json()["numberMatched"] == 0
    assert get("/collections/desa/items", [("luas_km2", "luas")]).json()["numberMatched"] == 0


def test_the_schema_tells_the_types_of_the_properties(get, dataset):
    schema = get("/collections/program/schema").json()["properties"]
    features = get(ITEMS, [("tampil", "semua")]).json()["features"]
    types = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
    for item in features:
        assert item["properties"].keys() == schema.keys() - {"geometry"}
        for name, value in item["properties"].items():
            assert value is None or isinstance(value, types[schema[name]["type"]]), name


def test_a_host_that_is_none_is_not_repeated(app):
    place = urlsplit(app)
    for host in ("[", 'x"><script>', "a b"):
        with socket.create_connection((place.hostname, place.port), timeout=20) as raw:
            raw.sendall(f"GET /ogc HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            answer = b"".join(iter(lambda: raw.recv(65_536), b"")).decode()
        assert "Traceback" not in answer and "<script>" not in answer and f"//{host}/" not in answer


def test_asking_leaves_the_logging_of_the_process_as_it_was(monkeypatch):
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    assert answer_request(OgcRequest("", "http://127.0.0.1/ogc", [])).status == 200
    assert root.handlers == []
