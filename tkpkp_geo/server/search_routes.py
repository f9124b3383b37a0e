"""The search of the map page: what a few typed letters can mean."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tkpkp_geo import workspace
from tkpkp_geo.analysis.search import Hit, find_hits
from tkpkp_geo.domain.errors import FilterError
from tkpkp_geo.domain.filter import parse_filter
from tkpkp_geo.server.answers import answer, as_json, refuse_unknown_parts


def search(request: Request) -> Response:
    """``GET /api/cari?q=``: at most 8 hits, the best first; programs only as far as such a view lists them.

    Takes the page's filter keys, of which `tampil`, `data` and `verifikasi` count.
    """
    dataset = workspace.current().dataset
    pairs = request.query_params.multi_items()
    try:
        flt = parse_filter([(key, value) for key, value in pairs if key != "q"], dataset)
    except FilterError as error:
        return refuse_unknown_parts(error)
    hits = find_hits(dataset, request.query_params.get("q", ""), flt)
    return answer(request, as_json([_describe(hit) for hit in hits]), "application/json")


def _describe(hit: Hit) -> dict[str, str]:
    return {"jenis": hit.kind, "sebutan": hit.label, "kode": hit.kode, "nama": hit.nama, "letak": hit.where}


ROUTES = [Route("/api/cari", search)]
