"""Who asks where no form can be filled in: a GIS sends name and password with every request (HTTP Basic)."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from threading import Lock

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tkpkp_geo import workspace
from tkpkp_geo.errors import SignInError
from tkpkp_geo.model import Akun
from tkpkp_geo.server.session import account, refuse

_LONGEST = 8_192  # of a header
_MOST = 256  # names and passwords whose session is kept
_SALT = secrets.token_bytes(32)
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="Peta Sinergi TKPKP", charset="UTF-8"', "Cache-Control": "no-store"}

# A password is proven once, and then stands for the session that came of it: that ends wherever sessions end.
_sessions: dict[bytes, str] = {}
_proving = Lock()


def without_account(request: Request) -> Response | None:
    """Give what somebody is told who has neither a session nor an account's name and password."""
    if account(request):
        return None
    given = _credentials(request.headers.get("authorization", ""))
    if given is None and "text/html" in request.headers.get("accept", ""):
        return refuse(request)
    message, headers, status = "masuk diperlukan", _CHALLENGE, 401
    if given is not None:
        try:
            _proven(*given, request.client.host if request.client else "")
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
        nama, colon, sandi = base64.b64decode(coded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (nama, sandi) if colon else None


def _proven(nama: str, sandi: str, asal: str) -> Akun | None:
    store, key = workspace.store(), hmac.digest(_SALT, f"{nama}\0{sandi}".encode(), "sha256")
    # A GIS asks many things at once: without turns, its first requests would count as that many attempts.
    if found := store.session_account(_sessions.get(key, "")):
        return found
    with _proving:
        if found := store.session_account(_sessions.get(key, "")):
            return found
        secret = store.sign_in(nama, sandi, asal)
        while len(_sessions) >= _MOST:
            del _sessions[next(iter(_sessions))]
        _sessions[key] = secret
    return store.session_account(secret)
