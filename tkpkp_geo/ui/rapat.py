"""Rapat: the meetings and their decisions, what is still open on top."""

from __future__ import annotations

from html import escape as safe

import streamlit as st

from tkpkp_geo import meetings, text, workspace
from tkpkp_geo.meetings import Decision
from tkpkp_geo.model import Dataset
from tkpkp_geo.store import rights, today
from tkpkp_geo.ui import account, catat_keputusan, catat_rapat, editing, rapat_daftar

PAGE = "rapat"
CHOSEN = "kawasan_rapat"  # not the filter of the other pages: a meeting may have been about another kawasan


def render() -> None:
    """Draw the page."""
    dataset, day = workspace.current().dataset, today()
    akun = account.current()
    writes = rights.may_write(akun, "rapat") and rights.may_write(akun, "keputusan")
    heading = st.container(key="kepala-rapat")
    with st.container(key="pilih-rapat", horizontal=True, vertical_alignment="bottom"):
        kawasan = _kawasan(dataset)
        if writes:
            catat_rapat.draw(PAGE, dataset)
    editing.news(PAGE)
    if writes and meetings.held(dataset):
        met_today = any(item.tanggal == day for item in dataset.rapat)
        with st.expander("Tambah keputusan", expanded=met_today, icon=":material/add_task:", key="tambah-keputusan"):
            catat_keputusan.draw(PAGE, dataset)
    about = (kawasan,) if kawasan else ()
    waiting = meetings.still_open(dataset, about)
    with heading:
        _heading(dataset, waiting, kawasan, day)
    rapat_daftar.draw_open(PAGE, dataset, waiting, writes)
    rapat_daftar.draw_minutes(PAGE, dataset, meetings.minutes(dataset, about), kawasan, writes)


def _kawasan(dataset: Dataset) -> str:
    """Draw the choice of a kawasan and give its code, "" for all; an address may ask for one."""
    asked = st.query_params.get(CHOSEN)
    known = asked if asked in dataset.kawasan_by_kode else None
    chosen = st.pills(
        "Kawasan", list(dataset.kawasan_by_kode), default=known, key=CHOSEN,
        format_func=lambda kode: text.markdown(dataset.nama_wilayah(kode)),
    )  # fmt: skip
    if chosen and chosen != asked:
        st.query_params[CHOSEN] = chosen
    elif asked and not chosen:
        del st.query_params[CHOSEN]
    return chosen or ""


def _heading(dataset: Dataset, waiting: tuple[Decision, ...], kawasan: str, day: str) -> None:
    late = sum(item.lewat(day) > 0 for item in waiting)
    words = f"{text.angka(len(waiting))} keputusan terbuka"
    if late:
        words += f", {text.angka(late)} lewat tenggat"
    where = f"Kawasan: {dataset.nama_wilayah(kawasan)}" if kawasan else "Semua kawasan"
    st.html(
        f'<div class="judul-halaman"><h1>Rapat dan keputusan</h1><span>{safe(where)}</span>'
        f'<span class="usia"><b>{words}</b></span></div>'
    )
