"""What maps and tables are drawn from: areas, programs and extra layers, as GeoJSON, CSV and the page's own JSON."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tkpkp_geo import workspace
from tkpkp_geo.analysis import select
from tkpkp_geo.domain.errors import FilterError
from tkpkp_geo.domain.filter import parse_filter
from tkpkp_geo.export import geojson, program_csv
from tkpkp_geo.server.answers import answer, as_json, refusal, refuse_unknown_parts
from tkpkp_geo.webmap import payload, sketch
from tkpkp_geo.workspace import Workspace

GEOJSON = "application/geo+json"


@lru_cache(maxsize=64)
def _once(space: Workspace, build: Callable[..., object], *args: object) -> bytes:
    """Build an answer once a revision; `args` are part of what is asked for."""
    return as_json(build(space, *args))


def areas(request: Request) -> Response:
    """``GET /api/wilayah/{lapisan}.geojson``: one layer of areas, EPSG:4326.

    ``desa`` needs ``?kawasan=`` or ``?kecamatan=`` (repeatable) and gives every desa of those kecamatan.
    """
    space, layer = workspace.current(), request.path_params["lapisan"]
    pairs = request.query_params.multi_items()
    if layer != "desa" and pairs:
        return refuse_unknown_parts(FilterError([(key, None) for key, _ in pairs]))
    if layer == "desa":
        if not pairs:
            return refusal(400, "desa memerlukan ?kawasan= atau ?kecamatan=")
        try:
            kecamatan = _kecamatan(space, pairs)
        except FilterError as error:
            return refuse_unknown_parts(error)
        return answer(request, _once(space, _desa, kecamatan), GEOJSON)
    if layer == "kawasan":
        return answer(request, _once(space, _kawasan), GEOJSON)
    if layer in ("provinsi", "kabupaten", "kecamatan", "tetangga"):
        return answer(request, _once(space, _layer, layer), GEOJSON)
    return refusal(404, f"lapisan tidak dikenal: {layer}")


def _kecamatan(space: Workspace, pairs: list[tuple[str, str]]) -> tuple[str, ...]:
    unknown: list[tuple[str, str | None]] = []
    kecamatan: dict[str, None] = {}
    for key, value in pairs:
        if key == "kawasan" and value in space.dataset.kawasan_by_kode:
            kecamatan |= dict.fromkeys(space.dataset.kawasan_by_kode[value].kecamatan)
        elif key == "kecamatan" and "kecamatan" in space.boundaries.layers and space.boundaries.knows(key, value):
            kecamatan[value] = None
        else:
            unknown.append((key, value if key in ("kawasan", "kecamatan") else None))
    if unknown:
        raise FilterError(unknown)
    return tuple(sorted(kecamatan))


def _layer(space: Workspace, layer: str) -> dict:
    return payload.feature_collection(space.boundaries.features(layer))


def _kawasan(space: Workspace) -> dict:
    return payload.feature_collection(space.boundaries.kawasan_features(space.dataset.kawasan))


def _desa(space: Workspace, kecamatan: tuple[str, ...]) -> dict:
    return payload.feature_collection(payload.desa_features(space.dataset, space.boundaries, kecamatan))


def interventions(request: Request) -> Response:
    """``GET /api/intervensi.geojson``: the page's filter keys; one feature an intervention and place.

    A program without lokus is a feature whose geometry is ``null``.
    """
    space = workspace.current()
    try:
        flt = parse_filter(request.query_params.multi_items(), space.dataset)
    except FilterError as error:
        return refuse_unknown_parts(error)
    features = geojson.program_features(space.dataset, space.boundaries, flt)
    return answer(request, as_json(payload.feature_collection(features)), GEOJSON)


def interventions_table(request: Request) -> Response:
    """``GET /api/intervensi.csv``: the programs of a filter (keys as in pages) as a table for Excel."""
    space = workspace.current()
    try:
        flt = parse_filter(request.query_params.multi_items(), space.dataset)
    except FilterError as error:
        return refuse_unknown_parts(error)
    rows = (*select.select_programs(space.dataset, flt), *select.find_cancelled(space.dataset, flt))
    sent = answer(request, program_csv.render_csv(space.dataset, rows), "text/csv")
    name = f"program-tkpkp-revisi-{space.dataset.revisi}.csv"
    sent.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return sent


def map_rows(request: Request) -> Response:
    """``GET /api/peta.json``: everything that the page's map and table draw, in one piece a revision."""
    space = workspace.current()
    return answer(request, _once(space, _rows), "application/json")


def _rows(space: Workspace) -> dict:
    return payload.rows_payload(space.dataset, space.boundaries)


def card_sketches(request: Request) -> Response:
    """``GET /api/sketsa.json``: the drawings of the kawasan cards."""
    return answer(request, _once(workspace.current(), _sketches), "application/json")


def _sketches(space: Workspace) -> dict:
    return sketch.kawasan_sketches(space.dataset, space.boundaries)


def extra_layer(request: Request) -> Response:
    """``GET /api/lapisan/{kode}.geojson?v={sidik}``: one extra layer, EPSG:4326, ``nama`` if known."""
    space, kode = workspace.current(), request.path_params["kode"]
    item = next((item for item in space.dataset.lapisan if item.kode == kode), None)
    content = None if item is None else space.store.layer_content(kode)
    if item is None or content is None:
        return refusal(404, f"lapisan tidak dikenal: {kode}")
    # An address that names its content may be kept for good, unless somebody has just replaced that content.
    named = request.query_params.get("v") == item.sidik and space.store.revision() == space.dataset.revisi
    headers = {
        "ETag": f'"{item.sidik}"',
        "Cache-Control": "private, max-age=31536000, immutable" if named else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match", "").removeprefix("W/") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        content = gzip.decompress(content)
    return Response(content, media_type="application/geo+json", headers=headers)


ROUTES = [
    Route("/api/wilayah/{lapisan}.geojson", areas),
    Route("/api/intervensi.geojson", interventions),
    Route("/api/intervensi.csv", interventions_table),
    Route("/api/peta.json", map_rows),
    Route("/api/sketsa.json", card_sketches),
    Route(f"/{payload.LAYER_ROUTE}{{kode}}.geojson", extra_layer),
]
