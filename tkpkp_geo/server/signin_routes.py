"""Routes of signing in and out. Passwords arrive here as plain forms, and never by the page's own connection."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tkpkp_geo import workspace
from tkpkp_geo.domain.errors import SignInError, TkpkpError
from tkpkp_geo.server import signin_page as page
from tkpkp_geo.server.gate import COOKIE, find_account
from tkpkp_geo.store.sessions import SESSION_DAYS

BACK_COOKIE = "tkpkp_kembali"  # where one comes back to from the office's provider, which forgets it
OFFICE_PAGE = "masuk-kantor"
_BACK_SECONDS = 600
_LARGEST_FORM = 8_192  # bytes
_OWN_PATHS = ("/masuk", "/keluar", "/sandi")
_STREAMLIT_USER = "_streamlit_user"  # Streamlit's own cookie of somebody who came through `st.login`

Form = dict[str, str]


class _Refused(TkpkpError):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def local_path(target: str) -> str:
    r"""Give `target` where it is a path of this application to come back to, else the home page.

    Nothing that a browser could take for another host passes: no scheme, no ``//`` or ``/\``, no control character.
    """
    plain = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    if not plain or len(target) > 2_000 or target.startswith(_OWN_PATHS):
        return "/"
    return target


def _back(request: Request) -> str:
    address = request.query_params.get("kembali")
    if address is None:
        came = urlsplit(request.headers.get("referer", ""))
        address = f"{came.path}?{came.query}" if came.query else came.path
        address = address if came.netloc == request.headers.get("host") else "/"
    return local_path(address)


async def _form(request: Request) -> Form:
    """Read a form that one of our own pages sent; `_Refused` for any other."""
    source = request.headers.get("origin") or request.headers.get("referer") or ""
    if urlsplit(source).netloc != request.headers.get("host"):
        raise _Refused(403, "Permintaan ini tidak datang dari halaman aplikasi. Buka halaman masuk lalu ulangi.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST_FORM:
            raise _Refused(413, "Isian terlalu panjang.")
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    return {key: values[-1] for key, values in fields.items()}


def _posted(work: Callable[[Request, Form], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of what is done with a form; the store and argon2 work in a thread of their own."""

    @wraps(work)
    async def endpoint(request: Request) -> Response:
        try:
            return await run_in_threadpool(work, request, await _form(request))
        except _Refused as error:
            return page.render_message(error.status, str(error))
        except ValueError:
            return page.render_message(400, "Isian tidak terbaca.")

    return endpoint


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _signed_in(request: Request, secret: str, target: str) -> Response:
    old = request.cookies.get(COOKIE)
    if old:
        workspace.store().sessions.end(old)
    answer = _to(target)
    seconds, secure = SESSION_DAYS * 86_400, request.url.scheme == "https"
    answer.set_cookie(COOKIE, secret, max_age=seconds, path="/", secure=secure, httponly=True, samesite="lax")
    answer.delete_cookie(BACK_COOKIE, path="/", httponly=True, samesite="lax")
    return answer


def _to(target: str) -> Response:
    return RedirectResponse(target, 303, {"Cache-Control": "no-store"})


def form(request: Request) -> Response:
    """``GET /masuk``: the sign-in form; ``?kembali=`` says where to go then, else the page one came from."""
    back = _back(request)
    if find_account(request):
        return _to(back)
    office = _office(request)
    answer = page.render_sign_in(back, office=office)
    if office:
        secure = request.url.scheme == "https"
        answer.set_cookie(
            BACK_COOKIE, back, max_age=_BACK_SECONDS, path="/", secure=secure, httponly=True, samesite="lax"
        )
    return answer


def _office(request: Request) -> str:
    """Give the link to the office's sign-in, "" where none is set up.

    Streamlit takes the provider's word only at the host of `redirect_uri`; from any other name of this machine
    the link leads there first.
    """
    if not has_office():
        return ""
    place = urlsplit(st.secrets["auth"]["redirect_uri"].replace("{port}", str(st.get_option("server.port"))))
    if place.netloc in ("", request.headers.get("host")):
        return OFFICE_PAGE
    return f"{place.scheme}://{place.netloc}/masuk"


def has_office() -> bool:
    """Tell whether the office's provider is set up in Streamlit's ``secrets.toml``."""
    return st.secrets.load_if_toml_exists() and "client_id" in st.secrets.get("auth", {})


def sign_in(request: Request, fields: Form) -> Response:
    """``POST /masuk``: name and password; sets the session cookie and goes back."""
    nama, back = fields.get("nama", ""), local_path(fields.get("kembali", "/"))
    try:
        secret = workspace.store().sessions.sign_in(nama, fields.get("sandi", ""), _address(request))
    except SignInError as error:
        return page.render_sign_in(back, nama=nama, error=error, office=_office(request))
    return _signed_in(request, secret, back)


def redeem(request: Request, fields: Form) -> Response:
    """``POST /masuk/tiket``: what the page sends after the office's provider vouched for somebody."""
    try:
        secret = workspace.store().sessions.redeem_ticket(fields.get("tiket", ""))
    except SignInError as error:
        return page.render_sign_in("/", error=error, office=_office(request))
    return _signed_in(request, secret, local_path(request.cookies.get(BACK_COOKIE, "/")))


def sign_out(request: Request, fields: Form) -> Response:
    """``POST /keluar``: ends the session in every tab, and Streamlit's own with the office's provider."""
    secret = request.cookies.get(COOKIE)
    if secret:
        workspace.store().sessions.end(secret)
    answer = _to("/auth/logout" if _STREAMLIT_USER in request.cookies else local_path(fields.get("kembali", "/")))
    for name in (COOKIE, BACK_COOKIE):
        answer.delete_cookie(name, path="/", httponly=True, samesite="lax")
    return answer


def password_form(request: Request) -> Response:
    """``GET /sandi``: the form to change the own password."""
    account = find_account(request)
    return page.render_password(account, _back(request)) if account else _to("/masuk")


def change_password(request: Request, fields: Form) -> Response:
    """``POST /sandi``: the old password and the new one twice."""
    account, back = find_account(request), local_path(fields.get("kembali", "/"))
    if account is None:
        return _to("/masuk")
    new = fields.get("sandi", "")
    if new != fields.get("ulang"):
        return page.render_password(account, back, error=SignInError("Sandi baru dan ulangannya tidak sama."))
    proof = {"old": fields.get("lama", ""), "origin": _address(request), "session": request.cookies[COOKIE]}
    try:
        workspace.store().sessions.set_password(account.nama, account.nama, new, **proof)
    except TkpkpError as error:
        return page.render_password(account, back, error=error)
    return page.render_message(
        200, "Sandi sudah diganti. Peramban lain yang masuk dengan akun ini sudah dikeluarkan.", back
    )


ROUTES = [
    Route("/masuk", form, methods=["GET"]),
    Route("/masuk", _posted(sign_in), methods=["POST"]),
    Route("/masuk/tiket", _posted(redeem), methods=["POST"]),
    Route("/keluar", _posted(sign_out), methods=["POST"]),
    Route("/sandi", password_form, methods=["GET"]),
    Route("/sandi", _posted(change_password), methods=["POST"]),
]
