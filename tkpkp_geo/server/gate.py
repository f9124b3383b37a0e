"""Who asks: the session cookie, and the gate before the routes where looking needs an account."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tkpkp_geo import settings, workspace
from tkpkp_geo.domain.records import Account

COOKIE = "tkpkp_sesi"
# What stays open when looking needs an account: whether the process lives, and the front end's own files.
OPEN = frozenset({"/api/sehat", "/aset/{nama}"})


def find_account(request: Request) -> Account | None:
    """Give the account that the request's browser is signed in with."""
    secret = request.cookies.get(COOKIE)
    return workspace.store().sessions.account(secret) if secret else None


def refuse_without_session(request: Request) -> Response | None:
    """Give what somebody without a session is told, ``None`` to somebody who has one."""
    return None if find_account(request) else ask_to_sign_in(request)


def guard_routes(
    routes: Sequence[Route | Mount], refusal: Callable[[Request], Response | None] = refuse_without_session
) -> list[Route | Mount]:
    """Give routes behind the gate, all but those listed in `OPEN`.

    Parameters
    ----------
    refusal : callable
        Gives what keeps a request out, ``None`` where nothing does.
    """
    for route in routes:
        if route.path not in OPEN:
            route.app = _Gate(route.app, refusal)
    return list(routes)


class _Gate:
    def __init__(self, app: ASGIApp, refusal: Callable[[Request], Response | None]) -> None:
        self.app = app
        self.refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = None
        if settings.from_environment().wajib_masuk:
            refused = await run_in_threadpool(self.refusal, Request(scope))
        await (refused or self.app)(scope, receive, send)


def ask_to_sign_in(request: Request) -> Response:
    """Tell somebody to sign in: a browser by leading it to the form, others in JSON."""
    if "text/html" in request.headers.get("accept", ""):
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/masuk?kembali={quote(here, safe='')}", 303, {"Cache-Control": "no-store"})
    message = {"galat": "masuk diperlukan", "rincian": ["Masuk dahulu di /masuk."]}
    return JSONResponse(message, 401, {"Cache-Control": "no-store"})
