"""Membership of desa in a kawasan: by decree, as the news have it, or none; several desa at a time."""

from __future__ import annotations

from html import escape as safe

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import DesaMembership, KawasanDesa
from tkpkp_geo.intake import admin_forms
from tkpkp_geo.pages.shared import forms

_NAMES = {DesaMembership.SK: "SK", DesaMembership.BERITA: "Menurut berita", DesaMembership.BUKAN: "Bukan anggota"}


def draw(page: str) -> None:
    """Draw the part."""
    dataset = workspace.current().dataset
    if not dataset.kawasan:
        st.info("Belum ada kawasan.")
        return
    names = {item.kode_kawasan: item.nama for item in dataset.kawasan}
    if st.session_state.get("desa_kawasan") not in names:
        st.session_state.desa_kawasan = next(iter(names))
    kode = st.pills("Kawasan", list(names), format_func=names.get, key="desa_kawasan", required=True)
    desa = [item for item in dataset.kawasan_desa if item.kode_kawasan == kode]
    left, right = st.columns([3, 2], gap="medium")
    with right, st.container(border=True):
        _form(page, dataset, kode, desa)
    with left:
        rows = [_cells(dataset, item) for item in sorted(desa, key=lambda item: not item.is_member)]
        st.html(forms.table(("Desa", "Kecamatan", "Keanggotaan", "Sumber"), rows))


def _cells(dataset: Dataset, item: KawasanDesa) -> tuple[str, ...]:
    kind = {DesaMembership.SK: "sk", DesaMembership.BERITA: "berita", DesaMembership.BUKAN: "ket"}[item.keanggotaan]
    name, kecamatan = safe(dataset.area_name(item.kode_desa)), safe(dataset.area_name(kecamatan_of(item.kode_desa)))
    return name, kecamatan, f'<span class="{kind}">{_NAMES[item.keanggotaan]}</span>', safe(item.sumber)


def _form(page: str, dataset: Dataset, kode: str, desa: list[KawasanDesa]) -> None:
    form = forms.Form("desa", kode, None)
    members = {item.kode_desa for item in desa if item.is_member}

    def name(item: str) -> str:
        return text.escape_markdown(dataset.area_name(item)) + (" ✓" if item in members else "")

    chosen = []
    for kecamatan in dataset.kawasan_by_kode[kode].kecamatan:
        chosen += st.pills(
            f"Kecamatan {text.escape_markdown(dataset.area_name(kecamatan))}",
            [item.kode_desa for item in desa if kecamatan_of(item.kode_desa) == kecamatan],
            selection_mode="multi",
            format_func=name,
            key=form.key(f"desa-{kecamatan}"),
        )
    st.html('<p class="ket">✓ sudah anggota</p>')
    st.pills("Keanggotaan", [item.value for item in DesaMembership], format_func=_name, key=form.key("keanggotaan"))
    st.text_input("Sumber", key=form.key("sumber"), placeholder="nomor SK, atau alamat berita")
    st.button(
        f"Simpan untuk {len(chosen)} desa",
        type="primary",
        on_click=_save,
        args=(page, dataset, kode, chosen, form),
        key="desa-simpan",
    )


def _name(value: str) -> str:
    return _NAMES[DesaMembership(value)]


def _save(page: str, dataset: Dataset, kode: str, chosen: list[str], form: forms.Form) -> None:
    typed = form.typed("keanggotaan", "sumber")
    form.save(
        page,
        lambda: admin_forms.members(dataset, kode, chosen, **typed),
        "Keanggotaan desa diubah",
        f"Keanggotaan {len(chosen)} desa tersimpan.",
    )
