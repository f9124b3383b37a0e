"""Who is at the page: the account in the corner, the gate, and the way through the office's own sign-in."""

from __future__ import annotations

import logging
import time

import httpx
import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.records import Account
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.pages.shared.markup import draw_html
from tkpkp_geo.server.gate import COOKIE
from tkpkp_geo.server.signin_routes import BACK_COOKIE, has_office

_PROVIDER_SECONDS = 5


def current() -> Account | None:
    """Give the account that this browser is signed in with, asked of the store at every run; ``None`` for a guest."""
    secret = st.context.cookies.get(COOKIE)
    return workspace.store().sessions.account(secret) if secret else None


def draw_corner(akun: Account | None) -> None:
    """Draw name, role and the way out in the corner, or the way in; finishes a sign-in at the office's provider."""
    data = {"nama": akun.nama_lengkap or akun.nama, "peran": _role(akun)} if akun else {"ticket": _ticket()}
    with st.container(key="account"):
        component("account")(data=data, key="account-menu")


def _role(akun: Account) -> str:
    return f"{akun.peran} {akun.kode_opd}".strip()


def draw_refusal(akun: Account | None) -> None:
    """Say that a page is not for this person, and where to sign in."""
    if akun is None:
        _draw_panel(Markup('Halaman ini memerlukan akun. <a href="/masuk">Masuk</a> untuk membukanya.'))
    else:
        _draw_panel(f"Halaman ini bukan untuk peran {_role(akun)}. Hubungi admin DPMD bila Anda memerlukannya.")


def _draw_panel(words: str) -> None:
    panel = Markup('<section class="panel" role="status"><h2>{}</h2><p>{}</p></section>')
    draw_html(panel.format(text.APP_TITLE, words))


def render_office_signin() -> None:
    """Hand over to the office's provider, always anew: its earlier word may be weeks old."""
    if not has_office():
        _draw_panel("Masuk dengan akun kantor belum disetel pada komputer ini.")
        return
    if not st.context.cookies.get(BACK_COOKIE):
        _draw_panel(Markup('Mulai dari <a href="/masuk">halaman masuk</a>.'))
        return
    _draw_panel("Membuka halaman masuk akun kantor …")
    try:
        # Streamlit's own answer to a provider that is away is two English words on a blank page.
        httpx.get(st.secrets["auth"]["server_metadata_url"], timeout=_PROVIDER_SECONDS).raise_for_status()
    except httpx.HTTPError:
        logging.getLogger(__name__).warning("the OIDC provider does not answer", exc_info=True)
        _draw_panel(
            Markup(
                'Layanan akun kantor tidak dapat dihubungi. Periksa jaringan, lalu <a href="/masuk">ulangi</a>, atau '
                "masuk dengan nama akun dan sandi."
            )
        )
        return
    st.login()


def _ticket() -> str:
    """Give a ticket for the account behind the address that the provider has just vouched for, "" for none."""
    if not st.context.cookies.get(BACK_COOKIE) or not st.user.get("is_logged_in"):
        return ""
    surel = str(st.user.get("email") or "")
    expires = st.user.get("exp")
    if not isinstance(expires, int | float) or expires < time.time():
        return ""
    if not surel or str(st.user.get("email_verified", True)).lower() != "true":
        st.warning("Akun kantor tidak menyertakan alamat surel yang sudah terverifikasi. Hubungi pengelolanya.")
        return ""
    akun = workspace.store().accounts.by_email(surel)
    if akun is None or not akun.aktif:
        words = "belum terdaftar pada aplikasi ini. Minta admin DPMD mendaftarkannya, atau masuk dengan akun lain."
        st.warning(f"Surel {text.escape_markdown(surel)} {words}", icon=":material/person_off:")
        return ""
    return workspace.store().sessions.make_ticket(akun.nama)
