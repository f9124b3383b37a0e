"""A meeting's presentation, live: what it shows, who moves it, and the pictures of its agenda."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from urllib.parse import urlsplit

from sse_starlette import ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tkpkp_geo import workspace
from tkpkp_geo.domain.errors import NotAllowedError
from tkpkp_geo.domain.meeting_records import ShownFrame
from tkpkp_geo.server import deck_routes, event_routes
from tkpkp_geo.server.answers import refusal
from tkpkp_geo.server.gate import find_account
from tkpkp_geo.store.watch import Pulse

_LARGEST_MOVE = 1_000  # bytes
_SHOWN = ("bingkai", "nomor", "sejak")
_PICTURES = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"RIFF", "image/webp"))


def _unknown(kode: str) -> JSONResponse:
    return refusal(404, f"rapat tidak dikenal: {kode}")


async def follow(request: Request) -> Response:
    """``GET /api/rapat/{rapat}/ikuti``: events ``tayang``, the frame shown, and ``revisi``: at once, and when new."""
    kode = request.path_params["rapat"]
    if kode not in (await run_in_threadpool(workspace.current)).dataset.rapat_by_kode:
        return _unknown(kode)

    def tell(now: Pulse, before: Pulse | None) -> Iterable[ServerSentEvent]:
        shown = now.tayangan.get(kode)
        if shown and (before is None or shown != before.tayangan.get(kode)):
            yield event_routes.event("tayang", json.dumps(_plain(shown)))
        yield from event_routes.revisions(now, before)

    return await event_routes.stream(tell)


def _plain(shown: ShownFrame) -> dict:
    return {name: value for name, value in asdict(shown).items() if name in _SHOWN}


async def move_shown_frame(request: Request) -> Response:
    """``POST /api/rapat/{rapat}/tayang`` of ``{"bingkai": id}``: lets everybody see that frame."""
    # A form of another site cannot send JSON without asking first; that a browser says where it is from comes on top.
    if not _from_here(request):
        return refusal(403, "Permintaan ini tidak datang dari halaman aplikasi.")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return refusal(415, "Permintaan tidak terbaca: yang diterima hanya JSON.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST_MOVE:
            return refusal(413, "Permintaan terlalu panjang.")
    return await run_in_threadpool(_move, request, body)


def _from_here(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    source = request.headers.get("origin") or request.headers.get("referer") or ""
    return site in (None, "same-origin") and urlsplit(source).netloc == request.headers.get("host")


def _move(request: Request, body: bytes) -> Response:
    account, kode = find_account(request), request.path_params["rapat"]
    if account is None:
        return refusal(403, "Masuk dahulu sebagai DPMD untuk memindahkan tayangan.")
    try:
        typed = json.loads(body)
    except ValueError:
        return refusal(400, "Permintaan tidak terbaca: bukan JSON.")
    frame = typed.get("bingkai") if isinstance(typed, dict) else None
    space = workspace.current()
    if kode not in space.dataset.rapat_by_kode:
        return _unknown(kode)
    if frame not in deck_routes.build_content(space, deck_routes.meeting_deck(request, kode)).order:
        return refusal(400, f"bingkai tidak ada pada susunan rapat: {frame}", "Muat ulang halaman lalu ulangi.")
    try:
        shown = space.store.show_frame(account.nama, kode, frame)
    except NotAllowedError as error:
        return refusal(403, str(error))
    return JSONResponse(_plain(shown), headers={"Cache-Control": "no-store"})


def picture(request: Request) -> Response:
    """``GET /api/rapat/{rapat}/gambar/{bingkai}?v={sidik}``: the picture of an agenda's frame."""
    kode, frame = request.path_params["rapat"], request.path_params["bingkai"]
    space = workspace.current()
    row = next((row for row in space.dataset.bingkai_rapat if (row.kode_rapat, row.kode) == (kode, frame)), None)
    content = space.store.frame_picture(kode, frame) if row else None
    kind = next((kind for start, kind in _PICTURES if content and content.startswith(start)), None)
    if row is None or content is None or kind is None:
        return refusal(404, f"gambar tidak dikenal: {frame}")
    # An address that names its content may be kept for good, unless somebody has just replaced that content.
    named = request.query_params.get("v") == row.sidik and space.store.revision() == space.dataset.revisi
    keep = "private, max-age=31536000, immutable" if named else "no-cache"
    return Response(content, media_type=kind, headers={"Cache-Control": keep, "X-Content-Type-Options": "nosniff"})


ROUTES = [
    Route("/api/rapat/{rapat}/ikuti", follow),
    Route("/api/rapat/{rapat}/tayang", move_shown_frame, methods=["POST"]),
    Route("/api/rapat/{rapat}/gambar/{bingkai}", picture),
]
