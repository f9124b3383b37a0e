"""The code lists: status, fungsi kawasan, sumber dana, tahun. Codes stay for good, their names may change."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Choice
from tkpkp_geo.intake import admin_forms
from tkpkp_geo.pages.shared.forms import Form
from tkpkp_geo.pages.shared.markup import build_table, draw_html

_COLUMNS = {"status": "status", "fungsi": "fungsi_kawasan", "dana": "sumber_dana", "tahun": "tahun"}


def draw_code_lists(page: str) -> None:
    """Draw the choice of a list, the list, and the form of one of its codes or of a new one."""
    dataset = workspace.current().dataset
    daftar = st.pills(
        "Daftar",
        list(text.CHOICE_LIST_LABELS),
        format_func=text.CHOICE_LIST_LABELS.__getitem__,
        default="status",
        key="choice_list",
        required=True,
        label_visibility="collapsed",
    )
    items = dataset.referensi.get(daftar, ())
    left, right = st.columns([3, 2], gap="medium")
    with right, st.container(border=True):
        names = {"": "Nilai baru"} | {item.kode: item.nama for item in items}
        chosen = st.selectbox(
            "Nilai", list(names), format_func=names.__getitem__, key=f"choice_{daftar}", filter_mode=None
        )
        _draw_form(page, dataset, daftar, next((item for item in items if item.kode == chosen), None))
    with left:
        used = Counter(getattr(row, _COLUMNS[daftar]) for row in dataset.intervensi)
        rows = [(item.kode, item.nama, used[item.kode]) for item in items]
        draw_html(build_table(("Kode", "Nama pada layar", "Dipakai program"), rows))


def _draw_form(page: str, dataset: Dataset, daftar: str, item: Choice | None) -> None:
    form = Form(f"choice-{daftar}", item.kode if item else "", item)
    if form.record is None:
        st.text_input("Kode", key=form.key("kode"), max_chars=60, placeholder="tetap, dipakai pada Excel dan tautan")
    st.text_input("Nama pada layar", form.record.nama if form.record else "", key=form.key("nama"), max_chars=60)
    st.button("Simpan", type="primary", on_click=_save, args=(page, dataset, daftar, form), key="choice-save")


def _save(page: str, dataset: Dataset, daftar: str, form: Form[Choice]) -> None:
    typed, seen = form.typed("kode", "nama"), form.record
    if seen:
        typed["kode"] = seen.kode
    done = f"{text.CHOICE_LIST_LABELS[daftar]} “{typed['nama'] or typed['kode']}” tersimpan."
    form.save(page, lambda: admin_forms.parse_choice(dataset, daftar, typed, seen), "Daftar pilihan diubah", done)
