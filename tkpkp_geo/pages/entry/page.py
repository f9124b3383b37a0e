"""Data: the programs that one may write, as a list, as a table to edit, and one by one in the form."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Account, Intervensi
from tkpkp_geo.pages.entry import bulk, conflict, form_state, program_list
from tkpkp_geo.pages.entry import form as entry_form
from tkpkp_geo.pages.entry.form_state import ProgramForm
from tkpkp_geo.pages.shared import account, messages
from tkpkp_geo.pages.shared.markup import draw_html
from tkpkp_geo.store import rights

_AS_LIST, _AS_TABLE = "Daftar", "Ubah dalam tabel"
_MODE_KEY = "mode-data"


def render() -> None:
    """Draw the page."""
    akun = account.current()
    if akun is None or not rights.may_write(akun, "intervensi"):
        account.draw_refusal(akun)
        return
    dataset = workspace.current().dataset
    with st.container(key="entry"):
        if kode := st.query_params.get(form_state.ADDRESS_KEY, ""):
            _draw_program(akun, dataset, kode)
        else:
            _draw_programs(akun, dataset)


def _draw_program(akun: Account, dataset: Dataset, kode: str) -> None:
    item = form_state.find_program(dataset, kode)
    if item is None and not form_state.is_new_address(kode):
        st.warning(f"Program “{text.escape_markdown(kode)}” tidak ada. Periksa tautannya.")
        st.button("Ke daftar program", on_click=st.query_params.clear)
        return
    if item and not rights.may_write(akun, "intervensi", item.kode_opd):
        owner = dataset.opd_by_kode[item.kode_opd].nama
        st.warning(f"Program ini milik {text.escape_markdown(owner)} dan hanya diubah oleh OPD itu atau DPMD.")
        st.button("Ke daftar program", on_click=st.query_params.clear)
        return
    form: ProgramForm | None = st.session_state.get(form_state.SESSION_KEY)
    if form is None or form.kode != kode:
        draft = workspace.store().draft(akun.nama, form_state.DRAFT_PREFIX + kode)
        if draft is not None:
            _draw_draft_question(akun, dataset, kode, item)
            return
        form = form_state.open_form(akun, kode, item)
    if form.conflict and item:
        conflict.draw_conflict(dataset, form, item, form.conflict)
    else:
        entry_form.draw_form(akun, dataset, form, item)


def _draw_draft_question(akun: Account, dataset: Dataset, kode: str, item: Intervensi | None) -> None:
    kept = workspace.store().drafts(akun.nama)[form_state.DRAFT_PREFIX + kode]
    when = f"{text.format_moment(kept, dataset.province.zone)} {dataset.province.clock_name}"
    draw_html(Markup("<h1>Ada isian yang belum disimpan</h1>"))
    st.markdown(f"{text.escape_markdown(_find_name(akun, dataset, kode))} — terakhir diisi {when}.")
    with st.container(horizontal=True):
        st.button("Lanjutkan", type="primary", key="draft-resume", on_click=_resume, args=(akun, kode, item))
        st.button("Buang", key="draft-discard", on_click=_drop_draft, args=(akun, kode))


def _find_name(akun: Account, dataset: Dataset, kode: str) -> str:
    draft = workspace.store().draft(akun.nama, form_state.DRAFT_PREFIX + kode) or {"isi": {}}
    item = form_state.find_program(dataset, kode)
    return draft["isi"].get("program") or (item.program if item else "Program baru")


def _resume(akun: Account, kode: str, item: Intervensi | None) -> None:
    form_state.open_form(akun, kode, item, workspace.store().draft(akun.nama, form_state.DRAFT_PREFIX + kode))
    st.query_params[form_state.ADDRESS_KEY] = kode


def _drop_draft(akun: Account, kode: str) -> None:
    workspace.store().keep_draft(akun.nama, form_state.DRAFT_PREFIX + kode, None)


def _draw_programs(akun: Account, dataset: Dataset) -> None:
    if st.session_state.pop(form_state.SESSION_KEY, None):
        form_state.forget_widgets()
    with st.container(key="data-head", horizontal=True, vertical_alignment="center"):
        draw_html(Markup("<h1>Data program</h1>"))
        st.button("Program baru", type="primary", icon=":material/add:", key="new-program", on_click=_open_new)
    messages.draw_messages(form_state.PAGE, brief=True)
    with st.container():
        _draw_drafts(akun, dataset)
    rows = program_list.choose_programs(akun, dataset)
    mode = st.segmented_control(
        "Cara menampilkan",
        [_AS_LIST, _AS_TABLE],
        key=_MODE_KEY,
        default=_AS_LIST,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    if mode == _AS_TABLE:
        bulk.draw_table(akun, dataset, rows)
    else:
        program_list.draw_list(akun, dataset, rows)


def _open_new() -> None:
    st.query_params[form_state.ADDRESS_KEY] = form_state.make_new_address()


def _draw_drafts(akun: Account, dataset: Dataset) -> None:
    drafts = {
        kode.removeprefix(form_state.DRAFT_PREFIX): when
        for kode, when in workspace.store().drafts(akun.nama).items()
        if kode.startswith(form_state.DRAFT_PREFIX)
    }
    for kode, when in drafts.items():
        item = form_state.find_program(dataset, kode)
        with st.container(key=f"draft-{kode}", horizontal=True, vertical_alignment="center"):
            name = text.escape_markdown(_find_name(akun, dataset, kode))
            moment = text.format_moment(when, dataset.province.zone)
            st.markdown(f"Ada isian yang belum disimpan: **{name}** ({moment})", width="stretch")
            st.button("Lanjutkan", key=f"resume-{kode}", on_click=_resume, args=(akun, kode, item))
            st.button("Buang", key=f"discard-{kode}", on_click=_drop_draft, args=(akun, kode))
