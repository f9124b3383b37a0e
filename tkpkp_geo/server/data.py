"""HTTP routes beside the page: health, areas and interventions as GeoJSON, packaged assets."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tkpkp_geo import __version__, settings, workspace
from tkpkp_geo.analysis import select
from tkpkp_geo.domain import fonts, style
from tkpkp_geo.domain.errors import FilterError
from tkpkp_geo.domain.filter import parse_filter
from tkpkp_geo.export import geojson, program_csv
from tkpkp_geo.server.answers import answer, as_json, refusal, unknown_parts
from tkpkp_geo.webmap import page_map, payload, sketch
from tkpkp_geo.workspace import Workspace

GEOJSON = "application/geo+json"
_UI_ASSETS = settings.ASSETS / "pages"
# Their order is the cascade: of two rules of equal weight the later one stands.
_STYLESHEETS = (
    "account",
    "flags",
    "page",
    "entry",
    "admin",
    "matrix",
    "desk",
    "listener",
    "changes",
    "profile",
    "profile-print",
    "meeting",
    "download",
)


def _page_style(theme: str) -> str:
    sheets = ((_UI_ASSETS / f"{name}.css").read_text("utf-8") for name in _STYLESHEETS)
    return style.css_rule(theme) + style.paper_rule() + "".join(sheets)


_ASSETS: dict[str, Callable[[], str]] = {
    page_map.PAGE_SCRIPT: page_map.page_script,
    page_map.PAGE_STYLESHEET: page_map.page_stylesheet,
    **{f"halaman-{name}.css": partial(_page_style, name) for name in style.THEMES},
    **{path.name: partial(path.read_text, "utf-8") for path in _UI_ASSETS.glob("*.js")},
    page_map.MASK_SCRIPT: partial((page_map.ASSETS / page_map.MASK_SCRIPT).read_text, "utf-8"),
}
_BINARY: dict[str, Callable[[], bytes]] = {fonts.NAME: fonts.content}
_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}


@lru_cache(maxsize=64)
def _once(space: Workspace, build: Callable[..., object], *args: object) -> bytes:
    """Build an answer once a revision; `args` are part of what is asked for."""
    return as_json(build(space, *args))


def health(request: Request) -> Response:
    """``GET /api/sehat``: the process answers, with its version and the revision of its data."""
    revisi = workspace.current().dataset.revisi
    return JSONResponse({"status": "ok", "versi": __version__, "revisi": revisi}, headers={"Cache-Control": "no-store"})


def areas(request: Request) -> Response:
    """``GET /api/wilayah/{lapisan}.geojson``: one layer of areas, EPSG:4326.

    ``desa`` needs ``?kawasan=`` or ``?kecamatan=`` (repeatable) and gives every desa of those kecamatan.
    """
    space, layer = workspace.current(), request.path_params["lapisan"]
    pairs = request.query_params.multi_items()
    if layer != "desa" and pairs:
        return unknown_parts(FilterError([(key, None) for key, _ in pairs]))
    if layer == "desa":
        if not pairs:
            return refusal(400, "desa memerlukan ?kawasan= atau ?kecamatan=")
        try:
            kecamatan = _kecamatan(space, pairs)
        except FilterError as error:
            return unknown_parts(error)
        return answer(request, _once(space, _desa, kecamatan), GEOJSON)
    if layer == "kawasan":
        return answer(request, _once(space, _kawasan), GEOJSON)
    if layer in ("provinsi", "kabupaten", "kecamatan", "tetangga"):
        return answer(request, _once(space, _layer, layer), GEOJSON)
    return refusal(404, f"lapisan tidak dikenal: {layer}")


def _kecamatan(space: Workspace, pairs: list[tuple[str, str]]) -> tuple[str, ...]:
    unknown: list[tuple[str, str | None]] = []
    found: dict[str, None] = {}
    for key, value in pairs:
        if key == "kawasan" and value in space.dataset.kawasan_by_kode:
            found |= dict.fromkeys(space.dataset.kawasan_by_kode[value].kecamatan)
        elif key == "kecamatan" and "kecamatan" in space.boundaries.layers and space.boundaries.knows(key, value):
            found[value] = None
        else:
            unknown.append((key, value if key in ("kawasan", "kecamatan") else None))
    if unknown:
        raise FilterError(unknown)
    return tuple(sorted(found))


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
        return unknown_parts(error)
    features = geojson.program_features(space.dataset, space.boundaries, flt)
    return answer(request, as_json(payload.feature_collection(features)), GEOJSON)


def interventions_table(request: Request) -> Response:
    """``GET /api/intervensi.csv``: the programs of a filter as a table that Excel opens; the page's filter keys."""
    space = workspace.current()
    try:
        flt = parse_filter(request.query_params.multi_items(), space.dataset)
    except FilterError as error:
        return unknown_parts(error)
    sent = answer(
        request, program_csv.render_csv(space.dataset, select.select_programs(space.dataset, flt)), "text/csv"
    )
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


def asset(request: Request) -> Response:
    """``GET /aset/{nama}``: front-end files, ours and those of installed packages."""
    name = request.path_params["nama"]
    if name not in _ASSETS and name not in _BINARY or not (body := _asset(name)):
        return Response(status_code=404)
    # Letters are a large file that changes only with an installation.
    keep = "max-age=86400" if name in _BINARY else "no-cache"
    return answer(request, body, _TYPES[Path(name).suffix], keep)


@lru_cache(maxsize=64)
def _asset(name: str) -> bytes:
    return _BINARY[name]() if name in _BINARY else _ASSETS[name]().encode()


def missing_assets() -> tuple[str, ...]:
    """Give the front-end files that this installation should have and cannot read."""
    found = []
    for name in _ASSETS:
        try:
            whole = bool(_asset(name))
        except OSError:
            whole = False
        if not whole:
            found.append(name)
    return tuple(found)


def symbol(request: Request) -> Response:
    """``GET /aset/simbol/{kode_opd}.svg``: an OPD's symbol."""
    opd = workspace.current().dataset.opd_by_kode.get(request.path_params["kode"])
    if opd is None:
        return Response(status_code=404)
    # A page shows dozens of them and they hardly ever change: kept for an hour, not asked for again each time.
    return answer(request, style.symbol_svg(opd).encode(), "image/svg+xml", keep="max-age=3600")


ROUTES = [
    Route("/api/sehat", health),
    Route("/api/wilayah/{lapisan}.geojson", areas),
    Route("/api/intervensi.geojson", interventions),
    Route("/api/intervensi.csv", interventions_table),
    Route("/api/peta.json", map_rows),
    Route("/api/sketsa.json", card_sketches),
    Route("/aset/simbol/{kode}.svg", symbol),
    Route("/aset/{nama}", asset),
]
