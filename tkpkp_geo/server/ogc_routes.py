"""OGC API – Features at ``/ogc``, for QGIS and a geoportal. What is behind it is `tkpkp_geo.server.ogc`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tkpkp_geo.server.answers import answer, as_json

if TYPE_CHECKING:
    from tkpkp_geo.server.ogc.records import OgcReply

PATH = "/ogc"
_READING = ("GET", "HEAD", "OPTIONS")
_METHODS = [*_READING, "POST", "PUT", "PATCH", "DELETE"]
_ALLOW = {"Allow": ", ".join(_READING)}


def features(request: Request) -> Response:
    """``GET /ogc/…``: landing page, ``conformance``, ``openapi``, ``collections`` and what is below.

    The page's filter keys everywhere. It only reads: every other method is refused.
    """
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=_ALLOW)
    # Where nobody connects a GIS, the library behind it costs neither time nor memory.
    from tkpkp_geo.server.ogc import records, service

    if request.method not in _READING:
        return _send(request, service.refusal(405, "NotAllowed", "layanan ini hanya dapat dibaca"), _ALLOW)
    parts = _parts(request.path_params.get("bagian", ""))
    if parts is None:
        return _send(request, service.refusal(404, "NotFound", "alamat tidak dikenal"))
    base = str(request.base_url).rstrip("/") + PATH
    return _send(
        request,
        service.answer_request(records.OgcRequest(parts[0], base, request.query_params.multi_items(), *parts[1:])),
    )


def _parts(path: str) -> tuple[str, str, str] | None:
    """Give part, collection and feature of a path below ``/ogc/``; ``None`` where it means nothing."""
    match path.removesuffix("/").split("/"):
        case ["" | "conformance" | "openapi" | "collections" as part]:
            return part, "", ""
        case ["collections", kode] if kode:
            return "collections", kode, ""
        case ["collections", kode, "schema" | "queryables" as part] if kode:
            return part, kode, ""
        case ["collections", kode, "items", *fitur] if kode:
            return "items", kode, "/".join(fitur)
    return None


def _send(request: Request, reply: OgcReply, headers: dict[str, str] | None = None) -> Response:
    if reply.status == 200:
        sent = answer(request, as_json(reply.content), reply.mime)
    else:
        sent = JSONResponse(reply.content, reply.status, {"Cache-Control": "no-store"})
    sent.headers.update({"Content-Language": "id"} | dict(reply.headers) | (headers or {}))
    return sent


ROUTES = [Route(path, features, methods=_METHODS) for path in (PATH, PATH + "/{bagian:path}")]
