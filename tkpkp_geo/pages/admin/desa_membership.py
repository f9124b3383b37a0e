"""Membership of desa in a kawasan: by decree, as the news have it, or none; several desa at a time."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import DesaMembership, KawasanDesa
from tkpkp_geo.intake import admin_forms
from tkpkp_geo.pages.shared.forms import Form
from tkpkp_geo.pages.shared.markup import build_table, draw_html, draw_note

_LABELS = {DesaMembership.SK: "SK", DesaMembership.BERITA: "Menurut berita", DesaMembership.BUKAN: "Bukan anggota"}
_CLASSES = {DesaMembership.SK: "decreed", DesaMembership.BERITA: "reported", DesaMembership.BUKAN: "quiet"}


def draw_desa_membership(page: str) -> None:
    """Draw the choice of a kawasan, its desa, and the form that changes the membership of some of them."""
    dataset = workspace.current().dataset
    if not dataset.kawasan:
        st.info("Belum ada kawasan.")
        return
    names = {item.kode_kawasan: item.nama for item in dataset.kawasan}
    if st.session_state.get("desa_kawasan") not in names:
        st.session_state.desa_kawasan = next(iter(names))
    kode = st.pills(
        "Kawasan",
        list(names),
        format_func=lambda kode: text.escape_markdown(names[kode]),
        key="desa_kawasan",
        required=True,
    )
    if kode is None:
        return
    desa = [item for item in dataset.kawasan_desa if item.kode_kawasan == kode]
    left, right = st.columns([3, 2], gap="medium")
    with right, st.container(border=True):
        _draw_form(page, dataset, kode, desa)
    with left:
        rows = [_build_cells(dataset, item) for item in sorted(desa, key=lambda item: not item.is_member)]
        draw_html(build_table(("Desa", "Kecamatan", "Keanggotaan", "Sumber"), rows))


def _build_cells(dataset: Dataset, item: KawasanDesa) -> tuple[str, ...]:
    kecamatan = dataset.area_name(kecamatan_of(item.kode_desa))
    kind = Markup('<span class="{}">{}</span>').format(_CLASSES[item.keanggotaan], _LABELS[item.keanggotaan])
    return dataset.area_name(item.kode_desa), kecamatan, kind, item.sumber


def _draw_form(page: str, dataset: Dataset, kode: str, desa: list[KawasanDesa]) -> None:
    form: Form[None] = Form("desa", kode, None)
    members = {item.kode_desa for item in desa if item.is_member}

    def label(kode_desa: str) -> str:
        return text.escape_markdown(dataset.area_name(kode_desa)) + (" ✓" if kode_desa in members else "")

    chosen: list[str] = []
    for kecamatan in dataset.kawasan_by_kode[kode].kecamatan:
        chosen += st.pills(
            f"Kecamatan {text.escape_markdown(dataset.area_name(kecamatan))}",
            [item.kode_desa for item in desa if kecamatan_of(item.kode_desa) == kecamatan],
            selection_mode="multi",
            format_func=label,
            key=form.key(f"desa-{kecamatan}"),
        )
    draw_note("✓ sudah anggota")
    st.pills(
        "Keanggotaan",
        [item.value for item in DesaMembership],
        format_func=lambda value: _LABELS[DesaMembership(value)],
        key=form.key("keanggotaan"),
    )
    st.text_input("Sumber", key=form.key("sumber"), placeholder="nomor SK, atau alamat berita")
    st.button(
        f"Simpan untuk {len(chosen)} desa",
        type="primary",
        on_click=_save,
        args=(page, dataset, kode, chosen, form),
        key="desa-save",
    )


def _save(page: str, dataset: Dataset, kode: str, chosen: list[str], form: Form[None]) -> None:
    typed = form.typed("keanggotaan", "sumber")
    form.save(
        page,
        lambda: admin_forms.parse_members(dataset, kode, chosen, **typed),
        "Keanggotaan desa diubah",
        f"Keanggotaan {len(chosen)} desa tersimpan.",
    )
