"""Recording a meeting: the revision that it sees is where the next comparison starts."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo import administration, text, workspace
from tkpkp_geo.model import Dataset
from tkpkp_geo.store import today
from tkpkp_geo.ui import editing

_FIELDS = ("tanggal", "judul", "tempat", "kawasan", "peserta")


def draw(page: str, dataset: Dataset) -> None:
    """Draw the form."""
    with st.popover("Catat rapat", icon=":material/event_note:"):
        form = editing.Form("rapat", "", None)
        st.html(f'<p class="ket">Perbandingan berikutnya dimulai dari data sekarang, revisi {dataset.revisi}.</p>')
        st.text_input("Judul", key=form.key("judul"), max_chars=160)
        day, place = st.columns(2)
        day.text_input("Tanggal", text.tanggal(today()), key=form.key("tanggal"), max_chars=30)
        place.text_input("Tempat", key=form.key("tempat"), max_chars=160)
        st.pills(
            "Kawasan yang dibahas", list(dataset.kawasan_by_kode), selection_mode="multi", key=form.key("kawasan"),
            format_func=lambda kode: text.markdown(dataset.nama_wilayah(kode)),
        )  # fmt: skip
        st.text_area("Peserta", key=form.key("peserta"), max_chars=2000, height=68)
        st.button("Simpan rapat", type="primary", on_click=_save, args=(page, form), key="rapat-simpan")


def _save(page: str, form: editing.Form) -> None:
    typed = form.typed(*_FIELDS)
    # The data as they are at this moment, not as they were when the form was drawn.
    dataset = workspace.current().dataset
    done = f"Rapat “{typed['judul'].strip()}” tercatat pada revisi {dataset.revisi}."
    form.save(page, lambda: administration.meeting(dataset, typed, today()), "Rapat dicatat", done)
