"""Who asks where no form can be filled in: a GIS sends name and password with every request (HTTP Basic)."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from threading import Lock
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tkpkp_geo import workspace
from tkpkp_geo.domain.errors import SignInError
from tkpkp_geo.server.gate import ask_to_sign_in, find_account
from tkpkp_geo.store.sessions import WRONG

_T = TypeVar("_T")

_LONGEST = 8_192  # of a header
_MOST = 256  # names and passwords of which is kept what came of them
_SALT = secrets.token_bytes(32)
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="Peta Sinergi TKPKP", charset="UTF-8"', "Cache-Control": "no-store"}

# A password is proven once, and then stands for the session that came of it: that ends wherever sessions end.
_sessions: dict[bytes, str] = {}
# One that was refused is refused again uncounted until the account changes: a GIS goes on sending the password of
# yesterday, a layer at a time, and would lock its owner out of the form as well.
_refused: dict[bytes, int] = {}  # the revision of the account then
_proving = Lock()


def refuse_without_account(request: Request) -> Response | None:
    """Give what somebody is told who has neither a session nor an account's name and password."""
    if find_account(request):
        return None
    given = _credentials(request.headers.get("authorization", ""))
    if given is None and "text/html" in request.headers.get("accept", ""):
        return ask_to_sign_in(request)
    message, headers, status = "masuk diperlukan", _CHALLENGE, 401
    if given is not None:
        try:
            _prove(*given, request.client.host if request.client else "")
            return None
        except SignInError as error:
            message = str(error)
            if error.menit:
                status, headers = 429, {"Retry-After": str(error.menit * 60), "Cache-Control": "no-store"}
    details = ["Masuk dengan nama akun dan sandi aplikasi (HTTP Basic)."] if status == 401 else []
    content = {"code": "NotAuthorized", "description": message, "galat": message, "rincian": details}
    return JSONResponse(content, status, headers)


def _credentials(header: str) -> tuple[str, str] | None:
    kind, _, coded = header.partition(" ")
    if kind.lower() != "basic" or len(coded) > _LONGEST:
        return None
    try:
        text = base64.b64decode(coded.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    nama, colon, password = text.partition(":")
    # A database may know no such character, and the standard forbids it here.
    return (nama, password) if colon and "\0" not in text else None


def _prove(nama: str, password: str, side: str) -> None:
    store, key = workspace.store(), hmac.digest(_SALT, f"{nama}\0{password}".encode(), "sha256")
    if store.sessions.account(_sessions.get(key, "")):
        return
    # A GIS asks many things at once: without turns, its first requests would count as that many attempts.
    with _proving:
        if store.sessions.account(_sessions.get(key, "")):
            return
        account = store.accounts.by_name(nama.strip())
        revisi = account.revisi if account else 0
        if _refused.get(key) == revisi:
            raise SignInError(WRONG)
        try:
            secret = store.sessions.sign_in(nama, password, side)
        except SignInError as error:
            if not error.menit:
                _keep(_refused, key, revisi)
            raise
        if forgotten := _keep(_sessions, key, secret):
            store.sessions.end(forgotten)


def _keep(kept: dict[bytes, _T], key: bytes, value: _T) -> _T | None:
    """Keep a value in place of an older one; gives what had to go for it."""
    gone = kept.pop(key, None)
    if len(kept) >= _MOST:
        gone = kept.pop(next(iter(kept)))
    kept[key] = value
    return gone
