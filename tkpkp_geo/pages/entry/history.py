"""Riwayat: who changed what and when, newest first, column by column."""

from __future__ import annotations

from typing import TypedDict

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.analysis import row_changes
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.pages.shared import account
from tkpkp_geo.pages.shared.markup import build_changes, build_table, draw_empty, draw_html
from tkpkp_geo.store import rights
from tkpkp_geo.store.records import HistoryRow

_PAGE_ROWS = 50
_ALL = "semua"
_OF_OPD = ("intervensi", "laporan_opd")


class _Query(TypedDict):
    """Which rows of the history are asked for (`store.history.History.rows`)."""

    tabel: str | None
    oleh: str | None
    kunci: str | None
    kode_opd: str | None
    without: tuple[str, ...]


def render() -> None:
    """Draw the page."""
    akun = account.current()
    if akun is None or not rights.may_write(akun, "intervensi"):
        account.draw_refusal(akun)
        return
    dataset = workspace.current().dataset
    draw_html(
        Markup('<div class="page-title"><h1>Riwayat</h1><span>Semua perubahan, yang terbaru di atas</span></div>')
    )
    query = _choose_query(akun)
    pages: list[int] = st.session_state.get("history_pages", [])  # of each newer page the last row
    if st.session_state.get("history_filter") != query:
        pages = []
    st.session_state.history_filter, st.session_state.history_pages = query, pages
    # One row more than is shown tells whether there is an older page.
    before_id = pages[-1] if pages else None
    rows = workspace.store().history.rows(**query, before_id=before_id, limit=_PAGE_ROWS + 1)
    shown = rows[:_PAGE_ROWS]
    if not shown:
        draw_empty("Tidak ada perubahan yang cocok.")
        return
    heading = (f"Waktu ({dataset.province.clock_name})", "Oleh", "Apa", "Perubahan")
    draw_html(build_table(heading, [_build_cells(dataset, item) for item in shown], "history"))
    with st.container(key="history-pages", horizontal=True):
        st.button("Lebih baru", icon=":material/chevron_left:", disabled=not pages, on_click=_show_newer)
        st.button(
            "Lebih lama",
            icon=":material/chevron_right:",
            disabled=len(rows) == len(shown),
            on_click=_show_older,
            args=(shown[-1].id,),
        )


def _choose_query(akun: Account) -> _Query:
    """Draw the filter and give what to ask the store for. An OPD is shown its own rows, accounts are the admin's."""
    own = akun.peran is Role.OPD
    hidden = ("akun",) if akun.peran is Role.DPMD else ()
    tables = [name for name in (_OF_OPD if own else text.TABLE_LABELS) if name not in hidden]
    names = {_ALL: "Semua"} | {name: text.TABLE_LABELS[name] for name in tables}

    def label(name: str) -> str:
        return names[name][:1].upper() + names[name][1:]

    left, middle, right = st.columns([2, 1, 1.4])
    with left:
        tabel = st.selectbox("Tabel", list(names), format_func=label, key="history_tabel", filter_mode=None)
    with middle:
        oleh = st.text_input("Akun", key="history_oleh", placeholder="semua akun").strip()
    with right:
        kunci = st.text_input("Kode baris", key="history_kunci", placeholder="misalnya RSM-001").strip()
    return {
        "tabel": None if tabel == _ALL else tabel,
        "oleh": oleh or None,
        "kunci": kunci or None,
        "kode_opd": akun.kode_opd if own else None,
        "without": hidden,
    }


def _show_newer() -> None:
    st.session_state.history_pages = st.session_state.history_pages[:-1]


def _show_older(last: int) -> None:
    st.session_state.history_pages = [*st.session_state.history_pages, last]


def _build_cells(dataset: Dataset, item: HistoryRow) -> tuple[str, ...]:
    name = row_changes.format_row_name(dataset, item.tabel, item.sesudah or item.sebelum or {})
    moment = text.format_moment(item.waktu, dataset.province.zone)
    return (
        Markup("{}<small>revisi {}</small>").format(moment, item.revisi),
        Markup("{}<small>{}</small>").format(item.oleh, item.kegiatan),
        Markup("<b>{}</b><small>{} · {}</small>").format(name, text.TABLE_LABELS[item.tabel], item.kunci),
        _build_change(dataset, item),
    )


def _build_change(dataset: Dataset, item: HistoryRow) -> Markup:
    fields = row_changes.find_field_changes(dataset, item.sebelum, item.sesudah)
    if item.sebelum is None:
        return Markup("<span class='new'>baris baru</span>{}").format(build_changes(fields, new=True))
    if item.sesudah is None:
        return Markup("<span class='new'>dihapus</span>")
    return build_changes(fields) if fields else Markup("<span class='quiet'>isi yang tidak ditampilkan</span>")
