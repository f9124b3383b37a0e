"""The kawasan: a new one, or other names, kecamatan and notes for one that there is."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.codes import kabupaten_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Kawasan
from tkpkp_geo.intake import admin_forms
from tkpkp_geo.pages.shared import view_state
from tkpkp_geo.pages.shared.forms import Form
from tkpkp_geo.pages.shared.markup import build_table, draw_html
from tkpkp_geo.workspace import Workspace

_FIELDS = ("kode_kawasan", "nama", "kode_kab", "kecamatan", "periode", "sumber", "catatan")


def draw_kawasan(page: str) -> None:
    """Draw the kawasan, and the form of one of them or of a new one."""
    space = workspace.current()
    dataset = space.dataset
    left, right = st.columns([3, 2], gap="medium")
    with right, st.container(border=True):
        names = {"": "Kawasan baru"} | {item.kode_kawasan: item.nama for item in dataset.kawasan}
        chosen = st.selectbox(
            "Kawasan", list(names), format_func=names.__getitem__, key="kawasan_choice", filter_mode=None
        )
        _draw_form(page, space, dataset.kawasan_by_kode.get(chosen))
    with left:
        heading = ("Kode", "Kawasan", "Kabupaten", "Kecamatan", "Desa anggota")
        draw_html(build_table(heading, [_build_cells(dataset, i, item) for i, item in enumerate(dataset.kawasan)]))


def _build_cells(dataset: Dataset, position: int, item: Kawasan) -> tuple[str, ...]:
    colours = style.kawasan_colours(position)
    colour = colours.light if view_state.theme() == "dark" else colours.strong
    desa = [member for member in dataset.kawasan_desa if member.kode_kawasan == item.kode_kawasan]
    name = Markup('<i class="colour" style="background:{}"></i>{}').format(colour, item.nama)
    if item.catatan:
        name += Markup("<small>{}</small>").format(item.catatan)
    kecamatan = ", ".join(map(dataset.area_name, item.kecamatan))
    members = f"{sum(member.is_member for member in desa)} dari {len(desa)}"
    return item.kode_kawasan, name, dataset.kabupaten_name(item.kode_kab), kecamatan, members


def _draw_form(page: str, space: Workspace, item: Kawasan | None) -> None:
    wilayah = space.dataset.wilayah
    form = Form("kawasan", item.kode_kawasan if item else "", item)
    seen = form.record
    if seen is None:
        st.text_input("Kode", key=form.key("kode_kawasan"), max_chars=20, placeholder="misalnya KPP-HSU")
    st.text_input("Nama", seen.nama if seen else "", key=form.key("nama"), max_chars=80)
    kabupaten = [kode for kode, area in wilayah.items() if area.tingkat == "kabupaten"]
    kab = st.selectbox(
        "Kabupaten",
        kabupaten,
        kabupaten.index(seen.kode_kab) if seen and seen.kode_kab in kabupaten else None,
        format_func=space.dataset.area_name,
        key=form.key("kode_kab"),
        placeholder="Pilih kabupaten",
        filter_mode=None,
    )
    inside = [kode for kode, area in wilayah.items() if area.tingkat == "kecamatan" and kabupaten_of(kode) == kab]
    if inside:
        # Each kabupaten has its own choices, so that none of another one stays chosen unseen.
        st.pills(
            "Kecamatan",
            inside,
            selection_mode="multi",
            key=form.key(f"kecamatan-{kab}"),
            default=[kode for kode in inside if seen and kode in seen.kecamatan],
            format_func=lambda kode: text.escape_markdown(space.dataset.area_name(kode)),
        )
    st.text_input("Periode", seen.periode if seen else "RPJMN 2025-2029", key=form.key("periode"))
    sumber = seen.sumber if seen else ""
    st.text_input("Sumber", sumber, key=form.key("sumber"), placeholder="SK atau dokumen penetapan")
    st.text_area("Catatan", seen.catatan if seen else "", key=form.key("catatan"), height=80)
    st.button("Simpan", type="primary", on_click=_save, args=(page, space, form), key="kawasan-save")


def _save(page: str, space: Workspace, form: Form[Kawasan]) -> None:
    typed, seen = form.typed(*_FIELDS), form.record
    typed["kecamatan"] = ";".join(st.session_state.get(form.key(f"kecamatan-{typed['kode_kab']}")) or ())
    if seen:
        typed["kode_kawasan"] = seen.kode_kawasan
    done = f"Kawasan {typed['nama']} tersimpan."
    form.save(
        page, lambda: admin_forms.parse_kawasan(space.dataset, space.boundaries, typed, seen), "Kawasan diubah", done
    )
