"""Accounts: who signs in, as what, and a first password to hand over."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import TkpkpError
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.intake import admin_forms
from tkpkp_geo.pages.shared import account, messages
from tkpkp_geo.pages.shared.forms import Form
from tkpkp_geo.pages.shared.markup import build_table, draw_html
from tkpkp_geo.pages.shared.messages import Tone
from tkpkp_geo.store import passwords


def draw_accounts(page: str) -> None:
    """Draw the accounts, and the form of one of them or of a new one."""
    dataset, people = workspace.current().dataset, workspace.store().accounts.all()
    left, right = st.columns([3, 2], gap="medium")
    with right, st.container(border=True):
        names = {"": "Akun baru"} | {item.nama: item.nama for item in people}
        chosen = st.selectbox(
            "Akun", list(names), format_func=names.__getitem__, key="account_choice", filter_mode=None
        )
        _draw_form(page, dataset, people, next((item for item in people if item.nama == chosen), None))
    with left:
        heading = ("Akun", "Nama lengkap", "Peran", "OPD", "Surel", "Keadaan")
        draw_html(build_table(heading, [_build_cells(dataset, item) for item in people]))


def _build_cells(dataset: Dataset, item: Account) -> tuple[str, ...]:
    state = "aktif" if item.aktif else Markup("<b>tidak aktif</b>")
    opd = dataset.opd_by_kode[item.kode_opd].singkatan if item.kode_opd in dataset.opd_by_kode else item.kode_opd
    return item.nama, item.nama_lengkap, text.ROLE_LABELS[item.peran], opd or "–", item.surel or "–", state


def _draw_form(page: str, dataset: Dataset, people: tuple[Account, ...], item: Account | None) -> None:
    form = Form("account", item.nama if item else "", item)
    seen = form.record
    if seen is None:
        st.text_input("Nama akun", key=form.key("nama"), max_chars=50, placeholder="misalnya sri.wahyuni")
    st.text_input("Nama lengkap", seen.nama_lengkap if seen else "", key=form.key("nama_lengkap"), max_chars=100)
    peran = st.pills(
        "Peran",
        [item.value for item in Role],
        format_func=text.ROLE_LABELS.__getitem__,
        default=seen.peran.value if seen else None,
        key=form.key("peran"),
    )
    if peran == Role.OPD:
        codes = list(dataset.opd_by_kode)
        st.selectbox(
            "OPD",
            codes,
            codes.index(seen.kode_opd) if seen and seen.kode_opd in codes else None,
            format_func=lambda kode: dataset.opd_by_kode[kode].nama,
            key=form.key("kode_opd"),
            placeholder="Pilih OPD",
            filter_mode=None,
        )
    surel = seen.surel if seen else ""
    st.text_input("Surel kantor", surel, key=form.key("surel"), placeholder="untuk masuk lewat akun kantor")
    st.toggle("Aktif", seen.aktif if seen else True, key=form.key("aktif"))
    with st.container(horizontal=True):
        st.button("Simpan", type="primary", on_click=_save, args=(page, dataset, people, form), key="account-save")
        # One's own password is changed on the page that asks for the old one.
        if seen and (me := account.current()) and seen.nama != me.nama:
            st.button("Buat sandi sementara", on_click=_make_password, args=(page, me, seen), key="account-password")


def _save(page: str, dataset: Dataset, people: tuple[Account, ...], form: Form[Account]) -> None:
    seen = form.record
    typed = form.typed("nama", "nama_lengkap", "peran", "kode_opd", "surel")
    if seen:
        typed["nama"] = seen.nama
    aktif = bool(st.session_state[form.key("aktif")])
    form.save(
        page,
        lambda: admin_forms.parse_account(dataset, people, typed, aktif, seen),
        "Akun diatur",
        f"Akun {typed['nama']} tersimpan.",
    )


def _make_password(page: str, me: Account, person: Account) -> None:
    sandi = passwords.make_temporary()
    try:
        workspace.store().sessions.set_password(me.nama, person.nama, sandi)
    except TkpkpError as error:
        messages.say(page, Tone.BAD, str(error))
        return
    messages.say(
        page,
        Tone.GOOD,
        f"Sandi sementara untuk {person.nama}: {sandi}\nCatat sekarang; sandi ini tidak dapat ditampilkan lagi. "
        "Pemiliknya menggantinya lewat menu “Ganti sandi”.",
    )
