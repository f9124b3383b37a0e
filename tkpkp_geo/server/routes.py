"""Every HTTP route beside the page, and which of them are behind the gate."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tkpkp_geo import __version__, workspace
from tkpkp_geo.server import (
    asset_routes,
    basic_auth,
    deck_routes,
    download_routes,
    event_routes,
    map_routes,
    meeting_routes,
    ogc_routes,
    search_routes,
    signin_routes,
)
from tkpkp_geo.server.gate import guard_routes


def health(request: Request) -> Response:
    """``GET /api/sehat``: the process answers, with its version and the revision of its data."""
    revisi = workspace.current().dataset.revisi
    return JSONResponse({"status": "ok", "versi": __version__, "revisi": revisi}, headers={"Cache-Control": "no-store"})


_GUARDED = [
    Route("/api/sehat", health),
    *map_routes.ROUTES,
    *search_routes.ROUTES,
    *asset_routes.ROUTES,
    *event_routes.ROUTES,
    *deck_routes.ROUTES,
    *meeting_routes.ROUTES,
    *download_routes.ROUTES,
]
# Whatever is listed inside is behind the gate where looking needs an account (`gate.OPEN` names what is not).
ROUTES = [
    *guard_routes(_GUARDED),
    *guard_routes(ogc_routes.ROUTES, basic_auth.refuse_without_account),
    *signin_routes.ROUTES,
]
