"""Who is at the page: the account in the corner, the gate, and the way through the office's own sign-in."""

from __future__ import annotations

import time

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.model import Akun
from tkpkp_geo.server.session import COOKIE
from tkpkp_geo.server.signin import BACK_COOKIE
from tkpkp_geo.ui.component import component


def current() -> Akun | None:
    """Give the account that this browser is signed in with, asked of the store at every run; ``None`` for a guest."""
    secret = st.context.cookies.get(COOKIE)
    return workspace.store().session_account(secret) if secret else None


def corner(akun: Akun | None) -> None:
    """Draw name, role and the way out in the corner, or the way in; finishes a sign-in at the office's provider."""
    data = {"nama": akun.nama_lengkap or akun.nama, "peran": _role(akun)} if akun else {"tiket": _ticket()}
    with st.container(key="akun"):
        component("akun")(data=data, key="akun-isi")


def _role(akun: Akun) -> str:
    return f"{akun.peran} {akun.kode_opd}".strip()


def refuse(akun: Akun | None) -> None:
    """Say that a page is not for this person, and where to sign in."""
    if akun is None:
        st.info("Halaman ini memerlukan akun. [Masuk](/masuk) untuk membukanya.", icon=":material/lock:")
    else:
        words = f"Halaman ini bukan untuk peran {_role(akun)}. Hubungi admin DPMD bila Anda memerlukannya."
        st.info(words, icon=":material/lock:")


def office() -> None:
    """Hand over to the office's provider, always anew: its earlier word may be weeks old."""
    if "auth" not in st.secrets or "client_id" not in st.secrets["auth"]:
        st.info("Masuk dengan akun kantor belum disetel pada komputer ini. Pakai [halaman masuk](/masuk).")
        return
    st.html("<p>Membuka halaman masuk akun kantor …</p>")
    st.login()


def _ticket() -> str:
    """Give a ticket for the account behind the address that the provider has just vouched for, "" for none."""
    if not st.context.cookies.get(BACK_COOKIE) or not st.user.get("is_logged_in"):
        return ""
    surel = str(st.user.get("email") or "")
    if st.user.get("exp", 0) < time.time():
        return ""
    if not surel or str(st.user.get("email_verified", True)).lower() != "true":
        st.warning("Akun kantor tidak menyertakan alamat surel yang sudah terverifikasi. Hubungi pengelola akun kantor.")
        return ""
    akun = workspace.store().account_by_email(surel)
    if akun is None or not akun.aktif:
        st.warning(f"Surel `{surel}` belum terdaftar pada aplikasi ini. Minta admin DPMD mendaftarkannya, atau masuk "
                   "dengan akun kantor lain.")  # fmt: skip
        return ""
    return workspace.store().make_ticket(akun.nama)
