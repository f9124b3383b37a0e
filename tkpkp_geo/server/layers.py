"""The extra layers of the map, as the store keeps them: gzipped GeoJSON."""

from __future__ import annotations

import gzip

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tkpkp_geo import workspace
from tkpkp_geo.server.answers import refusal
from tkpkp_geo.webmap import payload


def layer(request: Request) -> Response:
    """``GET /api/lapisan/{kode}.geojson?v={sidik}``: one extra layer, EPSG:4326; its features may have a ``nama``."""
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


ROUTES = [Route(f"/{payload.LAYER_ROUTE}{{kode}}.geojson", layer)]
