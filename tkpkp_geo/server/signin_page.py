"""The sign-in pages as HTML that needs no script: forms of their own, in the colours of the app."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from tkpkp_geo import settings
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.errors import SignInError, TkpkpError
from tkpkp_geo.domain.records import Account
from tkpkp_geo.store import passwords

_STYLESHEET = settings.ASSETS / "signin.css"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

_PAGE = Markup("""<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>{heading} · {title}</title>
<style>{styles}</style>
</head>
<body>
<main>
<p class="brand">{title}</p>
<h1>{heading}</h1>
{body}
</main>
</body>
</html>
""")
_SIGN_IN = Markup("""{error}
{office}
<form method="post" action="/masuk">
<input type="hidden" name="kembali" value="{back}">
<label for="account">Nama akun</label>
<input id="account" name="nama" value="{nama}" autocomplete="username" autocapitalize="none" spellcheck="false"
 maxlength="100" required{focus_name}>
<label for="password">Sandi</label>
<input id="password" name="sandi" type="password" autocomplete="current-password" maxlength="200"
 required{focus_password}>
<button type="submit">Masuk</button>
</form>
<p class="quiet">Lupa sandi? Hubungi admin DPMD.</p>
{back_link}""")
_OFFICE = Markup('<p><a class="button-link" href="{link}">Masuk dengan akun kantor</a></p><p class="or">atau</p>')
_MESSAGE = Markup('<p class="{kind}" role="{role}">{words}</p>')
_LINK = Markup('<p><a href="{target}">{words}</a></p>')
_PASSWORD = Markup("""{error}
<form method="post" action="/sandi">
<input type="hidden" name="kembali" value="{back}">
<label for="account">Nama akun</label>
<input id="account" value="{nama}" autocomplete="username" readonly>
<label for="old-password">Sandi lama</label>
<input id="old-password" name="lama" type="password" autocomplete="current-password" maxlength="200" required autofocus>
<label for="password">Sandi baru</label>
<input id="password" name="sandi" type="password" autocomplete="new-password" minlength="{shortest}" maxlength="200"
 required aria-describedby="requirement">
<p class="quiet" id="requirement">Paling sedikit {shortest} karakter, misalnya beberapa kata yang tidak berkaitan.</p>
<label for="repeated">Sandi baru, sekali lagi</label>
<input id="repeated" name="ulang" type="password" autocomplete="new-password" maxlength="200" required>
<button type="submit">Ganti sandi</button>
</form>
<p class="quiet">Akun kantor tidak memiliki sandi di sini; sandinya diganti pada layanan akun kantor.</p>
{back_link}""")


def render_sign_in(back: str, *, nama: str = "", error: SignInError | None = None, office: str = "") -> Response:
    """Draw the sign-in form.

    Parameters
    ----------
    back : str
        Path to go to once signed in.
    office : str
        Link to the office's own sign-in; "" where there is none.
    """
    body = _SIGN_IN.format(
        error=_error(error),
        office=_OFFICE.format(link=office) if office else "",
        back=back,
        nama=nama,
        focus_name="" if nama else " autofocus",
        focus_password=" autofocus" if nama else "",
        back_link=_link(back, "Kembali tanpa masuk"),
    )
    return _respond("Masuk", body, error)


def render_password(account: Account, back: str, *, error: TkpkpError | None = None) -> Response:
    """Draw the form to change the own password."""
    body = _PASSWORD.format(
        error=_error(error),
        back=back,
        nama=account.nama,
        shortest=passwords.SHORTEST,
        back_link=_link(back, "Kembali"),
    )
    return _respond("Ganti sandi", body, error)


def render_message(status: int, words: str, back: str = "/") -> Response:
    """Draw one sentence and the way on."""
    kind, role = ("notice", "status") if status < 400 else ("error", "alert")
    body = _MESSAGE.format(kind=kind, role=role, words=words) + _link(back, "Kembali ke aplikasi")
    return HTMLResponse(_page("Akun", body), status, _HEADERS)


def _respond(heading: str, body: Markup, error: TkpkpError | None) -> Response:
    wait = getattr(error, "menit", 0)
    status = 200 if error is None else 429 if wait else 401 if isinstance(error, SignInError) else 400
    return HTMLResponse(_page(heading, body), status, _HEADERS | ({"Retry-After": str(wait * 60)} if wait else {}))


def _page(heading: str, body: Markup) -> Markup:
    return _PAGE.format(heading=heading, title=text.APP_TITLE, styles=_styles(), body=body)


def _error(error: TkpkpError | None) -> Markup:
    return _MESSAGE.format(kind="error", role="alert", words=str(error)) if error else Markup()


def _link(target: str, words: str) -> Markup:
    return _LINK.format(target=target, words=words)


@lru_cache(maxsize=1)
def _styles() -> Markup:
    dark = f"@media (prefers-color-scheme: dark){{{style.css_rule('dark')}}}"
    # Our own sheets: nothing in them comes from anybody's input.
    return Markup(style.css_rule("light") + dark + _STYLESHEET.read_text(encoding="utf-8"))
