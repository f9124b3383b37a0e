"""Data: the programs that one may write, as a list, as a table to edit, and one by one in the form."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo import text, workspace
from tkpkp_geo.model import Akun, Dataset, Intervensi
from tkpkp_geo.store import rights
from tkpkp_geo.ui import account, bentrok, daftar, formulir, isian, kabar, tabel_isian

_DAFTAR, _TABEL = "Daftar", "Ubah dalam tabel"
_MODE = "mode-data"


def render() -> None:
    """Draw the page."""
    akun = account.current()
    if not rights.may_write(akun, "intervensi"):
        account.refuse(akun)
        return
    dataset = workspace.current().dataset
    with st.container(key="isian"):
        if kode := st.query_params.get(isian.ALAMAT, ""):
            _one(akun, dataset, kode)
        else:
            _all(akun, dataset)


def _one(akun: Akun, dataset: Dataset, kode: str) -> None:
    item = isian.program(dataset, kode)
    if item is None and not isian.is_new(kode):
        st.warning(f"Program “{text.markdown(kode)}” tidak ada. Periksa tautannya.")
        st.button("Ke daftar program", on_click=st.query_params.clear)
        return
    if item and not rights.may_write(akun, "intervensi", item.kode_opd):
        owner = dataset.opd_by_kode[item.kode_opd].nama
        st.warning(f"Program ini milik {text.markdown(owner)} dan hanya diubah oleh OPD itu atau DPMD.")
        st.button("Ke daftar program", on_click=st.query_params.clear)
        return
    form = st.session_state.get(isian.FORM)
    if form is None or form.kode != kode:
        draft = workspace.store().draft(akun.nama, isian.DRAF + kode)
        if draft is not None:
            _ask_about_draft(akun, dataset, kode, item)
            return
        form = isian.begin(akun, kode, item)
    if form.bentrok and item:
        bentrok.draw(dataset, form, item)
    else:
        formulir.draw(akun, dataset, form, item)


def _ask_about_draft(akun: Akun, dataset: Dataset, kode: str, item: Intervensi | None) -> None:
    when = workspace.store().drafts(akun.nama)[isian.DRAF + kode]
    st.html("<h1>Ada isian yang belum disimpan</h1>")
    st.markdown(f"{text.markdown(_name(akun, dataset, kode))} — terakhir diisi {text.waktu(when)} WITA.")
    with st.container(horizontal=True):
        st.button("Lanjutkan", type="primary", key="draf-lanjut", on_click=_resume, args=(akun, kode, item))
        st.button("Buang", key="draf-buang", on_click=_drop, args=(akun, kode))


def _name(akun: Akun, dataset: Dataset, kode: str) -> str:
    draft = workspace.store().draft(akun.nama, isian.DRAF + kode) or {"isi": {}}
    item = isian.program(dataset, kode)
    return draft["isi"].get("program") or (item.program if item else "Program baru")


def _resume(akun: Akun, kode: str, item: Intervensi | None) -> None:
    isian.begin(akun, kode, item, workspace.store().draft(akun.nama, isian.DRAF + kode))
    st.query_params[isian.ALAMAT] = kode


def _drop(akun: Akun, kode: str) -> None:
    workspace.store().keep_draft(akun.nama, isian.DRAF + kode, None)


def _all(akun: Akun, dataset: Dataset) -> None:
    if st.session_state.pop(isian.FORM, None):
        isian.forget_widgets()
    with st.container(key="kepala-data", horizontal=True, vertical_alignment="center"):
        st.html("<h1>Data program</h1>", width="stretch")
        st.button("Program baru", type="primary", icon=":material/add:", key="program-baru", on_click=_open_new)
    kabar.tell()
    with st.container():
        _drafts(akun, dataset)
    rows = daftar.filtered(akun, dataset)
    mode = st.segmented_control(
        "Cara menampilkan", [_DAFTAR, _TABEL], key=_MODE, default=_DAFTAR, required=True,
        label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    if mode == _TABEL:
        tabel_isian.draw(akun, dataset, rows)
    else:
        daftar.draw(akun, dataset, rows)


def _open_new() -> None:
    st.query_params[isian.ALAMAT] = isian.new_address()


def _drafts(akun: Akun, dataset: Dataset) -> None:
    found = {
        kode.removeprefix(isian.DRAF): when
        for kode, when in workspace.store().drafts(akun.nama).items()
        if kode.startswith(isian.DRAF)
    }
    for kode, when in found.items():
        item = isian.program(dataset, kode)
        with st.container(key=f"draf-{kode}", horizontal=True, vertical_alignment="center"):
            words = (
                f"Ada isian yang belum disimpan: **{text.markdown(_name(akun, dataset, kode))}** ({text.waktu(when)})"
            )
            st.markdown(words, width="stretch")
            st.button("Lanjutkan", key=f"lanjut-{kode}", on_click=_resume, args=(akun, kode, item))
            st.button("Buang", key=f"buang-{kode}", on_click=_drop, args=(akun, kode))
