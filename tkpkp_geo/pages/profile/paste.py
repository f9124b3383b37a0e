"""Values of an index pasted from Excel: every problem is told, and nothing is written until all is right."""

from __future__ import annotations

from html import escape as safe

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.intake import indices
from tkpkp_geo.intake.indices import Pasted
from tkpkp_geo.pages.shared import forms, saving

_MOST = 100  # problems told at once


def draw(page: str, dataset: Dataset, kode: str) -> None:
    """Draw the part; `kode` is the kawasan whose values are pasted."""
    which, source = st.columns([1, 2])
    kode_indeks = choose_index(which, dataset, "tempel_indeks")
    form = forms.Form("tempel", f"{kode}|{kode_indeks}", None)
    source.text_input("Sumber nilai", key=form.key("sumber"), placeholder="dokumen atau instansi, dan tahunnya")
    names = " · ".join(("Wilayah", "Tahun", *indices.dimensions(dataset, kode_indeks).values()))
    st.text_area(
        f"Tabel dari Excel, beserta baris judul: {text.escape_markdown(names)}",
        key=form.key("tabel"),
        height=180,
        placeholder="Salin sel pada Excel, lalu tempel di sini.",
    )
    typed = form.typed("tabel", "sumber")
    asked = st.button("Periksa tabel", key="tempel-periksa")
    if not typed["tabel"].strip():
        if asked:
            st.html('<p class="ket">Tabel masih kosong.</p>')
        return
    found = indices.pasted(dataset, kode, kode_indeks, typed["tabel"], typed["sumber"])
    if found.problems:
        _problems(found.problems)
    else:
        _summary(page, found, form)


def choose_index(place: DeltaGenerator, dataset: Dataset, key: str) -> str:
    """Draw the choice of an index; gives its code."""
    names = {item.kode: item.nama for item in dataset.indeks}
    return place.selectbox("Indeks", list(names), format_func=names.get, key=key, filter_mode=None)


def _problems(problems: list[Problem]) -> None:
    rest = len(problems) - _MOST
    more = f" {text.format_number(_MOST)} yang pertama:" if rest > 0 else ""
    st.error(f"{text.format_number(len(problems))} masalah perlu diperbaiki; belum ada yang disimpan.{more}")
    rows = [
        ("" if item.baris is None else str(item.baris), *map(safe, (item.kolom, item.nilai, item.masalah, item.saran)))
        for item in problems[:_MOST]
    ]
    st.html(forms.table(("Baris", "Kolom", "Isi", "Masalah", "Yang perlu dilakukan"), rows))


def _summary(page: str, found: Pasted, form: forms.Form) -> None:
    counts = ((found.baru, "nilai baru"), (found.berubah, "nilai berubah"), (found.tetap, "sudah sama"))
    words = ", ".join(f"{text.format_number(number)} {name}" for number, name in counts if number)
    st.html(f'<p class="ket">Tabel dapat dibaca: {words}.</p>')
    if found.changes:
        label = f"Simpan {text.format_number(len(found.changes))} nilai"
        st.button(label, type="primary", on_click=_save, args=(page, found, form), key="tempel-simpan")


def _save(page: str, found: Pasted, form: forms.Form) -> None:
    done = f"{text.format_number(len(found.changes))} nilai indeks tersimpan."
    if saving.save(page, found.changes, "Nilai indeks ditempel", done):
        form.forget()
