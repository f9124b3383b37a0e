"""Answers a request: our filter, pygeoapi's protocol, and what is left of its answer where only JSON is spoken."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from pygeoapi.api import API, APIRequest, describe_collections, get_collection_schema, landing_page
from pygeoapi.api.itemtypes import get_collection_item, get_collection_items, get_collection_queryables
from starlette.datastructures import QueryParams

from tkpkp_geo import workspace
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import FilterError
from tkpkp_geo.domain.filter import FILTER_KEYS, Filter, filter_values, parse_filter
from tkpkp_geo.server.ogc import catalogue, document, openapi
from tkpkp_geo.server.ogc.catalogue import View
from tkpkp_geo.server.ogc.records import OgcReply, OgcRequest
from tkpkp_geo.workspace import today

GEOJSON, SCHEMA = "application/geo+json", "application/schema+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
_SPOKEN = (GEOJSON, SCHEMA, OPENAPI, "application/json")
_ITEMS_KEYS = ("bbox", "bbox-crs", "crs", "datetime", "limit", "offset", "properties", "skipGeometry")
_NOT_HERE = ("processes", "job-list", "tiling-schemes", "about")  # relations of what pygeoapi could serve besides


# What pygeoapi says in English, as our clients read it: by the last part of a link's relation, and by pattern.
_TITLES = {
    "root": "Halaman awal layanan",
    "self": "Dokumen ini",
    "service-desc": "Uraian layanan (OpenAPI)",
    "conformance": "Kesesuaian dengan standar",
    "data": "Daftar koleksi",
    "items": "Fitur (GeoJSON)",
    "collection": "Koleksi",
    "next": "Halaman berikutnya",
    "prev": "Halaman sebelumnya",
    "schema": "Skema",
    "queryables": "Kolom yang dapat disaring",
}
_REFUSALS = (
    (r"identifier not found", "fitur tidak ditemukan dalam saringan ini"),
    (r"\blimit\b", "limit harus bilangan bulat lebih dari nol"),
    (r"\boffset\b", "offset harus bilangan bulat, nol atau lebih"),
    (r"\bbbox-crs\b", "bbox-crs memerlukan bbox dan salah satu sistem koordinat pada uraian koleksi"),
    (r"\bbbox\b|\bmin[yz]\b", "bbox harus empat angka: barat,selatan,timur,utara"),
    (r"\bCRSs?\b", "crs harus salah satu sistem koordinat pada uraian koleksi"),
    (r"\bdatetime\b", "datetime harus tanggal, waktu, atau selang menurut RFC 3339"),
    (r"\bproperties\b", "properties memuat kolom yang tidak ada pada koleksi"),
)
_UNCLEAR = "permintaan tidak dapat dipenuhi"
_FORMAT = "hanya tersedia sebagai JSON: f=json"
_NO_COLLECTION = "koleksi tidak dikenal"
_EMPTY = "nilai kosong"
_TWICE = "disebut lebih dari sekali"


class _Refused(Exception):
    def __init__(self, reply: OgcReply) -> None:
        super().__init__(reply.status)
        self.reply = reply


class _Params(QueryParams):
    """A query as pygeoapi goes through it, without losing the values of a key that stands there twice."""

    def items(self) -> Iterable[tuple[str, str]]:  # type: ignore[override]
        return self.multi_items()


class _Request:
    # pygeoapi takes language and format from the headers: here both are settled.
    headers: dict[str, str] = {}

    def __init__(self, args: _Params) -> None:
        self.args = args


def answer_request(request: OgcRequest) -> OgcReply:
    """Answer one request, refusals included."""
    space = workspace.current()
    if request.collection and request.collection not in catalogue.collection_ids(space.dataset):
        return refusal(404, "NotFound", _NO_COLLECTION)
    try:
        own, pairs = _split_query(request)
        flt, equal = _read_filter(space.dataset, pairs, request)
        view = catalogue.find_view(space, flt, today())
        return _answer(view, request, [*own, *flt.to_query(), *equal])
    except _Refused as error:
        return error.reply
    except FilterError as error:
        return refusal(400, "InvalidParameterValue", _UNCLEAR, *error.words)


def refusal(status: int, code: str, message: str, *details: str) -> OgcReply:
    """Refuse, in the form of the standard and in that of our other routes at once."""
    description = ": ".join([message, "; ".join(details)]) if details else message
    return OgcReply(status, {"code": code, "description": description, "galat": message, "rincian": list(details)})


def _split_query(request: OgcRequest) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Part the query into what the standard names and the rest."""
    standard: tuple[str, ...] = ()
    if request.part == "items":
        standard = ("crs",) if request.feature else _ITEMS_KEYS
    own: list[tuple[str, str]] = []
    rest: list[tuple[str, str]] = []
    for key, value in request.pairs:
        if not value:
            raise _Refused(refusal(400, "InvalidParameterValue", _UNCLEAR, f"{_EMPTY}: {key}"))
        if key == "f":
            if value.lower() not in ("json", "geojson"):
                raise _Refused(refusal(400, "InvalidParameterValue", _FORMAT))
        else:
            (own if key in standard else rest).append((key, value))
    twice = [key for key, count in Counter(key for key, _ in own).items() if count > 1]
    if twice:
        names = [f"{_TWICE}: {key}" for key in twice]
        raise _Refused(refusal(400, "InvalidParameterValue", _UNCLEAR, *names))
    return own, rest


def _read_filter(
    dataset: Dataset, pairs: list[tuple[str, str]], request: OgcRequest
) -> tuple[Filter, list[tuple[str, str]]]:
    """Read the app's filter, and what is asked of a collection's own properties."""
    values = filter_values(dataset)
    mine: list[tuple[str, str]] = []
    equal: list[tuple[str, str]] = []
    columns = (
        catalogue.collection_columns(request.collection) if request.part == "items" and not request.feature else ()
    )
    for key, value in pairs:
        if key in columns and key not in FILTER_KEYS:
            equal.append((key, value))
        elif "," in value and value not in values.get(key, ()):
            mine += [(key, part) for part in value.split(",")]
        else:
            mine.append((key, value))
    return parse_filter(mine, dataset), equal


def _answer(view: View, request: OgcRequest, pairs: list[tuple[str, str]]) -> OgcReply:
    if request.part == "conformance":
        return OgcReply(200, {"conformsTo": list(document.conformance())})
    if request.part == "openapi":
        return OgcReply(200, openapi.build_openapi(view, request.base), OPENAPI)
    api = API(document.build_config(view, request.base), {})
    api_request = APIRequest(_Request(_Params([("f", "json"), *pairs])), api.locales)
    kode = request.collection or None
    mime = "application/json"
    if request.part == "items":
        mime = GEOJSON
        if request.feature:
            # It goes into links as it is given.
            result = get_collection_item(api, api_request, kode, quote(request.feature, safe=""))
        else:
            result = get_collection_items(api, api_request, kode)
    elif request.part in ("queryables", "schema"):
        mime = SCHEMA
        work = get_collection_queryables if request.part == "queryables" else get_collection_schema
        result = work(api, api_request, kode)
    elif request.part == "collections":
        result = describe_collections(api, api_request, kode)
    else:
        result = landing_page(api, api_request)
    headers, status, text = result
    content = json.loads(text)
    if status >= 400:
        missing = content["code"] == "NotFound"
        return refusal(404 if missing else int(status), content["code"], _translate_refusal(content["description"]))
    kept = {name: headers[name] for name in ("Content-Crs",) if name in headers}
    return OgcReply(200, _finish(view, request, content), mime, kept)


def _finish(view: View, request: OgcRequest, content: dict) -> dict:
    """Leave out what is not served here, say what it is, and let every link keep the filter."""
    chosen = view.packet.flt.to_query()
    for holder in (content, *content.get("collections", ()), *content.get("features", ())):
        if "links" in holder:
            holder["links"] = [_link(link, chosen) for link in holder["links"] if _is_served(link)]
    if request.part == "queryables":
        for key, values in filter_values(view.space.dataset).items():
            # A client takes a queryable for the property of the same name: see `openapi`.
            if content["properties"].pop(key, None) is None and key != "id":
                content["properties"][key] = document.filter_schema(key, values)
    # The hour of an answer would make a new one of every unchanged one.
    content.pop("timeStamp", None)
    return content if request.part in ("queryables", "schema") else content | {"keterangan": view.note}


def _is_served(link: dict) -> bool:
    return link["type"] in _SPOKEN and link["rel"].rpartition("/")[2] not in _NOT_HERE


def _link(link: dict, chosen: list[tuple[str, str]]) -> dict:
    parts = urlsplit(link["href"])
    # GDAL asks for a feature by writing its id behind the link to all of them: no `f` there, JSON is the only form.
    there = [pair for pair in parse_qsl(parts.query) if pair[0] != "f"]
    query = urlencode([*there, *(pair for pair in chosen if pair not in there)], safe=",")
    href = urlunsplit(parts._replace(query=query))
    title = _TITLES.get(link["rel"].rpartition("/")[2], link.get("title", ""))
    return link | {"href": href, "title": title}


def _translate_refusal(description: str) -> str:
    """Say in Indonesian why pygeoapi refused."""
    return next((words for pattern, words in _REFUSALS if re.search(pattern, description)), _UNCLEAR)
