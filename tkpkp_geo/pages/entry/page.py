"""Data: the programs that one may write, as a list, as a table to edit, and one by one in the form."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Account, Intervensi
from tkpkp_geo.pages.entry import bulk, conflict, form_state, program_list
from tkpkp_geo.pages.entry import form as entry_form
from tkpkp_geo.pages.shared import account, messages
from tkpkp_geo.store import rights

_DAFTAR, _TABEL = "Daftar", "Ubah dalam tabel"
_MODE = "mode-data"


def render() -> None:
    """Draw the page."""
    akun = account.current()
    if not rights.may_write(akun, "intervensi"):
        account.draw_refusal(akun)
        return
    dataset = workspace.current().dataset
    with st.container(key="isian"):
        if kode := st.query_params.get(form_state.ALAMAT, ""):
            _one(akun, dataset, kode)
        else:
            _all(akun, dataset)


def _one(akun: Account, dataset: Dataset, kode: str) -> None:
    item = form_state.program(dataset, kode)
    if item is None and not form_state.is_new(kode):
        st.warning(f"Program “{text.escape_markdown(kode)}” tidak ada. Periksa tautannya.")
        st.button("Ke daftar program", on_click=st.query_params.clear)
        return
    if item and not rights.may_write(akun, "intervensi", item.kode_opd):
        owner = dataset.opd_by_kode[item.kode_opd].nama
        st.warning(f"Program ini milik {text.escape_markdown(owner)} dan hanya diubah oleh OPD itu atau DPMD.")
        st.button("Ke daftar program", on_click=st.query_params.clear)
        return
    form = st.session_state.get(form_state.FORM)
    if form is None or form.kode != kode:
        draft = workspace.store().draft(akun.nama, form_state.DRAF + kode)
        if draft is not None:
            _ask_about_draft(akun, dataset, kode, item)
            return
        form = form_state.begin(akun, kode, item)
    if form.bentrok and item:
        conflict.draw(dataset, form, item)
    else:
        entry_form.draw(akun, dataset, form, item)


def _ask_about_draft(akun: Account, dataset: Dataset, kode: str, item: Intervensi | None) -> None:
    kept = workspace.store().drafts(akun.nama)[form_state.DRAF + kode]
    when = f"{text.format_moment(kept, dataset.province.zone)} {dataset.province.clock_name}"
    st.html("<h1>Ada isian yang belum disimpan</h1>")
    st.markdown(f"{text.escape_markdown(_name(akun, dataset, kode))} — terakhir diisi {when}.")
    with st.container(horizontal=True):
        st.button("Lanjutkan", type="primary", key="draf-lanjut", on_click=_resume, args=(akun, kode, item))
        st.button("Buang", key="draf-buang", on_click=_drop, args=(akun, kode))


def _name(akun: Account, dataset: Dataset, kode: str) -> str:
    draft = workspace.store().draft(akun.nama, form_state.DRAF + kode) or {"isi": {}}
    item = form_state.program(dataset, kode)
    return draft["isi"].get("program") or (item.program if item else "Program baru")


def _resume(akun: Account, kode: str, item: Intervensi | None) -> None:
    form_state.begin(akun, kode, item, workspace.store().draft(akun.nama, form_state.DRAF + kode))
    st.query_params[form_state.ALAMAT] = kode


def _drop(akun: Account, kode: str) -> None:
    workspace.store().keep_draft(akun.nama, form_state.DRAF + kode, None)


def _all(akun: Account, dataset: Dataset) -> None:
    if st.session_state.pop(form_state.FORM, None):
        form_state.forget_widgets()
    with st.container(key="kepala-data", horizontal=True, vertical_alignment="center"):
        st.html("<h1>Data program</h1>", width="stretch")
        st.button("Program baru", type="primary", icon=":material/add:", key="program-baru", on_click=_open_new)
    messages.draw(form_state.PAGE, brief=True)
    with st.container():
        _drafts(akun, dataset)
    rows = program_list.filtered(akun, dataset)
    mode = st.segmented_control(
        "Cara menampilkan",
        [_DAFTAR, _TABEL],
        key=_MODE,
        default=_DAFTAR,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    if mode == _TABEL:
        bulk.draw_table(akun, dataset, rows)
    else:
        program_list.draw(akun, dataset, rows)


def _open_new() -> None:
    st.query_params[form_state.ALAMAT] = form_state.new_address()


def _drafts(akun: Account, dataset: Dataset) -> None:
    found = {
        kode.removeprefix(form_state.DRAF): when
        for kode, when in workspace.store().drafts(akun.nama).items()
        if kode.startswith(form_state.DRAF)
    }
    for kode, when in found.items():
        item = form_state.program(dataset, kode)
        with st.container(key=f"draf-{kode}", horizontal=True, vertical_alignment="center"):
            words = (
                f"Ada isian yang belum disimpan: **{text.escape_markdown(_name(akun, dataset, kode))}** "
                f"({text.format_moment(when, dataset.province.zone)})"
            )
            st.markdown(words, width="stretch")
            st.button("Lanjutkan", key=f"lanjut-{kode}", on_click=_resume, args=(akun, kode, item))
            st.button("Buang", key=f"buang-{kode}", on_click=_drop, args=(akun, kode))
