"""Recording a meeting, and correcting one: the revision that it saw is where the next comparison starts."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from tkpkp_geo import meetings, text, workspace
from tkpkp_geo.model import Dataset, Rapat
from tkpkp_geo.store import now, today
from tkpkp_geo.ui import editing

_FIELDS = ("tanggal", "judul", "tempat", "kawasan", "peserta")


def draw(page: str, dataset: Dataset) -> None:
    """Draw the form of a new meeting."""
    with st.popover("Catat rapat", icon=":material/event_note:"):
        form = editing.Form("rapat", "", None)
        st.html(f'<p class="ket">Perbandingan berikutnya dimulai dari data sekarang, revisi {dataset.revisi}.</p>')
        _fields(dataset, form)
        st.button("Simpan rapat", type="primary", on_click=_save, args=(page, form), key="rapat-simpan")


def edit(page: str, dataset: Dataset, item: Rapat, close: Callable[[], None]) -> None:
    """Draw the form of a meeting that is known; `close` is called where it is done with."""
    form = editing.Form("rapat", item.kode, item)
    _fields(dataset, form)
    with st.container(horizontal=True):
        st.button("Simpan rapat", type="primary", on_click=_save_edited, args=(page, form, close), key="rapat-ubah")
        st.button("Tutup", on_click=close, key="rapat-tutup")


def _fields(dataset: Dataset, form: editing.Form) -> None:
    seen: Rapat | None = form.record
    st.text_input("Judul", seen.judul if seen else "", key=form.key("judul"), max_chars=160)
    day, place = st.columns(2)
    day.text_input("Tanggal", text.tanggal(seen.tanggal if seen else today()), key=form.key("tanggal"), max_chars=30)
    place.text_input("Tempat", seen.tempat if seen else "", key=form.key("tempat"), max_chars=160)
    st.pills(
        "Kawasan yang dibahas", list(dataset.kawasan_by_kode), selection_mode="multi", key=form.key("kawasan"),
        default=[kode for kode in seen.kawasan if kode in dataset.kawasan_by_kode] if seen else None,
        format_func=lambda kode: text.markdown(dataset.nama_wilayah(kode)),
    )  # fmt: skip
    st.text_area("Peserta", seen.peserta if seen else "", key=form.key("peserta"), max_chars=2000, height=68)


def _save(page: str, form: editing.Form) -> None:
    typed = form.typed(*_FIELDS)
    # The data as they are at this moment, not as they were when the form was drawn.
    dataset = workspace.current().dataset
    done = f"Rapat “{typed['judul'].strip()}” tercatat pada revisi {dataset.revisi}."
    form.save(page, lambda: meetings.meeting(dataset, typed, today(), now()), "Rapat dicatat", done)


def _save_edited(page: str, form: editing.Form, close: Callable[[], None]) -> None:
    typed, dataset = form.typed(*_FIELDS), workspace.current().dataset
    done = f"Rapat “{typed['judul'].strip()}” tersimpan."
    if form.save(page, lambda: meetings.meeting_changed(dataset, typed, today(), form.record), "Rapat diubah", done):
        close()
