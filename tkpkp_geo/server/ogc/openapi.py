"""The OpenAPI document: pygeoapi's, without what is not served here and complete without the internet."""

from __future__ import annotations

from functools import lru_cache

from pygeoapi.openapi import get_oas_30

from tkpkp_geo import __version__
from tkpkp_geo.domain.filter import filter_values
from tkpkp_geo.server.ogc.catalogue import View
from tkpkp_geo.server.ogc.document import build_config, filter_schema

_LOCAL = "#/components/parameters/"
_WORDS = {
    "f": "Bentuk jawaban: hanya JSON.",
    "bbox": "Hanya fitur yang bersinggungan dengan kotak ini: barat,selatan,timur,utara.",
    "bbox-crs": "Sistem koordinat bbox.",
    "crs": "Sistem koordinat jawaban.",
    "datetime": "Tenggat program: tanggal atau selang (2026-01-01/2026-06-30). Wilayah tidak bertanggal.",
    "limit": "Banyaknya fitur dalam satu jawaban.",
    "offset": "Nomor fitur pertama, mulai dari 0.",
    "properties": "Kolom yang disertakan, dipisahkan koma.",
    "skipGeometry": "Tanpa geometri.",
}
_ERROR = {
    "type": "object",
    "required": ["code", "description", "galat", "rincian"],
    "properties": {
        **{name: {"type": "string"} for name in ("code", "description", "galat")},
        "rincian": {"type": "array", "items": {"type": "string"}},
    },
}
_REFUSALS = {
    "400": "Kunci atau nilai yang tidak dikenal",
    "401": "Masuk diperlukan",
    "404": "Koleksi atau fitur tidak dikenal",
}
_FEATURE_ID = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}


@lru_cache(maxsize=8)
def build_openapi(view: View, base: str) -> dict:
    """Write the document of a view that is reached at an address."""
    given = get_oas_30(build_config(view, base))
    filters = {
        key: {
            "name": key,
            "in": "query",
            "required": False,
            "style": "form",
            "explode": True,
            "schema": {"type": "array", "items": filter_schema(key, values)},
        }
        for key, values in filter_values(view.space.dataset).items()
    }
    shared = {name: item for name, item in given["components"]["parameters"].items() if name in _WORDS}
    shared["f"]["schema"]["enum"] = ["json"]
    shared["crs"]["schema"].pop("format")
    shared["bbox-crs"]["schema"].pop("format")
    shared["datetime"] = {"name": "datetime", "in": "query", "required": False, "schema": {"type": "string"}}
    for name, item in shared.items():
        item["description"] = _WORDS[name]
    info = given["info"] | {"version": __version__}
    return {
        "openapi": given["openapi"],
        "info": {key: value for key, value in info.items() if key not in ("termsOfService", "license", "contact")},
        "servers": given["servers"],
        "tags": [{"name": name} for name in dict.fromkeys(["server", *view.collections])],
        "paths": {
            path: {"get": _operation(path, work["get"], filters)}
            for path, work in given["paths"].items()
            if not path.startswith("/jobs")
        },
        "components": {
            "parameters": shared | filters,
            "schemas": {"galat": _ERROR},
            "responses": {
                status: {
                    "description": words,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/galat"}}},
                }
                for status, words in _REFUSALS.items()
            },
        },
    }


def _operation(path: str, given: dict, filters: dict) -> dict:
    kept, columns = [], set()
    for item in given.get("parameters", ()):
        name = item.get("name") or item["$ref"].rpartition("/")[2]
        if "$ref" in item and name in _WORDS:
            kept.append({"$ref": _LOCAL + name})
        elif "name" in item and name != "ui":
            columns.add(name)
            if name not in filters:
                kept.append(item | ({"description": _WORDS[name]} if name in _WORDS else {}))
    if "{featureId}" in path:
        kept.append(_FEATURE_ID)
    # GDAL takes a parameter for the property of the same name and leaves the choice to us: where the app's filter
    # means more than that (it refuses what it does not know, and `status=batal` shows what was hidden), the
    # parameter is told in words.
    kept += [{"$ref": _LOCAL + name} for name in filters if name not in columns]
    words = f" Kunci saringan aplikasi berlaku di sini: {', '.join(filters)}."
    return {
        "tags": given["tags"],
        "operationId": given["operationId"],
        "description": given["description"] + words,
        "parameters": kept,
        "responses": {
            "200": {"description": "Berhasil", "content": {_mime(path): {"schema": {"type": "object"}}}},
            **{status: {"$ref": f"#/components/responses/{status}"} for status in _REFUSALS},
        },
    }


def _mime(path: str) -> str:
    if "/items" in path:
        return "application/geo+json"
    if path.endswith(("/schema", "/queryables")):
        return "application/schema+json"
    return "application/json"
