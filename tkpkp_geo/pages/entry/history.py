"""Riwayat: who changed what and when, newest first, column by column."""

from __future__ import annotations

from html import escape as safe

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.analysis import row_changes
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.pages.shared import account, forms
from tkpkp_geo.pages.shared.markup import build_changes
from tkpkp_geo.store import rights
from tkpkp_geo.store.records import HistoryRow

_PAGE_ROWS = 50
_ALL = "semua"
_OF_OPD = ("intervensi", "laporan_opd")


def render() -> None:
    """Draw the page."""
    akun = account.current()
    if not rights.may_write(akun, "intervensi"):
        account.draw_refusal(akun)
        return
    dataset = workspace.current().dataset
    st.html('<div class="judul-halaman"><h1>Riwayat</h1><span>Semua perubahan, yang terbaru di atas</span></div>')
    asked = _asked(akun)
    pages = st.session_state.get("riwayat_halaman", [])
    if st.session_state.get("riwayat_saringan") != asked:
        pages = []
    st.session_state.riwayat_saringan, st.session_state.riwayat_halaman = asked, pages
    # One row more than is shown tells whether there is an older page.
    before = {"before_id": pages[-1]} if pages else {}
    found = workspace.store().history.rows(**asked, **before, limit=_PAGE_ROWS + 1)
    shown = found[:_PAGE_ROWS]
    if not shown:
        st.html('<p class="kosong">Tidak ada perubahan yang cocok.</p>')
        return
    heading = (f"Waktu ({dataset.province.clock_name})", "Oleh", "Apa", "Perubahan")
    st.html(forms.table(heading, [_cells(dataset, item) for item in shown], "riwayat"))
    with st.container(key="halaman-riwayat", horizontal=True):
        st.button("Lebih baru", icon=":material/chevron_left:", disabled=not pages, on_click=_newer)
        st.button(
            "Lebih lama",
            icon=":material/chevron_right:",
            disabled=len(found) == len(shown),
            on_click=_older,
            args=(shown[-1].id,),
        )


def _asked(akun: Account) -> dict[str, object]:
    """Draw the filter; give what to ask the store for. An OPD is shown its own rows, accounts are the admin's."""
    own = akun.peran is Role.OPD
    hidden = ("akun",) if akun.peran is Role.DPMD else ()
    tables = [name for name in (_OF_OPD if own else text.TABLE_LABELS) if name not in hidden]
    names = {_ALL: "Semua"} | {name: text.TABLE_LABELS[name] for name in tables}
    left, middle, right = st.columns([2, 1, 1.4])
    with left:
        tabel = st.selectbox("Tabel", list(names), format_func=_capital(names), key="riwayat_tabel", filter_mode=None)
    with middle:
        oleh = st.text_input("Akun", key="riwayat_oleh", placeholder="semua akun").strip()
    with right:
        kunci = st.text_input("Kode baris", key="riwayat_kunci", placeholder="misalnya RSM-001").strip()
    return {
        "tabel": None if tabel == _ALL else tabel,
        "oleh": oleh or None,
        "kunci": kunci or None,
        "kode_opd": akun.kode_opd if own else None,
        "without": hidden,
    }


def _capital(names: dict[str, str]) -> object:
    return lambda key: names[key][:1].upper() + names[key][1:]


def _newer() -> None:
    st.session_state.riwayat_halaman = st.session_state.riwayat_halaman[:-1]


def _older(last: int) -> None:
    st.session_state.riwayat_halaman = [*st.session_state.riwayat_halaman, last]


def _cells(dataset: Dataset, item: HistoryRow) -> tuple[str, ...]:
    row = item.sesudah or item.sebelum
    name = row_changes.format_row_name(dataset, item.tabel, row)
    what = f"<b>{safe(name)}</b><small>{safe(text.TABLE_LABELS[item.tabel])} · {safe(item.kunci)}</small>"
    who = f"{safe(item.oleh)}<small>{safe(item.kegiatan)}</small>"
    return (
        f"{text.format_moment(item.waktu, dataset.province.zone)}<small>revisi {item.revisi}</small>",
        who,
        what,
        _change(dataset, item),
    )


def _change(dataset: Dataset, item: HistoryRow) -> str:
    found = row_changes.find_field_changes(dataset, item.sebelum, item.sesudah)
    if item.sebelum is None:
        return f"<span class='baru'>baris baru</span>{build_changes(found, new=True)}"
    if item.sesudah is None:
        return "<span class='baru'>dihapus</span>"
    return build_changes(found) if found else "<span class='ket'>isi yang tidak ditampilkan</span>"
